/** What broke in the API, answered once: what is away is worth another try, a bug is not. */
import { logFor } from '../../edge/log.ts'
import type { Problem } from '../../edge/problem.ts'
import { isAway, isOutcomeUnknown, isRestoring, RETRY_SECONDS } from '../away.ts'
import type { ApiContext } from './api-context.ts'
import { problemResponse } from './responses.ts'
import { withoutAddresses } from './without-addresses.ts'

export function failureResponse(error: Error, c: ApiContext) {
  const requestId = c.get('requestId')
  const path = withoutAddresses(c.req.path)
  if (isRestoring(error))
    return problemResponse(c, {
      status: 503,
      detail: 'A backup is being restored here. Nothing can be changed until that is done.',
      headers: { 'Retry-After': '300' },
    })
  logFor(requestId)({ event: isAway(error) ? 'press-away' : 'bug', path, error: withoutAddresses(error.stack ?? String(error)) })
  if (isAway(error)) return problemResponse(c, awayProblem(c))
  return problemResponse(c, {
    status: 500,
    detail: `Something went wrong on our side. The site’s operator can find the error in the log as ${requestId}.`,
    members: { requestId },
  })
}

/** Whoever isn't known yet has ordered nothing. */
function awayProblem(c: ApiContext): Problem {
  const headers = { 'Retry-After': String(RETRY_SECONDS) }
  if (!c.get('actor') || !isOutcomeUnknown(c.req.method))
    return { status: 503, detail: 'A part of the publishing service isn’t responding. Nothing was changed. Try again in a few seconds.', headers }
  return {
    status: 503,
    detail:
      'A part of the publishing service didn’t respond in time, so we don’t know yet whether this was carried out. Send it again under the same Idempotency-Key: it’s carried out once. If you sent no key, look first.',
    members: { outcome: 'unknown' },
    headers,
  }
}
