/** Shapes as SVG: flat colour first, then light and shade as grain, as in a two-pass print. */
export type Point = readonly [x: number, y: number]
export type Scene = (sheet: Sheet) => string[]
export type Sheet = { w: number; h: number; chance: import('./chance.ts').Chance }

let gradients = 0

const n = (value: number) => String(Math.round(value * 10) / 10)

export const fill = (d: string, colour: string, more = '') => `<path d="${d}" fill="${colour}" ${more}/>`
export const line = (d: string, colour: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const box = (x: number, y: number, w: number, h: number) => `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`
export const poly = (...points: Point[]) => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`
export const way = (...points: Point[]) => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`
export const oval = (x: number, y: number, rx: number, ry = rx) =>
  `M${n(x - rx)} ${n(y)}a${n(rx)} ${n(ry)} 0 1 0 ${n(rx * 2)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-rx * 2)} 0z`
export const rounded = (x: number, y: number, w: number, h: number, r: number) =>
  `M${n(x + r)} ${n(y)}h${n(w - 2 * r)}a${n(r)} ${n(r)} 0 0 1 ${n(r)} ${n(r)}v${n(h - 2 * r)}a${n(r)} ${n(r)} 0 0 1 ${n(-r)} ${n(r)}h${n(2 * r - w)}a${n(r)} ${n(r)} 0 0 1 ${n(-r)} ${n(-r)}v${n(2 * r - h)}a${n(r)} ${n(r)} 0 0 1 ${n(r)} ${n(-r)}z`

/** A soft curve through all points (Catmull-Rom). */
export function curve(points: readonly Point[]): string {
  const at = (i: number) => points[Math.max(0, Math.min(points.length - 1, i))] as Point
  let d = `M${n(at(0)[0])} ${n(at(0)[1])}`
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    d += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (e[0] - b[0]) / 6)} ${n(c[1] - (e[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`
  }
  return d
}

/** A closed soft shape through all points. */
export const blob = (points: readonly Point[]) => `${curve([...points, points[0] as Point])}z`

type Shade = { angle?: number; strength?: number; reach?: number }

/** Grain laid over a shape, dense where `angle` begins (0: from the left, 90: from the top) and gone after `reach` of it. */
export function shade(d: string, colour: string, { angle = 0, strength = 0.8, reach = 1 }: Shade = {}): string {
  const id = `g${++gradients}`
  return `<defs><linearGradient id="${id}" gradientTransform="rotate(${angle} .5 .5)"><stop stop-color="${colour}" stop-opacity="${strength}"/><stop offset="${reach}" stop-color="${colour}" stop-opacity="0"/></linearGradient></defs><path d="${d}" fill="url(#${id})" filter="url(#grain)"/>`
}

/** A flat shape with its shade in one breath. */
export const solid = (d: string, colour: string, dark: string, how?: Shade) => fill(d, colour) + shade(d, dark, how)

/** Light (or darkness) around a point. */
export function glow(x: number, y: number, rx: number, colour: string, strength = 0.7, ry = rx, grainy = true): string {
  const id = `g${++gradients}`
  return `<defs><radialGradient id="${id}"><stop stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs><path d="${oval(x, y, rx, ry)}" fill="url(#${id})" ${grainy ? 'filter="url(#grain)"' : ''}/>`
}

/** Smooth flat colour from the top to the bottom. */
export function wash(d: string, colours: readonly string[], angle = 90): string {
  const id = `g${++gradients}`
  const stops = colours.map((colour, i) => `<stop offset="${n((i / (colours.length - 1)) * 100)}%" stop-color="${colour}"/>`).join('')
  return `<defs><linearGradient id="${id}" gradientTransform="rotate(${angle} .5 .5)">${stops}</linearGradient></defs><path d="${d}" fill="url(#${id})"/>`
}

export function clip(d: string, ...inside: string[]): string {
  const id = `c${++gradients}`
  return `<defs><clipPath id="${id}"><path d="${d}"/></clipPath></defs><g clip-path="url(#${id})">${inside.join('')}</g>`
}

type Place = { x?: number; y?: number; scale?: number; flip?: boolean; turn?: number; opacity?: number }

export const place = ({ x = 0, y = 0, scale = 1, flip = false, turn = 0, opacity = 1 }: Place, ...inside: string[]) =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${flip ? -scale : scale} ${scale})" ${opacity < 1 ? `opacity="${opacity}"` : ''}>${inside.join('')}</g>`

/** Two colours mixed; `share` of the second. */
export function mix(one: string, two: string, share: number): string {
  const part = (colour: string, i: number) => Number.parseInt(colour.slice(1 + i * 2, 3 + i * 2), 16)
  return `#${[0, 1, 2]
    .map((i) =>
      Math.round(part(one, i) * (1 - share) + part(two, i) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

export const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
