import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import type { ListQuery } from '../../src/press/newsroom-calls.ts'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const slugsOf = async ({ press }: Room, query: ListQuery) => (await press.list(query)).items.map(({ slug }) => slug)

/** A story of each kind, each filed a minute after the one before. */
async function oneOfEach({ press, time, settle }: Room) {
  const next = async (work: Promise<unknown>) => {
    await work
    time.now += 60_000
  }
  await next(press.file({ article: story('live'), actor: EDITOR, publish: 'now' }))
  await next(press.file({ article: story('draft', { kind: 'analysis', lang: 'en' }), actor: EDITOR }))
  await next(press.file({ article: story('from-rex', { section: 'asia' }), actor: REPORTER }))
  await next(press.file({ article: story('ahead'), actor: EDITOR, publish: 'now' }))
  await next(press.file({ article: story('ahead', { headline: 'Not out yet' }), actor: EDITOR, publish: 'no' }))
  await next(press.file({ article: story('updated'), actor: EDITOR, publish: 'now' }))
  await next(press.file({ article: story('updated', { headline: 'By Rex' }), actor: REPORTER }))
  await next(press.file({ article: story('tomorrow', { publishedAt: '2026-11-25T08:00:00Z' }), actor: EDITOR, publish: 'now' }))
  await next(press.file({ article: story('embargoed'), actor: EDITOR, publish: 'now', embargoedUntil: '2026-11-26T06:00:00Z' }))
  await settle()
}

