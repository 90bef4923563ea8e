/**
 * Freshness, entity tags and conditional requests (RFC 9110 section 13, RFC 9111, RFC 5861).
 * A page is rendered once per tag and isolate: the memo holds its bytes. The front cache stores it under the KV keys it
 * was made of (`Cache-Tag`), by which the press purges it.
 */
import { BUILD_ID } from '../build/manifest.ts'
import { encodeLetters } from '../copy/shapes/slug-spelling.ts'
import { Memo } from '../edition/memo.ts'
import type { AppContext } from './app-context.ts'
import { encode } from './encode.ts'
import { matchesEtag } from './entity-tag.ts'
import { wantsGzip } from './front-cache.ts'
import { gzipBytes, isGzippedHere, isWorthGzipping } from './gzip.ts'

/**
 * `Cache-Control` of each kind of answer. What depends on the reader's place is `private`: caches between us and the
 * reader know nothing of places.
 */
export const CACHE_CONTROL = {
  page: 'private, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
  /** Of an event that goes on: who is told that there is more gets it. */
  live: 'private, no-cache',
  listing: 'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
  placedFragment: 'private, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
  fragment: 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
  feed: 'public, max-age=120, stale-while-revalidate=600, stale-if-error=86400',
  search: 'public, max-age=30',
  gone: 'public, max-age=60',
  moved: 'public, max-age=60',
  /** Not for long: what is missing may be published now. Purged by what was looked for. */
  missing: 'public, max-age=15, stale-if-error=60',
  never: 'no-store',
} as const

/** For the front cache, which knows the gate variant by its key and is purged by what changed. */
const FRONT_CACHE = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400'
/** Made-up searches without end are not worth more, and no purge is waited for longer. */
const FRONT_CACHE_OF_SEARCH = 'public, max-age=30, stale-if-error=300'

type Rendering = {
  /** Everything the answer depends on but its URL: tags of copy, gate variant. */
  tags: readonly string[]
  cacheControl: string
  contentType?: string
  status?: 200 | 400 | 404 | 410
  /**
   * When each part of the answer last changed, in milliseconds, for clients that know no entity tags. Where one is unknown,
   * they are told nothing, and get the answer anew.
   */
  changedAt?: readonly (number | undefined)[]
  headers?: Record<string, string>
  /** What the front cache forgets it by, beside the KV keys it was made of. */
  purgedBy?: readonly string[]
  /** The query changes nothing, so that no flood of made-up ones makes us render the same again. */
  ignoresQuery?: true
  render: () => string
}

const rendered = new Memo<Uint8Array<ArrayBuffer>>({ maxEntries: 200, maxBytes: 12_000_000 })

/** Who is told 304 has the page, and these with it (RFC 9110 section 15.4.5). */
const OF_PAGES = ['Content-Security-Policy', 'Link']

/** Answers 304 without rendering, remembered bytes without rendering, or renders. */
export function respond(
  c: AppContext,
  { tags, cacheControl, contentType = 'text/html; charset=utf-8', status = 200, changedAt = [undefined], headers, purgedBy, ignoresQuery, render }: Rendering,
): Response {
  const tag = `"${[...tags, BUILD_ID].join('.')}"`
  const mayGzip = isGzippedHere(contentType)
  const gzips = mayGzip && wantsGzip(c)
  // Compressed, it is other bytes of the same content: the tag is a weak one (RFC 9110 section 8.8.1).
  const etag = gzips ? `W/${tag}` : tag
  const outHeaders: Record<string, string> = { ...headers, ...cacheHeaders(c, cacheControl, purgedBy), ETag: etag }
  if (mayGzip) outHeaders.Vary = [headers?.Vary, 'Accept-Encoding'].filter(Boolean).join(', ')
  const lastModified = newestSecond(changedAt)
  if (lastModified !== undefined) outHeaders['Last-Modified'] = new Date(Math.min(lastModified, lastSecond())).toUTCString()
  if (status === 200 && isNotModified(c, etag, lastModified)) {
    if (!mayGzip) c.set('given', { bytes: null, etag })
    for (const name of OF_PAGES) delete outHeaders[name]
    return c.body(null, 304, outHeaders)
  }
  outHeaders['Content-Type'] = contentType
  const { pathname, search } = new URL(c.req.url)
  const key = `${pathname}${ignoresQuery ? '' : search} ${tag}`
  const bytes = renderOnce(key, render)
  if (!mayGzip && cacheControl !== CACHE_CONTROL.never) c.set('given', { bytes, ...(status === 200 && { etag }) })
  if (!gzips || !isWorthGzipping(bytes.byteLength)) return c.body(bytes, status, outHeaders)
  return new Response(gzipBytes(bytes), { status, headers: { ...outHeaders, 'Content-Encoding': 'gzip' }, encodeBody: 'manual' })
}

/**
 * A 301 that is cached as long as the page it leads to: an article may move back, and a browser caches for ever what does
 * not say for how long.
 */
export function redirectPermanently(c: AppContext, to: string) {
  for (const [name, value] of Object.entries(cacheHeaders(c, CACHE_CONTROL.moved))) c.header(name, value)
  c.set('given', { bytes: null })
  return c.redirect(encodeLetters(to), 301)
}

/** How long caches hold it, and by which tags the front cache purges it. */
export function cacheHeaders(c: AppContext, cacheControl: string, purgedBy: readonly string[] = []): Record<string, string> {
  if (cacheControl === CACHE_CONTROL.never) return { 'Cache-Control': cacheControl }
  // A tag has printable ASCII only (developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags).
  const tags = encodeLetters([...(c.get('edition')?.asked ?? []), ...purgedBy].join(','))
  const isMissing = cacheControl === CACHE_CONTROL.missing
  const frontCache = cacheControl === CACHE_CONTROL.search ? FRONT_CACHE_OF_SEARCH : FRONT_CACHE
  return { 'Cache-Control': cacheControl, ...(!isMissing && { 'Cloudflare-CDN-Cache-Control': frontCache }), ...(tags && { 'Cache-Tag': tags }) }
}

/** Rendered, or remembered from when it was last. */
export function renderOnce(key: string, render: () => string): Uint8Array<ArrayBuffer> {
  const known = rendered.get(key)
  if (known) return known.value
  const bytes = encode(render())
  rendered.set(key, bytes, { freshUntil: 0, bytes: bytes.byteLength })
  return bytes
}

function newestSecond(changed: readonly (number | undefined)[]) {
  const newest = Math.max(...changed.map((at) => at ?? NaN))
  return Number.isFinite(newest) && newest > 0 ? Math.floor(newest / 1000) * 1000 : undefined
}

/** What changed in this very second may change in it once more: who asks now is told of the second before, and hears of it. */
const lastSecond = () => Math.floor(Date.now() / 1000) * 1000 - 1000

/** A client that sent a tag is answered by the tag alone (RFC 9110 section 13.2.2). */
function isNotModified(c: AppContext, etag: string, lastModified: number | undefined) {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) return matchesEtag(tags, etag)
  const since = c.req.header('if-modified-since') ?? ''
  const at = Date.parse(since)
  return lastModified !== undefined && HTTP_DATE.test(since) && at >= lastModified && at <= Date.now()
}

/** All three forms of RFC 9110 section 5.6.7. Whatever else `Date.parse` can read is ignored, as is what lies ahead of us: we never told it. */
const HTTP_DATE = /^\w+, \d\d[ -]\w{3}[ -]\d+ [\d:]{8} GMT$|^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}$/
