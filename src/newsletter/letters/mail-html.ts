/** Sanitised HTML for mail programs: inline styles, full URLs, and nothing that needs a script or a click to open. */
import type { BlockHtml, Inline } from '../../copy/text/inline.ts'
import type { Styles } from './styles.ts'

/** `site` is an origin; `page` is the text's URL, for links within it. */
export type Whereabouts = { site: string; page: string }

/** Sanitised HTML always writes tags the same way, without `>` in attributes. Adding our own attributes keeps it sanitised. */
export function mailHtml(html: Inline | BlockHtml, styles: Styles, where: Whereabouts): BlockHtml {
  return html.replace(/<(\/?)([a-z][a-z\d]*)((?: [^<>]*)?)>/g, (_, slash: string, written: string, attributes: string) => {
    const tag = PLAINER[written] ?? written
    if (slash) return tag === 'table' ? '</table></div>' : `</${tag}>`
    const [classes, style] = dressOf(written, styles)
    const frame = tag === 'table' ? `<div style="${styles.scroll}">` : ''
    return `${frame}<${tag}${wholeAttributes(attributes, where)}${classes && ` class="${classes}"`}${style && ` style="${style.replaceAll('"', "'")}"`}>`
  }) as BlockHtml
}

/** Elements that mail programs may not know. */
const PLAINER: Record<string, string> = { details: 'div', summary: 'div', figure: 'div', figcaption: 'div' }

const dressOf = (tag: string, styles: Styles): readonly [classes: string, style: string] => DRESS[tag]?.(styles) ?? ['', '']

const DRESS: Record<string, (styles: Styles) => readonly [string, string]> = {
  a: ({ link }) => ['i', link],
  code: ({ inlineCode }) => ['d i', inlineCode],
  em: ({ emphasis }) => ['', emphasis],
  i: ({ emphasis }) => ['', emphasis],
  cite: ({ upright }) => ['', upright],
  mark: ({ mark }) => ['', mark],
  p: ({ paragraph }) => ['', paragraph],
  h2: ({ heading }) => ['', heading[2]],
  h3: ({ heading }) => ['', heading[3]],
  h4: ({ heading }) => ['', heading[4]],
  ul: ({ list }) => ['', list],
  ol: ({ list }) => ['', list],
  li: ({ item }) => ['', item],
  dl: ({ paragraph }) => ['', paragraph],
  dt: ({ term }) => ['', term],
  dd: ({ definition }) => ['', definition],
  summary: ({ heading }) => ['', heading[4]],
  figcaption: ({ caption }) => ['q', caption],
  blockquote: ({ quote }) => ['', quote],
  pre: ({ code }) => ['d i', code],
  hr: ({ divider }) => ['l', divider],
  table: ({ table }) => ['', table],
  caption: ({ tableCaption }) => ['', tableCaption],
  th: ({ head }) => ['l', head],
  td: ({ data }) => ['l', data],
}

/** Few programs support links within an email: ids are removed, and such links lead to the page. */
const wholeAttributes = (attributes: string, where: Whereabouts) =>
  attributes.replace(/ id="[^"]*"/g, '').replace(/ href="([^"]*)"/g, (_, href: string) => ` href="${wholeAddress(href, where)}"`)

export function wholeAddress(href: string, { site, page }: Whereabouts) {
  if (href.startsWith('#')) return `${page}${href}`
  return href.startsWith('/') && !href.startsWith('//') ? `${site}${href}` : href
}
