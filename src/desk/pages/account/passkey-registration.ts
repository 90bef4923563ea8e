/** Adding a passkey: what the script of the account page asks for, as JSON. */

import { RegistrationAnswer, readPasskeyAnswer } from '../../webauthn/passkey-answer.ts'
import { passkeyName } from '../../webauthn/passkey-name.ts'
import { passkeyFailureResponse } from '../../webauthn/passkey-refusal.ts'
import { type DeskContext, originOf, press } from '../desk-context.ts'
import { isFresh, signInFirst, wasFresh } from './fresh-sign-in.ts'

export async function passkeyOptions(c: DeskContext) {
  const session = c.get('session')
  if (!session) return noSession()
  if (!isFresh(session, Date.now())) return signInFirst()
  const { registrationOptions } = await import('../../webauthn/verify.ts')
  const passkeys = await press(c).passkeys(session.person)
  const holder = { person: session.person, name: c.get('actor').name, siteName: c.get('site').name, passkeys: passkeys.map(({ id }) => id) }
  return c.json(await registrationOptions(await ceremonyOf(c), holder), 200, { 'Cache-Control': 'no-store' })
}

export async function addPasskey(c: DeskContext) {
  const session = c.get('session')
  if (!session) return noSession()
  if (!wasFresh(session, Date.now())) return signInFirst()
  const answer = await readPasskeyAnswer(c.req.raw, RegistrationAnswer)
  if (!answer) return passkeyFailureResponse({ ok: false, reason: 'bad-answer' })
  const { verifyRegistration } = await import('../../webauthn/verify.ts')
  const verified = await verifyRegistration(await ceremonyOf(c), session.person, answer as Parameters<typeof verifyRegistration>[2])
  if (!verified) return passkeyFailureResponse({ ok: false, reason: 'bad-answer' })
  const name = passkeyName(c.req.query('name') ?? '') ?? 'Passkey'
  const added = await press(c).addPasskey(session.person, { ...verified, name }, c.get('actor'))
  return added.ok ? c.json({ name }, 201, { 'Cache-Control': 'no-store' }) : passkeyFailureResponse(added)
}

const ceremonyOf = async (c: DeskContext) => ({ origin: originOf(c), key: await press(c).challengeKey(), now: Date.now() })

const noSession = () =>
  Response.json(
    { message: 'Sign in at the desk with a link first: a passkey is added to a session.' },
    { status: 409, headers: { 'Cache-Control': 'no-store' } },
  )
