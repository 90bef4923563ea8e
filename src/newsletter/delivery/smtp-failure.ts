/** What each answer of a mail server means (RFC 5321 section 4.2, enhanced codes by RFC 3463). */
import type { Delivery } from './mailer.ts'
import { plainReason } from './plain-reason.ts'

/**
 * `stage`: how far it got. `opening`: the greeting, TLS or the password; `sender`, `reader`: the envelope; `letter`: the
 * letter was transmitted. `code`: the server's answer; none if the connection broke or there was no answer.
 */
export type SmtpFailure = { stage: 'opening' | 'sender' | 'reader' | 'letter'; code?: number; enhanced?: string; said: string }

const RETRY_AFTER_SECONDS = 300

export function failureOf(failure: SmtpFailure, secrets: readonly string[] = []): Delivery {
  const { stage, code } = failure
  const reason = `smtp: ${plainReason(failure.said, secrets)}`
  // Once the letter was transmitted, only an answer tells that it wasn't accepted.
  if (code === undefined) return stage === 'letter' ? { result: 'uncertain', reason } : { result: 'deferred', reason }
  if (isAboutUs(failure)) return { result: 'deferred', reason, retryAfterSeconds: RETRY_AFTER_SECONDS }
  return code >= 500 ? { result: 'rejected', reason } : { result: 'deferred', reason }
}

/** The server refuses us or everything we send, whoever the reader is: 421, a wrong password, the sender, "relaying denied". */
function isAboutUs({ stage, code = 0, enhanced = '' }: SmtpFailure): boolean {
  if (stage === 'opening' || code === 421 || code === 530 || code === 535) return true
  if (stage === 'sender') return code !== 552
  return stage === 'reader' && code >= 500 && enhanced.startsWith('5.7.')
}
