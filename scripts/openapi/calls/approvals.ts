/** Links for people without an account: previews, and approval. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const approvalsCalls: Record<string, ApiCall> = {
  'GET /articles/{slug}/previews': {
    id: 'listPreviews',
    summary: 'List an article’s previews that still work',
    tag: 'Drafts',
    role: 'reporter',
    answers: { 200: { description: 'Last made first.', content: { 'application/json': 'Previews' } } },
    refusals: [404],
  },
  'DELETE /articles/{slug}/previews/{id}': {
    id: 'endPreview',
    summary: 'End a preview',
    description: 'Its address answers 410 from now on.',
    tag: 'Drafts',
    role: 'reporter',
    answers: { 204: { description: 'Ended.' } },
    refusals: [404],
  },
  'GET /articles/{slug}/approvals': {
    id: 'listApprovals',
    summary: 'List an article’s links for approval and how they were answered',
    tag: 'Drafts',
    role: 'reporter',
    answers: { 200: { description: 'Newest first.', content: { 'application/json': 'Approvals' } } },
    refusals: [404],
  },
  'POST /articles/{slug}/approvals': {
    id: 'createApproval',
    summary: 'Create a link with which somebody without an account can approve a revision',
    description:
      'Whoever has the link reads the revision, and approves it or sends it back with a reason, once. It works for seven days, or until the time you choose, for up to 30. It ends when the article is withdrawn. The answer is in the audit trail; it publishes nothing.',
    tag: 'Drafts',
    role: 'reporter',
    body: { 'application/json': requests.ApprovalBody },
    bodyOptional: true,
    answers: { 201: { description: 'The link. We store only its hash.', content: { 'application/json': 'NewApproval' } } },
    refusals: [400, 404, 409, 410, 413, 415, 422],
  },
  'DELETE /articles/{slug}/approvals/{id}': {
    id: 'endApproval',
    summary: 'Revoke a link for approval',
    description: 'By whoever made it, or by an editor. An answer that was given stays on record.',
    tag: 'Drafts',
    role: 'reporter',
    answers: { 204: { description: 'Revoked.' } },
    refusals: [404],
  },
}
