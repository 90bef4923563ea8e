/** One line of log for each call, and one count. Neither has an address, a token, a query or a name: the route is its pattern, never its path. */
import { count } from '../../edge/counters.ts'
import { logFor } from '../../edge/log.ts'

/** `route` is undefined where there is no such call. */
export type CallRecord = { requestId: string; method: string; route: string | undefined; status: number; ms: number }

export function recordCall(env: object, { requestId, method, route = 'unknown', status, ms }: CallRecord) {
  logFor(requestId)({ event: 'call', method, route, status, ms })
  count(env, requestId, { indexes: [route], blobs: [method, route, String(status)], doubles: [ms] })
}
