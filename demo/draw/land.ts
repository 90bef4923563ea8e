/** Sky, sea, hills and what grows on them. */
import type { Random } from './random.ts'
import {
  blob,
  curve,
  ellipse,
  fillPath,
  glow,
  gradient,
  mixColours,
  type Point,
  path,
  polygon,
  rectangle,
  repeat,
  shade,
  shadedFill,
  strokePath,
} from './svg.ts'

export const sky = (w: number, h: number, colours: readonly string[]) => gradient(rectangle(-20, -20, w + 40, h + 20), colours)

export const sun = (x: number, y: number, r: number, colour: string, around: string) => glow(x, y, r * 5, around, 0.75) + fillPath(ellipse(x, y, r), colour)

/** A ridge from edge to edge; `rough` is how far it strays from `y`. */
export function ridge(random: Random, w: number, y: number, rough: number, steps: number): Point[] {
  return repeat(steps + 1, (i) => [-30 + ((w + 60) * i) / steps, y + random.between(-rough, rough)] as const)
}

export function hills(points: readonly Point[], bottom: number, colour: string, dark: string, angle = -90): string {
  const last = points[points.length - 1] as Point
  const d = `${curve(points)}L${last[0]} ${bottom}L${(points[0] as Point)[0]} ${bottom}z`
  return fillPath(d, colour) + shade(d, dark, { angle, reach: 0.9, strength: 0.7 })
}

