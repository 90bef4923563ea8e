/** What became of stories: every correction, and what has changed in one of them. Asked of the press, and shown. */
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { redirectPermanently } from '../edge/caching.ts'
import { ChangesPage } from './changes-page.tsx'
import { CorrectionsPage } from './corrections-page.tsx'
import { respondGone } from './error-pages.tsx'
import { pagesOf, parsePageNumber, redirectWithoutPage } from './page-number.ts'
import { queryPress, tagOfAnswer } from './query-press.ts'
import { respondPage } from './respond-page.ts'

export async function showCorrections(c: AppContext) {
  const page = parsePageNumber(c.req.query('page'))
  if (page === 'spelt-out') return redirectWithoutPage(c)
  if (page === 'no-page') return c.notFound()
  const site = await editionOf(c).site()
  const { items, total } = await queryPress(c, (press) => press.corrections(page))
  if (page > pagesOf(total)) return c.notFound()
  const now = Date.now()
  return respondPage(c, {
    tags: [tagOfAnswer([items, total])],
    site,
    style: 'listing',
    now,
    page: () => <CorrectionsPage items={items} total={total} page={page} site={site.value} now={now} />,
  })
}

export async function showChanges(c: AppContext, section: string, slug: string) {
  const { article, site } = await editionOf(c).article(slug)
  if (!article || !site.value.showChanges) return c.notFound()
  if ('withdrawn' in article) {
    const { to } = article.withdrawn
    return to ? redirectPermanently(c, `${to}/changes`) : respondGone(c, article, site)
  }
  if (article.value.section !== section) return redirectPermanently(c, `/${article.value.section}/${slug}/changes`)
  const changes = await queryPress(c, (press) => press.changes(slug))
  const now = Date.now()
  return respondPage(c, {
    tags: [article.tag, tagOfAnswer(changes)],
    site,
    style: 'listing',
    now,
    page: () => <ChangesPage article={article.value} changes={changes} site={site.value} now={now} />,
  })
}
