/** The site itself, tokens and the audit trail. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const administrationCalls: Record<string, ApiCall> = {
  'GET /me': {
    id: 'whoAmI',
    summary: 'Get your own name and role',
    tag: 'Administration',
    role: 'reporter',
    answers: {
      200: { description: 'As your token, Cloudflare Access or session says; `expiresAt` if it ends.', content: { 'application/json': 'Me' } },
    },
  },
  'GET /site': {
    id: 'readSite',
    summary: 'Get the site’s settings',
    tag: 'Administration',
    role: 'reporter',
    answers: { 200: { description: 'Name, sections, newsletters and policies.', content: { 'application/json': 'Site' }, headers: ['ETag'] } },
  },
  'PUT /site': {
    id: 'setSite',
    summary: 'Change the site’s settings',
    tag: 'Administration',
    role: 'admin',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'Site' },
    answers: { 200: { description: 'Set.', content: { 'application/json': 'SiteChanged' }, headers: ['ETag'] } },
    refusals: [400, 412, 413, 415, 422],
  },
  'GET /tokens': {
    id: 'listTokens',
    summary: 'List tokens, without their secret text',
    tag: 'Administration',
    role: 'admin',
    answers: { 200: { description: 'All tokens, including revoked ones.', content: { 'application/json': 'Tokens' } } },
  },
  'POST /tokens': {
    id: 'addToken',
    summary: 'Create a token; its text is shown only once',
    tag: 'Administration',
    role: 'admin',
    body: { 'application/json': requests.TokenBody },
    answers: { 201: { description: 'The token. Only its hash is stored.', content: { 'application/json': 'NewToken' } } },
    refusals: [400, 413, 415, 422],
  },
  'DELETE /tokens/{id}': {
    id: 'revokeToken',
    summary: 'Revoke a token',
    tag: 'Administration',
    role: 'admin',
    answers: { 204: { description: 'Revoked.' } },
    refusals: [404],
  },
  'GET /audit': {
    id: 'readAudit',
    summary: 'List who did what, newest first',
    tag: 'Administration',
    role: 'admin',
    query: requests.AuditQuery,
    answers: { 200: { description: 'One page of the audit trail.', content: { 'application/json': 'Audit' } } },
    refusals: [422],
  },
}
