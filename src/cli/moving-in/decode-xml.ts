/**
 * Bytes of an XML file → text, in the encoding that its first bytes or its declaration name (XML 1.0, appendix F). Where its letters
 * plainly contradict the declaration, they are believed: feeds that passed through a database or a proxy often say what they once were.
 */

const DECLARATION = /^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i
/** So much is looked at before the first letter is read. */
const HEAD_BYTES = 65_536

export async function* decodeXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array[] = []
  let length = 0
  let decoder: TextDecoder | undefined
  for await (const piece of bytes) {
    if (decoder) {
      yield decoder.decode(piece, { stream: true })
      continue
    }
    head.push(piece)
    length += piece.length
    if (length < HEAD_BYTES) continue
    const whole = Buffer.concat(head)
    head = []
    decoder = decoderFor(whole)
    yield decoder.decode(whole, { stream: true })
  }
  const rest = Buffer.concat(head)
  yield decoder ? decoder.decode() : decoderFor(rest).decode(rest)
}

function decoderFor(head: Uint8Array): TextDecoder {
  const [first, second] = head
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be')
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le')
  if (first === 0xef && second === 0xbb) return new TextDecoder()
  const [, named] = DECLARATION.exec(new TextDecoder('latin1').decode(head.subarray(0, 256)).trimStart()) ?? []
  const { letters, broken } = utf8In(head)
  if (named === undefined) return broken > letters ? new TextDecoder('windows-1252') : new TextDecoder()
  const declared = decoderNamed(named)
  return letters > 0 && broken === 0 ? new TextDecoder() : declared
}

function decoderNamed(name: string): TextDecoder {
  try {
    // What calls itself UTF-16 and could be read this far is none.
    return new TextDecoder(/^utf-?16/i.test(name) ? 'utf-8' : name)
  } catch {
    // No encoding of this name is known; most that say something odd are UTF-8 all the same.
    return new TextDecoder()
  }
}

/** Letters of several bytes that are UTF-8, and bytes that are none. */
function utf8In(bytes: Uint8Array): { letters: number; broken: number } {
  let [letters, broken] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 0x80) continue
    const more = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    // The last may be cut.
    if (at + more >= bytes.length && more > 0) break
    const isWhole = more > 0 && bytes.subarray(at + 1, at + 1 + more).every((next) => (next & 0xc0) === 0x80)
    if (isWhole) {
      letters++
      at += more
    } else broken++
  }
  return { letters, broken }
}
