/** The XMP and IPTC of a JPEG: in segments of applications before its picture (XMP specification part 3, section 1.1.3; IIM 4.2). */
import { concatBytes, textAt, viewOf } from '../files/bytes.ts'

/** `xmp` as XML; `iptc` by data set of record 2. */
export type FileTexts = { xmp?: string; iptc?: ReadonlyMap<number, readonly string[]> }

const [SOS, EOI, APP1, APP13] = [0xda, 0xd9, 0xe1, 0xed]
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
/** What is too long for a segment. Behind it the digest that the first packet names, the whole length, and where this part belongs. */
const MORE_XMP = 'http://ns.adobe.com/xmp/extension/\0'
const [DIGEST_BYTES, NUMBER_BYTES] = [32, 4]
const PHOTOSHOP = 'Photoshop 3.0\0'
const IPTC = 0x0404
/** A description has some dozens. */
const MAX_DATA_SETS = 5000
const MAX_PARTS = 50

export function textsOfJpeg(bytes: Uint8Array): FileTexts {
  let first: string | undefined
  const more: Uint8Array[] = []
  const resources: Uint8Array[] = []
  for (const { marker, data } of segmentsOf(bytes)) {
    if (marker === APP1 && begins(data, XMP)) first ??= new TextDecoder().decode(data.subarray(XMP.length))
    if (marker === APP1 && begins(data, MORE_XMP) && more.length < MAX_PARTS) more.push(data.subarray(MORE_XMP.length))
    if (marker === APP13 && begins(data, PHOTOSHOP) && resources.length < MAX_PARTS) resources.push(data.subarray(PHOTOSHOP.length))
  }
  const iptc = iptcIn(concatBytes(resources))
  return { ...(first !== undefined && { xmp: first + moreXmp(first, more) }), ...(iptc.size > 0 && { iptc }) }
}

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
    yield { marker, data: bytes.subarray(at + 4, end) }
    at = end
  }
}

const begins = (data: Uint8Array, text: string) => data.length >= text.length && textAt(viewOf(data), 0, text.length) === text

/** A document of its own, which says more of the same picture. */
function moreXmp(first: string, parts: Uint8Array[]): string {
  const head = DIGEST_BYTES + 2 * NUMBER_BYTES
  const named = parts.filter((part) => part.length > head && first.includes(textAt(viewOf(part), 0, DIGEST_BYTES)))
  const placeOf = (part: Uint8Array) => viewOf(part).getUint32(DIGEST_BYTES + NUMBER_BYTES)
  return new TextDecoder().decode(concatBytes(named.toSorted((one, other) => placeOf(one) - placeOf(other)).map((part) => part.subarray(head))))
}

/** Of Photoshop's resources, the one that is IPTC: a signature, a number, a name of even length with its own length, and as many bytes as are said. */
function iptcIn(resources: Uint8Array): Map<number, string[]> {
  const view = viewOf(resources)
  const found = new Map<number, string[]>()
  for (let at = 0; at + 12 <= resources.length && textAt(view, at) === '8BIM'; ) {
    const afterName = at + 6 + ((1 + view.getUint8(at + 6) + 1) & ~1)
    if (afterName + 4 > resources.length) break
    const end = afterName + 4 + view.getUint32(afterName)
    if (view.getUint16(at + 4) === IPTC) readDataSets(resources.subarray(afterName + 4, end), found)
    at = end + ((end - afterName - 4) % 2)
  }
  return found
}

function readDataSets(data: Uint8Array, found: Map<number, string[]>) {
  const view = viewOf(data)
  for (let at = 0, count = 0; at + 5 <= data.length && data[at] === 0x1c && count < MAX_DATA_SETS; count++) {
    const length = view.getUint16(at + 3)
    // Longer ones, of which the highest bit tells, hold no text.
    if (length > 0x7fff) return
    const number = data[at + 2] as number
    if (data[at + 1] === 2) found.set(number, [...(found.get(number)?.slice(0, 100) ?? []), lettersIn(data.subarray(at + 5, at + 5 + length))])
    at += 5 + length
  }
}

/**
 * Which letters they are, a file says in a data set of its envelope (IIM 1:90) or not at all, and some say it wrongly: what is
 * UTF-8 is taken as that, which text in another encoding hardly ever is by chance; all else as Windows-1252, which has Latin-1 in it.
 */
function lettersIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