describe('the list of stories', () => {
  test('is by state, section, who filed, and what has to be done', () =>
    newsroom(async (room) => {
      await oneOfEach(room)
      expect(await slugsOf(room, {})).toEqual(['embargoed', 'tomorrow', 'updated', 'ahead', 'from-rex', 'draft', 'live'])
      expect(await slugsOf(room, { by: 'Rex' })).toEqual(['updated', 'from-rex'])
      expect(await slugsOf(room, { by: 'Edith', state: 'draft' })).toEqual(['draft'])
      expect(await slugsOf(room, { section: 'asia', state: 'draft' })).toEqual(['from-rex'])
      expect(await slugsOf(room, { is: 'embargoed' })).toEqual(['embargoed'])
      expect(await slugsOf(room, { is: 'scheduled' })).toEqual(['embargoed', 'tomorrow'])
      expect(await slugsOf(room, { is: 'needs-correction' })).toEqual(['updated', 'ahead'])
      expect(await slugsOf(room, { is: 'waiting' })).toEqual(['updated', 'from-rex'])
      expect(await slugsOf(room, { is: 'waiting', section: 'asia' })).toEqual(['from-rex'])
    }))

  test('says of each what kind it is, what has to be done, and who is working on it', () =>
    newsroom(async (room) => {
      await oneOfEach(room)
      await room.press.saveDraft('story:draft', { tab: 'a', sequence: 1, text: '{}' }, REPORTER)
      const items = (await room.press.list({})).items
      const bySlug = Object.fromEntries(items.map((item) => [item.slug, item]))
      expect(bySlug.draft).toMatchObject({ kind: 'analysis', by: 'Edith', drafts: [{ by: 'Rex' }] })
      expect(bySlug.live).not.toHaveProperty('is')
      expect(bySlug.live).not.toHaveProperty('kind')
      expect(bySlug.updated).toMatchObject({ is: ['needs-correction', 'waiting'], live: 1, revision: 2, by: 'Rex' })
      expect(bySlug.embargoed).toMatchObject({ is: ['embargoed', 'scheduled'], embargoUntil: '2026-11-26T06:00:00Z', until: '2026-11-26T06:00:00Z' })
      for (const is of ['embargoed', 'scheduled', 'needs-correction', 'waiting'] as const)
        expect(items.filter((item) => item.is?.includes(is)).map(({ slug }) => slug)).toEqual(await slugsOf(room, { is }))
    }))

  test('has a reporter’s story waiting until an editor publishes it, through corrections, backups and an old ledger', async () => {
    const lines = await newsroom(async (room) => {
      const { press, settle } = room
      await oneOfEach(room)
      await press.correct('updated', 'A name was wrong.', EDITOR)
      expect(await slugsOf(room, { is: 'waiting' })).toEqual(['updated', 'from-rex'])
      await press.publish('from-rex', EDITOR)
      await settle()
      expect(await slugsOf(room, { is: 'waiting' })).toEqual(['updated'])
      return everyLine(press)
    })
    await newsroom(async (room) => {
      const { press, sql } = room
      await press.importLines(lines, ADMIN)
      expect(await slugsOf(room, { is: 'waiting' })).toEqual(['updated'])
      sql.exec('DROP INDEX articles_waiting')
      sql.exec('ALTER TABLE articles DROP COLUMN by_role')
      createTables(sql)
      expect(await slugsOf(room, { is: 'waiting' })).toEqual([])
      await press.file({ article: story('new'), actor: REPORTER })
      expect(await slugsOf(room, { is: 'waiting' })).toEqual(['new'])
    })
  })

  test('is turned page by page, forwards and back, whatever is filed meanwhile', () =>
    newsroom(async (room) => {
      const { press } = room
      await oneOfEach(room)
      const first = await press.list({ limit: 3 })
      expect(first.previousCursor).toBeUndefined()
      const second = await press.list({ limit: 3, cursor: first.nextCursor ?? '' })
      expect(second.items.map(({ slug }) => slug)).toEqual(['ahead', 'from-rex', 'draft'])
      await press.file({ article: story('fresh'), actor: EDITOR })
      const third = await press.list({ limit: 3, cursor: second.nextCursor ?? '' })
      expect(third.items.map(({ slug }) => slug)).toEqual(['live'])
      expect(third.nextCursor).toBeUndefined()
      const back = await press.list({ limit: 3, cursor: third.previousCursor ?? '' })
      expect(back.items.map(({ slug }) => slug)).toEqual(['ahead', 'from-rex', 'draft'])
      expect((await press.list({ limit: 3, cursor: back.nextCursor ?? '' })).items).toEqual(third.items)
      const newer = await press.list({ limit: 3, cursor: back.previousCursor ?? '' })
      expect(newer.items.map(({ slug }) => slug)).toEqual(['embargoed', 'tomorrow', 'updated'])
      const newest = await press.list({ limit: 3, cursor: newer.previousCursor ?? '' })
      expect(newest.items.map(({ slug }) => slug)).toEqual(['fresh'])
      expect(newest.previousCursor).toBeUndefined()
    }))

  test('finds words of slugs and headlines in any state, and of the text of what is published', () =>
    newsroom(async (room) => {
      const { press, settle } = room
      const body = [{ type: 'paragraph', text: 'Ferries to Timbuktu' }] as unknown as ReturnType<typeof story>['body']
      await press.file({ article: story('mali-talks', { headline: 'EU talks on Mali', body }), actor: EDITOR })
      await press.file({ article: story('ferry', { headline: '马里 EU', body }), actor: EDITOR, publish: 'now' })
      await settle()
      expect(await slugsOf(room, { q: 'talks' })).toEqual(['mali-talks'])
      expect(await slugsOf(room, { q: 'eu' })).toEqual(['ferry', 'mali-talks'])
      expect(await slugsOf(room, { q: '马里' })).toEqual(['ferry'])
      expect(await slugsOf(room, { q: 'talks eu' })).toEqual(['mali-talks'])
      expect(await slugsOf(room, { q: 'timbuktu' })).toEqual(['ferry'])
      expect(await slugsOf(room, { q: 'timbuktu', state: 'draft' })).toEqual([])
      for (const q of ['"', 'a" OR "b', '\0', '%', ' ', 'ferry) AND (']) await press.list({ q })
    }))
})

test('the calendar has what comes out, what opens and what is taken down, in order', () =>
  newsroom(async (room) => {
    const { press } = room
    await oneOfEach(room)
    await press.withdraw('live', EDITOR, { at: '2026-11-25T12:00:00Z' })
    await press.embargo('tomorrow', '2026-11-25T07:00:00Z', EDITOR)
    const { items, more } = await press.scheduledBetween('2026-11-25T00:00:00Z', '2026-11-27T00:00:00Z')
    expect(more).toBe(false)
    expect(items.map(({ at, what, slug, embargoed }) => [at, what, slug, embargoed ?? false])).toEqual([
      ['2026-11-25T07:00:00Z', 'embargo', 'tomorrow', false],
      ['2026-11-25T08:00:00Z', 'publication', 'tomorrow', false],
      ['2026-11-25T12:00:00Z', 'withdrawal', 'live', false],
      ['2026-11-26T06:00:00Z', 'publication', 'embargoed', true],
    ])
    expect((await press.scheduledBetween('2026-11-25T07:00:00Z', '2026-11-25T08:00:00Z')).items).toHaveLength(1)
  }))

