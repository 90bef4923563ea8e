/** The archive's addresses: `/newsletters/{list}` and `/newsletters/{list}/{issue}`. The mailing list knows what was sent, the edition what can still be read. */
import { withSanitiser } from '../../copy/html/with-sanitiser.ts'
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import { isAsciiSlug } from '../../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../../edge/app-context.ts'
import { CACHE_CONTROL, redirectPermanently, respond } from '../../edge/caching.ts'
import { pageCsp } from '../../edge/headers.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Copy } from '../../edition/memories.ts'
import { bannerTags } from '../../page/breaking-banner.tsx'
import { loadDrawings } from '../../page/drawings/load-drawings.ts'
import { renderPage } from '../../page/page.tsx'
import { askList, awayAnswer } from '../answers.tsx'
import { ISSUES_PER_PAGE } from '../calls.ts'
import { introductionOf } from '../letters/introduction.ts'
import { wordsFor } from '../words/words.ts'
import { IssuePage, IssuesPage } from './archive-pages.tsx'
import { readArticles } from './archived-articles.ts'

export async function showIssues(c: AppContext) {
  const slug = c.req.param('list') ?? ''
  const asked = c.req.query('page')
  if (!isAsciiSlug(slug) || (asked && !/^[1-9]\d{0,3}$/.test(asked))) return c.notFound()
  const edition = editionOf(c)
  const site = await edition.site()
  const list = listIn(site.value, slug)
  // A removed newsletter has no page, but its issues still do.
  if (!list) return c.notFound()
  if (asked === '1' || asked === '') return redirectPermanently(c, `/newsletters/${slug}`)
  const page = Number(asked ?? 1)
  const issues = await askList(c, (lists) => lists.issuesOf(slug, page))
  if (!issues) return away(c, site.value)
  if (page > 1 && page > Math.ceil(issues.total / ISSUES_PER_PAGE)) return c.notFound()
  const open = new Set((await readArticles(edition, [...new Set(issues.items.flatMap(({ articles }) => articles.slice(0, 1)))])).keys())
  const now = Date.now()
  return print(c, site, {
    style: 'listing',
    tags: [tagOf([page, issues, [...open]])],
    now,
    page: () => <IssuesPage list={list} {...issues} page={page} open={open} site={site.value} now={now} />,
  })
}

export async function showIssue(c: AppContext) {
  const { list: slug = '', issue: name = '' } = c.req.param()
  if (!isAsciiSlug(slug) || !isAsciiSlug(name)) return c.notFound()
  const edition = editionOf(c)
  const site = await edition.site()
  if (!site.value.newsletter) return c.notFound()
  const found = await askList(c, async (lists) => ({ issue: await lists.issuePage(slug, name) }))
  if (!found) return away(c, site.value)
  const { issue } = found
  if (!issue) return c.notFound()
  const copies = await readArticles(edition, issue.articles)
  if (issue.isStopped && copies.size === 0) return c.notFound()
  await Promise.all([...copies.values()].map(({ value }) => loadDrawings(value)))
  const introduction = await withSanitiser(() => introductionOf(issue.introduction ?? ''))
  const now = Date.now()
  return print(c, site, {
    style: issue.kind === 'digest' ? 'listing' : 'article',
    tags: [tagOf(issue), ...[...copies.values()].map(({ tag }) => tag)],
    now,
    page: () => (
      <IssuePage
        issue={issue}
        listName={listIn(site.value, slug)?.name ?? slug}
        introduction={introduction}
        articles={issue.articles.map((slug) => copies.get(slug)?.value)}
        site={site.value}
        now={now}
      />
    ),
  })
}

const listIn = ({ newsletter }: Site, slug: string): NewsletterList | undefined => newsletter?.lists.find((list) => list.slug === slug)

const away = (c: AppContext, site: Site) => awayAnswer(c, site, wordsFor(site.lang), '/newsletters')

type Printing = { style: 'listing' | 'article'; tags: readonly string[]; now: number; page: () => { toString(): string } }

/** The same for everyone and cached like listings: withdrawing a story purges it by the story's key. */
const print = (c: AppContext, site: Copy<Site>, { style, tags, now, page }: Printing) =>
  respond(c, {
    tags: [...tags, site.tag, ...bannerTags(site.value, now)],
    cacheControl: CACHE_CONTROL.listing,
    // What is in it follows from the tags.
    ignoresQuery: true,
    headers: { 'Content-Security-Policy': pageCsp(style) },
    render: () => renderPage(page()),
  })
