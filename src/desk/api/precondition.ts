/** `If-Match`, `If-None-Match` and `Idempotency-Key` of a filing (RFC 9110 section 13.1; draft-ietf-httpapi-idempotency-key-header). */
import type { Read } from '../../edge/request-body.ts'
import { sha256 } from '../../edge/sha256.ts'
import { type ApiContext, press } from './door.ts'
import { refusalProblem } from './refusal.ts'

/** `"3"`, or the tag of another representation of the same revision: `"3-md"`, `"3-ninjs"`. Compressing proxies weaken tags. */
const REVISION_TAG = /^(?:W\/)?"(\d{1,9})(?:-[a-z]+)?"$/

export async function expectedRevision(c: ApiContext, slug: string): Promise<Read<number | 'none' | undefined>> {
  const match = c.req.header('if-match')?.trim()
  const noneMatch = c.req.header('if-none-match')?.trim()
  if (match && noneMatch) return refuse('Send If-Match or If-None-Match, not both.')
  if (noneMatch) return noneMatch === '*' ? { ok: true, value: 'none' } : refuse('If-None-Match takes only * here: refuse when the article exists.')
  if (!match) return { ok: true, value: undefined }
  if (match !== '*' && !match.includes(',')) {
    const revision = revisionIn(match)
    return revision === undefined
      ? refuse('If-Match names a revision in double quotes, such as "3", as the ETag of the article gave it.')
      : { ok: true, value: revision }
  }
  return oneOfSeveral(c, slug, match)
}

export function revisionIn(tag: string) {
  const digits = REVISION_TAG.exec(tag.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The key, and a hash of all that makes this request another one. */
export async function idempotencyOf(c: ApiContext, body: string | Uint8Array<ArrayBuffer>): Promise<Read<{ key: string; bodyHash: string } | undefined>> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return { ok: true, value: undefined }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return refuse('An Idempotency-Key is 1 to 200 printable characters without spaces, such as a UUID.')
  const { pathname, search } = new URL(c.req.url)
  return { ok: true, value: { key, bodyHash: await sha256(`${c.req.method} ${pathname}${search} ${c.req.header('content-type')} ${await sha256(body)}`) } }
}

/** `*` is any revision of an article that exists; of a list, the current one counts. */
async function oneOfSeveral(c: ApiContext, slug: string, match: string): Promise<Read<number | undefined>> {
  const current = await press(c).read(slug)
  if (!current.ok) return { ok: false, problem: { ...refusalProblem(current), status: 412 } }
  const { revision } = current.entry
  const named = match.split(',').map(revisionIn)
  if (match === '*' || named.includes(revision)) return { ok: true, value: revision }
  return {
    ok: false,
    problem: refusalProblem({ ok: false, reason: 'stale-revision', slug, expected: named.find((tag) => tag !== undefined) ?? 0, got: revision }),
  }
}

const refuse = (detail: string): { ok: false; problem: { status: 400; detail: string } } => ({ ok: false, problem: { status: 400, detail } })
