/** What of an article can be searched, and what the index keeps of it. */

import type { Article } from '../../copy/shapes/article.ts'
import type { Block, ListItem } from '../../copy/shapes/block.ts'
import { updatesNewestFirst } from '../../copy/shapes/live.ts'
import { textOf } from '../../copy/text/inline.ts'
import { joinCompounds, normaliseSpelling, RUN_ON } from './search-letters.ts'

/** No index is worth more of one article. */
const MAX_BODY_UNITS = 200_000

export function plainTextOf({ body, updates = [] }: Pick<Article, 'body' | 'updates'>) {
  const texts = [...body.flatMap(textsOf), ...updatesNewestFirst(updates).flatMap((update) => [update.headline ?? '', ...update.body.flatMap(textsOf)])]
  return texts.filter(Boolean).join(' ').replace(/\s+/g, ' ').slice(0, MAX_BODY_UNITS)
}

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [textOf(block.text)]
    case 'quote':
    case 'pullquote':
      return [textOf(block.text), block.cite ?? '']
    case 'list':
      return block.items.flatMap(textsOfItem)
    case 'table':
      return [block.caption ?? '', ...(block.head ?? []).map(textOf), ...block.rows.flat().map(textOf)]
    case 'chart':
      return [block.title, ...block.columns, ...block.rows.map(([label]) => label), block.note ?? '']
    case 'map':
      return [block.title, ...[...(block.points ?? []), ...(block.lines ?? [])].map(({ label }) => label ?? ''), block.note ?? '']
    case 'picture':
      return [block.caption ?? block.alt]
    case 'embed':
      return [block.title, block.text ?? '']
    case 'scoreboard':
      return [block.title ?? '', ...block.sides.map(({ name }) => name), ...(block.events ?? []).map(({ text }) => text)]
    case 'html':
      return [textOf(block.html.replace(/<(?:p|div|li|td|h\d|br)\b/g, ' $&'))]
    case 'code':
    case 'divider':
      return []
  }
}

const textsOfItem = (item: ListItem): string[] =>
  typeof item === 'string' ? [textOf(item)] : [textOf(item.text), ...(item.list?.items ?? []).flatMap(textsOfItem)]

export const namesOf = ({ topics = [], byline = [], kicker, dateline, source }: Article) =>
  [...topics.map(({ name }) => name), ...byline.map(({ name }) => name), kicker, dateline, source?.name].filter(Boolean).join(' ')

/** As it is indexed: in the one spelling, and words of several parts once more as one. */
export function indexText(text: string) {
  const plain = normaliseSpelling(text)
  return `${plain} ${joinCompounds(plain)}`.trimEnd()
}

/** Languages written without spaces are indexed by pairs of neighbouring characters: 北京大学 → 北京 京大 大学, and the characters themselves for questions of one. */
export function pairsIn(text: string) {
  const pairs = new Set<string>()
  for (const [run] of text.matchAll(RUN_ON)) {
    const letters = [...run]
    for (const [at, letter] of letters.entries()) pairs.add(letter + (letters[at + 1] ?? ''))
  }
  return [...pairs].join(' ')
}

/** For words that are not found as they were typed: most of their threes of letters must be there. */
export function gramsOf(words: string[]): string[] {
  const letters = [...words.join(' ')]
  return [...new Set(letters.slice(0, -2).map((_, at) => letters.slice(at, at + 3).join('')))].filter((gram) => !gram.includes(' '))
}
