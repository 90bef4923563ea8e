import { expect, test } from 'vitest'
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

/** Ten thousand articles that have long been out, put into the tables in a second: as many copies of one. */
async function longEstablished({ press, settle, sql }: Room) {
  await press.file({ article: story('pattern', { publishedAt: '2020-05-05T05:00:00Z' }), actor: EDITOR, publish: 'now' })
  await settle()
  const n = `WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < ${1000 + ARTICLES - 1}), a AS (SELECT i, 'story-' || i AS slug, iif(i % 2, 'world', 'asia') AS section, strftime('%Y-%m-%dT%H:%M:%SZ', 1300000000 + i * 40000, 'unixepoch') AS at FROM n)`
  for (const seed of [
    `INSERT INTO articles (id, slug, section, headline, published_at, state, revision, live, came_out, path, at, by) ${n} SELECT i, slug, section, 'Story ' || slug, at, 'published', 1, 1, 1, '/' || section || '/' || slug, at, 'Edith' FROM a`,
    `INSERT INTO revisions (article, revision, at, by, headline, note, hash) ${n} SELECT i, 1, at, 'Edith', 'Story ' || slug, NULL, 'h' || i FROM a`,
    `INSERT INTO copy ${n} SELECT i, 1, 0, replace((SELECT json FROM copy LIMIT 1), 'pattern', slug) FROM a`,
    `INSERT INTO live ${n} SELECT i, slug, section, at, at, substr(at, 1, 7), 0, replace((SELECT card FROM live WHERE slug = 'pattern'), 'pattern', slug), NULL FROM a`,
    ...[`'latest'`, `'section/' || section`, `'topic/topic-' || (i % 40)`, `'topic/topic-' || (40 + i % 7)`, `'author/writer-' || (i % 25)`].map(
      (name) => `INSERT INTO listing_entries ${n} SELECT ${name}, at, slug, 'Title' FROM a`,
    ),
    `INSERT INTO also ${n}, places (place) AS (VALUES (0), (1), (2), (3), (4), (5), (6)) SELECT slug, place, iif(place, 'story-' || (i - place), '') FROM a, places`,
    `INSERT INTO words (rowid, headline, standfirst, names, body, pairs) ${n} SELECT i, 'Story ' || slug, '', 'Title', 'The body of ' || slug, '' FROM a`,
    `INSERT INTO filed (rowid, slug, headline) ${n} SELECT i, slug, 'Story ' || slug FROM a`,
    'DELETE FROM totals',
    `INSERT INTO totals SELECT name, iif(instr(name, '/'), substr(name, 1, instr(name, '/') - 1), name), count(*) FROM (SELECT name FROM listing_entries UNION ALL SELECT 'month/' || month FROM live) GROUP BY name`,
  ])
    sql.exec(seed)
}

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
    await longEstablished(room)
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
