/** A body of copy as the editor holds it: block for block, both ways. */
import type { Node } from 'prosemirror-model'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { isVisible } from '../../../copy/text/characters.ts'
import { schema } from '../schema/schema.ts'
import { blockFrom } from './block-from.ts'
import { nodeFrom } from './nodes-from.ts'
import { Origins } from './origins.ts'

export class Body {
  readonly origins = new Origins()
  /** A node is never changed, so what it says is worked out once. */
  readonly #blocks = new WeakMap<Node, BlockInput>()
  readonly #areWritten = new WeakMap<Node, boolean>()

  nodesFrom(blocks: readonly BlockInput[]): Node[] {
    return blocks.map((block) => this.origins.add(block, (origin) => nodeFrom(block, origin)))
  }

  documentFrom(blocks: readonly BlockInput[]): Node {
    const nodes = this.nodesFrom(blocks)
    return schema.nodes.doc.create(null, nodes.length > 0 ? nodes : schema.nodes.paragraph.create())
  }

  blocksOf(doc: Node): BlockInput[] {
    return this.#written(doc.children).map((node) => this.blockOf(node))
  }

  /** Without blocks of an unknown kind: what is known of the others can be counted on. */
  knownBlocksOf(doc: Node): BlockInput[] {
    return this.#written(doc.children.filter(({ type }) => type !== schema.nodes.unknown)).map((node) => this.blockOf(node))
  }

  blockOf(node: Node): BlockInput {
    const known = this.#blocks.get(node)
    if (known) return known
    const was = this.origins.blockOf(node)
    const block = was && this.origins.isUntouched(node) ? was : blockFrom(node, was)
    this.#blocks.set(node, block)
    return block
  }

  /** The node of the block with this number in `blocksOf`, and where it begins. */
  placeOf(doc: Node, index: number): { node: Node; from: number } | undefined {
    const node = this.#written(doc.children)[index]
    let from = 0
    for (const child of doc.children) {
      if (child === node) return { node, from }
      from += child.nodeSize
    }
    return undefined
  }

  /** The number of the block that this place is in. */
  indexAt(doc: Node, position: number): number {
    const at = doc.resolve(Math.min(position, doc.content.size)).index(0)
    return this.#written(doc.children.slice(0, at)).length
  }

  /** An empty line that somebody left is no block yet. */
  #written(nodes: readonly Node[]): Node[] {
    return nodes.filter((node) => this.#isWritten(node))
  }

  #isWritten(node: Node): boolean {
    const known = this.#areWritten.get(node)
    if (known !== undefined) return known
    const isWritten = !isEmptyText(node) || this.origins.isUntouched(node)
    this.#areWritten.set(node, isWritten)
    return isWritten
  }
}

const isEmptyText = (node: Node) => (node.isTextblock || node.type.name === 'list') && !node.attrs.cite && !isVisible(node.textContent) && !hasLeaf(node)

function hasLeaf(node: Node) {
  let found = false
  node.descendants((child) => {
    found ||= child.isLeaf && !child.isText && child.type.name !== 'br'
    return !found
  })
  return found
}
