import { type AppContext, editionOf } from '../edge/app-context.ts'
import { logFor } from '../edge/log.ts'
import { EditionUnavailable } from '../edition/edition.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { type PressCalls, pressOf } from '../press/calls.ts'

/** What only the ledger knows: deeper pages, days, searches. Readers see 503 while it is away, and every first page as ever. */
export async function queryPress<T>(c: AppContext, question: (press: PressCalls) => Promise<T>): Promise<T> {
  editionOf(c).usesMore()
  try {
    return await question(pressOf(c.env))
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'press-unavailable', path: c.req.path, error: String(error) })
    throw new EditionUnavailable('The press isn’t responding.', { cause: error })
  }
}

/** A part of an entity tag that changes with the press's answer. */
export const tagOfAnswer = (answer: unknown) => fingerprint(JSON.stringify(answer))
