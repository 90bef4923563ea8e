/** Pictures of headlines, for social networks: asked for by them, and by no reader of ours. */
import { ASSETS } from '../build/manifest.ts'
import { isSlug } from '../copy/shapes/field.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { matchesEtag } from '../edge/entity-tag.ts'
import { logFor } from '../edge/log.ts'
import { headlinePicturePath, headlineWordsOf } from '../page/headline-picture.ts'
import { cacheHeaders, respondUnknown } from './answers.ts'
import { drawHeadline } from './draw-headline.ts'
import { respondWithdrawnHeadline } from './withdrawn-picture.ts'

export async function respondHeadlinePicture(c: AppContext) {
  const { slug = '', name = '' } = c.req.param()
  if (!isSlug(slug) || !/^h[0-9a-z]+\.png$/.test(name)) return respondUnknown(c)
  const { article, site } = await editionOf(c).article(slug)
  // A withdrawn article's picture is purged with it.
  c.header('Cache-Tag', [...editionOf(c).asked].join(','))
  if (!article) return respondUnknown(c)
  if ('withdrawn' in article) return respondWithdrawnHeadline(c, article.withdrawn, name)
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
  const letters = () => c.env.ASSETS.fetch(new URL(ASSETS['letters.bin'] ?? '', c.req.url))
  try {
    return c.body(await drawHeadline(words, letters), 200, headers)
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'words-not-drawn', slug, error: String(error) })
    return redirectInstead(c, ASSETS['social.png'])
  }
}

/** Not for long: the next headline has an address of its own. */
function redirectInstead(c: AppContext, address: string | undefined) {
  if (!address) return respondUnknown(c)
  c.header('Cache-Control', CACHE_CONTROL.gone)
  return c.redirect(address, 302)
}
