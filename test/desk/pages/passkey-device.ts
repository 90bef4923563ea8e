/** A device with passkeys, in software: what a browser and its authenticator send (WebAuthn level 3), and what an attacker would. */
import { base64url } from 'jose'

type Options = { challenge: string }
/** What it takes from the page that asks it. */
type Place = { origin: string; rpId: string }
/** `handle`: in base64url, whose it says it is. */
export type Passkey = { id: string; keys: CryptoKeyPair; x: Uint8Array; y: Uint8Array }

/** The person is present, and was verified by their finger, face or PIN. */
const PRESENT_AND_VERIFIED = 0x05
const HAS_CREDENTIAL = 0x40

export async function makePasskey(): Promise<Passkey> {
  const keys = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])) as CryptoKeyPair
  const { x = '', y = '' } = (await crypto.subtle.exportKey('jwk', keys.publicKey)) as JsonWebKey
  return { id: base64url.encode(crypto.getRandomValues(new Uint8Array(16))), keys, x: base64url.decode(x), y: base64url.decode(y) }
}

export async function registration(passkey: Passkey, { challenge }: Options, place: Place) {
  const id = base64url.decode(passkey.id)
  const data = bytes(await authenticatorData(place.rpId, PRESENT_AND_VERIFIED | HAS_CREDENTIAL, 0), new Uint8Array(16), [0, id.length], id, coseKey(passkey))
  // {fmt: "none", attStmt: {}, authData}
  const attestation = bytes([0xa3], text('fmt'), text('none'), text('attStmt'), [0xa0], text('authData'), [0x58, data.length], data)
  return answer(passkey, { clientDataJSON: clientData('webauthn.create', challenge, place), attestationObject: base64url.encode(attestation) })
}

export async function assertion(passkey: Passkey, { challenge }: Options, place: Place, counter: number) {
  const data = await authenticatorData(place.rpId, PRESENT_AND_VERIFIED, counter)
  const client = clientData('webauthn.get', challenge, place)
  const signed = bytes(data, new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(base64url.decode(client)))))
  const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, passkey.keys.privateKey, signed))
  return answer(passkey, { clientDataJSON: client, authenticatorData: base64url.encode(data), signature: base64url.encode(der(raw)) })
}

const answer = <Response>({ id }: Passkey, response: Response) => ({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })

const clientData = (type: string, challenge: string, { origin }: Place) => base64url.encode(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

async function authenticatorData(rpId: string, flags: number, counter: number) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(rpId)))
  return bytes(hash, [flags], new Uint8Array([counter >>> 24, counter >>> 16, counter >>> 8, counter]))
}

/** {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an EC2 key of P-256 for ES256 (RFC 9053). */
const coseKey = ({ x, y }: Passkey) => bytes([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, [0x22, 0x58, 32], y)

/** A short string in CBOR. */
const text = (words: string) => bytes([0x60 + words.length], new TextEncoder().encode(words))

function der(raw: Uint8Array) {
  const integer = (part: Uint8Array) => {
    const from = part.findIndex((byte) => byte !== 0)
    const bare = part.slice(from)
    return bytes([2, bare.length + ((bare[0] ?? 0) >= 0x80 ? 1 : 0)], (bare[0] ?? 0) >= 0x80 ? [0] : [], bare)
  }
  const body = bytes(integer(raw.slice(0, 32)), integer(raw.slice(32)))
  return bytes([0x30, body.length], body)
}

function bytes(...parts: (Uint8Array | number[])[]) {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
