/**
 * Telling an event live. Each update is one transaction on what readers see at that moment, so that whoever tells at the same
 * time is never overwritten; newer revisions that wait get the same change.
 */

import { type Article, type LiveUpdate, MAX_UPDATES } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, Refusal } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { entryOf } from '../ledger/entries.ts'
import { missingRefusal } from '../ledger/former-slugs.ts'
import { openEvent } from '../ledger/open-events.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { copyOfRevision, textOfArticle } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { authorsOfUpdates, listWaiting, saveAuthor } from '../ledger/waiting-updates.ts'
import type { LiveDesk, NewUpdate, UpdateChange, UpdateConditions, UpdateOutcome } from '../live-calls.ts'
import { amend } from './amendment.ts'
import { successOf, wrongStateRefusal } from './outcome.ts'
import { makeLive } from './release.ts'

/** As much as an upload may have: editors can still take the whole article and file it again. */
const MAX_ARTICLE_UNITS = 1_900_000

/** The article as it is told: what readers see, or else what waits, or the newest. */
export type Event = { it: ArticleRow; article: Article }

export function eventOf(ledger: Ledger, slug: string): Event | { refusal: Refusal } {
  const it = articleRow(ledger, slug)
  if (!it) return { refusal: missingRefusal(ledger, slug) }
  const article = copyOfRevision(ledger, it.id, baseOf(it)) as Article // What is live, waits or is the newest is never erased.
  if (article.kind === 'live') return { it, article }
  return { refusal: wrongStateRefusal(slug, it.state, `"${slug}" isn’t live coverage. Set its kind to "live" first.`) }
}

/** An event of which more may be told. */
export function openEventOf(ledger: Ledger, slug: string): Event | { refusal: Refusal } {
  const found = eventOf(ledger, slug)
  if ('refusal' in found || !found.article.ended) return found
  return { refusal: wrongStateRefusal(slug, found.it.state, 'This event ended. To add more, reopen it first.') }
}

const baseOf = ({ live, ready, revision }: ArticleRow) => live ?? ready ?? revision

export function readLiveDesk(ledger: Ledger, slug: string): LiveDesk | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const { kind, ended, updates = [] } = copyOfRevision(ledger, it.id, baseOf(it)) as Article // As above.
  const authors = authorsOfUpdates(ledger, it.id)
  const told = updates.map((update) => ({ ...update, tag: tagOf(update), ...(authors.has(update.id) && { by: authors.get(update.id) as string }) }))
  return {
    ok: true,
    entry: entryOf(it),
    isLive: kind === 'live',
    ...(ended && { ended }),
    updates: told.toSorted((one, other) => other.at.localeCompare(one.at)),
    waiting: listWaiting(ledger, it.id),
  }
}

/** Files the article with this change and brings it to readers as far as it was there: what is live stays live, what waits keeps waiting. */
export function amendEvent(ledger: Ledger, now: number, it: ArticleRow, actor: Actor, why: string, change: (article: Article) => Article) {
  const { revision, ready } = amend(ledger, it, baseOf(it), actor, now, why, change)
  run(ledger, 'UPDATE articles SET ready = ? WHERE id = ?', ready, it.id)
  if (it.live !== null) makeLive(ledger, it, revision, copyOfRevision(ledger, it.id, revision) as Article, now)
}

/** `by` wrote it, and is not always who sends it to readers. */
type Telling = { id: string; update: NewUpdate; by: string; what: 'update' | 'approve-update' }

export function tellUpdate(ledger: Ledger, now: number, { it, article }: Event, { id, update, by, what }: Telling, actor: Actor): UpdateOutcome {
  const { at = instantOf(now), ...rest } = update
  const told: LiveUpdate = { id, at, ...rest }
  const full = fullRefusal(it, article, told)
  if (full) return full
  const isOut = it.live !== null
  amendEvent(ledger, now, it, actor, 'update added', (story) => ({
    ...story,
    // Of what nobody has read nothing was updated.
    ...(isOut && { updatedAt: instantOf(now) }),
    updates: [told, ...(told.pinned ? unpinned(story.updates) : (story.updates ?? []))],
  }))
  saveAuthor(ledger, it.id, id, by)
  openEvent(ledger, it.id, now)
  recordAudit(ledger, actor, now, { what, slug: it.slug, revision: it.revision + 1, detail: by === actor.name ? id : `${id}, by ${by}` })
  return toldOutcome(ledger, it, told)
}

function fullRefusal({ slug, state }: ArticleRow, article: Article, told: LiveUpdate): Refusal | undefined {
  if ((article.updates?.length ?? 0) >= MAX_UPDATES)
    return wrongStateRefusal(slug, state, `This article has ${MAX_UPDATES} updates, as many as it can have. Go on in a new article.`)
  if (textOfArticle(article).length + JSON.stringify(told).length > MAX_ARTICLE_UNITS)
    return wrongStateRefusal(slug, state, 'This article is as long as it can be. Go on in a new article.')
  return undefined
}

