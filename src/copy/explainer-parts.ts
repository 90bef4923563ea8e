/** What an explainer's card says beside its headline: what stands under the first headings, whatever they are called. */
import type { Block } from './shapes/block.ts'
import { cutAtWord, plainTextOf } from './summary.ts'

const MAX_PARTS = 3
const MAX_LINES = 5
const MAX_CHARACTERS = 220

export type ExplainerPart = { title: string; lines: string[] }

/** The list under a heading, or else the paragraph. A heading with neither is no part. */
export function explainerParts(body: readonly Block[]): ExplainerPart[] {
  return body
    .flatMap((block, at) => {
      if (block.type !== 'heading') return []
      const [title, lines] = [plainTextOf(block.text), linesOf(body[at + 1])]
      return title && lines.length > 0 ? [{ title, lines }] : []
    })
    .slice(0, MAX_PARTS)
}

function linesOf(block: Block | undefined): string[] {
  const texts =
    block?.type === 'list'
      ? block.items.slice(0, MAX_LINES).map((item) => (typeof item === 'string' ? item : item.text))
      : block?.type === 'paragraph'
        ? [block.text]
        : []
  return texts.map((text) => cutAtWord(plainTextOf(text), MAX_CHARACTERS)).filter(Boolean)
}
