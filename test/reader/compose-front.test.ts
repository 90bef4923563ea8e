import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/copy/shapes/listing.ts'
import { composeFront } from '../../src/reader/compose-front.ts'
import { cardsOf, frontOf } from '../fakes.ts'

const SECTIONS = ['world', 'asia', 'business', 'opinion', 'culture', 'science']
const mixed = (count: number, picture = true) =>
  cardsOf(count, (at) => ({
    section: SECTIONS[at % SECTIONS.length] ?? 'world',
    ...(at % SECTIONS.length === 3 && { kind: 'opinion' as const, by: ['Edith Coyle'] }),
    ...(!picture && { picture: undefined }),
  })) as Card[]
const slugs = (cards: readonly Card[]) => cards.map(({ slug }) => slug)

describe('the front', () => {
  test('takes its lead and its seconds in the editors’ order', () => {
    const { lead, seconds } = composeFront(frontOf(mixed(60)))
    expect(lead?.slug).toBe('story-1')
    expect(slugs(seconds)).toEqual(['story-2', 'story-3', 'story-4'])
  })

  test('puts under the lead what else its section has', () => {
    const { lead, related } = composeFront(frontOf(mixed(60)))
    expect(related).toHaveLength(2)
    for (const card of related) expect(card.section).toBe(lead?.section)
  })

  test.each([1, 2, 5, 12, 40, 100])('of %d stories prints none twice but in the latest column, and no two neighbours alike', (count) => {
    const { lead, related, seconds, strip, latest, rows } = composeFront(frontOf(mixed(count)))
    const printed = [...(lead ? [lead] : []), ...related, ...seconds, ...strip, ...rows.flatMap(({ cards }) => cards)].map(({ slug }) => slug)
    expect(new Set(printed).size).toBe(printed.length)
    for (const card of latest) expect(slugs([...(lead ? [lead] : []), ...related, ...seconds, ...strip])).not.toContain(card.slug)
    const shapes = rows.map(({ shape }) => shape)
    expect(shapes.filter((shape, at) => at > 0 && shape === shapes[at - 1])).toEqual([])
  })

  test('of few stories loses none of them', () => {
    for (const count of [1, 2, 3, 4, 5, 6, 7]) {
      const cards = mixed(count)
      const { lead, related, seconds, strip, latest, rows } = composeFront(frontOf(cards))
      const printed = new Set(
        [...(lead ? [lead] : []), ...related, ...seconds, ...strip, ...latest, ...rows.flatMap((row) => row.cards)].map(({ slug }) => slug),
      )
      expect([...printed].sort()).toEqual(slugs(cards).sort())
    }
  })

  test('without a single picture still varies its rows', () => {
    const shapes = composeFront(frontOf(mixed(60, false))).rows.map(({ shape }) => shape)
    expect(new Set(shapes).size).toBeGreaterThan(1)
    expect(shapes.filter((shape, at) => at > 0 && shape === shapes[at - 1])).toEqual([])
  })

  test('sets opinion with its writers’ names', () => {
    const { rows } = composeFront(frontOf(mixed(60)))
    expect(rows.find(({ section }) => section === 'opinion')?.shape).toBe('voices')
  })

  test('keeps up on a strip what the editors pinned beyond the seconds, once it is no longer new', () => {
    const cards = mixed(60)
    const pinned = cards.slice(40, 48)
    const { lead, seconds, strip } = composeFront(frontOf(cards, { cards: [...pinned, ...cards.slice(0, 6)] }))
    expect(slugs([...(lead ? [lead] : []), ...seconds, ...strip])).toEqual(expect.arrayContaining(slugs(pinned.slice(0, 4))))
    expect(strip.length).toBeGreaterThanOrEqual(3)
    for (const card of strip) expect(slugs(pinned)).toContain(card.slug)
  })

  test('shows a standfirst under every story of a row, or under none', () => {
    const cards = mixed(60).map((card, at) => (at === 20 ? { ...card, standfirst: undefined } : card)) as Card[]
    const { rows } = composeFront(frontOf(cards))
    for (const row of rows) expect(row.standfirsts).toBe(row.cards.every(({ standfirst }) => standfirst))
    const without = rows.find((row) => row.cards.some(({ slug }) => slug === cards[20]?.slug))
    if (without) expect(without.standfirsts).toBe(false)
  })

  test('has what is paid for behind the news of its section, never above and never as its picture', () => {
    const cards = mixed(60).map((card, at) => (at % 4 === 0 ? { ...card, kind: 'sponsored' as const } : card)) as Card[]
    const { lead, related, seconds, latest, rows } = composeFront(frontOf(cards))
    for (const card of [lead, ...related, ...seconds, ...latest]) expect(card?.kind).not.toBe('sponsored')
    for (const { cards: ofRow } of rows.filter(({ cards: ofRow }) => ofRow.some(({ kind }) => kind !== 'sponsored')))
      expect(ofRow[0]?.kind).not.toBe('sponsored')
  })

  test('does not show a story and its translation side by side', () => {
    const [first, ...others] = cardsOf(12)
    const original = others[3] as Card
    expect(original.picture).toBeDefined()
    const twin = { ...original, slug: 'twin', lang: 'zh-Hant' }
    const front = frontOf([first as Card], { latest: [], rows: [{ section: 'world', cards: [twin, original, ...others.slice(4, 7)] }] })
    const shown = composeFront(front).rows.flatMap(({ cards }) => slugs(cards))
    expect(shown).not.toContain('twin')
    const abroad = frontOf([first as Card], { latest: [], rows: [{ section: 'world', cards: [{ ...twin, slug: 'alone' }, ...others.slice(4, 7)] }] })
    const { related, rows } = composeFront(abroad)
    expect([...slugs(related), ...rows.flatMap(({ cards }) => slugs(cards))]).toContain('alone')
  })

  test('without stories is nothing at all', () => {
    expect(composeFront(frontOf([]))).toEqual({ lead: undefined, related: [], seconds: [], strip: [], latest: [], rows: [] })
  })
})
