/** Autosave: what somebody is writing is kept beside the ledger until it is filed or deleted, 90 days at most. */

import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Deleted, ExpectedTag, Refusal, Success } from '../calls.ts'
import { answerGiven } from '../ledger/answers.ts'
import { type ArticleRow, articleRowOf } from '../ledger/article-row.ts'
import {
  DRAFT_COLUMNS,
  type DraftRow,
  deleteOldDrafts,
  draftRow,
  endDraft,
  filedStory,
  MAX_DRAFT_AGE_MS,
  saveDraftRow,
  storyOfDraft,
} from '../ledger/drafts.ts'
import { entryOf } from '../ledger/entries.ts'
import { erasureOf, missingRevisionRefusal } from '../ledger/erasures.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { type Draft, type DraftRead, type DraftSaved, type DraftToSave, newStoryKey } from '../writing-calls.ts'

/** Of one person. Nothing of theirs is deleted for room. */
const MAX_DRAFTS = 200
/** Of all, in one list. */
const MAX_LISTED = 200

type Place = { story: string; it?: ArticleRow }

export function saveDraft(ledger: Ledger, now: number, id: string, sent: DraftToSave, { name }: Actor, expect?: ExpectedTag): DraftSaved | Refusal {
  const place = placeOf(ledger, id)
  if (!('story' in place)) return place
  // Nobody can tell any more which of its words were erased.
  if (place.it && sent.base !== undefined && erasureOf(ledger, place.it.id, sent.base)) return missingRevisionRefusal(ledger, place.it, sent.base)
  const before = draftRow(ledger, name, place.story, now)
  if (before?.tab === sent.tab && before.sequence >= sent.sequence) return answerOf(before, place, false)
  const refusal = otherTabRefusal(before, sent, expect) ?? (before ? undefined : roomRefusal(ledger, name, now))
  if (refusal) return refusal
  const { tab, sequence, base = null, headline = null, section = null, text } = sent
  const draft: DraftRow = { person: name, story: place.story, tab, sequence, base, saved_at: now, ended: 0, headline, section }
  saveDraftRow(ledger, draft, text)
  return answerOf(draft, place, true)
}

/** What a person has in two tabs is told, and not one of it lost. */
function otherTabRefusal(before: DraftRow | undefined, { tab }: DraftToSave, expect: ExpectedTag | undefined): Refusal | undefined {
  const open = before && !before.ended ? before : undefined
  if (open && open.tab !== tab && expect === undefined) return { ok: false, reason: 'stale-value', what: 'draft', current: tagOfDraft(open) }
  return tagPreconditionRefusal(expect, 'draft', open && tagOfDraft(open))
}

function roomRefusal(ledger: Ledger, person: string, now: number): Refusal | undefined {
  deleteOldDrafts(ledger, now)
  const count = row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM drafts WHERE person = ? AND ended = 0', person)?.count ?? 0
  return count < MAX_DRAFTS ? undefined : { ok: false, reason: 'too-many-drafts', most: MAX_DRAFTS }
}

export function readDraft(ledger: Ledger, now: number, id: string, by: string): DraftRead | Refusal {
  const place = placeOf(ledger, id)
  if (!('story' in place)) return place
  const found = rows<DraftRow>(
    ledger,
    `SELECT ${DRAFT_COLUMNS} FROM drafts WHERE story = ? AND ended = 0 AND saved_at > ? ORDER BY saved_at DESC`,
    ...[place.story, now - MAX_DRAFT_AGE_MS],
  )
  const own = found.find(({ person }) => person === by)
  return {
    ok: true,
    draft: own ? { ...draftOf(own, place.it), text: textOf(ledger, own) } : null,
    others: found.filter((draft) => draft !== own).map((draft) => draftOf(draft, place.it)),
    ...(place.it && { entry: entryOf(place.it) }),
    ...(!own && !place.it && filedAs(ledger, now, id, by)),
  }
}

/** What leads back to a page of a new story, such as the browser's own button, finds the story. */
function filedAs(ledger: Ledger, now: number, id: string, by: string) {
  const answer = answerGiven(ledger, { name: by }, newStoryKey(id), now)
  return answer && { filedAs: (JSON.parse(answer.outcome) as Success).entry.slug }
}

export function listDrafts(ledger: Ledger, now: number, of: { by: string } | 'never-filed'): Draft[] {
  const [where, bound] = of === 'never-filed' ? [`story >= '0'`, []] : ['person = ?', [of.by]]
  const found = rows<DraftRow>(
    ledger,
    `SELECT ${DRAFT_COLUMNS} FROM drafts WHERE ${where} AND ended = 0 AND saved_at > ? ORDER BY saved_at DESC LIMIT ?`,
    ...[...bound, now - MAX_DRAFT_AGE_MS, MAX_LISTED],
  )
  return found.map((draft) => draftOf(draft, filedArticle(ledger, draft)))
}

export function deleteDraft(ledger: Ledger, now: number, id: string, { name }: Actor, expect?: ExpectedTag): Deleted | Refusal {
  const place = placeOf(ledger, id)
  if (!('story' in place)) return place
  const before = draftRow(ledger, name, place.story, now)
  if (!before || before.ended) return { ok: true }
  const refusal = tagPreconditionRefusal(expect, 'draft', tagOfDraft(before))
  if (refusal) return refusal
  endDraft(ledger, before, now)
  return { ok: true }
}

/** Under which the drafts of a story are kept. */
function placeOf(ledger: Ledger, id: string): Place | Refusal {
  const story = storyOfDraft(ledger, id)
  if (!story) return { story: id }
  return story.it ? { story: filedStory(story.it.id), it: story.it } : { ok: false, reason: 'unknown-article', slug: story.slug }
}

const answerOf = (draft: DraftRow, { it }: Place, saved: boolean): DraftSaved => ({
  ok: true,
  saved,
  draft: draftOf(draft, it),
  ...(it && { entry: entryOf(it) }),
})

const tagOfDraft = ({ tab, sequence }: Pick<DraftRow, 'tab' | 'sequence'>) => `${tab}.${sequence}`

function draftOf({ person, story, tab, sequence, base, saved_at, headline, section }: DraftRow, it: ArticleRow | undefined): Draft {
  return {
    id: it ? `story:${it.slug}` : story,
    ...(it && { slug: it.slug }),
    by: person,
    ...(base !== null && { base }),
    tab,
    sequence,
    savedAt: instantOf(saved_at),
    ...(headline !== null && { headline }),
    ...(section !== null && { section }),
  }
}

const filedArticle = (ledger: Ledger, { story }: DraftRow) => (story.startsWith('#') ? articleRowOf(ledger, Number(story.slice(1))) : undefined)

const textOf = (ledger: Ledger, { person, story }: DraftRow) =>
  row<{ json: string }>(ledger, 'SELECT json FROM drafts WHERE person = ? AND story = ?', person, story)?.json ?? ''
