/**
 * Inline text: the little HTML that is allowed inside a paragraph, a list item or a table cell.
 * Everything else in copy is plain text.
 */

declare const inline: unique symbol
/** HTML made of `INLINE_TAGS` alone, safe to place in a page as it is. Only `sanitiseInline` makes one. */
export type Inline = string & { readonly [inline]: true }

declare const block: unique symbol
/** Sanitised HTML of an `html` block. Only `sanitiseBlock` makes one. */
export type BlockHtml = string & { readonly [block]: true }

/** The design's inline set. `br` has no closing tag. */
export const INLINE_TAGS = [
  'a',
  'strong',
  'em',
  'b',
  'i',
  'u',
  's',
  'sub',
  'sup',
  'code',
  'br',
  'abbr',
  'cite',
  'q',
  'time',
  'mark',
  'small',
  'ruby',
  'rt',
  'rp',
] as const

/** Where a link in copy may lead: the web, a mailbox, a telephone, this site, or a place on this page. See html/href.ts for what is not yet so. */
export const isSafeHref = (href: string) => /^(?:https?:\/\/[^\s/]|(?:mailto|tel|sms):[^\s]|\/(?![/\\])|#)/i.test(href) && !/[\s\\]/.test(href)

const value = `(?:[^"<>&]|&(?:amp|lt|gt|quot);)*`
const address = String.raw`(?:[^\s"<>&\\]|&(?:amp|lt|gt|quot);)`
const attributes = String.raw`(?: (?:title|datetime|lang)="${value}"| dir="(?:ltr|rtl|auto)"| id="fn[\w-]*")*`
const link = String.raw`<a href="(?:https?:\/\/${address}+|(?:mailto|tel|sms):${address}+|\/(?!\/)${address}*|#${address}*)"${attributes}>`
const plainTag = `<(?:${INLINE_TAGS.filter((tag) => tag !== 'a').join('|')})${attributes}>`
const closing = `</(?:${INLINE_TAGS.filter((tag) => tag !== 'br').join('|')})>`
const CANONICAL_TAGS = new RegExp(`${link}|${plainTag}|${closing}`, 'g')

/**
 * Whether a string is already in the form the sanitiser writes: known tags, known attributes, double quotes, every tag
 * closed in order, no link in a link, and of `&`, `<` and `>` in text only their entities. The press files copy in this
 * form, so the reader's way never runs the sanitiser.
 */
export function isCanonicalInline(html: string): html is Inline {
  if (!/[<>&]/.test(html)) return true
  const open: string[] = []
  let at = 0
  for (const { 0: tag, index } of html.matchAll(CANONICAL_TAGS)) {
    if (STRAY_MARK.test(html.slice(at, index))) return false
    at = index + tag.length
    const name = /[a-z]+/.exec(tag)?.[0] ?? ''
    if (tag.startsWith('</')) {
      if (open.pop() !== name) return false
      if (name === 'rt' && !html.startsWith('<rp>', at)) return false
    } else if (name === 'a' && open.includes('a')) return false
    else if ((name === 'rt' || name === 'rp') && open.at(-1) !== 'ruby') return false
    // A reading is put between brackets, which are shown where ruby isn't supported: 漢字（かんじ）.
    else if (name === 'rt' && !html.startsWith('</rp>', index - 5)) return false
    else if (name !== 'br') open.push(name)
    if (open.length > MAX_INLINE_DEPTH) return false
  }
  return open.length === 0 && !STRAY_MARK.test(html.slice(at))
}

const STRAY_MARK = /[<>]|&(?!(?:amp|lt|gt);)/

/** Inline elements within each other; deeper ones are flattened. Below what `parseHtml` keeps. */
const MAX_INLINE_DEPTH = 60

/** The text of an inline string, without its tags and without what is struck out in it, for titles, excerpts and search. */
export const textOf = (html: string) =>
  removeStruck(html)
    .replace(/<[^<>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => ENTITIES[name] ?? '')

/** Where no line can be drawn through words, those that were struck out are left out. */
function removeStruck(html: string) {
  if (!STRUCK.test(html)) return html
  let remaining = ''
  let depth = 0
  let at = 0
  for (const { 0: tag, 1: slash, index } of html.matchAll(STRUCK_TAGS)) {
    if (depth === 0) remaining += html.slice(at, index)
    depth = Math.max(0, depth + (slash ? -1 : 1))
    at = index + tag.length
  }
  return depth === 0 ? remaining + html.slice(at) : remaining
}

const STRUCK = /<s[ >]/
const STRUCK_TAGS = /<(\/?)s(?: [^<>]*)?>/g

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' }
