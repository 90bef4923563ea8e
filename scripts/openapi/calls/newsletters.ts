/** The newsletters’ issues. */
import { BatchDecision, IssueBody, IssueQuery, LetterPreviewQuery, RowsQuery, ScheduleBody, TestBody } from '../../../src/desk/api/request-schemas.ts'
import type { Answer, ApiCall } from '../api-call.ts'

const issueAnswer = (description: string): Answer => ({ description, content: { 'application/json': 'Issue' } })

export const newslettersCalls: Record<string, ApiCall> = {
  'GET /newsletters/{list}/preview': {
    id: 'previewLetter',
    summary: 'Preview an issue as it would be now',
    description:
      'Nothing is stored or sent. Without `kind`, it is the newsletter’s own kind. `articles` are slugs, separated by commas; a digest without them takes the articles published since its last issue. `format=json` has HTML and plain text, the subject and the articles. The HTML is sandboxed; pages of the site may show it in a frame.',
    tag: 'Newsletters',
    role: 'editor',
    query: LetterPreviewQuery,
    answers: { 200: { description: 'The issue.', content: { 'text/html': 'text', 'text/plain': 'text', 'application/json': 'Letter' } } },
    refusals: [404, 409, 422],
  },
  'GET /newsletters/{list}/issues': {
    id: 'listIssues',
    summary: 'List a newsletter’s issues, newest first, each with its state and progress',
    tag: 'Newsletters',
    role: 'editor',
    query: RowsQuery,
    answers: { 200: { description: 'A page of issues.', content: { 'application/json': 'Issues' } } },
    refusals: [404, 422],
  },
  'POST /newsletters/{list}/issues': {
    id: 'createIssue',
    summary: 'Draft an issue',
    description:
      'The issue is composed now, to find mistakes early, and again when it is sent. Without `kind`, it is the newsletter’s own kind. A digest without `articles` takes them by the newsletter’s rule, and none that it already sent.',
    tag: 'Newsletters',
    role: 'editor',
    body: { 'application/json': IssueBody },
    bodyOptional: true,
    answers: { 201: { description: 'The draft.', content: { 'application/json': 'Issue' }, headers: ['Location'] } },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'GET /newsletters/{list}/issues/{issue}': {
    id: 'readIssue',
    summary: 'Read an issue’s progress, and the batches that have problems',
    description:
      'You can ask every second while the issue is being sent. `letter=1` adds its HTML and plain text as they were frozen, with placeholders for each reader’s links.',
    tag: 'Newsletters',
    role: 'editor',
    query: IssueQuery,
    answers: { 200: { description: 'The issue.', content: { 'application/json': 'IssueRead' } } },
    refusals: [404, 422],
  },
  'POST /newsletters/{list}/issues/{issue}/send': {
    id: 'sendIssue',
    summary: 'Send an issue now',
    description: 'Freezes the text and the recipients, then sends batch by batch. Safe to repeat.',
    tag: 'Newsletters',
    role: 'editor',
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [404, 409],
  },
  'POST /newsletters/{list}/issues/{issue}/schedule': {
    id: 'scheduleIssue',
    summary: 'Schedule an issue',
    description: 'The issue is composed and frozen at that time, which must be in the future and at most a year (366 days) ahead.',
    tag: 'Newsletters',
    role: 'editor',
    body: { 'application/json': ScheduleBody },
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'POST /newsletters/{list}/issues/{issue}/pause': {
    id: 'pauseIssue',
    summary: 'Pause an issue',
    description:
      'The batch that is being sent is finished; no other is started. A scheduled issue becomes a draft again. Pausing a paused issue changes nothing.',
    tag: 'Newsletters',
    role: 'editor',
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [404, 409],
  },
  'POST /newsletters/{list}/issues/{issue}/resume': {
    id: 'resumeIssue',
    summary: 'Resume a paused issue',
    description: 'Continues where it was paused. A digest that was paused because an article was withdrawn is composed again without it. Safe to repeat.',
    tag: 'Newsletters',
    role: 'editor',
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [404, 409],
  },
  'POST /newsletters/{list}/issues/{issue}/stop': {
    id: 'stopIssue',
    summary: 'Stop an issue for good',
    description: 'The issue won’t be in the archive, and can’t be resumed. Safe to repeat.',
    tag: 'Newsletters',
    role: 'editor',
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [404, 409],
  },
  'POST /newsletters/{list}/issues/{issue}/test': {
    id: 'testIssue',
    summary: 'Send a test of an issue to one address',
    description: 'The test isn’t counted, and its unsubscribe links belong to nobody. A stopped issue can’t be tested.',
    tag: 'Newsletters',
    role: 'editor',
    body: { 'application/json': TestBody },
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'POST /newsletters/{list}/issues/{issue}/batches/{batch}': {
    id: 'settleBatch',
    summary: 'Decide about emails that may or may not have been sent',
    description:
      '`resend` sends them again, so some readers may get the issue twice. `skip` leaves them, so some readers may not get it. Also ends the wait of a `deferred` batch.',
    tag: 'Newsletters',
    role: 'editor',
    body: { 'application/json': BatchDecision },
    answers: { 200: issueAnswer('The issue after the change.') },
    refusals: [400, 404, 409, 413, 415, 422],
  },
}
