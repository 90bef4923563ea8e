/** Pages and forms of a story that was renamed while they were open. */
import type { DeskContext } from '../desk-context.ts'

/**
 * The same address under the story’s new name, with what it asks for: an agent’s link leads to its proposal still. What a form sent goes along (307):
 * otherwise what was written would be gone. `more`: parameters of the new address.
 */
export function redirectToRenamed(c: DeskContext, slug: string, more: Record<string, string> = {}) {
  const [root, desk, area, , ...rest] = c.req.path.split('/')
  const query = new URLSearchParams([...new URL(c.req.url).searchParams, ...Object.entries(more)]).toString()
  return c.redirect([root, desk, area, slug, ...rest].join('/') + (query && `?${query}`), c.req.method === 'GET' ? 303 : 307)
}
