/**
 * Freshness, entity tags and conditional requests (RFC 9110 section 13, RFC 9111, RFC 5861).
 * A page is rendered once per tag and isolate: the memo keeps its bytes. The front cache keeps it under the KV keys it
 * was made of (`Cache-Tag`), by which the press purges it.
 */
import { BUILD_ID } from '../build/manifest.ts'
import { Memo } from '../edition/memo.ts'
import type { AppContext } from './app-context.ts'
import { holdsTag } from './entity-tag.ts'
import { isGzipped } from './front-cache.ts'
import { isPackedHere, isWorthPacking, packed } from './packing.ts'

/**
 * `Cache-Control` of each kind of answer. What depends on the reader's place is `private`: caches between us and the
 * reader know nothing of places.
 */
export const CACHE_CONTROL = {
  page: 'private, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
  listing: 'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
  fragment: 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
  feed: 'public, max-age=120, stale-while-revalidate=600, stale-if-error=86400',
  search: 'public, max-age=60, stale-while-revalidate=300',
  gone: 'public, max-age=60',
  moved: 'public, max-age=60',
  missing: 'public, max-age=15',
  never: 'no-store',
} as const

/** For the front cache, which knows the gate variant by its key and is purged by what changed. */
const FRONT_CACHE = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400'

type Printing = {
  /** Everything the answer depends on but its URL: tags of copy, gate variant. */
  tags: readonly string[]
  cacheControl: string
  contentType?: string
  status?: 200 | 400 | 404 | 410
  /**
   * When each part of the answer last changed, in milliseconds, for clients that know no entity tags. Where one is unknown,
   * they are told nothing, and get the answer anew.
   */
  changed?: readonly (number | undefined)[]
  headers?: Record<string, string>
  /** The query changes nothing, so that no flood of made-up ones makes us print the same again. */
  anyQuery?: true
  print: () => string
}

const printed = new Memo<Uint8Array<ArrayBuffer>>({ maxEntries: 200, maxBytes: 12_000_000 })
const encoder = new TextEncoder()

/** Answers 304 without rendering, remembered bytes without rendering, or renders. */
export function answer(
  c: AppContext,
  { tags, cacheControl, contentType = 'text/html; charset=utf-8', status = 200, changed = [undefined], headers, anyQuery, print }: Printing,
): Response {
  const tag = `"${[...tags, BUILD_ID].join('.')}"`
  const mayPack = isPackedHere(contentType)
  const packs = mayPack && isGzipped(c)
  // Packed, it is other bytes of the same content: the tag is a weak one (RFC 9110 section 8.8.1).
  const etag = packs ? `W/${tag}` : tag
  const outHeaders: Record<string, string> = { ...headers, ...kept(c, cacheControl), ETag: etag }
  if (mayPack) outHeaders.Vary = [headers?.Vary, 'Accept-Encoding'].filter(Boolean).join(', ')
  const lastModified = newestSecond(changed)
  if (lastModified !== undefined) outHeaders['Last-Modified'] = new Date(Math.min(lastModified, lastSecond())).toUTCString()
  if (status === 200 && isUnchanged(c, etag, lastModified)) return c.body(null, 304, outHeaders)
  outHeaders['Content-Type'] = contentType
  const { pathname, search } = new URL(c.req.url)
  const key = `${pathname}${anyQuery ? '' : search} ${tag}`
  const bytes = printed.get(key)?.value ?? printAndKeep(key, print)
  if (!packs || !isWorthPacking(bytes.byteLength)) return c.body(bytes, status, outHeaders)
  return new Response(packed(bytes), { status, headers: { ...outHeaders, 'Content-Encoding': 'gzip' }, encodeBody: 'manual' })
}

/**
 * A redirect that is kept as long as the page it leads to: an article may move back, and a browser keeps for ever what does
 * not say for how long.
 */
export function moved(c: AppContext, to: string) {
  for (const [name, value] of Object.entries(kept(c, CACHE_CONTROL.moved))) c.header(name, value)
  return c.redirect(to, 301)
}

/** How long it is kept, and by which tags the front cache forgets it. */
function kept(c: AppContext, cacheControl: string): Record<string, string> {
  if (cacheControl === CACHE_CONTROL.never) return { 'Cache-Control': cacheControl }
  const tags = [...(c.get('edition')?.asked ?? [])].join(',')
  return { 'Cache-Control': cacheControl, 'Cloudflare-CDN-Cache-Control': FRONT_CACHE, ...(tags && { 'Cache-Tag': tags }) }
}

function printAndKeep(key: string, print: () => string) {
  const bytes = encoder.encode(print()) as Uint8Array<ArrayBuffer> // TextEncoder never encodes into shared memory.
  printed.set(key, bytes, { freshUntil: 0, bytes: bytes.byteLength })
  return bytes
}

function newestSecond(changed: readonly (number | undefined)[]) {
  const newest = Math.max(...changed.map((at) => at ?? NaN))
  return Number.isFinite(newest) && newest > 0 ? Math.floor(newest / 1000) * 1000 : undefined
}

/** What changed in this very second may change in it once more: who asks now is told of the second before, and hears of it. */
const lastSecond = () => Math.floor(Date.now() / 1000) * 1000 - 1000

/** A client that sent a tag is answered by the tag alone (RFC 9110 section 13.2.2). */
function isUnchanged(c: AppContext, etag: string, lastModified: number | undefined) {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) return holdsTag(tags, etag)
  return lastModified !== undefined && Date.parse(c.req.header('if-modified-since') ?? '') >= lastModified
}
