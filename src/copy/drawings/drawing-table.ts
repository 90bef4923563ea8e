/** A chart or map as a table: under its drawing, and wherever none can be drawn. */
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import { titleWithUnit } from './alt-text.ts'
import { type DrawingWords, numberText } from './words.ts'

/** Numbers are shown as they were given, but for what arithmetic left behind them. */
const LEAST = 1e-9

/** In degrees: two quays of a harbour are not in one place. */
const A_METRE = 1e-5

/** All of it plain text. */
export type DrawingTable = { caption: string; head: string[]; rows: string[][] }

export const drawingTable = (block: Chart | WorldMap, words: DrawingWords): DrawingTable =>
  block.type === 'map' ? mapTable(block, words) : chartTable(block, words)

function chartTable(chart: Chart, { lang }: DrawingWords): DrawingTable {
  const least = leastOf(chart)
  return {
    caption: titleWithUnit(chart),
    head: chart.columns,
    rows: chart.rows.map(([label, ...values]) => [label, ...values.map((value) => (value === null ? '–' : numberText(value, lang, least)))]),
  }
}

/** Where all numbers are next to nought, so is what arithmetic left. */
function leastOf({ rows }: Chart) {
  const largest = rows.flatMap(([, ...values]) => values).reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0)
  return largest > 0 && largest < 1e-6 ? largest * LEAST : LEAST
}

function mapTable({ title, points = [], lines = [] }: WorldMap, words: DrawingWords): DrawingTable {
  const position = (at: readonly number[]) => at.map((degrees) => numberText(degrees, 'en', A_METRE)).join(', ')
  return {
    caption: title,
    head: [words.place, words.position],
    rows: [
      ...points.map(({ label, at }) => [label, position(at)]),
      ...lines.map(({ label, path }) => [label ?? words.route, [path[0], path.at(-1)].map((at) => position(at ?? [])).join(' – ')]),
    ],
  }
}
