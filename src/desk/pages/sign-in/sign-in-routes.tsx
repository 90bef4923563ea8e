/** Signing in and out: by a link that works once, or with a passkey. Nobody needs to be signed in for these. */
import { Hono } from 'hono'
import { isBraked } from '../../../edge/brake.ts'
import { sha256 } from '../../../edge/sha256.ts'
import { momentText } from '../../../page/time.ts'
import type { LinkRefusal, SignedIn } from '../../../press/access-calls.ts'
import { identifyCaller } from '../../access.ts'
import { randomSecret } from '../../random-secret.ts'
import { endedCookie, hasTrace, sessionCookie, TRACE_COOKIE } from '../../session-cookie.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { brakedResponse } from './braked-page.tsx'
import { passkeyOptions, signInWithPasskey } from './passkey-handlers.ts'
import { returnPath } from './return-path.ts'
import { endSessionBefore } from './session-before.ts'
import { CookieNotKept, LINK_REFUSALS, LinkBody, SignInBody, SignInPage, SpentLinkBody } from './sign-in-pages.tsx'
import { describeAgent } from './user-agent.ts'

export const signIn = new Hono<DeskEnv>()
  .get('/desk/sign-in', showSignIn)
  .get('/desk/signed-in', showSignedIn)
  .post('/desk/sign-in/passkey/options', passkeyOptions)
  .post('/desk/sign-in/passkey', signInWithPasskey)
  .get('/desk/sign-in/:token', showLink)
  .post('/desk/sign-in/:token', useLink)
  .post('/desk/sign-out', signOut)

const PASSKEYS = ['desk-passkeys.js'] as const

async function showSignIn(c: DeskContext) {
  const title = 'Sign in to the desk'
  const then = returnPath(c.req.query('then'))
  const signedInAs = await signedInName(c)
  const children = (
    <SignInPage title={title}>
      {signedInAs === undefined && hasTrace(c.req.raw) && <CookieNotKept />}
      <SignInBody then={then} signedInAs={signedInAs} />
    </SignInPage>
  )
  return deskResponse(c, { title, scripts: PASSKEYS, children })
}

/** In a tab of its own, beside a story whose session ended: the script there hears of it. */
async function showSignedIn(c: DeskContext) {
  const name = await signedInName(c)
  if (name === undefined) return c.redirect('/desk/sign-in?then=/desk/signed-in', 303)
  const children = (
    <SignInPage title="You’re signed in">
      <p data-signed-in={name}>You’re signed in as {name}. Close this tab and go on in the other one.</p>
    </SignInPage>
  )
  return deskResponse(c, { title: 'You’re signed in', scripts: PASSKEYS, children })
}

async function showLink(c: DeskContext) {
  const token = c.req.param('token') ?? ''
  const link = await press(c).readLink(await sha256(token))
  if (!link.ok) return link.reason === 'unknown-link' && (await isBraked(c.req.raw, c.env)) ? brakedResponse(c) : spentLink(c, link)
  const site = c.get('site')
  const title = link.kind === 'invite' ? `Welcome, ${link.person.name}` : 'Sign in to the desk'
  const then = returnPath(c.req.query('then'))
  const children = (
    <SignInPage title={title}>
      <LinkBody {...{ link, token, then }} siteName={site.name} until={momentText(link.expiresAt, { ...site, lang: 'en' })} />
    </SignInPage>
  )
  return deskResponse(c, { title, children })
}

async function useLink(c: DeskContext) {
  if (await isBraked(c.req.raw, c.env)) return brakedResponse(c)
  // Read first: a body that can't be read must not spend the link.
  const form = await readForm(c)
  const then = form.ok ? form.value.text('then') : undefined
  const secret = randomSecret()
  const session = { hash: await sha256(secret), agent: describeAgent(c.req.header('user-agent')) }
  const done = await press(c).signInByLink(await sha256(c.req.param('token') ?? ''), session)
  if (!done.ok) return spentLink(c, done)
  await endSessionBefore(c)
  c.header('Set-Cookie', sessionCookie(secret))
  c.header('Set-Cookie', TRACE_COOKIE, { append: true })
  c.header('Cache-Control', 'no-store')
  return c.redirect(nextPage(done, then), 303)
}

async function signOut(c: DeskContext) {
  await endSessionBefore(c)
  c.header('Set-Cookie', endedCookie())
  c.header('Cache-Control', 'no-store')
  return c.redirect('/desk/sign-in', 303)
}

/** Whoever came by a link and has no passkey is offered one, or the next time they would need a link again. */
const nextPage = ({ kind, passkeys }: SignedIn, then: string | undefined) => (kind !== 'own' && passkeys === 0 ? '/desk/account?welcome=1' : returnPath(then))

async function spentLink(c: DeskContext, refusal: LinkRefusal) {
  const isDisabled = refusal.reason === 'disabled-person'
  const why = isDisabled ? `${refusal.name} can’t sign in: an admin disabled their access.` : LINK_REFUSALS[refusal.reason]
  const title = 'This link doesn’t work'
  const children = (
    <SignInPage title={title}>
      <SpentLinkBody why={why} signedInAs={await signedInName(c)} />
    </SignInPage>
  )
  return deskResponse(c, { title, scripts: PASSKEYS, children }, isDisabled ? 403 : refusal.reason === 'unknown-link' ? 404 : 410)
}

async function signedInName(c: DeskContext) {
  const caller = await identifyCaller(new Request(c.req.url, { headers: c.req.raw.headers }), c.env)
  return caller.ok ? caller.actor.name : undefined
}
