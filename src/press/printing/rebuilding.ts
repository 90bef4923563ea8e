/**
 * The tables that readers' pages are made of, made again from the ledger, and what stands in KV without reason taken out.
 * In steps, so that nobody waits behind it: each is one transaction, and what editors do between two of them stands.
 */
import type { Article } from '../../copy/shapes/article.ts'
import { alsoKey, articlePrefix, listingKey } from '../../edition/keys.ts'
import { type Held, held, keepFiledWords, textOfRevision } from '../ledger/ledger.ts'
import { tidyAlso } from '../listings/also.ts'
import { recountMonths } from '../listings/dates.ts'
import { listingOf } from '../listings/listings.ts'
import { keepPicks, keepRows, kindOfListing, leave } from '../listings/standing.ts'
import { drop, keep, kept } from '../publishing/publication.ts'
import { type Ledger, row, rows, run } from '../rows.ts'
import { enqueue, isWaiting, type Kind, RANK } from './outbox.ts'
import type { Desk } from './printing.ts'
import { queueEverything } from './whole-edition.ts'

type Rebuilding = { began: number; phase: number; after?: string }

const state = (ledger: Ledger) => kept<Rebuilding>(ledger, 'rebuilding')
export const isRebuilding = (ledger: Ledger) => state(ledger) !== undefined
export const nextRebuilding = (ledger: Ledger) => state(ledger)?.began
export const beginRebuilding = (ledger: Ledger, now: number) => keep(ledger, 'rebuilding', { began: now, phase: 0 } satisfies Rebuilding)

/** Looks at so many after `after`, and answers the last of them; nothing once there are no more. */
type Step = (ledger: Ledger, after: string, now: number) => string | undefined
type KvStep = { prefix: (lang: string) => string; look: (ledger: Ledger, name: string, tag: string | undefined, now: number) => void }

const MANY = 500
/** Articles are read whole. */
const FEW = 50
const KEYS_PER_STEP = 1000

const PHASES: (Step | KvStep)[] = [
  dropStrays,
  ...(['standing', 'corrections', 'picks'] as const).map((table) => dropOrphans(table, 'SELECT 1 FROM live l WHERE l.slug = named.slug')),
  dropOrphans('also', 'SELECT 1 FROM articles a WHERE a.slug = named.slug AND a.live IS NOT NULL'),
  ...(['words', 'grams'] as const).map(dropWords),
  dropFiled,
  remakeArticles,
  recount,
  (ledger, _, now) => {
    recountMonths(ledger, now)
    return undefined
  },
  {
    prefix: (lang) => listingKey(lang, ''),
    look: (ledger, name, _, now) => dropKey(ledger, 'listing', name, now, name !== 'front' && !listingOf(ledger, name)),
  },
  { prefix: (lang) => alsoKey(lang, ''), look: (ledger, name, _, now) => dropKey(ledger, 'also', name, now, held(ledger, name)?.live == null) },
  { prefix: articlePrefix, look: dropUnpublished },
  (ledger, _, now) => {
    queueEverything(ledger, now)
    return undefined
  },
]

export async function rebuildStep({ ledger, kv, transact, clock }: Desk) {
  const before = state(ledger)
  const phase = before && PHASES[before.phase]
  if (!phase) return transact(() => void drop(ledger, 'rebuilding'))
  const { began, after = '' } = before
  if (typeof phase === 'function') return transact(() => goOn(ledger, before, phase(ledger, after, clock())))
  const prefix = phase.prefix(ledger.lang)
  const listed = await kv.list<{ tag?: string }>({ prefix, limit: KEYS_PER_STEP, ...(after && { cursor: after }) }).catch((error: unknown) => {
    // Perhaps it is the cursor that KV will not have: the next attempt lists from the beginning.
    transact(() => state(ledger)?.began === began && keep(ledger, 'rebuilding', { began, phase: before.phase }))
    throw error
  })
  return transact(() => {
    // Begun anew meanwhile.
    if (state(ledger)?.began !== began) return
    for (const { name, metadata } of listed.keys) phase.look(ledger, name.slice(prefix.length), metadata?.tag, clock())
    goOn(ledger, before, listed.list_complete ? undefined : listed.cursor)
  })
}

function goOn(ledger: Ledger, { began, phase }: Rebuilding, after: string | undefined) {
  if (after !== undefined) keep(ledger, 'rebuilding', { began, phase, after })
  else if (phase + 1 < PHASES.length) keep(ledger, 'rebuilding', { began, phase: phase + 1 })
  else drop(ledger, 'rebuilding')
}

