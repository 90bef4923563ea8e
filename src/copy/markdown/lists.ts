/** Lists of Markdown → list blocks, numbered as they are written, and the paragraphs that only look like lists. */
import type { Token, Tokens } from 'marked'
import type { BlockInput } from '../shapes/block.ts'
import { numberingFrom, numbersOf } from './list-numbering.ts'

type Item = string | { text: string; value?: number; list?: List }
type List = { ordered?: true; start?: number; reversed?: true; items: Item[] }

/** See shapes/block.ts: an item at this depth is text. */
const MAX_LIST_DEPTH = 4

/** `blocksOf` reads the content of an item. */
export class ListReader {
  readonly #blocksOf: (token: Token) => BlockInput[]
  /** The number with which the last list of this text would go on. */
  #nextNumber: number | undefined

  constructor(blocksOf: (token: Token) => BlockInput[]) {
    this.#blocksOf = blocksOf
  }

  listOf(list: Tokens.List): BlockInput[] {
    if (!list.ordered) return isMeasurement(list) ? this.#paragraphsOf(list.items) : this.#listsAround(list.items, undefined)
    return groupNumbers(numbersIn(list), { next: this.#nextNumber, isLoose: list.loose }).flatMap(({ from, to, isText }) => {
      const items = list.items.slice(from, to)
      if (isText) return this.#paragraphsOf(items)
      const numbers = countNumbers(numbersIn({ items }))
      this.#nextNumber = (numbers.at(-1) ?? 0) + 1
      return this.#listsAround(items, numbers)
    })
  }

  /** A picture or a code in an item stands where it stood: between two lists, of which the second goes on counting. */
  #listsAround(items: readonly Tokens.ListItem[], numbers: readonly number[] | undefined): BlockInput[] {
    const blocks: BlockInput[] = []
    let from = 0
    let list: Item[][] = []
    for (const [at, item] of items.entries()) {
      const after: BlockInput[] = []
      list.push(this.#itemWithCheckbox(item, 1, after))
      if (after.length === 0 && at < items.length - 1) continue
      const counted = numberItems(list, numbers?.slice(from, at + 1))
      blocks.push(...(counted.items.length > 0 ? [{ type: 'list' as const, ...counted }] : []), ...after)
      from = at + 1
      list = []
    }
    return blocks
  }

  /** The blocks of one item, or of a footnote, as the text of an item; `tail` closes it. What is no text follows the list. */
  itemOf(tokens: readonly Token[], after: BlockInput[], { depth = 1, tail = '' } = {}): Item[] {
    const isList = (token: Token): token is Tokens.List => token.type === 'list' && !this.#isTextOnly(token as Tokens.List)
    const nested = tokens.filter(isList)
    const inner = tokens.filter((token) => !isList(token)).flatMap((token) => this.#blocksOf(token))
    const texts = inner.flatMap((block) => (block.type !== 'code' && typeof block.text === 'string' ? [block.text] : []))
    after.push(...inner.filter((block) => block.type === 'code' || typeof block.text !== 'string'))
    const text = texts.join('<br>') + tail
    const lists = nested.map((list) => this.#nested(list, Math.min(depth + 1, MAX_LIST_DEPTH), after))
    const [first] = lists
    const items = lists.flatMap((list) => list.items)
    if (!first || items.length === 0) return [text]
    if (depth >= MAX_LIST_DEPTH) return [text, ...items]
    return [{ text, list: { ...first, items } }]
  }

  #isTextOnly = (list: Tokens.List) => list.ordered && groupNumbers(numbersIn(list)).every(({ isText }) => isText)

  #nested(list: Tokens.List, depth: number, after: BlockInput[]): List {
    const items = list.items.map((item) => this.#itemWithCheckbox(item, depth, after))
    return numberItems(items, list.ordered ? numbersIn(list) : undefined)
  }

  #itemWithCheckbox(item: Tokens.ListItem, depth: number, after: BlockInput[]): Item[] {
    const [first = '', ...more] = this.itemOf(item.tokens, after, { depth })
    return [item.task ? changeText(first, (text) => `${item.checked ? '☑' : '☐'} ${text}`) : first, ...more]
  }

  #paragraphsOf(items: readonly Tokens.ListItem[]): BlockInput[] {
    return items.flatMap((item) => {
      const marker = MARKER.exec(item.raw)?.[0].trim() ?? ''
      const [first, ...others] = item.tokens.flatMap((token) => this.#blocksOf(token))
      if (first?.type !== 'paragraph') return [{ type: 'paragraph' as const, text: marker }, ...(first ? [first] : []), ...others]
      return [{ ...first, text: `${marker} ${String(first.text)}` }, ...others]
    })
  }
}

/** Each item comes with those that nest too deeply below it, which have no numbers of their own. */
function numberItems(items: readonly Item[][], numbers: readonly number[] | undefined): List {
  if (!numbers) return { items: items.flat() }
  const { values, ...counting } = numberingFrom(numbers)
  const withValues = items.flatMap(([first = '', ...more], at): Item[] => {
    const value = values[at]
    return [value === undefined ? first : { ...(typeof first === 'string' ? { text: first } : first), value }, ...more]
  })
  return { ordered: true, ...counting, items: withValues }
}

const countNumbers = (numbers: readonly number[]) => {
  const { values, ...counting } = numberingFrom(numbers)
  return numbersOf({ ...counting, items: values.map((value) => ({ value })) })
}

const changeText = (item: Item, change: (text: string) => string): Item => (typeof item === 'string' ? change(item) : { ...item, text: change(item.text) })

const MARKER = /^ {0,3}(?:\d{1,9}[.)]|[-+*])/

const numbersIn = ({ items }: Pick<Tokens.List, 'items'>) => items.map(({ raw }) => Number(/\d+/.exec(MARKER.exec(raw)?.[0] ?? '')?.[0] ?? 1))

type Group = { from: number; to: number; isText: boolean }

/**
 * CommonMark takes any number with a dot for a list's item. But "1986. A great year" is a sentence and "110. Geburtstag" an
 * ordinal: no list begins in the thousands, and none of one item in the hundreds, unless it goes on with a list above
 * (`next`). Where numbers begin again at 1 after a blank line, so does the list.
 */
export function groupNumbers(numbers: readonly number[], { next, isLoose = false }: { next?: number | undefined; isLoose?: boolean } = {}): Group[] {
  const falls = numbers.every((number, at) => at === 0 || number < (numbers[at - 1] as number))
  const groups: Group[] = []
  for (const [at, number] of numbers.entries()) {
    const last = groups.at(-1)
    const goesOn = number === (at === 0 ? next : (numbers[at - 1] as number) + 1) && !last?.isText
    const isText = number >= 1000 && !goesOn
    const isAnew = isLoose && !falls && number === 1 && (numbers[at - 1] ?? 1) > 1
    if (last && !last.isText && !isText && !isAnew) last.to = at + 1
    else groups.push({ from: at, to: at + 1, isText })
  }
  return groups.map((group) => {
    const [first = 1] = numbers.slice(group.from, group.to)
    return group.to - group.from === 1 && first >= 100 && first !== (group.from === 0 ? next : undefined) ? { ...group, isText: true } : group
  })
}

/** "- 5 °C" and "+ 3 %" by themselves are no lists; their signs are half of what they say. */
const isMeasurement = (list: Tokens.List) => list.items.length === 1 && /^ {0,3}[-+][ \t]+\d/.test(list.raw)
