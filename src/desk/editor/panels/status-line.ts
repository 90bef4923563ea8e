/** How long the text is. Counted when typing pauses. */
import { readingMinutes, wordsIn } from '../../../copy/reading-time.ts'
import type { Block, BlockInput } from '../../../copy/shapes/block.ts'
import { element } from '../element.ts'

const PAUSE_MS = 400

/** The fields that are counted are those that the editor wrote itself, though no gate has seen them. */
const counted = (blocks: readonly BlockInput[]) => blocks as readonly Block[]

/** Of blocks whose type the editor knows. */
export const wordCount = (blocks: readonly BlockInput[]) => wordsIn(counted(blocks))

export class StatusLine {
  readonly dom = element('p', { class: 'body-status' })
  #timer: ReturnType<typeof setTimeout> | undefined

  update(blocks: () => readonly BlockInput[]) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#show(counted(blocks())), PAUSE_MS)
  }

  destroy() {
    clearTimeout(this.#timer)
  }

  #show(blocks: readonly Block[]) {
    const words = wordsIn(blocks)
    this.dom.textContent = `${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'} · ${readingMinutes(blocks)} minute read`
  }
}
