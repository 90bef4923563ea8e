/** What a story is about, in a few words of plain text. */

import type { Article } from './shapes/article.ts'
import type { Block } from './shapes/block.ts'
import { updatesNewestFirst } from './shapes/live.ts'
import { textOf } from './text/inline.ts'

/** What search engines, feed readers and social networks show of a description. */
const SUMMARY_CHARACTERS = 250

/** The standfirst; without one, how the text begins, and a live story that has none yet, how its newest update does. */
export function summaryOf({ standfirst, body, updates = [] }: Pick<Article, 'standfirst' | 'body' | 'updates'>): string | undefined {
  if (standfirst) return standfirst
  for (const block of [...body, ...updatesNewestFirst(updates).flatMap((update) => update.body)]) {
    const text = textOfBlock(block)
    if (text) return cutAtWord(text, SUMMARY_CHARACTERS)
  }
  return undefined
}

/** What a block says by itself; headings, tables and pictures need what is around them. */
function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'quote':
    case 'pullquote':
      return plainTextOf(block.text)
    case 'list':
      return block.items
        .map((item) => plainTextOf(typeof item === 'string' ? item : item.text))
        .filter(Boolean)
        .join('; ')
    case 'html':
      return plainTextOf(block.html)
    case 'heading':
    case 'picture':
    case 'table':
    case 'chart':
    case 'map':
    case 'code':
    case 'embed':
    case 'scoreboard':
    case 'divider':
      return ''
  }
}

/** Marks of footnotes are left out; words of two blocks, or on two lines, are separated. */
export const plainTextOf = (html: string) =>
  textOf(
    html
      .replace(/<sup(?: [^<>]*)?><a href="#[^<>]*>[^<>]*<\/a><\/sup>/g, '')
      .replace(/<(?=\/?(?:br|p|div|li|dt|dd|h\d|tr|td|th|blockquote|figcaption)\b)/g, ' <'),
  )
    .replace(/\s+/g, ' ')
    .trim()

/** At most so many characters, and no half word, in whatever script. */
export function cutAtWord(text: string, most: number) {
  if (text.length <= most) return text
  let end = 0
  for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text.slice(0, most + 1))) {
    if (index + segment.length > most) break
    end = index + segment.length
  }
  // One word that is longer than all there may be.
  const piece = end > 0 ? text.slice(0, end) : [...text.slice(0, most)].slice(0, -1).join('')
  return `${piece.replace(/[\s,;:–—-]+$/, '')}…`
}
