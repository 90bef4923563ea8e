/**
 * How often a network may guess at what only its holder knows. Nobody guesses 16 or 32 random bytes: this ends the noise, and says so. Of
 * tokens and links only those count that were looked up and aren't there: what is right is never slowed, whatever else comes from its network.
 */
import { networkOf } from './network.ts'
import { isOverLimit } from './rate-limit.ts'
import { sha256 } from './sha256.ts'

/** Counted apart, so that a forgotten script with an old token keeps nobody in its network from signing in. */
type Attempt = 'sign-in' | 'token' | 'preview' | 'letter-link'

/** Counts an attempt, and says whether this network has made too many in the last minute (wrangler.toml says how many that is). */
export async function isBraked(request: Request, env: Partial<Pick<Env, 'SIGN_INS'>>, attempt: Attempt = 'sign-in') {
  const network = networkOf(request.headers.get('cf-connecting-ip') ?? undefined)
  const key = (await sha256(`${attempt} ${network}`)).slice(0, 24)
  return isOverLimit(env.SIGN_INS, key)
}

export const BRAKED_SECONDS = 60
export const TOO_MANY = 'Somebody in your network tried to sign in too often. Wait a minute and try again.'
