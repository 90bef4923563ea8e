/** A canvas to write on: rows of a zero (PNG's "no filter") and one byte a pixel, which names a colour of its palette. */
import type { Face } from './letters.ts'

export type Ink = 0 | 1 | 2
export type Canvas = { width: number; height: number; rows: Uint8Array<ArrayBuffer> }

/** Steps from the paper to full ink. */
const STEPS = 16
/** Lines through each row of pixels on which edges are met. */
const SCANS = 8

export function createCanvas(width: number, height: number) {
  const across = width + 1
  const rows = new Uint8Array(across * height)

  return {
    width,
    height,
    rows,

    box(x: number, y: number, wide: number, high: number, ink: Ink) {
      for (let at = y * across + x + 1; high > 0; high--, at += across) rows.fill(ink * STEPS + STEPS - 1, at, at + wide)
    },

    /** `x` is where the pen starts, `size` the em in pixels. Everything has to fit the canvas's width. */
    write(face: Face, text: string, x: number, baseline: number, size: number, ink: Ink) {
      const top = Math.floor(baseline - 1.2 * size)
      const scale = size / 1000
      // The area beside each edge, with its direction; summed along a row it is how much of a pixel is covered.
      const areas = new Float32Array(across * Math.ceil(1.7 * size))
      face.trace(text, (x0, y0, x1, y1) => {
        const from = (baseline - top - y0 * scale) * SCANS
        const to = (baseline - top - y1 * scale) * SCANS
        const share = Math.sign(to - from) / SCANS
        const last = Math.max(from, to)
        for (let scan = Math.ceil(Math.min(from, to) - 0.5); scan + 0.5 < last; scan++) {
          const met = x + scale * (x0 + ((x1 - x0) * (scan + 0.5 - from)) / (to - from))
          const pixel = Math.floor(met)
          const at = Math.floor(scan / SCANS) * across + pixel + 1
          ;(areas[at] as number) += share * (pixel + 1 - met)
          ;(areas[at + 1] as number) += share * (met - pixel)
        }
      })
      let sum = 0
      let step = 0
      let at = top * across
      for (const area of areas) {
        // Outlines are closed: to the right of a line of text the sum is back at zero.
        sum += area
        if (area) step = Math.round(Math.min(1, Math.abs(sum)) * (STEPS - 1))
        // Where two lines touch, the darker pixel wins.
        if (step) rows[at] = Math.max(rows[at] as number, ink * STEPS + step)
        at++
      }
    },
  }
}

/** RGB of every colour of a canvas, from the paper to each of the inks. */
export const createPalette = (paper: readonly number[], inks: readonly (readonly number[])[]) =>
  Uint8Array.from({ length: inks.length * STEPS * 3 }, (_, at) => {
    const [from, to] = [paper, inks[Math.floor(at / STEPS / 3)]].map((colour) => colour?.[at % 3] ?? 0) as [number, number]
    return Math.round(from + ((to - from) * (Math.floor(at / 3) % STEPS)) / (STEPS - 1))
  })
