/** A week's work in a newsroom, and the ledger that tells of it. */
import { ADMIN, EDITOR, REPORTER, type Room, SITE, story } from './newsroom.ts'

const TOPICS = [
  { slug: 'mali', name: 'Mali' },
  { slug: 'trade', name: 'Trade' },
]

/** A week in the newsroom. */
export async function week({ press, settle, time, pass }: Room) {
  await press.setSite(SITE, ADMIN)
  for (let n = 0; n < 30; n++) {
    const article = story(`story-${n}`, {
      section: n % 3 ? 'world' : 'asia',
      topics: TOPICS.slice(n % 2, 2),
      byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }],
      related: n === 9 ? ['story-2'] : [],
    })
    await press.file({ article, actor: EDITOR, publish: n % 7 === 6 ? 'no' : 'now' })
    time.now += 2000
  }
  await press.correct('story-3', 'It was a Tuesday.', EDITOR)
  await press.withdraw('story-4', EDITOR)
  await press.embargo('story-5', '2026-12-01T00:00:00Z', EDITOR)
  await press.file({ article: story('story-7', { headline: 'Waits' }), actor: REPORTER })
  await press.file({ article: story('ahead', { publishedAt: '2026-12-24T00:00:00Z' }), actor: EDITOR, publish: 'now' })
  await press.file({ article: story('story-8', { headline: 'Comes later' }), actor: EDITOR, publish: 'no' })
  await press.publish('story-8', EDITOR, { at: '2026-12-24T00:00:00Z' })
  await press.embargo('story-6', '2026-12-24T00:00:00Z', EDITOR)
  await press.setPins(['story-10', 'story-2'], EDITOR)
  await press.setCampaign(
    { id: 'house', advertiser: 'Us', kind: 'house', weight: 1, creatives: [{ id: 'a', href: '/newsletters', headline: 'Read us' }] },
    ADMIN,
  )
  await settle()
  await pass(3600)
}

export async function everyLine(press: Room['press']) {
  const lines: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await press.exportPage(cursor)
    lines.push(...page.lines)
    if (!page.nextCursor) return lines
    cursor = page.nextCursor
  }
}

/** Whatever is derived from the ledger, told by slugs: numbers of rows differ from site to site. */
export function derivedOf({ sql }: Room) {
  const all = (query: string) => sql.exec(query).toArray()
  const searched = (table: string, match: string) =>
    all(`SELECT a.slug FROM ${table} JOIN articles a ON a.id = ${table}.rowid WHERE ${table} MATCH '${match}' ORDER BY a.slug`)
  return {
    live: all('SELECT slug, section, published_at, modified_at, month, noindex, card, translations FROM live ORDER BY slug'),
    listingEntries: all('SELECT * FROM listing_entries ORDER BY name, published_at, slug'),
    totals: all('SELECT * FROM totals ORDER BY name'),
    also: all('SELECT * FROM also ORDER BY slug, place'),
    picks: all('SELECT * FROM picks ORDER BY card, slug'),
    corrections: all('SELECT * FROM corrections ORDER BY at, slug, number'),
    words: searched('words', 'story'),
    filed: all('SELECT filed.slug, filed.headline FROM filed ORDER BY filed.slug'),
    strays: all(`SELECT rowid FROM words WHERE rowid NOT IN (SELECT id FROM live)`),
  }
}

/** KV but for when each value became what it is, which differs where the same came about on another day. */
export const timeless = (snapshot: ReturnType<Room['kv']['snapshot']>) =>
  Object.fromEntries(Object.entries(snapshot).map(([key, { text, metadata }]) => [key, { text, tag: metadata?.tag }]))
