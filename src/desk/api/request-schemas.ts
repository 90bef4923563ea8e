/** What the API's calls take in their query and body, beside copy itself. The description of the API is made of these. */
import * as v from 'valibot'
import { type Flaw, isObject } from '../../copy/parse.ts'
import { Name } from '../../copy/shapes/bounded-line.ts'
import { AsciiSlug, Instant, Line, Prose, Slug } from '../../copy/shapes/field.ts'
import { SectionSlug } from '../../copy/shapes/section.ts'
import { ROLES, STATES } from '../../press/calls.ts'
import { STORY_CURSOR, STORY_MARKS } from '../../press/newsroom-calls.ts'
import { PICTURE_FILTERS } from '../../press/picture-calls.ts'
import { isDraftId } from '../draft-id.ts'
import { isReservedName } from '../reserved-names.ts'

/** A field that is spelt wrong must not be left out in silence: what should wait for `at` would go out, or go away, now. */
export const only = <E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, ({ expected }) =>
    expected === 'never' ? `There is no such field here, only ${Object.keys(entries).join(', ')}.` : 'This must be a JSON object.',
  )

const cursorWords = 'This cursor isn’t valid. Use the nextCursor of an earlier answer.'
export const cursor = v.optional(v.pipe(v.string(), v.maxLength(500, cursorWords)))
/** With any other, a list would begin anew, and whoever follows cursors would never come to its end. */
export const cursorLike = (format: RegExp) => v.optional(v.pipe(v.string(), v.regex(format, cursorWords)))
export const numberCursor = cursorLike(/^[1-9]\d{0,15}$/)

export function limitUpTo(usual: string, most: number) {
  const words = `A limit must be a whole number from 1 to ${most}.`
  return v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, words), v.transform(Number), v.minValue(1, words), v.maxValue(most, words)), usual)
}

const revisionWords = 'A revision must be a whole number, 1 or higher.'
const revisionInQuery = v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/, revisionWords), v.transform(Number))
const revision = v.pipe(v.number(revisionWords), v.integer(revisionWords), v.minValue(1, revisionWords))

export const DraftId = v.pipe(
  v.string(),
  v.check(isDraftId, 'A draft’s id must be "story:" and a slug, or a random id such as a UUID.'),
  v.maxLength(170, 'A slug can have up to 160 characters.'),
)
const TAB = '[A-Za-z0-9_]{1,64}'
const DraftTag = v.pipe(v.string(), v.regex(new RegExp(`^${TAB}\\.\\d{1,15}$`), 'This must be the ETag of a draft without its quotes: tab.sequence.'))

/** An open page. */
const Tab = v.pipe(v.string('"tab" must be text.'), v.regex(new RegExp(`^${TAB}$`), 'A tab must be 1 to 64 letters, digits or underscores.'))

export const PresenceBody = v.object({
  tab: Tab,
  typing: v.optional(v.boolean('"typing" must be true or false.'), false),
  leaving: v.optional(v.boolean('"leaving" must be true or false.'), false),
})

const NO_ARTICLE = '"article" must be a JSON object. It need not be finished.'
export const DraftBody = v.object({
  /** The page that saves it. */
  tab: Tab,
  /** Higher with every save of that page. */
  sequence: v.pipe(
    v.number('"sequence" must be a whole number.'),
    v.safeInteger('"sequence" must be a whole number.'),
    v.minValue(0, '"sequence" must be 0 or higher.'),
    v.maxValue(999_999_999_999_999, '"sequence" can have up to 15 digits.'),
  ),
  base: v.optional(revision),
  // To Valibot's objects a list is one, that has none of their fields.
  article: v.pipe(v.custom<Record<string, unknown>>(isObject, NO_ARTICLE), v.looseObject({})),
})
export const NoteText = v.pipe(Prose, v.maxLength(2000, 'A note can have up to 2,000 characters.'))
export const NoteBody = v.object({
  text: NoteText,
  block: v.optional(
    v.pipe(
      v.number('"block" must be a whole number, from 0.'),
      v.integer('"block" must be a whole number, from 0.'),
      v.minValue(0, '"block" must be 0 or higher.'),
    ),
  ),
  revision: v.optional(revision),
  excerpt: v.optional(v.pipe(Prose, v.maxLength(200, '"excerpt" can have up to 200 characters.'))),
})
export const NoteChangeBody = v.object({ text: v.optional(NoteText), resolved: v.optional(v.boolean('"resolved" must be true or false.')) })
export const DraftQuery = v.object({ by: v.optional(v.pipe(v.string(), v.maxLength(200, 'A name can have up to 200 characters.'))) })
export const DraftsQuery = v.object({ of: v.optional(v.picklist(['mine', 'never-filed'], '"of" must be "mine" or "never-filed".'), 'mine') })

