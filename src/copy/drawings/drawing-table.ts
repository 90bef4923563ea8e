/** A chart or map as a table: under its drawing, and wherever none can be drawn. */
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import { titleWithUnit } from './alt-text.ts'
import { type DrawingWords, numberText } from './words.ts'

/** Numbers are shown as they were given, but for what arithmetic left behind them. */
const LEAST = 1e-9

/** All of it plain text. */
export type DrawingTable = { caption: string; head: string[]; rows: string[][] }

export const drawingTable = (block: Chart | WorldMap, words: DrawingWords): DrawingTable =>
  block.type === 'map' ? mapTable(block, words) : chartTable(block, words)

const chartTable = (chart: Chart, { lang }: DrawingWords): DrawingTable => ({
  caption: titleWithUnit(chart),
  head: chart.columns,
  rows: chart.rows.map(([label, ...values]) => [label, ...values.map((value) => (value === null ? '–' : numberText(value, lang, LEAST)))]),
})

function mapTable({ title, points = [], lines = [] }: WorldMap, words: DrawingWords): DrawingTable {
  const position = (at: readonly number[]) => at.map((degrees) => numberText(degrees, 'en')).join(', ')
  return {
    caption: title,
    head: [words.place, words.position],
    rows: [
      ...points.map(({ label, at }) => [label, position(at)]),
      ...lines.map(({ label, path }) => [label ?? words.route, [path[0], path.at(-1)].map((at) => position(at ?? [])).join(' – ')]),
    ],
  }
}
