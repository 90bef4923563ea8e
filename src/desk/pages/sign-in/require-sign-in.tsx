/** Before every page of the desk: who comes, and what those see whose session has ended or who were never signed in. */
import type { MiddlewareHandler } from 'hono'
import { accessProblem, type Identification, identifyCaller } from '../../access.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { awayBeforeSignIn } from '../layout/away-page.tsx'
import { DESK_HEADERS, deskResponse } from '../layout/desk-page.tsx'
import { FormAgain, fieldsStillUnread } from '../layout/form-again.tsx'
import { forbiddenResponse } from '../layout/refusal-pages.tsx'
import { brakedResponse } from './braked-page.tsx'
import { signInPath } from './return-path.ts'
import { SignInPage } from './sign-in-pages.tsx'

export const requireSignIn: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const caller = await identifyCaller(c.req.raw, c.env).catch((error: Error) => error)
  if (caller instanceof Error) return awayBeforeSignIn(c, caller)
  if (!caller.ok) return notSignedIn(c, caller)
  c.set('actor', caller.actor)
  c.set('session', caller.session)
  return next()
}

function notSignedIn(c: DeskContext, refusal: Exclude<Identification, { ok: true }>) {
  switch (refusal.reason) {
    case 'not-set-up':
    case 'no-token':
    case 'session-over':
    case 'unknown-token':
      return askToSignIn(c)
    case 'other-site':
    case 'no-role':
      return forbiddenResponse(c, accessProblem(refusal).detail)
    case 'too-many-attempts':
      return brakedResponse(c, accessProblem(refusal).detail)
    case 'bad-assertion':
      return cannotSignIn(c, accessProblem(refusal).detail, 401)
    case 'keys-away':
      c.header('Retry-After', '30')
      return cannotSignIn(c, accessProblem(refusal).detail, 503)
  }
}

function askToSignIn(c: DeskContext) {
  if (c.req.header('hx-request')) return signedOutFragment(c)
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return sessionEnded(c)
  const { pathname, search } = new URL(c.req.url)
  c.header('Cache-Control', 'no-store')
  return c.redirect(signInPath(`${pathname}${search}`), 303)
}

/** What a page asks for by itself must not become a page within a page. */
const signedOutFragment = (c: DeskContext) => c.html(String(<SignedOut />), 401, DESK_HEADERS)

const SignedOut = () => (
  <p role="alert">
    Your session has ended.{' '}
    <a href={signInPath('/desk/signed-in')} target="_blank" rel="noopener">
      Sign in in another tab
    </a>
  </p>
)

/** All that was sent is in this page, so that it can be sent again by somebody who signs in meanwhile. Files have to be chosen again. */
async function sessionEnded(c: DeskContext) {
  const fields = await fieldsStillUnread(c)
  const { pathname, search } = new URL(c.req.url)
  const title = 'Your session has ended'
  const children = (
    <SignInPage title={title}>
      <p>
        {fields.length > 0
          ? 'Nothing was saved yet, and nothing is lost. Sign in in another tab, come back here, and send your form again.'
          : 'Nothing was saved. Sign in in another tab, then go back to the form and send it again.'}
      </p>
      <p>
        <a class="button" href={signInPath('/desk/signed-in')} target="_blank" rel="noopener">
          Sign in in another tab
        </a>
      </p>
      {fields.length > 0 && <FormAgain fields={fields} action={`${pathname}${search}`} />}
    </SignInPage>
  )
  return deskResponse(c, { title, children }, 401)
}

const cannotSignIn = (c: DeskContext, text: string, status: 401 | 503) => {
  const title = 'You can’t sign in'
  const children = (
    <SignInPage title={title}>
      <p>{text}</p>
    </SignInPage>
  )
  return deskResponse(c, { title, children }, status)
}
