/** A story gets another slug, and takes everything with it; its old address leads to the new one. */

import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import { pathOf } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Conditions, Outcome } from '../calls.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { deleteFormerSlug, saveFormerSlug, storyCalled } from '../ledger/former-slugs.ts'
import { leaveAddress } from '../ledger/left-addresses.ts'
import { enqueue, forgetTag, RANK } from '../ledger/outbox.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { readPins, saveValue, timeZoneOf } from '../ledger/stored-values.ts'
import { rechooseNearby } from '../listings/also-worth-reading.ts'
import { pathsShowing } from '../listings/listed-articles.ts'
import { articleFor, liveCopyOf, successOf } from './outcome.ts'
import { tellOfNoSchedule, tellOfRename, tellOfSchedule } from './story-events.ts'

export function rename(ledger: Ledger, now: number, slug: string, to: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'rename it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (to === slug) return successOf(ledger, slug, { before: it })
  const other = storyCalled(ledger, to)
  if (other && other.id !== it.id) return { ok: false, reason: 'slug-taken', slug: to, by: other.slug }
  moveStory(ledger, it, to, now, actor.name)
  tellOfMove(ledger, it, articleRow(ledger, to) as ArticleRow, now) // It was just renamed.
  recordAudit(ledger, actor, now, { what: 'rename', slug: to, revision: it.revision, detail: `was "${slug}"` })
  return { ...successOf(ledger, to, { before: it }), changed: true, stale: stalePaths(ledger, it, to), ...canonicalNote(ledger, it) }
}

/** What never came out has no old address that leads anywhere: whoever plans with it forgets that, and gets the new one. */
function tellOfMove(ledger: Ledger, before: ArticleRow, after: ArticleRow, now: number) {
  if (before.came_out) return tellOfRename(ledger, before, after, now)
  if (before.until === null) return
  tellOfNoSchedule(ledger, before, now)
  tellOfSchedule(ledger, after, { revision: before.ready ?? before.revision, until: before.until }, now)
}

/** Copy that names its own address as the one to be found names the old one now. */
function canonicalNote(ledger: Ledger, { id, revision, path }: ArticleRow) {
  const canonical = copyOfRevision(ledger, id, revision)?.canonical
  return canonical?.endsWith(path) ? { notes: [`/canonical: This still says ${canonical}, the old address. Remove it.`] } : {}
}

function stalePaths(ledger: Ledger, before: ArticleRow, to: string) {
  const after = articleRow(ledger, to) as ArticleRow // It was just renamed.
  const live = liveCopyOf(ledger, after)
  return live ? [before.path, ...pathsShowing(live, timeZoneOf(ledger))] : []
}

/** What readers' pages are made of and is known by the slug. The card says the old one until the story stands under the new. */
const NAMED = ['live', 'listing_entries', 'also', 'picks', 'corrections'] as const

export function moveStory(ledger: Ledger, it: ArticleRow, to: string, now: number, by?: string) {
  const { id, slug, came_out } = it
  const wasOut = came_out === 1
  deleteFormerSlug(ledger, to)
  saveFormerSlug(ledger, id, { slug, at: instantOf(now), isPublic: wasOut })
  const path = pathOf({ section: piecesOf(it.path)[0] ?? it.section, slug: to })
  leaveAddress(ledger, it, { to: path, made: 'rename', at: instantOf(now), ...(by !== undefined && { by }) })
  run(ledger, 'UPDATE articles SET slug = ?, path = ?, first_slug = ? WHERE id = ?', to, path, wasOut ? (it.first_slug ?? slug) : null, id)
  run(ledger, 'UPDATE filed SET slug = ? WHERE rowid = ?', to, id)
  for (const table of NAMED) {
    run(ledger, `DELETE FROM ${table} WHERE slug = ?`, to)
    run(ledger, `UPDATE ${table} SET slug = ? WHERE slug = ?`, to, slug)
  }
  run(ledger, 'UPDATE previews SET slug = ? WHERE slug = ?', to, slug)
  run(ledger, 'UPDATE also SET card = ? WHERE card = ?', to, slug)
  const pins = readPins(ledger)
  if (pins.includes(slug)) saveValue(ledger, 'pins', [...new Set(pins.map((pin) => (pin === slug ? to : pin)))])
  if (wasOut) printAnew(ledger, it, to, now)
}

/** The old address is printed when the story stands under the new one: see `queueRedirects`. */
function printAnew(ledger: Ledger, { slug, live }: ArticleRow, to: string, now: number) {
  forgetTag(ledger, { kind: 'article', name: to })
  enqueue(ledger, { kind: 'article', name: to, rank: live === null ? RANK.removal : RANK.article }, now)
  if (live === null) return
  for (const name of [slug, to]) enqueue(ledger, { kind: 'also', name }, now)
  // Somebody may have picked it under this name before it had it.
  rechooseNearby(ledger, to, now, true)
}
