/** What a caller believes that it changes (RFC 9110 section 13.1), looked at in the transaction that changes it. */
import type { ExpectedRevision, ExpectedTag, Refusal } from '../calls.ts'
import type { TagRefusal } from '../reference-calls.ts'

/** `revision` is the newest there is; `undefined` where there is no article. */
export function preconditionRefusal(expect: ExpectedRevision | undefined, slug: string, revision: number | undefined): Refusal | undefined {
  if (expect === undefined) return undefined
  if (expect === 'none') return revision === undefined ? undefined : { ok: false, reason: 'already-filed', slug, got: revision }
  if (revision === undefined) return { ok: false, reason: 'unknown-article', slug }
  if (expect === 'any') return undefined
  const expected = typeof expect === 'number' ? [expect] : expect
  return expected.includes(revision) ? undefined : { ok: false, reason: 'stale-revision', slug, expected: expected[0] ?? 0, got: revision }
}

/** `tag` is that of what there is; `undefined` where there is nothing. */
export function tagPreconditionRefusal(expect: ExpectedTag | undefined, what: string, tag: string | undefined): TagRefusal | undefined {
  if (expect === undefined) return undefined
  if (expect === 'none') return tag === undefined ? undefined : { ok: false, reason: 'already-there', what, current: tag }
  const isMet = tag !== undefined && (expect === 'any' || expect.includes(tag))
  return isMet ? undefined : { ok: false, reason: 'stale-value', what, current: tag ?? null }
}
