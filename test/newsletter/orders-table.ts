/** What each order makes of an issue in each state, as docs/contract.md says it: the state after it, `=` for none, or a refusal. */
export const STATES = ['draft', 'scheduled', 'sending', 'paused', 'stopped', 'sent'] as const
export type State = (typeof STATES)[number]

export const ORDERS = {
  send: ['sending', 'sending', '=', '409', '409', '='],
  schedule: ['scheduled', 'scheduled', '409', '409', '409', '409'],
  pause: ['409', 'draft', 'paused', '=', '409', '409'],
  resume: ['409', '409', '=', 'sending', '409', '409'],
  stop: ['stopped', 'stopped', 'stopped', 'stopped', '=', '409'],
  test: ['=', '=', '=', '=', '409', '='],
  resend: ['404', '404', '=', '=', '409', 'sending'],
  skip: ['404', '404', '=', '=', '=', '='],
} as const
export type Order = keyof typeof ORDERS
