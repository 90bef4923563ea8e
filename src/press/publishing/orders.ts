/** What editors order for an article that is filed: publish, withdraw, embargo, lift, unschedule, correct, restore. */

import type { Article } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Conditions, Outcome, PublishOptions } from '../calls.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { missingRevisionRefusal } from '../ledger/erasures.ts'
import { missingRefusal } from '../ledger/former-slugs.ts'
import { preconditionRefusal } from '../ledger/preconditions.ts'
import { copyOfRevision, isUndated, saveRevision } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { amend } from './amendment.ts'
import { file } from './filing.ts'
import { articleFor, hasChanged, liveCopyOf, successOf, wrongStateRefusal } from './outcome.ts'
import { endPreviews } from './previews.ts'
import { withDate } from './publication-date.ts'
import { cancelSchedule, holdUntil, isPublicationOrdered, latestMoment, makeLive, release, releaseWaiting, withdrawNow } from './release.ts'
import { tellOfWithdrawalAhead } from './story-events.ts'

/** The note of what was wrong and the version that puts it right come out together, or neither does. */
export function publishWithCorrection(
  ledger: Ledger,
  now: number,
  slug: string,
  actor: Actor,
  { correction, unlessWithdrawn, ...options }: PublishOptions = {},
): Outcome {
  if (unlessWithdrawn && articleRow(ledger, slug)?.state === 'withdrawn')
    return wrongStateRefusal(slug, 'withdrawn', `"${slug}" was withdrawn. Only a person can bring it back.`)
  if (correction === undefined) return publish(ledger, now, slug, actor, options)
  const it = articleRow(ledger, slug)
  const waitsUntil = [options.at ?? '', it?.embargo_until ?? '', it?.published_at ?? ''].find((moment) => Date.parse(moment) > now)
  if (it && waitsUntil)
    return wrongStateRefusal(
      slug,
      it.state,
      `A correction comes out at once, and this waits until ${waitsUntil}. Publish it now, or schedule it without a correction.`,
    )
  const corrected = correct(ledger, now, slug, correction, actor, options.expect === undefined ? {} : { expect: options.expect })
  if (!corrected.ok) return corrected
  // It was what it was expected to be when it was corrected, and is a revision further now.
  const published = publish(ledger, now, slug, actor, options.at === undefined ? {} : { at: options.at })
  return published.ok ? { ...published, changed: true, stale: [...new Set([...corrected.stale, ...published.stale])] } : published
}

export function publish(ledger: Ledger, now: number, slug: string, actor: Actor, { at, expect }: { at?: string } & Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'publish it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const article = copyOfRevision(ledger, it.id, it.revision)
  if (!article) return missingRevisionRefusal(ledger, it, it.revision)
  const { publishedAt, outAt } = momentsOf(ledger, it, article.publishedAt, at, now)
  if (publishedAt === article.publishedAt && it.live === it.revision) return successOf(ledger, slug, { before: it })
  // A moment ahead is an order to come out then, and may be taken back; only one behind says when it was.
  const isOurDate = at === undefined || publishedAt > instantOf(now)
  const { revision } =
    publishedAt === article.publishedAt ? it : saveRevision(ledger, withDate(article, publishedAt), actor, now, `dated ${publishedAt}`, { undated: isOurDate })
  release(ledger, slug, revision, now, { outAt })
  const after = articleRow(ledger, slug) as ArticleRow // It was just released.
  if (hasChanged(it, after))
    recordAudit(ledger, actor, now, { what: 'publish', slug, revision: after.ready ?? revision, detail: after.until ? `for ${after.until}` : undefined })
  return successOf(ledger, slug, { before: it })
}

/**
 * What `at` is for: the date of a story that is not out, and of one of which nothing newer is filed; for a newer version it is
 * when that comes out, and the story keeps its date. Without it, what the copy did not date itself is dated now.
 */
function momentsOf(ledger: Ledger, it: ArticleRow, publishedAt: string, at: string | undefined, now: number): { publishedAt: string; outAt?: string } {
  const today = instantOf(now)
  const isAhead = publishedAt > today
  if (at !== undefined) {
    const moment = instantOf(Date.parse(at))
    const isUpdate = it.live !== null && it.live < it.revision
    if (moment <= today) return { publishedAt: moment }
    return { publishedAt: isUpdate && !isAhead ? publishedAt : moment, outAt: moment }
  }
  if (!isUndated(ledger, it.id, it.revision)) return { publishedAt }
  // Under an embargo it is dated when that lifts.
  const isNow = isAhead || (!it.came_out && (it.embargo_until ?? '') <= today)
  return { publishedAt: isNow ? today : publishedAt }
}

export function withdraw(
  ledger: Ledger,
  now: number,
  slug: string,
  actor: Actor,
  { at, reason, expect }: { at?: string; reason?: string } & Conditions = {},
): Outcome {
  const found = articleFor(ledger, slug, actor, 'withdraw it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (it.state === 'withdrawn') {
    endPreviews(ledger, 'slug', slug)
    if (it.withdrawn_for) withdrawForDesk(ledger, it, actor, now, reason)
    return successOf(ledger, slug, { before: it })
  }
  const later = at !== undefined && Date.parse(at) > now ? instantOf(Date.parse(at)) : undefined
  if (later && it.state === 'draft')
    return wrongStateRefusal(slug, it.state, 'A draft can’t be withdrawn later, because readers can’t see it. Publish it first.')
  if (later) withdrawAt(ledger, it, later, now)
  else withdrawNow(ledger, it, now)
  const detail = [later && `for ${later}`, reason].filter(Boolean).join(': ')
  recordAudit(ledger, actor, now, { what: 'withdraw', slug, revision: it.revision, detail: detail || undefined })
  return successOf(ledger, slug, { before: it })
}