export const FilingQuery = v.object({
  publish: v.optional(v.picklist(['now', 'no'], '"publish" must be "now" or "no".')),
  section: v.optional(SectionSlug),
  validate: v.optional(v.literal('only', '"validate" must be "only", for a dry run.')),
  preview: v.optional(v.literal('1', '"preview" must be "1", together with validate=only.')),
  note: v.optional(v.pipe(Prose, v.maxLength(300, 'A note can have up to 300 characters.'))),
  /** The revision that the copy was made of; 0 for none. */
  base: v.optional(v.pipe(v.string(), v.regex(/^(?:0|[1-9]\d{0,8})$/, 'The base must be a revision: a whole number, or 0 for none.'), v.transform(Number))),
  draft: v.optional(DraftId),
  draftTag: v.optional(DraftTag),
})

export const ListingQuery = v.object({
  state: v.optional(v.picklist(STATES, `A state must be one of ${STATES.join(', ')}.`)),
  section: v.optional(Slug),
  by: v.optional(v.pipe(v.string(), v.maxLength(200, 'A name can have up to 200 characters.'))),
  is: v.optional(v.picklist(STORY_MARKS, `"is" must be one of ${STORY_MARKS.join(', ')}.`)),
  q: v.optional(v.pipe(v.string(), v.maxLength(200, 'A search can have up to 200 characters.'))),
  cursor: cursorLike(STORY_CURSOR),
  limit: limitUpTo('20', 100),
})

export const PicturesQuery = v.object({
  q: v.optional(v.pipe(v.string(), v.maxLength(200, 'A search can have up to 200 characters.'))),
  state: v.optional(v.picklist(['withdrawn', 'ending', 'ended'], '"state" must be "withdrawn", "ending" or "ended".')),
  filter: v.optional(v.picklist(PICTURE_FILTERS, `"filter" must be one of ${PICTURE_FILTERS.join(', ')}.`)),
  cursor,
  limit: limitUpTo('40', 100),
})

export const CalendarQuery = v.object({ from: Instant, to: Instant })
const bulkOf = {
  slugs: v.pipe(
    v.array(Slug, '"slugs" must be a list of slugs.'),
    v.minLength(1, 'Name at least one article.'),
    v.maxLength(100, 'You can change up to 100 articles at once.'),
  ),
  /** What was seen of each, as `If-Match` would say for one. */
  revisions: v.optional(v.record(Slug, revision)),
}
export const BulkBody = v.variant(
  'order',
  [
    only({ order: v.literal('publish'), ...bulkOf }),
    only({ order: v.literal('withdraw'), ...bulkOf, reason: v.optional(Prose) }),
    only({ order: v.literal('section'), ...bulkOf, section: SectionSlug }),
    only({ order: v.literal('add-topic'), ...bulkOf, topic: v.object({ slug: Slug, name: Name }) }),
  ],
  '"order" must be "publish", "withdraw", "section" or "add-topic".',
)
export const ChecksQuery = v.object({ section: v.optional(SectionSlug) })
export const ReadingQuery = v.object({ revision: v.optional(revisionInQuery) })
export const DiffQuery = v.object({ from: v.optional(revisionInQuery), to: v.optional(revisionInQuery) })
const listQuery = (format: RegExp) => v.object({ cursor: cursorLike(format) })
export const RowsQuery = listQuery(/^[1-9]\d{0,14}$/)
export const SubscribersQuery = listQuery(/^[1-9]\d{0,14} [a-z\d-]{1,160}$/)
export const IssueQuery = v.object({ letter: v.optional(v.literal('1', '"letter" must be "1" to include the text of the issue.')) })
export const NamesQuery = v.object({
  q: v.optional(v.pipe(v.string(), v.maxLength(100, 'A search can have up to 100 characters.'))),
  cursor,
  limit: limitUpTo('50', 200),
})
const oldAddress = v.pipe(
  v.string('An address must be text.'),
  v.nonEmpty('Enter an address.'),
  v.maxLength(6200, 'An address can have up to 2,048 characters.'),
)
export const RedirectsQuery = v.object({
  from: v.optional(oldAddress),
  q: v.optional(v.pipe(v.string(), v.maxLength(200, 'A search can have up to 200 characters.'))),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(2048, cursorWords))),
  limit: limitUpTo('100', 500),
})
export const RedirectAsked = v.object({ from: oldAddress })
export const RedirectBody = only({
  from: oldAddress,
  to: v.optional(v.pipe(v.string('"to" must be text.'), v.maxLength(2000, 'An address can have up to 2,000 characters.'))),
  status: v.optional(v.picklist([301, 410], '"status" must be 301 or 410.')),
})
export const AuditQuery = v.object({ cursor: numberCursor, limit: limitUpTo('50', 200) })

