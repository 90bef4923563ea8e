/** Everything under `/desk`: who is let in, the areas, and what answers where there is nothing. Loaded when an editor comes. */
import { Hono } from 'hono'
import { routingPath } from '../../edge/address.ts'
import { editionOf } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { accessProblem, identifyCaller } from '../access.ts'
import { isSentByOurPage } from '../same-origin.ts'
import { audit } from './audit/audit-page.tsx'
import type { DeskContext, DeskEnv } from './desk-context.ts'
import { help } from './help/help-page.tsx'
import { DESK_HEADERS, deskResponse } from './layout/desk-page.tsx'
import { forbiddenResponse, notFoundResponse } from './layout/refusal-pages.tsx'
import { settings } from './settings/settings-page.tsx'
import { story } from './story/routes.tsx'

export const deskPages = new Hono<DeskEnv>({ getPath: routingPath })

deskPages.use(async (c, next) => {
  c.set('requestId', c.req.header('cf-ray') ?? crypto.randomUUID())
  c.set('site', (await editionOf(c as never).site()).value)
  if (!isSentByOurPage(c.req.raw))
    return forbiddenResponse(c, 'This request didn’t come from a page of this desk, so nothing was changed. Open the desk in this browser and try again.')
  return next()
})

// Open to everybody: signing in, and approving by link.

deskPages.use(async (c, next) => {
  const access = await identifyCaller(c.req.raw, c.env)
  if (!access.ok) return c.text(accessProblem(access).detail, 401, DESK_HEADERS)
  c.set('actor', access.actor)
  return next()
})

// For those who are signed in.
deskPages.route('/', audit)
deskPages.route('/', help)
deskPages.route('/', settings)
deskPages.route('/', story)

deskPages.notFound((c) => notFoundResponse(c))

deskPages.onError((error, c: DeskContext) => {
  const requestId = c.get('requestId')
  logFor(requestId)({ event: 'bug', path: c.req.path, error: error.stack ?? String(error) })
  const text = `Something went wrong on our side, and what you did may not have been saved. Go back and try again. If it happens again, tell the site’s operator this number: ${requestId}`
  return deskResponse(c, { title: 'Something went wrong', message: { kind: 'refused', text }, children: <h1>Something went wrong</h1> }, 503)
})
