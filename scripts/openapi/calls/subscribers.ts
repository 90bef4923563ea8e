/** The newsletters’ subscribers. */
import type { ApiCall } from '../api-call.ts'

export const subscribersCalls: Record<string, ApiCall> = {
  'GET /subscribers.csv': {
    id: 'exportSubscribers',
    summary: 'Read the newsletters’ subscribers, with their consents',
    tag: 'Subscribers',
    role: 'admin',
    answers: { 200: { description: 'CSV (RFC 4180); no cell begins as a formula.', content: { 'text/csv': 'text' } } },
  },
  'DELETE /subscribers/{email}': {
    id: 'forgetSubscriber',
    summary: 'Erase an address from every list',
    tag: 'Subscribers',
    role: 'admin',
    answers: { 204: { description: 'Erased, with its consents.' } },
    refusals: [404],
  },
}
