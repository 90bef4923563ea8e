/** Plain text as letters have it: lines that fit a narrow window, and addresses as numbered notes below. */
import { columnsOf, piecesOf } from './line-breaks.ts'

/** RFC 3676 section 4.2 asks for lines of at most 78 characters; most programs' windows are narrower. */
export const LINE_WIDTH = 72

/** Numbers addresses in the order in which they are met; the same address has one number. */
export class Links {
  readonly #numbers = new Map<string, number>()

  /** `[3]`. */
  note(address: string): string {
    const number = this.#numbers.get(address) ?? this.#numbers.size + 1
    this.#numbers.set(address, number)
    return `[${number}]`
  }

  /** One line each. */
  get lines(): readonly string[] {
    return Array.from(this.#numbers, ([address, number]) => `[${number}] ${address}`)
  }
}

type Indent = { first?: string; rest?: string }

/** Breaks lines at spaces, and where scripts without spaces may be broken; longer words and addresses stay whole. Line ends that are there stay. */
export function wrap(text: string, { first = '', rest = first }: Indent = {}): string {
  const lines: string[] = []
  for (const given of text.split('\n')) {
    let line = lines.length === 0 ? first : rest
    let isEmpty = true
    for (const { piece, space } of given
      .split(/[ \t]+/)
      .filter(Boolean)
      .flatMap(piecesOf)) {
      const gap = isEmpty ? '' : space
      if (!isEmpty && columnsOf(line) + gap.length + columnsOf(piece) > LINE_WIDTH) {
        lines.push(line)
        line = rest + piece
      } else line += gap + piece
      isEmpty = false
    }
    lines.push(line.trimEnd())
  }
  return lines.join('\n')
}

/** Under a headline. */
export const underlined = (text: string, mark: string) => {
  const wrapped = wrap(text)
  return `${wrapped}\n${mark.repeat(Math.min(LINE_WIDTH, Math.max(...wrapped.split('\n').map(columnsOf))))}`
}

/** Paragraphs with one line between them; those that say nothing are left out. */
export const paragraphs = (parts: readonly (string | false | undefined)[]) => parts.filter(Boolean).join('\n\n')
