/**
 * How a front is laid out: the editors' order decides the sizes, and no two rows that touch have the same shape.
 * No story is shown twice at the top; the latest column may name what is in a section's row further down.
 */
import type { Card, Front } from '../copy/shapes/listing.ts'

/**
 * `split` a picture story above its words and three or four lines beside it, `mirror` the same from the other side; `wide` a picture
 * beside its words and two lines, `facing` the same from the other side; `three` pictures in a row, `pair` two, `solo` one story;
 * `voices` writers' names large, `lines` words alone.
 */
export type Shape = 'split' | 'mirror' | 'wide' | 'facing' | 'three' | 'pair' | 'solo' | 'voices' | 'lines'
/** `standfirsts`: each of its stories has one to show, or none shows any. */
export type Row = { section: string; shape: Shape; cards: Card[]; standfirsts: boolean }
export type Composition = { lead: Card | undefined; related: Card[]; seconds: Card[]; strip: Card[]; latest: Card[]; rows: Row[] }

const SECONDS = 3
const STRIP = 4
const LATEST = 10
const ROW_CARDS: Record<Shape, number> = { split: 5, mirror: 5, wide: 3, facing: 3, three: 3, pair: 2, solo: 1, voices: 4, lines: 4 }

/** Whether a row of them may show standfirsts: each has one. */
export const haveStandfirsts = (cards: readonly Card[]) => cards.every(({ standfirst }) => standfirst)

/** A story that is here in the site's own language, too: the same picture, in other words. */
const isTranslation = (card: Card, cards: readonly Card[]) =>
  card.lang !== undefined && card.picture !== undefined && cards.some(({ lang, picture }) => lang === undefined && picture?.src === card.picture?.src)

/** What is paid for is in its section's row, behind the news, and nowhere else on a front. */
const isNews = ({ kind }: Card) => kind !== 'sponsored'

export function composeFront(front: Front): Composition {
  const [lead, ...others] = front.cards.filter(isNews)
  const seconds = others.slice(0, SECONDS)
  const shown = new Set([lead, ...seconds].map((card) => card?.slug))
  const related = lead ? relatedTo(lead, front, shown) : []
  for (const { slug } of related) shown.add(slug)
  const column = front.latest.filter((card) => isNews(card) && !shown.has(card.slug) && !isTranslation(card, front.latest)).slice(0, LATEST)
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
  return row?.cards.filter((card) => isNews(card) && !shown.has(card.slug)).slice(0, 2) ?? []
}

function rowsOf(front: Front, used: ReadonlySet<string | undefined>, afterLines: boolean) {
  const rows: Row[] = []
  const shown = new Set(used)
  let before: Shape | undefined = afterLines ? 'lines' : undefined
  for (const { section, cards } of front.rows) {
    const all = cards.filter((card) => !shown.has(card.slug) && !isTranslation(card, cards))
    if (all.length === 0) continue
    const left = [...all.filter(isNews), ...all.filter((card) => !isNews(card))]
    const shape = shapeFor(left, before)
    const chosen = arrange(left, shape).slice(0, ROW_CARDS[shape])
    for (const { slug } of chosen) shown.add(slug)
    rows.push({ section, shape, cards: chosen, standfirsts: haveStandfirsts(chosen) })
    before = shape
  }
  return rows
}

/** The first shape that these stories fill, and that the row above does not have. */
function shapeFor(cards: readonly Card[], before: Shape | undefined): Shape {
  const voices = cards.filter(isVoice).length
  const fitting: Shape[] = [...(voices * 2 > cards.length ? (['voices'] as const) : []), ...shapesOf(cards), 'lines', 'split']
  return fitting.find((shape) => shape !== before) ?? 'lines'
}

const isVoice = ({ kind, by }: Card) => kind === 'opinion' && Boolean(by?.length)

function shapesOf(cards: readonly Card[]): Shape[] {
  const pictures = cards.filter((card) => card.picture && isNews(card)).length
  if (pictures === 0) return []
  const three: Shape[] = pictures >= 3 ? ['three'] : []
  switch (cards.length) {
    case 1:
      return ['solo', 'wide']
    case 2:
      return ['pair', 'wide']
    case 3:
      return [...three, 'wide', 'facing']
    default:
      return ['split', ...three, 'mirror']
  }
}

/** A shape that begins with a picture begins with the first story that has one. */
function arrange(cards: readonly Card[], shape: Shape): readonly Card[] {
  switch (shape) {
    case 'split':
    case 'mirror':
    case 'wide':
    case 'facing': {
      const first = cards.find((card) => card.picture && isNews(card))
      return first ? [first, ...cards.filter((card) => card !== first)] : cards
    }
    case 'three':
      return cards.filter(({ picture }) => picture)
    case 'voices':
      return cards.filter(({ by }) => by?.length)
    case 'pair':
    case 'solo':
    case 'lines':
      return cards
  }
}
