/**
 * AVIF, as HEIF holds it (ISO/IEC 23008-12 in boxes of 14496-12). Boxes point into one another by their place in the file,
 * so nothing moves: what is not the picture becomes zeros in its place, and only the data of the picture's items is copied.
 */

import { readFilm } from './avif-film.ts'
import { type Box, blankOut, boxes } from './boxes.ts'
import { isUnfilled, textAt, viewOf } from './bytes.ts'
import { stripColourBox } from './colour-profile.ts'
import { type Extent, type Item, readMeta } from './heif-meta.ts'
import type { Flaw, ParsedPicture } from './parsed-picture.ts'

/** What is said of a picture's items that draws them. Descriptions, names, dates and what is to come are not among it. */
const DRAWS = /^(?:ispe|pixi|colr|av1C|irot|imir|clap|pasp|auxC|a1op|a1lx|lsel|clli|mdcv|cclv|amve|rloc|free)$/

export async function readAvif(bytes: Uint8Array, parsed: ParsedPicture): Promise<Flaw | undefined> {
  const view = viewOf(bytes)
  const plain = bytes.slice()
  const top = [...boxes(view, 0, bytes.length)]
  const last = top.at(-1)
  const meta = top.find(({ type }) => type === 'meta')
  const moov = top.find(({ type }) => type === 'moov')
  const data = top.filter(({ type }) => type === 'mdat')
  const isWhole = last !== undefined && !last.isCut
  if (!isWhole || !meta) return last && !isWhole ? 'cut' : 'empty'
  parsed.publicParts.push(plain.subarray(0, last.end))

  const { items, properties, data: inMeta } = readMeta(view, plain, meta)
  for (const box of top) if (!/^(?:ftyp|mdat)$/.test(box.type) && box !== meta && box !== moov) blankOut(plain, box)
  const film = moov ? readFilm(view, plain, moov) : { frames: 0, extents: [] }
  if (!film) return 'damaged'
  parsed.frames = Math.max(1, film.frames)
  const drawn = [...items.flatMap(({ isPicture, extents }) => (isPicture ? extents : [])), ...film.extents]
  // Nothing is told twice: items that overlap would be work without end.
  if (drawn.reduce((sum, { from, to }) => sum + to - from, 0) > 2 * bytes.length) return 'damaged'
  for (const { start, end } of [...data, ...inMeta]) plain.fill(0, start, end)
  if (!drawn.every((extent) => isWithin(extent, data) || isWithin(extent, inMeta))) return 'cut'
  for (const { from, to } of drawn) plain.set(bytes.subarray(from, to), from)
  Object.assign(parsed, sizeIn(view, plain, properties), { hasAlpha: properties.some((box) => isAlpha(view, box)) })
  if (items.some(({ isPicture, extents }) => isPicture && extents.some(({ from, to }) => isUnfilled(bytes.subarray(from, to))))) return 'cut'
  // A grid has its pixels in other items.
  const hasTiles = items.some((item) => item.type === 'av01' && hasPixels(item))
  return items.some((item) => item.isPrimary && (item.type === 'grid' ? hasTiles : hasPixels(item))) ? undefined : 'empty'
}

/** One of these boxes, in the order of the file. What it draws lies nowhere else: else it would bring back what was taken out. */
function isWithin({ from, to }: Extent, within: readonly Box[]) {
  if (from === to) return true
  let [low, high] = [0, within.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((within[middle] as Box).start <= from) low = middle + 1
    else high = middle
  }
  return to <= (within[low - 1]?.end ?? 0)
}

const hasPixels = ({ extents }: Item) => extents.some(({ from, to }) => to > from)

/** The largest of the spatial extents: thumbnails and tiles have their own. Colour profiles are made plain on the way. */
function sizeIn(view: DataView, plain: Uint8Array, properties: Box[]) {
  let largest = { width: 0, height: 0 }
  let isSideways = false
  for (const box of properties) {
    const { type, start } = box
    if (type === 'irot') isSideways = (view.getUint8(start) & 1) === 1
    if (type === 'colr') stripColourBox(view, plain, box)
    if (!DRAWS.test(type)) blankOut(plain, box)
    if (type !== 'ispe') continue
    const size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) }
    if (size.width * size.height > largest.width * largest.height) largest = size
  }
  return isSideways ? { width: largest.height, height: largest.width } : largest
}

const isAlpha = (view: DataView, { type, start, end }: Box) => type === 'auxC' && textAt(view, start, end - start).includes('auxiliary:alpha')
