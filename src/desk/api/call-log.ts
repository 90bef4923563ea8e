/** One line of log for each call, and one count. Neither has an address, a token, a query or a name: the route is its pattern, never its path. */
import { logFor } from '../../edge/log.ts'

/** `route` is undefined where there is no such call. */
export type CallRecord = { requestId: string; method: string; route: string | undefined; status: number; ms: number }

/** An operator may bind a dataset of Workers Analytics Engine as `COUNTERS`; without it, calls are only logged. */
type Counters = { COUNTERS?: { writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void } }

export function recordCall(env: object, { requestId, method, route = 'unknown', status, ms }: CallRecord) {
  logFor(requestId)({ event: 'call', method, route, status, ms })
  try {
    ;(env as Counters).COUNTERS?.writeDataPoint({ indexes: [route], blobs: [method, route, String(status)], doubles: [ms] })
  } catch (error) {
    // A count that is lost is no reason to refuse a call.
    logFor(requestId)({ event: 'not-counted', error: String(error) })
  }
}
