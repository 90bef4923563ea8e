/** What a chart or map shows, for people who don’t see it: the editor's words, or a sentence made from the data. */
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import { datesOf, orderOf } from './dates.ts'
import { type DrawingWords, numberText } from './words.ts'

export const drawingAlt = (block: Chart | WorldMap, words: DrawingWords): string =>
  block.alt ?? (block.type === 'map' ? mapAlt(block, words) : chartAlt(block, words))

export const titleWithUnit = ({ title, unit }: { title: string; unit?: unknown }) => (typeof unit === 'string' ? `${title} (${unit})` : title)

function chartAlt(chart: Chart, words: DrawingWords) {
  const drawn = { ...chart, rows: rowsAsDrawn(chart, words.lang) }
  const series = chart.columns.slice(1).map((name, at) => seriesText(drawn, name, at, words))
  return [`${words[chart.form]}: ${titleWithUnit(chart)}.`, ...series.filter((text) => text !== undefined)].join(' ')
}

/** What is first on the line is told first, also where the table has the newest on top. */
function rowsAsDrawn({ form, rows }: Chart, lang: string): Chart['rows'] {
  if (form !== 'line') return rows
  const labels = rows.map(([label]) => label)
  return orderOf(labels, datesOf(labels, lang)).flatMap((at) => (rows[at] ? [rows[at]] : []))
}

/** Where it begins and ends, which is what a line tells, and how far it goes up and down. */
function seriesText({ form, rows }: Chart, name: string, at: number, words: DrawingWords) {
  const values = rows.flatMap(([label, ...cells]) => {
    const value = cells[at] ?? null
    return value === null ? [] : [{ label, value }]
  })
  const [first, last] = [values[0], values.at(-1)]
  if (!first || !last) return undefined
  const told = ({ label, value }: typeof first) => `${numberText(value, words.lang)} (${label})`
  if (values.length === 1) return `${name}: ${told(first)}.`
  const highest = values.reduce((best, each) => (each.value > best.value ? each : best))
  const lowest = values.reduce((best, each) => (each.value < best.value ? each : best))
  const ends = form === 'line' ? [`${words.first} ${told(first)}`, `${words.last} ${told(last)}`] : []
  return `${name}: ${[...ends, `${words.highest} ${told(highest)}`, `${words.lowest} ${told(lowest)}`].join(words.lang === 'ar' ? '، ' : ', ')}.`
}

function mapAlt({ title, points = [], lines = [] }: WorldMap, words: DrawingWords) {
  const named = [...points, ...lines].flatMap(({ label }) => label ?? [])
  const list = new Intl.ListFormat(words.lang).format(named)
  return `${words.map}: ${title}.${list ? ` ${words.shows}${words.lang === 'ar' ? ': ' : ' '}${list}.` : ''}`
}
