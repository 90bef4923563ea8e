import type { EditorState, Transaction } from 'prosemirror-state'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { schema } from '../schema/schema.ts'
import type { Body } from './body.ts'

/** Makes the document hold these blocks. Blocks at both ends that are the same already are left alone. */
export function changesTo({ doc, tr }: EditorState, body: Body, blocks: readonly BlockInput[]): Transaction | undefined {
  const old = doc.children.map((node) => JSON.stringify(body.blockOf(node)))
  const wanted = blocks.map((block) => JSON.stringify(block))
  const shorter = Math.min(old.length, wanted.length)
  let start = 0
  while (start < shorter && old[start] === wanted[start]) start++
  let back = 0
  while (back < shorter - start && old[old.length - 1 - back] === wanted[wanted.length - 1 - back]) back++
  if (start === old.length - back && start === wanted.length - back) return undefined
  const sizeOf = (end: number) => doc.children.slice(0, end).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const nodes = body.nodesFrom(blocks.slice(start, blocks.length - back))
  return tr.replaceWith(sizeOf(start), sizeOf(old.length - back), blocks.length === 0 ? schema.nodes.paragraph.create() : nodes)
}
