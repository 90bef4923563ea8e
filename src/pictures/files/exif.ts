/** Of Exif (CIPA DC-008) only the orientation is preserved: which way up the picture is. */
import { viewOf } from './bytes.ts'

const ORIENTATION = 0x0112

/** 1 to 8, of the first directory of a TIFF header; 1 where it says nothing or nonsense. */
export function orientationIn(tiff: Uint8Array): number {
  const view = viewOf(tiff)
  try {
    const little = view.getUint16(0) === 0x4949
    const directory = view.getUint32(4, little)
    const entries = view.getUint16(directory, little)
    for (let entry = 0; entry < entries; entry++) {
      const at = directory + 2 + entry * 12
      if (view.getUint16(at, little) !== ORIENTATION) continue
      const value = view.getUint16(at + 8, little)
      return value >= 1 && value <= 8 ? value : 1
    }
  } catch (error) {
    // A directory that leads out of its own bytes says nothing.
    if (!(error instanceof RangeError)) throw error
  }
  return 1
}

/** A TIFF header that says this alone. */
export function tiffOf(orientation: number): Uint8Array {
  const bytes = new Uint8Array(26)
  const view = viewOf(bytes)
  view.setUint32(0, 0x4d4d002a)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, ORIENTATION)
  view.setUint16(12, 3)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return bytes
}

export const displayedSize = ({ width, height }: { width: number; height: number }, orientation: number) =>
  orientation >= 5 ? { width: height, height: width } : { width, height }
