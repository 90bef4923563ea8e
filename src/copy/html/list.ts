/** Lists of foreign HTML. They nest as deep as copy allows; deeper items stand in line with the deepest. */
import type { BlockInput } from '../shapes/block.ts'
import type { HtmlReader } from './html-reader.ts'
import { isElement, isText, type Node, type NodeElement } from './tree.ts'

type Counting = { ordered?: true; start?: number; reversed?: true }
type ItemInput = string | { text: string; value?: number; list?: Counting & { items: ItemInput[] } }

/** What is no text in an item follows the list. */
export function listOf(element: NodeElement, reader: HtmlReader): BlockInput[] {
  const after: BlockInput[] = []
  const items = itemsOf(element, 1, after, reader)
  return [...(items.length > 0 ? [{ type: 'list' as const, ...countingOf(element), items }] : []), ...after]
}

function countingOf({ tagName, properties }: NodeElement): Counting {
  if (tagName !== 'ol') return {}
  const start = numberOf(properties.start)
  const reversed = 'reversed' in properties
  return { ordered: true, ...(start !== undefined && (reversed || start !== 1) && { start }), ...(reversed && { reversed }) }
}

const numberOf = (value: unknown) => (typeof value === 'string' && /^\s*-?\d{1,9}\s*$/.test(value) ? Number(value) : undefined)

function itemsOf(list: NodeElement, depth: number, after: BlockInput[], reader: HtmlReader): ItemInput[] {
  const items: ItemInput[] = []
  for (const node of list.children) {
    if (!isElement(node)) {
      if (isText(node)) items.push(...reader.readBlocks([node], false).flatMap(textsOfBlock))
      continue
    }
    const isItem = node.tagName === 'li'
    const inner = LISTS.has(node.tagName) ? [] : reader.readBlocks(isItem ? node.children.filter((child) => !isList(child)) : [node], false)
    after.push(...inner.filter((block) => textsOfBlock(block).length === 0))
    const text = inner.flatMap(textsOfBlock).join('<br>')
    const value = isItem && list.tagName === 'ol' ? numberOf(node.properties.value) : undefined
    if (text !== '' || value !== undefined) items.push(value === undefined ? text : { text, value })
    // A list right within a list, or in an item of its own, as word processors write them, belongs to the item before it.
    for (const nested of LISTS.has(node.tagName) ? [node] : isItem ? node.children.filter(isList) : []) attachList(items, nested, depth, after, reader)
  }
  return items
}

function attachList(items: ItemInput[], nested: NodeElement, depth: number, after: BlockInput[], reader: HtmlReader) {
  const inner = itemsOf(nested, Math.min(depth + 1, MAX_LIST_DEPTH), after, reader)
  const last = items.at(-1)
  if (inner.length === 0) return
  if (last === undefined || depth >= MAX_LIST_DEPTH) items.push(...inner)
  else if (typeof last !== 'string' && last.list) last.list.items.push(...inner)
  else items[items.length - 1] = { ...(typeof last === 'string' ? { text: last } : last), list: { ...countingOf(nested), items: inner } }
}

/** Code keeps its lines, which an item has none of. */
const textsOfBlock = (block: BlockInput): string[] => (block.type !== 'code' && block.type !== 'embed' && typeof block.text === 'string' ? [block.text] : [])

const isList = (node: Node): node is NodeElement => isElement(node) && LISTS.has(node.tagName)
const LISTS = new Set(['ul', 'ol', 'menu', 'dir'])
/** See shapes/block.ts: an item at this depth is text. */
const MAX_LIST_DEPTH = 4
