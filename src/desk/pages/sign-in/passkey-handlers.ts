/** What the script of the sign-in page asks for, as JSON. */
import { sha256 } from '../../../edge/sha256.ts'
import type { PasskeyRefusal } from '../../../press/access-calls.ts'
import { randomSecret } from '../../random-secret.ts'
import { sessionCookie } from '../../session-cookie.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { isBraked } from './brake.ts'
import { readPasskeyAnswer, SignInAnswer } from './passkey-answer.ts'
import { describeAgent } from './user-agent.ts'
import type { Ceremony } from './webauthn.ts'

export const NEVER = { 'Cache-Control': 'no-store' }

export async function passkeyOptions(c: DeskContext) {
  if (await isBraked(c)) return braked(c)
  const { signInOptions } = await import('./webauthn.ts')
  return c.json(await signInOptions(await ceremonyOf(c)), 200, NEVER)
}

export async function signInWithPasskey(c: DeskContext) {
  if (await isBraked(c)) return braked(c)
  const answer = await readPasskeyAnswer(c.req.raw, SignInAnswer)
  const passkey = answer && (await press(c).passkeyKey(answer.id))
  if (!answer || !passkey) return passkeyProblem(c, { ok: false, reason: 'unknown-passkey' })
  const { verifySignIn } = await import('./webauthn.ts')
  const verified = await verifySignIn(await ceremonyOf(c), passkey, answer as Parameters<typeof verifySignIn>[2])
  if (!verified) return passkeyProblem(c, { ok: false, reason: 'bad-signature' })
  const secret = randomSecret()
  const session = { hash: await sha256(secret), agent: describeAgent(c.req.header('user-agent')) }
  const done = await press(c).signInByPasskey({ id: answer.id, ...verified }, session)
  if (!done.ok) return passkeyProblem(c, done)
  c.header('Set-Cookie', sessionCookie(secret))
  return c.json({ name: done.actor.name, role: done.actor.role }, 200, NEVER)
}

export async function ceremonyOf(c: DeskContext): Promise<Ceremony> {
  return { url: c.req.url, key: await press(c).challengeKey(), now: Date.now() }
}

/** Words that the script shows. */
export function passkeyProblem(c: DeskContext, refusal: PasskeyRefusal | { ok: false; reason: 'bad-signature' }) {
  return c.json({ message: passkeyRefusalText(refusal) }, refusal.reason === 'disabled-person' ? 403 : 422, NEVER)
}

function passkeyRefusalText(refusal: PasskeyRefusal | { ok: false; reason: 'bad-signature' }) {
  switch (refusal.reason) {
    case 'unknown-passkey':
      return 'This passkey isn’t registered here, or was removed. Use another one, or a sign-in link.'
    case 'bad-signature':
    case 'spent-challenge':
      return 'That took too long, or the passkey’s answer isn’t valid. Try again.'
    case 'copied-passkey':
      return 'This passkey seems to have been copied, so it can’t be used. Sign in with a link, remove it, and add a new one.'
    case 'known-passkey':
      return 'This passkey is registered already.'
    case 'too-many-passkeys':
      return 'You can have up to 20 passkeys. Remove one first.'
    case 'disabled-person':
      return `${refusal.name} can’t sign in: an admin disabled their access.`
    case 'unknown-person':
      return 'There’s no such person here.'
  }
}

function braked(c: DeskContext) {
  c.header('Retry-After', '60')
  return c.json({ message: 'Somebody in your network tried to sign in too often. Wait a minute and try again.' }, 429, NEVER)
}
