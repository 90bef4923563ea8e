/** Drafts as they are stored, and what becomes of them when their story is filed, deleted or erased. */
import type { Filing } from '../calls.ts'
import { articleRow } from './article-row.ts'
import { storyCalled } from './former-slugs.ts'
import { type Ledger, row, run } from './sql.ts'

export type DraftRow = {
  person: string
  story: string
  tab: string
  sequence: number
  base: number | null
  saved_at: number
  ended: number
  headline: string | null
  section: string | null
}

const DAY_MS = 86_400_000
export const MAX_DRAFT_AGE_MS = 90 * DAY_MS

/** Without the copy, which may be long. */
export const DRAFT_COLUMNS = 'person, story, tab, sequence, base, saved_at, ended, headline, section'

/** Of a filed story: a story keeps it when it gets another slug. */
export const filedStory = (id: number) => `#${id}`

/** `story:` and a slug, which may be a former one. */
export function storyOfDraft(ledger: Ledger, id: string) {
  const slug = /^story:(.+)$/.exec(id)?.[1]
  return slug === undefined ? undefined : { slug, it: storyCalled(ledger, slug) }
}

export const draftRow = (ledger: Ledger, person: string, story: string, now: number) =>
  row<DraftRow>(ledger, `SELECT ${DRAFT_COLUMNS} FROM drafts WHERE person = ? AND story = ? AND saved_at > ?`, person, story, now - MAX_DRAFT_AGE_MS)

export function saveDraftRow(ledger: Ledger, { person, story, tab, sequence, base, saved_at, ended, headline, section }: DraftRow, json: string) {
  run(
    ledger,
    `INSERT INTO drafts (person, story, tab, sequence, base, saved_at, ended, headline, section, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET tab = excluded.tab, sequence = excluded.sequence, base = excluded.base, saved_at = excluded.saved_at,
       ended = excluded.ended, headline = excluded.headline, section = excluded.section, json = excluded.json`,
    ...[person, story, tab, sequence, base, saved_at, ended, headline, section, json],
  )
}

/** All that stays of it for a day. */
export const endDraft = (ledger: Ledger, draft: Pick<DraftRow, 'person' | 'story' | 'tab' | 'sequence'>, now: number) =>
  saveDraftRow(ledger, { ...draft, base: null, saved_at: now, ended: 1, headline: null, section: null }, '')

/**
 * The draft that was filed ends. What its page saved since stays, on top of what was filed; what another tab has stays as it is. Drafts
 * of others on a story that had no slug until now are this story's.
 */
export function endFiledDraft(ledger: Ledger, { draft, actor }: Filing, slug: string, now: number) {
  const it = articleRow(ledger, slug)
  if (!draft || !it) return
  const story = filedStory(it.id)
  const was = storyOfDraft(ledger, draft.id) ? story : draft.id
  if (was !== story) run(ledger, 'UPDATE OR IGNORE drafts SET story = ?, base = NULL WHERE story = ? AND person != ?', story, was, actor.name)
  const own = draftRow(ledger, actor.name, was, now)
  const isOpen = own?.ended === 0
  if (isOpen && own.tab !== draft.tab) return
  if (isOpen && own.sequence > draft.sequence)
    run(ledger, 'UPDATE OR REPLACE drafts SET story = ?, base = ? WHERE person = ? AND story = ?', story, it.revision, actor.name, was)
  if (!isOpen || own.sequence <= draft.sequence || was !== story)
    endDraft(ledger, { person: actor.name, story: was, tab: draft.tab, sequence: draft.sequence }, now)
}

/** Its story is deleted, the work on it is not: each draft becomes one of a story that was never filed. */
export function unfileDrafts(ledger: Ledger, id: number) {
  run(ledger, 'DELETE FROM drafts WHERE story = ? AND ended = 1', filedStory(id))
  run(ledger, 'UPDATE drafts SET story = lower(hex(randomblob(16))), base = NULL WHERE story = ?', filedStory(id))
}

/** Person by person: there is no index by time, which every save would have to write. */
export function deleteOldDrafts(ledger: Ledger, now: number) {
  for (let person = ''; ; ) {
    const next = row<{ person: string | null }>(ledger, 'SELECT min(person) AS person FROM drafts WHERE person > ?', person)?.person
    if (next === null || next === undefined) return
    person = next
    run(ledger, 'DELETE FROM drafts WHERE person = ? AND saved_at <= iif(ended, ?, ?)', person, now - DAY_MS, now - MAX_DRAFT_AGE_MS)
  }
}
