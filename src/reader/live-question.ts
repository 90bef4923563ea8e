/** What an open page may ask. Other questions are answered, too, but no cache keeps a copy for each that somebody makes up. */
import { isSlug } from '../copy/shapes/slug-spelling.ts'

/** As many updates as one question may name. */
const MAX_NAMED = 20

/** The updates that `only` names. */
export const namedIn = (only: string) => only.split(',').slice(0, MAX_NAMED)

const isSeen = (mark: string) => mark === '' || /^-?[a-z0-9]{1,12}\.[a-z0-9]{1,8}$/.test(mark)
const isNames = (only: string) => only.split(',').length <= MAX_NAMED && only.split(',').every(isSlug)

const QUESTIONS: Record<string, (value: string) => boolean> = { after: (id) => id === '' || isSlug(id), seen: isSeen, only: isNames }

/** `query`: every value of each parameter. */
export const isAskedByPages = (query: Record<string, string[]>) =>
  Object.entries(query).every(([name, [value = '', ...more]]) => more.length === 0 && Object.hasOwn(QUESTIONS, name) && QUESTIONS[name]?.(value))
