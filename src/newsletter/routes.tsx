/** The newsletters' addresses. What they answer is loaded when somebody asks: most readers never do. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Door, DoorContext } from '../edge/door.ts'

/** An address, some list names and a token; no form of ours is larger. */
const MAX_FORM_BYTES = 10_000

const signUps = () => import('./sign-up-handlers.tsx')
const confirmations = () => import('./confirm-handlers.tsx')
const preferences = () => import('./preferences-handlers.tsx')
const unsubscriptions = () => import('./unsubscribe-handlers.tsx')
const archive = () => import('./archive/archive-handlers.tsx')

const small = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.text('That form is larger than any of ours.', 413) })

export const newsletters = new Hono<Door>()
  .use('/newsletters', small)
  .use('/newsletters/*', small)
  .get('/newsletters', async (c: DoorContext) => (await signUps()).showNewsletters(c))
  .post('/newsletters', async (c: DoorContext) => (await signUps()).signUp(c))
  .get('/newsletters/requested', async (c: DoorContext) => (await signUps()).showRecorded(c))
  .get('/newsletters/stamp', async (c: DoorContext) => (await signUps()).stampForm(c))
  .get('/newsletters/confirm', async (c: DoorContext) => (await confirmations()).showConfirmation(c))
  .post('/newsletters/confirm', async (c: DoorContext) => (await confirmations()).confirm(c))
  .post('/newsletters/resend', async (c: DoorContext) => (await confirmations()).resend(c))
  .get('/newsletters/preferences', async (c: DoorContext) => (await preferences()).showPreferences(c))
  .post('/newsletters/preferences', async (c: DoorContext) => (await preferences()).changePreferences(c))
  .get('/newsletters/preferences/export', async (c: DoorContext) => (await preferences()).exportPreferences(c))
  .post('/newsletters/link', async (c: DoorContext) => (await preferences()).mailLink(c))
  .get('/newsletters/unsubscribe', async (c: DoorContext) => (await unsubscriptions()).showUnsubscription(c))
  .post('/newsletters/unsubscribe', async (c: DoorContext) => (await unsubscriptions()).unsubscribe(c))
  // After the site's own pages: no newsletter is called as one of them is.
  .get('/newsletters/:list', async (c: DoorContext) => (await archive()).showIssues(c))
  .get('/newsletters/:list/:issue', async (c: DoorContext) => (await archive()).showIssue(c))
