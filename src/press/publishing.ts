/** How an article comes out, is held back, and is taken down. Each is one step of a transaction. */
import { type Article, pathOf } from '../copy/article.ts'
import type { Actor, Done, Refusal, State } from './calls.ts'
import { copyOfRevision, entryOf, type Held, held, keepRevision } from './ledger.ts'
import { enqueue, RANK } from './outbox.ts'
import { keptSite } from './publication.ts'
import { isoOf, type Ledger, later, run } from './rows.ts'
import { endPreviews } from './shelf.ts'
import { leave, pathsShowing } from './standing.ts'

export const mayPublish = ({ role }: Actor) => role !== 'reporter'

const notAllowed = (deed: string): Refusal => ({
  ok: false,
  reason: 'not-allowed',
  needs: 'editor',
  message: `A reporter files drafts; ask an editor to ${deed}.`,
})
export const wrongState = (slug: string, state: State, message: string): Refusal => ({ ok: false, reason: 'wrong-state', slug, state, message })

/** Who may touch what: the article, or why not. */
export function heldFor(ledger: Ledger, slug: string, actor: Actor, deed: string, expect?: number): { it: Held } | { refusal: Refusal } {
  if (!mayPublish(actor)) return { refusal: notAllowed(deed) }
  const it = held(ledger, slug)
  if (!it) return { refusal: { ok: false, reason: 'unknown-article', slug } }
  if (expect !== undefined && expect !== it.revision) return { refusal: { ok: false, reason: 'stale-revision', slug, expected: expect, got: it.revision } }
  return { it }
}

export const liveCopy = (ledger: Ledger, it: Held) => (it.live === null ? null : copyOfRevision(ledger, it.id, it.live))

/** What a change answers: `before` and what is live now are what readers no longer see as it was. */
export function done(
  ledger: Ledger,
  slug: string,
  { created = false, changed = true, before }: { created?: boolean; changed?: boolean; before: Article | null },
): Done {
  const it = held(ledger, slug) as Held // Only called for what was just written.
  const zone = keptSite(ledger)?.timeZone ?? 'UTC'
  const now = liveCopy(ledger, it)
  const shown = changed && (before || now) ? [before, now].flatMap((article) => (article ? pathsShowing(article, zone) : [])) : []
  return { ok: true, entry: entryOf(it), created, changed, stale: [...new Set(shown)] }
}

/** Lets a revision go: out now, or when the last of what holds it back has passed. */
export function letGo(ledger: Ledger, slug: string, revision: number, now: number, { bulk = false, article }: { bulk?: boolean; article?: Article } = {}) {
  const it = held(ledger, slug) as Held // Only what is filed is let go.
  const copy = article ?? (copyOfRevision(ledger, it.id, revision) as Article)
  const until = later(copy.publishedAt, it.embargo_until ?? '')
  if (until > isoOf(now)) return hold(ledger, it, revision, until, now)
  run(
    ledger,
    `UPDATE articles SET state = 'published', live = ?, ready = NULL, until = NULL, embargo_until = NULL, withdrawn_at = NULL, came_out = 1, path = ? WHERE id = ?`,
    ...[revision, pathOf(copy), it.id],
  )
  run(ledger, 'INSERT INTO releases (article, revision, at) VALUES (?, ?, ?)', it.id, revision, isoOf(now))
  enqueue(ledger, { kind: 'article', name: slug }, now, { bulk })
}

/** Nothing of it is anywhere until then; what was out is taken out. */
export function hold(ledger: Ledger, it: Held, revision: number, until: string, now: number) {
  if (it.live !== null) takeOut(ledger, it, now)
  run(ledger, `UPDATE articles SET state = 'scheduled', live = NULL, ready = ?, until = ?, withdrawn_at = NULL WHERE id = ?`, revision, until, it.id)
  // Where a tombstone stands, it goes too: what is to come is not "withdrawn".
  if (it.state === 'withdrawn' && it.came_out) enqueue(ledger, { kind: 'article', name: it.slug, rank: RANK.leaving }, now)
}

function takeOut(ledger: Ledger, { slug, came_out }: Held, now: number) {
  leave(ledger, slug, now)
  if (came_out) enqueue(ledger, { kind: 'article', name: slug, rank: RANK.leaving }, now)
}

export function takeDown(ledger: Ledger, it: Held, now: number) {
  endPreviews(ledger, 'slug', it.slug)
  run(
    ledger,
    `UPDATE articles SET state = 'withdrawn', live = NULL, ready = NULL, until = NULL, embargo_until = NULL, withdraw_at = NULL, withdrawn_at = ? WHERE id = ?`,
    ...[isoOf(now), it.id],
  )
  takeOut(ledger, it, now)
}

/**
 * A change to the copy that readers get, on top of `base`. A newer revision that waits for an editor is not buried under it:
 * it is filed again, with the same change.
 */
export function amend(ledger: Ledger, it: Held, base: number, actor: Actor, now: number, why: string, change: (article: Article) => Article): number {
  const waiting = it.revision > base ? { article: copyOfRevision(ledger, it.id, it.revision) as Article, by: it.by } : undefined
  const amended = keepRevision(ledger, change(copyOfRevision(ledger, it.id, base) as Article), actor, now, why, { base })
  if (waiting)
    keepRevision(ledger, change(waiting.article), { ...actor, name: waiting.by }, now, `revision ${it.revision} again, ${why}`, { base: it.revision })
  return amended.revision
}
