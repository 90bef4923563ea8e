/**
 * What can be asked of the press. `PressCalls` is the whole face of the Durable Object; callers hold only this type.
 * Expected refusals are values with a `reason`; every door turns them into a status and words of its own.
 * Times are ISO 8601 in UTC to the second. The press reads its own clock.
 */
import type { Article } from '../copy/article.ts'
import type { Campaign } from '../copy/campaign.ts'
import type { Card, Listing } from '../copy/listing.ts'
import type { Site } from '../copy/site.ts'
import type { Version } from '../copy/translation.ts'
import type { Edit } from '../copy/word-diff.ts'

export const STATES = ['draft', 'scheduled', 'published', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** A reporter files drafts; an editor publishes; an admin does everything. */
export const ROLES = ['reporter', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]
export type Actor = { name: string; role: Role }

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
  /** Scheduled only: when it comes out. */
  until?: string
  /** Published only: when it will be taken down. */
  withdrawAt?: string
  /** When the newest revision was filed, and by whom. */
  at: string
  by: string
}

/** What an accepted change answers. `stale` are the readers' paths it made stale, so that an editor can go and look. */
export type Done = { ok: true; entry: Entry; created: boolean; changed: boolean; stale: string[] }

export type Refusal =
  | { ok: false; reason: 'unknown-article'; slug: string }
  | { ok: false; reason: 'unknown-revision'; slug: string; revision: number; newest: number }
  /** `If-Match` named `expected`; the ledger is at `got`. */
  | { ok: false; reason: 'stale-revision'; slug: string; expected: number; got: number }
  /** `If-None-Match: *` on an article that exists. */
  | { ok: false; reason: 'already-filed'; slug: string; got: number }
  | { ok: false; reason: 'wrong-state'; slug: string; state: State; message: string }
  | { ok: false; reason: 'not-allowed'; needs: Role; message: string }
  /** The same Idempotency-Key came with another body. */
  | { ok: false; reason: 'key-reused'; key: string }
  /** An agency sent a version at or below the one we hold. */
  | { ok: false; reason: 'older-version'; slug: string; held: number; got: number }

export type Outcome = Done | Refusal

export type Filing = {
  article: Article
  actor: Actor
  /** Revision the editor started from, or `'none'`: refuse when the article exists. */
  expect?: number | 'none'
  /**
   * `'now'` publishes (or schedules, when `publishedAt` lies ahead), `'no'` only files. Left out: a draft stays a draft,
   * and a published article is replaced by what an editor or admin files; a reporter's revision waits for one.
   */
  publish?: 'now' | 'no'
  idempotency?: { key: string; bodyHash: string }
  /** Agency copy: the item's `uri` and `version`. The ledger finds the slug it filed that `uri` under before. */
  agency?: { uri: string; version: number }
  embargoedUntil?: string
  /** Answer as if filed, and keep nothing. */
  validateOnly?: boolean
}

export type Revision = { revision: number; at: string; by: string; headline: string; note?: string; live: boolean }

export type ListQuery = { state?: State; section?: string; q?: string; cursor?: string; limit?: number }
export type Page<T> = { items: T[]; nextCursor?: string }

/** One line of the audit trail: `what` is the verb (`file`, `publish`, `withdraw`, `correct`, `token`, …). */
export type AuditLine = { id: number; at: string; by: string; what: string; slug?: string; revision?: number; detail?: string }

export type TokenInfo = { id: string; name: string; role: Role; createdAt: string; expiresAt?: string; revokedAt?: string; lastUsedAt?: string }

export type SearchQuery = { q: string; section?: string; from?: string; to?: string; page?: number }
/** `excerpt` and `headline` are plain text cut into runs; `hit` runs matched. */
export type Hit = { card: Card; headline: Run[]; excerpt: Run[] }
export type Run = { text: string; hit?: true }
export type SearchResult = { q: string; hits: Hit[]; total: number; page: number; pages: number; sections: { section: string; count: number }[] }

export type CorrectionLine = { slug: string; section: string; headline: string; at: string; text: string }

/** What changed in one article since it came out, for its public history: newest first. */
export type Change = { at: string; from: number; to: number; edits: Edit[] }

/** One article for a sitemap. */
export type MapEntry = {
  path: string
  lastModified: string
  publishedAt: string
  headline: string
  lang?: string
  picture?: string
  /** Not for search engines, or they are sent to another page. */
  noindex?: true
  /** The article in other editions. */
  translations?: Version[]
}

