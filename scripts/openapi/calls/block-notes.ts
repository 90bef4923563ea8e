/** Notes of the newsroom beside an article. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const blockNotesCalls: Record<string, ApiCall> = {
  'GET /articles/{slug}/notes': {
    id: 'listNotes',
    summary: 'List the newsroom’s notes on an article, oldest first',
    description: 'Each follows its block through revisions. Notes are never published or exported.',
    tag: 'Drafts',
    role: 'reporter',
    answers: { 200: { description: 'All notes, resolved or not.', content: { 'application/json': 'Notes' } } },
    refusals: [404],
  },
  'POST /articles/{slug}/notes': {
    id: 'addNote',
    summary: 'Write a note on a block of an article, or on all of it',
    tag: 'Drafts',
    role: 'reporter',
    body: { 'application/json': requests.NoteBody },
    answers: { 201: { description: 'Written.', content: { 'application/json': 'NewNote' } } },
    refusals: [400, 404, 409, 410, 413, 415, 422],
  },
  'PUT /articles/{slug}/notes/{id}': {
    id: 'changeNote',
    summary: 'Resolve a note, open it again, or change its text',
    description: 'Anybody can resolve a note. Its text can be changed by whoever wrote it, or by an editor.',
    tag: 'Drafts',
    role: 'reporter',
    body: { 'application/json': requests.NoteChangeBody },
    answers: { 204: { description: 'Changed.' } },
    refusals: [400, 404, 413, 415, 422],
  },
  'DELETE /articles/{slug}/notes/{id}': {
    id: 'deleteNote',
    summary: 'Delete a note',
    description: 'By whoever wrote it, or by an editor.',
    tag: 'Drafts',
    role: 'reporter',
    answers: { 204: { description: 'Deleted.' } },
    refusals: [404],
  },
}
