/** The platform's limiter, which may fail like anything else. */
import { within } from '../edition/within.ts'

/** It answers from the same machine; a form does not wait for it any longer. */
const PATIENCE_MS = 1000

/**
 * Whether `key` has used up what the limiter allows. Where it fails or says nothing, nobody has: it saves work, and what must not be
 * done too often is counted elsewhere as well.
 */
export async function isOverLimit(limiter: RateLimit | undefined, key: string): Promise<boolean> {
  if (!limiter) return false
  try {
    return !(await within(PATIENCE_MS, limiter.limit({ key }))).success
  } catch (error) {
    console.log(JSON.stringify({ event: 'limiter-unavailable', error: String(error) }))
    return false
  }
}
