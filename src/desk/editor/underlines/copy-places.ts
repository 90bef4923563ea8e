/** Places in copy, as checks name them, and in the editor's document. */
import type { Node } from 'prosemirror-model'
import type { Body } from '../blocks/body.ts'
import { tokensOf } from '../blocks/html-tokens.ts'
import { schema } from '../schema/schema.ts'

/** A text or a card that a JSON Pointer names: its node, where that begins, and what of the pointer is left, such as a field's name. */
export type CopyPlace = { node: Node; from: number; field: string }

/** Words of the text itself, not of a field beside it, such as who is quoted. */
export const isText = ({ node, field }: CopyPlace) => node.inlineContent && field === 'text'

/** `where` is a JSON Pointer from the body on: `/3/text`, `/4/items/0/list/items/1`, `/5/rows/0/2`, `/6/alt`. */
export function placeAt(doc: Node, body: Body, where: string): CopyPlace | undefined {
  const [index = '', ...rest] = where.split('/').slice(1)
  const place = body.placeOf(doc, Number(index))
  if (!place) return undefined
  const { node, from } = place
  if (node.type === schema.nodes.list && rest.length > 0) return inList(node, from, rest)
  return node.type === schema.nodes.table ? inTable(node, from, rest) : { node, from, field: rest.join('/') }
}

/** `items/1/text`, or `items/1/list/items/0` and so on. */
function inList(list: Node, from: number, [, at, ...rest]: string[]): CopyPlace | undefined {
  const item = childAt(list, from, Number(at))
  if (!item) return undefined
  const [line, inner] = [childAt(item.node, item.from, 0), childAt(item.node, item.from, 1)]
  if (rest[0] === 'list') return inner && inList(inner.node, inner.from, rest.slice(1))
  return line && { ...line, field: 'text' }
}

/** `head/1` or `rows/0/1`. */
function inTable(table: Node, from: number, [part, first, second]: string[]): CopyPlace | undefined {
  const row = part === 'head' ? 0 : part === 'rows' ? Number(first) + (table.attrs.head ? 1 : 0) : undefined
  if (row === undefined) return { node: table, from, field: part ?? '' }
  const place = childAt(table, from, row)
  const cell = place && childAt(place.node, place.from, Number(part === 'head' ? first : second))
  return cell && { ...cell, field: 'text' }
}

function childAt(parent: Node, from: number, index: number): { node: Node; from: number } | undefined {
  const node = parent.maybeChild(index)
  return node ? { node, from: from + 1 + parent.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0) } : undefined
}

/**
 * From units of a text (UTF-16; a line break is one, and what is struck out counts) to places in the document. Several, where
 * something that isn't opened stands between.
 */
export function rangesIn({ node, from }: Pick<CopyPlace, 'node' | 'from'>, range: { from: number; to: number }): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  let units = 0
  let at = from + 1
  for (const child of node.children) {
    const length = child.type === schema.nodes.fixed ? unitsOf(child.attrs.html) : child.nodeSize
    const first = Math.max(range.from, units)
    const last = Math.min(range.to, units + length)
    const isOpened = child.isText || child.type === schema.nodes.br
    const before = ranges.at(-1)
    if (first < last && isOpened) {
      const found = { from: at + first - units, to: at + last - units }
      if (before?.to === found.from) before.to = found.to
      else ranges.push(found)
    }
    units += length
    at += child.nodeSize
  }
  return ranges
}

const unitsOf = (html: string) =>
  tokensOf(html).reduce((sum, token) => sum + (token.kind === 'text' ? token.text.length : token.kind === 'open' && token.tag === 'br' ? 1 : 0), 0)
