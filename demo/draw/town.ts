/** Houses, windows, lamps and boats. */
import type { Chance } from './chance.ts'
import { box, fill, glow, line, mix, oval, type Point, poly, rounded, shade, solid, times, way } from './ink.ts'

type Windows = { x: number; y: number; w: number; h: number; columns: number; rows: number; lit: string; unlit: string; share?: number; gap?: number }

/** A grid of windows, some of them lit. */
export function windows(chance: Chance, { x, y, w, h, columns, rows, lit, unlit, share = 0.3, gap = 0.4 }: Windows): string {
  const [cw, ch] = [w / columns, h / rows]
  const one = (colour: string, list: string[]) => (list.length ? fill(list.join(''), colour) : '')
  const [on, off]: [string[], string[]] = [[], []]
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) (chance.odds(share) ? on : off).push(box(x + (c + gap / 2) * cw, y + (r + gap / 2) * ch, cw * (1 - gap), ch * (1 - gap)))
  return one(unlit, off) + one(lit, on)
}

type House = { x: number; y: number; w: number; h: number; wall: string; dark: string; roof?: string; roofHeight?: number; side?: number; angle?: number }

/** A block standing on `y`; with a `side` it shows its dark flank on the right. */
export function house({ x, y, w, h, wall, dark, roof, roofHeight = 0, side = 0, angle = -90 }: House): string {
  const front = box(x, y - h, w, h)
  const flank = side ? fill(poly([x + w, y - h], [x + w + side, y - h + side * 0.3], [x + w + side, y], [x + w, y]), dark) : ''
  const top = roof
    ? solid(poly([x - w * 0.04, y - h], [x + w / 2, y - h - roofHeight], [x + w * 1.04, y - h]), roof, mix(roof, '#14152a', 0.5), { angle: 180, reach: 0.8 })
    : ''
  return flank + solid(front, wall, dark, { angle, reach: 0.8, strength: 0.6 }) + top
}

/** Far buildings in one tone, for depth. */
export function skyline(chance: Chance, from: number, to: number, y: number, low: number, high: number, colour: string, windowsLit?: string): string {
  const parts: string[] = []
  for (let x = from; x < to; ) {
    const w = chance.between(38, 110)
    const h = chance.between(low, high)
    parts.push(fill(box(x, y - h, w + 1, h), mix(colour, '#ffffff', chance.between(0, 0.1))))
    if (chance.odds(0.25)) parts.push(fill(box(x + w * 0.45, y - h - 34, 3, 34), colour))
    if (chance.odds(0.3)) parts.push(fill(box(x + w * 0.2, y - h - 14, w * 0.4, 14), colour))
    if (windowsLit)
      parts.push(
        windows(chance, {
          x: x + 4,
          y: y - h + 8,
          w: w - 8,
          h: h - 14,
          columns: Math.max(2, Math.floor(w / 15)),
          rows: Math.max(2, Math.floor(h / 20)),
          lit: windowsLit,
          unlit: mix(colour, '#000000', 0.14),
          share: 0.2,
        }),
      )
    x += w + (chance.odds(0.3) ? chance.between(4, 24) : 0)
  }
  return parts.join('')
}

export function lamp(x: number, y: number, height: number, colour: string, light: string): string {
  return (
    line(way([x, y], [x, y - height]), colour, 5) +
    line(`M${x} ${y - height}q4 -22 34 -20`, colour, 4) +
    fill(poly([x + 22, y - height - 22], [x + 50, y - height - 22], [x + 45, y - height - 12], [x + 27, y - height - 12]), colour) +
    glow(x + 36, y - height - 6, 80, light, 0.75)
  )
}

/** A small boat with a mast; the waterline is at `y`. */
export function boat(x: number, y: number, length: number, hull: string, trim: string, sail?: string, flip = false): string {
  const s = flip ? -1 : 1
  const at = (a: number, b: number): Point => [x + a * length * s, y + b * length]
  const shape = `M${at(-0.5, -0.13).join(' ')}L${at(0.54, -0.17).join(' ')}Q${at(0.44, 0.02).join(' ')} ${at(0.34, 0.03).join(' ')}L${at(-0.4, 0.03).join(' ')}z`
  const body =
    fill(shape, hull) +
    shade(shape, mix(hull, '#10121c', 0.7), { angle: -90, reach: 0.9 }) +
    line(way(at(-0.5, -0.13), at(0.54, -0.17)), trim, Math.max(2, length * 0.018))
  const mast = line(way(at(0.04, -0.14), at(0.04, -0.98)), mix(hull, '#10121c', 0.5), Math.max(2, length * 0.014))
  const cloth = sail
    ? solid(
        `M${at(0.06, -0.95).join(' ')}Q${at(0.34, -0.55).join(' ')} ${at(0.4, -0.24).join(' ')}L${at(0.06, -0.22).join(' ')}z`,
        sail,
        mix(sail, '#3a2a3a', 0.5),
        { angle: 180, reach: 0.7 },
      ) +
      fill(`M${at(0.02, -0.85).join(' ')}Q${at(-0.16, -0.5).join(' ')} ${at(-0.3, -0.24).join(' ')}L${at(0.02, -0.22).join(' ')}z`, mix(sail, '#3a2a3a', 0.18))
    : ''
  const still = fill(oval(x, y + length * 0.06, length * 0.45, length * 0.025), mix(hull, '#10121c', 0.5), 'opacity="0.35"')
  return still + mast + cloth + body
}

/** A table seen from the front, `y` being the floor. */
export const table = (x: number, y: number, w: number, h: number, top: string, leg: string) =>
  fill(box(x + w * 0.06, y - h, 10, h), leg) +
  fill(box(x + w * 0.94 - 10, y - h, 10, h), leg) +
  solid(rounded(x, y - h - 12, w, 18, 5), top, leg, { angle: -90, strength: 0.6 })

export const sheets = (chance: Chance, x: number, y: number, w: number, count: number, paper: string, ink: string) =>
  times(count, (i) => {
    const [a, b] = [x + i * w * 0.22 + chance.between(-8, 8), y + chance.between(-5, 5)]
    const page = poly([a, b], [a + w, b - 6], [a + w * 1.12, b + 16], [a + w * 0.08, b + 24])
    return (
      fill(page, paper) +
      times(3, (j) => line(way([a + w * 0.14 + j * 3, b + 4 + j * 5], [a + w * 0.8 + j * 3, b + j * 5]), ink, 1.6, 'opacity="0.5"')).join('')
    )
  }).join('')
