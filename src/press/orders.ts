/** What editors order for an article that is filed: publish, withdraw, embargo, lift, correct, restore. */
import type { Article } from '../copy/article.ts'
import { note } from './audit.ts'
import type { Actor, Outcome } from './calls.ts'
import { file } from './filing.ts'
import { copyOfRevision, held, keepRevision } from './ledger.ts'
import { amend, done, heldFor, hold, letGo, liveCopy, takeDown, wrongState } from './publishing.ts'
import { isoOf, type Ledger, later, run } from './rows.ts'
import { endPreviews } from './shelf.ts'

export function publish(ledger: Ledger, now: number, slug: string, actor: Actor, { at, expect }: { at?: string; expect?: number } = {}): Outcome {
  const found = heldFor(ledger, slug, actor, 'publish it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const before = liveCopy(ledger, it)
  const article = copyOfRevision(ledger, it.id, it.revision) as Article
  const publishedAt = at === undefined ? article.publishedAt : isoOf(Date.parse(at))
  if (publishedAt === article.publishedAt && it.live === it.revision) return done(ledger, slug, { changed: false, before })
  const { revision } = publishedAt === article.publishedAt ? it : keepRevision(ledger, { ...article, publishedAt }, actor, now, `dated ${publishedAt}`)
  letGo(ledger, slug, revision, now)
  note(ledger, actor, now, { what: 'publish', slug, revision, detail: held(ledger, slug)?.until ? `for ${held(ledger, slug)?.until}` : undefined })
  return done(ledger, slug, { before })
}

export function withdraw(
  ledger: Ledger,
  now: number,
  slug: string,
  actor: Actor,
  { at, reason, expect }: { at?: string; reason?: string; expect?: number } = {},
): Outcome {
  const found = heldFor(ledger, slug, actor, 'withdraw it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const before = liveCopy(ledger, it)
  if (it.state === 'withdrawn') {
    endPreviews(ledger, 'slug', slug)
    return done(ledger, slug, { changed: false, before })
  }
  const later = at !== undefined && Date.parse(at) > now ? isoOf(Date.parse(at)) : undefined
  if (later && it.state === 'draft') return wrongState(slug, it.state, 'A draft has nothing to take down later; publish it first.')
  if (later) run(ledger, 'UPDATE articles SET withdraw_at = ? WHERE id = ?', later, it.id)
  else takeDown(ledger, it, now)
  const detail = [later && `for ${later}`, reason].filter(Boolean).join(': ')
  note(ledger, actor, now, { what: 'withdraw', slug, revision: it.revision, detail: detail || undefined })
  return later ? ({ ...done(ledger, slug, { before: null, changed: false }), changed: true } as Outcome) : done(ledger, slug, { before })
}

export function embargo(ledger: Ledger, now: number, slug: string, until: string, actor: Actor): Outcome {
  const found = heldFor(ledger, slug, actor, 'set an embargo')
  if ('refusal' in found) return found.refusal
  const { it } = found
  const at = isoOf(Date.parse(until))
  if (at <= isoOf(now)) return wrongState(slug, it.state, 'An embargo must lie ahead; to bring the article out now, publish it.')
  if (it.state === 'withdrawn') return wrongState(slug, it.state, 'This article is withdrawn; publish it for a later time instead.')
  const before = liveCopy(ledger, it)
  const revision = it.live ?? it.ready ?? it.revision
  const { publishedAt } = copyOfRevision(ledger, it.id, revision) as Article
  run(ledger, 'UPDATE articles SET embargo_until = ? WHERE id = ?', at, it.id)
  hold(ledger, it, revision, later(at, publishedAt), now)
  note(ledger, actor, now, { what: 'embargo', slug, revision, detail: `until ${at}` })
  return done(ledger, slug, { before })
}

/** A scheduled article comes out, unless its own date lies ahead too. */
export function liftEmbargo(ledger: Ledger, now: number, slug: string, actor: Actor): Outcome {
  const found = heldFor(ledger, slug, actor, 'lift the embargo')
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (it.state !== 'scheduled' && !it.embargo_until) return wrongState(slug, it.state, 'There is no embargo on this article.')
  run(ledger, 'UPDATE articles SET embargo_until = NULL WHERE id = ?', it.id)
  if (it.state === 'scheduled') letGo(ledger, slug, it.ready ?? it.revision, now)
  note(ledger, actor, now, { what: 'lift-embargo', slug, revision: it.revision })
  return done(ledger, slug, { before: null })
}

export function correct(ledger: Ledger, now: number, slug: string, text: string, actor: Actor): Outcome {
  const found = heldFor(ledger, slug, actor, 'correct it')
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (it.live === null) return wrongState(slug, it.state, 'Only a published article has readers to correct; change the copy itself.')
  const before = liveCopy(ledger, it)
  const correction = { at: isoOf(now), text }
  const revision = amend(ledger, it, it.live, actor, now, 'with a correction', (article) => ({
    ...article,
    corrections: [...(article.corrections ?? []), correction],
  }))
  letGo(ledger, slug, revision, now)
  note(ledger, actor, now, { what: 'correct', slug, revision })
  return done(ledger, slug, { before })
}

/** An old revision, filed again. */
export function restore(ledger: Ledger, now: number, slug: string, revision: number, actor: Actor): Outcome {
  const it = held(ledger, slug)
  if (!it) return { ok: false, reason: 'unknown-article', slug }
  const article = copyOfRevision(ledger, it.id, revision)
  if (!article) return { ok: false, reason: 'unknown-revision', slug, revision, newest: it.revision }
  return file(ledger, now, { article, actor }, { what: 'restore', note: `revision ${revision} again`, base: revision })
}
