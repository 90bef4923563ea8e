/**
 * How a front is laid out: the editors' order decides the sizes, and no two rows that touch have the same shape.
 * No story is shown twice at the top; the latest column may name what is in a section's row further down.
 */
import type { Card, Front } from '../copy/shapes/listing.ts'

/**
 * `split` a picture story and four lines, `mirror` the same from the other side, `three` pictures in a row,
 * `voices` writers' names large, `lines` words alone.
 */
export type Shape = 'split' | 'mirror' | 'three' | 'voices' | 'lines'
export type Row = { section: string; shape: Shape; cards: Card[] }
export type Composition = { lead: Card | undefined; related: Card[]; seconds: Card[]; strip: Card[]; latest: Card[]; rows: Row[] }

const SECONDS = 3
const STRIP = 4
const LATEST = 8
const ROW_CARDS: Record<Shape, number> = { split: 5, mirror: 5, three: 3, voices: 4, lines: 4 }

export function composeFront(front: Front): Composition {
  const [lead, ...others] = front.cards
  const seconds = others.slice(0, SECONDS)
  const shown = new Set([lead, ...seconds].map((card) => card?.slug))
  const related = lead ? relatedTo(lead, front, shown) : []
  for (const { slug } of related) shown.add(slug)
  const column = front.latest.filter(({ slug }) => !shown.has(slug)).slice(0, LATEST)
  // New stories are in the column. The strip is for those that editors keep on the front longer: three at least, or it looks forgotten.
  const inColumn = new Set(column.map(({ slug }) => slug))
  const stayed = others.slice(SECONDS).filter(({ slug }) => !shown.has(slug) && !inColumn.has(slug))
  const strip = stayed.length >= 3 ? stayed.slice(0, STRIP) : []
  for (const { slug } of strip) shown.add(slug)
  const rows = rowsOf(front, shown, strip.length > 0)
  const inRows = new Set(rows.flatMap(({ cards }) => cards.map(({ slug }) => slug)))
  // One or two lines make no column, and are shown further down anyway.
  const isColumn = column.length >= 3 || column.some(({ slug }) => !inRows.has(slug))
  return { lead, related, seconds, strip, latest: isColumn ? column : [], rows }
}

/** Two lines under the lead: what else its section has. */
function relatedTo(lead: Card, front: Front, shown: ReadonlySet<string | undefined>) {
  const row = front.rows.find(({ section }) => section === lead.section)
  return row?.cards.filter(({ slug }) => !shown.has(slug)).slice(0, 2) ?? []
}

function rowsOf(front: Front, used: ReadonlySet<string | undefined>, afterLines: boolean) {
  const rows: Row[] = []
  const shown = new Set(used)
  let before: Shape | undefined = afterLines ? 'lines' : undefined
  for (const { section, cards } of front.rows) {
    const left = cards.filter(({ slug }) => !shown.has(slug))
    if (left.length === 0) continue
    const shape = shapeFor(left, before)
    const chosen = arrange(left, shape).slice(0, ROW_CARDS[shape])
    for (const { slug } of chosen) shown.add(slug)
    rows.push({ section, shape, cards: chosen })
    before = shape
  }
  return rows
}

function shapeFor(cards: readonly Card[], before: Shape | undefined): Shape {
  const pictures = cards.filter(({ picture }) => picture).length
  const voices = cards.filter(({ kind, by }) => kind === 'opinion' && by?.length).length
  const fitting: Shape[] = [
    ...(voices * 2 > cards.length ? (['voices'] as const) : []),
    ...(pictures >= 1 && cards.length >= 3 ? (['split'] as const) : []),
    ...(pictures >= 3 ? (['three'] as const) : []),
    ...(pictures >= 1 ? (['mirror'] as const) : []),
    'lines',
    'split',
  ]
  return fitting.find((shape) => shape !== before) ?? 'lines'
}

/** A shape that begins with a picture begins with the first story that has one. */
function arrange(cards: readonly Card[], shape: Shape): readonly Card[] {
  switch (shape) {
    case 'split':
    case 'mirror': {
      const first = cards.find(({ picture }) => picture)
      return first ? [first, ...cards.filter((card) => card !== first)] : cards
    }
    case 'three':
      return cards.filter(({ picture }) => picture)
    case 'voices':
      return cards.filter(({ by }) => by?.length)
    case 'lines':
      return cards
  }
}
