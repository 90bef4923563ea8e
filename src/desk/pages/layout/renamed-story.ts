/** Pages and forms of a story that was renamed while they were open. */
import type { DeskContext } from '../desk-context.ts'

/** The same address under the story’s new name. What a form sent goes along (307): otherwise what was written would be gone. */
export function redirectToRenamed(c: DeskContext, slug: string, query = '') {
  const [root, desk, area, , ...rest] = c.req.path.split('/')
  return c.redirect([root, desk, area, slug, ...rest].join('/') + query, c.req.method === 'GET' ? 303 : 307)
}
