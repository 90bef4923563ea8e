/** Lines over time, or over whatever the rows are in order. Where a value is missing, the line has a gap. */
import { type Dates, datesOf, orderOf } from '../../copy/drawings/dates.ts'
import type { DrawingWords } from '../../copy/drawings/words.ts'
import type { Chart } from '../../copy/shapes/drawing.ts'
import { Canvas } from './canvas.tsx'
import { PHONE_PX, percent, seriesStyle, shortened, widthOf } from './drawing-style.ts'
import { axisNumber } from './number-label.ts'
import { type Scale, scaleOf, valuesOf } from './scale.ts'

/** Above the plot room for the topmost number, below it for the names of rows. */
const [TOP_PX, PLOT_PX, BOTTOM_PX] = [22, 240, 26]
/** The plot's own units, stretched to whatever it is wide. */
const UNITS = 1000

export function LineChart({ chart, words }: { chart: Chart; words: DrawingWords }) {
  const labels = chart.rows.map(([label]) => label)
  const dates = datesOf(labels, words.lang)
  const order = orderOf(labels, dates)
  const x = placesAlong(labels.length, dates)
  const scale = scaleOf(valuesOf(chart.rows), { most: 4, fromZero: false })
  const y = (value: number) => TOP_PX + (1 - scale.at(value)) * PLOT_PX
  const names = namesShown(order, x, (at) => dates?.text(at) ?? labels[at] ?? '')
  return (
    <Canvas height={TOP_PX + PLOT_PX + BOTTOM_PX}>
      {scale.ticks.map((tick) => (
        <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} stroke="currentColor" stroke-opacity={tick === 0 ? 0.6 : 0.15} />
      ))}
      <svg aria-hidden="true" x="0" y={TOP_PX} width="100%" height={PLOT_PX} viewBox={`0 0 ${UNITS} ${UNITS}`} preserveAspectRatio="none" overflow="visible">
        {chart.columns.slice(1).map((_, series) => {
          const { colour, dash } = seriesStyle(series)
          const d = pathOf(order, x, (at) => valueAt(chart, at, series), scale)
          return (
            <path
              d={d}
              fill="none"
              stroke={colour}
              stroke-width="2.5"
              stroke-dasharray={dash}
              stroke-linejoin="round"
              stroke-linecap="round"
              vector-effect="non-scaling-stroke"
            />
          )
        })}
      </svg>
      {chart.columns
        .slice(1)
        .map((_, series) =>
          dotsAt(order, (at) => valueAt(chart, at, series)).map((at) => (
            <circle cx={percent(x(at))} cy={y(valueAt(chart, at, series) ?? 0)} r="4" fill={seriesStyle(series).colour} />
          )),
        )}
      {scale.ticks.map((tick) => (
        <text x="0" y={y(tick) - 5} fill="var(--quiet)" stroke="var(--paper)" stroke-width="3" paint-order="stroke">
          {axisNumber(tick, words.lang, scale.step)}
        </text>
      ))}
      {names.map(({ text, share, anchor }) => (
        <text x={percent(share)} y={TOP_PX + PLOT_PX + 19} text-anchor={anchor} fill="var(--quiet)">
          {text}
        </text>
      ))}
    </Canvas>
  )
}

const valueAt = ({ rows }: Chart, row: number, series: number) => (rows[row]?.[series + 1] ?? null) as number | null

/** By time where rows are dates: a year that is missing is as wide as one that is there. */
function placesAlong(count: number, dates: Dates | undefined): (at: number) => number {
  if (!dates) return (at) => (count === 1 ? 0.5 : at / (count - 1))
  const [first, last] = [Math.min(...dates.times), Math.max(...dates.times)]
  return (at) => (first === last ? 0.5 : ((dates.times[at] ?? first) - first) / (last - first))
}

function pathOf(order: readonly number[], x: (at: number) => number, value: (at: number) => number | null, scale: Scale) {
  let isBroken = true
  return order
    .map((at) => {
      const known = value(at)
      if (known === null) {
        isBroken = true
        return ''
      }
      const step = `${isBroken ? 'M' : 'L'}${Math.round(x(at) * UNITS)} ${Math.round((1 - scale.at(known)) * UNITS)}`
      isBroken = false
      return step
    })
    .join('')
}

/** A dot ends each line, and stands for a value between two gaps, which would be no line at all. */
function dotsAt(order: readonly number[], value: (at: number) => number | null) {
  const isKnown = (place: number) => order[place] !== undefined && value(order[place]) !== null
  const last = order.findLastIndex((at) => value(at) !== null)
  return order.filter((_, place) => place === last || (isKnown(place) && !isKnown(place - 1) && !isKnown(place + 1)))
}

type NameShown = { text: string; share: number; anchor: 'start' | 'middle' | 'end' }

/** The first and the last, and between them as many as fit beside each other on a phone. */
function namesShown(order: readonly number[], x: (at: number) => number, textAt: (at: number) => string): NameShown[] {
  const [first, last] = [order[0], order.at(-1)]
  if (first === undefined || last === undefined) return []
  const half = PHONE_PX / 2 - 8
  if (first === last) return [{ text: shortened(textAt(first), PHONE_PX), share: x(first), anchor: 'middle' }]
  const ends: NameShown[] = [
    { text: shortened(textAt(first), half), share: 0, anchor: 'start' },
    { text: shortened(textAt(last), half), share: 1, anchor: 'end' },
  ]
  const widest = Math.max(...order.map((at) => widthOf(textAt(at)))) + 16
  const count = Math.min(order.length - 2, Math.floor((PHONE_PX - widest) / widest) - 1)
  if (count < 1) return ends
  const wanted = Array.from({ length: count }, (_, at) => (at + 1) / (count + 1))
  const between = wanted.map((share) =>
    order.slice(1, -1).reduce((best, at) => (Math.abs(x(at) - share) < Math.abs(x(best) - share) ? at : best), order[1] ?? first),
  )
  const isFree = (share: number, taken: readonly number[]) =>
    Math.min(share, 1 - share) * PHONE_PX >= widest * 1.5 && taken.every((other) => Math.abs(share - other) * PHONE_PX >= widest)
  const shown: number[] = []
  for (const at of between) if (isFree(x(at), shown.map(x))) shown.push(at)
  return [...ends, ...shown.map((at) => ({ text: textAt(at), share: x(at), anchor: 'middle' as const }))]
}
