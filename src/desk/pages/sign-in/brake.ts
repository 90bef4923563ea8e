/** How often a network may try to sign in. Nobody guesses 32 random bytes; this saves the press the work. */
import { networkOf } from '../../../edge/place.ts'
import { sha256 } from '../../../edge/sha256.ts'
import type { DeskContext } from '../desk-context.ts'

/** Whether this one has tried too often in the last minute (wrangler.toml says how often that is). */
export async function isBraked(c: DeskContext) {
  const { SIGN_INS } = c.env as Partial<Env>
  const key = (await sha256(networkOf(c.req.header('cf-connecting-ip')))).slice(0, 24)
  return SIGN_INS !== undefined && !(await SIGN_INS.limit({ key })).success
}

export const TOO_MANY = 'Somebody in your network tried to sign in too often. Wait a minute and try again.'
