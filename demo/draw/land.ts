/** Sky, sea, hills and what grows on them. */
import type { Chance } from './chance.ts'
import { blob, box, curve, fill, glow, line, mix, oval, type Point, poly, shade, solid, times, wash, way } from './ink.ts'

export const sky = (w: number, h: number, colours: readonly string[]) => wash(box(-20, -20, w + 40, h + 20), colours)

export const sun = (x: number, y: number, r: number, colour: string, around: string) => glow(x, y, r * 5, around, 0.75) + fill(oval(x, y, r), colour)

/** A ridge from edge to edge; `rough` is how far it strays from `y`. */
export function ridge(chance: Chance, w: number, y: number, rough: number, steps: number): Point[] {
  return times(steps + 1, (i) => [-30 + ((w + 60) * i) / steps, y + chance.between(-rough, rough)] as const)
}

export function hills(points: readonly Point[], bottom: number, colour: string, dark: string, angle = -90): string {
  const last = points[points.length - 1] as Point
  const d = `${curve(points)}L${last[0]} ${bottom}L${(points[0] as Point)[0]} ${bottom}z`
  return fill(d, colour) + shade(d, dark, { angle, reach: 0.9, strength: 0.7 })
}

/** Jagged: mountains with a light and a dark side. */
export function peak(x: number, y: number, width: number, bottom: number, light: string, dark: string, snow?: string): string {
  const left: Point = [x - width * 0.55, bottom]
  const right: Point = [x + width * 0.5, bottom]
  const body = poly(left, [x - width * 0.2, y + (bottom - y) * 0.42], [x, y], [x + width * 0.16, y + (bottom - y) * 0.3], right)
  const side = poly([x, y], [x - width * 0.04, y + (bottom - y) * 0.25], [x + width * 0.06, y + (bottom - y) * 0.5], [x - width * 0.05, bottom], right, [
    x + width * 0.16,
    y + (bottom - y) * 0.3,
  ])
  const fall = (bottom - y) * 0.27
  const cap = snow
    ? fill(
        poly(
          [x, y],
          [x - width * 0.127, y + fall],
          [x - width * 0.06, y + fall * 0.8],
          [x - width * 0.02, y + fall * 1.25],
          [x + width * 0.03, y + fall * 0.85],
          [x + width * 0.09, y + fall * 1.2],
          [x + width * 0.145, y + fall],
        ),
        snow,
      )
    : ''
  return fill(body, light) + fill(side, dark, 'opacity="0.75"') + shade(body, dark, { angle: -90, reach: 0.6, strength: 0.5 }) + cap
}

export function cloud(chance: Chance, x: number, y: number, width: number, colour: string, under?: string): string {
  const puffs = times(7, (i) => {
    const t = (i - 3) / 3.5
    const r = width * 0.13 * (1.25 - t * t * 0.9) * chance.between(0.8, 1.2)
    return fill(oval(x + t * width * 0.42, y - r * 0.55, r * 1.35, r), colour)
  })
  const base = fill(`M${x - width * 0.52} ${y}C${x - width * 0.3} ${y - width * 0.06} ${x + width * 0.3} ${y - width * 0.06} ${x + width * 0.52} ${y}z`, colour)
  return puffs.join('') + base + (under ? shade(box(x - width * 0.42, y - width * 0.1, width * 0.84, width * 0.1), under, { angle: -90, strength: 0.55 }) : '')
}

/** Long flat clouds near a horizon. */
export const streaks = (chance: Chance, w: number, from: number, to: number, count: number, colour: string, opacity = 0.6) =>
  times(count, () => {
    const [x, y, l, t] = [chance.between(-100, w), chance.between(from, to), chance.between(180, 520), chance.between(4, 13)]
    return fill(
      `M${x} ${y}C${x + l * 0.3} ${y - t} ${x + l * 0.7} ${y - t} ${x + l} ${y}C${x + l * 0.7} ${y + t * 0.5} ${x + l * 0.3} ${y + t * 0.5} ${x} ${y}z`,
      colour,
      `opacity="${opacity}"`,
    )
  }).join('')

