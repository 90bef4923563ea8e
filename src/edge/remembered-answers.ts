/**
 * Answers as they were given, headers and all. Who asks the same within a second gets the same, before anything is parsed or routed, as long as
 * every value of the edition that it was made of is as fresh as when it was read: one that was read anew, written or forgotten takes
 * its answers with it. What time alone changes is a second late at most.
 */
import { rememberedSite } from '../edition/edition.ts'
import { type Held, Memo } from '../edition/memo.ts'
import { prefersMarkdown } from './accept.ts'
import type { AppContext, Given } from './app-context.ts'
import { matchesEtag } from './entity-tag.ts'
import { isNewsletterOffered, isPersonalPath, type PageProps, wantsMarkdown } from './front-cache.ts'
import { decideOffer } from './newsletter-gate.ts'
import { placeOf } from './place.ts'

type Answer = { bytes: Given['bytes']; init: { status: number; headers: Headers } }
type Remembered = { etag: string | undefined; whole?: Answer; notModified?: Answer; until: number; madeOf: readonly Held[] }

const REMEMBERED_MS = 1000
/** Longer addresses are nobody's links. */
const MAX_URL = 1000
/** Of headers and address, about. */
const BYTES_BESIDE = 3000

const answers = new Memo<Remembered>({ maxEntries: 500, maxBytes: 12_000_000 })

/** The answer to a request that was answered a moment ago. `props`: from before the front cache. Undefined for everything else. */
export function answerFromMemory(request: Request, env: Env, props?: PageProps): Response | undefined {
  const now = Date.now()
  const site = rememberedSite(now)
  if (!site || request.method !== 'GET') return undefined
  const { headers } = request
  if (props ? props.markdown : prefersMarkdown(headers.get('accept'))) return undefined
  const offered = props ? props.offer : decideOffer(placeOf(request, env), site.newsletter?.gate).offer
  const known = answers.get(keyOf(request.url, offered))?.value
  if (!known || !holds(known, now)) return undefined
  const answer = answerIn(known, headers)
  return answer && new Response(answer.bytes, answer.init)
}

/** Chooses as `respond` does (RFC 9110 section 13.2.2); who asks by date is answered there. */
function answerIn({ etag, whole, notModified }: Remembered, headers: Headers) {
  const tags = headers.get('if-none-match')
  if (tags === null) return headers.has('if-modified-since') ? undefined : whole
  return etag !== undefined && matchesEtag(tags, etag) ? notModified : whole
}

/** Once its headers are complete. */
export function rememberAnswer(c: AppContext) {
  const given = c.get('given')
  const madeOf = given && c.get('edition')?.madeOf()
  const now = Date.now()
  const site = rememberedSite(now)
  if (!madeOf || !site || c.req.method !== 'GET' || c.req.url.length > MAX_URL || isPersonalPath(c.req.path) || wantsMarkdown(c)) return
  const { bytes, etag } = given
  const { status, headers } = c.res
  const key = keyOf(c.req.url, isNewsletterOffered(c, site))
  const before = answers.get(key)?.value
  const other = before && before.etag === etag && holds(before, now) ? before : undefined
  const answer = { bytes, init: { status, headers } }
  const until = Math.min(other?.until ?? Number.POSITIVE_INFINITY, now + REMEMBERED_MS)
  answers.set(
    key,
    { ...other, ...(status === 304 ? { notModified: answer } : { whole: answer }), etag, until, madeOf },
    { freshUntil: until, bytes: (bytes?.byteLength ?? 0) + BYTES_BESIDE },
  )
}

const keyOf = (url: string, offered: boolean) => (offered ? url : `-${url}`)

const holds = ({ until, madeOf }: Remembered, now: number) => until > now && madeOf.every(({ freshUntil }) => freshUntil > now)
