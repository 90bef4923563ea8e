/** What the editor was given, so that what nobody touched goes back as the very JSON it came as. */
import type { Node } from 'prosemirror-model'
import type { BlockInput } from '../../../copy/shapes/block.ts'

type Origin = { block: BlockInput; node: Node }

export class Origins {
  readonly #origins: Origin[] = []

  /** `makeNode` gets the number under which the block is remembered. */
  add(block: BlockInput, makeNode: (origin: number) => Node): Node {
    const node = makeNode(this.#origins.length)
    this.#origins.push({ block, node })
    return node
  }

  blockOf(node: Node): BlockInput | undefined {
    return this.#originOf(node)?.block
  }

  isUntouched(node: Node): boolean {
    const origin = this.#originOf(node)
    return origin !== undefined && (origin.node === node || origin.node.eq(node))
  }

  #originOf({ attrs }: Node): Origin | undefined {
    return typeof attrs.origin === 'number' ? this.#origins[attrs.origin] : undefined
  }
}
