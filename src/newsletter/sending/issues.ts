/** The rows of issues, and their states. */

import { instantOf } from '../../copy/text/instant.ts'
import {
  type ArchivedIssue,
  ISSUES_PER_PAGE,
  type Issue,
  type IssueRefusal,
  type IssueSource,
  type IssueState,
  type PauseReason,
  type Progress,
  type TroubledBatch,
} from '../calls.ts'
import { type Database, row, rows, run } from '../list/database.ts'

type State = IssueState['state']
export type Stopped = Extract<IssueState, { state: 'stopped' }>
type Waits = { for: 'daily-cap' | 'delivery'; until: string }

/**
 * A batch that was claimed and not settled. `retryOf` is the row in `batches` that it tries again. Its key belongs to this `letter`
 * (a hash), these `addresses` (a hash) and this provider (`way`).
 */
export type Claim = { number: number; readers: number[]; addresses: string; at: number; way: string; letter: string; attempts: number; retryOf?: number }

export type IssueRow = {
  id: number
  list: string
  slug: string
  source: string
  state: State
  reason: string | null
  subject: string
  articles: string
  created_at: number
  created_by: string
  changed_at: number
  scheduled_for: number | null
  frozen_at: number | null
  recipients: number
  last_reader: number
  cursor: number
  batch: number
  claimed: string | null
  due_at: number
  waits: string | null
  attempts: number
  sent: number
  rejected: number
  skipped: number
  failed: number
  deferred: number
  uncertain: number
  day: string
  sent_that_day: number
  sending_ms: number
  merged: string
}

/** The condition of the index `issues_active`. SQLite uses the index only for queries with exactly this condition. */
export const ACTIVE = "state IN ('scheduled', 'sending', 'paused')"

/** What the archive lists. */
export const ARCHIVED = "frozen_at IS NOT NULL AND state <> 'stopped'"

/** An issue that was stopped before anybody got it hasn't sent its articles. One that is still being sent will. */
export const REACHED_READERS = "(i.state <> 'stopped' OR i.sent + i.uncertain > 0 OR i.claimed IS NOT NULL)"

export const findIssue = (db: Database, list: string, slug: string) => row<IssueRow>(db, 'SELECT * FROM issues WHERE list = ? AND slug = ?', list, slug)
/** The one that this form has made before, on the list's newest page. */
export const issueOfRequest = (db: Database, list: string, request: string) =>
  row<IssueRow>(db, 'SELECT * FROM (SELECT * FROM issues WHERE list = ? ORDER BY id DESC LIMIT 50) WHERE request = ?', list, request)
export const issueById = (db: Database, id: number) => row<IssueRow>(db, 'SELECT * FROM issues WHERE id = ?', id)

/** Whether a batch of any issue was claimed and not settled. */
export const isHandingOver = (db: Database) => row(db, `SELECT 1 AS found FROM issues WHERE ${ACTIVE} AND claimed IS NOT NULL LIMIT 1`) !== undefined

// All JSON in these tables was written by this file and its neighbours.
export const sourceOf = ({ source }: IssueRow) => JSON.parse(source) as IssueSource
export const articlesOf = ({ articles }: IssueRow) => JSON.parse(articles) as string[]
export const claimOf = ({ claimed }: IssueRow) => (claimed === null ? undefined : (JSON.parse(claimed) as Claim))

type NewIssue = { source: IssueSource; slug: string; subject: string; articles: readonly string[]; by: string; scheduledFor?: number }

export function addIssue(db: Database, { source, slug, subject, articles, by, scheduledFor }: NewIssue, now: number): IssueRow {
  run(
    db,
    `INSERT INTO issues (list, slug, source, state, subject, articles, created_at, created_by, changed_at, scheduled_for)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?9)`,
    source.list,
    slug,
    JSON.stringify(source),
    scheduledFor === undefined ? 'draft' : 'scheduled',
    subject,
    JSON.stringify(articles),
    now,
    by,
    scheduledFor ?? null,
  )
  const issue = findIssue(db, source.list, slug)
  if (!issue) throw new Error('An issue that was just added is there.')
  return issue
}

type Draft = { source: IssueSource; subject: string; articles: readonly string[] }

export function saveDraft(db: Database, id: number, { source, subject, articles }: Draft, now: number) {
  const values = [JSON.stringify(source), subject, JSON.stringify(articles), now, id]
  run(db, 'UPDATE issues SET source = ?, subject = ?, articles = ?, changed_at = ? WHERE id = ?', ...values)
}

/** `2026-11-26`, and `2026-11-26-2` for the day's second. */
export function freeSlug(db: Database, list: string, day: string): string {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? day : `${day}-${number}`
    if (!findIssue(db, list, slug)) return slug
  }
}

/** Keeps the number of issues in an archive as a row, so that nothing has to count years of issues. */
export const addToArchive = (db: Database, list: string, more: 1 | -1) =>
  run(db, 'INSERT INTO archive_totals (list, total) VALUES (?1, max(?2, 0)) ON CONFLICT DO UPDATE SET total = max(total + ?2, 0)', list, more)

/** `reason` is why it is paused or was stopped. */
export function setState(db: Database, id: number, state: State, now: number, reason?: PauseReason | Pick<Stopped, 'why' | 'said'>) {
  const archived = state === 'stopped' && row<{ list: string }>(db, `SELECT list FROM issues WHERE id = ? AND ${ARCHIVED}`, id)
  if (archived) addToArchive(db, archived.list, -1)
  run(db, 'UPDATE issues SET state = ?, reason = ?, changed_at = ?, waits = NULL WHERE id = ?', state, reason ? JSON.stringify(reason) : null, now, id)
}

