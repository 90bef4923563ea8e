/**
 * Passkeys as a browser makes and uses them (WebAuthn level 3). Loaded when somebody signs in with one or adds one. A passkey stands for the
 * whole sign-in, so the device has to ask for a fingerprint, face or PIN, and to know by itself whose it is.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { PasskeyKey, SpentChallenge } from '../../press/access-calls.ts'
import { makeChallenge, openChallenge, type Purpose } from './challenge.ts'

/** Where the desk is (`deskOrigin`), and the secret of its challenges. */
export type Ceremony = { origin: string; key: string; now: number }

const rpIdOf = ({ origin }: Ceremony) => new URL(origin).hostname

export const signInOptions = async (ceremony: Ceremony) =>
  generateAuthenticationOptions({
    rpID: rpIdOf(ceremony),
    userVerification: 'required',
    challenge: await makeChallenge(ceremony.key, 'sign-in', ceremony.now),
  })

type Holder = { person: string; name: string; siteName: string; passkeys: string[] }

/** A device that has a passkey of this person isn't asked for a second. */
export const registrationOptions = async (ceremony: Ceremony, { person, name, siteName, passkeys }: Holder) =>
  generateRegistrationOptions({
    rpName: siteName,
    rpID: rpIdOf(ceremony),
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(new TextEncoder().encode(person)),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: passkeys.map((id) => ({ id })),
    challenge: await makeChallenge(ceremony.key, `add ${person}`, ceremony.now),
  })

export type Registered = PasskeyKey & SpentChallenge

/** Undefined for what isn't an answer to a challenge of ours, or isn't signed as it says. */
export async function verifyRegistration(ceremony: Ceremony, person: string, response: RegistrationResponseJSON): Promise<Registered | undefined> {
  const check = challengeCheck(ceremony, `add ${person}`)
  const verified = await orUndefined(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: check.isOurs,
      expectedOrigin: ceremony.origin,
      expectedRPID: rpIdOf(ceremony),
      requireUserVerification: true,
    }),
  )
  const spent = check.spent()
  if (!verified?.verified || !spent) return undefined
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return { id, publicKey: base64urlOf(publicKey), counter, transports: response.response.transports?.map(String) ?? [], ...spent }
}

export async function verifySignIn(
  ceremony: Ceremony,
  passkey: PasskeyKey,
  response: AuthenticationResponseJSON,
): Promise<({ counter: number } & SpentChallenge) | undefined> {
  const check = challengeCheck(ceremony, 'sign-in')
  const verified = await orUndefined(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: check.isOurs,
      expectedOrigin: ceremony.origin,
      expectedRPID: rpIdOf(ceremony),
      // A counter that doesn't grow is the press's to judge.
      credential: { id: passkey.id, publicKey: bytesOf(passkey.publicKey), counter: 0 },
      requireUserVerification: true,
    }),
  )
  const spent = check.spent()
  return verified?.verified && spent ? { counter: verified.authenticationInfo.newCounter, ...spent } : undefined
}

function challengeCheck({ key, now }: Ceremony, purpose: Purpose) {
  let opened: SpentChallenge | undefined
  return {
    async isOurs(challenge: string) {
      opened = await openChallenge(challenge, key, purpose, now)
      return opened !== undefined
    },
    spent: () => opened,
  }
}

/** The library throws for all that is wrong with an answer, down to its bytes: whatever it is, the answer isn't good. */
async function orUndefined<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}

const base64urlOf = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const bytesOf = (base64url: string) => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
