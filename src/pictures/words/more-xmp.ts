/** XMP of a JPEG that is too long for one of its segments (XMP specification part 3, section 1.1.3.1). */
import { concatBytes, textAt, viewOf } from '../files/bytes.ts'

const [SOS, EOI, APP1] = [0xda, 0xd9, 0xe1]
/** Behind it stand the digest that the first packet names, the whole length, and where this part belongs. */
const HEADER = 'http://ns.adobe.com/xmp/extension/\0'
const [DIGEST_BYTES, NUMBER_BYTES] = [32, 4]
const HEAD_BYTES = DIGEST_BYTES + 2 * NUMBER_BYTES
const MAX_PARTS = 50

/** `rest`: the same JPEG without them. */
export function splitOffMoreXmp(jpeg: Uint8Array): { parts: Uint8Array[]; rest: Uint8Array } {
  const parts: Uint8Array[] = []
  const rest: Uint8Array[] = []
  let from = 0
  for (const { at, end, data } of segmentsOf(jpeg)) {
    if (data.length <= HEADER.length + HEAD_BYTES || textAt(viewOf(data), 0, HEADER.length) !== HEADER) continue
    if (parts.length < MAX_PARTS) parts.push(data.subarray(HEADER.length))
    rest.push(jpeg.subarray(from, at))
    from = end
  }
  return { parts, rest: parts.length === 0 ? jpeg : concatBytes([...rest, jpeg.subarray(from)]) }
}

/** A document of its own, which says more of the same picture; empty where the first packet names none of the parts. */
export function joinMoreXmp(first: string, parts: readonly Uint8Array[]): string {
  const named = parts.filter((part) => first.includes(textAt(viewOf(part), 0, DIGEST_BYTES)))
  const placeOf = (part: Uint8Array) => viewOf(part).getUint32(DIGEST_BYTES + NUMBER_BYTES)
  return new TextDecoder().decode(concatBytes(named.toSorted((one, other) => placeOf(one) - placeOf(other)).map((part) => part.subarray(HEAD_BYTES))))
}

/** Those of applications' own, before the picture. */
function* segmentsOf(bytes: Uint8Array) {
  for (let at = bytes.indexOf(0xff, 2); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1] as number
    if (marker === SOS || marker === EOI) return
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      at++
      continue
    }
    const end = at + 2 + viewOf(bytes).getUint16(at + 2)
    if (end < at + 4) return
    if (marker === APP1) yield { at, end, data: bytes.subarray(at + 4, end) }
    at = end
  }
}
