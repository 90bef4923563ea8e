/** The story in the address. */
import type { Article } from '../../../copy/shapes/article.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import type { Entry } from '../../../press/calls.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { notFoundResponse } from './refusal-pages.tsx'
import { refusalText } from './refusal-text.ts'
import { redirectToRenamed } from './renamed-story.ts'

/** As the press has it now. */
export type SavedStory = { article: Article; entry: Entry; revision: number }

/**
 * The newest revision; or the answer for whoever asks for what is not there. An old address leads to the new one, whose own page is told of it: a
 * browser may have kept text under it. `isGone`: nothing is called so.
 */
export async function savedStory(c: DeskContext): Promise<SavedStory | { response: Response | Promise<Response>; isGone: boolean }> {
  const slug = c.req.param('slug') ?? ''
  const found = isSlug(slug) ? await press(c).read(slug) : undefined
  if (found?.ok) return found
  if (found?.reason === 'renamed')
    return { response: redirectToRenamed(c, found.current, c.req.path.endsWith(`/${slug}`) ? { formerly: slug } : {}), isGone: false }
  return { isGone: true, response: notFoundResponse(c, found ? refusalText(found) : 'There’s no such story.') }
}
