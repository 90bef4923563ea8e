/** Bytes of an XML file → text, in the encoding that its first bytes or its declaration name (XML 1.0, appendix F). */

const DECLARATION = /^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i
/** A declaration stands at the very beginning. */
const HEAD_BYTES = 256

export async function* decodeXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array()
  let decoder: TextDecoder | undefined
  for await (const piece of bytes) {
    if (decoder) {
      yield decoder.decode(piece, { stream: true })
      continue
    }
    head = head.length === 0 ? piece : Buffer.concat([head, piece])
    if (head.length < HEAD_BYTES) continue
    decoder = decoderFor(head)
    yield decoder.decode(head, { stream: true })
  }
  yield decoder ? decoder.decode() : decoderFor(head).decode(head)
}

function decoderFor(head: Uint8Array): TextDecoder {
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be')
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le')
  const [, named = 'utf-8'] = DECLARATION.exec(new TextDecoder('latin1').decode(head.subarray(0, HEAD_BYTES)).replace(/^ï»¿/, '')) ?? []
  try {
    // What calls itself UTF-16 and could be read this far is none.
    return new TextDecoder(/^utf-?16/i.test(named) ? 'utf-8' : named)
  } catch {
    // No encoding of this name is known; most that say something odd are UTF-8 all the same.
    return new TextDecoder()
  }
}
