/** What is looked at before a story is published, with what only the newsroom knows: which of its links lead somewhere, what readers see now. */
import { checkArticle } from '../../../copy/checks/check-article.ts'
import type { CheckContext, UnfinishedArticle } from '../../../copy/checks/check-context.ts'
import type { Finding } from '../../../copy/checks/finding.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { checkingPressOf, gatherCheckContext } from '../../check-context.ts'
import type { DeskContext } from '../desk-context.ts'

/** The context is also for the script of the story's page, which goes on checking with it. */
export async function checkStory(c: DeskContext, article: UnfinishedArticle, live?: Article): Promise<{ findings: Finding[]; context: CheckContext }> {
  const context = await gatherCheckContext(checkingPressOf(c.env), { article, site: c.get('site'), now: Date.now() })
  return { findings: checkArticle(article, live ? { ...context, live } : context), context }
}
