/** Each table in an html block gets a container that scrolls, as table blocks have: no page is wider than its window. Its figures are marked. */

import { escapeAttribute } from '../copy/text/escape.ts'
import type { BlockHtml } from '../copy/text/inline.ts'
import { textOf } from '../copy/text/inline.ts'

/** Sanitised HTML has its tags in one form, and none in its attributes, so it stays sanitised. A table within a table scrolls with it. */
export function makeTablesScrollable(html: BlockHtml, label: string): BlockHtml {
  let depth = 0
  const marked = html.replace(/<td(?=[ >])([^<>]*)>([^<>]*)(?=<\/td>)/g, (cell, attributes: string, text: string) =>
    isFigure(text) && text ? `<td${attributes} class="figure">${text}` : cell,
  )
  return marked.replace(/<(\/?)table(?=[ >])[^<>]*>/g, (tag, slash: string, at: number) => {
    if (slash) return --depth === 0 ? `${tag}</div>` : tag
    if (depth++ > 0) return tag
    const caption = /^\s*<caption[^>]*>(.*?)<\/caption>/s.exec(html.slice(at + tag.length))?.[1]
    return `<div class="table" role="region" aria-label="${escapeAttribute(caption ? textOf(caption) : label)}" tabindex="0">${tag}`
  }) as BlockHtml
}

/** A number with its sign or unit, a dash where there is none, or nothing: what is compared downwards stands flush at its end. */
export const isFigure = (cell: string) => cell.length <= MAX_FIGURE && FIGURE.test(textOf(cell).trim())

/** No number with its sign and unit is longer, with the tags around it; readers wait while a page is made. */
const MAX_FIGURE = 200
const FIGURE = /^(?:[-–—+−±~<>≈]?\s*[€£$¥]?\s*[-–−+]?\p{Nd}[\p{Nd}.,'’\s]*(?:\s*(?:%|‰|°C?|\p{L}{1,3}|[€£$¥]))?|[-–—…]?)$/u
