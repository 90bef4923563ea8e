/** Segments of a JPEG that are kept, cut to what their tables need: what stands behind is no part of the picture, and decoders skip it. */
import { viewOf } from './bytes.ts'

const [DHT, DAC, DQT, DNL, DRI] = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd]

/** The same segment where it is as long as it should be, or makes no sense. */
export function withoutRest(segment: Uint8Array): Uint8Array {
  const needed = neededBytes(segment)
  if (needed === undefined || needed >= segment.length) return segment
  const exact = segment.slice(0, needed)
  viewOf(exact).setUint16(2, needed - 2)
  return exact
}

function neededBytes(segment: Uint8Array): number | undefined {
  switch (segment[1]) {
    case DQT:
      return afterTables(segment, (at) => 1 + 64 * ((segment[at] as number) >> 4 ? 2 : 1))
    case DHT:
      return afterTables(segment, (at) => segment.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 17))
    case DRI:
    case DNL:
      return 6
    case DAC:
      return undefined
    default:
      // A frame: its head, and three bytes for each component.
      return segment.length > 9 ? 10 + 3 * (segment[9] as number) : undefined
  }
}

/** Tables follow one another; a rest that is too short for another is none. */
function afterTables(segment: Uint8Array, lengthAt: (at: number) => number) {
  let at = 4
  while (at < segment.length) {
    const end = at + lengthAt(at)
    if (end > segment.length) break
    at = end
  }
  return at > 4 ? at : undefined
}
