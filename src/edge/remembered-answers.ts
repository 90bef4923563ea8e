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
import { dropFrontCacheHeaders, isArticlePath, isNewsletterOffered, isPersonalPath, type PageProps, propsOf, wantsMarkdown } from './front-cache.ts'
import { decideOffer } from './newsletter-gate.ts'
import { placeOf } from './place.ts'

/** `bare`: the response without a body, which can be sent as often as it is asked for: nothing of it is read or copied. */
type Answer = { bytes: Given['bytes']; init: { status: number; headers: Headers }; bare?: Response }
/** `isPlaced`: it depends on the gate. `isDated`: who has it may ask by date. `hasMarkdown`: who asks for Markdown gets another answer. */
type Remembered = {
  etag: string | undefined
  isPlaced: boolean
  isDated: boolean
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

/**
 * The answer to a request that was answered a moment ago. `props`: from before the front cache. Undefined for everything else. Whatever is
 * asked of the request is a call into the runtime, so nothing is asked twice.
 */
export function answerFromMemory(request: Request, env: Env, props?: PageProps, url = request.url): Response | undefined {
  const now = Date.now()
  const site = rememberedSite(now)
  if (!site || request.method !== 'GET') return undefined
  const { headers } = request
  const offers = () => (props ? props.offer : decideOffer(placeOf(request, env), site.newsletter?.gate).offer)
  const any = answers.get(url)?.value
  // What a client sends is read only where the answer depends on it.
  const known = (any && !any.isPlaced) || offers() ? any : answers.get(keyWithheld(url))?.value
  if (!known || !holds(known, now)) return undefined
  if (known.hasMarkdown && (props ? props.markdown : prefersMarkdown(headers.get('accept')))) return undefined
  const answer = known.etag === undefined ? known.whole : answerIn(known, known.etag, headers)
  return answer && responseOf(answer)
}

function responseOf(answer: Answer) {
  if (answer.bytes) return new Response(answer.bytes, answer.init)
  answer.bare ??= new Response(null, answer.init)
  return answer.bare
}

/** Chooses as `respond` does (RFC 9110 section 13.2.2); who asks by date is answered there. */
function answerIn({ whole, notModified, isDated }: Remembered, etag: string, headers: Headers) {
  const tags = headers.get('if-none-match')
  if (tags === null) return isDated && headers.has('if-modified-since') ? undefined : whole
  return tags === etag || matchesEtag(tags, etag) ? notModified : whole
}

/** Once its headers are complete. */
export function rememberAnswer(c: AppContext) {
  const given = c.get('given')
  const madeOf = given && c.get('edition')?.madeOf()
  const now = Date.now()
  const site = rememberedSite(now)
  if (!madeOf || !site || c.req.method !== 'GET' || c.req.url.length > MAX_URL || isPersonalPath(c.req.path) || wantsMarkdown(c)) return
  const { bytes, etag } = given
  const { status } = c.res
  const headers = new Headers(c.res.headers)
  if (!propsOf(c)) dropFrontCacheHeaders(headers)
  // What depends on the place is `private`.
  const isPlaced = headers.get('Cache-Control')?.startsWith('private') === true
  const key = isPlaced && !isNewsletterOffered(c, site) ? keyWithheld(c.req.url) : c.req.url
  const before = answers.get(key)?.value
  const other = before && before.etag === etag && holds(before, now) ? before : undefined
  const answer = { bytes, init: { status, headers } }
  const until = Math.min(other?.until ?? Number.POSITIVE_INFINITY, now + REMEMBERED_MS)
  answers.set(
    key,
    {
      ...other,
      ...(status === 304 ? { notModified: answer } : { whole: answer }),
      etag,
      isPlaced,
      isDated: headers.has('Last-Modified'),
      hasMarkdown: isArticlePath(c.req.path),
      until,
      madeOf,
    },
    { freshUntil: until, bytes: (bytes?.byteLength ?? 0) + BYTES_BESIDE },
  )
}

const keyWithheld = (url: string) => `-${url}`

const holds = ({ until, madeOf }: Remembered, now: number) => until > now && madeOf.every(({ freshUntil }) => freshUntil > now)
