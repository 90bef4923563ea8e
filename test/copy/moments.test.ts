import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { futureMomentFlaws } from '../../src/copy/future-moments.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { lastChangedAt } from '../../src/copy/shapes/article.ts'
import { Instant } from '../../src/copy/shapes/field.ts'
import { Front, Listing } from '../../src/copy/shapes/listing.ts'
import { cardsOf, frontOf, listingOf, paragraph, phoneCall } from '../fakes.ts'

const taken = (text: string) => {
  const parsed = v.safeParse(Instant, text)
  return parsed.success ? parsed.output : parsed.issues[0].message
}
const articleWith = (change: object) => {
  const parsed = parseArticle({ ...phoneCall, updatedAt: undefined, corrections: undefined, ...change })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
}

describe('a moment in copy', () => {
  test.each([
    ['2026-08-01T04:00:00+08:00', '2026-07-31T20:00:00Z'],
    ['2026-07-31T24:00:00Z', '2026-08-01T00:00:00Z'],
    ['2026-07-31T20:00-00:00', '2026-07-31T20:00:00Z'],
    ['2026-07-31t20:00:00.999999999z', '2026-07-31T20:00:00Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['0000-12-31T20:00:00-08:00', '0001-01-01T04:00:00Z'],
    ['0004-02-29T00:00:00Z', '0004-02-29T00:00:00Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59Z'],
  ])('%s is kept as %s', (text, kept) => {
    expect(taken(text)).toBe(kept)
  })

  test.each(['9999-12-31T23:59:59-08:00', '9999-12-31T24:00:00Z', '0001-01-01T00:00:00+08:00', '0000-06-01T00:00:00Z'])(
    '%s leaves the years that copy knows, and would sort before every other',
    (text) => {
      expect(taken(text)).toMatch(/the years 1 to 9999 in UTC/)
    },
  )

  test.each(['2016-12-31T23:59:60Z', '2026-01-01T24:00:01Z', '2026-01-01T23:60:00Z', '2026-01-01T00:00:00+24:00'])('%s is no time of day', (text) => {
    expect(taken(text)).toMatch(/This time doesn’t exist/)
  })

  test.each(['2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '1900-02-29T00:00:00Z'])('%s is no date', (text) => {
    expect(taken(text)).toMatch(/This date doesn’t exist/)
  })

  test.each(['+012345-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '12345-01-01T00:00:00Z', '2026-01-01T00:00:00', '2026-01-01', 'now', ''])(
    '%s is not written as one',
    (text) => {
      expect(taken(text)).toMatch(/ISO 8601 format with its time zone/)
    },
  )
})

describe('an update ahead of the clock', () => {
  const NOW = Date.parse('2026-11-25T09:00:00Z')
  const pointers = (change: object, heldUntil?: string) => futureMomentFlaws(articleWith(change), NOW, heldUntil).map(({ pointer }) => pointer)
  const update = (at: string) => ({ id: 'one', at, body: [paragraph('Told.')] })

  test('is refused, of the story, of a live update and of a correction', () => {
    expect(pointers({ updatedAt: '2027-11-25T09:00:00Z' })).toEqual(['/updatedAt'])
    expect(pointers({ kind: 'live', updates: [update('2026-11-25T08:00:00Z'), { ...update('2026-11-26T08:00:00Z'), id: 'two' }] })).toEqual(['/updates/1/at'])
    expect(pointers({ corrections: [{ at: '2026-12-25T09:00:00Z', text: 'Wrong.' }] })).toEqual(['/corrections/0/at'])
  })

  test('is none while it is within what clocks differ by, or no newer than what is held back', () => {
    expect(pointers({ updatedAt: '2026-11-25T09:01:00Z' })).toEqual([])
    expect(pointers({ updatedAt: '2026-11-25T09:01:01Z' })).toEqual(['/updatedAt'])
    expect(pointers({ publishedAt: '2026-12-01T00:00:00Z', updatedAt: '2026-12-01T00:00:00Z' })).toEqual([])
    expect(pointers({ publishedAt: '2026-12-01T00:00:00Z', updatedAt: '2026-12-01T00:00:01Z' })).toEqual(['/updatedAt'])
    expect(pointers({ updatedAt: '2026-12-01T00:00:00Z' }, '2026-12-01T00:00:00Z')).toEqual([])
  })

  test('that is before the publication changes nothing of when a story last changed', () => {
    expect(lastChangedAt(articleWith({ updatedAt: '2026-11-01T00:00:00Z' }))).toBe(phoneCall.publishedAt)
    expect(lastChangedAt(articleWith({ kind: 'live', updates: [update('2026-11-11T01:00:00Z')] }))).toBe('2026-11-11T01:00:00Z')
    expect(lastChangedAt(articleWith({ updatedAt: '2999-01-01T00:00:00Z' }), '2026-11-25T09:00:00Z')).toBe(phoneCall.publishedAt)
  })
})

test('one odd card of an older ledger is left out of a list, and the list is shown', () => {
  const cards = cardsOf(3)
  const odd = { ...cards[1], publishedAt: '+010000-01-01T07:59Z' }
  const slugs = (found: { slug: string }[]) => found.map(({ slug }) => slug)
  const listing = v.parse(Listing, { ...listingOf('latest', cards), cards: [cards[0], odd, null, cards[2]], further: ['a'] })
  expect(slugs(listing.cards)).toEqual(['story-1', 'story-3'])
  const front = v.parse(Front, { ...frontOf(cards), latest: [odd, cards[2]] })
  expect(slugs(front.latest)).toEqual(['story-3'])
})
