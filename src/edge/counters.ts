/** Points for a dataset of Workers Analytics Engine, which an operator may bind as `COUNTERS`. */
import { logFor } from './log.ts'

type Point = { indexes: string[]; blobs: string[]; doubles: number[] }
type Counters = { COUNTERS?: { writeDataPoint(point: Point): void } }

export function count(env: object, requestId: string, point: Point) {
  try {
    ;(env as Counters).COUNTERS?.writeDataPoint(point)
  } catch (error) {
    // A count that is lost is no reason to refuse anybody.
    logFor(requestId)({ event: 'not-counted', error: String(error) })
  }
}
