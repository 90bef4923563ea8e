/** A provider that is configured but not set up: it sends nothing and says what is missing. */
import type { Mailer } from './mailer.ts'

/** Somebody has to change a setting first, so there is no hurry to try again. */
const RETRY_AFTER_SECONDS = 600

export const closedMailer = (name: string, reason: string): Mailer => ({
  name,
  // It never sends anything, so it sends nothing twice.
  idempotent: true,
  maxBatch: 100,
  send: async (messages) => messages.map(() => ({ result: 'deferred', reason, retryAfterSeconds: RETRY_AFTER_SECONDS })),
})
