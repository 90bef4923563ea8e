/**
 * The tables that readers' pages are made of, made again from the ledger, and what is in KV without reason removed.
 * In steps, so that nobody waits behind it: each is one transaction, and what editors do between two of them counts.
 */
import type { Article } from '../../copy/shapes/article.ts'
import { alsoKey, articlePrefix, listingKey, sectionCampaignsKey } from '../../edition/keys.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { asPrinted } from '../ledger/as-printed.ts'
import { indexBookings } from '../ledger/bookings.ts'
import { trackEvent } from '../ledger/open-events.ts'
import { dueAtOf, enqueue, type Kind, RANK } from '../ledger/outbox.ts'
import { copyOfRevision, indexForEditors } from '../ledger/revisions.ts'
import { beginFilling } from '../ledger/search-queue.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { deleteValue, readValue, saveValue } from '../ledger/stored-values.ts'
import { removeUnpublishedAlso } from '../listings/also-worth-reading.ts'
import { recountMonths } from '../listings/days-and-months.ts'
import { kindOfListing, removeFromListings, saveListedArticle, savePicks } from '../listings/listed-articles.ts'
import { listRunningCampaigns } from '../publishing/campaigns.ts'
import { listingValue } from './kv-values.ts'
import type { PressContext } from './press-context.ts'
import { queueEverything } from './queue-everything.ts'

type RebuildProgress = { began: number; phase: number; after?: string }

const readProgress = (ledger: Ledger) => readValue<RebuildProgress>(ledger, 'rebuilding')
export const isRebuilding = (ledger: Ledger) => readProgress(ledger) !== undefined
export const nextRebuilding = (ledger: Ledger) => readProgress(ledger)?.began
export const beginRebuilding = (ledger: Ledger, now: number) => saveValue(ledger, 'rebuilding', { began: now, phase: 0 } satisfies RebuildProgress)

/** Looks at so many after `after`, and answers the last of them; nothing once there are no more. */
type Step = (ledger: Ledger, after: string, now: number) => string | undefined
type KvStep = { prefix: (lang: string) => string; check: (ledger: Ledger, name: string, tag: string | undefined, now: number) => void }

const ROWS_PER_STEP = 500
/** Articles are read whole. */
const ARTICLES_PER_STEP = 50
const KEYS_PER_STEP = 1000

const PHASES: (Step | KvStep)[] = [
  deleteUnpublished,
  ...(['listing_entries', 'corrections', 'picks'] as const).map((table) => deleteOrphans(table, 'SELECT 1 FROM live l WHERE l.slug = named.slug')),
  deleteOrphans('also', 'SELECT 1 FROM articles a WHERE a.slug = named.slug AND a.live IS NOT NULL'),
  deleteWords,
  deleteFiled,
  rebuildBookings,
  rebuildArticles,
  recountListings,
  (ledger, _, now) => {
    recountMonths(ledger, now)
    return undefined
  },
  {
    prefix: (lang) => listingKey(lang, ''),
    check: (ledger, name, _, now) => removeStrayKey(ledger, 'listing', name, now, !listingValue(ledger, name)),
  },
  { prefix: (lang) => alsoKey(lang, ''), check: (ledger, name, _, now) => removeStrayKey(ledger, 'also', name, now, articleRow(ledger, name)?.live == null) },
  {
    prefix: () => sectionCampaignsKey(''),
    check: (ledger, name, _, now) => removeStrayKey(ledger, 'section-campaigns', name, now, listRunningCampaigns(ledger, name, now).length === 0),
  },
  { prefix: articlePrefix, check: removeUnpublishedKey },
  (ledger, _, now) => {
    queueEverything(ledger, now)
    beginFilling(ledger)
    return undefined
  },
]

export async function rebuildStep({ ledger, kv, transact, clock }: PressContext) {
  const before = readProgress(ledger)
  const phase = before && PHASES[before.phase]
  if (!phase) return transact(() => void deleteValue(ledger, 'rebuilding'))
  const { began, after = '' } = before
  if (typeof phase === 'function') return transact(() => saveProgress(ledger, before, phase(ledger, after, clock())))
  const prefix = phase.prefix(ledger.lang)
  const listed = await kv.list<{ tag?: string }>({ prefix, limit: KEYS_PER_STEP, ...(after && { cursor: after }) }).catch((error: unknown) => {
    // Perhaps it is the cursor that KV will not have: the next attempt lists from the beginning.
    transact(() => readProgress(ledger)?.began === began && saveValue(ledger, 'rebuilding', { began, phase: before.phase }))
    throw error
  })
  return transact(() => {
    // Begun anew meanwhile.
    if (readProgress(ledger)?.began !== began) return
    for (const { name, metadata } of listed.keys) phase.check(ledger, name.slice(prefix.length), metadata?.tag, clock())
    saveProgress(ledger, before, listed.list_complete ? undefined : listed.cursor)
  })
}

function saveProgress(ledger: Ledger, { began, phase }: RebuildProgress, after: string | undefined) {
  if (after !== undefined) saveValue(ledger, 'rebuilding', { began, phase, after })
  else if (phase + 1 < PHASES.length) saveValue(ledger, 'rebuilding', { began, phase: phase + 1 })
  else deleteValue(ledger, 'rebuilding')
}

const lastOf = (names: (string | number)[], limit: number) => (names.length < limit ? undefined : String(names.at(-1)))

