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

export type Delivery =
  | { result: 'sent'; providerId?: string }
  /** This address or message will never be taken. */
  | { result: 'rejected'; reason: string }
  /** Nothing was taken; may be tried again. */
  | { result: 'deferred'; reason: string; retryAfterSeconds?: number }
  /** Nobody knows whether it was taken. */
  | { result: 'uncertain'; reason: string }

/** `idempotent`: the same `key` sends nothing twice. */
export interface Mailer {
  readonly name: string
  readonly idempotent: boolean
  readonly maxBatch: number
  send(messages: readonly Message[], key: string): Promise<readonly Delivery[]>
}
