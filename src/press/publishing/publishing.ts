/** How an article comes out, waits, and is taken down. Each is one step of a transaction. */
import { type Article, pathOf } from '../../copy/shapes/article.ts'
import type { Actor, Done, Expected, Refusal, State } from '../calls.ts'
import { keepCorrections, publishedCorrections, withCorrections } from '../ledger/corrections.ts'
import { missing } from '../ledger/former-slugs.ts'
import { copyOfRevision, entryOf, type Held, held, isUndated, keepRevision } from '../ledger/ledger.ts'
import { unmet } from '../ledger/preconditions.ts'
import { leave, pathsShowing } from '../listings/standing.ts'
import { enqueue, RANK } from '../printing/outbox.ts'
import { isoOf, type Ledger, row, run } from '../rows.ts'
import { dated } from './dating.ts'
import { keptSite } from './publication.ts'
import { endPreviews } from './shelf.ts'

/** Who does what no person ordered at that moment. */
export const PRESS: Actor = { name: 'press', role: 'admin' }

export const mayPublish = ({ role }: Actor) => role !== 'reporter'

const notAllowed = (deed: string): Refusal => ({
  ok: false,
  reason: 'not-allowed',
  needs: 'editor',
  message: `A reporter files drafts; ask an editor to ${deed}.`,
})
export const wrongState = (slug: string, state: State, message: string): Refusal => ({ ok: false, reason: 'wrong-state', slug, state, message })

/** Who may touch what: the article, or why not. */
export function heldFor(ledger: Ledger, slug: string, actor: Actor, deed: string, expect?: Expected): { it: Held } | { refusal: Refusal } {
  if (!mayPublish(actor)) return { refusal: notAllowed(deed) }
  const it = held(ledger, slug)
  if (!it) return { refusal: missing(ledger, slug) }
  const refusal = unmet(expect, slug, it.revision)
  return refusal ? { refusal } : { it }
}

export const liveCopy = (ledger: Ledger, it: Held) => (it.live === null ? null : copyOfRevision(ledger, it.id, it.live))

/** What a change answers. Where readers see another version than `before`, the pages that show the one or the other are stale. */
export function done(ledger: Ledger, slug: string, { created = false, before }: { created?: boolean; before: Held | undefined }): Done {
  const it = held(ledger, slug) as Held // Only called for what was just written.
  return { ok: true, entry: entryOf(it), created, changed: !before || hasChanged(before, it), stale: stalePaths(ledger, before, it) }
}

const STANDING = ['revision', 'state', 'live', 'ready', 'until', 'embargo_until', 'withdraw_at', 'out_at'] as const
export const hasChanged = (before: Held, after: Held) => STANDING.some((field) => before[field] !== after[field])

function stalePaths(ledger: Ledger, before: Held | undefined, after: Held): string[] {
  if ((before?.live ?? null) === after.live) return []
  const zone = keptSite(ledger)?.timeZone ?? 'UTC'
  const shown = [before && liveCopy(ledger, before), liveCopy(ledger, after)]
  return [...new Set(shown.flatMap((article) => (article ? pathsShowing(article, zone) : [])))]
}

/** The last of what holds a revision back. */
export const momentOf = (...moments: (string | null | undefined)[]) =>
  moments
    .map((moment) => moment ?? '')
    .sort()
    .at(-1) ?? ''

type Going = { bulk?: boolean; article?: Article; outAt?: string | null | undefined; holdsLive?: boolean }

/** Lets a revision go: out now, or when the last of what holds it back has passed. What waited until now gives way to it. */
export function letGo(ledger: Ledger, slug: string, filed: number, now: number, { bulk = false, article, outAt, holdsLive }: Going = {}) {
  const it = held(ledger, slug) as Held // Only what is filed is let go.
  const copy = article ?? (copyOfRevision(ledger, it.id, filed) as Article)
  const until = momentOf(copy.publishedAt, it.embargo_until, outAt)
  if (until > isoOf(now)) return wait(ledger, it, { revision: filed, until, ordered: true, outAt, holdsLive }, now)
  const published = { corrections: publishedCorrections(ledger, it) }
  const whole = withCorrections(copy, published)
  const carryOn = (revision: Article) => withCorrections(revision, published)
  const revision = whole === copy ? filed : amend(ledger, it, filed, PRESS, now, 'with its published corrections', carryOn).revision
  run(ledger, 'UPDATE articles SET ready = NULL, until = NULL, out_at = NULL, ordered = NULL, embargo_until = NULL WHERE id = ?', it.id)
  comeOut(ledger, it, revision, whole, now, bulk)
}

/** Readers get this revision. What waits goes on waiting. */
export function comeOut(ledger: Ledger, it: Held, revision: number, copy: Article, now: number, bulk = false) {
  run(
    ledger,
    `UPDATE articles SET state = 'published', live = ?, withdrawn_at = NULL, came_out = 1, corrections_known = 1, path = ? WHERE id = ?`,
    ...[revision, pathOf(copy), it.id],
  )
  run(ledger, 'INSERT INTO releases (article, revision, at) VALUES (?, ?, ?)', it.id, revision, isoOf(now))
  keepCorrections(ledger, it, copy)
  enqueue(ledger, { kind: 'article', name: it.slug }, now, { bulk })
}

