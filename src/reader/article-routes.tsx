/** Articles and their fragments: URL → read → component. */
import { Hono } from 'hono'
import { BUILT_AT } from '../build/manifest.ts'
import { OLD_ADDRESS_HEADER } from '../copy/old-address-header.ts'
import { type Article, pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { encodeLetters, isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppEnv, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, redirectPermanently, respond } from '../edge/caching.ts'
import { wantsMarkdown } from '../edge/front-cache.ts'
import { pageCsp } from '../edge/headers.ts'
import { newsletterOffer } from '../edge/newsletter-offer.ts'
import { type ArticleCopy, EditionUnavailable } from '../edition/edition.ts'
import { bannerChangedAt, bannerTags } from '../page/breaking-banner.tsx'
import { loadDrawings } from '../page/drawings/load-drawings.ts'
import { renderPage } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { lastAnniversary, yearsSince } from '../page/time.ts'
import { AlsoCards, AlsoUnavailable } from './also-worth-reading.tsx'
import { ArticlePage } from './article-page.tsx'
import { abandonedAt, isAbandoned } from './coverage.ts'
import { updatesFor } from './updates-for.ts'

const MAX_ALSO = 5

export const reader = new Hono<AppEnv>()
  .get('/fragments/also/:slug', async (c) => {
    const slug = c.req.param('slug')
    if (!isSlug(slug)) return c.notFound()
    try {
      const { also, site } = await editionOf(c).also(slug)
      const beside = also ? { copy: also, status: 200 as const } : await (await import('./latest-beside.ts')).latestBeside(c, slug)
      if (!beside) return c.notFound()
      const { copy, status } = beside
      const cards = copy?.value.cards.filter((card) => card.slug !== slug && card.kind !== 'sponsored').slice(0, MAX_ALSO) ?? []
      return respond(c, {
        tags: [copy?.tag ?? 'none', site.tag],
        status,
        cacheControl: status === 200 ? CACHE_CONTROL.fragment : CACHE_CONTROL.gone,
        headers: { 'X-Robots-Tag': 'noindex' },
        render: () => String(<AlsoCards cards={cards} site={site.value} phrases={phrasesFor(site.value.lang)} />),
      })
    } catch (error) {
      if (!(error instanceof EditionUnavailable)) throw error
      return c.html(String(<AlsoUnavailable phrases={phrasesFor('en')} />), 503, { 'Retry-After': '30', 'Cache-Control': CACHE_CONTROL.never })
    }
  })
  .get('/fragments/:what{live|updates}/:slug', async (c) => (await import('./live-fragment.tsx')).respondLive(c))
  .get('/:section/:slug', async (c) => {
    const { section, slug: name } = c.req.param()
    const slug = name.endsWith('.md') ? name.slice(0, -3) : name
    if (!isSlug(slug) || !isSlug(section)) return c.notFound()
    const { article, site } = await editionOf(c).article(slug)
    // An article may be called so; nobody else is.
    if (!article && name === 'changes') return (await import('./redirect-to-changes.ts')).redirectToChanges(c, section, site)
    if (!article) return name === 'feed' || name === 'rss' ? (await import('./redirect-to-feed.ts')).redirectToFeed(c, section, site.value) : c.notFound()
    const extension = name.slice(slug.length)
    const path = currentPathOf(article)
    if (path && encodeLetters(path) !== pathOf({ section, slug })) {
      c.header(OLD_ADDRESS_HEADER, '1')
      return redirectPermanently(c, path + extension)
    }
    if (extension || wantsMarkdown(c)) return (await import('./respond-markdown.ts')).respondMarkdown(c, extension, article, site)
    if ('withdrawn' in article) return (await import('./error-pages.tsx')).respondGone(c, article, site)
    const now = Date.now()
    const offer = newsletterOffer(c, site.value)
    await loadDrawings(article.value)
    const updates = await updatesFor(article.value, site.value, now, { at: article.at, from: c.req.query('from') })
    return respond(c, {
      tags: [article.tag, site.tag, offer, ...(updates?.from ? [updates.from] : []), ...timeTags(article.value, site.value, now)],
      changedAt: [article.at, site.at, BUILT_AT, ...timeChangedAt(article.value, site.value, now)],
      cacheControl: updates?.goesOn ? CACHE_CONTROL.live : CACHE_CONTROL.page,
      ignoresQuery: true,
      headers: {
        'Content-Security-Policy': pageCsp('article'),
        Vary: 'Accept',
        Link: `<${pathOf(article.value)}.md>; rel="alternate"; type="text/markdown"`,
      },
      render: () => renderPage(<ArticlePage article={article.value} site={site.value} offer={offer} now={now} updates={updates} changed={article.changed} />),
    })
  })

/** Where the story is now; of one that was withdrawn there is nothing to say. */
const currentPathOf = (article: ArticleCopy) => ('withdrawn' in article ? article.withdrawn.to : pathOf(article.value))

/** What of a page changes by time alone: how many years old, whether its coverage goes on, whether the breaking banner is still shown. */
function timeTags(article: Article, site: Site, now: number) {
  const years = yearsSince(article.updatedAt ?? article.publishedAt, now)
  return [...(years > 0 ? [`y${years}`] : []), ...(isAbandoned(article, now) ? ['over'] : []), ...bannerTags(site, now)]
}

/** When time alone last changed the page, in milliseconds. */
function timeChangedAt(article: Article, site: Site, now: number) {
  const turned = lastAnniversary(article.updatedAt ?? article.publishedAt, now)
  return [...(turned ? [turned] : []), ...(isAbandoned(article, now) ? [abandonedAt(article)] : []), ...bannerChangedAt(site, now)]
}
