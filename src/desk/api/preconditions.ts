/** `If-Match`, `If-None-Match` and `Idempotency-Key` of a change (RFC 9110 section 13.1; draft-ietf-httpapi-idempotency-key-header). */
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { sha256 } from '../../edge/sha256.ts'
import type { Conditions, ExpectedRevision, ExpectedTag, Idempotency } from '../../press/calls.ts'
import type { ApiContext } from './api-context.ts'

/** `"3"`, or the tag of another representation of the same revision: `"3-md"`, `"3-ninjs"`. Compressing proxies weaken tags. */
const REVISION_TAG = /^(?:W\/)?"(\d{1,9})(?:-[a-z]+)?"$/
const VALUE_TAG = /^(?:W\/)?"([\w.]{1,100})(?:-[a-z]+)?"$/

const ONLY_STAR = 'If-None-Match can only be *, which means: refuse this if it already exists.'

/** The conditions of a change to an article. Whether they hold is for the press to say, in the transaction that changes it. */
export async function readConditions(c: ApiContext, body: string): Promise<OrProblem<Conditions>> {
  const expect = readExpectedRevision(c)
  if (!expect.ok) return expect
  const idempotency = await readIdempotency(c, body)
  if (!idempotency.ok) return idempotency
  return { ok: true, value: { ...(expect.value !== undefined && { expect: expect.value }), ...(idempotency.value && { idempotency: idempotency.value }) } }
}

/** The same of what is known by a tag, as one update of a live article is. */
export async function readTagConditions(c: ApiContext, body: string): Promise<OrProblem<{ expect?: ExpectedTag; idempotency?: Idempotency }>> {
  const expect = readExpectedTag(c)
  if (!expect.ok) return expect
  const idempotency = await readIdempotency(c, body)
  if (!idempotency.ok) return idempotency
  return { ok: true, value: { ...(expect.value !== undefined && { expect: expect.value }), ...(idempotency.value && { idempotency: idempotency.value }) } }
}

const readExpectedRevision = (c: ApiContext): OrProblem<ExpectedRevision | undefined> =>
  readExpectation(c, revisionIn, 'If-Match must be a revision in double quotes, such as "3", from the article’s ETag.')

/** The condition of a change to what has no revisions: the tag that its GET answered. */
export const readExpectedTag = (c: ApiContext): OrProblem<ExpectedTag | undefined> =>
  readExpectation(c, valueIn, 'If-Match must be an ETag in double quotes, from what you read.')

function readExpectation<T>(c: ApiContext, read: (tag: string) => T | undefined, words: string): OrProblem<T[] | 'any' | 'none' | undefined> {
  const match = c.req.header('if-match')?.trim()
  const noneMatch = c.req.header('if-none-match')?.trim()
  if (match !== undefined && noneMatch !== undefined) return refuse('Send If-Match or If-None-Match, not both.')
  if (noneMatch !== undefined) return noneMatch === '*' ? { ok: true, value: 'none' } : refuse(ONLY_STAR)
  if (match === undefined) return { ok: true, value: undefined }
  if (match === '*') return { ok: true, value: 'any' }
  const named = match.split(',').flatMap((tag) => read(tag) ?? [])
  return named.length === match.split(',').length ? { ok: true, value: named } : refuse(words)
}

export function revisionIn(tag: string) {
  const digits = REVISION_TAG.exec(tag.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const valueIn = (tag: string) => VALUE_TAG.exec(tag.trim())?.[1]

/** The key, and a hash of all that makes this request another one. */
async function readIdempotency(c: ApiContext, body: string): Promise<OrProblem<Idempotency | undefined>> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return { ok: true, value: undefined }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return refuse('An Idempotency-Key must be 1 to 200 printable characters without spaces, such as a UUID.')
  const { pathname, search } = new URL(c.req.url)
  return { ok: true, value: { key, bodyHash: await sha256(`${c.req.method} ${pathname}${search} ${c.req.header('content-type')} ${await sha256(body)}`) } }
}

const refuse = (detail: string) => refuseWith({ status: 400, detail })
