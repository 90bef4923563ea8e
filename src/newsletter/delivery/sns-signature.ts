/**
 * Checks whether SNS signed a message (docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html). The certificate
 * is fetched only from SNS itself, in the region of the topic.
 */
import { importX509 } from 'jose'
import type { Fetcher } from './http-answer.ts'

export type SnsMessage = {
  Type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'
  MessageId: string
  TopicArn: string
  Message: string
  Timestamp: string
  SignatureVersion: string
  Signature: string
  SigningCertURL: string
  Subject?: string | undefined
  SubscribeURL?: string | undefined
  Token?: string | undefined
}

/** The fields that are signed, by type, in this order. The subject only if there is one. */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const satisfies Record<SnsMessage['Type'], readonly (keyof SnsMessage)[]>

/** Topics use version 1 unless they are configured otherwise. */
const HASHES: Record<string, string> = { '1': 'SHA-1', '2': 'SHA-256' }

const TIMEOUT_MS = 10_000
const MAX_CERTIFICATE_BYTES = 20_000

/** `away`: the certificate couldn't be fetched, so the signature is unknown. */
export async function checkSignature(message: SnsMessage, fetcher: Fetcher): Promise<'good' | 'bad' | 'away'> {
  const hash = HASHES[message.SignatureVersion]
  const signature = bytesOf(message.Signature)
  if (!hash || !signature || !isCertificateAddress(message.SigningCertURL, message.TopicArn)) return 'bad'
  const key = await keyFrom(message.SigningCertURL, hash, fetcher)
  if (!key) return 'away'
  const signed = SIGNED[message.Type].flatMap((name) => (message[name] === undefined ? [] : [name, message[name]]))
  const text = new TextEncoder().encode(`${signed.join('\n')}\n`)
  return (await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, text)) ? 'good' : 'bad'
}

/** `https://sns.{region}.amazonaws.com`, and nothing else before the path: only this proves that the certificate is Amazon's. */
export function isSnsAddress(address: string, topic: string): boolean {
  const region = /^arn:aws(?:-[a-z-]+)?:sns:([a-z\d-]+):\d{12}:[\w.-]+$/.exec(topic)?.[1]
  if (!region || !URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  const end = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return protocol === 'https:' && !username && !password && host === `sns.${region}.${end}`
}

function isCertificateAddress(address: string, topic: string): boolean {
  if (!isSnsAddress(address, topic)) return false
  const { pathname, search } = new URL(address)
  return /^\/SimpleNotificationService-[\da-f]{10,64}\.pem$/.test(pathname) && search === ''
}

/** A certificate is used for months; a new one has a new address. */
const keys = new Map<string, CryptoKey>()
const MAX_KEYS = 8

async function keyFrom(address: string, hash: string, fetcher: Fetcher): Promise<CryptoKey | undefined> {
  const name = `${hash} ${address}`
  const known = keys.get(name)
  if (known) return known
  try {
    const response = await fetcher(new Request(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }))
    if (response.status !== 200 || Number(response.headers.get('content-length') ?? 0) > MAX_CERTIFICATE_BYTES) return undefined
    const { publicKey, algorithm } = await publicKeyIn(await response.text(), hash)
    const key = await crypto.subtle.importKey('spki', publicKey, algorithm, false, ['verify'])
    if (keys.size >= MAX_KEYS) keys.clear()
    keys.set(name, key)
    return key
  } catch {
    // Not available now, or not a certificate: SNS sends the message again.
    return undefined
  }
}

async function publicKeyIn(pem: string, hash: string) {
  const key = await importX509(pem, 'RS256', { extractable: true })
  return { publicKey: (await crypto.subtle.exportKey('spki', key)) as ArrayBuffer, algorithm: { name: 'RSASSA-PKCS1-v1_5', hash } }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    // Not Base64, so not a signature.
    return undefined
  }
}
