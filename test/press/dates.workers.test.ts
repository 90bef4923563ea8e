import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/copy/text/instant.ts'
import { ADMIN, EDITOR, NOW, newsroom, type Room, SITE, story } from './newsroom.ts'

const put = ({ press }: Room, slug: string, publishedAt: string, more: Parameters<typeof story>[1] = {}) =>
  press.file({ article: story(slug, { publishedAt, ...more }), actor: EDITOR, publish: 'now' })

const monthsIn = async ({ press }: Room) => (await press.archiveMonths()).months.map(({ month, count }) => `${month} ${count}`)
const mapped = async ({ press }: Room, month: string) => (await press.sitemapMonth(month)).entries.map(({ path }) => path.split('/')[2])

describe('the archive by date', () => {
  test('a story of the edge of a month is in the newsroom’s month, day and sitemap, and in no other', () =>
    newsroom(async (room) => {
      const { press, settle } = room
      await press.setSite(SITE, ADMIN)
      await put(room, 'national-day', '2026-07-31T20:00:00Z')
      await put(room, 'the-evening-before', '2026-07-31T15:59:59Z')
      await settle()
      expect(await monthsIn(room)).toEqual(['2026-08 1', '2026-07 1'])
      expect(await press.archiveMonth('2026-08')).toMatchObject({ days: [{ day: '2026-08-01', count: 1 }], before: '2026-07' })
      expect(await press.archiveMonth('2026-07')).toMatchObject({ days: [{ day: '2026-07-31', count: 1 }], after: '2026-08' })
      expect(await press.archiveDay('2026-08-01', 1)).toMatchObject({ cards: [{ slug: 'national-day' }], total: 1, before: '2026-07-31' })
      expect([await mapped(room, '2026-07'), await mapped(room, '2026-08'), await mapped(room, '2026-09')]).toEqual([
        ['the-evening-before'],
        ['national-day'],
        [],
      ])
      await press.withdraw('national-day', EDITOR)
      await settle()
      expect(await monthsIn(room)).toEqual(['2026-07 1'])
    }))

  test('when the newsroom moves to another zone, months are counted as they are there', () =>
    newsroom(async (room) => {
      const { press, settle } = room
      await press.setSite(SITE, ADMIN)
      await put(room, 'one', '2026-07-31T20:00:00Z')
      await settle()
      expect(await monthsIn(room)).toEqual(['2026-08 1'])
      await press.setSite({ ...SITE, timeZone: 'America/New_York' }, ADMIN)
      await put(room, 'two', '2026-08-01T03:59:59Z')
      await settle()
      expect(await monthsIn(room)).toEqual(['2026-07 2'])
      expect((await mapped(room, '2026-07')).sort()).toEqual(['one', 'two'])
      await press.setSite({ ...SITE, timeZone: 'Pacific/Kiritimati' }, ADMIN)
      expect(await monthsIn(room)).toEqual(['2026-08 2'])
      await put(room, 'two', '2026-07-31T09:59:59Z')
      await settle()
      expect(await monthsIn(room)).toEqual(['2026-08 1', '2026-07 1'])
    }))

  test('a ledger that counted months in UTC counts anew', () =>
    newsroom(async (room) => {
      const { press, settle, sql } = room
      await press.setSite(SITE, ADMIN)
      await put(room, 'one', '2026-07-31T20:00:00Z')
      await settle()
      sql.exec(`DELETE FROM kept WHERE name = 'months-counted-by'`)
      sql.exec(`DELETE FROM totals WHERE kind = 'month'`)
      sql.exec(`INSERT INTO totals (name, kind, total) VALUES ('month/2026-07', 'month', 1)`)
      expect(await monthsIn(room)).toEqual(['2026-08 1'])
    }))

  test('empty days and months lead to the nearest with stories', () =>
    newsroom(async (room) => {
      const { press, settle } = room
      await put(room, 'old', '2026-03-10T12:00:00Z')
      await put(room, 'new', '2026-11-20T12:00:00Z')
      await settle()
      expect(await press.archiveMonth('2026-06')).toMatchObject({ days: [], before: '2026-03', after: '2026-11' })
      expect(await press.archiveDay('2026-06-15', 1)).toMatchObject({ total: 0, before: '2026-03-10', after: '2026-11-20' })
      expect(await press.archiveDay('2026-11-20', 1)).toMatchObject({ total: 1, before: '2026-03-10' })
      expect(await press.archiveMonth('2026-02')).not.toHaveProperty('before')
    }))

  test('a moment that no copy can have, in an older ledger, takes nothing from the readers', () =>
    newsroom(async (room) => {
      const { press, settle, sql } = room
      for (const slug of ['good', 'odd', 'older']) await put(room, slug, '2026-11-20T12:00:00Z')
      await settle()
      for (const [slug, at] of [
        ['odd', '+010000-01-01T07:59Z'],
        ['older', '-000001-12-31T23:59Z'],
      ])
        for (const table of ['live', 'listing_entries']) sql.exec(`UPDATE ${table} SET published_at = ? WHERE slug = ?`, at, slug)
      sql.exec(`UPDATE live SET card = replace(card, '2026-11-20T12:00:00Z', published_at)`)
      sql.exec(`DELETE FROM kept WHERE name = 'months-counted-by'`)
      expect(await monthsIn(room)).toEqual(['2026-11 1'])
      expect(await press.archiveMonth('2026-11')).toMatchObject({ days: [{ day: '2026-11-20', count: 1 }] })
      expect(await press.archiveDay('2026-11-20', 1)).toMatchObject({ total: 1 })
      expect((await press.publishedSince('2026-11-01T00:00:00Z', 10)).entries).toHaveLength(1)
      expect((await press.listingPage('latest', 1))?.cards[0]?.slug).toBe('good')
      for (const slug of ['odd', 'older']) expect(await press.withdraw(slug, EDITOR)).toMatchObject({ ok: true })
      await settle()
    }))
})

