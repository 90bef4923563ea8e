/**
 * A publication taken back in its first seconds: readers get what they had before, and it leaves no tombstone. Only for who gave the order, and
 * only while nothing else has happened to the story.
 */
import type { Article } from '../../copy/shapes/article.ts'
import type { Actor, Conditions, Outcome, PublishOptions } from '../calls.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { deleteAutomatic } from '../ledger/old-addresses.ts'
import { enqueue, RANK } from '../ledger/outbox.ts'
import { copyOfRevision, isUndated, saveRevision } from '../ledger/revisions.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { removeFromListings } from '../listings/listed-articles.ts'
import type { UndoOffer } from '../newsroom-calls.ts'
import { publishWithCorrection } from './orders.ts'
import { articleFor, successOf, wrongStateRefusal } from './outcome.ts'
import { tellOfNoSchedule, tellOfOlderVersion, tellOfSchedule, tellOfWithdrawal } from './story-events.ts'

const OFFERED_MS = 10_000
/** A request may take a few more. */
const UNDO_MS = 15_000

/** The story's row before and after, and what had been given to readers before. */
type Publication = { before: ArticleRow; after: ArticleRow; releases: number; corrections: string[] }
type Saved = { by: string; at: number; json: string }

export function publishUndoably(ledger: Ledger, now: number, slug: string, actor: Actor, options?: PublishOptions): Outcome {
  const before = articleRow(ledger, slug)
  const given = before && { releases: lastRelease(ledger, before.id), corrections: correctionsOf(ledger, before.id) }
  const outcome = publishWithCorrection(ledger, now, slug, actor, options)
  if (!outcome.ok || !outcome.changed || !before || !given) return outcome
  const after = articleRow(ledger, slug) as ArticleRow // It was just published.
  run(ledger, 'DELETE FROM recent_publications WHERE at <= ?', now - UNDO_MS)
  const publication: Publication = { before, after, ...given }
  run(ledger, 'INSERT OR REPLACE INTO recent_publications (article, by, at, json) VALUES (?, ?, ?, ?)', before.id, actor.name, now, JSON.stringify(publication))
  return outcome
}

export function undoPublication(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'undo the publication', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const recent = recentPublication(ledger, now, it, actor)
  if (!recent.ok) return wrongStateRefusal(slug, it.state, recent.message)
  const { publication } = recent
  takeBack(ledger, publication, actor, now)
  run(ledger, 'DELETE FROM recent_publications WHERE article = ?', it.id)
  recordAudit(ledger, actor, now, { what: 'undo-publish', slug, revision: it.live ?? it.ready ?? it.revision })
  return successOf(ledger, slug, { before: it })
}

/** Of these stories, what whoever asks published and can still take back. */
export function publicationsToUndo(ledger: Ledger, now: number, slugs: readonly string[], actor: Actor): UndoOffer[] {
  return slugs.flatMap((slug) => {
    const it = articleRow(ledger, slug)
    const recent = it && recentPublication(ledger, now, it, actor)
    const leftMs = recent?.ok ? recent.at + OFFERED_MS - now : 0
    return it && leftMs > 0 ? [{ slug, revision: it.revision, leftMs }] : []
  })
}

type Recent = { ok: true; at: number; publication: Publication } | { ok: false; message: string }

function recentPublication(ledger: Ledger, now: number, it: ArticleRow, actor: Actor): Recent {
  const late = (message: string): Recent => ({ ok: false, message })
  const saved = row<Saved>(ledger, 'SELECT by, at, json FROM recent_publications WHERE article = ?', it.id)
  if (!saved || now - saved.at > UNDO_MS)
    return late('It’s too late to undo this, or nobody ordered it to be published. Correct it and publish again, or withdraw it.')
  if (saved.by !== actor.name) return late(`Only ${saved.by}, who published it, can undo this. You can withdraw it.`)
  const publication = JSON.parse(saved.json) as Publication // As it was written above.
  if (JSON.stringify(it) !== JSON.stringify(publication.after))
    return late('Something else has happened to this story since it was published, so it can’t be undone. Look at it again.')
  return { ok: true, at: saved.at, publication }
}

function takeBack(ledger: Ledger, { before, after, releases, corrections }: Publication, actor: Actor, now: number) {
  forgetGiven(ledger, before.id, releases, corrections)
  deleteAutomatic(ledger, before.path)
  run(
    ledger,
    `UPDATE articles SET state = ?, live = ?, ready = ?, until = ?, embargo_until = ?, withdraw_at = ?, withdrawn_at = ?, withdrawn_for = ?, came_out = ?,
     path = ?, ordered = ?, out_at = ?, corrections_known = ? WHERE id = ?`,
    ...[before.state, before.live, before.ready, before.until, before.embargo_until, before.withdraw_at, before.withdrawn_at, before.withdrawn_for],
    ...[before.came_out, before.path, before.ordered, before.out_at, before.corrections_known, before.id],
  )
  fileAsBefore(ledger, before, after, actor, now)
  tellOfUndoing(ledger, before, after, now)
  // Of what is no longer live, listings and search forget first; then its page goes, or is a tombstone as before.
  if (before.live === null) removeFromListings(ledger, before.slug, now)
  enqueue(ledger, { kind: 'article', name: before.slug, ...(before.live === null && { rank: RANK.removal }) }, now)
}

function tellOfUndoing(ledger: Ledger, before: ArticleRow, after: ArticleRow, now: number) {
  const copy = before.live === null ? undefined : copyOfRevision(ledger, before.id, before.live)
  if (before.live !== null && copy && after.live !== before.live) tellOfOlderVersion(ledger, after, { revision: before.live, copy, path: before.path }, now)
  else if (after.live !== null && before.live === null) tellOfWithdrawal(ledger, after, now, 'undone')
  if (before.until !== null && (after.until !== before.until || after.ready !== before.ready))
    tellOfSchedule(ledger, before, { revision: before.ready ?? before.revision, until: before.until }, now)
  else if (after.until !== null && before.until === null) tellOfNoSchedule(ledger, after, now)
}

/** Readers' history tells of what stays. */
function forgetGiven(ledger: Ledger, id: number, releases: number, corrections: readonly string[]) {
  run(ledger, 'DELETE FROM releases WHERE article = ? AND id > ?', id, releases)
  for (const { at, text } of rows<{ at: string; text: string }>(ledger, 'SELECT at, text FROM published_corrections WHERE article = ?', id))
    if (!corrections.includes(`${at} ${text}`)) run(ledger, 'DELETE FROM published_corrections WHERE article = ? AND at = ? AND text = ?', id, at, text)
}

/** Where publishing filed more revisions, for a date or a correction, what was the newest is filed again: nothing of those is published by mistake. */
function fileAsBefore(ledger: Ledger, before: ArticleRow, after: ArticleRow, actor: Actor, now: number) {
  if (after.revision === before.revision) return
  const copy = copyOfRevision(ledger, before.id, before.revision) as Article // It was published from.
  const undated = isUndated(ledger, before.id, before.revision)
  saveRevision(ledger, copy, actor, now, `revision ${before.revision} restored, publication undone`, { base: before.revision, undated })
}

const lastRelease = (ledger: Ledger, id: number) =>
  row<{ last: number | null }>(ledger, 'SELECT max(id) AS last FROM releases WHERE article = ?', id)?.last ?? 0

const correctionsOf = (ledger: Ledger, id: number) =>
  rows<{ at: string; text: string }>(ledger, 'SELECT at, text FROM published_corrections WHERE article = ?', id).map(({ at, text }) => `${at} ${text}`)