/** Of a link that shows what is not out. */
const linkEnd = v.optional(
  v.pipe(
    Instant,
    v.check((at) => Date.parse(at) > Date.now(), 'This time has passed. Enter a time in the future.'),
    v.check((at) => Date.parse(at) < Date.now() + 30 * 86_400_000 + 60_000, 'A link can work for up to 30 days.'),
  ),
)
export const PreviewBody = only({ revision: v.optional(revision), until: linkEnd })
export const ApprovalBody = only({ revision: v.optional(revision), until: linkEnd })
export const RestoreBody = only({ revision })
export const RenameBody = only({ slug: SectionSlug })
/** Topics and authors. Their slugs are in their readers' addresses. */
export const NewNameBody = v.pipe(
  only({ slug: v.optional(Slug), name: v.optional(Name) }),
  v.check(({ slug, name }) => slug !== undefined || name !== undefined, 'Send a new "slug", a new "name", or both.'),
)
export const MergeBody = only({ into: Slug })
export const ErasureBody = only({ reason: v.pipe(Prose, v.maxLength(300, 'A reason can have up to 300 characters.')) })
export const PublicationBody = only({ at: v.optional(Instant) })
export const WithdrawalBody = only({ at: v.optional(Instant), reason: v.optional(Prose) })
export const PictureWithdrawal = v.object({ reason: v.optional(Prose) })
export const EmbargoBody = only({ until: Instant })
export const CorrectionBody = only({ text: Prose })

/** What was told has happened; clocks may differ by a minute. */
const Past = v.pipe(
  Instant,
  v.check((at) => Date.parse(at) <= Date.now() + 60_000, 'This time is in the future. Enter the time when it happened.'),
)
const updateFields = {
  at: v.optional(Past),
  /** Blocks, as in an article; or `markdown`. */
  body: v.optional(v.array(v.unknown(), 'The body must be a list of blocks.')),
  markdown: v.optional(v.pipe(v.string('"markdown" must be text.'), v.maxLength(100_000, 'An update can have up to 100,000 characters.'))),
  pinned: v.optional(v.boolean('"pinned" must be true or false.')),
  key: v.optional(v.boolean('"key" must be true or false.')),
}
/** `id`: ours unless the sender has one of its own, by which it knows what it has told. */
export const UpdateBody = only({ id: v.optional(AsciiSlug), ...updateFields, headline: v.optional(Line) })
export const UpdateChangeBody = only({ ...updateFields, headline: v.optional(v.nullable(Line)), correction: v.optional(Prose) })
export const RefusalBody = only({ reason: v.optional(Prose) })
export const EndBody = only({ at: v.optional(Past) })

/** More would leave the front no room for news. */
const MAX_PINS = 50

export const FrontBody = v.object({
  pins: v.pipe(v.array(Slug, '"pins" must be a list of slugs, in their order on the front.'), v.maxLength(MAX_PINS, `You can pin up to ${MAX_PINS} articles.`)),
})

