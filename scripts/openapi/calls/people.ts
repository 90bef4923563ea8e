/** People who sign in to the desk. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

const DONE = { 204: { description: 'Done.' } }

export const peopleCalls: Record<string, ApiCall> = {
  'GET /people': {
    id: 'listPeople',
    summary: 'List everyone who can sign in, or could',
    tag: 'People',
    role: 'admin',
    answers: { 200: { description: 'Those who can, by name; then those whose access is disabled.', content: { 'application/json': 'People' } } },
  },
  'POST /people/invitations': {
    id: 'invitePerson',
    summary: 'Make a sign-in link for somebody',
    description:
      'For a new name, `role` is needed, and the person is added. For somebody who is known, leave it out. The link works once, for 72 hours, and replaces earlier ones.',
    tag: 'People',
    role: 'admin',
    body: { 'application/json': requests.InvitationBody },
    answers: { 201: { description: 'The link. Only its hash is stored.', content: { 'application/json': 'SignInLink' } } },
    refusals: [400, 409, 413, 415, 422],
  },
  'PUT /people/{id}/role': {
    id: 'changeRole',
    summary: 'Change somebody’s role, from their next request on',
    tag: 'People',
    role: 'admin',
    body: { 'application/json': requests.RoleBody },
    answers: DONE,
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'PUT /people/{id}/disabled': {
    id: 'disablePerson',
    summary: 'Disable somebody’s access: their sessions and links end at once',
    tag: 'People',
    role: 'admin',
    answers: DONE,
    refusals: [404, 409],
  },
  'DELETE /people/{id}/disabled': {
    id: 'enablePerson',
    summary: 'Let somebody sign in again',
    tag: 'People',
    role: 'admin',
    answers: DONE,
    refusals: [404],
  },
  'DELETE /people/{id}/sessions': {
    id: 'endSessions',
    summary: 'Sign somebody out everywhere',
    tag: 'People',
    role: 'admin',
    answers: { 200: { description: 'How many sessions ended.', content: { 'application/json': 'SessionsEnded' } } },
    refusals: [404],
  },
  'POST /sign-in-links': {
    id: 'createOwnLink',
    summary: 'Make a link that signs you in at the desk',
    description: 'For whoever has a token. The link works once, for ten minutes.',
    tag: 'People',
    role: 'admin',
    answers: { 201: { description: 'The link. Only its hash is stored.', content: { 'application/json': 'SignInLink' } } },
    refusals: [409],
  },
}
