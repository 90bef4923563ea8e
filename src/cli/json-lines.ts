/** A stream of bytes as chunks of lines, each chunk small enough to be one request. Empty lines count but are not sent. */
export type Line = { number: number; text: string }

export async function* linesOf(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let rest = ''
  let number = 0
  for await (const piece of source) {
    const parts = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n')
    rest = parts.pop() ?? ''
    for (const text of parts) yield { number: ++number, text }
  }
  rest += decoder.decode()
  if (rest !== '') yield { number: ++number, text: rest }
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
