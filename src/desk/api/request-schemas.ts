/** What the API's calls take in their query and body, beside copy itself. The description of the API is made of these. */
import * as v from 'valibot'
import { Instant, Line, Prose, Slug } from '../../copy/shapes/field.ts'
import { SectionSlug } from '../../copy/shapes/section.ts'
import { ROLES, STATES } from '../../press/calls.ts'
import { isReservedName } from '../reserved-names.ts'

const cursorWords = 'This cursor isn’t valid. Use the nextCursor of an earlier answer.'
const cursor = v.optional(v.pipe(v.string(), v.maxLength(500, cursorWords)))

function limitUpTo(usual: string, most: number) {
  const words = `A limit must be a whole number from 1 to ${most}.`
  return v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, words), v.transform(Number), v.minValue(1, words), v.maxValue(most, words)), usual)
}

const revisionWords = 'A revision must be a whole number, 1 or higher.'
const revisionInQuery = v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/, revisionWords), v.transform(Number))
const revision = v.pipe(v.number(revisionWords), v.integer(revisionWords), v.minValue(1, revisionWords))

export const FilingQuery = v.object({
  publish: v.optional(v.picklist(['now', 'no'], '"publish" must be "now" or "no".')),
  section: v.optional(SectionSlug),
  validate: v.optional(v.literal('only', '"validate" must be "only", for a dry run.')),
  preview: v.optional(v.literal('1', '"preview" must be "1", together with validate=only.')),
})

export const ListingQuery = v.object({
  state: v.optional(v.picklist(STATES, `A state must be one of ${STATES.join(', ')}.`)),
  section: v.optional(Slug),
  q: v.optional(v.pipe(v.string(), v.maxLength(200, 'A search can have up to 200 characters.'))),
  cursor,
  limit: limitUpTo('20', 100),
})

export const ReadingQuery = v.object({ revision: v.optional(revisionInQuery) })
export const DiffQuery = v.object({ from: v.optional(revisionInQuery), to: v.optional(revisionInQuery) })
/** The mailing list's cursors: with any other it would begin anew, or find nothing. */
const listQuery = (format: RegExp) => v.object({ cursor: v.optional(v.pipe(v.string(), v.regex(format, cursorWords))) })
export const RowsQuery = listQuery(/^[1-9]\d{0,14}$/)
export const SubscribersQuery = listQuery(/^[1-9]\d{0,14} [a-z\d-]{1,160}$/)
export const IssueQuery = v.object({ letter: v.optional(v.literal('1', '"letter" must be "1" to include the text of the issue.')) })
export const AuditQuery = v.object({ cursor, limit: limitUpTo('50', 200) })

export const PreviewBody = v.object({ revision: v.optional(revision) })
export const RestoreBody = v.object({ revision })
export const RenameBody = v.object({ slug: SectionSlug })
export const ErasureBody = v.object({ reason: v.pipe(Prose, v.maxLength(300, 'A reason can have up to 300 characters.')) })
export const PublicationBody = v.object({ at: v.optional(Instant) })
export const WithdrawalBody = v.object({ at: v.optional(Instant), reason: v.optional(Prose) })
export const PictureWithdrawal = v.object({ reason: v.optional(Prose) })
export const EmbargoBody = v.object({ until: Instant })
export const CorrectionBody = v.object({ text: Prose })

/** More would leave the front no room for news. */
const MAX_PINS = 50

export const FrontBody = v.object({
  pins: v.pipe(v.array(Slug, '"pins" must be a list of slugs, in their order on the front.'), v.maxLength(MAX_PINS, `You can pin up to ${MAX_PINS} articles.`)),
})

export const TokenBody = v.object({
  /** Stands in the ledger beside all that is done with the token. */
  name: v.pipe(
    Line,
    v.maxLength(100, 'A name can have up to 100 characters.'),
    v.check((name) => !isReservedName(name), 'This name is reserved. Choose another, such as the holder’s.'),
  ),
  role: v.picklist(ROLES, `A role must be one of ${ROLES.join(', ')}.`),
  expiresAt: v.optional(
    v.pipe(
      Instant,
      v.check((at) => Date.parse(at) > Date.now(), 'This time has passed. Enter a time in the future.'),
    ),
  ),
})

/** A name that is spelt wrong must not draft, schedule or send something else. */
const only = <E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, ({ expected }) =>
    expected === 'never' ? `There is no such field here, only ${Object.keys(entries).join(', ')}.` : 'This must be a JSON object.',
  )

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
