/**
 * What a newsroom's work costs in rows of SQLite and in writes of KV, beside how much there is already. Few sizes in each run of the tests;
 * `node bench/growth.ts` goes up to 100,000 and draws what is printed here.
 */
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Campaign } from '../../src/copy/shapes/campaign.ts'
import { createTables } from '../../src/press/ledger/schema.ts'
import { findStories, MAX_COUNTED } from '../../src/search/find-stories.ts'
import { rowsOf } from '../press/counted-rows.ts'
import { longEstablished } from '../press/long-established.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from '../press/newsroom.ts'
import { inside } from '../search/a-search.ts'

const asked = String((env as unknown as { GROWTH_SIZES?: string }).GROWTH_SIZES ?? '')
const sizesBetween = (least: number, most: number, few: number[]) =>
  asked
    ? asked
        .split(',')
        .map(Number)
        .filter((size) => size >= least && size <= most)
    : few

type Count = { of: string; what: string; size: number; read: number; written: number; kv: number }
const counts: Count[] = []
function note(count: Count) {
  counts.push(count)
  console.log(`@@growth ${JSON.stringify(count)}`)
}

/** Growing with the square root would be seen here; a level more of a tree is not. */
const isFlat = (of: string, what: string) => {
  const found = counts.filter((count) => count.of === of && count.what === what)
  const [least, most] = [found.at(-2), found.at(-1)] as [Count, Count]
  return most.read <= least.read * 1.5 + 60 && most.written <= least.written * 1.5 + 60 && most.kv <= least.kv * 1.5 + 3
}

async function count(room: Room, of: string, size: number, what: string, work: () => unknown) {
  room.time.now += 60_000
  room.kv.writes = []
  const rows = await rowsOf(room.sql, work)
  note({ of, what, size, ...rows, kv: room.kv.writes.length })
}

const SEARCHES = [
  ['search: a word that one has', '77end'],
  ['search: a word that all have', 'story'],
] as const
const ARTICLES = ['publication', 'page 3 of a section', 'page 3 of a topic', 'archive day', 'sitemap of a month', 'stories at the desk', 'what changed']

test('however many articles there are, work looks at those that it is about', { timeout: 1_200_000 }, async () => {
  for (const size of sizesBetween(100, 100_000, [2000, 8000]))
    await newsroom(async (room) => {
      const { press, settle } = room
      await press.setSite(SITE, ADMIN)
      await longEstablished(room, size)
      const measure = (what: string, work: () => unknown) => count(room, 'articles', size, what, work)
      const fresh = { publishedAt: '2026-11-24T11:00:00Z', topics: [{ slug: 'topic-1', name: 'Topic 1' }], byline: [{ name: 'Writer 1', slug: 'writer-1' }] }
      await press.file({ article: story('warm', fresh), actor: EDITOR, publish: 'now' })
      await settle()
      await measure('publication', async () => {
        await press.file({ article: story('fresh', fresh), actor: EDITOR, publish: 'now' })
        await settle()
      })
      await measure('page 3 of a section', () => press.listingPage('section/asia', 3))
      await measure('page 3 of a topic', () => press.listingPage('topic/topic-1', 3))
      await measure('archive day', () => press.archiveDay('2026-10-05', 1))
      await measure('sitemap of a month', () => press.sitemapMonth('2026-10'))
      await measure('stories at the desk', () => press.list({}))
      await measure('what changed', () => press.changes('fresh'))
      await measure('a word that all have, at the desk', () => press.list({ q: 'story' }))
    }, `sizes-${size}`)
  expect(ARTICLES.filter((what) => !isFlat('articles', what))).toEqual([])
})

test('however many stories search has, a rare word costs the same and of a common one no more than it may is looked at', { timeout: 1_200_000 }, async () => {
  for (const size of sizesBetween(100, 100_000, [12_000, 24_000]))
    await newsroom(async ({ search }) => {
      await search.popularTopics()
      await inside(search, (storage) => {
        const { sql } = storage
        const n = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})`
        const card = `json_object('slug', 's-' || i, 'section', 'world', 'headline', 'Story ' || i, 'publishedAt', '2026-01-01T00:00:00Z')`
        sql.exec(`INSERT INTO stories ${n} SELECT i, iif(i % 2, 'world', 'asia'), '2026-01-01T00:00:00Z', ${card}, 'Title', 1 FROM n`)
        sql.exec(`INSERT INTO texts ${n} SELECT i, 'The body of it.' FROM n`)
        sql.exec(
          `INSERT INTO words (rowid, headline, standfirst, names, body, pairs) ${n} SELECT i, 'Story ' || i || 'end', '', 'Title', 'The body of it', '' FROM n`,
        )
      })
      for (const [what, q] of SEARCHES) {
        const rows = await inside(search, ({ sql }) => rowsOf(sql, () => findStories(sql, { q }, '2026-11-24T12:00:00Z')))
        note({ of: 'articles', what, size, ...(await rows), kv: 0 })
      }
      if (size <= MAX_COUNTED) return
      const common = (section?: string) => inside(search, ({ sql }) => findStories(sql, { q: 'story', ...(section && { section }) }, '2026-11-24T12:00:00Z'))
      expect(await common()).toMatchObject({ total: MAX_COUNTED, pages: 50, isMore: true, sections: [{ count: 5000 }, { count: 5000 }] })
      expect(await common('asia')).toMatchObject({ total: Math.min(MAX_COUNTED, size / 2), isMore: true })
    }, `search-${size}`)
  expect(isFlat('articles', 'search: a word that one has')).toBe(true)
  // What bm25 weighs a word by is how many have it: FTS5 goes through its own list of them for that, once for each spelling, and through nothing else.
  const common = counts.filter(({ what }) => what === 'search: a word that all have')
  expect(common.every(({ read, size }) => read <= 60_000 + 2 * size)).toBe(true)
})

test('however many redirects there are, one is made, found and followed by looking at its own', { timeout: 1_200_000 }, async () => {
  for (const size of sizesBetween(100, 10_000, [2000, 8000]))
    await newsroom(async (room) => {
      const { press, sql, settle } = room
      await press.setSite(SITE, ADMIN)
      await press.file({ article: story('warm'), actor: EDITOR, publish: 'now' })
      await settle()
      const n = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})`
      sql.exec(
        `INSERT INTO old_addresses (address, kind, name, target, at, by) ${n} SELECT '/old/' || i || '/x', 'old', printf('%02x', i % 256), '/world', '', '' FROM n`,
      )
      const measure = (what: string, work: () => unknown) => count(room, 'redirects', size, what, work)
      await measure('redirect made', async () => {
        await press.saveRedirect({ from: '/2019/05/warm', to: '/world/warm' }, EDITOR)
        await settle()
      })
      await measure('story renamed', async () => {
        await press.rename('warm', 'hot', EDITOR)
        await settle()
      })
      await press.redirects({})
      await measure('a page of their list', () => press.redirects({ cursor: '/old/5' }))
      await measure('lost addresses', () => press.leadingNowhere(Array.from({ length: 100 }, (_, at) => `/lost/${at}/x`)))
    }, `redirects-${size}`)
  expect(['redirect made', 'story renamed', 'a page of their list', 'lost addresses'].filter((what) => !isFlat('redirects', what))).toEqual([])
})

