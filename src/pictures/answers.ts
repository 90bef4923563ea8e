/** Pictures for readers: the uploaded file without its metadata, variants made on the first request and stored, and pictures of headlines. */
import { ASSETS } from '../build/manifest.ts'
import { encodeLetters, isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { matchesEtag } from '../edge/entity-tag.ts'
import { logFor } from '../edge/log.ts'
import { pictureTag } from '../edition/keys.ts'
import { patientBinding } from '../edition/patient-binding.ts'
import { Unavailable, within } from '../edition/within.ts'
import { headlinePicturePath, headlineWordsOf } from '../page/headline-picture.ts'
import { byteRange } from './byte-range.ts'
import { etagOf, isPictureId, publicKey, variantKey } from './picture-keys.ts'
import { variantOf } from './variant.ts'

/**
 * The address names the picture, so it never changes; but it may be taken down, and no cache of a reader's can be purged.
 * The front cache can: it stores a picture for a day, and revalidates it without a transfer.
 */
const FOR_READERS = 'public, max-age=300'
const FOR_FRONT_CACHE = 'public, max-age=86400, stale-while-revalidate=600'
/** Systems that take our pictures go by it. The type is what the answer says. */
const ENDING = /\.(?:jpg|png|webp|avif|gif)$/
/** How long a file may take to be found; how long it takes to arrive is another matter. */
const PATIENCE_MS = 10_000
/** The whole picture in a variant's place, while variants cannot be made. */
const FOR_NOW = 'public, max-age=300'

export const answers = {
  headline: (c: AppContext) => orUnavailable(c, respondHeadline),
  picture: (c: AppContext) => orUnavailable(c, respondPicture),
  variant: (c: AppContext) => orUnavailable(c, respondVariant),
}

/** While files can't be read, whoever asks is told when to come back; no cache keeps that. */
async function orUnavailable(c: AppContext, respond: (c: AppContext) => Promise<Response>): Promise<Response> {
  try {
    return await respond(c)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    logFor(c.get('requestId'))({ event: 'pictures-unavailable', path: c.req.path, error: error.message })
    return c.text('This picture isn’t available right now. Please try again in a minute.', 503, { 'Retry-After': '60', 'Cache-Control': CACHE_CONTROL.never })
  }
}

const picturesOf = (c: AppContext) => patientBinding(c.env.PICTURES, PATIENCE_MS)

async function respondHeadline(c: AppContext) {
  const { slug = '', name = '' } = c.req.param()
  if (!isSlug(slug) || !/^h[0-9a-z]+\.png$/.test(name)) return respondUnknown(c)
  const { article, site } = await editionOf(c).article(slug)
  // A withdrawn article's picture is purged with it.
  c.header('Cache-Tag', encodeLetters([...editionOf(c).asked].join(',')))
  if (!article) return respondUnknown(c)
  if ('withdrawn' in article) return (await import('./withdrawn-picture.ts')).respondWithdrawnHeadline(c, article.withdrawn, name)
  const words = headlineWordsOf(article.value, site.value)
  if (!words) return redirectInstead(c, ASSETS['social.png'])
  const address = headlinePicturePath(slug, words)
  const { pathname, search } = new URL(c.req.url)
  // Only what the page names is drawn: made-up addresses, and those of an earlier headline, redirect there.
  if (pathname + search !== address) return redirectInstead(c, address)
  const etag = `"${name}"`
  const headers: Record<string, string> = cacheHeaders(etag)
  if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  headers['Content-Type'] = 'image/png'
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const { drawHeadline } = await import('./draw-headline.ts')
  const letters = () => within(PATIENCE_MS, c.env.ASSETS.fetch(new URL(ASSETS['letters.bin'] ?? '', c.req.url)))
  try {
    return c.body(await drawHeadline(words, letters), 200, headers)
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'words-not-drawn', slug, error: String(error) })
    return redirectInstead(c, ASSETS['social.png'])
  }
}

