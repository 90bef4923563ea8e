/** What broke in the API, answered once: the press away is worth another try, a bug is not. */
import { logFor } from '../../edge/log.ts'
import { EditionUnavailable } from '../../edition/edition.ts'
import { problemAnswer } from './answers.ts'
import type { ApiContext } from './api-context.ts'

export function answerFailure(error: Error, c: ApiContext) {
  const requestId = c.get('requestId')
  logFor(requestId)({ event: isPressUnreachable(error) ? 'press-away' : 'bug', path: c.req.path, error: error.stack ?? String(error) })
  return isPressUnreachable(error)
    ? problemAnswer(c, {
        status: 503,
        detail: 'The press does not answer just now. Nothing was lost; send this again, with an Idempotency-Key if it files something.',
        headers: { 'Retry-After': '5' },
      })
    : problemAnswer(c, {
        status: 500,
        detail: `Something broke on our side. Whoever runs the site finds it in the log as ${requestId}.`,
        members: { requestId },
      })
}

/** Errors of a Durable Object's stub say whether it was overloaded, or cut off on the way. */
const isPressUnreachable = (error: Error & { retryable?: boolean; overloaded?: boolean }) =>
  error instanceof EditionUnavailable || error.retryable === true || error.overloaded === true
