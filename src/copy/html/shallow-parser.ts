/** HTML's parser for what nests without end. */
import { Parser } from 'htmlparser2'

/** Every open element is moved at each further one, so that work grows with the square of the depth. Deeper than this, tags end where they begin. */
const MAX_OPEN = 500

/** The content of these isn't markup, and must be removed with them. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title'])

/** `depth`: how many elements are open. */
export class ShallowParser extends Parser {
  readonly #depth: () => number
  #isFull = false
  constructor(handler: ConstructorParameters<typeof Parser>[0], depth: () => number) {
    super(handler)
    this.#depth = depth
  }
  override onopentagname(start: number, end: number) {
    this.#isFull = this.#depth() > MAX_OPEN
    super.onopentagname(start, end)
  }
  override onclosetag(start: number, end: number) {
    this.#isFull = false
    super.onclosetag(start, end)
  }
  protected override isVoidElement(name: string) {
    return super.isVoidElement(name) || (this.#isFull && !RAW_TEXT.has(name))
  }
}
