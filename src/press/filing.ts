/** Filing: one more revision, and what follows from it. */
import type { Article } from '../copy/article.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { agencyRuling, HELD_BACK, noteItem } from './agency-copy.ts'
import { note } from './audit.ts'
import type { Filing, Outcome, Refusal } from './calls.ts'
import { copyOfRevision, type Held, held, keepRevision, textOfArticle, textOfRevision } from './ledger.ts'
import { done, letGo, liveCopy, mayPublish } from './publishing.ts'
import { isoOf, type Ledger, later, row, rows, run } from './rows.ts'
import { slugFor } from './slugs.ts'

export function file(
  ledger: Ledger,
  now: number,
  filing: Filing,
  { what = 'file', note: why, bulk = false, base }: { what?: string; note?: string; bulk?: boolean; base?: number } = {},
): Outcome {
  const { actor } = filing
  const slug = slugFor(ledger, filing)
  const before = held(ledger, slug)
  const refusal = refusalOf(slug, before, filing)
  if (refusal) return refusal
  const ruling = agencyRuling(ledger, before, filing)
  if ('refusal' in ruling) return ruling.refusal
  const liveBefore = before ? liveCopy(ledger, before) : null
  const article = withCorrections({ ...filing.article, slug }, liveBefore)
  const isNew = !before || textOfRevision(ledger, before.id, before.revision) !== textOfArticle(article)
  const it = isNew ? keepRevision(ledger, article, actor, now, why, { base, item: filing.agency }) : before
  noteItem(ledger, it, filing, ruling.holdBack)
  if (filing.embargoedUntil) run(ledger, 'UPDATE articles SET embargo_until = ? WHERE id = ?', embargoOf(filing, it, now), it.id)
  const goes = !ruling.holdBack && letsGo(filing, it) && (isNew || it.live !== it.revision || isHeldNow(ledger, slug, now))
  if (goes) letGo(ledger, slug, it.revision, now, { bulk, article })
  if (isNew || goes) note(ledger, actor, now, { what, slug, revision: it.revision, detail: why })
  return {
    ...done(ledger, slug, { created: !before, changed: isNew || goes, before: goes ? liveBefore : null }),
    ...(ruling.holdBack && { notes: [HELD_BACK] }),
  }
}

/** A reporter may hold back longer, never shorter. */
function embargoOf({ embargoedUntil = '', actor }: Filing, it: Held, now: number) {
  const until = Date.parse(embargoedUntil) > now ? isoOf(Date.parse(embargoedUntil)) : ''
  return (mayPublish(actor) ? until : later(until, it.embargo_until ?? '')) || null
}

function refusalOf(slug: string, it: Held | undefined, { actor, expect, publish }: Filing): Refusal | undefined {
  if (publish === 'now' && !mayPublish(actor))
    return { ok: false, reason: 'not-allowed', needs: 'editor', message: 'A reporter files drafts; ask an editor to publish it.' }
  if (expect === 'none' && it) return { ok: false, reason: 'already-filed', slug, got: it.revision }
  if (typeof expect === 'number' && expect !== (it?.revision ?? 0))
    return { ok: false, reason: 'stale-revision', slug, expected: expect, got: it?.revision ?? 0 }
  return undefined
}

/** Left out, a published or scheduled article is replaced by what an editor files; a reporter's revision waits for one. */
function letsGo({ publish, actor }: Filing, { state }: Held) {
  if (publish === 'no') return false
  return publish === 'now' || (mayPublish(actor) && (state === 'published' || state === 'scheduled'))
}

/** Filed again unchanged, but under an embargo that is new. */
const isHeldNow = (ledger: Ledger, slug: string, now: number) => {
  const it = held(ledger, slug)
  return it?.state === 'published' && (it.embargo_until ?? '') > isoOf(now)
}

/** The note of a revision that came from KV. */
export const BY_HAND = 'put into KV by hand'
/** A hand-put copy seen late is one of the last few. */
const HAND_PUT_LOOKED_AT = 5

/**
 * The revision that this hand-put copy became, if the ledger has it. It may have been filed with corrections that were live
 * then and are no more, and so differ from what stood in KV.
 */
export function revisionOfHandPut(ledger: Ledger, it: Held, article: Article): number | undefined {
  const same = row<{ revision: number }>(
    ledger,
    'SELECT revision FROM revisions WHERE article = ? AND hash = ? ORDER BY revision DESC LIMIT 1',
    ...[it.id, fingerprint(textOfArticle(article))],
  )
  if (same) return same.revision
  return rows<{ revision: number }>(
    ledger,
    'SELECT revision FROM revisions WHERE article = ? AND note LIKE ? ORDER BY revision DESC LIMIT ?',
    ...[it.id, `${BY_HAND}%`, HAND_PUT_LOOKED_AT],
  ).find(({ revision }) => textOfArticle(withCorrections(article, copyOfRevision(ledger, it.id, revision))) === textOfRevision(ledger, it.id, revision))
    ?.revision
}

/** A published correction is never edited and never removed: what replaces the article carries it on. */
export function withCorrections(article: Article, live: Article | null): Article {
  const has = new Set(article.corrections?.map(({ at, text }) => `${at} ${text}`))
  const missing = live?.corrections?.filter(({ at, text }) => !has.has(`${at} ${text}`)) ?? []
  return missing.length === 0 ? article : { ...article, corrections: [...missing, ...(article.corrections ?? [])].sort((a, b) => (a.at < b.at ? -1 : 1)) }
}
