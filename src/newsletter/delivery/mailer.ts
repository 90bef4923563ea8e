/** The interface of every provider: it takes a batch and answers the result for each letter. */

/** `name` in any script; `address` as the standard writes it (RFC 5321), its host in letters or in punycode. */
export type Mailbox = { name?: string; address: string }

/** One letter to one reader. `id`: left of the @ in Message-ID, the same however often it is tried. `headers`: only names of ALLOWED_HEADERS. */
export type Message = {
  from: Mailbox
  replyTo?: Mailbox
  to: Mailbox
  subject: string
  html: string
  text: string
  id: string
  headers: Readonly<Record<string, string>>
}

/**
 * `reason`: one line for an editor, without addresses and secrets. `uncertain` from an idempotent mailer: send the same
 * batch with the same key again; from any other: only an editor may.
 */
export type Delivery =
  | { result: 'sent'; providerId?: string }
  /** This address or message will never be accepted. */
  | { result: 'rejected'; reason: string }
  /** Nothing was accepted; it can be tried again, with a new key. */
  | { result: 'deferred'; reason: string; retryAfterSeconds?: number }
  /** It may or may not have been accepted. */
  | { result: 'uncertain'; reason: string }

/**
 * `idempotent`: the same `key` with the same messages sends nothing twice, for `idempotentSeconds` after the first time
 * (without it, for as long as the provider runs). `send` takes at most `maxBatch` messages and answers in
 * their order. `key` is at most 200 letters, digits and `:./_-`. `callsFor`: requests or connections that so many letters take; without
 * it, one.
 */
export interface Mailer {
  readonly name: string
  readonly idempotent: boolean
  readonly idempotentSeconds?: number
  readonly maxBatch: number
  readonly callsFor?: (letters: number) => number
  send(messages: readonly Message[], key: string): Promise<readonly Delivery[]>
}

export type Purpose = 'confirmation' | 'letters'

/** Identifies the issue to providers, who return it in their webhooks: letters, digits, `_` and `-`. */
export const ISSUE_HEADER = 'X-Dateline-Issue'

/** The additional headers that a letter can have: those that Cloudflare's Email Service accepts as well. */
export const ALLOWED_HEADERS = [
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Id',
  'List-Archive',
  'List-Help',
  'List-Owner',
  'List-Subscribe',
  'Archived-At',
  'Auto-Submitted',
  'Content-Language',
  'Precedence',
  ISSUE_HEADER,
] as const
