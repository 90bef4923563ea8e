/** The box that says which items a HEIF file has and where their data lies (ISO/IEC 14496-12 section 8.11). */
import { type Box, blankOut, boxes } from './boxes.ts'
import { ascii, textAt } from './bytes.ts'

/** In bytes of the file. */
export type Extent = { from: number; to: number }
export type Item = { id: number; type: string; isPrimary: boolean; isPicture: boolean; extents: Extent[] }
type Meta = { items: Item[]; properties: Box[]; data: Box[] }

const KNOWN = /^(?:hdlr|pitm|iloc|iinf|iref|iprp|idat|grpl|dinf)$/
/** Coded pictures, and those that are put together from others or brightened by them. All else (Exif, XMP, other texts) draws nothing. */
const DRAWN = /^(?:av01|grid|iovl|iden|tmap)$/

/** Looks through `meta`, and takes names out of `plain` on the way. */
export function readMeta(view: DataView, plain: Uint8Array, meta: Box): Meta {
  // A full box: version and flags come before its content.
  const inside = [...boxes(view, meta.start + 4, meta.end)]
  const the = (name: string) => inside.find(({ type }) => type === name)
  for (const box of inside) {
    if (!KNOWN.test(box.type)) blankOut(plain, box)
    if (box.type === 'hdlr') plain.fill(0, box.start + 24, box.end)
  }
  const data = the('idat')
  const types = typesIn(view, plain, the('iinf'))
  const thumbnails = thumbnailsIn(view, the('iref'))
  const primary = primaryIn(view, the('pitm'))
  const items = [...placesIn(view, the('iloc'), data?.start ?? 0)].map(({ id, extents }): Item => {
    const type = types.get(id) ?? ''
    return { id, type, isPrimary: id === primary, isPicture: DRAWN.test(type) && !thumbnails.has(id), extents }
  })
  const properties = the('iprp')
  const container = properties && [...boxes(view, properties.start, properties.end)].find(({ type }) => type === 'ipco')
  return { items, properties: container ? [...boxes(view, container.start, container.end)] : [], data: data ? [data] : [] }
}

/** The type of each item. Their names become empty, and what was a text is an item nobody knows. */
function typesIn(view: DataView, plain: Uint8Array, iinf: Box | undefined) {
  const types = new Map<number, string>()
  if (!iinf) return types
  const isLong = view.getUint8(iinf.start) > 0
  let last = iinf.start + (isLong ? 8 : 6)
  for (const box of boxes(view, last, iinf.end)) {
    const { type, start, end } = box
    last = end
    const version = start < end ? view.getUint8(start) : 0
    if (type !== 'infe' || version < 2) {
      blankOut(plain, box)
      continue
    }
    const after = start + (version === 2 ? 6 : 8)
    const told = textAt(view, after + 2)
    types.set(version === 2 ? view.getUint16(start + 4) : view.getUint32(start + 4), told)
    if (!DRAWN.test(told)) plain.set(ascii('skip'), after + 2)
    plain.fill(0, Math.min(after + 6, end), end)
  }
  plain.fill(0, last, iinf.end)
  return types
}

function thumbnailsIn(view: DataView, iref: Box | undefined) {
  const found = new Set<number>()
  if (!iref) return found
  const isLong = view.getUint8(iref.start) > 0
  for (const { type, start } of boxes(view, iref.start + 4, iref.end)) if (type === 'thmb') found.add(isLong ? view.getUint32(start) : view.getUint16(start))
  return found
}

const primaryIn = (view: DataView, pitm: Box | undefined) =>
  pitm && (view.getUint8(pitm.start) === 0 ? view.getUint16(pitm.start + 4) : view.getUint32(pitm.start + 4))

/** Where each item lies in the file. Numbers of 0, 4 or 8 bytes, as the box says. */
function* placesIn(view: DataView, iloc: Box | undefined, dataStart: number): Generator<Pick<Item, 'id' | 'extents'>> {
  if (!iloc) return
  let at = iloc.start
  const number = (bytes: number) => {
    at += bytes
    if (bytes === 8) return Number(view.getBigUint64(at - 8))
    return bytes === 4 ? view.getUint32(at - 4) : bytes === 2 ? view.getUint16(at - 2) : bytes === 1 ? view.getUint8(at - 1) : 0
  }
  const version = number(4) >>> 24
  const sizes = number(2)
  const [ofOffset, ofLength, ofBase, ofIndex] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0] as const
  for (let left = number(version < 2 ? 2 : 4); left > 0; left--) {
    const id = number(version < 2 ? 2 : 4)
    const isInMeta = version > 0 && (number(2) & 15) === 1
    number(2)
    const base = number(ofBase) + (isInMeta ? dataStart : 0)
    const count = number(2)
    // Where nothing is said of them, there may be 65,535 in no bytes at all.
    const isSaid = ofIndex + ofOffset + ofLength > 0
    const extents = Array.from({ length: isSaid ? count : Math.min(count, 1) }, () => {
      number(ofIndex)
      const from = base + number(ofOffset)
      return { from, to: from + number(ofLength) }
    })
    yield { id, extents }
  }
}
