/** A provider that is configured but not set up: it sends nothing and says what is missing. */
import type { Mailer } from './mailer.ts'

/** Somebody has to set something first; asking more often helps nobody. */
const RETRY_AFTER_SECONDS = 600

export const closedMailer = (name: string, reason: string): Mailer => ({
  name,
  // Who never sends anything sends nothing twice.
  idempotent: true,
  maxBatch: 100,
  send: async (messages) => messages.map(() => ({ result: 'deferred', reason, retryAfterSeconds: RETRY_AFTER_SECONDS })),
})
