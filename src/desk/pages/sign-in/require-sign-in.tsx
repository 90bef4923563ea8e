/** Before every page of the desk: who comes, and what those see whose session has ended or who were never signed in. */
import type { Context, MiddlewareHandler } from 'hono'
import type { AppContext, AppEnv } from '../../../edge/app-context.ts'
import { isFromOwnPage, isSafe } from '../../../edge/origin.ts'
import type { Actor } from '../../../press/calls.ts'
import { accessProblem, type Identification, type Identified, identifyCaller } from '../../access.ts'
import { framed, privately } from './frame.tsx'
import { signInPath } from './return-path.ts'

/** `session` is absent where Cloudflare Access says who it is. */
export type SignedInEnv = { Bindings: Env; Variables: AppEnv['Variables'] & { actor: Actor; session: Identified['session'] } }

/** What the pages' own functions ask of a context, a desk's has too. */
export const appContextOf = (c: Context<SignedInEnv>) => c as unknown as AppContext

export const requireSignIn: MiddlewareHandler<SignedInEnv> = async (c, next) => {
  const caller = await identifyCaller(c.req.raw, c.env)
  if (!caller.ok) return notSignedIn(appContextOf(c), caller)
  c.set('actor', caller.actor)
  c.set('session', caller.session)
  return next()
}

async function notSignedIn(c: AppContext, refusal: Exclude<Identification, { ok: true }>) {
  const { pathname, search } = new URL(c.req.url)
  switch (refusal.reason) {
    case 'not-set-up':
    case 'no-token':
    case 'session-over':
    case 'unknown-token':
      if (c.req.header('hx-request')) return fragmentForSignedOut(c, signInPath('/desk/signed-in'))
      if (isSafe(c.req.raw)) {
        privately(c)
        return c.redirect(signInPath(`${pathname}${search}`), 303)
      }
      return isFromOwnPage(c.req.raw) ? sessionEnded(c) : fromElsewhere(c)
    case 'other-site':
      return fromElsewhere(c)
    case 'bad-assertion':
    case 'keys-away':
    case 'no-role': {
      const { status, detail } = accessProblem(refusal)
      return framed(c, { title: 'You can’t sign in', status }, <p>{detail}</p>)
    }
  }
}

const fromElsewhere = (c: AppContext) =>
  framed(
    c,
    { title: 'Not from here', status: 403 },
    <p>
      This form was sent from another site’s page, or your browser didn’t say from where. Nothing was changed. <a href="/desk">Go to the desk</a>
    </p>,
  )

/** What a page asks for by itself must not become a page within a page. */
function fragmentForSignedOut(c: AppContext, signIn: string) {
  privately(c)
  return c.html(
    <p role="alert">
      Your session has ended.{' '}
      <a href={signIn} target="_blank" rel="noopener">
        Sign in again
      </a>
    </p>,
    401,
  )
}

/** All that was sent is in this page, so that it can be sent again by somebody who signs in meanwhile. Files have to be chosen again. */
async function sessionEnded(c: AppContext) {
  const fields = [...(await formFields(c))]
  return framed(
    c,
    { title: 'Your session has ended', status: 401 },
    <>
      <p>Nothing was saved yet, and nothing is lost. Sign in in another tab, come back here, and send your form again.</p>
      <p>
        <a href={signInPath('/desk/signed-in')} target="_blank" rel="noopener">
          Sign in in another tab
        </a>
      </p>
      <form method="post" action={c.req.path}>
        {fields.map(([name, value]) => (
          <textarea name={name} hidden>
            {`\n${value}`}
          </textarea>
        ))}
        <button type="submit" class="primary">
          Send it again
        </button>
      </form>
    </>,
  )
}

async function formFields(c: AppContext): Promise<[string, string][]> {
  try {
    return [...(await c.req.formData())].filter((field): field is [string, string] => typeof field[1] === 'string')
  } catch {
    // A script's JSON, or nothing at all: there is no form to send again.
    return []
  }
}
