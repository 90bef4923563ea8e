/** What webhooks and hubs need of the world: tests put others in place of each. */
export type Outside = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** On a site that runs on this machine, programs there may be told. */
  mayBeLocal: boolean
  /** The hub of the feeds, if there is one. */
  hub: string | undefined
  /** From 0 to 1. */
  random: () => number
  /** How long an answer is waited for, in milliseconds. */
  patienceMs?: number
}
