/** Bars and dots: a row for each name, which stands above it and so may be long. */
import type { DrawingWords } from '../../copy/drawings/words.ts'
import type { Chart } from '../../copy/shapes/drawing.ts'
import { Canvas } from './canvas.tsx'
import { directionOfText, linesOf, PHONE_PX, percent, seriesStyle, widthOf } from './drawing-style.ts'
import { numberLabel } from './number-label.ts'
import { scaleOf, valuesOf } from './scale.ts'

const LINE_PX = 18
const BAR_PX = 14
const GAP_PX = 16
/** Between a name and its bars. */
const NAME_GAP_PX = 3
const MAX_LABEL_LINES = 3

type Row = Chart['rows'][number]

/** `y` is where the row begins; `lines` are its name's. */
type PlacedRow = { row: Row; lines: string[]; y: number }

export function RowChart({ chart, words }: { chart: Chart; words: DrawingWords }) {
  const { form, rows } = chart
  const lanes = form === 'bar' ? chart.columns.length - 1 : 1
  const placed: PlacedRow[] = []
  let y = GAP_PX / 2
  for (const row of rows) {
    const lines = linesOf(row[0], PHONE_PX, MAX_LABEL_LINES)
    placed.push({ row, lines, y })
    y += lines.length * LINE_PX + NAME_GAP_PX + lanes * (BAR_PX + 4) + GAP_PX
  }
  const text = textOf(words)
  const lane = laneOf(chart, text)
  const isRtl = directionOfText(chart.title) === 'rtl'
  const side = { x: (share: number) => percent(isRtl ? 1 - share : share), isRtl }
  return (
    <Canvas height={y - GAP_PX + 6} direction={isRtl ? 'rtl' : 'ltr'}>
      {placed.map((at) => (
        <>
          {at.lines.map((line, number) => (
            <text x={side.x(0)} y={at.y + (number + 1) * LINE_PX - 5} fill="currentColor">
              {line}
            </text>
          ))}
          {form === 'bar' ? <Bars at={at} lane={lane} side={side} text={text} /> : <Dots at={at} lane={lane} side={side} text={text} />}
        </>
      ))}
    </Canvas>
  )
}

type Side = { x: (share: number) => string; isRtl: boolean }
type Lane = { at: (value: number) => number; start: number; end: number }
type PartProps = { at: PlacedRow; lane: Lane; side: Side; text: (value: number) => string }

const textOf =
  ({ lang }: DrawingWords) =>
  (value: number) =>
    numberLabel(value, lang)

/** The part of the width that is not kept for numbers beside the bars, as wide as the widest on a phone. */
function laneOf({ form, rows }: Chart, text: (value: number) => string): Lane {
  const values = valuesOf(rows)
  const scale = scaleOf(values, { most: 5, fromZero: form === 'bar' })
  const room = (some: number[]) => Math.min(0.35, (Math.max(0, ...some.map((value) => widthOf(text(value)))) + (form === 'dot' ? 16 : 10)) / PHONE_PX)
  const start = form === 'bar' ? (values.some((value) => value < 0) ? room(values.filter((value) => value < 0)) : 0) : 0.02
  const end = 1 - room(values.filter((value) => form === 'dot' || value >= 0))
  // Bars reach as far as the longest, not as far as the next round number.
  const [low, high] = form === 'bar' ? [Math.min(0, ...values), Math.max(0, ...values)] : [scale.low, scale.high]
  const span = high - low || 1
  return { start, end, at: (value) => start + ((value - low) / span) * (end - start) }
}

const topOf = ({ lines, y }: PlacedRow) => y + lines.length * LINE_PX + NAME_GAP_PX

const Bars = ({ at, lane, side, text }: PartProps) => (
  <>
    {at.row.slice(1).map((cell, series) => {
      const value = cell as number | null
      const y = topOf(at) + series * (BAR_PX + 4)
      if (value === null) return <ValueText value={undefined} share={lane.at(0)} y={y} side={side} text={text} />
      const [from, to] = [lane.at(Math.min(0, value)), lane.at(Math.max(0, value))]
      return (
        <>
          <rect x={side.x(side.isRtl ? to : from)} y={y} width={percent(to - from)} height={BAR_PX} fill={seriesStyle(series).colour} />
          <ValueText value={value} share={lane.at(value)} y={y} side={side} text={text} isBefore={value < 0} />
        </>
      )
    })}
    <ZeroLine at={at} lane={lane} side={side} />
  </>
)

/** Where bars begin. It ends with them: further up are names. */
const ZeroLine = ({ at, lane, side }: Omit<PartProps, 'text'>) => {
  const [x, y] = [side.x(lane.at(0)), topOf(at)]
  return <line x1={x} x2={x} y1={y - 2} y2={y + (at.row.length - 1) * (BAR_PX + 4) - 2} stroke="currentColor" stroke-opacity="0.5" />
}

type ValueProps = { value: number | undefined; share: number; y: number; side: Side; text: (value: number) => string; gap?: number; isBefore?: boolean }

/** Numbers are written from the left in every script. */
function ValueText({ value, share, y, side, text, gap = 5, isBefore = false }: ValueProps) {
  const isLeft = isBefore !== side.isRtl
  return (
    <text x={side.x(share)} dx={isLeft ? -gap : gap} y={y + BAR_PX - 2} text-anchor={isLeft ? 'end' : 'start'} direction="ltr" fill="currentColor">
      {value === undefined ? '–' : text(value)}
    </text>
  )
}

/** All of a row on one line, told apart by their marks. */
function Dots({ at, lane, side, text }: PartProps) {
  const y = topOf(at) + BAR_PX / 2
  const values = at.row.slice(1) as (number | null)[]
  const known = values.filter((value) => value !== null)
  const last = Math.max(...known)
  return (
    <>
      <line x1={side.x(lane.start)} x2={side.x(lane.end)} y1={y} y2={y} stroke="currentColor" stroke-opacity="0.2" />
      {known.length > 1 && (
        <line x1={side.x(lane.at(Math.min(...known)))} x2={side.x(lane.at(last))} y1={y} y2={y} stroke="currentColor" stroke-opacity="0.6" stroke-width="2" />
      )}
      {values.map((value, series) => value !== null && <Mark series={series} x={side.x(lane.at(value))} y={y} />)}
      <ValueText value={known.length > 0 ? last : undefined} share={lane.at(known.length > 0 ? last : 0)} y={y - BAR_PX / 2} side={side} text={text} gap={11} />
    </>
  )
}

/** A circle, a ring, a square, a small circle. */
export function Mark({ series, x, y }: { series: number; x: string | number; y: string | number }) {
  const { colour } = seriesStyle(series)
  if (series === 1) return <circle cx={x} cy={y} r="5" fill="var(--paper)" stroke={colour} stroke-width="3" />
  if (series === 2)
    return (
      <svg aria-hidden="true" x={x} y={y} width="1" height="1" overflow="visible">
        <rect x="-5" y="-5" width="10" height="10" fill={colour} />
      </svg>
    )
  return <circle cx={x} cy={y} r={series === 3 ? 4 : 6} fill={colour} />
}
