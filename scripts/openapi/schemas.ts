/** What the API answers, as JSON Schema (2020-12). What it takes is made from the schemas that validate it. */
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { Article } from '../../src/copy/shapes/article.ts'
import { Author } from '../../src/copy/shapes/author.ts'
import { Chart, WorldMap } from '../../src/copy/shapes/block.ts'
import { Campaign } from '../../src/copy/shapes/campaign.ts'
import * as drawingRules from '../../src/copy/shapes/drawing-rules.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { TopicRecord } from '../../src/copy/shapes/topic.ts'
import { ROLES, STATES } from '../../src/press/calls.ts'
import type { SchemaName } from './api-call.ts'
import { flag, type JsonSchema, listOf, moment, number, object, pageOf, refTo, text } from './json-schema.ts'
import { newsroomSchemas } from './newsroom-schemas.ts'
import { PICTURE_SCHEMAS } from './picture-schemas.ts'
import { WEBHOOK_SCHEMAS } from './webhook-schemas.ts'

const issue = {
  list: text,
  issue: { ...text, description: 'The last part of its address: `/newsletters/{list}/{issue}`.' },
  kind: { enum: ['breaking', 'digest', 'story'] },
  subject: text,
  articles: listOf(text),
  createdAt: moment,
  createdBy: { ...text, description: '`schedule` if the newsletter’s schedule made it.' },
  state: { enum: ['draft', 'scheduled', 'sending', 'paused', 'stopped', 'sent'] },
  'at?': { ...moment, description: 'scheduled: for when. stopped, sent: since when.' },
  'since?': { ...moment, description: 'sending, paused.' },
  'waits?': object({ for: { enum: ['daily-cap', 'delivery'] }, until: moment }, 'sending: why nothing is sent before `until`. It then continues by itself.'),
  'why?': {
    enum: ['editor', 'article-withdrawn', 'list-removed', 'no-mailer', 'no-sender', 'not-taken', 'all-rejected', 'not-composed'],
    description: 'paused, stopped.',
  },
  'said?': { ...text, description: 'What the provider answered, or why the issue couldn’t be composed.' },
  'progress?': object(
    {
      recipients: number,
      sent: number,
      rejected: number,
      skipped: number,
      failed: number,
      deferred: number,
      uncertain: number,
      remaining: number,
      lettersPerSecond: { type: ['number', 'null'] },
    },
    'Counts emails from when the issue was frozen. All except `recipients` and `lettersPerSecond` add up to `recipients`.',
  ),
}

const nature = { enum: ['correction', 'clarification', 'addition', 'typo'] }
const reasonsOfChange = listOf(object({ what: { enum: ['number', 'name', 'negation'] }, from: text, to: text }))
const styleRule = object({ wrong: text, right: text, 'why?': text, 'lang?': text, 'pattern?': flag })

const entry = {
  slug: text,
  revision: { ...number, description: 'The newest revision filed.' },
  state: { enum: STATES },
  'live?': { ...number, description: 'The revision readers see.' },
  url: { ...text, description: 'Readers’ path.' },
  section: text,
  headline: text,
  publishedAt: moment,
  'until?': { ...moment, description: 'When the waiting revision goes live: a scheduled article, or the next revision of a published one.' },
  'ready?': { ...number, description: 'The revision that goes live at `until`.' },
  'embargoUntil?': { ...moment, description: 'When the embargo ends.' },
  'withdrawAt?': { ...moment, description: 'When it will be withdrawn.' },
  at: moment,
  by: text,
}
const notes = { ...listOf(text), description: 'What was left out of the article, and where. Readers won’t see it.' }
const done = {
  ...entry,
  created: flag,
  changed: flag,
  stale: { ...listOf(text), description: 'Paths of the site that this change affects.' },
  'others?': { ...listOf(refTo('Entry')), description: 'Other articles that the agency’s order applied to.' },
  'notes?': notes,
}
const person = {
  id: text,
  name: text,
  role: { enum: ROLES },
  createdAt: moment,
  'disabledAt?': { ...moment, description: 'Since when they can’t sign in.' },
  passkeys: number,
  sessions: number,
  'lastSeenAt?': { ...moment, description: 'Exact to the minute.' },
}
/** Its `etag` is for `If-Match` of the next change to it. */
const updateDone = { ...done, update: object({ id: text, etag: text }) }
const updateWaits = { slug: text, waiting: { const: true }, update: object({ id: text, etag: text }), 'notes?': notes }
const blocks = { type: 'array', items: {}, description: 'Blocks, as in an article.' }
const banner = { text, 'url?': text, 'until?': moment }
const token = {
  id: text,
  name: text,
  role: { enum: ROLES },
  createdAt: moment,
  'expiresAt?': moment,
  'revokedAt?': moment,
  'lastUsedAt?': moment,
  'unattended?': { const: true, description: 'What an agent publishes with it through /mcp waits for nobody.' },
}
const preview = { url: { ...text, description: 'Path under this site.' }, until: moment }

