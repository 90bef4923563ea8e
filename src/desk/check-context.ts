/** What the checks of copy can't know from the copy alone, as the press has it now. For the API and for the desk's pages. */
import type { CheckContext } from '../copy/checks/check-context.ts'
import { ownLinks } from '../copy/checks/links.ts'
import type { Article } from '../copy/shapes/article.ts'
import { isSlug } from '../copy/shapes/field.ts'
import { RESERVED_SECTIONS } from '../copy/shapes/section.ts'
import type { Site } from '../copy/shapes/site.ts'
import { instantOf } from '../copy/text/instant.ts'
import type { PressCalls } from '../press/calls.ts'

type Press = Pick<PressCalls, 'houseStyle' | 'notPublished' | 'read'>

/** Of an article with hundreds of links, the first. */
const MAX_LINKS = 200

export async function gatherCheckContext(press: Press, { article, site, now }: { article: Article; site: Site; now: number }): Promise<CheckContext> {
  const [houseStyle, paths, live] = await Promise.all([press.houseStyle(), ownPaths(press, article, site), liveArticle(press, article.slug)])
  return { now: instantOf(now), origin: site.url, lang: site.lang, houseStyle, paths, ...(live && { live }) }
}

/** Of links to articles and sections it is known whether readers find something there; of the site's other pages nothing is said. */
async function ownPaths(press: Press, article: Article, site: Site): Promise<Record<string, boolean>> {
  const paths = ownLinks(article, site.url).map(({ path }) => path)
  const stories = new Map(paths.slice(0, MAX_LINKS).flatMap((path): [string, string][] => (articleIn(path) ? [[path, articleIn(path) as string]] : [])))
  const gone = new Set(stories.size > 0 ? await press.notPublished([...new Set(stories.values())]) : [])
  return Object.fromEntries([
    ...[...stories].map(([path, slug]) => [path, slug === article.slug || !gone.has(slug)] as const),
    ...site.sections.map(({ slug }) => [`/${slug}`, true] as const),
  ])
}

/** The slug that an address of an article ends with. */
function articleIn(path: string) {
  const [, section = '', slug = ''] = /^\/([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(path) ?? []
  return isSlug(slug) && !RESERVED_SECTIONS.has(section) ? slug : undefined
}

/** What readers see now, if they see it. */
async function liveArticle(press: Press, slug: string): Promise<Article | undefined> {
  const newest = await press.read(slug)
  if (!newest.ok || newest.entry.live === undefined) return undefined
  const live = await press.read(slug, newest.entry.live, 'shown')
  return live.ok ? live.article : undefined
}
