/** Sanitised HTML as mail programs show it: each tag with its style, each address whole, and nothing that has to be opened by script or click. */
import type { BlockHtml, Inline } from '../../copy/text/inline.ts'
import type { Styles } from './styles.ts'

/** `site` is an origin; `page` is the address of the text, for links within it. */
export type Whereabouts = { site: string; page: string }

/** Sanitised HTML has its tags in one form, and no `>` in its attributes: with other attributes of ours it stays sanitised. */
export function mailHtml(html: Inline | BlockHtml, styles: Styles, where: Whereabouts): BlockHtml {
  return html.replace(/<(\/?)([a-z][a-z\d]*)((?: [^<>]*)?)>/g, (_, slash: string, written: string, attributes: string) => {
    const tag = PLAINER[written] ?? written
    if (slash) return tag === 'table' ? '</table></div>' : `</${tag}>`
    const [classes, style] = dressOf(written, styles)
    const frame = tag === 'table' ? `<div style="${styles.scroll}">` : ''
    return `${frame}<${tag}${wholeAttributes(attributes, where)}${classes && ` class="${classes}"`}${style && ` style="${style.replaceAll('"', "'")}"`}>`
  }) as BlockHtml
}

/** Mail programs that do not know these show their text at least. */
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

/** Places within a letter are found in few programs: their marks go, and links to them lead to the page. */
const wholeAttributes = (attributes: string, where: Whereabouts) =>
  attributes.replace(/ id="[^"]*"/g, '').replace(/ href="([^"]*)"/g, (_, href: string) => ` href="${wholeAddress(href, where)}"`)

export function wholeAddress(href: string, { site, page }: Whereabouts) {
  if (href.startsWith('#')) return `${page}${href}`
  return href.startsWith('/') && !href.startsWith('//') ? `${site}${href}` : href
}
