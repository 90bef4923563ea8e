/** The film in an AVIF that moves (ISO/IEC 14496-12): which of its bytes draw it. Tracks of sound, places or texts are none of it. */
import { type Box, blankOut, boxes } from './boxes.ts'
import { textAt } from './bytes.ts'
import { stripColourBox } from './colour-profile.ts'
import type { Extent } from './heif-meta.ts'

/** `frames` is 0 where there is no track of pictures. */
type Film = { frames: number; extents: Extent[] }

const CONTAINERS = /^(?:trak|mdia|minf|stbl|edts)$/
/** Full boxes that say when a film was made and changed, which goes, and how it plays; how long they are in either version. */
const HEADS: Readonly<Record<string, readonly [number, number]>> = { mvhd: [100, 112], tkhd: [84, 96], mdhd: [24, 36], vmhd: [12, 12] }
/** Full boxes with a count of entries, and how long an entry is. */
const TABLES: Readonly<Record<string, number>> = { stts: 8, ctts: 8, stsc: 12, stco: 4, co64: 8, stss: 4 }
/** Which track another belongs to, and that the film is in this very file: numbers. */
const NUMBERS: Readonly<Record<string, number>> = { tref: 64, dinf: 36, elst: 400 }
/** Pictures one after another, a video, and what is clear in them. */
const DRAWN = /^(?:pict|vide|auxv)$/
/** What is said of samples that draws them. */
const DRAWS_SAMPLES = /^(?:av1C|colr|pasp|clap|ccst|auxi|clli|mdcv|btrt)$/
/** The name of the program that coded it, and where what follows the fixed fields begins (section 12.1.3). */
const [CODER_AT, CODER_BYTES, FIXED_BYTES] = [42, 32, 78]

/** Takes out of `plain` what is told beside the film, and says where its samples lie. Undefined where that can't be told. */
export function readFilm(view: DataView, plain: Uint8Array, moov: Box): Film | undefined {
  const film: Film = { frames: 0, extents: [] }
  for (const box of boxes(view, moov.start, moov.end)) {
    if (box.type !== 'trak') continue
    const media = inside(view, box, 'mdia')
    const handler = media && inside(view, media, 'hdlr')
    const table = media && inside(view, inside(view, media, 'minf'), 'stbl')
    if (!handler || !table || !DRAWN.test(textAt(view, handler.start + 8))) {
      blankOut(plain, box)
      continue
    }
    const samples = samplesIn(view, table)
    if (!samples) return undefined
    film.frames = Math.max(film.frames, samples.frames)
    for (const extent of samples.extents) film.extents.push(extent)
  }
  stripTracks(view, plain, moov)
  return film
}

const inside = (view: DataView, box: Box | undefined, type: string) => box && [...boxes(view, box.start, box.end)].find((it) => it.type === type)

/** Samples lie in chunks (section 8.7): how many in each, how long each is, and where each chunk begins. */
function samplesIn(view: DataView, table: Box): Film | undefined {
  const parts = [...boxes(view, table.start, table.end)]
  const the = (name: string) => parts.find(({ type }) => type === name)
  const [sizes, perChunk, places] = [the('stsz'), the('stsc'), the('stco') ?? the('co64')]
  if (!sizes || !perChunk || !places) return undefined
  const size = view.getUint32(sizes.start + 4)
  const frames = view.getUint32(sizes.start + 8)
  const placeBytes = places.type === 'co64' ? 8 : 4
  const chunks = Math.min(view.getUint32(places.start + 4), Math.floor((places.end - places.start - 8) / placeBytes))
  const runs = Math.min(view.getUint32(perChunk.start + 4), Math.floor((perChunk.end - perChunk.start - 8) / 12))
  const extents: Extent[] = []
  for (let chunk = 0, run = 0, sample = 0; chunk < chunks && sample < frames; chunk++) {
    while (run + 1 < runs && view.getUint32(perChunk.start + 8 + (run + 1) * 12) <= chunk + 1) run++
    const at = places.start + 8 + chunk * placeBytes
    const from = placeBytes === 8 ? Number(view.getBigUint64(at)) : view.getUint32(at)
    const count = Math.min(runs > 0 ? view.getUint32(perChunk.start + 8 + run * 12 + 4) : 0, frames - sample)
    let length = size * count
    // What the table says of the rest would be beyond its box.
    if (size === 0) for (let n = 0; n < count; n++) length += view.getUint32(sizes.start + 12 + (sample + n) * 4)
    sample += count
    extents.push({ from, to: from + length })
  }
  return { frames, extents }
}

/** All that doesn't play it, at whatever length it says it is. */
function stripTracks(view: DataView, plain: Uint8Array, around: Box) {
  let end = around.start
  for (const box of boxes(view, around.start, around.end)) {
    end = box.end
    if (CONTAINERS.test(box.type)) stripTracks(view, plain, box)
    else if (box.type === 'stsd') stripSamples(view, plain, box)
    else plain.fill(0, Math.min(keptUntil(view, plain, box), box.end), box.end)
  }
  plain.fill(0, end, around.end)
}

/** Where what plays the film ends in a box; one that has no part in that loses its name, too. */
function keptUntil(view: DataView, plain: Uint8Array, box: Box): number {
  const { type, start, end } = box
  const isLong = start < end && view.getUint8(start) === 1
  const lengths = HEADS[type]
  if (lengths) {
    if (type !== 'vmhd') plain.fill(0, start + 4, start + (isLong ? 20 : 12))
    return start + lengths[isLong ? 1 : 0]
  }
  const entryBytes = TABLES[type]
  if (entryBytes !== undefined) return start + 8 + view.getUint32(start + 4) * entryBytes
  if (type === 'stsz') return start + 12 + (view.getUint32(start + 4) === 0 ? view.getUint32(start + 8) * 4 : 0)
  if (type === 'hdlr') return start + 24
  const most = NUMBERS[type]
  if (most !== undefined && end - start <= most) return end
  blankOut(plain, box)
  return end
}

/** Descriptions of a film's samples: a full box with a count, then an entry for each kind. */
function stripSamples(view: DataView, plain: Uint8Array, { start, end }: Box) {
  let last = start + 8
  for (const entry of boxes(view, start + 8, end)) {
    last = entry.end
    plain.fill(0, Math.min(entry.start + CODER_AT, entry.end), Math.min(entry.start + CODER_AT + CODER_BYTES, entry.end))
    let at = entry.start + FIXED_BYTES
    for (const box of boxes(view, at, entry.end)) {
      at = box.end
      if (box.type === 'colr') stripColourBox(view, plain, box)
      else if (!DRAWS_SAMPLES.test(box.type)) blankOut(plain, box)
    }
    plain.fill(0, Math.min(at, entry.end), entry.end)
  }
  plain.fill(0, last, end)
}