/** Pauses an issue automatically, unless an editor ordered something else meanwhile. */
export function pauseSending(db: Database, id: number, reason: PauseReason, now: number) {
  if (issueById(db, id)?.state === 'sending') setState(db, id, 'paused', now, reason)
}

export const wrongState = ({ state }: IssueRow): IssueRefusal => ({ ok: false, reason: 'wrong-state', state })

export function issuesPage(db: Database, list: string, cursor?: string) {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
  const found = rows<IssueRow>(db, 'SELECT * FROM issues WHERE list = ? AND id < ? ORDER BY id DESC LIMIT ?', list, before || 0, ISSUES_PER_PAGE + 1)
  const items = found.slice(0, ISSUES_PER_PAGE)
  const last = items.at(-1)
  return { items: items.map((issue) => issueOf(issue)), ...(found.length > ISSUES_PER_PAGE && last && { nextCursor: String(last.id) }) }
}

export function issueOf(issue: IssueRow): Issue {
  const progress = issue.frozen_at === null ? undefined : progressOf(issue)
  return {
    list: issue.list,
    issue: issue.slug,
    kind: sourceOf(issue).kind,
    subject: issue.subject,
    articles: articlesOf(issue),
    createdAt: instantOf(issue.created_at),
    createdBy: issue.created_by,
    ...stateOf(issue),
    ...(progress && { progress }),
  }
}

function stateOf({ state, changed_at, scheduled_for, frozen_at, reason, waits }: IssueRow): IssueState {
  switch (state) {
    case 'draft':
      return { state }
    case 'scheduled':
      return { state, at: instantOf(scheduled_for ?? 0) }
    case 'sending':
      return { state, since: instantOf(frozen_at ?? 0), ...(waits !== null && { waits: JSON.parse(waits) as Waits }) }
    case 'paused':
      return { state, since: instantOf(changed_at), ...(JSON.parse(reason ?? '{"why":"editor"}') as PauseReason) }
    case 'stopped':
      return { state, at: instantOf(changed_at), ...(JSON.parse(reason ?? '{"why":"editor"}') as Pick<Stopped, 'why' | 'said'>) }
    case 'sent':
      return { state, at: instantOf(changed_at) }
  }
}

function progressOf({ recipients, sent, rejected, skipped, failed, deferred, uncertain, sending_ms }: IssueRow): Progress {
  const tried = sent + rejected + skipped + failed + deferred + uncertain
  const lettersPerSecond = sending_ms > 0 ? Math.round((sent * 10_000) / sending_ms) / 10 : null
  return { recipients, sent, rejected, skipped, failed, deferred, uncertain, remaining: Math.max(recipients - tried, 0), lettersPerSecond }
}

type BatchRow = { number: number; state: 'uncertain' | 'deferred'; host: string; readers: string; attempts: number; due_at: number; reason: string; at: number }

export const troubledBatches = (db: Database, issue: number): TroubledBatch[] =>
  rows<BatchRow>(db, 'SELECT number, state, host, readers, attempts, due_at, reason, at FROM batches WHERE issue = ? ORDER BY number', issue).map(
    ({ number, state, host, readers, attempts, due_at, reason, at }) => ({
      batch: number,
      state,
      letters: (JSON.parse(readers) as number[]).length,
      host,
      attempts,
      reason,
      at: instantOf(at),
      ...(state === 'deferred' && { dueAt: instantOf(due_at) }),
    }),
  )

export const archivePage = (db: Database, list: string, page: number) => ({
  items: rows<IssueRow>(
    db,
    `SELECT * FROM issues WHERE list = ? AND ${ARCHIVED} ORDER BY frozen_at DESC, id DESC LIMIT ? OFFSET ?`,
    list,
    ISSUES_PER_PAGE,
    (Math.max(page, 1) - 1) * ISSUES_PER_PAGE,
  ).map(archived),
  total: row<{ total: number }>(db, 'SELECT total FROM archive_totals WHERE list = ?', list)?.total ?? 0,
})

export const latestSent = (db: Database, list: string) =>
  rows<IssueRow>(
    db,
    `SELECT * FROM issues i WHERE i.list = ? AND i.frozen_at IS NOT NULL AND ${REACHED_READERS} ORDER BY i.frozen_at DESC LIMIT ?`,
    list,
    ISSUES_PER_PAGE,
  ).map(archived)

/** An issue that was stopped after some readers got it is listed nowhere, but they have a link to it. */
export const archivedIssue = (db: Database, list: string, slug: string) => {
  const issue = row<IssueRow>(db, `SELECT * FROM issues i WHERE list = ? AND slug = ? AND frozen_at IS NOT NULL AND ${REACHED_READERS}`, list, slug)
  return issue ? archived(issue) : null
}

export const latestOfEach = (db: Database) =>
  rows<IssueRow>(
    db,
    `SELECT i.* FROM list_numbers l JOIN issues i ON i.id =
       (SELECT id FROM issues WHERE list = l.slug AND ${ARCHIVED} ORDER BY frozen_at DESC, id DESC LIMIT 1)`,
  ).map(archived)

function archived(issue: IssueRow): ArchivedIssue {
  const { kind, introduction } = sourceOf(issue)
  const { id, slug, list, subject, frozen_at, state } = issue
  return {
    id,
    slug,
    list,
    kind,
    subject,
    at: instantOf(frozen_at ?? 0),
    articles: articlesOf(issue),
    ...(introduction !== undefined && { introduction }),
    ...(state === 'stopped' && { isStopped: true as const }),
  }
}
