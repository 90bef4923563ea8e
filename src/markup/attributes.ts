/** An element's attributes as they are written in its start tag. */
import { escapeText } from './markup.ts'

export type AttributeValue = string | number | boolean | null | undefined

/** What is there or not (HTML, "boolean attributes"). Of all others, true and false are words: `aria-hidden="true"`. */
const BOOLEAN = new Set(
  'allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected'.split(
    ' ',
  ),
)

/** Everything before the value, by name: names are few, and each is looked at once. */
const beginnings = new Map<string, string>()

/** With the space before it; nothing where there is no value. Throws a TypeError for what is no attribute of ours. */
export function attributeHtml(name: string, value: AttributeValue): string {
  if (value === null || value === undefined) return ''
  const beginning = beginnings.get(name) ?? beginningOf(name)
  if (typeof value === 'string') return `${beginning}${escapeText(value)}"`
  if (typeof value === 'number') return `${beginning}${value}"`
  if (typeof value !== 'boolean') throw new TypeError(`The attribute ${name} has a value of type ${typeof value}.`)
  if (BOOLEAN.has(name)) return value ? `${beginning}"` : ''
  return `${beginning}${value}"`
}

/** Scripts stand in files: a handler in an attribute would be code in a page, which the policies forbid. */
function beginningOf(name: string) {
  if (!/^[a-z][\w.:-]*$/i.test(name) || /^on/i.test(name)) throw new TypeError(`There is no attribute ${JSON.stringify(name)}.`)
  const beginning = ` ${name}="`
  beginnings.set(name, beginning)
  return beginning
}
