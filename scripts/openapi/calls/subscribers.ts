/** The newsletters’ subscribers. */
import { ErasedAddressBody, RowsQuery, SubscribersQuery } from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const subscribersCalls: Record<string, ApiCall> = {
  'GET /newsletters': {
    id: 'readNewsletters',
    summary: 'Read how many readers each newsletter has, and how that has changed',
    description:
      '`signUp` is `open`, or why no form is offered: `no-mailer` (`MAIL_CONFIRMATIONS` isn’t set) or `no-sender` (`newsletter.from` isn’t set in the site).',
    tag: 'Subscribers',
    role: 'editor',
    answers: { 200: { description: 'Counts, no addresses.', content: { 'application/json': 'NewslettersReport' } } },
  },
  'POST /newsletters/key': {
    id: 'renewNewsletterKey',
    summary: 'Sign all links in emails with a new key',
    description:
      'For when the key may have leaked, such as with a copy of the mailing list’s storage. Links in issues that were sent still unsubscribe. Links to confirm or to a reader’s own page expire, and can be asked for again. 409 while an issue is being sent.',
    tag: 'Subscribers',
    role: 'admin',
    answers: { 204: { description: 'A new key is in use.' } },
    refusals: [409],
  },
  'GET /subscribers': {
    id: 'listSubscribers',
    summary: 'List the newsletters’ subscribers, with the consent in force',
    tag: 'Subscribers',
    role: 'admin',
    query: SubscribersQuery,
    answers: { 200: { description: 'A page of subscriptions.', content: { 'application/json': 'Subscribers' } } },
    refusals: [422],
  },
  'POST /subscribers': {
    id: 'importSubscribers',
    summary: 'Import subscribers with proof of their consent',
    description:
      'CSV, up to 5 MB. The first line must name the columns `email`, `list`, `consent_at`, `consent_words`, `consent_source` and `country`; `consent_version`, `consent_notice` and `confirmed_at` are optional. An export has all of them (`country` as `consent_country`). Refused, each with its line, are rows without proof of consent, from a country where the newsletter isn’t offered, of readers who unsubscribed or were erased, of addresses that bounced, complained or were blocked, and rows whose `state` is `pending` or `unsubscribed`. In UTF-8, with commas, semicolons or tabs. If a quote isn’t closed, nothing is imported, and the refusal names the line where it opens.',
    tag: 'Subscribers',
    role: 'admin',
    body: { 'text/csv': 'text' },
    answers: { 200: { description: 'The result for each row.', content: { 'application/json': 'SubscribersImported' } } },
    refusals: [400, 409, 413, 415, 422],
  },
  'GET /consents': {
    id: 'listConsents',
    summary: 'List all consents: who agreed to which text, when, where and how',
    tag: 'Subscribers',
    role: 'admin',
    query: RowsQuery,
    answers: { 200: { description: 'A page of consents, oldest first.', content: { 'application/json': 'Consents' } } },
    refusals: [422],
  },
  'GET /subscribers.csv': {
    id: 'exportSubscribers',
    summary: 'Export newsletter subscribers with their consents',
    tag: 'Subscribers',
    role: 'admin',
    answers: {
      200: {
        description: 'CSV (RFC 4180). No cell can start a formula: such a cell begins with an apostrophe, which an import takes away.',
        content: { 'text/csv': 'text' },
      },
    },
  },
  'POST /subscribers/erase': {
    id: 'eraseSubscriber',
    summary: 'Erase an address from every newsletter list',
    description: 'The address is in the body, so that it is in no log of URLs. A hash is stored, so that no import brings it back.',
    tag: 'Subscribers',
    role: 'admin',
    body: { 'application/json': ErasedAddressBody },
    answers: { 204: { description: 'Erased, with its consents.' } },
    refusals: [400, 404, 413, 415, 422],
  },
  'DELETE /subscribers/{email}': {
    id: 'forgetSubscriber',
    summary: 'Erase an address that is in the URL',
    description: 'Deprecated, because URLs are logged on their way. Use `POST /api/subscribers/erase`.',
    isDeprecated: true,
    tag: 'Subscribers',
    role: 'admin',
    answers: { 204: { description: 'Erased, with its consents.', headers: ['Deprecation', 'Link'] } },
    refusals: [404],
  },
}
