/** What every reader's agent may ask without a token: what readers find on the site, and nothing else. */
import * as v from 'valibot'
import { toMarkdown } from '../copy/markdown/to-markdown.ts'
import { lastPieceOf } from '../copy/shapes/address-pieces.ts'
import { type Article, pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { askSearch } from '../reader/ask-search.ts'
import { MAX_QUERY_SENT, MAX_SEARCH_PAGE, parseSearchQuery } from '../reader/search-query.ts'
import type { Hit, Run } from '../search/calls.ts'
import { fields } from './inputs.ts'
import { says } from './says.ts'
import { type Answer, answerJson, type Tool, tool } from './tool.ts'

const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, 'A day must be written as 2026-11-26.'))

const searchArticles = tool({
  name: 'search_articles',
  title: 'Search articles',
  description:
    'Finds published articles by their words, best matches first. Answers headlines, addresses and excerpts; read_article has the text. Advertisers paid for those whose kind is `sponsored`.',
  effect: 'reads',
  takes: fields({
    q: v.pipe(v.string(), v.nonEmpty('Say what to search for.'), v.maxLength(MAX_QUERY_SENT), says('Words to find. 200 characters count.')),
    section: v.optional(v.pipe(v.string(), v.maxLength(200), says('The slug of a section, to search only there.'))),
    from: v.optional(v.pipe(Day, says('The first day of publication, in the newsroom’s time zone.'))),
    to: v.optional(v.pipe(Day, says('The last day of publication.'))),
    page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SEARCH_PAGE))),
  }),
  async answer({ page = 1, ...asked }, c: AppContext): Promise<Answer> {
    const { value: site } = await editionOf(c).site()
    const query = parseSearchQuery(new URLSearchParams(asked as Record<string, string>), site)
    if (query.q === '') return { refusal: 'Say what to search for.' }
    // A page of readers leaves it out; an agent would take what it finds for all that the section has.
    if (asked.section !== undefined && query.section === undefined)
      return { refusal: `There’s no section "${asked.section}". There are: ${site.sections.map(({ slug }) => slug).join(', ') || 'none'}.` }
    if (query.flaw) return { refusal: query.flaw === 'crossed' ? '"from" must not be after "to".' : 'One of these days doesn’t exist.' }
    const { result, refusal } = await askSearch(c, query, page, site.timeZone)
    if (refusal === 'too-many') return { refusal: 'Too many searches came from your network. Wait a minute and try again.' }
    if (!result) return { refusal: 'Search isn’t responding. Try again in half a minute.' }
    return answerJson({ total: result.total, page: result.page, pages: result.pages, articles: result.hits.map((hit) => foundArticle(hit, site)) })
  },
})

const foundArticle = ({ card, excerpt }: Hit, site: Site) => ({
  slug: card.slug,
  address: `${site.url}${pathOf(card)}`,
  headline: card.headline,
  ...(card.kind && { kind: card.kind }),
  publishedAt: card.publishedAt,
  ...(card.standfirst && { standfirst: card.standfirst }),
  excerpt: plain(excerpt),
})

const plain = (runs: readonly Run[]) => runs.map(({ text }) => text).join('')

const readArticle = tool({
  name: 'read_article',
  title: 'Read an article',
  description: 'Answers one published article as Markdown, with its facts in front: address, byline, times, topics, corrections.',
  effect: 'reads',
  takes: fields({
    article: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2048), says('Its slug, such as "mali-phone-call", or its address.')),
  }),
  async answer({ article }, c: AppContext): Promise<Answer> {
    const found = await publishedArticle(c, slugOf(article))
    return 'refusal' in found ? found : { texts: [toMarkdown(found.article, { siteUrl: found.site.url })] }
  },
})

/** In an address, also in that of the Markdown, or alone. */
export const slugOf = (asked: string) => lastPieceOf(asked).replace(/\.md$/, '')

/** As its page shows it: what was renamed under its present slug, and nothing of what was withdrawn. */
export async function publishedArticle(c: AppContext, slug: string, isRenamed = false): Promise<{ article: Article; site: Site } | { refusal: string }> {
  const { article, site } = isSlug(slug) ? await editionOf(c).article(slug) : { article: undefined, site: undefined }
  if (!article) return { refusal: 'Readers have no article with this slug. search_articles finds those that there are.' }
  if (!('withdrawn' in article)) return { article: article.value, site: site.value }
  const { to } = article.withdrawn
  if (to && !isRenamed) return publishedArticle(c, slugOf(to), true)
  return { refusal: 'This article was withdrawn.' }
}

export const READERS_TOOLS: readonly Tool<AppContext>[] = [searchArticles, readArticle]
