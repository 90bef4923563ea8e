/** The newsletters’ subscribers. */
import type { ApiCall } from '../api-call.ts'

export const subscribersCalls: Record<string, ApiCall> = {
  'GET /subscribers.csv': {
    id: 'exportSubscribers',
    summary: 'Export newsletter subscribers with their consents',
    tag: 'Subscribers',
    role: 'admin',
    answers: { 200: { description: 'CSV (RFC 4180). No cell can start a formula.', content: { 'text/csv': 'text' } } },
  },
  'DELETE /subscribers/{email}': {
    id: 'forgetSubscriber',
    summary: 'Delete an address from every newsletter list',
    tag: 'Subscribers',
    role: 'admin',
    answers: { 204: { description: 'Deleted, with its consents.' } },
    refusals: [404],
  },
}
