/** Filing and reading articles. */
import * as requests from '../../../src/desk/api/requests.ts'
import type { ApiCall } from '../api-call.ts'

export const articlesCalls: Record<string, ApiCall> = {
  'GET /articles': {
    id: 'listArticles',
    summary: 'List articles of every state, newest filed first',
    tag: 'Articles',
    role: 'reporter',
    query: requests.ListingQuery,
    answers: { 200: { description: 'A page of the ledger.', content: { 'application/json': 'Entries' } } },
    refusals: [422],
  },
  'GET /articles/{slug}': {
    id: 'readArticle',
    summary: 'Read an article, its newest revision or any other',
    description: 'JSON unless `Accept` names another form. What is read can be filed again as it is.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.ReadingQuery,
    headers: ['If-None-Match'],
    answers: {
      200: {
        description: 'The article.',
        content: { 'application/json': 'Article', 'text/markdown': 'text', 'application/ninjs+json': 'Ninjs' },
        headers: ['ETag', 'Dateline-State'],
      },
      304: { description: 'The revision that `If-None-Match` names is still the one.', headers: ['ETag'] },
    },
    refusals: [404, 422],
  },
  'PUT /articles/{slug}': {
    id: 'fileArticle',
    summary: 'File a revision',
    description:
      'A new article is a draft unless `publish=now`, which needs an editor. What an editor files over a published article replaces it, unless `publish=no`; what a reporter files waits for an editor. The slug in the body is that of the address, or absent. `section` places copy that does not say its section. Copy without `publishedAt` keeps the time the article had, or takes the present, and is dated when it is first published. Over a published article with a version that waits, it takes that one’s place if it waits itself (`publishedAt` ahead, an embargo, a moment ordered), and is live at once if not; `ready` and `until` say which. With `validate=only` nothing is kept; with `preview=1` besides, the page can be seen for a day.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.FilingQuery,
    headers: ['If-Match', 'If-None-Match', 'Idempotency-Key'],
    body: { 'application/json': 'FiledArticle', 'text/markdown': 'text', 'application/ninjs+json': 'Ninjs' },
    answers: {
      200: {
        description: 'Filed as a further revision; or, with `validate=only`, what filing would have answered.',
        content: { 'application/json': 'DryRun' },
        headers: ['ETag'],
      },
      201: { description: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
  'GET /articles/{slug}/revisions': {
    id: 'listRevisions',
    summary: 'List every revision of an article, newest first',
    tag: 'Articles',
    role: 'reporter',
    answers: { 200: { description: 'Who filed what, and when.', content: { 'application/json': 'Revisions' } } },
    refusals: [404],
  },
  'GET /articles/{slug}/diff': {
    id: 'diffRevisions',
    summary: 'Compare two revisions word by word',
    description: 'From what readers see to the newest, unless said otherwise.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.DiffQuery,
    answers: { 200: { description: 'What changed, field by field.', content: { 'application/json': 'Diff' } } },
    refusals: [404, 422],
  },
  'POST /articles/{slug}/preview': {
    id: 'previewArticle',
    summary: 'Keep a preview for a day',
    description: 'Whoever holds its address sees it.',
    tag: 'Articles',
    role: 'reporter',
    body: { 'application/json': requests.PreviewBody },
    bodyOptional: true,
    answers: { 201: { description: 'Where it is seen, and until when.', content: { 'application/json': 'Preview' } } },
    refusals: [400, 404, 413, 415, 422],
  },
  'POST /ninjs': {
    id: 'fileNinjs',
    summary: 'File an agency’s item under its `uri` and `version`',
    description:
      'The item finds the article it was filed as before, or becomes a new one with a slug made from its headline. A version at or below the highest seen is refused (409). `pubStatus: canceled` withdraws and `withheld` takes down every story that came from the item, whatever its version; both need an editor.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.FilingQuery,
    headers: ['Idempotency-Key'],
    body: { 'application/ninjs+json': 'Ninjs', 'application/json': 'Ninjs' },
    answers: {
      200: { description: 'Filed as a further revision; or withdrawn.', content: { 'application/json': 'DryRun' }, headers: ['ETag'] },
      201: { description: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
}
