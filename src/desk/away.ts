/** What failed behind the desk, and what may have become of what was sent meanwhile. */
import { BEING_RESTORED } from '../backup/calls.ts'
import { EditionUnavailable } from '../edition/edition.ts'
import { Unavailable } from '../edition/within.ts'
import { isReading } from './patient-env.ts'

/** Seconds after which it is worth another try. */
export const RETRY_SECONDS = 5

/** Something we depend on, and no bug: it failed, said nothing in time, or was cut off on the way. Errors of a Durable Object's stub say the latter. */
export const isAway = (error: Error & { retryable?: boolean; overloaded?: boolean }) =>
  error instanceof Unavailable || error instanceof EditionUnavailable || error.retryable === true || error.overloaded === true

/** An order that got no answer may have been carried out, or may yet be. What only reads has changed nothing. */
export const isOutcomeUnknown = (method: string) => !isReading(method)

/** Orders are refused until all is there. An error that comes from a Durable Object has nothing but its words. */
export const isRestoring = (error: Error) => error.message.includes(BEING_RESTORED)
