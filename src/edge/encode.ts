import { Buffer, transcode } from 'node:buffer'

/**
 * `text` as UTF-8; half of a surrogate pair becomes U+FFFD. V8's own encoder, behind `TextEncoder` and behind a `Response` of text, takes
 * four times as long for a page.
 */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  try {
    return transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8')
  } catch {
    // It takes whole pairs alone. The other never encodes into shared memory.
    return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
  }
}
