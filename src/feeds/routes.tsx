/** What machines read: feeds, sitemaps and the small files at fixed addresses. */

import { Hono } from 'hono'
import { BUILD_ID } from '../build/manifest.ts'
import { type AppEnv, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, redirectPermanently } from '../edge/caching.ts'

/** Machines ask for them, and no reader of articles waits for what answers. */
const importAnswers = async () => (await import('./answers.ts')).answers

export const feeds = new Hono<AppEnv>()
  .get('/feed.xml', async (c) => (await importAnswers()).rss(c, 'latest', '/'))
  .get('/feed.json', async (c) => (await importAnswers()).jsonFeed(c, 'latest', '/'))
  .get('/:kind{topic|author}/:slug/feed.xml', async (c) => {
    const { kind, slug } = c.req.param()
    return (await importAnswers()).rss(c, `${kind}/${slug}`, `/${kind}/${slug}`)
  })
  .get('/:kind{topic|author}/:slug/feed.json', async (c) => {
    const { kind, slug } = c.req.param()
    return (await importAnswers()).jsonFeed(c, `${kind}/${slug}`, `/${kind}/${slug}`)
  })
  .get('/:kind{topic|author}/:slug/:feed{feed|rss}', async (c) => (await importAnswers()).redirectToFeed(c, `${c.req.param('kind')}/${c.req.param('slug')}`))
  .get('/latest/:feed{feed|rss|feed\\.xml|feed\\.json}', (c) => redirectPermanently(c, c.req.path.endsWith('.json') ? '/feed.json' : '/feed.xml'))
  .get('/:slug/feed.xml', async (c) => (await importAnswers()).rss(c, `section/${c.req.param('slug')}`, `/${c.req.param('slug')}`))
  .get('/:slug/feed.json', async (c) => (await importAnswers()).jsonFeed(c, `section/${c.req.param('slug')}`, `/${c.req.param('slug')}`))

  .get('/sitemap.xml', async (c) => (await importAnswers()).sitemapIndex(c))
  .get('/sitemap-pages.xml', async (c) => (await importAnswers()).sitemapOfPages(c))
  .get('/sitemap-news.xml', async (c) => (await importAnswers()).newsSitemap(c))
  .get('/sitemap/:file', async (c) => (await importAnswers()).sitemapOfMonth(c, c.req.param('file')))

  .get('/robots.txt', async (c) => (await importAnswers()).robots(c))
  .get('/ads.txt', async (c) => (await importAnswers()).adsTxt(c))
  .get('/site.webmanifest', async (c) => (await importAnswers()).webManifest(c))
  .get('/.well-known/security.txt', async (c) => (await importAnswers()).securityTxt(c))
  .get('/llms.txt', async (c) => (await importAnswers()).llmsTxt(c))
  .get('/health', async (c) => {
    const edition = await editionOf(c).isReachable()
    return c.json({ status: edition ? 'ok' : 'failing', build: BUILD_ID, edition }, edition ? 200 : 503, { 'Cache-Control': CACHE_CONTROL.never })
  })
