import { Buffer } from 'node:buffer'
import { utf8Of } from './utf8.ts'

/** A stream of bytes as chunks of lines, each chunk small enough to be one request. Empty lines count but are not sent. */
export type Line = {
  number: number
  text: string
  /** Why it must not be filed: it is not UTF-8, and letters were replaced in `text`. */
  damage?: string
}

const NEWLINE = 0x0a

export async function* linesOf(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Line> {
  let open: Buffer[] = []
  let number = 0
  for await (const piece of source) {
    const bytes = Buffer.from(piece as Uint8Array)
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield lineOf(++number, [...open, bytes.subarray(start, end)])
      open = []
      start = end + 1
    }
    if (start < bytes.length) open.push(bytes.subarray(start))
  }
  if (open.length > 0) yield lineOf(++number, open)
}

function lineOf(number: number, pieces: Buffer[]): Line {
  const bytes = Buffer.concat(pieces)
  const decoded = utf8Of(bytes)
  return decoded.ok ? { number, text: decoded.text } : { number, text: bytes.toString(), damage: decoded.message }
}

export async function* chunksOf(
  lines: AsyncIterable<Line>,
  { from, maxLines, maxChars }: { from: number; maxLines: number; maxChars: number },
): AsyncGenerator<Line[]> {
  let chunk: Line[] = []
  let chars = 0
  for await (const line of lines) {
    if (line.number < from || line.text.trim() === '') continue
    if (chunk.length > 0 && (chunk.length === maxLines || chars + line.text.length > maxChars)) {
      yield chunk
      chunk = []
      chars = 0
    }
    chunk.push(line)
    chars += line.text.length
  }
  if (chunk.length > 0) yield chunk
}
