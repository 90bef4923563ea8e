/**
 * Challenges of WebAuthn, signed instead of stored: asking for one costs no row, so nobody can fill the ledger with them. Each says for what
 * it is and when it ends, and the press accepts it once.
 */
import { isSameHash } from '../../edge/sha256.ts'
import type { SpentChallenge } from '../../press/access-calls.ts'
import { randomSecret } from '../random-secret.ts'

/** As long as browsers wait for a person with their passkey. */
const LIFE_MS = 5 * 60_000

/** To sign in, or to add a passkey to this person. */
export type Purpose = 'sign-in' | `add ${string}`

/** The bytes that the browser is to have signed. */
export async function makeChallenge(key: string, purpose: Purpose, now: number) {
  const plain = `${now + LIFE_MS}.${randomSecret()}`
  return new Uint8Array(new TextEncoder().encode(`${plain}.${await macOf(key, `${purpose} ${plain}`)}`))
}

/** `challenge` as the browser's answer has it, in base64url. Undefined where it isn't ours, is for something else, or is over. */
export async function openChallenge(challenge: string, key: string, purpose: Purpose, now: number): Promise<SpentChallenge | undefined> {
  const [, expiresAt = '', secret = '', mac = ''] = /^(\d{13})\.([\w-]{43})\.([\da-f]{64})$/.exec(textOf(challenge)) ?? []
  if (!isSameHash(mac, await macOf(key, `${purpose} ${expiresAt}.${secret}`)) || Number(expiresAt) <= now) return undefined
  return { challenge: secret, expiresAt: Number(expiresAt) }
}

function textOf(base64url: string) {
  try {
    return atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    // What isn't base64 is no challenge of ours.
    return ''
  }
}

async function macOf(key: string, text: string) {
  const bytes = new TextEncoder()
  const imported = await crypto.subtle.importKey('raw', bytes.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', imported, bytes.encode(text))
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
