/**
 * What can be asked of the press. `PressCalls` is the whole face of the Durable Object; callers hold only this type.
 * Expected refusals are values with a `reason`; every caller turns them into a status and words of its own.
 * Times are ISO 8601 in UTC to the second. The press reads its own clock.
 */

import type { Edit } from '../copy/diff/word-diff.ts'
import type { AgencyItem } from '../copy/ninjs/item-version.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { Campaign } from '../copy/shapes/campaign.ts'
import type { Card, Listing, Voice } from '../copy/shapes/listing.ts'
import type { Site } from '../copy/shapes/site.ts'
import { type LastGoodSource, pressStub } from '../edition/last-good-copy.ts'
import type { AccessCalls } from './access-calls.ts'
import type { NameRefusal, ReferenceCalls, SectionUse, TagRefusal } from './reference-calls.ts'
import type { Actor, Role } from './roles.ts'
import type { SearchFiller } from './search-filler.ts'
import type { SitemapPage } from './sitemap-entry.ts'
import type { BookingRefusal, WorkRefusal } from './work-refusals.ts'

export { type Actor, ROLES, type Role } from './roles.ts'
export type { SitemapEntry, SitemapPage } from './sitemap-entry.ts'

export const STATES = ['draft', 'scheduled', 'published', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** One article as the ledger knows it. `revision` is the newest filed, `live` the one readers see. */
export type Entry = {
  slug: string
  revision: number
  state: State
  live?: number
  /** Readers' path, `/{section}/{slug}`. */
  url: string
  section: string
  headline: string
  publishedAt: string
  /** When what waits comes out: all of a scheduled article, the next version of a published one. */
  until?: string
  /** The revision that goes live at `until`. */
  ready?: number
  /** What waits, or the newest revision where nothing does, is held back until then. */
  embargoUntil?: string
  /** Published only: when it will be taken down. */
  withdrawAt?: string
  /** When the newest revision was filed, and by whom. */
  at: string
  by: string
}

/** The answer to an accepted change. `stale` are the readers' paths it made stale, so that an editor can go and look. */
export type Success = {
  ok: true
  entry: Entry
  created: boolean
  changed: boolean
  stale: string[]
  /** An agency's order was obeyed in these stories too. */
  others?: Entry[]
  notes?: string[]
}

export type Refusal =
  | { ok: false; reason: 'unknown-article'; slug: string }
  | { ok: false; reason: 'unknown-revision'; slug: string; revision: number; newest: number }
  /** Neither told nor in the tray; or taken back since. */
  | { ok: false; reason: 'unknown-update'; slug: string; id: string }
  /** The story is called `current` now. */
  | { ok: false; reason: 'renamed'; slug: string; current: string; message: string }
  /** Another story has this slug; or had it, and readers of the old address are sent to it. */
  | { ok: false; reason: 'slug-taken'; slug: string; by: string }
  | { ok: false; reason: 'erased-revision'; slug: string; revision: number; erased: Erasure }
  /** `If-Match` named `expected`; the ledger is at `got`. */
  | { ok: false; reason: 'stale-revision'; slug: string; expected: number; got: number }
  /** `If-None-Match: *` on an article that exists. */
  | { ok: false; reason: 'already-filed'; slug: string; got: number }
  | { ok: false; reason: 'wrong-state'; slug: string; state: State; message: string }
  | { ok: false; reason: 'not-allowed'; needs: Role; message: string }
  | TagRefusal
  | NameRefusal
  | WorkRefusal
  | BookingRefusal
  /** The same Idempotency-Key came with another body. */
  | { ok: false; reason: 'key-reused'; key: string }
  /** An agency sent a version at or below the one we hold. A version is a number, numbers joined by dots, or the moment it was made. */
  | { ok: false; reason: 'older-version'; slug: string; held: number | string; got: number | string }
  /** The agency stopped this item, and nothing says that this is a newer version of it. */
  | { ok: false; reason: 'stopped-item'; slug: string; uri: string }
  /** The story follows another of the agency's items. */
  | { ok: false; reason: 'other-item'; slug: string; follows: string; uri: string }
  /** An agency stopped an item of which there is nothing here. It is remembered. */
  | { ok: false; reason: 'unknown-item'; uri: string }

export type Outcome = Success | Refusal
/** What an order answers that leaves nothing to describe. */
export type Deleted = { ok: true }

/** Revisions the editor may have started from; `'any'`: refuse unless the article exists; `'none'`: refuse when it does. */
export type ExpectedRevision = number | readonly number[] | 'any' | 'none'
/** The same of a value that has no revisions, by its tag (`tagOf`). */
export type ExpectedTag = readonly string[] | 'any' | 'none'
export type Idempotency = { key: string; bodyHash: string }
/** Under which an order is taken. */
export type Conditions = { expect?: ExpectedRevision; idempotency?: Idempotency }

/**
 * `at`: see the contract. `correction` says what was wrong before, and comes out with the new version or not at all; only what comes out
 * now may bring one. `dryRun` answers as if published, and saves nothing. `unlessWithdrawn`: what was taken from readers stays so.
 */
export type PublishOptions = { at?: string; correction?: string; dryRun?: boolean; unlessWithdrawn?: boolean } & Conditions

export type Filing = {
  article: Article
  actor: Actor
  expect?: ExpectedRevision
  /** The revision that the copy was made of, where that is not the one expected: live updates told since are kept. 0: of none. */
  base?: number
  /**
   * The copy does not say when it was published; the `publishedAt` in `article` only takes its place. `false`: it does,
   * also where it says again what the newsroom had put there.
   */
  undated?: boolean
  /**
   * `'now'` publishes (or schedules, when `publishedAt` lies ahead), `'no'` only files. Left out: a draft stays a draft,
   * and what is published or waits is replaced by what an editor or admin files; a reporter's revision waits for one.
   */
  publish?: 'now' | 'no'
  idempotency?: Idempotency
  /** Agency copy. The ledger finds the story that follows its `uri`; what an editor files makes a story follow it. */
  agency?: AgencyItem
  /** The slug is a proposal of ours and not the sender's wish: where another story has it, this is added to it. */
  proposed?: { suffix: string }
  embargoedUntil?: string
  /** What this revision is about, for the newsroom: beside it in the list of revisions, and erased with it. */
  note?: string
  /** The work of this person that is filed by this, up to what their page had saved: see `WritingCalls`. */
  draft?: { id: string; tab: string; sequence: number }
  /** Answer as if filed, and save nothing. */
  validateOnly?: boolean
}

/** An agency's order about its item: `kill` withdraws, `hold` keeps it from readers until a newer version comes. */
export type StopOrder = Pick<Filing, 'actor' | 'proposed' | 'embargoedUntil' | 'validateOnly'> & {
  agency: AgencyItem
  order: 'kill' | 'hold'
  /** Copy that came with the order, if any. */
  article?: Article
  /** The story that the order was sent to by its address. */
  slug?: string
}

/** `erased`: its text is gone for good, its headline and note with it. */
export type Revision = { revision: number; at: string; by: string; headline: string; note?: string; live: boolean; erased?: Erasure }
export type Erasure = { at: string; by: string; reason: string }

export type Page<T> = { items: T[]; nextCursor?: string }

/** One line of the audit trail: `what` is the verb (`file`, `publish`, `withdraw`, `correct`, `token`, …). */
export type AuditLine = { id: number; at: string; by: string; what: string; slug?: string; revision?: number; detail?: string }

/** `unattended`: what its holder orders through `/mcp` is carried out without a person who confirms it. */
export type TokenInfo = {
  id: string
  name: string
  role: Role
  createdAt: string
  expiresAt?: string
  revokedAt?: string
  lastUsedAt?: string
  unattended?: true
}
export type TokenHolder = Actor & { expiresAt?: string; unattended?: true }

/** What readers find at an address: `renamed` leads to the story under its present slug. */
export type PublicState = 'published' | 'withdrawn' | 'renamed' | 'unknown'

/** Where a story stands in a listing, whether or not it is still there. */
export type ListingPlace = { publishedAt: string; slug: string }
/** `more`: there are others after these. */
export type ListingRest = { cards: Card[]; more: boolean; voices?: Voice[] }

export type CorrectionLine = { slug: string; section: string; headline: string; at: string; text: string }

/** What changed in one article since it came out, for its public history: newest first. */
export type Change = { at: string; from: number; to: number; edits: Edit[] }

export type MonthCount = { month: string; count: number; lastModified: string }
/** The nearest days (or months) with stories on either side. */
type Neighbours = { before?: string; after?: string }
/** `changedAt`, here and below: milliseconds since when the answer has been as it is, or later. */
export type ArchiveDay = Listing & Neighbours & { changedAt: number }
export type ArchiveMonth = Neighbours & { days: { day: string; count: number }[]; changedAt: number }

/** What shows a picture, in its newest copy or in that which readers see: an editor has to change it. */
/** `campaigns` are ids. `drafts` are texts that nobody has filed yet: whose they are, of which story if it has been filed, and under what headline. */
export type PictureUses = {
  articles: { slug: string; state: State; url: string; headline: string }[]
  campaigns: string[]
  authors: { slug: string; name: string }[]
  drafts: { by: string; slug?: string; headline?: string }[]
}
/** `notes` say what was left out of the copy in it. `result` is what became of another system's story; `kept`: what an editor made of it here. */
export type LineResult = {
  line: number
  ok: boolean
  slug?: string
  message?: string
  result?: 'created' | 'updated' | 'unchanged' | 'kept'
  /** Of a question for a slug: whether the story is here. */
  known?: boolean
  notes?: string[]
}

export type ReprintReport = { articles: number; listings: number; queued: number }
export type SweepReport = {
  seen: number
  adopted: string[]
  malformed: { key: string; message: string }[]
  /** For a person who asks: where the last good copy was restored within a day, and what was there. */
  healed?: { key: string; message: string; text?: string }[]
  /** What was left out of what was adopted. */
  notes?: { key: string; notes: string[] }[]
  done: boolean
}

/** An article that is out, and the slugs it had before. */
export type LiveArticle = { article: Article; formerSlugs: string[] }

export interface PressCalls extends LastGoodSource, AccessCalls, ReferenceCalls, SearchFiller {
  // Editors: copy
  file(filing: Filing): Promise<Outcome>
  /** Obeys an agency's order, in every story that came from the item and in one transaction. */
  stop(stopOrder: StopOrder): Promise<Outcome>
  publish(slug: string, actor: Actor, options?: PublishOptions): Promise<Outcome>
  /** Within fifteen seconds, by who published it, and if nothing else has happened to the story: readers get what they had before. */
  undoPublication(slug: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  withdraw(slug: string, actor: Actor, options?: { at?: string; reason?: string } & Conditions): Promise<Outcome>
  embargo(slug: string, until: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  /** What somebody published comes out; what nobody did is taken off the schedule. */
  liftEmbargo(slug: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  /** What waits comes out no more. */
  unschedule(slug: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  /** What was to be taken down later stays up. */
  liftWithdrawal(slug: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  correct(slug: string, text: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  restore(slug: string, revision: number, actor: Actor, conditions?: Conditions): Promise<Outcome>
  /** The old address leads to the new one from now on. */
  rename(slug: string, to: string, actor: Actor, conditions?: Conditions): Promise<Outcome>
  /** What never came out, with all that is filed of it. */
  deleteArticle(slug: string, actor: Actor, conditions?: Conditions): Promise<Deleted | Refusal>
  /** The text of one revision that is neither live nor waiting nor the newest. What remains says that there was one, and why it went. */
  eraseRevision(slug: string, revision: number, reason: string, actor: Actor, conditions?: Conditions): Promise<Deleted | Refusal>

  // Editors: pictures. They are in R2, not here
  /** After it was taken down: noted, purged, and what still shows it. */
  recordPictureWithdrawn(id: string, actor: Actor, reason?: string): Promise<PictureUses>
  recordPictureAllowed(id: string, actor: Actor): Promise<void>

  // Editors: reading back
  /** As it was filed, or with its topics and authors as they are called now. */
  read(slug: string, revision?: number, as?: 'filed' | 'shown'): Promise<{ ok: true; article: Article; entry: Entry; revision: number } | Refusal>
  revisions(slug: string): Promise<{ ok: true; revisions: Revision[] } | Refusal>
  audit(cursor?: string, limit?: number): Promise<Page<AuditLine>>
  /** What was done outside the ledger and belongs into its audit trail: an export, an erasure. */
  recordAudit(entry: { what: string; detail?: string }, actor: Actor): Promise<void>

  // Editors: the publication around the copy
  /** With `houseStyle` or without: what isn't sent of it stays. Answers the site as `readSite` does. */
  setSite(site: Site, actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; site: Site; stale: string[]; sections: SectionUse[] } | Refusal>
  /** As the ledger has it, with the rules of house style; null where it is in KV alone, or nowhere. */
  readSite(): Promise<Site | null>
  /** Slugs the editors put on the front, in order; the rest follows by time. */
  setPins(slugs: string[], actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; pins: string[]; unknown: string[]; stale: string[] } | Refusal>
  pins(): Promise<string[]>
  setCampaign(campaign: Campaign, actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; created: boolean } | Refusal>
  campaigns(): Promise<Campaign[]>
  /** One of them. */
  campaign(id: string): Promise<Campaign | null>
  /** Whether there was one. */
  removeCampaign(id: string, actor: Actor, expect?: ExpectedTag): Promise<boolean | Refusal>

  // Access. Only SHA-256 hashes (hex) of tokens are saved
  addToken(token: { name: string; role: Role; hash: string; expiresAt?: string; unattended?: true }, actor: Actor): Promise<TokenInfo>
  tokens(): Promise<TokenInfo[]>
  revokeToken(id: string, actor: Actor): Promise<boolean>
  /** Who holds the token with this hash; null when nobody, expired or revoked. */
  tokenHolder(hash: string): Promise<TokenHolder | null>

  // Readers, beyond the first page of a listing. Only published copy ever leaves by these
  listingPage(name: string, page: number): Promise<Listing | null>
  /** As many as a page has, from the first that is older than what stands at a place. */
  listingAfter(name: string, place: ListingPlace): Promise<ListingRest>
  archiveDay(date: string, page: number): Promise<ArchiveDay>
  /** A month's days that have articles, newest first. */
  archiveMonth(month: string): Promise<ArchiveMonth>
  corrections(page: number): Promise<{ items: CorrectionLine[]; total: number }>
  changes(slug: string): Promise<Change[]>
  popularTopics(limit: number): Promise<{ slug: string; name: string; count: number }[]>
  /** Months of the newsroom's zone that have articles, newest first: `2023-10`. */
  archiveMonths(): Promise<{ months: MonthCount[]; changedAt: number }>
  sitemapMonth(month: string): Promise<SitemapPage>
  /** Articles published since a moment, newest first, at most `limit`; and when the newest of all others came out. */
  publishedSince(at: string, limit: number): Promise<SitemapPage & { newestBefore?: string }>
  /** Unfiled or unpublished copy, shown to whoever holds the address `/preview/{id}`, for a day or until another moment within 30 days; `id` cannot be guessed. */
  savePreview(article: Article, options?: { until?: string; by?: string }): Promise<{ id: string; until: string }>
  /** `'ended'`: its story was withdrawn since. */
  readPreview(id: string): Promise<Article | 'ended' | null>
  /** 410 or 404? Where does a slug live now? */
  publicState(slug: string): Promise<PublicState>
  /** Of these slugs, those that readers cannot read now. A story that was renamed can be read. */
  notPublished(slugs: string[]): Promise<string[]>
  /** As readers have them now, in the same order, under whatever slug they were called by; null of what readers cannot read. */
  liveArticles(slugs: string[]): Promise<(LiveArticle | null)[]>

  // The edition
  reprint(actor: Actor): Promise<ReprintReport>
  /** JSON Lines of the whole ledger, in pages: feed `nextCursor` back until there is none. */
  exportPage(cursor?: string): Promise<{ lines: string[]; nextCursor?: string }>
  importLines(lines: string[], actor: Actor): Promise<LineResult[]>
  /** One bounded step of adopting what editors put straight into KV. Runs by cron; `newsdesk adopt` repeats it until `done`. */
  sweep(actor: Actor): Promise<SweepReport>
}

/** The one press of this publication. */
export const pressOf = (env: Env) => pressStub(env) as PressCalls
