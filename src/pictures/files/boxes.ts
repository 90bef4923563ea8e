/** Boxes of the ISO base media file format (ISO/IEC 14496-12 section 4.2). */
import { ascii, textAt } from './bytes.ts'

/**
 * `name` is the offset of its type, `start` and `end` of its content: never beyond the box around it. One that says it is
 * longer (`isCut`) would have every box around it look at the same bytes.
 */
export type Box = { type: string; name: number; start: number; end: number; isCut: boolean }

export function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const short = view.getUint32(at)
    const isLong = short === 1 && at + 16 <= to
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short
    if (size < (isLong ? 16 : 8)) return
    yield { type: textAt(view, at + 4), name: at + 4, start: at + (isLong ? 16 : 8), end: Math.min(at + size, to), isCut: at + size > to }
    at += size
  }
}

/** A box without a meaning, of the same size in the same place. */
export function blankOut(plain: Uint8Array, { name, start, end }: Box) {
  plain.set(ascii('free'), name)
  plain.fill(0, start, end)
}
