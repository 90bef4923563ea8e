/** The story in the address, as the press has it. */
import type { Article } from '../../../copy/shapes/article.ts'
import { isSlug } from '../../../copy/shapes/field.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import type { Saved } from './file-story.ts'

/** Its newest revision. Who asks by a former slug is led to the present one; what their browser kept is under the former. */
export async function savedStory(c: DeskContext): Promise<Saved | { response: Response | Promise<Response> }> {
  const slug = c.req.param('slug') ?? ''
  const found = isSlug(slug) ? await press(c).read(slug) : undefined
  if (found?.ok) return found
  if (found?.reason === 'renamed' && c.req.method === 'GET')
    return { response: c.redirect(`${c.req.path.replace(`/stories/${slug}`, `/stories/${found.current}`)}?formerly=${slug}`, 303) }
  return { response: notFoundResponse(c, found ? refusalText(found) : 'There’s no such story.') }
}

/** The copy that a form was made from: an older revision where somebody filed meanwhile. */
export async function baseOf(c: DeskContext, saved: Saved | undefined, base: number): Promise<Article | undefined> {
  if (!saved || saved.revision === base) return saved?.article
  const found = await press(c).read(saved.entry.slug, base)
  return found.ok ? found.article : saved.article
}
