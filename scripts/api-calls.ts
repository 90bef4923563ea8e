/** The editors' API in words: what each call does, takes and answers. `build-openapi.ts` makes the document of it. */
import type { GenericSchema } from 'valibot'
import * as requests from '../src/desk/api/requests.ts'

export type SchemaName =
  | 'Article'
  | 'FiledArticle'
  | 'Site'
  | 'Campaign'
  | 'BookedCampaign'
  | 'Entry'
  | 'Done'
  | 'DryRun'
  | 'Entries'
  | 'Revisions'
  | 'Diff'
  | 'Preview'
  | 'Picture'
  | 'PictureTakenDown'
  | 'Front'
  | 'FrontChanged'
  | 'SiteChanged'
  | 'Campaigns'
  | 'Tokens'
  | 'NewToken'
  | 'Audit'
  | 'ReprintReport'
  | 'SweepReport'
  | 'LineResult'
  | 'Ninjs'
export type HeaderName = 'If-Match' | 'If-None-Match' | 'Idempotency-Key' | 'Range'
export type Content = Record<string, SchemaName | 'text' | 'bytes' | GenericSchema>
export type Answer = { says: string; content?: Content; headers?: ('ETag' | 'Location' | 'Dateline-State')[] }

export type CallInWords = {
  id: string
  summary: string
  description?: string
  tag: 'Articles' | 'Publication' | 'Pictures' | 'Front and campaigns' | 'Administration' | 'Edition' | 'Subscribers'
  needs: 'reporter' | 'editor' | 'admin'
  query?: GenericSchema
  headers?: HeaderName[]
  body?: Content
  bodyOptional?: true
  answers: Record<number, Answer>
  /** Refusals beside those that every call has. */
  refuses?: number[]
}

const JSON_LINES = 'application/jsonl'
const done = (says: string): Answer => ({ says, content: { 'application/json': 'Done' }, headers: ['ETag'] })

