/**
 * The cookie of somebody who is signed in. `__Host-` ties it to this very host: no subdomain can read or plant it. `Lax`, since `Strict`
 * would sign out whoever follows a link from a chat; that forms of other sites do nothing is seen to by `isSentByOurPage`.
 */

const NAME = '__Host-desk'
const SECRET = /^[\w-]{43}$/
/** Browsers cut what is longer to 400 days; the press ends the session before. */
const MAX_AGE_SECONDS = 30 * 86_400

export function sessionSecretOf(request: Request): string | undefined {
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  const secret = cookies.find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1)
  return secret !== undefined && SECRET.test(secret) ? secret : undefined
}

export const sessionCookie = (secret: string) => `${NAME}=${secret}; Path=/; Max-Age=${MAX_AGE_SECONDS}; Secure; HttpOnly; SameSite=Lax`

export const endedCookie = () => sessionCookie('').replace(/Max-Age=\d+/, 'Max-Age=0')

/** Says for a minute that somebody was signed in: where the session's own cookie isn't there then, the browser didn't keep it. */
export const TRACE_COOKIE = 'desk-signed-in=1; Path=/desk; Max-Age=60; HttpOnly; SameSite=Lax'

export const hasTrace = (request: Request) => /(?:^|;\s*)desk-signed-in=1(?:;|$)/.test(request.headers.get('cookie') ?? '')
