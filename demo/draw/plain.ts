/**
 * The second hand, for hard news: flat shapes, thin lines, words. No light of the hour, no grain, one colour beside ink, and nothing that the story
 * doesn't say.
 */
import { readFileSync } from 'node:fs'
import { type Face, readLetters } from '../../src/pictures/letters.ts'
import { ellipse, fillPath, type Point, path, strokePath } from './svg.ts'

export const PLAIN = { sea: '#e4e8e9', land: '#f6f4ee', ground: '#f0eee8', line: '#b9b7b0', quiet: '#6b6a65', ink: '#22211e', signal: '#a3161b' }

const faces = await readLetters(new Response(readFileSync(new URL('../../static/letters.bin', import.meta.url))))

type Lettering = { size?: number; colour?: string; face?: 'sans' | 'serif'; anchor?: 'start' | 'middle' | 'end'; halo?: string; spaced?: boolean }

/** A line of words, as outlines: no machine's own letters are in a picture. `halo` is the ground that it is cut out of. */
export function words(text: string, [x, y]: Point, { size = 30, colour = PLAIN.ink, face = 'sans', anchor = 'start', halo }: Lettering = {}): string {
  const { [face]: letters } = faces
  const scale = size / 1000
  const shift = anchor === 'start' ? 0 : anchor === 'middle' ? 0.5 : 1
  const left = x - letters.widthOf(text) * scale * shift
  const d = outlineOf(letters, text, (px, py) => `${Math.round((left + px * scale) * 10) / 10} ${Math.round((y - py * scale) * 10) / 10}`)
  return (halo ? strokePath(d, halo, size / 4) : '') + fillPath(d, colour, 'fill-rule="nonzero"')
}

function outlineOf(face: Face, text: string, at: (x: number, y: number) => string) {
  let d = ''
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  face.trace(text, (x0, y0, x1, y1) => {
    d += x0 === lastX && y0 === lastY ? `L${at(x1, y1)}` : `M${at(x0, y0)}L${at(x1, y1)}`
    ;[lastX, lastY] = [x1, y1]
  })
  return d
}

/** A place with its name, right of it or left. */
export const place = (name: string, [x, y]: Point, { side = 1, ...lettering }: Lettering & { side?: 1 | -1 } = {}) => [
  fillPath(ellipse(x, y, 10), PLAIN.ink),
  words(name, [x + side * 22, y + 11], { anchor: side === 1 ? 'start' : 'end', halo: PLAIN.land, ...lettering }),
]

/** A line with a head at its end, where it comes from the point before. */
export function arrow(points: readonly Point[], d: string, colour: string, width = 5, more = ''): string[] {
  const [[x0, y0], [x1, y1]] = points.slice(-2) as [Point, Point]
  const angle = Math.atan2(y1 - y0, x1 - x0)
  const wing = (turn: number): Point => [x1 - Math.cos(angle + turn) * width * 5, y1 - Math.sin(angle + turn) * width * 5]
  return [strokePath(d, colour, width, more), strokePath(path(wing(0.45), [x1, y1], wing(-0.45)), colour, width)]
}

export const cross = ([x, y]: Point, size: number, colour: string) =>
  strokePath(`M${x - size} ${y - size}l${2 * size} ${2 * size}M${x - size} ${y + size}l${2 * size} ${-2 * size}`, colour, 5)

/** How far is how far. */
export const scaleBar = ([x, y]: Point, length: number, name: string) => [
  strokePath(`M${x} ${y - 10}v10h${length}v-10`, PLAIN.quiet, 3),
  words(name, [x + length / 2, y - 18], { size: 34, colour: PLAIN.quiet, anchor: 'middle' }),
]