export const API_CALLS: Record<string, CallInWords> = {
  'GET /articles': {
    id: 'listArticles',
    summary: 'List articles in any state, most recently filed first',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.ListingQuery,
    answers: { 200: { says: 'One page of articles.', content: { 'application/json': 'Entries' } } },
    refuses: [422],
  },
  'GET /articles/{slug}': {
    id: 'readArticle',
    summary: 'Get an article, in its newest or another revision',
    description: 'Returns JSON unless `Accept` asks for another format. You can file the result again unchanged.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.ReadingQuery,
    headers: ['If-None-Match'],
    answers: {
      200: {
        says: 'The article.',
        content: { 'application/json': 'Article', 'text/markdown': 'text', 'application/ninjs+json': 'Ninjs' },
        headers: ['ETag', 'Dateline-State'],
      },
      304: { says: 'The revision in `If-None-Match` is still current.', headers: ['ETag'] },
    },
    refuses: [404, 422],
  },
  'PUT /articles/{slug}': {
    id: 'fileArticle',
    summary: 'File a revision',
    description:
      'A new article is a draft unless you send `publish=now`, which needs an editor. An editor’s revision of a published article replaces it unless you send `publish=no`; a reporter’s revision waits for an editor. The slug in the body must match the address, or be left out. `section` is used if the article doesn’t name one. An article without `publishedAt` keeps its earlier time, or takes the current time, and is dated when it’s first published. If another revision is already waiting, this one replaces it if it has to wait too (a future `publishedAt`, an embargo or a scheduled time); otherwise it goes live at once. `ready` and `until` show which. With `validate=only` nothing is saved; add `preview=1` to preview the page for a day.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.FilingQuery,
    headers: ['If-Match', 'If-None-Match', 'Idempotency-Key'],
    body: { 'application/json': 'FiledArticle', 'text/markdown': 'text', 'application/ninjs+json': 'Ninjs' },
    answers: {
      200: {
        says: 'Filed as a further revision. With `validate=only`, the answer that filing would give.',
        content: { 'application/json': 'DryRun' },
        headers: ['ETag'],
      },
      201: { says: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'GET /articles/{slug}/revisions': {
    id: 'listRevisions',
    summary: 'List an article’s revisions, newest first',
    tag: 'Articles',
    needs: 'reporter',
    answers: { 200: { says: 'Who filed what, and when.', content: { 'application/json': 'Revisions' } } },
    refuses: [404],
  },
  'GET /articles/{slug}/diff': {
    id: 'diffRevisions',
    summary: 'Compare two revisions word by word',
    description: 'By default, compares the revision readers see with the newest.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.DiffQuery,
    answers: { 200: { says: 'What changed, field by field.', content: { 'application/json': 'Diff' } } },
    refuses: [404, 422],
  },
  'POST /articles/{slug}/preview': {
    id: 'previewArticle',
    summary: 'Create a preview that lasts a day',
    description: 'Anyone with its address can see it.',
    tag: 'Articles',
    needs: 'reporter',
    body: { 'application/json': requests.PreviewBody },
    bodyOptional: true,
    answers: { 201: { says: 'The preview’s address and when it ends.', content: { 'application/json': 'Preview' } } },
    refuses: [400, 404, 413, 415, 422],
  },
  'POST /articles/{slug}/restore': {
    id: 'restoreRevision',
    summary: 'File an older revision as the newest',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.RestoreBody },
    answers: { 200: done('Restored.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'PUT /articles/{slug}/publication': {
    id: 'publish',
    summary: 'Publish now, or at another time',
    description:
      'A future `at` schedules the article; a past `at` backdates it. An article that was never published and has no `publishedAt` gets the current time. If an earlier revision is live, it stays live until `at`, and the article keeps its date.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.PublicationBody },
    bodyOptional: true,
    answers: { 200: done('Published, or scheduled.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /articles/{slug}/publication': {
    id: 'withdraw',
    summary: 'Withdraw now, or at another time',
    description: 'Readers then get 410. Send `at` and `reason` in the body or the query.',
    tag: 'Publication',
    needs: 'editor',
    query: requests.WithdrawalBody,
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.WithdrawalBody },
    bodyOptional: true,
    answers: { 200: done('Withdrawn, or scheduled to be withdrawn.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'PUT /articles/{slug}/embargo': {
    id: 'embargo',
    summary: 'Embargo an article until a given time',
    description:
      'Holds back the waiting revision, or else the newest. If a newer revision is held back, the live one stays live; if the live revision is the newest, readers can’t see it until the embargo ends.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.EmbargoBody },
    answers: { 200: done('Scheduled.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /articles/{slug}/embargo': {
    id: 'liftEmbargo',
    summary: 'Lift an embargo',
    description:
      'If the article was published, or was live when the embargo was set, it goes live again unless its own date is in the future. If nobody had published it, it becomes a draft again; next to a live revision, it just stops waiting.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: done('Lifted.') },
    refuses: [400, 404, 409, 412, 422],
  },
  'DELETE /articles/{slug}/schedule': {
    id: 'unschedule',
    summary: 'Take the waiting revision off the schedule',
    description:
      'The waiting revision isn’t published, and its embargo ends. An article that was never published becomes a draft again, a live revision stays live, and an article that was published before is withdrawn. Returns 409 if nothing is scheduled.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: done('Taken off the schedule.') },
    refuses: [400, 404, 409, 412, 422],
  },
  'DELETE /articles/{slug}/withdrawal': {
    id: 'liftWithdrawal',
    summary: 'Cancel a scheduled withdrawal',
    description:
      'The article stays published. Returns 409 if no withdrawal is scheduled. To bring back an article that is already withdrawn, use `PUT …/publication`.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: done('The article stays published.') },
    refuses: [400, 404, 409, 412, 422],
  },
  'POST /articles/{slug}/corrections': {
    id: 'correct',
    summary: 'Add a dated correction',
    description: 'Readers see it at once, and all later revisions include it. A waiting revision is corrected too and keeps waiting.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.CorrectionBody },
    answers: { 201: done('Added as a new revision.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'POST /ninjs': {
    id: 'fileNinjs',
    summary: 'File an agency’s item under its `uri` and `version`',
    description:
      'The item updates the article it was filed as before, or becomes a new article with a slug made from its headline. A version at or below the highest one seen is refused (409). `pubStatus: canceled` or `withheld` withdraws every published article that came from the item, whatever its version; both need an editor.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.FilingQuery,
    headers: ['Idempotency-Key'],
    body: { 'application/ninjs+json': 'Ninjs', 'application/json': 'Ninjs' },
    answers: {
      200: { says: 'Filed as a further revision, or withdrawn.', content: { 'application/json': 'DryRun' }, headers: ['ETag'] },
      201: { says: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'POST /pictures': {
    id: 'uploadPicture',
    summary: 'Upload a picture of up to 20 MB as the request body',
    tag: 'Pictures',
    needs: 'reporter',
    body: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes' },
    answers: {
      200: { says: 'This picture was already here.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
      201: { says: 'Kept.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
    },
    refuses: [409, 413, 415, 422],
  },
  'GET /pictures/{id}/original': {
    id: 'readOriginal',
    summary: 'Get a picture’s original file, with all its metadata',
    description: 'Readers never get this file. They get a copy without metadata.',
    tag: 'Pictures',
    needs: 'editor',
    answers: {
      200: { says: 'The file.', content: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes' } },
    },
    refuses: [404, 410],
  },
  'DELETE /pictures/{id}': {
    id: 'takeDownPicture',
    summary: 'Withdraw a picture: delete its file and all variants, and refuse the same file in future',
    description: 'Readers then get 410. Articles aren’t changed: the answer lists the articles and campaigns that still show the picture. It’s safe to repeat.',
    tag: 'Pictures',
    needs: 'editor',
    query: requests.PictureWithdrawal,
    body: { 'application/json': requests.PictureWithdrawal },
    bodyOptional: true,
    answers: { 200: { says: 'The picture’s files were deleted.', content: { 'application/json': 'PictureTakenDown' } } },
    refuses: [400, 404, 413, 415, 422],
  },
  'DELETE /pictures/{id}/withdrawal': {
    id: 'allowPicture',
    summary: 'Allow a withdrawn picture to be uploaded again',
    tag: 'Pictures',
    needs: 'admin',
    answers: { 204: { says: 'Allowed. The picture has to be uploaded again.' } },
    refuses: [404, 409],
  },
  'GET /front': {
    id: 'readFront',
    summary: 'List the articles pinned to the front',
    tag: 'Front and campaigns',
    needs: 'reporter',
    answers: { 200: { says: 'Slugs, in their order on the front.', content: { 'application/json': 'Front' }, headers: ['ETag'] } },
  },
  'PUT /front': {
    id: 'setFront',
    summary: 'Pin articles to the front, in order',
    tag: 'Front and campaigns',
    needs: 'editor',
    headers: ['If-Match'],
    body: { 'application/json': requests.FrontBody },
    answers: { 200: { says: 'The pinned slugs, and which of them are unknown.', content: { 'application/json': 'FrontChanged' }, headers: ['ETag'] } },
    refuses: [400, 412, 413, 415, 422],
  },
  'GET /campaigns': {
    id: 'listCampaigns',
    summary: 'List campaigns',
    tag: 'Front and campaigns',
    needs: 'reporter',
    answers: { 200: { says: 'All campaigns.', content: { 'application/json': 'Campaigns' } } },
  },
  'GET /campaigns/{id}': {
    id: 'readCampaign',
    summary: 'Get a campaign',
    tag: 'Front and campaigns',
    needs: 'reporter',
    answers: { 200: { says: 'The campaign.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] } },
    refuses: [404],
  },
  'PUT /campaigns/{id}': {
    id: 'bookCampaign',
    summary: 'Create or change a campaign',
    tag: 'Front and campaigns',
    needs: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'BookedCampaign' },
    answers: {
      200: { says: 'Changed.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] },
      201: { says: 'Booked.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] },
    },
    refuses: [400, 412, 413, 415, 422],
  },
  'DELETE /campaigns/{id}': {
    id: 'endCampaign',
    summary: 'End a campaign',
    tag: 'Front and campaigns',
    needs: 'editor',
    headers: ['If-Match'],
    answers: { 204: { says: 'Ended.' } },
    refuses: [400, 404, 412],
  },
  'GET /site': {
    id: 'readSite',
    summary: 'Get the site’s settings',
    tag: 'Administration',
    needs: 'reporter',
    answers: { 200: { says: 'Name, sections, newsletters and policies.', content: { 'application/json': 'Site' }, headers: ['ETag'] } },
  },
  'PUT /site': {
    id: 'setSite',
    summary: 'Change the site’s settings',
    tag: 'Administration',
    needs: 'admin',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'Site' },
    answers: { 200: { says: 'Set.', content: { 'application/json': 'SiteChanged' }, headers: ['ETag'] } },
    refuses: [400, 412, 413, 415, 422],
  },
  'GET /tokens': {
    id: 'listTokens',
    summary: 'List tokens, without their secret text',
    tag: 'Administration',
    needs: 'admin',
    answers: { 200: { says: 'All tokens, including revoked ones.', content: { 'application/json': 'Tokens' } } },
  },
  'POST /tokens': {
    id: 'addToken',
    summary: 'Create a token; its text is shown only once',
    tag: 'Administration',
    needs: 'admin',
    body: { 'application/json': requests.TokenBody },
    answers: { 201: { says: 'The token. Only its hash is stored.', content: { 'application/json': 'NewToken' } } },
    refuses: [400, 413, 415, 422],
  },
  'DELETE /tokens/{id}': {
    id: 'revokeToken',
    summary: 'Revoke a token',
    tag: 'Administration',
    needs: 'admin',
    answers: { 204: { says: 'Revoked.' } },
    refuses: [404],
  },
  'GET /audit': {
    id: 'readAudit',
    summary: 'List who did what, newest first',
    tag: 'Administration',
    needs: 'admin',
    query: requests.AuditQuery,
    answers: { 200: { says: 'One page of the audit trail.', content: { 'application/json': 'Audit' } } },
    refuses: [422],
  },
  'POST /reprint': {
    id: 'reprint',
    summary: 'Rebuild the whole edition from the ledger',
    tag: 'Edition',
    needs: 'admin',
    answers: { 200: { says: 'What is being rebuilt.', content: { 'application/json': 'ReprintReport' } } },
  },
  'POST /adopt': {
    id: 'adopt',
    summary: 'Adopt, step by step, what was put directly into KV',
    description: 'Repeat until `done`. This also runs automatically every few minutes.',
    tag: 'Edition',
    needs: 'admin',
    answers: { 200: { says: 'What was seen, what was adopted and what is malformed.', content: { 'application/json': 'SweepReport' } } },
  },
  'GET /export': {
    id: 'exportLedger',
    summary: 'Export the whole ledger as a stream of JSON Lines',
    description: 'If the export is interrupted, the connection ends with an error.',
    tag: 'Edition',
    needs: 'admin',
    answers: { 200: { says: 'One JSON value per line.', content: { [JSON_LINES]: 'text' } } },
  },
  'POST /import': {
    id: 'importLedger',
    summary: 'Import a stream of JSON Lines, with one result per line',
    description:
      'Send lines of an export, or articles. If the stream ends in the middle of a line, the complete lines are imported and the answer names the line.',
    tag: 'Edition',
    needs: 'admin',
    body: { [JSON_LINES]: 'text', 'application/x-ndjson': 'text' },
    answers: { 200: { says: 'One result per line.', content: { [JSON_LINES]: 'LineResult' } } },
    refuses: [400, 415],
  },
  'GET /subscribers.csv': {
    id: 'exportSubscribers',
    summary: 'Export newsletter subscribers with their consents',
    tag: 'Subscribers',
    needs: 'admin',
    answers: { 200: { says: 'CSV (RFC 4180). No cell can start a formula.', content: { 'text/csv': 'text' } } },
  },
  'DELETE /subscribers/{email}': {
    id: 'forgetSubscriber',
    summary: 'Delete an address from every newsletter list',
    tag: 'Subscribers',
    needs: 'admin',
    answers: { 204: { says: 'Deleted, with its consents.' } },
    refuses: [404],
  },
}