async function respondPicture(c: AppContext) {
  const id = (c.req.param('id') ?? '').replace(ENDING, '')
  if (!isPictureId(id)) return respondUnknown(c)
  c.header('Cache-Tag', pictureTag(id))
  const pictures = picturesOf(c)
  const file = (await pictures.head(publicKey(id))) ?? (await createPublicFile(c, { PICTURES: pictures, IMAGES: c.env.IMAGES }, id))
  if (!file) return respondUnknown(c)
  if (file === 'withdrawn') return respondWithdrawn(c)
  const etag = etagOf(id)
  const headers: Record<string, string> = { ...cacheHeaders(etag), 'Accept-Ranges': 'bytes' }
  if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  headers['Content-Type'] = typeOf(file)
  const range = isRangeWanted(c, etag) ? byteRange(c.req.header('range'), file.size) : undefined
  if (range === 'unsatisfiable') return c.body(null, 416, { 'Content-Range': `bytes */${file.size}`, 'Cache-Control': CACHE_CONTROL.never })
  if (c.req.method === 'HEAD') return c.body(null, 200, { ...headers, 'Content-Length': String(file.size) })
  const object = await pictures.get(publicKey(id), range ? { range } : {})
  if (!object) return respondWithdrawn(c)
  if (!range) return c.body(object.body, 200, { ...headers, 'Content-Length': String(file.size) })
  const { offset, length } = range
  return c.body(object.body, 206, { ...headers, 'Content-Length': String(length), 'Content-Range': `bytes ${offset}-${offset + length - 1}/${file.size}` })
}

async function respondVariant(c: AppContext) {
  const { id = '', name = '' } = c.req.param()
  const variant = variantOf(name)
  if (!isPictureId(id) || !variant) return respondUnknown(c)
  c.header('Cache-Tag', pictureTag(id))
  const etag = etagOf(id, name)
  const bindings = { IMAGES: c.env.IMAGES, PICTURES: picturesOf(c) }
  const stored = await bindings.PICTURES.get(variantKey(id, name))
  if (stored)
    return matchesEtag(c.req.header('if-none-match'), etag)
      ? c.body(null, 304, cacheHeaders(etag))
      : c.body(stored.body, 200, { ...cacheHeaders(etag), 'Content-Type': typeOf(stored), 'Content-Length': String(stored.size) })
  const { makeVariantCounted } = await import('./count-making.ts')
  const made = await makeVariantCounted(c.env, bindings, { id, variant, log: logFor(c.get('requestId')) })
  if (!made) return respondUnknown(c)
  if (made === 'withdrawn') return respondWithdrawn(c)
  return c.body(made.body, 200, { ...(made.isWhole ? { 'Cache-Control': FOR_NOW } : cacheHeaders(etag)), 'Content-Type': made.type })
}

/** What is not asked for by every reader is loaded when it is. */
const createPublicFile = async (c: AppContext, bindings: Pick<Env, 'PICTURES' | 'IMAGES'>, id: string) =>
  (await import('./count-making.ts')).createPublicFileCounted(c.env, bindings, id, logFor(c.get('requestId')))
const respondWithdrawn = async (c: AppContext) => (await import('./withdrawn-picture.ts')).respondWithdrawnPicture(c)

const cacheHeaders = (etag: string) => ({ 'Cache-Control': FOR_READERS, 'Cloudflare-CDN-Cache-Control': FOR_FRONT_CACHE, ETag: etag })
const typeOf = (object: R2Object) => object.httpMetadata?.contentType ?? 'application/octet-stream'
const respondUnknown = (c: AppContext) => c.text('This picture doesn’t exist.', 404, { 'Cache-Control': CACHE_CONTROL.missing })

/** Not for long: the next headline has an address of its own. */
function redirectInstead(c: AppContext, address: string | undefined) {
  if (!address) return respondUnknown(c)
  c.header('Cache-Control', CACHE_CONTROL.gone)
  return c.redirect(address, 302)
}

/** `If-Range` (RFC 9110 section 13.1.5): a part of another version is of no use. */
function isRangeWanted(c: AppContext, etag: string) {
  const ifRange = c.req.header('if-range')
  return ifRange === undefined || ifRange.trim() === etag
}
