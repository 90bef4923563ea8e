/**
 * Lists as lines, each with its depth: to move an item is to change a number. Text blocks beside lists are lines too, so that
 * an item can become a paragraph and a paragraph an item.
 */
import type { Attrs, Node } from 'prosemirror-model'
import { schema } from '../schema/schema.ts'

/** Copy allows no deeper list (see copy/shapes/block.ts). */
export const MAX_LIST_DEPTH = 4

export type Item = { kind: 'item'; depth: number; list: Attrs; value: number | null; line: Node }
/** `node` is a text block, or something that is no line of text and stays as it is. */
export type Line = Item | { kind: 'block'; node: Node }

export const linesOf = (blocks: readonly Node[]): Line[] =>
  blocks.flatMap((node): Line[] => (node.type === schema.nodes.list ? itemsOf(node, 1) : [{ kind: 'block', node }]))

/** Where each line begins, in blocks that follow each other from a place in the document on. */
export function lineStarts(blocks: readonly Node[], from: number): number[] {
  const starts: number[] = []
  let at = from
  for (const node of blocks) {
    if (node.type === schema.nodes.list) starts.push(...startsInList(node, at))
    else starts.push(node.isTextblock ? at + 1 : at)
    at += node.nodeSize
  }
  return starts
}

function startsInList(list: Node, from: number): number[] {
  const starts: number[] = []
  list.descendants((node, at) => {
    if (node.isTextblock) starts.push(from + 1 + at + 1)
    return !node.isTextblock
  })
  return starts
}

export const itemsOf = (list: Node, depth: number): Item[] =>
  list.children.flatMap((item) => {
    const [line, inner] = item.children
    if (!line) return []
    return [{ kind: 'item' as const, depth, list: list.attrs, value: item.attrs.value, line }, ...(inner ? itemsOf(inner, depth + 1) : [])]
  })

/** Lines of items that follow each other are one list, where they are of one kind. */
export function blocksFrom(lines: readonly Line[]): Node[] {
  const blocks: Node[] = []
  const origins = new Set<unknown>()
  let run: Item[] = []
  const endRun = () => {
    if (run.length > 0) blocks.push(withOwnOrigin(listFrom(clamped(run), 1), origins))
    run = []
  }
  for (const line of lines) {
    if (line.kind === 'block') {
      endRun()
      blocks.push(line.node)
      continue
    }
    const [first] = run
    if (first && line.depth === 1 && Boolean(first.list.ordered) !== Boolean(line.list.ordered)) endRun()
    run.push(line)
  }
  endRun()
  return blocks
}

/** The second half of a list that was parted is a new list, which counts from one. */
function withOwnOrigin(list: Node, origins: Set<unknown>): Node {
  const { origin } = list.attrs
  if (origin === null) return list
  if (!origins.has(origin)) {
    origins.add(origin)
    return list
  }
  return list.type.create({ ...list.attrs, origin: null, start: null }, list.content)
}

/** No item is more than one level deeper than the one above it, and none deeper than copy allows. */
export function clamped(items: readonly Item[]): Item[] {
  let above = 0
  return items.map((item) => {
    above = Math.max(1, Math.min(item.depth, above + 1, MAX_LIST_DEPTH))
    return item.depth === above ? item : { ...item, depth: above }
  })
}

function listFrom(items: readonly Item[], depth: number): Node {
  const nodes: Node[] = []
  for (let at = 0; at < items.length; ) {
    const { value, line } = items[at] as Item // Below the length.
    const next = items.findIndex((item, index) => index > at && item.depth <= depth)
    const inner = items.slice(at + 1, next < 0 ? undefined : next)
    nodes.push(schema.nodes.item.create({ value }, inner.length > 0 ? [line, listFrom(inner, depth + 1)] : line))
    at += 1 + inner.length
  }
  const attrs = items[0]?.list ?? {}
  return schema.nodes.list.create(depth === 1 ? attrs : { ...attrs, origin: null }, nodes)
}
