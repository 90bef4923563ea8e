/** The newsletters' routes. Their handlers are loaded on demand, because most readers never need them. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppContext, AppEnv } from '../edge/app-context.ts'
import { mailingListOf } from './calls.ts'

/** An address, some list names and a token; no form of ours is larger. */
const MAX_FORM_BYTES = 10_000

const signUps = () => import('./sign-up-handlers.tsx')
const confirmations = () => import('./confirm-handlers.tsx')
const preferences = () => import('./preferences-handlers.tsx')
const webhooks = () => import('./delivery/webhook-routes.ts')
const unsubscriptions = () => import('./unsubscribe-handlers.tsx')
const archive = () => import('./archive/archive-handlers.tsx')

const small = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: async (c) => (await signUps()).tooLarge(c) })

export const newsletters = new Hono<AppEnv>()
  // Reports of providers are larger than forms, and have their own limit.
  .post('/newsletters/webhooks/:provider', async (c: AppContext) => {
    const { webhookRoutes } = await webhooks()
    return webhookRoutes({ report: (env, events) => mailingListOf(env).report(events) }).fetch(c.req.raw, c.env)
  })
  .use('/newsletters', small)
  .use('/newsletters/*', small)
  .get('/newsletters', async (c: AppContext) => (await signUps()).showNewsletters(c))
  .post('/newsletters', async (c: AppContext) => (await signUps()).signUp(c))
  .get('/newsletters/requested', async (c: AppContext) => (await signUps()).showRecorded(c))
  .get('/newsletters/stamp', async (c: AppContext) => (await signUps()).stampForm(c))
  .get('/newsletters/confirm', async (c: AppContext) => (await confirmations()).showConfirmation(c))
  .post('/newsletters/confirm', async (c: AppContext) => (await confirmations()).confirm(c))
  .post('/newsletters/resend', async (c: AppContext) => (await confirmations()).resend(c))
  .get('/newsletters/preferences', async (c: AppContext) => (await preferences()).showPreferences(c))
  .post('/newsletters/preferences', async (c: AppContext) => (await preferences()).changePreferences(c))
  .get('/newsletters/preferences/export', async (c: AppContext) => (await preferences()).exportPreferences(c))
  .post('/newsletters/link', async (c: AppContext) => (await preferences()).mailLink(c))
  .get('/newsletters/unsubscribe', async (c: AppContext) => (await unsubscriptions()).showUnsubscription(c))
  .post('/newsletters/unsubscribe', async (c: AppContext) => (await unsubscriptions()).unsubscribe(c))
  // Last, so that no newsletter's name takes the place of a page above.
  .get('/newsletters/:list', async (c: AppContext) => (await archive()).showIssues(c))
  .get('/newsletters/:list/:issue', async (c: AppContext) => (await archive()).showIssue(c))
