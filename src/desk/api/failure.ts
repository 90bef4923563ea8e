/** What broke in the API, answered once: the press away is worth another try, a bug is not. */
import { BEING_RESTORED } from '../../backup/restoring.ts'
import { logFor } from '../../edge/log.ts'
import { EditionUnavailable } from '../../edition/edition.ts'
import type { ApiContext } from './api-context.ts'
import { problemResponse } from './responses.ts'
import { withoutAddresses } from './without-addresses.ts'

export function failureResponse(error: Error, c: ApiContext) {
  const requestId = c.get('requestId')
  const path = withoutAddresses(c.req.path)
  if (error.message.includes(BEING_RESTORED))
    return problemResponse(c, {
      status: 503,
      detail: 'A backup is being restored here. Nothing can be changed until that is done.',
      headers: { 'Retry-After': '300' },
    })
  logFor(requestId)({ event: isPressUnreachable(error) ? 'press-away' : 'bug', path, error: withoutAddresses(error.stack ?? String(error)) })
  return isPressUnreachable(error)
    ? problemResponse(c, {
        status: 503,
        detail: 'The publishing service isn’t responding. Nothing was lost. Try again, with an Idempotency-Key if this files something.',
        headers: { 'Retry-After': '5' },
      })
    : problemResponse(c, {
        status: 500,
        detail: `Something went wrong on our side. The site’s operator can find the error in the log as ${requestId}.`,
        members: { requestId },
      })
}

/** Errors of a Durable Object's stub say whether it was overloaded, or cut off on the way. */
const isPressUnreachable = (error: Error & { retryable?: boolean; overloaded?: boolean }) =>
  error instanceof EditionUnavailable || error.retryable === true || error.overloaded === true
