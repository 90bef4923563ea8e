/**
 * Text as lines of ASCII (RFC 2045 section 6). Nodemailer's own encoders are streams and take ten times as long, which would be
 * most of the work for a hundred thousand letters.
 */

export type Encoded = { name: 'quoted-printable' | 'base64'; bytes: Uint8Array }

const LF = 10
const CR = 13
const SPACE = 32
const TAB = 9
const EQUALS = 61
/** 76 including the `=` of a soft line break. */
const MAX_COLUMNS = 75
const BASE64_COLUMNS = 76
const HEX = new TextEncoder().encode('0123456789ABCDEF')
const SOFT_BREAK = [EQUALS, CR, LF] as const

/** Quoted-printable, which spam filters prefer, unless Base64 is shorter: then the text isn't in Latin script. */
export function encodeText(text: string): Encoded {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?/g, '\n'))
  let quoted = 0
  for (const byte of bytes) if (!isLiteral(byte)) quoted++
  return quoted * 5 > bytes.length ? { name: 'base64', bytes: base64Lines(bytes) } : { name: 'quoted-printable', bytes: quotedPrintable(bytes, quoted) }
}

const isLiteral = (byte: number) => (byte >= SPACE && byte <= 126 && byte !== EQUALS) || byte === TAB || byte === LF

/** `bytes` has LF line ends only; `quoted` of them have to be encoded. */
function quotedPrintable(bytes: Uint8Array, quoted: number): Uint8Array {
  // Up to three bytes for one, a soft break every 73 columns, CR LF for LF, and room for encoded blanks before line ends.
  const out = new Uint8Array(Math.ceil((bytes.length * 2 + quoted * 2) * (1 + 3 / 72)) + bytes.length + 16)
  let end = 0
  let column = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === LF) {
      out[end++] = CR
      out[end++] = LF
      column = 0
      continue
    }
    const isBlankAtEnd = (byte === SPACE || byte === TAB) && (at + 1 === bytes.length || bytes[at + 1] === LF)
    const width = isLiteral(byte) && !isBlankAtEnd ? 1 : 3
    if (column + width > MAX_COLUMNS) {
      for (const character of SOFT_BREAK) out[end++] = character
      column = 0
    }
    column += width
    if (width === 1) out[end++] = byte
    else {
      out[end++] = EQUALS
      out[end++] = HEX[byte >> 4] ?? 0
      out[end++] = HEX[byte & 15] ?? 0
    }
  }
  return out.subarray(0, end)
}

function base64Lines(bytes: Uint8Array): Uint8Array {
  const text = base64Of(withCrLf(bytes))
  const lines: string[] = []
  for (let at = 0; at < text.length; at += BASE64_COLUMNS) lines.push(text.slice(at, at + BASE64_COLUMNS))
  return new TextEncoder().encode(lines.join('\r\n'))
}

/** The canonical line end of text (RFC 2045 section 6.8). */
const withCrLf = (bytes: Uint8Array) => new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll('\n', '\r\n'))

export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  // A call can't have too many arguments.
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(binary)
}
