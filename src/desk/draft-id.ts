/** Ids of drafts, as callers name them. */
import { isSlug } from '../copy/shapes/slug-spelling.ts'

/** `story:` and a slug; or the random id of a story that was never filed. */
export const isDraftId = (id: string) => (id.startsWith('story:') ? isSlug(id.slice(6)) : /^[0-9a-z-]{20,64}$/.test(id))

export const draftIdOf = (slug: string) => `story:${slug}`