/** Water with glints that grow and part as they come nearer. */
export function sea(chance: Chance, w: number, top: number, bottom: number, colours: readonly string[], glint: string, count = 90): string {
  const waves = times(count, () => {
    const t = chance() ** 1.6
    const y = top + 4 + t * (bottom - top)
    const l = 14 + t * 150 * chance.between(0.4, 1.2)
    const x = chance.between(-60, w)
    const thick = 1.2 + t * 5
    return fill(
      `M${x} ${y}q${l * 0.25} ${-thick} ${l * 0.5} 0q${l * 0.25} ${thick * 0.7} ${l * 0.5} 0q${-l * 0.25} ${thick * 1.4} ${-l * 0.5} ${thick * 0.3}q${-l * 0.25} ${-thick * 0.6} ${-l * 0.5} ${-thick * 0.3}z`,
      glint,
      `opacity="${(0.25 + chance() * 0.4).toFixed(2)}"`,
    )
  })
  return wash(box(-20, top, w + 40, bottom - top + 40), colours) + waves.join('')
}

/** A path of light on the water under a sun. */
export const glitter = (chance: Chance, x: number, top: number, bottom: number, spread: number, colour: string, count = 70) =>
  times(count, () => {
    const t = chance()
    const y = top + t * (bottom - top)
    const l = (8 + t * spread * 0.5) * chance.between(0.4, 1.1)
    return fill(oval(x + chance.between(-1, 1) * (12 + t * spread) * 0.7, y, l, 1.4 + t * 4), colour, `opacity="${chance.between(0.45, 0.95).toFixed(2)}"`)
  }).join('')

export function tree(chance: Chance, x: number, y: number, height: number, leaf: string, dark: string, trunk: string): string {
  const r = height * 0.27
  const points = times(11, (i) => {
    const a = (i / 11) * Math.PI * 2
    const reach = r * chance.between(0.85, 1.15)
    return [x + Math.cos(a) * reach * 1.05, y - height * 0.66 + Math.sin(a) * reach * 1.15] as const
  })
  const crown = blob(points)
  const stem = poly([x - height * 0.03, y], [x - height * 0.016, y - height * 0.55], [x + height * 0.016, y - height * 0.55], [x + height * 0.035, y])
  const twigs =
    line(way([x, y - height * 0.42], [x - r * 0.5, y - height * 0.64]), trunk, height * 0.014) +
    line(way([x, y - height * 0.46], [x + r * 0.5, y - height * 0.7]), trunk, height * 0.014)
  return fill(stem, trunk) + fill(crown, leaf) + shade(crown, dark, { angle: -60, reach: 0.85, strength: 0.95 }) + twigs
}

export function conifer(x: number, y: number, height: number, leaf: string, dark: string): string {
  const w = height * 0.2
  const tiers = times(4, (i) => {
    const top = y - height + i * height * 0.2
    const half = w * (0.45 + i * 0.2)
    return solid(poly([x, top], [x + half, top + height * 0.34], [x, top + height * 0.3], [x - half, top + height * 0.34]), leaf, dark, {
      angle: 180,
      reach: 0.7,
    })
  })
  return fill(box(x - height * 0.02, y - height * 0.12, height * 0.04, height * 0.12), mix(dark, '#2a1a10', 0.5)) + tiers.reverse().join('')
}

/** Spears of grass or crops along a line. */
export const blades = (chance: Chance, x1: number, x2: number, y: number, height: number, count: number, colours: readonly string[]) =>
  times(count, () => {
    const x = chance.between(x1, x2)
    const l = height * chance.between(0.5, 1.1)
    const bend = chance.between(-0.35, 0.35) * l
    return fill(`M${x - 3} ${y}Q${x - 1} ${y - l * 0.6} ${x + bend} ${y - l}Q${x + 3} ${y - l * 0.5} ${x + 4} ${y}z`, chance.pick(colours))
  }).join('')

export const birds = (chance: Chance, x: number, y: number, spread: number, count: number, colour: string, size = 14) =>
  times(count, () => {
    const [a, b, s] = [x + chance.between(-spread, spread), y + chance.between(-spread, spread) * 0.4, size * chance.between(0.6, 1.2)]
    return line(`M${a - s} ${b - s * 0.3}q${s * 0.6} ${-s * 0.4} ${s} ${s * 0.35}q${s * 0.4} ${-s * 0.75} ${s} ${-s * 0.35}`, colour, 2.4)
  }).join('')