describe('when something last changed', () => {
  const at = ({ kv }: Room, key: string) => (kv.values.get(key)?.metadata as { at?: number } | undefined)?.at ?? 0

  test('an edit that the copy does not tell of, a draft of last week and a withdrawal are changes', () =>
    newsroom(async (room) => {
      const { press, settle, time } = room
      await press.file({ article: story('draft', { publishedAt: '2026-11-20T08:00:00Z' }), actor: EDITOR })
      await put(room, 'one', '2026-11-24T08:00:00Z')
      await settle()
      const seen = async () => ({
        article: at(room, 'en:article:one'),
        listing: at(room, 'en:listing:latest'),
        month: (await press.sitemapMonth('2026-11')).changedAt,
        archive: (await press.archiveMonths()).changedAt,
        news: (await press.publishedSince('2026-11-22T12:00:00Z', 10)).changedAt,
      })
      let before = await seen()
      for (const [change, changed] of [
        [() => press.file({ article: story('one', { headline: 'Another' }), actor: EDITOR }), ['article', 'listing', 'month', 'archive', 'news']],
        [
          () => press.file({ article: story('one', { headline: 'Another', body: [{ type: 'divider' }] }), actor: EDITOR }),
          ['article', 'month', 'archive', 'news'],
        ],
        [() => press.publish('draft', EDITOR, { at: '2026-11-20T09:00:00Z' }), ['listing', 'month', 'archive', 'news']],
        [() => press.withdraw('draft', EDITOR), ['listing', 'month', 'archive', 'news']],
        [() => press.reprint(ADMIN), []],
      ] as [() => Promise<unknown>, string[]][]) {
        time.now += 60_000
        await change()
        await settle()
        const after = await seen()
        expect(Object.keys(after).filter((name) => after[name as 'news'] !== before[name as 'news'])).toEqual(changed)
        for (const moment of Object.values(after)) expect(moment).toBeLessThanOrEqual(time.now)
        before = after
      }
      const [entry] = (await press.sitemapMonth('2026-11')).entries
      expect(entry?.lastModified).toBe(instantOf(NOW + 120_000))
    }))

  test('what KV would not take is new when it takes it', () =>
    newsroom(async (room) => {
      const { kv, press, settle, time } = room
      kv.beforeWrite = (key) => {
        if (key === 'en:article:one' && time.now < NOW + 30_000) throw new Error('KV PUT failed')
      }
      await put(room, 'one', '2026-11-24T08:00:00Z')
      await settle()
      expect(at(room, 'en:article:one')).toBeGreaterThanOrEqual(NOW + 30_000)
      const printed = kv.values.get('en:article:one')
      time.now += 60_000
      await press.reprint(ADMIN)
      await settle()
      expect(kv.values.get('en:article:one')).toEqual(printed)
    }))
})

describe('a feed’s stories', () => {
  test('are the newest twenty, and everything of two days', () =>
    newsroom(async (room) => {
      for (let n = 0; n < 30; n++) await put(room, `today-${n}`, instantOf(NOW - (n + 1) * 3_600_000))
      for (let n = 0; n < 3; n++) await put(room, `old-${n}`, instantOf(NOW - (60 + n) * 3_600_000))
      await room.settle()
      const listing = room.kv.json('en:listing:latest') as { cards: { slug: string }[]; further: string[] }
      expect(listing.cards).toHaveLength(20)
      expect(listing.further).toEqual(Array.from({ length: 10 }, (_, n) => `today-${20 + n}`))
    }))

  test('are no more than KV gives at once', () =>
    newsroom(async (room) => {
      const { press } = room
      const lines = Array.from({ length: 120 }, (_, n) => JSON.stringify(story(`one-${n}`, { publishedAt: instantOf(NOW - (n + 1) * 60_000) })))
      await press.importLines(lines, ADMIN)
      await room.settle()
      expect((room.kv.json('en:listing:latest') as { further: string[] }).further).toHaveLength(79)
    }))
})