const lastOf = (names: (string | number)[], limit: number) => (names.length < limit ? undefined : String(names.at(-1)))

/** Out of the listings goes what the ledger does not publish. */
function dropStrays(ledger: Ledger, after: string, now: number) {
  const found = rows<{ id: number; slug: string; live: number | null }>(
    ledger,
    'SELECT l.id, l.slug, a.live FROM live l LEFT JOIN articles a ON a.id = l.id AND a.slug = l.slug WHERE l.id > ? ORDER BY l.id LIMIT ?',
    ...[Number(after), MANY],
  )
  for (const { slug, live } of found) if (live === null) leave(ledger, slug, now)
  return lastOf(
    found.map(({ id }) => id),
    MANY,
  )
}

/** Rows of what is not there. */
function dropOrphans(table: 'standing' | 'corrections' | 'picks' | 'also', parent: string): Step {
  return (ledger, after) => {
    const found = rows<{ slug: string; has: number }>(
      ledger,
      `SELECT slug, EXISTS (${parent}) AS has FROM (SELECT DISTINCT slug FROM ${table} WHERE slug > ? ORDER BY slug LIMIT ?) named ORDER BY slug`,
      ...[after, MANY],
    )
    for (const { slug, has } of found) if (!has) run(ledger, `DELETE FROM ${table} WHERE slug = ?`, slug)
    return lastOf(
      found.map(({ slug }) => slug),
      MANY,
    )
  }
}

function dropWords(table: 'words' | 'grams'): Step {
  return (ledger, after) => dropRowsOf(ledger, table, 'SELECT 1 FROM live WHERE id = named.id', Number(after))
}

function dropFiled(ledger: Ledger, after: string) {
  return dropRowsOf(ledger, 'filed', 'SELECT 1 FROM articles WHERE id = named.id', Number(after))
}

function dropRowsOf(ledger: Ledger, table: 'words' | 'grams' | 'filed', parent: string, after: number) {
  const found = rows<{ id: number; has: number }>(
    ledger,
    `SELECT id, EXISTS (${parent}) AS has FROM (SELECT rowid AS id FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?) named ORDER BY id`,
    ...[after, MANY],
  )
  for (const { id, has } of found) if (!has) run(ledger, `DELETE FROM ${table} WHERE rowid = ?`, id)
  return lastOf(
    found.map(({ id }) => id),
    MANY,
  )
}

/** What is on its way into KV enters when it stands there; its words are indexed when it is printed. */
function remakeArticles(ledger: Ledger, after: string, now: number) {
  const found = rows<Held>(ledger, 'SELECT * FROM articles WHERE id > ? ORDER BY id LIMIT ?', Number(after), FEW)
  for (const { id, slug, headline, live } of found) {
    const words = row<{ slug: string; headline: string }>(ledger, 'SELECT slug, headline FROM filed WHERE rowid = ?', id)
    if (words?.slug !== slug || words.headline !== headline) keepFiledWords(ledger, id, slug, headline)
    if (live === null || isWaiting(ledger, { kind: 'article', name: slug }) !== undefined) continue
    const article = JSON.parse(textOfRevision(ledger, id, live) as string) as Article
    keepRows(ledger, id, article, now)
    keepPicks(ledger, article)
    tidyAlso(ledger, slug)
  }
  return lastOf(
    found.map(({ id }) => id),
    FEW,
  )
}

/** How many stand in each listing, a name at a time. */
function recount(ledger: Ledger, after: string) {
  let name: string | undefined = after
  for (let n = 0; n < MANY / 5; n++) {
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
    SELECT min(name) AS name FROM standing WHERE name > ?1
    UNION ALL SELECT min(name) FROM totals WHERE name > ?1
  )`
const nextName = (ledger: Ledger, after: string) => row<{ name: string | null }>(ledger, NEXT_NAME, after)?.name ?? undefined

const countIn = (ledger: Ledger, name: string) => row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM standing WHERE name = ?', name)?.total ?? 0

function dropKey(ledger: Ledger, kind: Kind, name: string, now: number, isStray: boolean) {
  if (isStray) enqueue(ledger, { kind, name }, now, { bulk: true, force: true })
}

/** What an editor put there by hand is the sweep's; what another ledger printed, too. */
function dropUnpublished(ledger: Ledger, slug: string, tag: string | undefined, now: number) {
  const it = held(ledger, slug)
  if (!it || !tag || it.live !== null || (it.state === 'withdrawn' && it.came_out)) return
  enqueue(ledger, { kind: 'article', name: slug, rank: RANK.leaving }, now, { force: true })
}
