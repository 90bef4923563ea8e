/** A topic or an author gets another slug or name, or becomes one with another. The old page leads to the new one. */

import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { deleteName, formerSlugsOf, movedTo, nameRow, saveMovedName, saveName } from '../ledger/names.ts'
import { redirectOldAddresses } from '../ledger/old-addresses.ts'
import { enqueue, enqueueAll } from '../ledger/outbox.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { readSite, saveValue } from '../ledger/stored-values.ts'
import { titleOf, totalOf } from '../listings/listings.ts'
import type { NameChange, NameKind, NameMoved, NameRefusal } from '../reference-calls.ts'
import { withPresentTopics } from './newsletter-topics.ts'

export function renameName(
  ledger: Ledger,
  kind: NameKind,
  slug: string,
  { slug: to = slug, name }: NameChange,
  actor: Actor,
  now: number,
): NameMoved | NameRefusal {
  const refusal = missingRefusal(ledger, kind, slug)
  if (refusal) return refusal
  if (to !== slug && isKnown(ledger, kind, to)) return { ok: false, reason: 'name-taken', kind, slug: to }
  const called = name ?? nameOf(ledger, kind, slug)
  const from = nameOf(ledger, kind, slug)
  const moved = to === slug ? nameAnew(ledger, kind, slug, called, actor, now) : move(ledger, kind, { slug, to, name: called, made: 'rename' }, actor, now)
  recordAudit(ledger, actor, now, { what: `rename-${kind}`, detail: `${slug} “${from}” → ${to} “${called}”` })
  return moved
}

export function mergeName(ledger: Ledger, kind: NameKind, slug: string, into: string, actor: Actor, now: number): NameMoved | NameRefusal {
  const refusal =
    missingRefusal(ledger, kind, slug) ??
    (slug === into ? { ok: false as const, reason: 'same-name' as const, kind, slug } : missingRefusal(ledger, kind, into))
  if (refusal) return refusal
  const moved = move(ledger, kind, { slug, to: into, name: nameOf(ledger, kind, into), made: 'merger' }, actor, now)
  recordAudit(ledger, actor, now, { what: `merge-${kind}`, detail: `${slug} → ${into}, ${moved.articles} articles` })
  return moved
}

export function missingRefusal(ledger: Ledger, kind: NameKind, slug: string): NameRefusal | undefined {
  const current = movedTo(ledger, kind, slug)
  if (current !== undefined) return { ok: false, reason: 'moved-name', kind, slug, current }
  return isKnown(ledger, kind, slug) ? undefined : { ok: false, reason: 'unknown-name', kind, slug }
}

/** What was called so once and is called otherwise is not. */
const isKnown = (ledger: Ledger, kind: NameKind, slug: string) => totalOf(ledger, `${kind}/${slug}`) > 0 || (nameRow(ledger, kind, slug)?.name ?? null) !== null

const nameOf = (ledger: Ledger, kind: NameKind, slug: string) => nameRow(ledger, kind, slug)?.name ?? titleOf(ledger, `${kind}/${slug}`)

/** The same slug, under another name. */
export function nameAnew(ledger: Ledger, kind: NameKind, slug: string, name: string, actor: Actor, now: number): NameMoved {
  const json = nameRow(ledger, kind, slug)?.json ?? null
  saveName(ledger, kind, { slug, name, json: json && JSON.stringify({ ...(JSON.parse(json) as object), name }), at: instantOf(now), by: actor.name })
  const listing = `${kind}/${slug}`
  const articles = printArticlesOf(ledger, listing, now)
  run(ledger, 'UPDATE listing_entries SET title = ? WHERE name = ?', name, listing)
  for (const name of [listing, 'front']) enqueue(ledger, { kind: 'listing', name }, now)
  return { ok: true, slug, name, articles, stale: stalePaths([listing]) }
}

type Move = { slug: string; to: string; name: string; made: 'rename' | 'merger' }

function move(ledger: Ledger, kind: NameKind, { slug, to, name, made }: Move, actor: Actor, now: number): NameMoved {
  const [old, current] = [`${kind}/${slug}`, `${kind}/${to}`]
  const json = nameRow(ledger, kind, to)?.json ?? nameRow(ledger, kind, slug)?.json ?? null
  const changed = { at: instantOf(now), by: actor.name }
  deleteName(ledger, kind, to)
  saveName(ledger, kind, { slug: to, name, json: json && JSON.stringify({ ...(JSON.parse(json) as object), slug: to, name }), ...changed })
  saveMovedName(ledger, kind, { slug, to, made, ...changed })
  const articles = printArticlesOf(ledger, old, now)
  moveEntries(ledger, kind, { old, current, name })
  redirectOldAddresses(ledger, `/${old}`, { article: null, target: `/${current}` }, now)
  if (kind === 'topic') moveInSite(ledger, now)
  const former = formerSlugsOf(ledger, kind, to).map((it) => `${kind}/${it}`)
  for (const name of [...former, current, 'front']) enqueue(ledger, { kind: 'listing', name }, now)
  return { ok: true, slug: to, name, articles, stale: stalePaths([old, current]) }
}

/** Each article names its topics and authors on its page. In bulk: nobody waits for the last of thousands. */
export function printArticlesOf(ledger: Ledger, listing: string, now: number) {
  // A slug has letters, marks, digits and hyphens only, of whatever script.
  enqueueAll(ledger, 'article', `SELECT slug AS name FROM listing_entries WHERE name = '${listing}'`, now)
  return totalOf(ledger, listing)
}

/** At once, so that the new page is whole before the old one leads there. */
function moveEntries(ledger: Ledger, kind: NameKind, { old, current, name }: { old: string; current: string; name: string }) {
  run(
    ledger,
    'INSERT OR IGNORE INTO listing_entries (name, published_at, slug, title) SELECT ?, published_at, slug, title FROM listing_entries WHERE name = ?',
    ...[current, old],
  )
  run(ledger, 'DELETE FROM listing_entries WHERE name = ?', old)
  run(ledger, 'UPDATE listing_entries SET title = ? WHERE name = ?', name, current)
  const total = row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM listing_entries WHERE name = ?', current)?.total ?? 0
  run(ledger, 'DELETE FROM totals WHERE name IN (?, ?)', old, current)
  if (total > 0) run(ledger, 'INSERT INTO totals (name, kind, total) VALUES (?, ?, ?)', current, kind, total)
}

/** Newsletters are made of topics, too. */
function moveInSite(ledger: Ledger, now: number) {
  const site = readSite(ledger)
  const moved = site && withPresentTopics(ledger, site)
  if (!moved || moved === site) return
  saveValue(ledger, 'site', moved)
  enqueue(ledger, { kind: 'site', name: 'site' }, now)
}

const stalePaths = (listings: string[]) => ['/', ...listings.map(encodeLetters).flatMap((name) => [`/${name}`, `/${name}/feed.xml`, `/${name}/feed.json`])]
