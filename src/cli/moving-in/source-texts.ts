/** The text of a source, in the encoding that its mark says; JSON is UTF-8 (RFC 8259). */
import type { Source } from './old-system.ts'

export async function* textsOf({ bytes }: Pick<Source, 'bytes'>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const piece of bytes()) {
    decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8')
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder?.decode() ?? ''
}
