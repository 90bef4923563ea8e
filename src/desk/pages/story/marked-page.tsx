/** The story as readers will get it, with what changes for them marked: for the frame of the publish page and nobody else’s. It shows, and does nothing. */
import { DESK_ASSETS } from '../../../build/desk-assets.ts'
import { STYLES } from '../../../build/manifest.ts'
import { markedArticle, markup } from '../../../copy/diff/marked-article.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import type { AppContext } from '../../../edge/app-context.ts'
import { newsletterOffer } from '../../../edge/newsletter-offer.ts'
import { loadDrawings } from '../../../page/drawings/load-drawings.ts'
import { renderPage } from '../../../page/page.tsx'
import { ArticlePage } from '../../../reader/article-page.tsx'
import { updatesFor } from '../../../reader/updates-for.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { DESK_HEADERS } from '../layout/desk-page.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'

export async function showMarkedPage(c: DeskContext) {
  const slug = c.req.param('slug') ?? ''
  const newest = isSlug(slug) ? await press(c).read(slug) : undefined
  if (!newest?.ok) return notFoundResponse(c)
  const { entry, article } = newest
  const live = entry.live === undefined || entry.live === entry.revision ? undefined : await press(c).read(slug, entry.live)
  const shown = live?.ok ? markedArticle(live.article, article) : article
  const [site, now] = [c.get('site'), Date.now()]
  await loadDrawings(shown)
  const updates = await updatesFor(shown, site, now)
  const page = <ArticlePage article={shown} site={site} offer={newsletterOffer(c as unknown as AppContext, site)} now={now} updates={updates} preview />
  return c.html(withMarks(renderPage(page)), 200, { ...DESK_HEADERS, 'Content-Security-Policy': FRAMED_CSP })
}

/** No script runs here, and the browser would complain of each. */
const withMarks = (html: string) =>
  markup(html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')).replace('</head>', `<link rel="stylesheet" href="${DESK_ASSETS['desk-marks.css']}"></head>`)

const FRAMED_CSP = [
  "default-src 'none'",
  `style-src 'self' '${STYLES.article.hash}'`,
  "img-src 'self' https: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')
