/** Of stories that one order would publish, those in which something must be fixed first: what keeps one from being published keeps it among many, too. */
import { checkArticle } from '../../../copy/checks/check-article.ts'
import type { BulkStory } from '../../../press/newsroom-calls.ts'
import { checkingPressOf, gatherCheckContext } from '../../check-context.ts'
import type { DeskContext } from '../desk-context.ts'

const MAX_NAMED = 5

/** In words, or nothing where all of them can be published. */
export async function blockedWords(c: DeskContext, chosen: readonly BulkStory[]): Promise<string | undefined> {
  const blocked = (await Promise.all(chosen.map(({ slug }) => whatBlocks(c, slug)))).flat()
  if (blocked.length === 0) return undefined
  const named = blocked.slice(0, MAX_NAMED).map(({ headline, message }) => `“${headline}”: ${message}`)
  const more = blocked.length > MAX_NAMED ? [`And ${blocked.length - MAX_NAMED} more.`] : []
  return ['Nothing was published. Fix these first, or leave them out.', ...named, ...more].join(' ')
}

/** One that isn’t there is for the press to refuse. */
async function whatBlocks(c: DeskContext, slug: string) {
  const press = checkingPressOf(c.env)
  const found = await press.read(slug)
  if (!found.ok) return []
  const { article } = found
  const context = await gatherCheckContext(press, { article, site: c.get('site'), now: Date.now() })
  const first = checkArticle(article, context).find(({ level }) => level === 'block')
  return first ? [{ headline: article.headline, message: first.message }] : []
}