const redirect = {
  from: text,
  to: { type: ['string', 'null'] },
  status: { enum: [301, 410] },
  at: moment,
  by: text,
  'slug?': text,
  'waits?': flag,
  'shadowed?': flag,
  'made?': { enum: ['rename', 'merger', 'section'] },
}
const addresses = listOf(object({ address: text, count: number, last: text }))

const ANSWERS: Record<Exclude<SchemaName, 'Author' | 'TopicRecord' | 'Article' | 'FiledArticle' | 'Site' | 'Campaign' | 'BookedCampaign'>, JsonSchema> = {
  ...newsroomSchemas(entry),
  ...PICTURE_SCHEMAS,
  ...WEBHOOK_SCHEMAS,
  Entry: object(entry, 'An article’s entry in the ledger.'),
  Done: object(done, 'The answer to an accepted change.'),
  DryRun: object({ ...done, 'validated?': { const: true, description: 'Nothing was saved.' }, 'preview?': object(preview) }),
  Revisions: object({
    items: listOf(
      object({
        revision: number,
        at: moment,
        by: text,
        headline: { ...text, description: 'Empty where the revision was erased.' },
        'note?': text,
        live: flag,
        'erased?': object({ at: moment, by: text, reason: text }, 'Its text is gone for good.'),
      }),
    ),
  }),
  Diff: object({ slug: text, from: number, to: number, diff: { type: 'array', items: {} } }),
  Preview: object(preview),
  Updates: object({
    slug: text,
    revision: number,
    state: { enum: STATES },
    'live?': number,
    url: text,
    isLive: { ...flag, description: 'Whether the article’s kind is `live`.' },
    'ended?': moment,
    items: listOf(
      object({
        id: text,
        at: moment,
        'headline?': text,
        body: blocks,
        'pinned?': flag,
        'key?': flag,
        'corrections?': listOf(object({ at: moment, text })),
        'takenBack?': moment,
        'by?': { ...text, description: 'Who wrote it, if it was added with `POST …/updates`.' },
        tag: { ...text, description: 'In double quotes, its ETag.' },
      }),
    ),
    waiting: listOf(
      object({
        id: text,
        'at?': moment,
        'headline?': text,
        body: blocks,
        'pinned?': flag,
        'key?': flag,
        by: text,
        sentAt: moment,
        tag: text,
        'refused?': object({ by: text, at: moment, 'reason?': text }),
      }),
    ),
  }),
  UpdateDone: object(updateDone),
  UpdateWaits: object(updateWaits, 'It is in the tray: no copy yet.'),
  UpdateChanged: { anyOf: [object(updateDone), object(updateWaits)] },
  Banner: object(banner),
  BannerSet: object({ ...banner, stale: listOf(text) }),
  Front: object({ pins: listOf(text), 'changed?': object({ at: moment, by: text }, 'Who changed them last.') }),
  FrontChanged: object({ pins: listOf(text), unknown: listOf(text), stale: listOf(text) }),
  MostRead: object({
    'window?': object({ from: moment, until: moment }),
    items: listOf(object({ slug: text, section: text, headline: text, reads: number, isLeftOut: flag })),
  }),
  Redirects: {
    anyOf: [object({ items: listOf(object(redirect)), total: number, 'nextCursor?': text }), object(redirect)],
  },
  RedirectSaved: object({ ...redirect, result: { enum: ['added', 'changed', 'same'] }, 'notes?': listOf(text) }),
  RedirectsImported: object({
    read: number,
    added: number,
    changed: number,
    same: number,
    refused: number,
    items: listOf(object({ line: number, from: text, ok: flag, message: text })),
  }),
  AddressReport: object({ days: number, used: addresses, missing: addresses }),
  SiteChanged: object({
    site: refTo('Site'),
    stale: listOf(text),
    sections: {
      ...listOf(object({ section: text, change: { enum: ['removed', 'renamed', 'moved'] }, 'to?': text, articles: number })),
      description: 'Sections with articles that the site no longer names, names otherwise, or has under another slug (`to`).',
    },
  }),
  SectionRenamed: object({ section: text, articles: number, stale: listOf(text) }),
  Checks: object({
    findings: listOf(
      object({
        level: { enum: ['block', 'advise', 'ask'] },
        code: text,
        where: { ...text, description: 'JSON Pointer into the article.' },
        message: text,
        'range?': object({ from: number, to: number }, 'UTF-16 units in the plain text at `where`.'),
        'fix?': { ...text, description: 'What to write there instead.' },
        'suggests?': nature,
      }),
    ),
    'changes?': object({
      changes: listOf(
        object({ field: text, runs: listOf(object({ text, 'op?': { enum: ['added', 'removed'] } })), 'nature?': nature, reasons: reasonsOfChange }),
      ),
      'suggestion?': nature,
      reasons: reasonsOfChange,
      isCorrected: flag,
    }),
  }),
  Names: pageOf(object({ slug: text, name: text, articles: number, 'role?': text })),
  NameMoved: object({ slug: text, name: text, articles: { ...number, description: 'How many are printed anew.' }, stale: listOf(text) }),
  SectionCounts: object({ items: listOf(object({ section: text, articles: number })) }),
  HouseStyle: object({ rules: listOf(styleRule) }),
  HouseStyleChanged: object({ rules: number }),
  StyleRuleAdded: object({ rule: styleRule, rules: { ...number, description: 'How many rules there are now.' }, replaced: flag }),
  Campaigns: object({ items: listOf(refTo('Campaign')) }),
  Tokens: object({ items: listOf(object(token)) }),
  Me: object({ name: text, role: { enum: ROLES }, 'expiresAt?': moment }),
  NewToken: object({ ...token, token: { ...text, description: '`dl_` and 43 characters.' } }),
  People: object({ items: listOf(object(person)) }),
  SignInLink: object({
    id: { ...text, description: 'The person’s.' },
    name: text,
    role: { enum: ROLES },
    kind: { enum: ['invite', 'sign-in', 'own'], description: 'For somebody new, for somebody who is known, or for yourself.' },
    url: { ...text, description: 'Signs in once. Opening it does nothing; the button on its page does.' },
    expiresAt: moment,
  }),
  SessionsEnded: object({ ended: number }),
  Audit: pageOf(object({ id: number, at: moment, by: text, what: text, 'slug?': text, 'revision?': number, 'detail?': text })),
  Health: object({
    status: text,
    build: text,
    at: text,
    checks: listOf(object({ name: text, ok: flag, words: text, 'todo?': text })),
    'setup?': { type: 'object' },
  }),
  BackupBegun: object({ v: number, mark: text, parts: listOf(text) }),
  RestoreBegun: object({ done: { type: 'object' } }),
  RowsTaken: object({ rows: number }),
  ReprintReport: object({ articles: number, listings: number, queued: number }),
  SweepReport: object({
    seen: number,
    adopted: listOf(text),
    malformed: listOf(object({ key: text, message: text })),
    'healed?': {
      ...listOf(object({ key: text, message: text, 'text?': text })),
      description: 'Keys restored to their last good copy in the last day, with what they contained.',
    },
    'notes?': listOf(object({ key: text, notes: listOf(text) })),
    done: flag,
  }),
  LineResult: object({
    line: number,
    ok: flag,
    'slug?': text,
    'message?': text,
    'result?': { enum: ['created', 'updated', 'unchanged', 'kept'] },
    'notes?': notes,
  }),
  NewslettersReport: object({
    signUp: { enum: ['open', 'no-mailer', 'no-sender'] },
    lists: listOf(
      object({
        list: text,
        'name?': text,
        'kind?': text,
        confirmed: number,
        pending: number,
        unsubscribed: number,
        growth: listOf(object({ day: { ...text, description: 'A day in UTC; the last 30 are listed.' }, joined: number, left: number })),
        'isGone?': { ...flag, description: 'The site no longer has this newsletter.' },
      }),
    ),
    suppressed: object({ bounce: number, complaint: number, erased: number, editor: number }, 'Addresses that don’t get emails.'),
    mailsWaiting: { ...number, description: 'Confirmation emails that haven’t been sent yet.' },
  }),
  Issue: object(issue),
  IssueRead: object({
    ...issue,
    batches: listOf(
      object({
        batch: number,
        state: { enum: ['uncertain', 'deferred'], description: '`uncertain`: these emails may or may not have been sent; an editor decides.' },
        letters: number,
        host: { ...text, description: 'The host that asked us to wait; empty if it isn’t a single host.' },
        attempts: number,
        reason: text,
        at: moment,
        'dueAt?': { ...moment, description: 'When it is tried again.' },
      }),
    ),
    'hash?': text,
    'html?': text,
    'text?': text,
  }),
  Issues: pageOf(object(issue)),
  Letter: object({
    subject: text,
    preheader: { ...text, description: 'What mailboxes show after the subject.' },
    html: text,
    text: { ...text, description: 'The same in plain text.' },
    articles: listOf({ ...text, description: 'The slug of an article in the issue.' }),
    hash: { ...text, description: 'SHA-256 of subject and both forms.' },
  }),
  Subscribers: pageOf(
    object({
      email: text,
      list: text,
      state: { enum: ['pending', 'confirmed', 'unsubscribed'] },
      at: moment,
      'confirmedAt?': moment,
      'leftAt?': moment,
      'consent?': object({
        version: text,
        words: text,
        'notice?': { ...text, description: 'The sentence that stood beside the words.' },
        'country?': text,
        at: moment,
        how: { enum: ['form', 'import', 'page'] },
        'source?': text,
      }),
    }),
  ),
  Consents: pageOf(
    object({
      email: text,
      list: text,
      version: text,
      words: text,
      'notice?': { ...text, description: 'The sentence that stood beside the words.' },
      at: moment,
      'country?': text,
      how: { enum: ['form', 'import', 'page'] },
      'source?': text,
      'confirmedAt?': moment,
    }),
  ),
  SubscribersImported: object({
    added: number,
    already: number,
    refused: number,
    items: listOf(object({ line: number, ok: flag, 'result?': { enum: ['added', 'already'] }, 'message?': text })),
  }),
  Ninjs: { type: 'object', description: 'An IPTC ninjs 3.1 item.', externalDocs: { url: 'https://www.iptc.org/std/ninjs/userguide/' } },
}

