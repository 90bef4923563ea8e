/** Each table in an html block gets a container that scrolls, as table blocks have: no page is wider than its window. */

import { escapeAttribute } from '../copy/text/escape.ts'
import type { BlockHtml } from '../copy/text/inline.ts'
import { textOf } from '../copy/text/inline.ts'

/** Sanitised HTML has its tags in one form, and none in its attributes, so it stays sanitised. A table within a table scrolls with it. */
export function makeTablesScrollable(html: BlockHtml, label: string): BlockHtml {
  let depth = 0
  return html.replace(/<(\/?)table(?=[ >])[^>]*>/g, (tag, slash: string, at: number) => {
    if (slash) return --depth === 0 ? `${tag}</div>` : tag
    if (depth++ > 0) return tag
    const caption = /^\s*<caption[^>]*>(.*?)<\/caption>/s.exec(html.slice(at + tag.length))?.[1]
    return `<div class="table" role="region" aria-label="${escapeAttribute(caption ? textOf(caption) : label)}" tabindex="0">${tag}`
  }) as BlockHtml
}
