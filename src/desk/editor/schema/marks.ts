/** Marks of the editor's document: the inline elements of copy that hold text (see copy/text/inline.ts). */
import type { DOMOutputSpec, MarkSpec } from 'prosemirror-model'
import { isSafeHref } from '../../../copy/text/inline.ts'

/** What writes an element first stands first here, where two reach equally far. */
export const MARK_TAGS = ['small', 'mark', 'q', 'cite', 'sup', 'sub', 'a', 'abbr', 'time', 'strong', 'em', 'b', 'i', 'u', 's', 'code'] as const
export type MarkTag = (typeof MARK_TAGS)[number]

/** In the order in which they are written. Only links have an address. */
export const MARK_ATTRIBUTES = ['href', 'title', 'datetime', 'lang', 'dir', 'id'] as const

export const isMarkTag = (tag: string): tag is MarkTag => (MARK_TAGS as readonly string[]).includes(tag)

const attributesOf = (tag: MarkTag) => (tag === 'a' ? MARK_ATTRIBUTES : MARK_ATTRIBUTES.filter((name) => name !== 'href'))

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string'

function validateHref(value: unknown) {
  if (typeof value !== 'string' || !isSafeHref(value)) throw new RangeError('A link leads nowhere.')
}

function validateText(value: unknown) {
  if (!isTextOrNull(value)) throw new RangeError('An attribute must be text.')
}

/** `nested` parts an element from one of its own kind around it, such as a quotation in a quotation. */
function markSpec(tag: MarkTag): MarkSpec {
  const names = attributesOf(tag)
  const texts = names.map((name) => [name, name === 'href' ? { validate: validateHref } : { default: null, validate: validateText }] as const)
  return {
    attrs: Object.fromEntries([...texts, ['nested', { default: 0, validate: 'number' }]]),
    inclusive: tag !== 'a',
    ...(tag !== 'a' && { excludes: '' }),
    ...(tag === 'code' && { code: true }),
    parseDOM: [
      {
        tag: tag === 'a' ? 'a[href]' : tag,
        getAttrs: (element: HTMLElement) => {
          const attrs = Object.fromEntries(names.map((name) => [name, element.getAttribute(name)]))
          return tag === 'a' && !isSafeHref(attrs.href ?? '') ? false : attrs
        },
      },
    ],
    toDOM: (mark): DOMOutputSpec => [tag, Object.fromEntries(names.filter((name) => mark.attrs[name] !== null).map((name) => [name, mark.attrs[name]])), 0],
  }
}

export const MARKS = Object.fromEntries(MARK_TAGS.map((tag) => [tag, markSpec(tag)])) as Record<MarkTag, MarkSpec>
