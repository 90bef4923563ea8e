/** What all answers for pictures share. */
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'

/**
 * The address names the picture, so it never changes; but it may be taken down, and no cache of a reader's can be purged.
 * The front cache can: it stores a picture for a day, and revalidates it without a transfer.
 */
const FOR_READERS = 'public, max-age=300'
const FOR_FRONT_CACHE = 'public, max-age=86400, stale-while-revalidate=600'

export const cacheHeaders = (etag: string) => ({ 'Cache-Control': FOR_READERS, 'Cloudflare-CDN-Cache-Control': FOR_FRONT_CACHE, ETag: etag })

export const respondUnknown = (c: AppContext) => c.text('This picture doesn’t exist.', 404, { 'Cache-Control': CACHE_CONTROL.missing })