function withdrawAt(ledger: Ledger, it: ArticleRow, at: string, now: number) {
  run(ledger, 'UPDATE articles SET withdraw_at = ? WHERE id = ?', at, it.id)
  if (it.withdraw_at !== at) tellOfWithdrawalAhead(ledger, it, now, at)
}

/** Until now it was withdrawn by its agency only, which could publish it again. */
function withdrawForDesk(ledger: Ledger, { id, slug, revision }: ArticleRow, actor: Actor, now: number, reason: string | undefined) {
  run(ledger, 'UPDATE articles SET withdrawn_for = NULL WHERE id = ?', id)
  recordAudit(ledger, actor, now, { what: 'withdraw', slug, revision, detail: reason })
}

/** Holds back what waits, or the newest that is filed; a live version stays out, unless it is the newest itself. */
export function embargo(ledger: Ledger, now: number, slug: string, until: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'set an embargo', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const at = instantOf(Date.parse(until))
  if (at <= instantOf(now)) return wrongStateRefusal(slug, it.state, 'An embargo must end in the future. To release the article now, publish it.')
  if (it.state === 'withdrawn') return wrongStateRefusal(slug, it.state, 'This article is withdrawn. Schedule it for a later time instead.')
  const revision = it.ready ?? it.revision
  const article = copyOfRevision(ledger, it.id, revision)
  if (!article) return missingRevisionRefusal(ledger, it, revision)
  const { publishedAt } = article
  const ordered = it.until === null ? it.live === revision : isPublicationOrdered(it)
  run(ledger, 'UPDATE articles SET embargo_until = ? WHERE id = ?', at, it.id)
  holdUntil(ledger, it, { revision, until: latestMoment(publishedAt, it.out_at, at), ordered, outAt: it.out_at }, now)
  recordAudit(ledger, actor, now, { what: 'embargo', slug, revision, detail: `until ${at}` })
  return successOf(ledger, slug, { before: it })
}

/** What somebody published comes out, unless its own date lies ahead too. Of what nobody did, this is no publication. */
export function liftEmbargo(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'lift the embargo', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (!it.embargo_until) {
    const how = it.until ? ` It’s scheduled for ${it.until}. Take it off the schedule with DELETE /api/articles/${slug}/schedule, or publish it.` : ''
    return wrongStateRefusal(slug, it.state, `This article has no embargo.${how}`)
  }
  run(ledger, 'UPDATE articles SET embargo_until = NULL WHERE id = ?', it.id)
  if (it.until && isPublicationOrdered(it)) releaseWaiting(ledger, it, instantOf(now), actor, now)
  else if (it.until) cancelSchedule(ledger, it, now)
  recordAudit(ledger, actor, now, { what: 'lift-embargo', slug, revision: it.ready ?? it.revision })
  return successOf(ledger, slug, { before: it })
}

export function unschedule(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'take it off the schedule', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (!it.until) {
    const how = it.withdraw_at ? ` It will be withdrawn at ${it.withdraw_at}. Cancel that with DELETE /api/articles/${slug}/withdrawal.` : ''
    return wrongStateRefusal(slug, it.state, `This article isn’t scheduled to be published.${how}`)
  }
  cancelSchedule(ledger, it, now)
  recordAudit(ledger, actor, now, { what: 'unschedule', slug, revision: it.ready ?? it.revision, detail: `was scheduled for ${it.until}` })
  return successOf(ledger, slug, { before: it })
}

/** The order to take it down later is called off. Nothing comes back by this, and what waits keeps waiting. */
export function liftWithdrawal(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'cancel the withdrawal', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (!it.withdraw_at) return wrongStateRefusal(slug, it.state, 'This article isn’t scheduled to be withdrawn.')
  run(ledger, 'UPDATE articles SET withdraw_at = NULL WHERE id = ?', it.id)
  tellOfWithdrawalAhead(ledger, it, now, null)
  recordAudit(ledger, actor, now, { what: 'lift-withdrawal', slug, revision: it.revision, detail: `was scheduled for ${it.withdraw_at}` })
  return successOf(ledger, slug, { before: it })
}

/** What readers have is corrected at once: an embargo or a date is that of the version which waits, and that is corrected too. */
export function correct(ledger: Ledger, now: number, slug: string, text: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const found = articleFor(ledger, slug, actor, 'correct it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const live = liveCopyOf(ledger, it)
  if (it.live === null || live === null)
    return wrongStateRefusal(slug, it.state, 'Only a published article can have corrections. Edit the article itself instead.')
  const withCorrection = (article: Article) => ({ ...article, corrections: [...(article.corrections ?? []), { at: instantOf(now), text }] })
  const { revision, ready } = amend(ledger, it, it.live, actor, now, 'correction added', withCorrection)
  run(ledger, 'UPDATE articles SET ready = ? WHERE id = ?', ready, it.id)
  makeLive(ledger, it, revision, withCorrection(live), now)
  recordAudit(ledger, actor, now, { what: 'correct', slug, revision })
  return successOf(ledger, slug, { before: it })
}

/** An old revision, filed again; where it did not say its date, with the one the story has since. */
export function restore(ledger: Ledger, now: number, slug: string, revision: number, actor: Actor, { expect }: Conditions = {}): Outcome {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const refusal = preconditionRefusal(expect, slug, it.revision)
  if (refusal) return refusal
  const article = copyOfRevision(ledger, it.id, revision)
  if (!article) return missingRevisionRefusal(ledger, it, revision)
  return file(
    ledger,
    now,
    { article, actor, undated: isUndated(ledger, it.id, revision) },
    { what: 'restore', note: `revision ${revision} restored`, base: revision },
  )
}
