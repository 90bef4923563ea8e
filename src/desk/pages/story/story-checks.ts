/** What is looked at before a story is published, with what only the newsroom knows: which of its links lead somewhere, what readers see now. */

import { checkArticle } from '../../../copy/checks/check-article.ts'
import type { CheckContext, UnfinishedArticle } from '../../../copy/checks/check-context.ts'
import type { Finding } from '../../../copy/checks/finding.ts'
import { ownLinks } from '../../../copy/checks/links.ts'
import { picturesOf } from '../../../copy/checks/texts.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { isSlug } from '../../../copy/shapes/field.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { picturePressOf } from '../../../press/picture-calls.ts'
import { type DeskContext, press } from '../desk-context.ts'

export async function checkStory(c: DeskContext, article: UnfinishedArticle, live?: Article): Promise<{ findings: Finding[]; context: CheckContext }> {
  const context = await contextFor(c, article)
  return { findings: checkArticle(article, live ? { ...context, live } : context), context }
}

/** Also for the script of the story's page, which goes on checking with it. */
async function contextFor(c: DeskContext, article: UnfinishedArticle): Promise<CheckContext> {
  const { url, lang } = c.get('site')
  const origin = new URL(url).origin
  const [paths, houseStyle, rights] = await Promise.all([pathsFrom(c, article, origin), press(c).houseStyle(), rightsFor(c, article)])
  return { now: instantOf(Date.now()), origin, lang, paths, houseStyle, rights }
}

/** Of pictures that were uploaded here. */
async function rightsFor(c: DeskContext, article: UnfinishedArticle) {
  const ids = picturesOf(article).flatMap(({ picture }) => /^\/pictures\/([0-9a-f]{32})$/.exec(picture.src ?? '')?.[1] ?? [])
  return ids.length === 0 ? {} : picturePressOf(c.env).pictureRights([...new Set(ids)])
}

/** Links to stories; what else is at a path of ours is nobody's to say here. */
async function pathsFrom(c: DeskContext, article: UnfinishedArticle, origin: string): Promise<Record<string, boolean>> {
  const slugOf = (path: string) => /^\/[a-z0-9-]+\/([a-z0-9-]+)$/.exec(path)?.[1] ?? ''
  const sections = new Set(c.get('site').sections.map(({ slug }) => slug))
  const paths = ownLinks(article, origin)
    .map(({ path }) => path)
    .filter((path) => sections.has(path.split('/')[1] ?? '') && isSlug(slugOf(path)))
  if (paths.length === 0) return {}
  const missing = new Set(await press(c).notPublished(paths.map(slugOf)))
  return Object.fromEntries(paths.map((path) => [path, !missing.has(slugOf(path))]))
}
