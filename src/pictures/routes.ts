/** Pictures for readers: the uploaded file without its metadata, variants made on the first request and stored, and pictures of headlines. */
import { Hono } from 'hono'
import type { AppContext, AppEnv } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { matchesEtag } from '../edge/entity-tag.ts'
import { logFor } from '../edge/log.ts'
import { pictureTag } from '../edition/keys.ts'
import { cacheHeaders, respondUnknown } from './answers.ts'
import { etagOf, isPictureId, publicKey, variantKey } from './picture-keys.ts'
import { variantOf } from './variant.ts'

/** The whole picture in a variant's place, while variants cannot be made. */
const FOR_NOW = 'public, max-age=300'

export const pictures = new Hono<AppEnv>()
  .get('/pictures/social/:slug/:name', async (c: AppContext) => (await import('./headline-picture-handler.ts')).respondHeadlinePicture(c))
  .get('/pictures/:id', async (c) => {
    const id = c.req.param('id')
    if (!isPictureId(id)) return respondUnknown(c)
    c.header('Cache-Tag', pictureTag(id))
    const file = (await c.env.PICTURES.head(publicKey(id))) ?? (await createPublicFile(c.env.PICTURES, id))
    if (!file) return respondUnknown(c)
    if (file === 'withdrawn') return respondWithdrawn(c)
    const etag = etagOf(id)
    const headers: Record<string, string> = { ...cacheHeaders(etag), 'Accept-Ranges': 'bytes' }
    if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    headers['Content-Type'] = typeOf(file)
    const range = isRangeWanted(c, etag) ? (await import('./byte-range.ts')).byteRange(c.req.header('range'), file.size) : undefined
    if (range === 'unsatisfiable') return c.body(null, 416, { 'Content-Range': `bytes */${file.size}`, 'Cache-Control': CACHE_CONTROL.never })
    if (c.req.method === 'HEAD') return c.body(null, 200, { ...headers, 'Content-Length': String(file.size) })
    const object = await c.env.PICTURES.get(publicKey(id), range ? { range } : {})
    if (!object) return respondWithdrawn(c)
    if (!range) return c.body(object.body, 200, { ...headers, 'Content-Length': String(file.size) })
    const { offset, length } = range
    return c.body(object.body, 206, { ...headers, 'Content-Length': String(length), 'Content-Range': `bytes ${offset}-${offset + length - 1}/${file.size}` })
  })
  .get('/pictures/:id/:name', async (c) => {
    const { id, name } = c.req.param()
    const variant = variantOf(name)
    if (!isPictureId(id) || !variant) return respondUnknown(c)
    c.header('Cache-Tag', pictureTag(id))
    const etag = etagOf(id, name)
    const stored = await c.env.PICTURES.get(variantKey(id, name))
    if (stored)
      return matchesEtag(c.req.header('if-none-match'), etag)
        ? c.body(null, 304, cacheHeaders(etag))
        : c.body(stored.body, 200, { ...cacheHeaders(etag), 'Content-Type': typeOf(stored), 'Content-Length': String(stored.size) })
    const { makeAndStoreVariant } = await import('./make-variant.ts')
    const made = await makeAndStoreVariant(c.env, id, variant, logFor(c.get('requestId')))
    if (!made) return respondUnknown(c)
    if (made === 'withdrawn') return respondWithdrawn(c)
    return c.body(made.body, 200, { ...(made.isWhole ? { 'Cache-Control': FOR_NOW } : cacheHeaders(etag)), 'Content-Type': made.type })
  })

/** What is not asked for by every reader is loaded when it is. */
const createPublicFile = async (pictures: R2Bucket, id: string) => (await import('./public-file.ts')).createPublicFile(pictures, id)
const respondWithdrawn = async (c: AppContext) => (await import('./withdrawn-picture.ts')).respondWithdrawnPicture(c)

const typeOf = (object: R2Object) => object.httpMetadata?.contentType ?? 'application/octet-stream'

/** `If-Range` (RFC 9110 section 13.1.5): a part of another version is of no use. */
function isRangeWanted(c: AppContext, etag: string) {
  const ifRange = c.req.header('if-range')
  return c.req.header('range') !== undefined && (ifRange === undefined || ifRange.trim() === etag)
}