/** What the address, `section` and the press say where the copy does not. */
const FiledArticle = v.looseObject({
  ...Article.entries,
  slug: v.optional(Article.entries.slug),
  section: v.optional(Article.entries.section),
  publishedAt: v.optional(Article.entries.publishedAt),
})

/** The address names it. */
const BookedCampaign = v.looseObject({ ...Campaign.entries, id: v.optional(Campaign.entries.id) })

const PROBLEM = object(
  {
    type: text,
    title: text,
    status: number,
    detail: { ...text, description: 'A sentence that says what to do.' },
    'instance?': text,
    'flaws?': {
      ...listOf(
        object({ pointer: { ...text, description: 'JSON Pointer (RFC 6901) into the body, or the name of a query field after a slash.' }, message: text }),
      ),
      description: 'What needs fixing, and where.',
    },
  },
  'RFC 9457. Further members give details, such as the `expected` and `current` revisions.',
)

export function allSchemas(): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = { Problem: PROBLEM, ...ANSWERS }
  for (const [name, schema] of Object.entries({ Article, Author, TopicRecord, FiledArticle, Site, BookedCampaign }))
    Object.assign(schemas, schemasOf(schema, name, 'input'))
  // What is answered has what was left out of the booking.
  Object.assign(schemas, schemasOf(Campaign, 'Campaign', 'output'))
  return schemas
}

/** Charts and maps have their rules apart: see src/copy/shapes/drawing.ts. */
function drawingSchema({ valibotSchema }: { valibotSchema: unknown }) {
  const rules = valibotSchema === Chart.pipe[0] ? drawingRules.Chart : valibotSchema === WorldMap.pipe[0] ? drawingRules.WorldMap : undefined
  if (!rules) return undefined
  const { $schema: _, ...schema } = toJsonSchema(rules, { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' })
  return schema
}

/** A schema of ours, with the parts it refers to beside it: `#/$defs/0` means nothing inside a larger document. */
function schemasOf(schema: v.GenericSchema, name: string, typeMode: 'input' | 'output'): Record<string, JsonSchema> {
  const {
    $schema: _,
    $defs = {},
    ...main
  } = toJsonSchema(schema, { typeMode, errorMode: 'ignore', overrideSchema: drawingSchema }) as JsonSchema & { $defs?: Record<string, JsonSchema> }
  const moved = (part: JsonSchema) => JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', `"#/components/schemas/${name}Part`)) as JsonSchema
  return { [name]: moved(main), ...Object.fromEntries(Object.entries($defs).map(([key, part]) => [`${name}Part${key}`, moved(part)])) }
}
