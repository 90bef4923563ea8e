/**
 * The law wants the text of a revision gone. It goes from everywhere that the ledger answers from; what remains says that there
 * was a revision, who erased it and why.
 */

import { instantOf } from '../../copy/text/instant.ts'
import { articleKey } from '../../edition/keys.ts'
import type { Actor, Conditions, Deleted, Erasure, Refusal } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { eraseExcerpts } from '../ledger/block-notes.ts'
import { publishedCorrectionsOf } from '../ledger/corrections.ts'
import { eraseFromDrafts } from '../ledger/erased-drafts.ts'
import { erasureOf } from '../ledger/erasures.ts'
import { formerSlugsOf } from '../ledger/former-slugs.ts'
import { enqueue } from '../ledger/outbox.ts'
import { PURGE_RANK, queuePurge } from '../ledger/purge-queue.ts'
import { textOfRevision } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { scrubEvents } from '../ledger/webhook-events.ts'
import { scrubAnswers } from './idempotency.ts'
import { articleFor, wrongStateRefusal } from './outcome.ts'
import { endPreviews } from './previews.ts'

type Order = { revision: number; reason: string }

export function eraseRevision(
  ledger: Ledger,
  now: number,
  slug: string,
  { revision, reason }: Order,
  actor: Actor,
  { expect }: Conditions = {},
): Deleted | Refusal {
  if (actor.role !== 'admin') return { ok: false, reason: 'not-allowed', needs: 'admin', message: 'Only an admin can erase a revision.' }
  const found = articleFor(ledger, slug, actor, 'erase a revision', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (erasureOf(ledger, it.id, revision)) return { ok: true }
  if (textOfRevision(ledger, it.id, revision) === undefined) return { ok: false, reason: 'unknown-revision', slug, revision, newest: it.revision }
  const inUse = useOf(it, revision)
  if (inUse) return wrongStateRefusal(slug, it.state, inUse)
  erase(ledger, it, revision, { at: instantOf(now), by: actor.name, reason }, now)
  recordAudit(ledger, actor, now, { what: 'erase', slug, revision, detail: reason })
  return { ok: true }
}

/** What this revision is still needed for, and what to do first; undefined where for nothing. */
export function useOf({ live, ready, until, revision: newest }: ArticleRow, revision: number): string | undefined {
  if (revision === live) return `Readers see revision ${revision}. Publish a corrected revision first, then erase this one.`
  if (revision === ready) return `Revision ${revision} is scheduled for ${until}. File a corrected revision or unschedule it first, then erase it.`
  if (revision === newest) return `Revision ${revision} is the newest. File a corrected revision first, then erase this one.`
  return undefined
}

export function erase(ledger: Ledger, it: ArticleRow, revision: number, erasure: Erasure, now: number) {
  // Corrections belong to the story: what it published of them is gathered before a revision goes.
  publishedCorrectionsOf(ledger, it)
  eraseFromDrafts(ledger, it.id, revision, erasure)
  run(ledger, 'DELETE FROM copy WHERE article = ? AND revision = ?', it.id, revision)
  eraseExcerpts(ledger, it.id, revision)
  scrubEvents(ledger, it.id, revision)
  run(
    ledger,
    `UPDATE revisions SET headline = '', note = NULL, hash = '', erased = ? WHERE article = ? AND revision = ?`,
    ...[JSON.stringify(erasure), it.id, revision],
  )
  // What changed from and to it is on the story's changes page, which the front cache may have.
  queuePurge(ledger, articleKey(ledger.lang, it.slug), now, PURGE_RANK.removal)
  // Whether its page says that it changed may hang on this revision.
  if (it.live !== null) enqueue(ledger, { kind: 'article', name: it.slug }, now)
  for (const slug of [it.slug, ...formerSlugsOf(ledger, it.id).map(({ slug }) => slug)]) {
    endPreviews(ledger, 'slug', slug)
    run(ledger, 'UPDATE malformed SET text = NULL WHERE key = ?', articleKey(ledger.lang, slug))
    scrubAnswers(ledger, slug)
    // The lines of the trail that tell of copy put into KV by hand have such notes, too.
    run(ledger, `UPDATE audit SET detail = NULL WHERE slug = ? AND revision = ? AND what = 'adopt'`, slug, revision)
  }
}