/** Jagged: mountains with a light and a dark side. */
export function peak(x: number, y: number, width: number, bottom: number, light: string, dark: string, snow?: string): string {
  const left: Point = [x - width * 0.55, bottom]
  const right: Point = [x + width * 0.5, bottom]
  const body = polygon(left, [x - width * 0.2, y + (bottom - y) * 0.42], [x, y], [x + width * 0.16, y + (bottom - y) * 0.3], right)
  const side = polygon([x, y], [x - width * 0.04, y + (bottom - y) * 0.25], [x + width * 0.06, y + (bottom - y) * 0.5], [x - width * 0.05, bottom], right, [
    x + width * 0.16,
    y + (bottom - y) * 0.3,
  ])
  const fall = (bottom - y) * 0.27
  const cap = snow
    ? fillPath(
        polygon(
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
  return fillPath(body, light) + fillPath(side, dark, 'opacity="0.75"') + shade(body, dark, { angle: -90, reach: 0.6, strength: 0.5 }) + cap
}

export function cloud(random: Random, x: number, y: number, width: number, colour: string, under?: string): string {
  const puffs = repeat(7, (i) => {
    const t = (i - 3) / 3.5
    const r = width * 0.13 * (1.25 - t * t * 0.9) * random.between(0.8, 1.2)
    return fillPath(ellipse(x + t * width * 0.42, y - r * 0.55, r * 1.35, r), colour)
  })
  const base = fillPath(
    `M${x - width * 0.52} ${y}C${x - width * 0.3} ${y - width * 0.06} ${x + width * 0.3} ${y - width * 0.06} ${x + width * 0.52} ${y}z`,
    colour,
  )
  return (
    puffs.join('') + base + (under ? shade(rectangle(x - width * 0.42, y - width * 0.1, width * 0.84, width * 0.1), under, { angle: -90, strength: 0.55 }) : '')
  )
}

/** Long flat clouds near a horizon. */
export const streaks = (random: Random, w: number, from: number, to: number, count: number, colour: string, opacity = 0.6) =>
  repeat(count, () => {
    const [x, y, l, t] = [random.between(-100, w), random.between(from, to), random.between(180, 520), random.between(4, 13)]
    return fillPath(
      `M${x} ${y}C${x + l * 0.3} ${y - t} ${x + l * 0.7} ${y - t} ${x + l} ${y}C${x + l * 0.7} ${y + t * 0.5} ${x + l * 0.3} ${y + t * 0.5} ${x} ${y}z`,
      colour,
      `opacity="${opacity}"`,
    )
  }).join('')

/** Water with glints that grow and part as they come nearer. */
export function sea(random: Random, w: number, top: number, bottom: number, colours: readonly string[], glint: string, count = 90): string {
  const waves = repeat(count, () => {
    const t = random() ** 1.6
    const y = top + 4 + t * (bottom - top)
    const l = 14 + t * 150 * random.between(0.4, 1.2)
    const x = random.between(-60, w)
    const thick = 1.2 + t * 5
    return fillPath(
      `M${x} ${y}q${l * 0.25} ${-thick} ${l * 0.5} 0q${l * 0.25} ${thick * 0.7} ${l * 0.5} 0q${-l * 0.25} ${thick * 1.4} ${-l * 0.5} ${thick * 0.3}q${-l * 0.25} ${-thick * 0.6} ${-l * 0.5} ${-thick * 0.3}z`,
      glint,
      `opacity="${(0.25 + random() * 0.4).toFixed(2)}"`,
    )
  })
  return gradient(rectangle(-20, top, w + 40, bottom - top + 40), colours) + waves.join('')
}

/** A path of light on the water under a sun. */
export const glitter = (random: Random, x: number, top: number, bottom: number, spread: number, colour: string, count = 70) =>
  repeat(count, () => {
    const t = random()
    const y = top + t * (bottom - top)
    const l = (8 + t * spread * 0.5) * random.between(0.4, 1.1)
    return fillPath(
      ellipse(x + random.between(-1, 1) * (12 + t * spread) * 0.7, y, l, 1.4 + t * 4),
      colour,
      `opacity="${random.between(0.45, 0.95).toFixed(2)}"`,
    )
  }).join('')

export function tree(random: Random, x: number, y: number, height: number, leaf: string, dark: string, trunk: string): string {
  const r = height * 0.27
  const points = repeat(11, (i) => {
    const a = (i / 11) * Math.PI * 2
    const reach = r * random.between(0.85, 1.15)
    return [x + Math.cos(a) * reach * 1.05, y - height * 0.66 + Math.sin(a) * reach * 1.15] as const
  })
  const crown = blob(points)
  const stem = polygon([x - height * 0.03, y], [x - height * 0.016, y - height * 0.55], [x + height * 0.016, y - height * 0.55], [x + height * 0.035, y])
  const twigs =
    strokePath(path([x, y - height * 0.42], [x - r * 0.5, y - height * 0.64]), trunk, height * 0.014) +
    strokePath(path([x, y - height * 0.46], [x + r * 0.5, y - height * 0.7]), trunk, height * 0.014)
  return fillPath(stem, trunk) + fillPath(crown, leaf) + shade(crown, dark, { angle: -60, reach: 0.85, strength: 0.95 }) + twigs
}

export function conifer(x: number, y: number, height: number, leaf: string, dark: string): string {
  const w = height * 0.2
  const tiers = repeat(4, (i) => {
    const top = y - height + i * height * 0.2
    const half = w * (0.45 + i * 0.2)
    return shadedFill(polygon([x, top], [x + half, top + height * 0.34], [x, top + height * 0.3], [x - half, top + height * 0.34]), leaf, dark, {
      angle: 180,
      reach: 0.7,
    })
  })
  return fillPath(rectangle(x - height * 0.02, y - height * 0.12, height * 0.04, height * 0.12), mixColours(dark, '#2a1a10', 0.5)) + tiers.reverse().join('')
}

/** Spears of grass or crops along a line. */
export const blades = (random: Random, x1: number, x2: number, y: number, height: number, count: number, colours: readonly string[]) =>
  repeat(count, () => {
    const x = random.between(x1, x2)
    const l = height * random.between(0.5, 1.1)
    const bend = random.between(-0.35, 0.35) * l
    return fillPath(`M${x - 3} ${y}Q${x - 1} ${y - l * 0.6} ${x + bend} ${y - l}Q${x + 3} ${y - l * 0.5} ${x + 4} ${y}z`, random.pick(colours))
  }).join('')

export const birds = (random: Random, x: number, y: number, spread: number, count: number, colour: string, size = 14) =>
  repeat(count, () => {
    const [a, b, s] = [x + random.between(-spread, spread), y + random.between(-spread, spread) * 0.4, size * random.between(0.6, 1.2)]
    return strokePath(`M${a - s} ${b - s * 0.3}q${s * 0.6} ${-s * 0.4} ${s} ${s * 0.35}q${s * 0.4} ${-s * 0.75} ${s} ${-s * 0.35}`, colour, 2.4)
  }).join('')
