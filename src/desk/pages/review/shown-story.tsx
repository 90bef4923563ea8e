/** A revision as readers would get it, for the frames of its review. */
import type { AppContext } from '../../../edge/app-context.ts'
import { isSignUpOpen } from '../../../edge/newsletter-offer.ts'
import { loadDrawings } from '../../../page/drawings/load-drawings.ts'
import { renderPage } from '../../../page/page.tsx'
import { ArticlePage } from '../../../reader/article-page.tsx'
import { updatesFor } from '../../../reader/updates-for.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { framedResponse } from '../layout/framed-page.ts'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { shownIn } from './shown-as.ts'

export async function showFramedStory(c: DeskContext) {
  const { revision, reader, theme } = shownIn(c.req.query())
  const found = await press(c).read(c.req.param('slug') ?? '', revision)
  if (!found.ok) return notFoundResponse(c)
  const site = c.get('site')
  const now = Date.now()
  await loadDrawings(found.article)
  const offer = reader === 'eu' ? 'withheld' : isSignUpOpen((c as unknown as AppContext).env, site) ? 'offered' : 'closed'
  const page = renderPage(
    <ArticlePage article={found.article} site={site} offer={offer} now={now} updates={await updatesFor(found.article, site, now)} preview />,
  )
  return framedResponse(c, page.replace('<html', `<html data-theme="${theme}"`), 'article')
}
