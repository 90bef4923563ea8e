/**
 * Markup as it is written: text that is escaped already. Everything else that stands between elements is text and is escaped. What
 * comes out of JSON is never an instance of this class, whatever it says of itself.
 */
export class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }

  toString() {
    return this.html
  }
}

/** What may stand between elements. Nothing, true and false leave no trace, so that `condition && <p>…</p>` can be written. */
export type Child = Markup | string | number | boolean | null | undefined | readonly Child[]

/** Markup that was sanitised or written by us: nothing of it is escaped. */
export const raw = (html: string) => new Markup(html)

/** `child` as HTML. Throws a TypeError where a value has no text of its own: an object, a function, a promise. */
export function htmlOf(child: Child): string {
  if (typeof child === 'string') return escapeText(child)
  if (child instanceof Markup) return child.html
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (typeof child === 'number') return `${child}`
  if (Array.isArray(child)) return htmlOfAll(child)
  throw new TypeError(`There is no markup of a value of type ${typeof child}.`)
}

function htmlOfAll(children: readonly Child[]) {
  let html = ''
  for (const child of children) html += htmlOf(child)
  return html
}

const SPECIAL = /[&<>"']/
const EVERY_SPECIAL = /[&<>"']/g

/** For elements' text and for attributes in quotes alike. */
export const escapeText = (text: string) => (SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, referenceTo) : text)

function referenceTo(character: string) {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return '&#39;'
  }
}
