/** Houses, windows, lamps and boats. */
import type { Random } from './random.ts'
import { ellipse, fillPath, glow, mixColours, type Point, path, polygon, rectangle, repeat, roundedRectangle, shade, shadedFill, strokePath } from './svg.ts'

type Windows = { x: number; y: number; w: number; h: number; columns: number; rows: number; lit: string; unlit: string; share?: number; gap?: number }

/** A grid of windows, some of them lit. */
export function windows(random: Random, { x, y, w, h, columns, rows, lit, unlit, share = 0.3, gap = 0.4 }: Windows): string {
  const [cw, ch] = [w / columns, h / rows]
  const one = (colour: string, list: string[]) => (list.length ? fillPath(list.join(''), colour) : '')
  const [on, off]: [string[], string[]] = [[], []]
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      (random.chance(share) ? on : off).push(rectangle(x + (c + gap / 2) * cw, y + (r + gap / 2) * ch, cw * (1 - gap), ch * (1 - gap)))
  return one(unlit, off) + one(lit, on)
}

type House = { x: number; y: number; w: number; h: number; wall: string; dark: string; roof?: string; roofHeight?: number; side?: number; angle?: number }

/** A block standing on `y`; with a `side` it shows its dark flank on the right. */
export function house({ x, y, w, h, wall, dark, roof, roofHeight = 0, side = 0, angle = -90 }: House): string {
  const front = rectangle(x, y - h, w, h)
  const flank = side ? fillPath(polygon([x + w, y - h], [x + w + side, y - h + side * 0.3], [x + w + side, y], [x + w, y]), dark) : ''
  const top = roof
    ? shadedFill(polygon([x - w * 0.04, y - h], [x + w / 2, y - h - roofHeight], [x + w * 1.04, y - h]), roof, mixColours(roof, '#14152a', 0.5), {
        angle: 180,
        reach: 0.8,
      })
    : ''
  return flank + shadedFill(front, wall, dark, { angle, reach: 0.8, strength: 0.6 }) + top
}

/** Far buildings in one tone, for depth. */
export function skyline(random: Random, from: number, to: number, y: number, low: number, high: number, colour: string, windowsLit?: string): string {
  const parts: string[] = []
  for (let x = from; x < to; ) {
    const w = random.between(38, 110)
    const h = random.between(low, high)
    parts.push(fillPath(rectangle(x, y - h, w + 1, h), mixColours(colour, '#ffffff', random.between(0, 0.1))))
    if (random.chance(0.25)) parts.push(fillPath(rectangle(x + w * 0.45, y - h - 34, 3, 34), colour))
    if (random.chance(0.3)) parts.push(fillPath(rectangle(x + w * 0.2, y - h - 14, w * 0.4, 14), colour))
    if (windowsLit)
      parts.push(
        windows(random, {
          x: x + 4,
          y: y - h + 8,
          w: w - 8,
          h: h - 14,
          columns: Math.max(2, Math.floor(w / 15)),
          rows: Math.max(2, Math.floor(h / 20)),
          lit: windowsLit,
          unlit: mixColours(colour, '#000000', 0.14),
          share: 0.2,
        }),
      )
    x += w + (random.chance(0.3) ? random.between(4, 24) : 0)
  }
  return parts.join('')
}

export function lamp(x: number, y: number, height: number, colour: string, light: string): string {
  return (
    strokePath(path([x, y], [x, y - height]), colour, 5) +
    strokePath(`M${x} ${y - height}q4 -22 34 -20`, colour, 4) +
    fillPath(polygon([x + 22, y - height - 22], [x + 50, y - height - 22], [x + 45, y - height - 12], [x + 27, y - height - 12]), colour) +
    glow(x + 36, y - height - 6, 80, light, 0.75)
  )
}

/** A small boat with a mast; the waterline is at `y`. */
export function boat(x: number, y: number, length: number, hull: string, trim: string, sail?: string, flip = false): string {
  const s = flip ? -1 : 1
  const at = (a: number, b: number): Point => [x + a * length * s, y + b * length]
  const shape = `M${at(-0.5, -0.13).join(' ')}L${at(0.54, -0.17).join(' ')}Q${at(0.44, 0.02).join(' ')} ${at(0.34, 0.03).join(' ')}L${at(-0.4, 0.03).join(' ')}z`
  const body =
    fillPath(shape, hull) +
    shade(shape, mixColours(hull, '#10121c', 0.7), { angle: -90, reach: 0.9 }) +
    strokePath(path(at(-0.5, -0.13), at(0.54, -0.17)), trim, Math.max(2, length * 0.018))
  const mast = strokePath(path(at(0.04, -0.14), at(0.04, -0.98)), mixColours(hull, '#10121c', 0.5), Math.max(2, length * 0.014))
  const cloth = sail
    ? shadedFill(
        `M${at(0.06, -0.95).join(' ')}Q${at(0.34, -0.55).join(' ')} ${at(0.4, -0.24).join(' ')}L${at(0.06, -0.22).join(' ')}z`,
        sail,
        mixColours(sail, '#3a2a3a', 0.5),
        { angle: 180, reach: 0.7 },
      ) +
      fillPath(
        `M${at(0.02, -0.85).join(' ')}Q${at(-0.16, -0.5).join(' ')} ${at(-0.3, -0.24).join(' ')}L${at(0.02, -0.22).join(' ')}z`,
        mixColours(sail, '#3a2a3a', 0.18),
      )
    : ''
  const still = fillPath(ellipse(x, y + length * 0.06, length * 0.45, length * 0.025), mixColours(hull, '#10121c', 0.5), 'opacity="0.35"')
  return still + mast + cloth + body
}

/** A table seen from the front, `y` being the floor. */
export const table = (x: number, y: number, w: number, h: number, top: string, leg: string) =>
  fillPath(rectangle(x + w * 0.06, y - h, 10, h), leg) +
  fillPath(rectangle(x + w * 0.94 - 10, y - h, 10, h), leg) +
  shadedFill(roundedRectangle(x, y - h - 12, w, 18, 5), top, leg, { angle: -90, strength: 0.6 })

export const sheets = (random: Random, x: number, y: number, w: number, count: number, paper: string, ink: string) =>
  repeat(count, (i) => {
    const [a, b] = [x + i * w * 0.22 + random.between(-8, 8), y + random.between(-5, 5)]
    const page = polygon([a, b], [a + w, b - 6], [a + w * 1.12, b + 16], [a + w * 0.08, b + 24])
    return (
      fillPath(page, paper) +
      repeat(3, (j) => strokePath(path([a + w * 0.14 + j * 3, b + 4 + j * 5], [a + w * 0.8 + j * 3, b + j * 5]), ink, 1.6, 'opacity="0.5"')).join('')
    )
  }).join('')
