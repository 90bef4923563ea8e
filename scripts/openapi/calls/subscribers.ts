/** The newsletters’ subscribers. */
import { RecordsQuery } from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const subscribersCalls: Record<string, ApiCall> = {
  'GET /newsletters': {
    id: 'readNewsletters',
    summary: 'Read how many are on each newsletter, and how that grew',
    description:
      '`signUp` is `open`, or why no form is offered: `no-mailer` (`MAIL_CONFIRMATIONS` is not set), `no-sender` (`newsletter.from` is not in the site).',
    tag: 'Subscribers',
    role: 'editor',
    answers: { 200: { description: 'Counts alone.', content: { 'application/json': 'NewslettersReport' } } },
  },
  'GET /subscribers': {
    id: 'listSubscribers',
    summary: 'List the newsletters’ subscribers, with the consent in force',
    tag: 'Subscribers',
    role: 'admin',
    query: RecordsQuery,
    answers: { 200: { description: 'A page of subscriptions.', content: { 'application/json': 'Subscribers' } } },
    refusals: [422],
  },
  'POST /subscribers': {
    id: 'importSubscribers',
    summary: 'Bring in subscribers with proof of their consent',
    description:
      'CSV whose first line names its columns: `email`, `list`, `consent_at`, `consent_words`, `consent_source` and `country`, and where there are such `consent_version` and `consent_notice`. A row without its proof is refused by its line, and so is one from where the newsletter is not offered, and one whose owner has left, was erased or complained. At most 5 MB.',
    tag: 'Subscribers',
    role: 'admin',
    body: { 'text/csv': 'text' },
    answers: { 200: { description: 'What became of each row.', content: { 'application/json': 'SubscribersImported' } } },
    refusals: [400, 409, 413, 415, 422],
  },
  'GET /consents': {
    id: 'listConsents',
    summary: 'Read the ledger of consents: who agreed to which words, when, where and how',
    tag: 'Subscribers',
    role: 'admin',
    query: RecordsQuery,
    answers: { 200: { description: 'A page of consents, oldest first.', content: { 'application/json': 'Consents' } } },
    refusals: [422],
  },
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
