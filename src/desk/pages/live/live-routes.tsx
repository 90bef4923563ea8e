/** The live desk: one page for each event, where it is told update by update. */
import { Hono } from 'hono'
import { livePressOf } from '../../../press/live-calls.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { DESK_HEADERS } from '../layout/desk-page.tsx'
import { needing, notFoundResponse } from '../layout/refusal-pages.tsx'
import { redirectToRenamed } from '../layout/renamed-story.ts'
import { addUpdate, changeEvent, orderUpdate } from './live-orders.ts'
import { liveResponse } from './live-page.tsx'
import { ToldList } from './told-list.tsx'
import { Tray } from './tray.tsx'
import { loadDrawingsOf } from './update-text.tsx'

export const live = new Hono<DeskEnv>()
  .get('/desk/live/:slug', (c) => liveResponse(c))
  .post('/desk/live/:slug', addUpdate)
  .post('/desk/live/:slug/updates/:id', orderUpdate)
  .post('/desk/live/:slug/end', needing('editor', changeEvent))
  .get('/desk/live/:slug/told', (c) => part(c, 'told'))
  .get('/desk/live/:slug/tray', (c) => part(c, 'tray'))

/** What the page's script brings when something has changed. */
async function part(c: DeskContext, name: 'told' | 'tray') {
  const desk = await livePressOf(c.env).liveDesk(c.req.param('slug') ?? '')
  if (!desk.ok) return desk.reason === 'renamed' ? redirectToRenamed(c, desk.current) : notFoundResponse(c)
  await loadDrawingsOf(desk)
  const props = { desk, site: c.get('site'), actor: c.get('actor') }
  return c.html(String(name === 'told' ? <ToldList {...props} /> : <Tray {...props} />), 200, DESK_HEADERS)
}
