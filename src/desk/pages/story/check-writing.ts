/** What only the newsroom can say of a story while it is being written. The page's script sends what its form would; nothing is saved. */
import type { CheckContext, UnfinishedArticle } from '../../../copy/checks/check-context.ts'
import type { Finding } from '../../../copy/checks/finding.ts'
import { askAboutChanges } from '../../../copy/checks/reader-changes.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { checkingPressOf, gatherWhatChanges, liveArticle } from '../../check-context.ts'
import type { NewsroomChecks } from '../../newsroom-checks.ts'
import { articleFrom } from '../../story-values.ts'
import type { DeskContext } from '../desk-context.ts'
import { readForm } from '../layout/form.ts'
import { articleOf, type ReadStory, readSentStory, type SentStory } from './sent-story.ts'
import { knownTopics } from './story-response.tsx'

const NEVER = { 'Cache-Control': 'no-store' }

export async function checkWriting(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return c.json({ detail: form.problem.detail }, form.problem.status, NEVER)
  const sent = readSentStory(form.value)
  const before = await baseOf(c, sent.base)
  const read = articleOf(sent, before, { topics: await knownTopics(c), site: c.get('site') })
  const [known, asks] = await Promise.all([whatIsKnown(c, sent, read), whatIsAsked(c, before, read)])
  const { now = instantOf(Date.now()), paths = {}, rights = {} } = known
  return c.json({ now, flaws: read.ok ? [] : read.flaws, paths, rights, asks } satisfies NewsroomChecks, 200, NEVER)
}

async function baseOf(c: DeskContext, base: number): Promise<Article | undefined> {
  const slug = c.req.param('slug') ?? ''
  const found = isSlug(slug) ? await checkingPressOf(c.env).read(slug, base || undefined) : undefined
  return found?.ok ? found.article : undefined
}

/** Also of copy with flaws, if its blocks are such that links can be looked for in them. */
async function whatIsKnown(c: DeskContext, sent: SentStory, read: ReadStory): Promise<Partial<CheckContext>> {
  try {
    const article = read.ok ? read.article : (articleFrom(sent.values, sent.blocks ?? [], { slug: sent.slug, publishedAt: '' }) as UnfinishedArticle)
    return await gatherWhatChanges(checkingPressOf(c.env), { article, site: c.get('site'), now: Date.now() })
  } catch (error) {
    // A block of an odd shape; the flaws say which.
    if (error instanceof TypeError && !read.ok) return {}
    throw error
  }
}

async function whatIsAsked(c: DeskContext, before: Article | undefined, read: ReadStory): Promise<Finding[]> {
  const live = before && read.ok ? await liveArticle(checkingPressOf(c.env), before.slug) : undefined
  return live && read.ok ? askAboutChanges(read.article, live) : []
}
