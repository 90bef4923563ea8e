import { expect, test } from 'vitest'
import { longEstablished } from './long-established.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const ARTICLES = 10_000
const pad = (n: number) => String(n).padStart(2, '0')

const manyStories = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify(
      story(`story-${n}`, {
        section: n % 2 ? 'world' : 'asia',
        publishedAt: `20${pad(10 + (n % 16))}-${pad(1 + (n % 12))}-${pad(1 + (n % 28))}T${pad(n % 24)}:00:00Z`,
        topics: [
          { slug: `topic-${n % 40}`, name: `Topic ${n % 40}` },
          { slug: `topic-${(n * 7) % 40}`, name: `Topic ${(n * 7) % 40}` },
        ],
        byline: [{ name: `Writer ${n % 25}`, slug: `writer-${n % 25}` }],
      }),
    ),
  )

/** The statements that a piece of work executes, each with what it was asked with. */
async function statementsOf(sql: SqlStorage, work: () => Promise<unknown>) {
  const seen = new Map<string, unknown[]>()
  const exec = sql.exec.bind(sql)
  sql.exec = ((query: string, ...bound: unknown[]) => {
    seen.set(query, bound)
    return exec(query, ...bound)
  }) as typeof sql.exec
  await work()
  sql.exec = exec
  return seen
}

async function publishAndCount({ press, kv, settle, time }: Room, more: Parameters<typeof story>[1] = {}) {
  time.now += 60_000
  kv.writes = []
  await press.file({
    article: story('fresh', {
      publishedAt: '2026-11-24T11:00:00Z',
      topics: [
        { slug: 'topic-1', name: 'Topic 1' },
        { slug: 'topic-2', name: 'Topic 2' },
      ],
      byline: [{ name: 'Writer 1', slug: 'writer-1' }],
      ...more,
    }),
    actor: EDITOR,
    publish: 'now',
  })
  await settle()
  return kv.writes.length
}

test('with ten thousand articles, one publication writes only what shows it, and every question finds an index', { timeout: 120_000 }, () =>
  newsroom(async (room) => {
    const { press, kv, settle, sql, time } = room
    await press.setSite(SITE, ADMIN)
    await longEstablished(room, ARTICLES)
    expect((await press.listingPage('latest', 500))?.total).toBe(ARTICLES + 1)

    const fresh = await publishAndCount(room)
    expect(fresh).toBeGreaterThan(7)
    expect(fresh).toBeLessThan(40)
    expect(await publishAndCount(room, { headline: 'Another headline' })).toBeLessThan(40)
    expect(await publishAndCount(room, { headline: 'Another headline', body: [{ type: 'divider' }] })).toBe(1)
    time.now += 60_000
    kv.writes = []
    await press.withdraw('fresh', EDITOR)
    await settle()
    expect(kv.writes.length).toBeLessThan(60)

    const statements = await statementsOf(sql, async () => {
      await publishAndCount(room)
      await press.file({ article: story('fresh'), actor: EDITOR, agency: { uri: 'urn:x', version: 1 }, idempotency: { key: 'k', bodyHash: 'h' } })
      await press.file({ article: story('fresh'), actor: REPORTER, agency: { uri: 'urn:y', version: 1 }, proposed: { suffix: 'y' } })
      await press.savePreview(story('fresh'))
      await press.stop({ actor: EDITOR, agency: { uri: 'urn:x' }, order: 'kill' })
      for (const key of ['en:article:fresh', 'en:listing:topic/topic-1', 'en:also/story-1', 'site']) await press.lastGoodCopy(key, 'x')
      await publishAndCount(room, { headline: 'Back' })
      await press.correct('fresh', 'Wrong.', EDITOR)
      await press.embargo('fresh', '2026-12-01T00:00:00Z', EDITOR)
      await press.liftEmbargo('fresh', EDITOR)
      await press.publish('fresh', EDITOR, { at: '2026-12-01T00:00:00Z' })
      await press.unschedule('fresh', EDITOR)
      await press.withdraw('fresh', EDITOR)
      for (const query of [
        {},
        { state: 'published' },
        { section: 'asia' },
        { state: 'draft', section: 'asia' },
        { cursor: '2026-11-24T12:00:00Z~9' },
        { q: 'fresh' },
      ] as const)
        await press.list(query)
      await press.revisions('story-1')
      await press.read('story-1')
      await press.audit()
      await press.audit('50')
      await press.tokenHolder('x')
      for (const name of ['latest', 'section/asia', 'topic/topic-1', 'author/writer-1']) await press.listingPage(name, 3)
      await press.archiveDay('2020-05-05', 1)
      await press.corrections(1)
      await press.changes('fresh')
      await press.popularTopics(10)
      await press.archiveMonths()
      await press.sitemapMonth('2020-05')
      await press.publishedSince('2025-01-01T00:00:00Z', 100)
      await press.publicState('story-1')
      await press.exportPage('300.1')
      await press.sweep(ADMIN)
      await settle()
    })
    expect(statements.size).toBeGreaterThan(60)
    const plans = [...statements].flatMap(([query, bound]) =>
      /^\s*(?:SELECT|UPDATE|DELETE)/.test(query)
        ? sql
            .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bound)
            .toArray()
            .map(({ detail }) => ({ detail, query }))
        : [],
    )
    // Small tables may be read through; an index may be walked in its order, as corrections (c) are. A table of articles may not be read through.
    const scans = plans.filter(
      ({ detail }) =>
        /^SCAN (?!.*(?:USING (?:COVERING )?INDEX|VIRTUAL TABLE INDEX|CONSTANT ROW))/.test(detail) && !/^SCAN (?:c|campaigns|kept|tokens)\b/.test(detail),
    )
    expect(scans).toEqual([])
  }),
)

test('an import is queued and coalesced: an article is written once, and a listing some times, not once for each of its articles', { timeout: 60_000 }, () =>
  newsroom(async ({ press, kv, settle }) => {
    await press.setSite(SITE, ADMIN)
    const lines = manyStories(600)
    for (let at = 0; at < lines.length; at += 300) expect((await press.importLines(lines.slice(at, at + 300), ADMIN)).every(({ ok }) => ok)).toBe(true)
    await settle()
    expect(kv.values.size).toBe(2 * 600 + 2 + 2 + 40 + 25 + 1)
    expect(kv.writes.length).toBeLessThan(2 * 600 + 300)
    expect(kv.tooFast).toEqual([])
  }),
)