/** Stands in the ledger beside all that is done under it. */
const NewName = v.pipe(
  Line,
  v.maxLength(100, 'A name can have up to 100 characters.'),
  v.check((name) => !isReservedName(name), 'This name is reserved. Choose another, such as the holder’s.'),
)
const ChosenRole = v.picklist(ROLES, `A role must be one of ${ROLES.join(', ')}.`)

export const TokenBody = only({
  name: NewName,
  role: ChosenRole,
  unattended: v.optional(v.literal(true, '"unattended" must be true, or left out.')),
  expiresAt: v.optional(
    v.pipe(
      Instant,
      v.check((at) => Date.parse(at) > Date.now(), 'This time has passed. Enter a time in the future.'),
    ),
  ),
})

/** What a token's fields say together. */
export const tokenFlaws = ({ role, unattended }: v.InferOutput<typeof TokenBody>): Flaw[] =>
  unattended && role === 'reporter'
    ? [{ pointer: '/unattended', message: 'Reporters can’t publish, with a person or without. Choose the role editor or admin.' }]
    : []

/** Without `role` for somebody who is known. */
export const InvitationBody = only({ name: NewName, role: v.optional(ChosenRole) })
export const RoleBody = v.object({ role: ChosenRole })

/** What goes into an issue. A digest without `articles` takes them by its newsletter's rule. */
export const IssueBody = only({
  kind: v.optional(v.picklist(['breaking', 'digest', 'story'], '"kind" must be "breaking", "digest" or "story".')),
  articles: v.optional(
    v.pipe(
      v.array(Slug, '"articles" must be a list of slugs.'),
      v.minLength(1, 'Name at least one article, or leave "articles" out.'),
      v.maxLength(50, 'An issue can have up to 50 articles.'),
    ),
  ),
  introduction: v.optional(Prose),
  subject: v.optional(Line),
})
/** An issue to preview: `articles` are slugs, separated by commas. */
export const LetterPreviewQuery = v.object({
  kind: IssueBody.entries.kind,
  articles: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((slug) => slug.trim())),
      v.array(Slug),
      v.maxLength(50, 'An issue can have up to 50 articles.'),
    ),
  ),
  introduction: IssueBody.entries.introduction,
  subject: IssueBody.entries.subject,
  format: v.optional(v.picklist(['html', 'text', 'json'], '"format" must be "html", "text" or "json".'), 'html'),
})
/** What an issue is about is old by then; a year that long is a slip of the finger. */
const MAX_AHEAD_MS = 366 * 86_400_000

export const ScheduleBody = only({
  at: v.pipe(
    Instant,
    v.check((at) => Date.parse(at) > Date.now(), 'This time has passed. Enter a time in the future, or send the issue now.'),
    v.check((at) => Date.parse(at) <= Date.now() + MAX_AHEAD_MS, 'An issue can be scheduled up to a year ahead.'),
  ),
})

const emailAddress = v.pipe(v.string('"email" must be an email address.'), v.maxLength(254, 'An email address can have up to 254 characters.'))
export const TestBody = only({ email: emailAddress })
export const ErasedAddressBody = only({ email: emailAddress })
export const BatchDecision = only({ decision: v.picklist(['resend', 'skip'], '"decision" must be "resend" or "skip".') })

export const BackupQuery = v.object({
  mark: v.pipe(v.string('Send the "mark" that POST /api/backup answered.'), v.regex(/^\d{1,15}\.\d{1,15}$/, 'This isn’t a mark of POST /api/backup.')),
  cursor,
})
export const BackupName = v.object({
  backup: v.pipe(v.string('"backup" must be text.'), v.regex(/^[0-9a-f]{64}$/, '"backup" must be the SHA-256 of the backup’s manifest, in hex.')),
})
export const RestoreCounts = v.object({ counts: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))) })
/** What R2 stores beside a picture: its type, and a JSON object of texts. */
export const PictureRecord = v.object({
  type: v.optional(v.pipe(v.string(), v.maxLength(100))),
  metadata: v.pipe(v.string('Send "metadata".'), v.maxLength(2000)),
})
