import type { Block, ListItem } from './shapes/block.ts'
import { textOf } from './text/inline.ts'

/** Words a minute for adults reading English silently (Brysbaert 2019), and characters a minute where words are not spaced. */
const WORDS_A_MINUTE = 238
const CJK_CHARACTERS_A_MINUTE = 400

export const wordsIn = (body: readonly Block[]) => body.reduce((sum, block) => sum + wordsOf(textIn(block)).words, 0)

/** Whole minutes, at least one. */
export function readingMinutes(body: readonly Block[]) {
  const minutes = body.reduce((sum, block) => {
    const { words, cjk } = wordsOf(textIn(block))
    return sum + words / WORDS_A_MINUTE + cjk / CJK_CHARACTERS_A_MINUTE
  }, 0)
  return Math.max(1, Math.round(minutes))
}

/** Found in less time than a script is: where there is nothing of it, nothing is Chinese, Japanese or Korean. */
const BEYOND_EUROPE = /[\u1100-\u1fff\u2070-\uffff]/

function wordsOf(text: string) {
  const cjk = BEYOND_EUROPE.test(text) ? (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0) : 0
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0
  return cjk > words ? { words: 0, cjk } : { words, cjk: 0 }
}

function textIn(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'pullquote':
      return textOf(block.text)
    case 'list':
      return block.items.map(itemText).join(' ')
    case 'table':
      return block.rows.flat().map(textOf).join(' ')
    case 'html':
      return textOf(block.html)
    case 'picture':
      return block.caption ?? ''
    case 'embed':
      return block.text ?? ''
    case 'scoreboard':
      return (block.events ?? []).map(({ text }) => text).join(' ')
    case 'chart':
    case 'map':
    case 'code':
    case 'divider':
      return ''
  }
}

const itemText = (item: ListItem): string =>
  typeof item === 'string' ? textOf(item) : `${textOf(item.text)} ${(item.list?.items ?? []).map(itemText).join(' ')}`
