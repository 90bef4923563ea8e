/** The text of a source, in the encoding that its mark says; JSON is UTF-8 (RFC 8259). */
import type { Source } from './old-system.ts'

export async function* textsOf({ bytes }: Pick<Source, 'bytes'>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const piece of bytes()) {
    if (piece.length === 0) continue
    decoder ??= decoderFor(piece)
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder?.decode() ?? ''
}

/** The first letter of JSON is one of ASCII: UTF-16 without a mark shows by its empty bytes. */
function decoderFor([first, second]: Uint8Array): TextDecoder {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return new TextDecoder('utf-16le')
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return new TextDecoder('utf-16be')
  return new TextDecoder()
}