test('however many topics there are, the desk finds one and a publication writes its own', { timeout: 1_200_000 }, async () => {
  for (const size of sizesBetween(100, 10_000, [2000, 8000]))
    await newsroom(async (room) => {
      const { press, sql, settle } = room
      await press.setSite(SITE, ADMIN)
      await longEstablished(room, 100)
      const n = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})`
      sql.exec(`INSERT OR IGNORE INTO totals ${n} SELECT 'topic/t-' || i, 'topic', 1 + i % 50 FROM n`)
      sql.exec(
        `INSERT OR IGNORE INTO names (kind, slug, name, folded, at, by) ${n} SELECT 'topic', 't-' || i, 'Topic ' || i, 'topic ' || i, '2026-01-01T00:00:00Z', 'Edith' FROM n`,
      )
      const measure = (what: string, work: () => unknown) => count(room, 'topics', size, what, work)
      await press.file({ article: story('warm'), actor: EDITOR, publish: 'now' })
      await settle()
      await measure('publication', async () => {
        await press.file({ article: story('fresh', { topics: [{ slug: 't-7', name: 'Topic 7' }] }), actor: EDITOR, publish: 'now' })
        await settle()
      })
      await measure('the most frequent topics', () => press.popularTopics(20))
      await measure('topics at the desk', () => press.names('topic', { limit: 50 }))
      await measure('a topic while it is typed', () => press.names('topic', { q: 'topic 77', limit: 10 }))
      await measure('a topic’s record', () => press.readTopic('t-7'))
    }, `topics-${size}`)
  expect(['publication', 'the most frequent topics', 'topics at the desk', 'a topic’s record'].filter((what) => !isFlat('topics', what))).toEqual([])
})

test('however many campaigns are booked, a booking and a publication look at those of a section', { timeout: 1_200_000 }, async () => {
  for (const size of sizesBetween(1, 10_000, [1, 1000]))
    await newsroom(async (room) => {
      const { press, sql, settle, kv } = room
      await press.setSite(SITE, ADMIN)
      const creatives = [{ id: 'one', href: 'https://tea.example/', headline: 'Tea' }]
      const campaign: Campaign = { id: 'ID', advertiser: 'A', kind: 'direct', weight: 1, creatives, sections: ['SECTION'], until: '2027-01-01T00:00:00Z' }
      sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})
         INSERT INTO campaigns SELECT 'c' || i, replace(replace(?, 'ID', 'c' || i), 'SECTION', 's-' || (i % max(1, ${size} / 40))), '2027-01-01T00:00:00Z', 0 FROM n`,
        JSON.stringify(campaign),
      )
      for (const table of ['booked_sections', 'booked_stories']) sql.exec(`DROP TABLE ${table}`)
      createTables(sql)
      await settle()
      sql.exec('DELETE FROM purges')
      const measure = (what: string, work: () => unknown) => count(room, 'campaigns', size, what, work)
      await measure('booking', async () => {
        await press.setCampaign({ ...campaign, id: 'fresh', sections: ['s-0'] }, EDITOR)
        await settle()
      })
      await measure('publication', async () => {
        await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
        await settle()
      })
      note({
        of: 'campaigns',
        what: 'bytes that a slot reads',
        size,
        read: (kv.values.get('campaigns:section/s-0')?.text.length ?? 0) + (kv.values.get('campaigns')?.text.length ?? 0),
        written: 0,
        kv: 0,
      })
    }, `campaigns-${size}`)
  expect(counts.filter(({ of, what }) => of === 'campaigns' && what === 'booking').every(({ read, kv }) => read < 1000 && kv <= 2)).toBe(true)
  expect(counts.filter(({ what }) => what === 'bytes that a slot reads').every(({ read }) => read < 500_000)).toBe(true)
})
