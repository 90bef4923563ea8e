/** What the script of the sign-in page asks for, as JSON. */

import { BRAKED_SECONDS, isBraked, TOO_MANY } from '../../../edge/brake.ts'
import { sha256 } from '../../../edge/sha256.ts'
import { randomSecret } from '../../random-secret.ts'
import { sessionCookie } from '../../session-cookie.ts'
import { readPasskeyAnswer, SignInAnswer } from '../../webauthn/passkey-answer.ts'
import { passkeyFailureResponse } from '../../webauthn/passkey-refusal.ts'
import { type DeskContext, originOf, press } from '../desk-context.ts'
import { endSessionBefore } from './session-before.ts'
import { describeAgent } from './user-agent.ts'

const NEVER = { 'Cache-Control': 'no-store' }

export async function passkeyOptions(c: DeskContext) {
  if (await isBraked(c.req.raw, c.env)) return braked(c)
  const { signInOptions } = await import('../../webauthn/verify.ts')
  return c.json(await signInOptions(await ceremonyOf(c)), 200, NEVER)
}

export async function signInWithPasskey(c: DeskContext) {
  if (await isBraked(c.req.raw, c.env)) return braked(c)
  const answer = await readPasskeyAnswer(c.req.raw, SignInAnswer)
  if (!answer) return passkeyFailureResponse({ ok: false, reason: 'bad-answer' })
  const passkey = await press(c).passkeyKey(answer.id)
  if (!passkey) return passkeyFailureResponse({ ok: false, reason: 'unknown-passkey' })
  const { verifySignIn } = await import('../../webauthn/verify.ts')
  const verified = await verifySignIn(await ceremonyOf(c), passkey, answer as Parameters<typeof verifySignIn>[2])
  if (!verified) return passkeyFailureResponse({ ok: false, reason: 'bad-answer' })
  const secret = randomSecret()
  const session = { hash: await sha256(secret), agent: describeAgent(c.req.header('user-agent')) }
  const done = await press(c).signInByPasskey({ id: answer.id, ...verified }, session)
  if (!done.ok) return passkeyFailureResponse(done)
  await endSessionBefore(c)
  return c.json({ name: done.actor.name, role: done.actor.role }, 200, { ...NEVER, 'Set-Cookie': sessionCookie(secret) })
}

const ceremonyOf = async (c: DeskContext) => ({ origin: originOf(c), key: await press(c).challengeKey(), now: Date.now() })

const braked = (c: DeskContext) => c.json({ message: TOO_MANY }, 429, { ...NEVER, 'Retry-After': String(BRAKED_SECONDS) })
