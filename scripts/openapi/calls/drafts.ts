/** Work that is not filed yet. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const draftsCalls: Record<string, ApiCall> = {
  'POST /articles/{slug}/presence': {
    id: 'sayPresent',
    summary: 'Say that you have an article open, and see who else has',
    description:
      'Send it every fifteen seconds while the page is open, and with `leaving` when it closes; after forty seconds without it you count as gone. Nobody is locked out. Nothing is stored. A former slug works too; `entry` has the present one.',
    tag: 'Drafts',
    role: 'reporter',
    body: { 'application/json': requests.PresenceBody },
    answers: { 200: { description: 'The article as it is now, and who has it open.', content: { 'application/json': 'Presence' } } },
    refusals: [400, 404, 413, 415, 422],
  },
  'GET /drafts': {
    id: 'listDrafts',
    summary: 'List drafts, last saved first',
    description: 'Your own; or with `of=never-filed` everybody’s of stories that were never filed, up to 200.',
    tag: 'Drafts',
    role: 'reporter',
    query: requests.DraftsQuery,
    answers: { 200: { description: 'Whose they are and when they were saved, without the copy.', content: { 'application/json': 'Drafts' } } },
    refusals: [422],
  },
  'GET /drafts/{id}': {
    id: 'readDraft',
    summary: 'Get your draft of a story, and see who else has one',
    description: 'With `by`, somebody else’s draft. `draft` is null if there is none.',
    tag: 'Drafts',
    role: 'reporter',
    query: requests.DraftQuery,
    answers: { 200: { description: 'The draft, and the article as it is filed.', content: { 'application/json': 'DraftRead' }, headers: ['ETag'] } },
    refusals: [404, 422],
  },
  'PUT /drafts/{id}': {
    id: 'saveDraft',
    summary: 'Save a draft',
    description:
      'Stored as it is sent: it need not be finished. It isn’t a revision, and is never searched, exported or published. Newest wins within one `tab`: an earlier `sequence` that arrives late changes nothing (`saved` is false). To replace what another tab of yours saved, send its ETag as `If-Match`; otherwise the answer is 412. `entry` shows whether somebody has filed a newer revision.',
    tag: 'Drafts',
    role: 'reporter',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': requests.DraftBody },
    answers: { 200: { description: 'Saved, or an earlier one that came late.', content: { 'application/json': 'DraftSaved' }, headers: ['ETag'] } },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /drafts/{id}': {
    id: 'deleteDraft',
    summary: 'Delete your draft of a story',
    tag: 'Drafts',
    role: 'reporter',
    headers: ['If-Match'],
    answers: { 204: { description: 'Deleted, or there was none.' } },
    refusals: [400, 404, 412, 422],
  },
}
