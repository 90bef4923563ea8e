/** Filing and reading articles. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const articlesCalls: Record<string, ApiCall> = {
  'GET /articles': {
    id: 'listArticles',
    summary: 'List articles in any state, most recently filed first',
    tag: 'Articles',
    role: 'reporter',
    query: requests.ListingQuery,
    answers: { 200: { description: 'One page of articles.', content: { 'application/json': 'Entries' } } },
    refusals: [422],
  },
  'GET /articles/{slug}': {
    id: 'readArticle',
    summary: 'Get an article, in its newest or another revision',
    description: 'Returns JSON unless `Accept` asks for another format. You can file the result again unchanged.',
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
      304: { description: 'The revision in `If-None-Match` is still current.', headers: ['ETag'] },
    },
    refusals: [404, 422],
  },
  'PUT /articles/{slug}': {
    id: 'fileArticle',
    summary: 'File a revision',
    description:
      'A new article is a draft unless you send `publish=now`, which needs an editor. An editor’s revision of a published article replaces it unless you send `publish=no`; a reporter’s revision waits for an editor. The slug in the body must match the address, or be left out. `section` is used if the article doesn’t name one. An article without `publishedAt` keeps its earlier time, or takes the current time, and is dated when it’s first published. If another revision is already waiting, this one replaces it if it has to wait too (a future `publishedAt`, an embargo or a scheduled time); otherwise it goes live at once. `ready` and `until` show which. With `validate=only` nothing is saved; add `preview=1` to preview the page for a day.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.FilingQuery,
    headers: ['If-Match', 'If-None-Match', 'Idempotency-Key'],
    body: { 'application/json': 'FiledArticle', 'text/markdown': 'text', 'application/ninjs+json': 'Ninjs' },
    answers: {
      200: {
        description: 'Filed as a further revision. With `validate=only`, the answer that filing would give.',
        content: { 'application/json': 'DryRun' },
        headers: ['ETag'],
      },
      201: { description: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
  'GET /articles/{slug}/revisions': {
    id: 'listRevisions',
    summary: 'List an article’s revisions, newest first',
    tag: 'Articles',
    role: 'reporter',
    answers: { 200: { description: 'Who filed what, and when.', content: { 'application/json': 'Revisions' } } },
    refusals: [404],
  },
  'GET /articles/{slug}/diff': {
    id: 'diffRevisions',
    summary: 'Compare two revisions word by word',
    description: 'By default, compares the revision readers see with the newest.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.DiffQuery,
    answers: { 200: { description: 'What changed, field by field.', content: { 'application/json': 'Diff' } } },
    refusals: [404, 422],
  },
  'POST /articles/{slug}/preview': {
    id: 'previewArticle',
    summary: 'Create a preview that lasts a day',
    description: 'Anyone with its address can see it.',
    tag: 'Articles',
    role: 'reporter',
    body: { 'application/json': requests.PreviewBody },
    bodyOptional: true,
    answers: { 201: { description: 'The preview’s address and when it ends.', content: { 'application/json': 'Preview' } } },
    refusals: [400, 404, 413, 415, 422],
  },
  'POST /ninjs': {
    id: 'fileNinjs',
    summary: 'File an agency’s item under its `uri` and `version`',
    description:
      'The item updates the article it was filed as before, or becomes a new article with a slug made from its headline. A version at or below the highest one seen is refused (409). `pubStatus: canceled` or `withheld` withdraws every published article that came from the item, whatever its version; both need an editor.',
    tag: 'Articles',
    role: 'reporter',
    query: requests.FilingQuery,
    headers: ['Idempotency-Key'],
    body: { 'application/ninjs+json': 'Ninjs', 'application/json': 'Ninjs' },
    answers: {
      200: { description: 'Filed as a further revision, or withdrawn.', content: { 'application/json': 'DryRun' }, headers: ['ETag'] },
      201: { description: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refusals: [400, 404, 409, 412, 413, 415, 422],
  },
}
