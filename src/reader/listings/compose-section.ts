/** How a section's first page is laid out: a lead, seconds, a row for each sub-topic, and all others. No story comes twice. */
import type { Card, Listing } from '../../copy/shapes/listing.ts'

export type SubtopicRow = NonNullable<Listing['rows']>[number]
export type Second = { card: Card; pictured: boolean }
export type SectionComposition = { lead: Card | undefined; seconds: Second[]; rows: SubtopicRow[]; rest: Card[] }

/** One of the newest leads: the first of these that has a picture. */
const LEAD_AMONG = 3
/** What the column beside a lead holds, in stories of words alone; a picture makes one as high as two. */
const COLUMN = 4
const PICTURED = 2.2
/** Beside a lead without a picture stand fewer, side by side. */
const BELOW_WORDS = 3
const ROW_CARDS = 3
const LEAST_ROW_CARDS = 2

export function composeSection({ cards, rows = [] }: Listing): SectionComposition {
  const news = cards.filter(({ kind }) => kind !== 'sponsored')
  const lead = news.slice(0, LEAD_AMONG).find(({ picture }) => picture) ?? news[0]
  const others = news.filter((card) => card !== lead)
  const seconds = lead?.picture ? fillColumn(others) : others.slice(0, BELOW_WORDS).map((card) => ({ card, pictured: false }))
  const shown = new Set([lead, ...seconds.map(({ card }) => card)].map((card) => card?.slug))
  const left = rows.flatMap(({ topic, cards: inTopic }) => {
    const own = inTopic.filter(({ slug }) => !shown.has(slug)).slice(0, ROW_CARDS)
    if (own.length < LEAST_ROW_CARDS) return []
    for (const { slug } of own) shown.add(slug)
    return [{ topic, cards: own }]
  })
  return { lead, seconds, rows: left, rest: cards.filter(({ slug }) => !shown.has(slug)) }
}

/** As high as the lead: one picture at most, where there is room for it. */
function fillColumn(cards: readonly Card[]): Second[] {
  const seconds: Second[] = []
  let height = 0
  for (const card of cards) {
    const pictured = Boolean(card.picture) && !seconds.some((second) => second.pictured) && height + PICTURED <= COLUMN
    height += pictured ? PICTURED : 1
    if (height > COLUMN) break
    seconds.push({ card, pictured })
  }
  return seconds
}
