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
  | 'Me'
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
  'GET /me': {
    id: 'whoAmI',
    summary: 'Say who the token, or Cloudflare Access, says one is',
    tag: 'Administration',
    needs: 'reporter',
    answers: { 200: { says: 'Name and role; `expiresAt` where the token ends.', content: { 'application/json': 'Me' } } },
  },
  'GET /articles': {
    id: 'listArticles',
    summary: 'List articles of every state, newest filed first',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.ListingQuery,
    answers: { 200: { says: 'A page of the ledger.', content: { 'application/json': 'Entries' } } },
    refuses: [422],
  },
  'GET /articles/{slug}': {
    id: 'readArticle',
    summary: 'Read an article, its newest revision or any other',
    description: 'JSON unless `Accept` names another form. What is read can be filed again as it is.',
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
      304: { says: 'The revision that `If-None-Match` names is still the one.', headers: ['ETag'] },
    },
    refuses: [404, 410, 422],
  },
  'PUT /articles/{slug}': {
    id: 'fileArticle',
    summary: 'File a revision',
    description:
      'A new article is a draft unless `publish=now`, which needs an editor. What an editor files over a published article replaces it, unless `publish=no`; what a reporter files waits for an editor. The slug in the body is that of the address, or absent. `section` places copy that does not say its section. Copy without `publishedAt` keeps the time the article had, or takes the present, and is dated when it is first published. Over a published article with a version that waits, it takes that one’s place if it waits itself (`publishedAt` ahead, an embargo, a moment ordered), and is live at once if not; `ready` and `until` say which. With `validate=only` nothing is kept; with `preview=1` besides, the page can be seen for a day.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.FilingQuery,
    headers: ['If-Match', 'If-None-Match', 'Idempotency-Key'],
    body: { 'application/json': 'FiledArticle', 'text/markdown': 'text', 'application/ninjs+json': 'Ninjs' },
    answers: {
      200: {
        says: 'Filed as a further revision; or, with `validate=only`, what filing would have answered.',
        content: { 'application/json': 'DryRun' },
        headers: ['ETag'],
      },
      201: { says: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /articles/{slug}': {
    id: 'deleteArticle',
    summary: 'Delete an article that never came out, with all its revisions',
    description: 'What readers ever had stays on record: 409, withdraw it instead. What is scheduled is taken off the schedule first.',
    tag: 'Articles',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 204: { says: 'Deleted.' } },
    refuses: [400, 404, 409, 412, 422],
  },
  'POST /articles/{slug}/rename': {
    id: 'rename',
    summary: 'Give an article another slug',
    description:
      'It takes everything with it: revisions, state, corrections, listings, picks of others, its place on the front. Its old address leads to the new one (301), for good; feeds call it what they first called it. 409 where another article has the slug, or had it.',
    tag: 'Articles',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.RenameBody },
    answers: { 200: done('Renamed.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'DELETE /articles/{slug}/revisions/{revision}': {
    id: 'eraseRevision',
    summary: 'Erase the text of a revision, for legal reasons',
    description:
      'The text, headline and note are gone from the ledger, its exports, diffs, previews and what readers are told of changes. What remains says that there was a revision, who erased it, when and why. 409 for the one that is live, waits, or is the newest: file a corrected one first. Erasing it again changes nothing.',
    tag: 'Administration',
    needs: 'admin',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.ErasureBody },
    answers: { 204: { says: 'Erased.' } },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'GET /articles/{slug}/revisions': {
    id: 'listRevisions',
    summary: 'List every revision of an article, newest first',
    tag: 'Articles',
    needs: 'reporter',
    answers: { 200: { says: 'Who filed what, and when.', content: { 'application/json': 'Revisions' } } },
    refuses: [404],
  },
  'GET /articles/{slug}/diff': {
    id: 'diffRevisions',
    summary: 'Compare two revisions word by word',
    description: 'From what readers see to the newest, unless said otherwise.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.DiffQuery,
    answers: { 200: { says: 'What changed, field by field.', content: { 'application/json': 'Diff' } } },
    refuses: [404, 410, 422],
  },
  'POST /articles/{slug}/preview': {
    id: 'previewArticle',
    summary: 'Keep a preview for a day',
    description: 'Whoever holds its address sees it.',
    tag: 'Articles',
    needs: 'reporter',
    body: { 'application/json': requests.PreviewBody },
    bodyOptional: true,
    answers: { 201: { says: 'Where it is seen, and until when.', content: { 'application/json': 'Preview' } } },
    refuses: [400, 404, 410, 413, 415, 422],
  },
  'POST /articles/{slug}/restore': {
    id: 'restoreRevision',
    summary: 'File an older revision as the newest',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.RestoreBody },
    answers: { 200: done('Restored.') },
    refuses: [400, 404, 409, 410, 412, 413, 415, 422],
  },
  'PUT /articles/{slug}/publication': {
    id: 'publish',
    summary: 'Publish now, or at another time',
    description:
      '`at` ahead schedules, `at` behind back-dates. What never came out and did not say its `publishedAt` is dated now. A live version stays out until a newer one comes; that comes out at `at`, and the story keeps its date.',
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
    description: 'Readers find 410 in its place. `at` and `reason` come in the body or in the query.',
    tag: 'Publication',
    needs: 'editor',
    query: requests.WithdrawalBody,
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.WithdrawalBody },
    bodyOptional: true,
    answers: { 200: done('Withdrawn, or going to be.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'PUT /articles/{slug}/embargo': {
    id: 'embargo',
    summary: 'Hold an article back until a moment',
    description:
      'Holds what waits, or else the newest revision. A live version stays out where a newer one is held; where it is itself the newest, it is taken down until then.',
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
      'What somebody published, or was live when the embargo was set, comes out, unless its own date lies ahead. What nobody published is a draft again; beside a live version it only waits no more.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: done('Lifted.') },
    refuses: [400, 404, 409, 412, 422],
  },
  'DELETE /articles/{slug}/schedule': {
    id: 'unschedule',
    summary: 'Take what waits off the schedule',
    description:
      'It comes out no more, and its embargo goes. What never was out is a draft again, a live version stays, and what was out before is withdrawn. 409 when nothing is scheduled.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: done('Off the schedule.') },
    refuses: [400, 404, 409, 412, 422],
  },
  'DELETE /articles/{slug}/withdrawal': {
    id: 'liftWithdrawal',
    summary: 'Call off a withdrawal that was ordered for later',
    description: 'The article stays up. 409 when it is not going to be withdrawn; what is withdrawn already comes out again by `PUT …/publication`.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    answers: { 200: done('It stays up.') },
    refuses: [400, 404, 409, 412, 422],
  },
  'POST /articles/{slug}/corrections': {
    id: 'correct',
    summary: 'Append a dated correction',
    description: 'Readers have it at once, and every later version of the story carries it on. A version that waits is corrected too, and waits on.',
    tag: 'Publication',
    needs: 'editor',
    headers: ['If-Match', 'Idempotency-Key'],
    body: { 'application/json': requests.CorrectionBody },
    answers: { 201: done('Appended as a revision.') },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'POST /ninjs': {
    id: 'fileNinjs',
    summary: 'File an agency’s item under its `uri` and `version`',
    description:
      'The item finds the article it was filed as before, or becomes a new one with a slug made from its headline. A version at or below the highest seen is refused (409). `pubStatus: canceled` withdraws and `withheld` takes down every story that came from the item, whatever its version; both need an editor.',
    tag: 'Articles',
    needs: 'reporter',
    query: requests.FilingQuery,
    headers: ['Idempotency-Key'],
    body: { 'application/ninjs+json': 'Ninjs', 'application/json': 'Ninjs' },
    answers: {
      200: { says: 'Filed as a further revision; or withdrawn.', content: { 'application/json': 'DryRun' }, headers: ['ETag'] },
      201: { says: 'Filed as a new article.', content: { 'application/json': 'Done' }, headers: ['ETag', 'Location'] },
    },
    refuses: [400, 404, 409, 412, 413, 415, 422],
  },
  'POST /pictures': {
    id: 'uploadPicture',
    summary: 'Upload a picture: the bytes are the body, at most 20 MB',
    tag: 'Pictures',
    needs: 'reporter',
    body: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes' },
    answers: {
      200: { says: 'These bytes were here already.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
      201: { says: 'Kept.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
    },
    refuses: [409, 413, 415, 422],
  },
  'GET /pictures/{id}/original': {
    id: 'readOriginal',
    summary: 'Read a picture as it was sent, with all that it says of who took it, where and with what',
    description: 'Readers never get this file: theirs has what draws the picture, and nothing else.',
    tag: 'Pictures',
    needs: 'editor',
    answers: {
      200: { says: 'The bytes.', content: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes' } },
    },
    refuses: [404, 410],
  },
  'DELETE /pictures/{id}': {
    id: 'takeDownPicture',
    summary: 'Take a picture down: the file and every variant are deleted and answer 410, and the same bytes are not taken again',
    description: 'Copy is not changed: the answer names the articles and campaigns that show the picture. Done again, it clears away what is left.',
    tag: 'Pictures',
    needs: 'editor',
    query: requests.PictureWithdrawal,
    body: { 'application/json': requests.PictureWithdrawal },
    bodyOptional: true,
    answers: { 200: { says: 'Nothing of it remains.', content: { 'application/json': 'PictureTakenDown' } } },
    refuses: [400, 404, 413, 415, 422],
  },
  'DELETE /pictures/{id}/withdrawal': {
    id: 'allowPicture',
    summary: 'Allow that a picture which was taken down is uploaded again',
    tag: 'Pictures',
    needs: 'admin',
    answers: { 204: { says: 'Allowed. The picture does not come back by itself.' } },
    refuses: [404, 409],
  },
  'GET /front': {
    id: 'readFront',
    summary: 'Read what is pinned to the front',
    tag: 'Front and campaigns',
    needs: 'reporter',
    answers: { 200: { says: 'Slugs, first on the front first.', content: { 'application/json': 'Front' }, headers: ['ETag'] } },
  },
  'PUT /front': {
    id: 'setFront',
    summary: 'Pin articles to the front, in order',
    tag: 'Front and campaigns',
    needs: 'editor',
    headers: ['If-Match'],
    body: { 'application/json': requests.FrontBody },
    answers: { 200: { says: 'What is pinned, and which slugs are not known.', content: { 'application/json': 'FrontChanged' }, headers: ['ETag'] } },
    refuses: [400, 412, 413, 415, 422],
  },
  'GET /campaigns': {
    id: 'listCampaigns',
    summary: 'List bookings',
    tag: 'Front and campaigns',
    needs: 'reporter',
    answers: { 200: { says: 'All of them.', content: { 'application/json': 'Campaigns' } } },
  },
  'GET /campaigns/{id}': {
    id: 'readCampaign',
    summary: 'Read a booking',
    tag: 'Front and campaigns',
    needs: 'reporter',
    answers: { 200: { says: 'The booking.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] } },
    refuses: [404],
  },
  'PUT /campaigns/{id}': {
    id: 'bookCampaign',
    summary: 'Book a campaign, or change it',
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
    summary: 'Read the publication’s own value',
    tag: 'Administration',
    needs: 'reporter',
    answers: { 200: { says: 'Name, sections, newsletters and policies.', content: { 'application/json': 'Site' }, headers: ['ETag'] } },
  },
  'PUT /site': {
    id: 'setSite',
    summary: 'Set the publication’s own value',
    tag: 'Administration',
    needs: 'admin',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'Site' },
    answers: { 200: { says: 'Set.', content: { 'application/json': 'SiteChanged' }, headers: ['ETag'] } },
    refuses: [400, 412, 413, 415, 422],
  },
  'GET /tokens': {
    id: 'listTokens',
    summary: 'List tokens, without their text',
    tag: 'Administration',
    needs: 'admin',
    answers: { 200: { says: 'All of them, the revoked ones too.', content: { 'application/json': 'Tokens' } } },
  },
  'POST /tokens': {
    id: 'addToken',
    summary: 'Make a token; its text is shown this once',
    tag: 'Administration',
    needs: 'admin',
    body: { 'application/json': requests.TokenBody },
    answers: { 201: { says: 'The token. Only its hash is kept.', content: { 'application/json': 'NewToken' } } },
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
    summary: 'Read who did what, newest first',
    tag: 'Administration',
    needs: 'admin',
    query: requests.AuditQuery,
    answers: { 200: { says: 'A page of the trail.', content: { 'application/json': 'Audit' } } },
    refuses: [422],
  },
  'POST /reprint': {
    id: 'reprint',
    summary: 'Write the whole edition anew from the ledger',
    tag: 'Edition',
    needs: 'admin',
    answers: { 200: { says: 'What is being written.', content: { 'application/json': 'ReprintReport' } } },
  },
  'POST /adopt': {
    id: 'adopt',
    summary: 'Take a step of adopting what was put straight into KV',
    description: 'Repeat until `done`. Runs every few minutes by itself.',
    tag: 'Edition',
    needs: 'admin',
    answers: { 200: { says: 'What was seen, adopted and malformed.', content: { 'application/json': 'SweepReport' } } },
  },
  'GET /export': {
    id: 'exportLedger',
    summary: 'Stream the whole ledger as JSON Lines',
    description: 'An export that breaks off ends with an error of the connection, never quietly.',
    tag: 'Edition',
    needs: 'admin',
    answers: { 200: { says: 'One JSON value a line.', content: { [JSON_LINES]: 'text' } } },
  },
  'POST /import': {
    id: 'importLedger',
    summary: 'Stream JSON Lines in, and a line of answer for each out',
    description: 'Lines are of an export, or articles. A stream that ends inside a line: what was complete is in, the line is named.',
    tag: 'Edition',
    needs: 'admin',
    body: { [JSON_LINES]: 'text', 'application/x-ndjson': 'text' },
    answers: { 200: { says: 'One result a line.', content: { [JSON_LINES]: 'LineResult' } } },
    refuses: [400, 415],
  },
  'GET /subscribers.csv': {
    id: 'exportSubscribers',
    summary: 'Read the newsletters’ subscribers, with their consents',
    tag: 'Subscribers',
    needs: 'admin',
    answers: { 200: { says: 'CSV (RFC 4180); no cell begins as a formula.', content: { 'text/csv': 'text' } } },
  },
  'DELETE /subscribers/{email}': {
    id: 'forgetSubscriber',
    summary: 'Erase an address from every list',
    tag: 'Subscribers',
    needs: 'admin',
    answers: { 204: { says: 'Erased, with its consents.' } },
    refuses: [404],
  },
}
