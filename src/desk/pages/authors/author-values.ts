/** An author's record as a form has it. What the form doesn't show stays. */
import type { Author } from '../../../copy/shapes/author.ts'

export type AuthorValues = Record<string, string>

const TEXTS = ['name', 'role', 'bio'] as const
const PORTRAIT = ['src', 'alt', 'width', 'height'] as const
const CONTACT = ['email', 'url'] as const

export const AUTHOR_FIELDS: readonly string[] = [...TEXTS, ...PORTRAIT.map((name) => `portrait-${name}`), ...CONTACT.map((name) => `contact-${name}`)]

export const valuesOfAuthor = (author: Author): AuthorValues => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, author[name] ?? ''])),
  ...Object.fromEntries(PORTRAIT.map((name) => [`portrait-${name}`, String(author.portrait?.[name] ?? '')])),
  ...Object.fromEntries(CONTACT.map((name) => [`contact-${name}`, author.contact?.[name] ?? ''])),
})

/** What is to be parsed as an author. */
export function authorFrom(values: AuthorValues, before: Author): unknown {
  const { name: _, role: __, bio: ___, portrait, contact, ...others } = before
  const texts = withoutEmpty(Object.fromEntries(TEXTS.map((name) => [name, values[name]])))
  const reached = withoutEmpty(Object.fromEntries(CONTACT.map((name) => [name, values[`contact-${name}`]])))
  return {
    ...others,
    ...texts,
    ...(values['portrait-src'] && { portrait: portraitFrom(values, portrait) }),
    ...(Object.keys(reached).length > 0 && { contact: { ...contact, ...reached } }),
  }
}

const portraitFrom = (values: AuthorValues, before: Author['portrait']) => ({
  ...(before?.src === values['portrait-src'] && before?.focus && { focus: before.focus }),
  src: values['portrait-src'],
  alt: values['portrait-alt'],
  width: Number(values['portrait-width'] || Number.NaN),
  height: Number(values['portrait-height'] || Number.NaN),
})

export function authorFieldOf(pointer: string): string | undefined {
  const name = pointer.slice(1).split('/').slice(0, 2).join('-')
  return AUTHOR_FIELDS.includes(name) ? name : name === 'portrait' ? 'portrait-src' : undefined
}

const withoutEmpty = (values: Record<string, string | undefined>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value))
