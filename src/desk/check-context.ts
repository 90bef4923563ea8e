/** What the checks of copy can't know from the copy alone, as the press has it now. For the API and for the desk's pages. */
import type { CheckContext, UnfinishedArticle } from '../copy/checks/check-context.ts'
import { ownLinks } from '../copy/checks/links.ts'
import { picturesOf } from '../copy/checks/texts.ts'
import { piecesOf } from '../copy/shapes/address-pieces.ts'
import type { Article } from '../copy/shapes/article.ts'
import { RESERVED_SECTIONS } from '../copy/shapes/section.ts'
import type { Site } from '../copy/shapes/site.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { instantOf } from '../copy/text/instant.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { PressCalls } from '../press/calls.ts'
import type { PictureCalls } from '../press/picture-calls.ts'

export type CheckingPress = Pick<PressCalls, 'houseStyle' | 'notPublished' | 'read'> & Pick<PictureCalls, 'pictureRights'>
/** The same press as `pressOf`'s. */
export const checkingPressOf = (env: Env) => pressStub(env) as CheckingPress

type Asked = { article: UnfinishedArticle; site: Site; now: number }

/** Of an article with hundreds of links or pictures, the first. */
const MAX_ASKED = 200

/** All but what readers see now: `liveArticle`. */
export async function gatherCheckContext(press: CheckingPress, asked: Asked): Promise<CheckContext> {
  const [houseStyle, known] = await Promise.all([press.houseStyle(), gatherWhatChanges(press, asked)])
  return { ...known, houseStyle }
}

/** What has to be asked anew while an article is being written: where its links lead, and whether we may show its pictures. */
export async function gatherWhatChanges(press: CheckingPress, { article, site, now }: Asked): Promise<CheckContext> {
  const origin = new URL(site.url).origin
  const [paths, rights] = await Promise.all([ownPaths(press, { article, site, origin }), rightsOf(press, article)])
  return { now: instantOf(now), origin, lang: site.lang, paths, rights }
}

/** Of links to articles and sections it is known whether readers find something there; of the site's other pages nothing is said. */
async function ownPaths(
  press: CheckingPress,
  { article, site, origin }: { article: UnfinishedArticle; site: Site; origin: string },
): Promise<Record<string, boolean>> {
  const paths = ownLinks(article, origin).map(({ path }) => path)
  const stories = new Map(paths.slice(0, MAX_ASKED).flatMap((path): [string, string][] => (articleIn(path) ? [[path, articleIn(path) as string]] : [])))
  const gone = new Set(stories.size > 0 ? await press.notPublished([...new Set(stories.values())]) : [])
  return Object.fromEntries([
    ...[...stories].map(([path, slug]) => [path, slug === article.slug || !gone.has(slug)] as const),
    ...site.sections.map(({ slug }) => [`/${slug}`, true] as const),
  ])
}

/** The slug that an address of an article ends with. */
function articleIn(path: string) {
  const [section = '', slug = '', ...more] = piecesOf(path)
  return more.length === 0 && isSlug(section) && isSlug(slug) && !RESERVED_SECTIONS.has(section) ? slug : undefined
}

/** Of pictures that were uploaded here. */
async function rightsOf(press: CheckingPress, article: UnfinishedArticle) {
  const ids = picturesOf(article).flatMap(({ picture }) => /^\/pictures\/([0-9a-f]{32})$/.exec(picture.src ?? '')?.[1] ?? [])
  return ids.length === 0 ? {} : press.pictureRights([...new Set(ids)].slice(0, MAX_ASKED))
}

/** What readers see now, if they see it. */
export async function liveArticle(press: Pick<CheckingPress, 'read'>, slug: string): Promise<Article | undefined> {
  const newest = await press.read(slug)
  if (!newest.ok || newest.entry.live === undefined) return undefined
  const live = await press.read(slug, newest.entry.live, 'shown')
  return live.ok ? live.article : undefined
}
