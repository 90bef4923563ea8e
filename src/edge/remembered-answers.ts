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
import { isArticlePath, isNewsletterOffered, isPersonalPath, type PageProps, wantsMarkdown } from './front-cache.ts'
import { decideOffer } from './newsletter-gate.ts'
import { placeOf } from './place.ts'

type Answer = { bytes: Given['bytes']; init: { status: number; headers: Headers } }
/** `isPlaced`: it depends on the gate. `hasMarkdown`: who asks for Markdown gets another answer. */
type Remembered = {
  etag: string | undefined
  isPlaced: boolean
  hasMarkdown: boolean
  whole?: Answer
  notModified?: Answer
  until: number
  madeOf: readonly Held[]
}

const REMEMBERED_MS = 1000
/** Longer addresses are nobody's links. */
const MAX_URL = 1000
/** Of headers and address, about. */
const BYTES_BESIDE = 3000

const answers = new Memo<Remembered>({ maxEntries: 500, maxBytes: 6_000_000 })

/** The answer to a request that was answered a moment ago. `props`: from before the front cache. Undefined for everything else. */
export function answerFromMemory(request: Request, env: Env, props?: PageProps): Response | undefined {
  const now = Date.now()
  const site = rememberedSite(now)
  if (!site || request.method !== 'GET') return undefined
  const { url, headers } = request
  const offers = () => (props ? props.offer : decideOffer(placeOf(request, env), site.newsletter?.gate).offer)
  const any = answers.get(url)?.value
  // What a client sends is read only where the answer depends on it.
  const known = (any && !any.isPlaced) || offers() ? any : answers.get(keyWithheld(url))?.value
  if (!known || !holds(known, now)) return undefined
  if (known.hasMarkdown && (props ? props.markdown : prefersMarkdown(headers.get('accept')))) return undefined
  const answer = known.etag === undefined ? known.whole : answerIn(known, known.etag, headers)
  return answer && new Response(answer.bytes, answer.init)
}

/** Chooses as `respond` does (RFC 9110 section 13.2.2); who asks by date is answered there. */
function answerIn({ whole, notModified }: Remembered, etag: string, headers: Headers) {
  const tags = headers.get('if-none-match')
  if (tags === null) return headers.has('if-modified-since') ? undefined : whole
  return matchesEtag(tags, etag) ? notModified : whole
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
  // What depends on the place is `private`.
  const isPlaced = headers.get('Cache-Control')?.startsWith('private') === true
  const key = isPlaced && !isNewsletterOffered(c, site) ? keyWithheld(c.req.url) : c.req.url
  const before = answers.get(key)?.value
  const other = before && before.etag === etag && holds(before, now) ? before : undefined
  const answer = { bytes, init: { status, headers } }
  const until = Math.min(other?.until ?? Number.POSITIVE_INFINITY, now + REMEMBERED_MS)
  answers.set(
    key,
    { ...other, ...(status === 304 ? { notModified: answer } : { whole: answer }), etag, isPlaced, hasMarkdown: isArticlePath(c.req.path), until, madeOf },
    { freshUntil: until, bytes: (bytes?.byteLength ?? 0) + BYTES_BESIDE },
  )
}

const keyWithheld = (url: string) => `-${url}`

const holds = ({ until, madeOf }: Remembered, now: number) => until > now && madeOf.every(({ freshUntil }) => freshUntil > now)