/** `holdsLive`: what is live is to be held back too. */
type Waiting = { revision: number; until: string; ordered: boolean; outAt?: string | null | undefined; holdsLive?: boolean | undefined }

/** Beside the live version, which stays out; or, where that very version is to be held back, or none is live, nothing of it is anywhere until then. */
export function wait(ledger: Ledger, it: Held, { revision, until, ordered, outAt, holdsLive = it.live === revision }: Waiting, now: number) {
  const live = holdsLive ? null : it.live
  if (it.live !== live) takeOut(ledger, it, now)
  run(
    ledger,
    'UPDATE articles SET state = ?, live = ?, ready = ?, until = ?, ordered = ?, out_at = ? WHERE id = ?',
    ...[live === null ? 'scheduled' : 'published', live, revision, until, Number(ordered), outAt ?? null, it.id],
  )
  // Where a tombstone stands, it goes too: what is to come is not "withdrawn".
  if (it.state === 'withdrawn' && it.came_out) enqueue(ledger, { kind: 'article', name: it.slug, rank: RANK.leaving }, now)
}

/** Whether what waits was published by somebody. Before this was kept, only what had been out is known to have been. */
export const isOrdered = ({ ordered, came_out }: Held) => (ordered ?? came_out) === 1

/** What waits becomes what readers see, and is dated when it does if they see it for the first time, whatever the day it was written. */
export function release(ledger: Ledger, it: Held, at: string, actor: Actor, now: number): number {
  const ready = it.ready ?? it.revision
  const { publishedAt } = copyOfRevision(ledger, it.id, ready) as Article
  const isFirst = !it.came_out && publishedAt < at
  const revision = isFirst ? amend(ledger, it, ready, actor, now, 'dated when its embargo lifted', (article) => dated(article, at)).revision : ready
  run(ledger, 'UPDATE articles SET embargo_until = NULL WHERE id = ?', it.id)
  letGo(ledger, it.slug, revision, now, { outAt: it.out_at })
  return revision
}

/** What waits comes out no more. What never was out is a draft again; what was, and is not, is withdrawn. */
export function takeOffSchedule(ledger: Ledger, it: Held, now: number) {
  const off: State = it.came_out ? 'withdrawn' : 'draft'
  const state: State = it.live === null ? off : 'published'
  run(
    ledger,
    `UPDATE articles SET state = ?, ready = NULL, until = NULL, out_at = NULL, ordered = NULL, embargo_until = NULL,
     withdraw_at = iif(live IS NULL, NULL, withdraw_at), withdrawn_at = ? WHERE id = ?`,
    ...[state, state === 'withdrawn' ? (it.withdrawn_at ?? isoOf(now)) : null, it.id],
  )
  if (state === 'withdrawn') enqueue(ledger, { kind: 'article', name: it.slug, rank: RANK.leaving }, now)
}

function takeOut(ledger: Ledger, { slug, came_out }: Held, now: number) {
  leave(ledger, slug, now)
  if (came_out) enqueue(ledger, { kind: 'article', name: slug, rank: RANK.leaving }, now)
}

export function takeDown(ledger: Ledger, it: Held, now: number) {
  endPreviews(ledger, 'slug', it.slug)
  run(
    ledger,
    `UPDATE articles SET state = 'withdrawn', live = NULL, ready = NULL, until = NULL, out_at = NULL, ordered = NULL, embargo_until = NULL,
     withdraw_at = NULL, withdrawn_at = ? WHERE id = ?`,
    ...[isoOf(now), it.id],
  )
  takeOut(ledger, it, now)
}

/**
 * A change on top of `base`. Newer revisions that wait, for their time or for an editor, are not buried under it: they are
 * filed again, with the same change. Answers what `base` became, and what is to come out now instead of what was.
 */
export function amend(ledger: Ledger, it: Held, base: number, actor: Actor, now: number, why: string, change: (article: Article) => Article) {
  const again = (revision: number, by: Actor, note: string) =>
    keepRevision(ledger, change(copyOfRevision(ledger, it.id, revision) as Article), by, now, note, {
      base: revision,
      undated: isUndated(ledger, it.id, revision),
    }).revision
  const above = [...new Set([it.ready ?? base, it.revision])].filter((revision) => revision > base)
  const became = new Map([[base, again(base, actor, why)]])
  for (const revision of above) became.set(revision, again(revision, { ...actor, name: authorOf(ledger, it, revision) }, `revision ${revision} again, ${why}`))
  return { revision: became.get(base) as number, ready: it.ready === null ? null : (became.get(it.ready) ?? it.ready) } // `base` was put there above.
}

const authorOf = (ledger: Ledger, it: Held, revision: number) =>
  row<{ by: string }>(ledger, 'SELECT by FROM revisions WHERE article = ? AND revision = ?', it.id, revision)?.by ?? it.by
