/** Old addresses. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const redirectsCalls: Record<string, ApiCall> = {
  'GET /redirects': {
    id: 'listRedirects',
    summary: 'List redirects, or read one',
    description: 'By address. `q`: what an address has in it. `made` says what made one that no editor made. With `from`, that one redirect, with its `ETag`.',
    tag: 'Administration',
    role: 'reporter',
    query: requests.RedirectsQuery,
    answers: { 200: { description: 'One page of redirects, or one redirect.', content: { 'application/json': 'Redirects' }, headers: ['ETag'] } },
    refusals: [404, 422],
  },
  'PUT /redirects': {
    id: 'saveRedirect',
    summary: 'Send readers on from an old address',
    description: '`to` is a path of this site or an address elsewhere; `status: 410` without `to` says that nothing is there any more. Circles are refused.',
    tag: 'Administration',
    role: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': requests.RedirectBody },
    answers: {
      200: { description: 'Changed, or it was so already.', content: { 'application/json': 'RedirectSaved' }, headers: ['ETag'] },
      201: { description: 'Added.', content: { 'application/json': 'RedirectSaved' }, headers: ['ETag'] },
    },
    refusals: [400, 412, 413, 415, 422],
  },
  'DELETE /redirects': {
    id: 'removeRedirect',
    summary: 'Remove a redirect',
    description: 'One that a rename, a merger or a move made can’t be removed: 422.',
    tag: 'Administration',
    role: 'editor',
    query: requests.RedirectAsked,
    headers: ['If-Match'],
    answers: { 204: { description: 'Removed.' } },
    refusals: [404, 412, 422],
  },
  'POST /redirects/import': {
    id: 'importRedirects',
    summary: 'Import redirects',
    description:
      'CSV with the columns `from`, `to` and `status`, those of other systems or none; or JSON Lines. Each line is for itself: one that is refused holds no other back. The same again changes nothing.',
    tag: 'Administration',
    role: 'editor',
    body: { 'text/csv': 'text', 'application/jsonl': 'text' },
    answers: { 200: { description: 'What became of each: `read` is the sum of the others.', content: { 'application/json': 'RedirectsImported' } } },
    refusals: [413, 415, 422],
  },
  'GET /redirects/report': {
    id: 'reportAddresses',
    summary: 'List old addresses that are used, and addresses that lead nowhere',
    description: 'Of 30 days, most first, up to 100 of each. Nothing about who asked is kept.',
    tag: 'Administration',
    role: 'reporter',
    answers: { 200: { description: 'How often each was asked for.', content: { 'application/json': 'AddressReport' } } },
  },
  'GET /redirects.csv': {
    id: 'exportRedirectsCsv',
    summary: 'Export redirects as CSV',
    tag: 'Administration',
    role: 'reporter',
    answers: { 200: { description: 'CSV (RFC 4180) with the columns `from`, `to` and `status`.', content: { 'text/csv': 'text' } } },
  },
  'GET /redirects.jsonl': {
    id: 'exportRedirectLines',
    summary: 'Export redirects as JSON Lines',
    tag: 'Administration',
    role: 'reporter',
    answers: { 200: { description: 'One `{from, to, status}` a line.', content: { 'application/jsonl': 'text' } } },
  },
}