const unpinned = (updates: readonly LiveUpdate[] = []) => updates.map(({ pinned: _, ...update }) => update)

const toldOutcome = (ledger: Ledger, before: ArticleRow, update: LiveUpdate): UpdateOutcome => ({
  ...successOf(ledger, before.slug, { before }),
  update: { id: update.id, tag: tagOf(update) },
})

/** What was told already, for who asks to tell it again. */
export function alreadyTold(ledger: Ledger, { it, article }: Event, id: string): UpdateOutcome | undefined {
  const update = article.updates?.find((told) => told.id === id)
  return update && toldOutcome(ledger, it, update)
}

const unknownUpdate = (slug: string, id: string): Refusal => ({ ok: false, reason: 'unknown-update', slug, id })

/** The update as readers have it, if it still is what the editor saw. */
function toldUpdateFor(
  { it, article }: Event,
  id: string,
  actor: Actor,
  deed: string,
  expect: UpdateConditions['expect'],
): { update: LiveUpdate } | { refusal: Refusal } {
  if (!mayPublish(actor))
    return { refusal: { ok: false, reason: 'not-allowed', needs: 'editor', message: `Only an editor can ${deed} an update that was published.` } }
  const update = article.updates?.find((told) => told.id === id)
  if (!update || update.takenBack) return { refusal: unknownUpdate(it.slug, id) }
  const refusal = tagPreconditionRefusal(expect, `update "${id}"`, tagOf(update))
  return refusal ? { refusal } : { update }
}

export function changeTold(
  ledger: Ledger,
  now: number,
  event: Event,
  id: string,
  change: UpdateChange,
  actor: Actor,
  expect: UpdateConditions['expect'],
): UpdateOutcome {
  const found = toldUpdateFor(event, id, actor, 'change', expect)
  if ('refusal' in found) return found.refusal
  const { it } = event
  const changed = changedUpdate(found.update, change, now)
  if (isEmpty(changed)) return wrongStateRefusal(it.slug, it.state, 'An update needs a headline or some text. To remove it, take it back.')
  if (change.correction && it.live === null)
    return wrongStateRefusal(it.slug, it.state, 'Readers haven’t seen this update, so it can’t have a correction. Change its text instead.')
  if (tagOf(changed) === tagOf(found.update)) return toldOutcome(ledger, it, changed)
  const others = (updates: LiveUpdate[]) => (change.pinned ? unpinned(updates) : updates)
  amendEvent(ledger, now, it, actor, change.correction ? 'update corrected' : 'update changed', (story) => ({
    ...story,
    ...(story.updates && { updates: others(story.updates).map((update) => (update.id === id ? changedUpdate(update, change, now) : update)) }),
  }))
  recordAudit(ledger, actor, now, {
    what: change.correction ? 'correct-update' : 'change-update',
    slug: it.slug,
    revision: it.revision + 1,
    detail: change.correction ? `${id}: ${change.correction}` : id,
  })
  return toldOutcome(ledger, it, changed)
}

export const isEmpty = ({ headline, body }: Pick<NewUpdate, 'headline' | 'body'>) => headline === undefined && body.length === 0

type Changeable = Omit<NewUpdate, 'body'> & Pick<LiveUpdate, 'body' | 'corrections'>

/** What is not said stays as it is. */
export function changedUpdate<U extends Changeable>(before: U, { correction, ...change }: UpdateChange, now: number): U {
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  const corrections = correction === undefined ? before.corrections : [...(before.corrections ?? []), { at: instantOf(now), text: correction }]
  const after = { ...before, ...Object.fromEntries(said), ...(corrections && { corrections }) }
  // A flag that is not set, and a headline that is taken away, are not there: only optional fields go.
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value || !(name in change))) as U
}

/** Readers who may have seen it are told that it was taken back; where none has, nothing is left of it. */
export function takeBack(
  ledger: Ledger,
  now: number,
  event: Event,
  id: string,
  actor: Actor,
  { expect, reason }: UpdateConditions & { reason?: string },
): UpdateOutcome {
  const found = toldUpdateFor(event, id, actor, 'take back', expect)
  if ('refusal' in found) return found.refusal
  const { it } = event
  const trace: LiveUpdate = { id, at: found.update.at, body: [], takenBack: instantOf(now) }
  const left = it.came_out ? [trace] : []
  amendEvent(ledger, now, it, actor, 'update taken back', (story) => ({
    ...story,
    ...(story.updates && { updates: story.updates.flatMap((update) => (update.id === id ? left : [update])) }),
  }))
  recordAudit(ledger, actor, now, { what: 'take-back-update', slug: it.slug, revision: it.revision + 1, detail: reason ? `${id}: ${reason}` : id })
  return toldOutcome(ledger, it, trace)
}
