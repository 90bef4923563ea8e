/**
 * Tokens in emails and on the pages they open: opaque, signed with the list's own key, and each for one purpose only. They contain
 * no address.
 */
import { isSameHash } from '../../edge/sha256.ts'

const PURPOSES = ['stamp', 'confirm', 'preferences', 'unsubscribe'] as const
export type Purpose = (typeof PURPOSES)[number]

/**
 * `number`: of a confirmation its id, of a stamp when it was made, in milliseconds; of others what `letter-links.ts` puts there. `expires`
 * is in seconds since 1970; 0 never.
 */
export type Token = { purpose: Purpose; reader: number; number: number; expires: number }
export type TokenRead = ({ ok: true } & Token) | { ok: false; reason: 'foreign' } | ({ ok: false; reason: 'expired' } & Token)

/** 1 octet of purpose, 6 of reader, 6 of number, 5 of expiry, and half of an HMAC-SHA-256 (RFC 2104 section 5). */
const PAYLOAD_BYTES = 18
const MAC_BYTES = 16
const SENDER_BYTES = 18
const TOKEN_CHARACTERS = Math.ceil(((PAYLOAD_BYTES + MAC_BYTES) * 4) / 3)

/** The key for signing tokens and hashing addresses, from its octets. */
export const importKey = (secret: ArrayBuffer) => crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

export async function signToken(key: CryptoKey, token: Token): Promise<string> {
  const payload = payloadOf(token)
  return toBase64Url(joined(payload, await macOf(key, payload)))
}

/** `now` in milliseconds. Comparing takes the same time wherever a forged token differs. */
export async function readToken(key: CryptoKey, text: string, purpose: Purpose, now: number): Promise<TokenRead> {
  const bytes = text.length === TOKEN_CHARACTERS ? fromBase64Url(text) : undefined
  if (!bytes) return { ok: false, reason: 'foreign' }
  const payload = bytes.slice(0, PAYLOAD_BYTES)
  const isOurs = isSameHash(toBase64Url(bytes.slice(PAYLOAD_BYTES)), toBase64Url(await macOf(key, payload)))
  const token = tokenIn(payload)
  // The last Base64 character has spare bits: only one way of writing them is accepted.
  if (!isOurs || token?.purpose !== purpose || toBase64Url(bytes) !== text) return { ok: false, reason: 'foreign' }
  return token.expires !== 0 && token.expires * 1000 <= now ? { ok: false, reason: 'expired', ...token } : { ok: true, ...token }
}

/** What we store of an address that is erased or suppressed. Without the key, nobody can find out whose it is. */
export async function suppressionHash(key: CryptoKey, address: string) {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`suppressed ${address}`))
  return toBase64Url(new Uint8Array(mac))
}

/** What a network is known by for as long as its forms are counted. Nobody without the key can try all addresses to find which it was. */
export async function senderHash(key: CryptoKey, sender: string) {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`sender ${sender}`))
  return toBase64Url(new Uint8Array(mac).slice(0, SENDER_BYTES))
}

async function macOf(key: CryptoKey, payload: Uint8Array<ArrayBuffer>) {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, joined(new TextEncoder().encode('token '), payload))).slice(0, MAC_BYTES)
}

function payloadOf({ purpose, reader, number, expires }: Token) {
  const payload = new Uint8Array(PAYLOAD_BYTES)
  payload[0] = PURPOSES.indexOf(purpose)
  writeNumber(payload, 1, 6, reader)
  writeNumber(payload, 7, 6, number)
  writeNumber(payload, 13, 5, expires)
  return payload
}

function tokenIn(payload: Uint8Array): Token | undefined {
  const purpose = PURPOSES[payload[0] ?? -1]
  return purpose && { purpose, reader: readNumber(payload, 1, 6), number: readNumber(payload, 7, 6), expires: readNumber(payload, 13, 5) }
}

/** Big-endian. Bit operators would stop at 32 bits. */
function writeNumber(bytes: Uint8Array, at: number, length: number, number: number) {
  for (let place = length - 1, left = number; place >= 0; place--, left = Math.floor(left / 256)) bytes[at + place] = left % 256
}
const readNumber = (bytes: Uint8Array, at: number, length: number) => bytes.slice(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0)

function joined(one: Uint8Array, other: Uint8Array) {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

const toBase64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

function fromBase64Url(text: string) {
  if (!/^[\w-]+$/.test(text)) return undefined
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
