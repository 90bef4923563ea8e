/**
 * AVIF, as HEIF holds it (ISO/IEC 23008-12 in boxes of 14496-12). Boxes point into one another by their place in the file,
 * so nothing moves: what is not the picture becomes zeros in its place, and only the data of the picture's items is copied.
 */
import { type Box, blankOut, boxes } from './boxes.ts'
import { isUnfilled, textAt, viewOf } from './bytes.ts'
import { stripProfile } from './colour-profile.ts'
import { type Item, readMeta } from './heif-meta.ts'
import type { Flaw, ParsedPicture } from './parsed-picture.ts'

const CONTAINERS = /^(?:moov|trak|mdia|minf|stbl|edts|dinf)$/
const STATED_IN_TRACKS = /^(?:mvhd|tkhd|mdhd)$/
/** What is said of a picture's items that draws them. Descriptions, names, dates and what is to come are not among it. */
const DRAWS = /^(?:ispe|pixi|colr|av1C|irot|imir|clap|pasp|auxC|a1op|a1lx|lsel|clli|mdcv|cclv|amve|rloc|free)$/
/** The same of a film's samples. */
const DRAWS_SAMPLES = /^(?:av1C|colr|pasp|clap|ccst|auxi|clli|mdcv|btrt)$/
/** The name of the program that coded it, and where what follows the fixed fields begins (ISO/IEC 14496-12 section 12.1.3). */
const [CODER_AT, CODER_BYTES, FIXED_BYTES] = [42, 32, 78]
const NOT_THE_PICTURE = /^(?:free|skip|uuid|udta|meta|xml |bxml|pdin|styp|sidx)$/

export async function readAvif(bytes: Uint8Array, parsed: ParsedPicture): Promise<Flaw | undefined> {
  const view = viewOf(bytes)
  const plain = bytes.slice()
  const top = [...boxes(view, 0, bytes.length)]
  const last = top.at(-1)
  const meta = top.find(({ type }) => type === 'meta')
  const film = top.find(({ type }) => type === 'moov')
  const data = top.filter(({ type }) => type === 'mdat')
  const isWhole = last !== undefined && !last.isCut
  if (!isWhole || !meta) return last && !isWhole ? 'cut' : 'empty'
  parsed.publicParts.push(plain.subarray(0, last.end))

  const { items, properties, data: inMeta } = readMeta(view, plain, meta)
  // Nothing is told twice: items that overlap would be work without end.
  if (items.flatMap(({ extents }) => extents).reduce((sum, { from, to }) => sum + to - from, 0) > 2 * bytes.length) return 'damaged'
  for (const box of top) if (!/^(?:ftyp|mdat)$/.test(box.type) && box !== meta && box !== film) blankOut(plain, box)
  if (film) {
    parsed.frames = Math.max(1, readTracks(view, plain, film))
    for (const item of items) if (!item.isPicture) for (const { from, to } of item.extents) plain.fill(0, from, to)
  } else {
    for (const { start, end } of [...data, ...inMeta]) plain.fill(0, start, end)
    for (const item of items) if (item.isPicture) for (const { from, to } of item.extents) plain.set(bytes.subarray(from, to), from)
  }
  Object.assign(parsed, sizeIn(view, plain, properties), { hasAlpha: properties.some((box) => isAlpha(view, box)) })
  if (items.some(({ isPicture, extents }) => isPicture && extents.some(({ from, to }) => to > last.end || isUnfilled(bytes.subarray(from, to))))) return 'cut'
  // A grid has its pixels in other items.
  const hasTiles = items.some((item) => item.type === 'av01' && hasPixels(item))
  return items.some((item) => item.isPrimary && (item.type === 'grid' ? hasTiles : hasPixels(item))) ? undefined : 'empty'
}

const hasPixels = ({ extents }: Item) => extents.some(({ from, to }) => to > from)

/** The largest of the spatial extents: thumbnails and tiles have their own. Colour profiles are made plain on the way. */
function sizeIn(view: DataView, plain: Uint8Array, properties: Box[]) {
  let largest = { width: 0, height: 0 }
  let isSideways = false
  for (const box of properties) {
    const { type, start, end } = box
    if (type === 'irot') isSideways = (view.getUint8(start) & 1) === 1
    if (type === 'colr') makeColourPlain(view, plain, start, end)
    if (!DRAWS.test(type)) blankOut(plain, box)
    if (type !== 'ispe') continue
    const size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) }
    if (size.width * size.height > largest.width * largest.height) largest = size
  }
  return isSideways ? { width: largest.height, height: largest.width } : largest
}

function makeColourPlain(view: DataView, plain: Uint8Array, start: number, end: number) {
  if (!/^(?:prof|rICC)$/.test(textAt(view, start))) return
  const profile = stripProfile(plain.subarray(start + 4, end))
  if (profile) plain.set(profile, start + 4)
  else plain.fill(0, start + 4, end)
}

const isAlpha = (view: DataView, { type, start, end }: Box) => type === 'auxC' && textAt(view, start, end - start).includes('auxiliary:alpha')

/** Takes out of a moving picture's tracks what is told beside it, and when it was made. Answers how many frames there are. */
function readTracks(view: DataView, plain: Uint8Array, inside: Box): number {
  let frames = 0
  for (const box of boxes(view, inside.start, inside.end)) {
    if (CONTAINERS.test(box.type)) frames = Math.max(frames, readTracks(view, plain, box))
    if (NOT_THE_PICTURE.test(box.type)) blankOut(plain, box)
    if (box.type === 'hdlr') plain.fill(0, box.start + 24, box.end)
    if (box.type === 'stsd') makeSamplesPlain(view, plain, box)
    if (box.type === 'stsz') frames = Math.max(frames, view.getUint32(box.start + 8))
    // Made and changed: 32 bits each, or 64 in version 1.
    if (STATED_IN_TRACKS.test(box.type)) plain.fill(0, box.start + 4, box.start + (view.getUint8(box.start) === 1 ? 20 : 12))
  }
  return frames
}

/** Descriptions of a film's samples: a full box with a count, then an entry for each kind. */
function makeSamplesPlain(view: DataView, plain: Uint8Array, { start, end }: Box) {
  for (const entry of boxes(view, start + 8, end)) {
    plain.fill(0, Math.min(entry.start + CODER_AT, entry.end), Math.min(entry.start + CODER_AT + CODER_BYTES, entry.end))
    for (const box of boxes(view, entry.start + FIXED_BYTES, entry.end)) {
      if (box.type === 'colr') makeColourPlain(view, plain, box.start, box.end)
      else if (!DRAWS_SAMPLES.test(box.type)) blankOut(plain, box)
    }
  }
}