/** What the ledger does not publish is removed from the listings. */
function deleteUnpublished(ledger: Ledger, after: string, now: number) {
  const found = rows<{ id: number; slug: string; live: number | null }>(
    ledger,
    'SELECT l.id, l.slug, a.live FROM live l LEFT JOIN articles a ON a.id = l.id AND a.slug = l.slug WHERE l.id > ? ORDER BY l.id LIMIT ?',
    ...[Number(after), ROWS_PER_STEP],
  )
  for (const { slug, live } of found) if (live === null) removeFromListings(ledger, slug, now)
  return lastOf(
    found.map(({ id }) => id),
    ROWS_PER_STEP,
  )
}

/** Rows of what is not there. */
function deleteOrphans(table: 'listing_entries' | 'corrections' | 'picks' | 'also', parent: string): Step {
  return (ledger, after) => {
    const found = rows<{ slug: string; has: number }>(
      ledger,
      `SELECT slug, EXISTS (${parent}) AS has FROM (SELECT DISTINCT slug FROM ${table} WHERE slug > ? ORDER BY slug LIMIT ?) named ORDER BY slug`,
      ...[after, ROWS_PER_STEP],
    )
    for (const { slug, has } of found) if (!has) run(ledger, `DELETE FROM ${table} WHERE slug = ?`, slug)
    return lastOf(
      found.map(({ slug }) => slug),
      ROWS_PER_STEP,
    )
  }
}

function deleteWords(ledger: Ledger, after: string) {
  return deleteRowsOf(ledger, 'words', 'SELECT 1 FROM live WHERE id = named.id', Number(after))
}

function deleteFiled(ledger: Ledger, after: string) {
  return deleteRowsOf(ledger, 'filed', 'SELECT 1 FROM articles WHERE id = named.id', Number(after))
}

function deleteRowsOf(ledger: Ledger, table: 'words' | 'filed', parent: string, after: number) {
  const found = rows<{ id: number; has: number }>(
    ledger,
    `SELECT id, EXISTS (${parent}) AS has FROM (SELECT rowid AS id FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?) named ORDER BY id`,
    ...[after, ROWS_PER_STEP],
  )
  for (const { id, has } of found) if (!has) run(ledger, `DELETE FROM ${table} WHERE rowid = ?`, id)
  return lastOf(
    found.map(({ id }) => id),
    ROWS_PER_STEP,
  )
}

function rebuildBookings(ledger: Ledger, after: string) {
  if (after === '')
    for (const table of ['booked_sections', 'booked_stories'] as const) run(ledger, `DELETE FROM ${table} WHERE id NOT IN (SELECT id FROM campaigns)`)
  const { last, count } = indexBookings(ledger, after, ROWS_PER_STEP)
  return count < ROWS_PER_STEP ? undefined : last
}

/** What is on its way into KV is listed once it is there; its words are indexed then. */
function rebuildArticles(ledger: Ledger, after: string, now: number) {
  const found = rows<ArticleRow>(ledger, 'SELECT * FROM articles WHERE id > ? ORDER BY id LIMIT ?', Number(after), ARTICLES_PER_STEP)
  for (const { id, slug, headline, live } of found) {
    const words = row<{ slug: string; headline: string }>(ledger, 'SELECT slug, headline FROM filed WHERE rowid = ?', id)
    if (words?.slug !== slug || words.headline !== headline) indexForEditors(ledger, id, slug, headline)
    if (live === null || dueAtOf(ledger, { kind: 'article', name: slug }) !== undefined) continue
    const article = asPrinted(ledger, copyOfRevision(ledger, id, live) as Article)
    saveListedArticle(ledger, id, article, now)
    trackEvent(ledger, id, article, now, true)
    savePicks(ledger, article)
    removeUnpublishedAlso(ledger, slug)
  }
  return lastOf(
    found.map(({ id }) => id),
    ARTICLES_PER_STEP,
  )
}

/** How many articles each listing has, a name at a time. */
function recountListings(ledger: Ledger, after: string) {
  let name: string | undefined = after
  for (let n = 0; n < ROWS_PER_STEP / 5; n++) {
    name = nextName(ledger, name)
    if (name === undefined) return undefined
    if (name.startsWith('month/')) continue
    const total = countIn(ledger, name)
    if (total === 0) run(ledger, 'DELETE FROM totals WHERE name = ?', name)
    else
      run(
        ledger,
        'INSERT INTO totals (name, kind, total) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind, total = excluded.total WHERE total != excluded.total OR kind != excluded.kind',
        ...[name, kindOfListing(name), total],
      )
  }
  return name
}

const NEXT_NAME = `
  SELECT min(name) AS name FROM (
    SELECT min(name) AS name FROM listing_entries WHERE name > ?1
    UNION ALL SELECT min(name) FROM totals WHERE name > ?1
  )`
const nextName = (ledger: Ledger, after: string) => row<{ name: string | null }>(ledger, NEXT_NAME, after)?.name ?? undefined

const countIn = (ledger: Ledger, name: string) =>
  row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM listing_entries WHERE name = ?', name)?.total ?? 0

function removeStrayKey(ledger: Ledger, kind: Kind, name: string, now: number, isStray: boolean) {
  if (isStray) enqueue(ledger, { kind, name }, now, { bulk: true, force: true })
}

/** What an editor put there by hand is the sweep's; what another ledger printed, too. */
function removeUnpublishedKey(ledger: Ledger, slug: string, tag: string | undefined, now: number) {
  const it = articleRow(ledger, slug)
  if (!it || !tag || it.live !== null || (it.state === 'withdrawn' && it.came_out)) return
  enqueue(ledger, { kind: 'article', name: slug, rank: RANK.removal }, now, { force: true })
}
