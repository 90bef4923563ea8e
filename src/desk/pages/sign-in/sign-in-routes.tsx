/** Signing in and out: by a link that works once, or with a passkey. Nobody needs to be signed in for these. */
import { Hono } from 'hono'
import { type AppContext, type AppEnv, editionOf } from '../../../edge/app-context.ts'
import { isFromOwnPage, isSafe } from '../../../edge/origin.ts'
import { sha256 } from '../../../edge/sha256.ts'
import { momentText } from '../../../page/time.ts'
import type { LinkRefusal, SignedIn } from '../../../press/access-calls.ts'
import { pressOf } from '../../../press/calls.ts'
import { identifyCaller } from '../../access.ts'
import { randomSecret } from '../../random-secret.ts'
import { endedCookie, sessionCookie, sessionSecretOf } from '../../session-cookie.ts'
import { isBraked } from './brake.ts'
import { framed, privately } from './frame.tsx'
import { passkeyOptions, signInWithPasskey } from './passkey-handlers.ts'
import { returnPath } from './return-path.ts'
import { LINK_REFUSALS, LinkBody, SignInBody, SpentLinkBody, signedInWords } from './sign-in-pages.tsx'
import { describeAgent } from './user-agent.ts'

export const signInPages = new Hono<AppEnv>()

/** Otherwise another site could sign somebody in as whoever it wants to have them write as. */
signInPages.use('/desk/:page{sign-in|sign-out}/*', async (c, next) => {
  if (isSafe(c.req.raw) || isFromOwnPage(c.req.raw)) return next()
  return framed(
    c,
    { title: 'Not from here', status: 403 },
    <p>
      This form was sent from another site’s page, or your browser didn’t say from where. Nothing was done. <a href="/desk/sign-in">Go to the sign-in page</a>
    </p>,
  )
})

signInPages.get('/desk/sign-in', async (c) =>
  framed(c, { title: 'Sign in to the desk', passkeys: true }, <SignInBody then={returnPath(c.req.query('then'))} signedInAs={await signedInName(c)} />),
)

/** In a tab of its own, beside a story whose session ended: the script there hears of it. */
signInPages.get('/desk/signed-in', async (c) => {
  const name = await signedInName(c)
  if (name === undefined) return c.redirect('/desk/sign-in?then=/desk/signed-in', 303)
  return framed(c, { title: 'Signed in', passkeys: true }, <p data-signed-in={name}>{signedInWords({ name })} Close this tab and go on in the other one.</p>)
})

signInPages.post('/desk/sign-in/passkey/options', passkeyOptions)
signInPages.post('/desk/sign-in/passkey', signInWithPasskey)

signInPages.get('/desk/sign-in/:token', async (c) => {
  const token = c.req.param('token')
  const link = await pressOf(c.env).readLink(await sha256(token))
  if (!link.ok) return spentLink(c, link)
  const { value: site } = await editionOf(c).site()
  const title = link.kind === 'invite' ? `Welcome, ${link.person.name}` : 'Sign in to the desk'
  const then = returnPath(c.req.query('then'))
  return framed(c, { title }, <LinkBody {...{ link, token, then }} siteName={site.name} until={momentText(link.expiresAt, site)} />)
})

signInPages.post('/desk/sign-in/:token', async (c) => {
  if (await isBraked(c)) {
    c.header('Retry-After', '60')
    return framed(c, { title: 'Too many attempts', status: 429 }, <p>Somebody in your network tried to sign in too often. Wait a minute and try again.</p>)
  }
  const secret = randomSecret()
  const session = { hash: await sha256(secret), agent: describeAgent(c.req.header('user-agent')) }
  const done = await pressOf(c.env).signInByLink(await sha256(c.req.param('token')), session)
  if (!done.ok) return spentLink(c, done)
  const { then } = await c.req.parseBody()
  await endSessionBefore(c)
  privately(c)
  c.header('Set-Cookie', sessionCookie(secret))
  return c.redirect(nextPage(done, typeof then === 'string' ? then : undefined), 303)
})

signInPages.post('/desk/sign-out', async (c) => {
  await endSessionBefore(c)
  privately(c)
  c.header('Set-Cookie', endedCookie())
  return c.redirect('/desk/sign-in', 303)
})

/** Whoever came by a link and has no passkey is offered one, or the next time they would need a link again. */
function nextPage({ kind, passkeys }: SignedIn, then: string | undefined) {
  return kind !== 'own' && passkeys === 0 ? '/desk/account?welcome=1' : returnPath(then)
}

async function spentLink(c: AppContext, refusal: LinkRefusal) {
  const why = refusal.reason === 'disabled-person' ? `${refusal.name} can’t sign in: an admin disabled their access.` : LINK_REFUSALS[refusal.reason]
  const status = refusal.reason === 'unknown-link' ? 404 : refusal.reason === 'disabled-person' ? 403 : 410
  return framed(c, { title: 'This link doesn’t work', status, passkeys: true }, <SpentLinkBody why={why} signedInAs={await signedInName(c)} />)
}

async function signedInName(c: AppContext) {
  const caller = await identifyCaller(new Request(c.req.url, { headers: c.req.raw.headers }), c.env)
  return caller.ok ? caller.actor.name : undefined
}

/** A browser has one session: the one before it would be open until its end, and nobody could use it. */
async function endSessionBefore(c: AppContext) {
  const secret = sessionSecretOf(c.req.raw)
  const holder = secret && (await pressOf(c.env).sessionHolder(await sha256(secret)))
  if (holder) await pressOf(c.env).endSession(holder.person, holder.session, holder)
}