export type ReprintReport = { articles: number; listings: number; queued: number }
export type SweepReport = { seen: number; adopted: string[]; malformed: { key: string; message: string }[]; done: boolean }

export interface PressCalls {
  // Editors: copy
  file(filing: Filing): Promise<Outcome>
  publish(slug: string, actor: Actor, options?: { at?: string; expect?: number }): Promise<Outcome>
  withdraw(slug: string, actor: Actor, options?: { at?: string; reason?: string; expect?: number }): Promise<Outcome>
  embargo(slug: string, until: string, actor: Actor): Promise<Outcome>
  liftEmbargo(slug: string, actor: Actor): Promise<Outcome>
  correct(slug: string, text: string, actor: Actor): Promise<Outcome>
  restore(slug: string, revision: number, actor: Actor): Promise<Outcome>

  // Editors: reading back
  read(slug: string, revision?: number): Promise<{ ok: true; article: Article; entry: Entry; revision: number } | Refusal>
  readByAgencyUri(uri: string): Promise<{ slug: string; version: number } | null>
  list(query: ListQuery): Promise<Page<Entry>>
  revisions(slug: string): Promise<{ ok: true; revisions: Revision[] } | Refusal>
  audit(cursor?: string, limit?: number): Promise<Page<AuditLine>>
  /** What was done outside the ledger and belongs into its audit trail: an export, an erasure. */
  record(deed: { what: string; detail?: string }, actor: Actor): Promise<void>

  // Editors: the publication around the copy
  setSite(site: Site, actor: Actor): Promise<{ stale: string[] }>
  /** Slugs the editors put on the front, in order; the rest follows by time. */
  setPins(slugs: string[], actor: Actor): Promise<{ ok: true; pins: string[]; unknown: string[]; stale: string[] }>
  pins(): Promise<string[]>
  setCampaign(campaign: Campaign, actor: Actor): Promise<{ created: boolean }>
  campaigns(): Promise<Campaign[]>
  removeCampaign(id: string, actor: Actor): Promise<boolean>

  // Access. Only SHA-256 hashes (hex) of tokens are kept
  addToken(token: { name: string; role: Role; hash: string; expiresAt?: string }, actor: Actor): Promise<TokenInfo>
  tokens(): Promise<TokenInfo[]>
  revokeToken(id: string, actor: Actor): Promise<boolean>
  /** Who holds the token with this hash; null when nobody, expired or revoked. */
  whoHolds(hash: string): Promise<Actor | null>

  // Readers, beyond the first page of a listing. Only published copy ever leaves by these
  listingPage(name: string, page: number): Promise<Listing | null>
  day(date: string, page: number): Promise<Listing>
  search(query: SearchQuery): Promise<SearchResult>
  corrections(page: number): Promise<{ items: CorrectionLine[]; total: number }>
  changes(slug: string): Promise<Change[]>
  popularTopics(limit: number): Promise<{ slug: string; name: string; count: number }[]>
  /** Months that have articles, newest first: `2023-10`. */
  months(): Promise<{ month: string; count: number; lastModified: string }[]>
  month(month: string): Promise<MapEntry[]>
  /** Articles published since a moment, newest first, at most `limit`. */
  since(at: string, limit: number): Promise<MapEntry[]>
  /** Unfiled or unpublished copy, shown for a day to whoever holds the address `/preview/{id}`; `id` cannot be guessed. */
  keepPreview(article: Article): Promise<{ id: string; until: string }>
  preview(id: string): Promise<Article | null>
  /** 410 or 404? Where does a slug live now? */
  fate(slug: string): Promise<'published' | 'withdrawn' | 'unknown'>

  // The edition
  reprint(actor: Actor): Promise<ReprintReport>
  /** JSON Lines of the whole ledger, in pages: feed `nextCursor` back until there is none. */
  exportPage(cursor?: string): Promise<{ lines: string[]; nextCursor?: string }>
  importLines(lines: string[], actor: Actor): Promise<{ line: number; ok: boolean; slug?: string; message?: string }[]>
  /** One bounded step of adopting what editors put straight into KV. Runs by cron; `newsdesk adopt` repeats it until `done`. */
  sweep(actor: Actor): Promise<SweepReport>
}

/** The one press of this publication. */
export const pressOf = (env: Env) => env.PRESS.get(env.PRESS.idFromName('press')) as unknown as PressCalls
