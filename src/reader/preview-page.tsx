/** Copy before it is out, for whoever holds its address: never cached, never indexed, gone within a day, or when its story is withdrawn. */
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { BRAKED_SECONDS, isBraked } from '../edge/brake.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { newsletterOffer } from '../edge/newsletter-offer.ts'
import { loadDrawings } from '../page/drawings/load-drawings.ts'
import { renderPage } from '../page/page.tsx'
import { ArticlePage } from './article-page.tsx'
import { renderPreviewEnded } from './error-pages.tsx'
import { queryPress } from './query-press.ts'
import { updatesFor } from './updates-for.ts'

export async function showPreview(c: AppContext) {
  const id = c.req.param('id') ?? ''
  const isPossible = /^[\w-]{8,100}$/.test(id)
  const article = isPossible ? await queryPress(c, (press) => press.readPreview(id)) : null
  c.header('Cache-Control', CACHE_CONTROL.never)
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
  // The address is the key to what is not out yet: no other site may learn it from a link in the copy.
  c.header('Referrer-Policy', 'no-referrer')
  if (!article) {
    if (!isPossible || !(await isBraked(c.req.raw, c.env, 'preview'))) return c.notFound()
    return c.text('Too many previews that don’t exist were opened from your network. Wait a minute and try again.', 429, {
      'Retry-After': String(BRAKED_SECONDS),
    })
  }
  const { value: site } = await editionOf(c).site()
  if (article === 'ended') return c.html(renderPreviewEnded(site), 410, { 'Content-Security-Policy': pageCsp('article') })
  const shown = { ...article, seo: { ...article.seo, noindex: true } }
  c.header('Content-Security-Policy', pageCsp('article'))
  const now = Date.now()
  await loadDrawings(article)
  const updates = await updatesFor(article, site, now)
  return c.html(renderPage(<ArticlePage article={shown} site={site} offer={newsletterOffer(c, site)} now={now} updates={updates} preview />))
}
