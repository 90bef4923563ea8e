/**
 * JPEG (ITU-T T.81). Application segments and comments are where everything else travels, from Exif and XMP to thumbnails;
 * what comes after the end of the picture (a phone's film, a second picture) is not the picture either.
 */
import { ascii, concatBytes, textAt, viewOf } from './bytes.ts'
import { stripProfile } from './colour-profile.ts'
import { displayedSize, orientationIn, tiffOf } from './exif.ts'
import { withoutRest } from './jpeg-tables.ts'
import type { Flaw, ParsedPicture } from './parsed-picture.ts'

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda]
const [DHT, DAC, DQT, DNL, DRI] = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd]
const TABLES: readonly number[] = [DHT, DAC, DQT, DNL, DRI]
const PROFILE = 'ICC_PROFILE\0'
/** Marker, length, name, number and count. */
const PROFILE_HEAD = 4 + PROFILE.length + 2

type Frame = { width: number; height: number; blocks: number }

export async function readJpeg(bytes: Uint8Array, parsed: ParsedPicture): Promise<Flaw | undefined> {
  const view = viewOf(bytes)
  const { publicParts } = parsed
  const profile: Uint8Array[] = []
  let orientation = 0
  let frame: Frame | undefined
  let coded = 0
  publicParts.push(Uint8Array.of(0xff, SOI))

  for (let at = 2; ; ) {
    // Decoders skip what is between segments.
    at = bytes.indexOf(0xff, at)
    if (at < 0) return endEarly(parsed, coded)
    const marker = view.getUint8(at + 1)
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= SOI)) {
      at++
      continue
    }
    if (marker === EOI) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) return endEarly(parsed, coded)
    const segment = bytes.subarray(at, end)
    if (marker === SOS) {
      const next = afterScan(bytes, end)
      publicParts.push(bytes.subarray(at, next))
      coded += next - end
      at = next
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && !TABLES.includes(marker) && marker !== 0xc8) {
      // Which of two sizes holds, programs don't agree on.
      if (frame) return 'damaged'
      frame = frameAt(view, at)
      Object.assign(parsed, displayedSize(frame, orientation))
      publicParts.push(withoutRest(segment))
    } else if (TABLES.includes(marker)) publicParts.push(withoutRest(segment))
    else if (marker === 0xe0 && startsWith(segment, 'JFIF\0') && segment.length >= 18) publicParts.push(withoutThumbnail(segment))
    else if (marker === 0xe1 && startsWith(segment, 'Exif\0')) {
      orientation ||= orientationIn(segment.subarray(10))
      if (frame) Object.assign(parsed, displayedSize(frame, orientation))
    } else if (marker === 0xe2 && startsWith(segment, PROFILE) && segment.length > PROFILE_HEAD) profile.push(segment)
    // Which colours the components are, by Adobe's programs.
    else if (marker === 0xee && startsWith(segment, 'Adobe') && segment.length >= 16)
      publicParts.push(Uint8Array.of(0xff, 0xee, 0, 14), segment.subarray(4, 16))
    at = end
  }

  publicParts.push(Uint8Array.of(0xff, EOI))
  const first = publicParts[1]?.[1] === 0xe0 ? 2 : 1
  publicParts.splice(first, 0, ...profileSegments(profile), ...(orientation > 1 ? [exifSegment(orientation)] : []))
  if (!frame || coded === 0) return 'empty'
  // The shortest code for a block of one colour is a bit long.
  return coded * 8 < frame.blocks ? 'cut' : undefined
}

/** As much as there is, for what was taken before files were looked through. */
function endEarly({ publicParts }: ParsedPicture, coded: number): Flaw {
  publicParts.push(Uint8Array.of(0xff, EOI))
  return coded > 0 ? 'cut' : 'empty'
}

/** Offset of the marker that ends a scan; the file's end, if none does. */
function afterScan(bytes: Uint8Array, from: number) {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    // A byte of 255 in the data has a zero behind it; restarts belong to the scan.
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

function frameAt(view: DataView, at: number): Frame {
  const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
  const samplings = Array.from({ length: view.getUint8(at + 9) }, (_, n) => view.getUint8(at + 11 + n * 3))
  const across = Math.max(1, ...samplings.map((sampling) => sampling >> 4))
  const down = Math.max(1, ...samplings.map((sampling) => sampling & 15))
  const blocks = samplings.map((sampling) => Math.ceil((width * (sampling >> 4)) / across / 8) * Math.ceil((height * (sampling & 15)) / down / 8))
  return { width, height, blocks: blocks.reduce((sum, count) => sum + count, 0) }
}

const startsWith = (segment: Uint8Array, text: string) => segment.length >= 4 + text.length && textAt(viewOf(segment), 4, text.length) === text

/** JFIF may bring a small copy of the picture, before it was cropped. */
function withoutThumbnail(segment: Uint8Array) {
  const head = segment.slice(0, 18)
  head.set([0, 16], 2)
  head.set([0, 0], 16)
  return head
}

/** A long profile comes in numbered parts. */
function profileSegments(segments: Uint8Array[]): Uint8Array[] {
  const inOrder = segments.toSorted((one, other) => (one[PROFILE_HEAD - 2] ?? 0) - (other[PROFILE_HEAD - 2] ?? 0))
  const plain = stripProfile(concatBytes(inOrder.map((segment) => segment.subarray(PROFILE_HEAD))))
  if (!plain) return []
  let at = 0
  return inOrder.map((segment) => {
    const from = at
    at += segment.length - PROFILE_HEAD
    return concatBytes([segment.subarray(0, PROFILE_HEAD), plain.subarray(from, at)])
  })
}

const exifSegment = (orientation: number) => concatBytes([Uint8Array.of(0xff, 0xe1, 0, 34), ascii('Exif\0\0'), tiffOf(orientation)])
