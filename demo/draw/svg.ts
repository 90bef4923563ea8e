/** Shapes as SVG: flat colour first, then light and shade as grain, as in a two-pass print. */
import type { Random } from './random.ts'

export type Point = readonly [x: number, y: number]
export type Scene = (sheet: SceneInput) => string[]
export type SceneInput = { w: number; h: number; random: Random }

let gradients = 0

const round = (value: number) => String(Math.round(value * 10) / 10)

export const fillPath = (d: string, colour: string, more = '') => `<path d="${d}" fill="${colour}" ${more}/>`
export const strokePath = (d: string, colour: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const rectangle = (x: number, y: number, w: number, h: number) => `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}z`
export const polygon = (...points: Point[]) => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}z`
export const path = (...points: Point[]) => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`
export const ellipse = (x: number, y: number, rx: number, ry = rx) =>
  `M${round(x - rx)} ${round(y)}a${round(rx)} ${round(ry)} 0 1 0 ${round(rx * 2)} 0a${round(rx)} ${round(ry)} 0 1 0 ${round(-rx * 2)} 0z`
export const roundedRectangle = (x: number, y: number, w: number, h: number, r: number) =>
  `M${round(x + r)} ${round(y)}h${round(w - 2 * r)}a${round(r)} ${round(r)} 0 0 1 ${round(r)} ${round(r)}v${round(h - 2 * r)}a${round(r)} ${round(r)} 0 0 1 ${round(-r)} ${round(r)}h${round(2 * r - w)}a${round(r)} ${round(r)} 0 0 1 ${round(-r)} ${round(-r)}v${round(2 * r - h)}a${round(r)} ${round(r)} 0 0 1 ${round(r)} ${round(-r)}z`

/** A soft curve through all points (Catmull-Rom). */
export function curve(points: readonly Point[]): string {
  const at = (i: number) => points[Math.max(0, Math.min(points.length - 1, i))] as Point
  let d = `M${round(at(0)[0])} ${round(at(0)[1])}`
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    d += `C${round(b[0] + (c[0] - a[0]) / 6)} ${round(b[1] + (c[1] - a[1]) / 6)} ${round(c[0] - (e[0] - b[0]) / 6)} ${round(c[1] - (e[1] - b[1]) / 6)} ${round(c[0])} ${round(c[1])}`
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
export const shadedFill = (d: string, colour: string, dark: string, how?: Shade) => fillPath(d, colour) + shade(d, dark, how)

/** Light (or darkness) around a point. */
export function glow(x: number, y: number, rx: number, colour: string, strength = 0.7, ry = rx, grainy = true): string {
  const id = `g${++gradients}`
  return `<defs><radialGradient id="${id}"><stop stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs><path d="${ellipse(x, y, rx, ry)}" fill="url(#${id})" ${grainy ? 'filter="url(#grain)"' : ''}/>`
}

/** Smooth flat colour from the top to the bottom. */
export function gradient(d: string, colours: readonly string[], angle = 90): string {
  const id = `g${++gradients}`
  const stops = colours.map((colour, i) => `<stop offset="${round((i / (colours.length - 1)) * 100)}%" stop-color="${colour}"/>`).join('')
  return `<defs><linearGradient id="${id}" gradientTransform="rotate(${angle} .5 .5)">${stops}</linearGradient></defs><path d="${d}" fill="url(#${id})"/>`
}

export function clip(d: string, ...inside: string[]): string {
  const id = `c${++gradients}`
  return `<defs><clipPath id="${id}"><path d="${d}"/></clipPath></defs><g clip-path="url(#${id})">${inside.join('')}</g>`
}

type Place = { x?: number; y?: number; scale?: number; flip?: boolean; turn?: number; opacity?: number }

export const transform = ({ x = 0, y = 0, scale = 1, flip = false, turn = 0, opacity = 1 }: Place, ...inside: string[]) =>
  `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(turn)}) scale(${flip ? -scale : scale} ${scale})" ${opacity < 1 ? `opacity="${opacity}"` : ''}>${inside.join('')}</g>`

/** Two colours mixed; `share` of the second. */
export function mixColours(one: string, two: string, share: number): string {
  const part = (colour: string, i: number) => Number.parseInt(colour.slice(1 + i * 2, 3 + i * 2), 16)
  return `#${[0, 1, 2]
    .map((i) =>
      Math.round(part(one, i) * (1 - share) + part(two, i) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

export const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