const STORIES = 100_000

/** A ledger of many years: a tenth of it Edith's, a few drafts, a few that wait. */
function longEstablished({ sql }: Room) {
  const n = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${STORIES}), a AS (SELECT i, 'story-' || i AS slug, strftime('%Y-%m-%dT%H:%M:%SZ', 1300000000 + i * 4000, 'unixepoch') AS at FROM n)`
  sql.exec(
    `INSERT INTO articles (id, slug, section, headline, published_at, state, revision, live, came_out, path, at, by, by_role) ${n}
     SELECT i, slug, iif(i % 3, 'world', 'asia'), 'Story ' || slug || iif(i % 2, ' mali', ''), at, iif(i % 5000, 'published', 'draft'), iif(i % 7000, 1, 2), iif(i % 5000, 1, NULL), 1,
       '/world/' || slug, at, iif(i % 10, 'Rex', 'Edith'), iif(i % 3000, 'editor', 'reporter') FROM a`,
  )
  sql.exec(`INSERT INTO filed (rowid, slug, headline) SELECT id, slug, headline FROM articles`)
  sql.exec(`INSERT INTO words (rowid, headline, standfirst, names, body, pairs) SELECT id, headline, '', '', 'mali', '' FROM articles`)
  sql.exec(`UPDATE articles SET until = '2027-01-01T00:00:00Z', ready = 2, embargo_until = '2027-01-01T00:00:00Z' WHERE id % 9000 = 0`)
  sql.exec(`UPDATE articles SET withdraw_at = '2027-01-02T00:00:00Z' WHERE id % 9001 = 0`)
}

test('among a hundred thousand stories every list, search and calendar finds an index, and reads no more than a page needs', { timeout: 120_000 }, () =>
  newsroom(async (room) => {
    const { press, sql } = room
    longEstablished(room)
    const cursors: { query: string; cursor: SqlStorageCursor<Record<string, SqlStorageValue>>; bound: unknown[] }[] = []
    const exec = sql.exec.bind(sql)
    sql.exec = ((query: string, ...bound: unknown[]) => {
      const cursor = exec(query, ...bound)
      cursors.push({ query, cursor, bound })
      return cursor
    }) as typeof sql.exec
    const middle = '2017-01-01T00:00:00Z~50000'
    const queries: [ListQuery, most: number][] = [
      [{}, 1000],
      [{ cursor: middle }, 1000],
      [{ cursor: `${middle}~back` }, 1000],
      [{ state: 'draft' }, 1000],
      [{ state: 'published', section: 'asia', cursor: middle }, 1000],
      [{ by: 'Edith' }, 1000],
      [{ by: 'Edith', state: 'draft' }, 1000],
      [{ by: 'Edith', section: 'asia', cursor: `${middle}~back` }, 1000],
      [{ is: 'embargoed' }, 1000],
      [{ is: 'scheduled' }, 1000],
      [{ is: 'needs-correction' }, 1000],
      [{ is: 'waiting' }, 1000],
      [{ is: 'waiting', section: 'asia', cursor: middle }, 1000],
      // Up to 500 matches of each index are looked at.
      [{ q: 'mali' }, 4000],
      [{ q: 'story 99', state: 'published' }, 12_000],
      [{ q: 'ma' }, 12_000],
    ]
    for (const [query, most] of queries) {
      cursors.length = 0
      const { items } = await press.list({ ...query, limit: 50 })
      expect(items.length, JSON.stringify(query)).toBeGreaterThan(0)
      const read = cursors.reduce((sum, { cursor }) => sum + cursor.rowsRead, 0)
      expect(read, JSON.stringify(query)).toBeLessThan(most)
      for (const { query: text, bound } of cursors)
        for (const { detail } of exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...(bound as never[])))
          expect(detail, JSON.stringify(query)).not.toMatch(/^SCAN (?!.*(?:INDEX|CONSTANT ROW|VIRTUAL TABLE|\(subquery|j\b))/)
    }
    cursors.length = 0
    expect((await press.scheduledBetween('2026-12-31T00:00:00Z', '2027-02-01T00:00:00Z')).items.length).toBeGreaterThan(10)
    expect(cursors.reduce((sum, { cursor }) => sum + cursor.rowsRead, 0)).toBeLessThan(100)
  }),
)
