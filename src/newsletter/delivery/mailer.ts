/**
 * The one way out for letters. Whatever carries them is given a batch and says of each letter what became of it; nothing
 * here throws because of a letter, an answer or a setting.
 */
import { setting } from '../../edge/setting.ts'
import { checkedMailer } from './checked-mailer.ts'
import { closedMailer } from './closed-mailer.ts'

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
  /** This address or message will never be taken. */
  | { result: 'rejected'; reason: string }
  /** Nothing was taken; may be tried again, under a new key. */
  | { result: 'deferred'; reason: string; retryAfterSeconds?: number }
  /** Nobody knows whether it was taken. */
  | { result: 'uncertain'; reason: string }

/**
 * `idempotent`: the same `key` with the same messages sends nothing twice, for `idempotentSeconds` after the first time
 * (for as long as the provider stands, where it is not given). `send` takes at most `maxBatch` messages and answers in
 * their order. `key` is at most 200 letters, digits and `:./_-`.
 */
export interface Mailer {
  readonly name: string
  readonly idempotent: boolean
  readonly idempotentSeconds?: number
  readonly maxBatch: number
  send(messages: readonly Message[], key: string): Promise<readonly Delivery[]>
}

export type Purpose = 'confirmation' | 'letters'

const VARIABLES = { letters: 'MAIL_LETTERS', confirmation: 'MAIL_CONFIRMATIONS' } as const satisfies Record<Purpose, string>

/**
 * By configuration (vars and secrets); undefined where none is configured. A way that is named but not set up whole
 * defers every letter with the reason, so that an editor reads it.
 */
export async function mailerFor(env: Env, purpose: Purpose): Promise<Mailer | undefined> {
  const way = setting(env, VARIABLES[purpose])
  return way === undefined ? undefined : checkedMailer(await openWay(way, env, purpose))
}

async function openWay(way: string, env: Env, purpose: Purpose): Promise<Mailer> {
  switch (way) {
    case 'outbox':
      return (await import('./outbox.ts')).outboxFrom(env)
    case 'smtp':
      return (await import('./smtp.ts')).smtpFrom(env)
    case 'cloudflare':
      return (await import('./cloudflare.ts')).cloudflareFrom(env, purpose)
    case 'resend':
      return (await import('./resend.ts')).resendFrom(env)
    case 'brevo':
      return (await import('./brevo.ts')).brevoFrom(env)
    case 'ses':
      return (await import('./ses.ts')).sesFrom(env)
  }
  return closedMailer('none', `${VARIABLES[purpose]} names no way of delivery. It is one of: outbox, smtp, cloudflare, resend, brevo, ses.`)
}
