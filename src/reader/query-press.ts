import { type AppContext, editionOf } from '../edge/app-context.ts'
import { logFor } from '../edge/log.ts'
import { EditionUnavailable } from '../edition/edition.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { within } from '../edition/within.ts'
import { type PressCalls, pressOf } from '../press/calls.ts'

/** Longer than the largest search takes; nobody waits for more. */
const PATIENCE_MS = 8000

/** What only the ledger knows: deeper pages, days, searches. Readers see 503 while it is away, and every first page as ever. */
export async function queryPress<T>(c: AppContext, question: (press: PressCalls) => Promise<T>): Promise<T> {
  editionOf(c).askedLedger()
  try {
    return await within(PATIENCE_MS, question(pressOf(c.env)))
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'press-unavailable', path: c.req.path, error: String(error) })
    throw new EditionUnavailable('The press isn’t responding.', { cause: error })
  }
}

/** A part of an entity tag that changes with the press's answer. */
export const tagOfAnswer = (answer: unknown) => fingerprint(JSON.stringify(answer))
