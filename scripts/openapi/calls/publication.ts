/** Publishing, scheduling, withdrawing, restoring and correcting. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import { type ApiCall, doneAnswer } from '../api-call.ts'

export const publicationCalls: Record<string, ApiCall> = {
  'POST /bulk': {
    id: 'orderInBulk',
    summary: 'Publish, withdraw, move or tag up to 100 articles',
    description:
      'Each article is changed by itself: one that is refused doesn’t stop the others. `revisions` can give the newest revision that you have seen of each; an article with a newer one is refused. `section` and `add-topic` file a new revision; what readers see and what waits stays live and waiting, with the change.',
    tag: 'Publication',
    role: 'editor',
    body: { 'application/json': requests.BulkBody },
    answers: { 200: { description: 'What became of each, in their order.', content: { 'application/json': 'BulkResults' } } },
    refusals: [400, 413, 415, 422],
  },
  'POST /articles/{slug}/restore': {
    id: 'restoreRevision',
    summary: 'File an older revision as the newest',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.RestoreBody },
    answers: { 200: doneAnswer('Restored.') },
    refusals: [400, 404, 409, 410, 412, 413, 415, 422],
  },
  'PUT /articles/{slug}/publication': {
    id: 'publish',
    summary: 'Publish now, or at another time',
    description:
      'A future `at` schedules the article; a past `at` backdates it. An article that was never published and has no `publishedAt` gets the current time. If an earlier revision is live, it stays live until `at`, and the article keeps its date.',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.PublicationBody },
    bodyOptional: true,
    answers: { 200: doneAnswer('Published, or scheduled.') },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /articles/{slug}/publication': {
    id: 'withdraw',
    summary: 'Withdraw now, or at another time',
    description: 'Readers then get 410. Send `at` and `reason` in the body or the query.',
    tag: 'Publication',
    role: 'editor',
    query: requests.WithdrawalBody,
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.WithdrawalBody },
    bodyOptional: true,
    answers: { 200: doneAnswer('Withdrawn, or scheduled to be withdrawn.') },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
  'PUT /articles/{slug}/embargo': {
    id: 'embargo',
    summary: 'Embargo an article until a given time',
    description:
      'Holds back the waiting revision, or else the newest. If a newer revision is held back, the live one stays live; if the live revision is the newest, readers can’t see it until the embargo ends.',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.EmbargoBody },
    answers: { 200: doneAnswer('Scheduled.') },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /articles/{slug}/embargo': {
    id: 'liftEmbargo',
    summary: 'Lift an embargo',
    description:
      'If the article was published, or was live when the embargo was set, it goes live again unless its own date is in the future. If nobody had published it, it becomes a draft again; next to a live revision, it just stops waiting.',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: doneAnswer('Lifted.') },
    refusals: [400, 404, 409, 412, 422],
  },
  'DELETE /articles/{slug}/schedule': {
    id: 'unschedule',
    summary: 'Take the waiting revision off the schedule',
    description:
      'The waiting revision isn’t published, and its embargo ends. An article that was never published becomes a draft again, a live revision stays live, and an article that was published before is withdrawn. Returns 409 if nothing is scheduled.',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: doneAnswer('Taken off the schedule.') },
    refusals: [400, 404, 409, 412, 422],
  },
  'DELETE /articles/{slug}/withdrawal': {
    id: 'liftWithdrawal',
    summary: 'Cancel a scheduled withdrawal',
    description:
      'The article stays published. Returns 409 if no withdrawal is scheduled. To bring back an article that is already withdrawn, use `PUT …/publication`.',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: doneAnswer('The article stays published.') },
    refusals: [400, 404, 409, 412, 422],
  },
  'POST /articles/{slug}/corrections': {
    id: 'correct',
    summary: 'Add a dated correction',
    description: 'Readers see it at once, and all later revisions include it. A waiting revision is corrected too and keeps waiting.',
    tag: 'Publication',
    role: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.CorrectionBody },
    answers: { 201: doneAnswer('Added as a new revision.') },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
}
