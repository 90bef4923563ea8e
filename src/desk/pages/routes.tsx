/** Everything under `/desk`: who is let in, the areas, and what answers where there is nothing. Loaded when an editor comes. */
import { Hono } from 'hono'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { routingPath } from '../../edge/address.ts'
import { editionOf } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { isAway, isRestoring } from '../away.ts'
import { patientEnv } from '../patient-env.ts'
import { isSentByOurPage } from '../same-origin.ts'
import { account } from './account/account-routes.tsx'
import { audit } from './audit/audit-page.tsx'
import { authors } from './authors/authors-page.tsx'
import { calendar } from './calendar/calendar-page.tsx'
import { campaigns } from './campaigns/routes.tsx'
import { type DeskContext, type DeskEnv, originOf } from './desk-context.ts'
import { front } from './front/front-routes.tsx'
import { help } from './help/help-page.tsx'
import { history } from './history/history-page.tsx'
import { awayResponse, restoringResponse, withoutSecret } from './layout/away-page.tsx'
import { deskResponse } from './layout/desk-page.tsx'
import { forbiddenResponse, notFoundResponse } from './layout/refusal-pages.tsx'
import { live } from './live/live-routes.tsx'
import { manage } from './manage/manage-handlers.tsx'
import { mostRead } from './most-read/most-read-page.tsx'
import { newsletters } from './newsletters/routes.tsx'
import { people } from './people/people-routes.tsx'
import { pictures } from './pictures/routes.tsx'
import { redirects } from './redirects/redirects-page.tsx'
import { approve } from './review/approve-page.tsx'
import { review } from './review/review-handlers.tsx'
import { settings } from './settings/settings-page.tsx'
import { requireSignIn } from './sign-in/require-sign-in.tsx'
import { signIn } from './sign-in/sign-in-routes.tsx'
import { stories } from './stories/stories-handlers.tsx'
import { story } from './story/routes.tsx'
import { style } from './style/style-page.tsx'
import { topics } from './topics/topics-page.tsx'
import { webhooks } from './webhooks/routes.tsx'

export const deskPages = new Hono<DeskEnv>({ getPath: routingPath })

deskPages.use(async (c, next) => {
  c.set('requestId', c.req.header('cf-ray') ?? crypto.randomUUID())
  c.env = patientEnv(c.env, c.req)
  sendOnInAscii(c)
  c.set('site', (await editionOf(c as never).site()).value)
  if (new URL(c.req.url).origin !== originOf(c)) return sendToOwnHost(c)
  if (!isSentByOurPage(c.req.raw))
    return forbiddenResponse(c, 'This request didn’t come from a page of this desk, so nothing was changed. Open the desk in this browser and try again.')
  return next()
})

// Open to everybody: signing in, and approving by link.
deskPages.route('/', signIn)
deskPages.route('/', approve)

deskPages.use(requireSignIn)

// For those who are signed in.
deskPages.route('/', account)
deskPages.route('/', people)
deskPages.route('/', audit)
deskPages.route('/', webhooks)
deskPages.route('/', campaigns)
deskPages.route('/', calendar)
deskPages.route('/', front)
deskPages.route('/', help)
deskPages.route('/', newsletters)
deskPages.route('/', pictures)
deskPages.route('/', live)
deskPages.route('/', mostRead)
deskPages.route('/', redirects)
deskPages.route('/', settings)
deskPages.route('/', style)
deskPages.route('/', topics)
deskPages.route('/', authors)
deskPages.route('/', stories)
deskPages.route('/', history)
deskPages.route('/', manage)
deskPages.route('/', review)
deskPages.route('/', story)

deskPages.notFound((c) => notFoundResponse(c))

deskPages.onError((error, c: DeskContext) => {
  if (isAway(error)) return awayResponse(c, error)
  if (isRestoring(error)) return restoringResponse(c)
  const requestId = c.get('requestId')
  logFor(requestId)({ event: 'bug', path: withoutSecret(c.req.path), error: error.stack ?? String(error) })
  const text = `Something went wrong on our side, and what you did may not have been saved. Go back and try again. If it happens again, tell the site’s operator this number: ${requestId}`
  return deskResponse(c, { title: 'Something went wrong', message: { kind: 'refused', text }, children: <h1>Something went wrong</h1> }, 503)
})

/** The desk has one address: under another name of the site, cookies and passkeys are others, and it could be somebody else's name. */
function sendToOwnHost(c: DeskContext) {
  const { pathname, search } = new URL(c.req.url)
  const address = `${originOf(c)}${pathname}${search}`
  c.header('Cache-Control', 'no-store')
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return c.redirect(address, 307)
  return c.text(`The desk isn’t at this address, so nothing was changed. It is at ${originOf(c)}/desk`, 421)
}

/** A header has ASCII alone, and an address may have the slug of a story in it. */
function sendOnInAscii(c: DeskContext) {
  const redirect = c.redirect
  c.redirect = (to, status) => redirect(encodeLetters(String(to)), status)
}
