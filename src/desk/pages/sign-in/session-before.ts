/** Whoever signs in ends the session that their browser had. */
import { sha256 } from '../../../edge/sha256.ts'
import { sessionSecretOf } from '../../session-cookie.ts'
import { type DeskContext, press } from '../desk-context.ts'

/** A browser has one session: the one before it would be open until its end, and nobody could use it. */
export async function endSessionBefore(c: DeskContext) {
  const secret = sessionSecretOf(c.req.raw)
  const holder = secret && (await press(c).sessionHolder(await sha256(secret)))
  if (holder) await press(c).endSession(holder.person, holder.session, holder)
}
