/** Every story of the newsroom, newest filed first, by what editors look for. However large the ledger is, a page costs the same. */
import { KINDS, type Kind } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { filedStory } from '../ledger/drafts.ts'
import { entryOf } from '../ledger/entries.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { type ListedStory, type ListQuery, STORY_CURSOR, type StoryMark, type StoryPage } from '../newsroom-calls.ts'
import { findStories } from './find-stories.ts'

const MAX_LIST = 200

/** The words of the indexes that have only such stories: SQLite takes one only where a question repeats them. */
const MARKS: Record<StoryMark, string> = {
  embargoed: 'embargo_until IS NOT NULL',
  scheduled: 'until IS NOT NULL',
  'needs-correction': 'live IS NOT NULL AND live <> revision AND coalesce(ready, 0) <> revision',
  waiting: `by_role = 'reporter' AND coalesce(live, 0) <> revision AND coalesce(ready, 0) <> revision`,
}

export function listStories(ledger: Ledger, now: number, query: ListQuery): StoryPage {
  const size = Math.max(1, Math.min(query.limit ?? 50, MAX_LIST))
  const [, at, id = '0', back] = STORY_CURSOR.exec(query.cursor ?? '') ?? []
  const { where, bound } = conditionsOf(query, now)
  if (at) {
    where.push(`(a.at, a.id) ${back ? '>' : '<'} (?, ?)`)
    bound.push(at, Number(id))
  }
  const found = rowsOf(ledger, query, { where, bound, size: size + 1, order: back ? 'a.at, a.id' : 'a.at DESC, a.id DESC' })
  const page = found.slice(0, size)
  if (back) page.reverse()
  const [first, last] = [page[0], page.at(-1)]
  const isMore = found.length > size
  return {
    items: page.map((it) => listedStory(ledger, it, now)),
    ...(last && (back || isMore) && { nextCursor: cursorOf(last) }),
    ...(first && at && (!back || isMore) && { previousCursor: `${cursorOf(first)}~back` }),
  }
}

const cursorOf = ({ at, id }: ArticleRow) => `${at}~${id}`

function conditionsOf({ state, section, by, is }: ListQuery, now: number) {
  const where: string[] = []
  const bound: (string | number)[] = []
  for (const [column, value] of Object.entries({ state, section, by })) {
    if (value === undefined) continue
    // A plus keeps SQLite from an index of many for want of knowing that another has few.
    const isNarrowedElsewhere = is !== undefined || (column === 'section' && by !== undefined)
    where.push(`${isNarrowedElsewhere ? '+' : ''}a.${column} = ?`)
    bound.push(value)
  }
  if (is) where.push(MARKS[is])
  if (is === 'embargoed') {
    where.push('embargo_until > ?')
    bound.push(instantOf(now))
  }
  return { where, bound }
}

type Question = { where: string[]; bound: (string | number)[]; size: number; order: string }

/** What was looked for by words is a bounded number of stories; without words an index is walked in its order. */
function rowsOf(ledger: Ledger, { q }: ListQuery, { where, bound, size, order }: Question) {
  const ids = q === undefined ? undefined : findStories(ledger, q)
  const from = ids ? 'json_each(?) j CROSS JOIN articles a ON a.id = j.value' : 'articles a'
  const conditions = where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''
  return rows<ArticleRow>(ledger, `SELECT a.* FROM ${from} ${conditions} ORDER BY ${order} LIMIT ?`, ...[...(ids ? [JSON.stringify(ids)] : []), ...bound, size])
}

/** A link that can still be answered, or an answer. */
const LATEST_APPROVAL =
  'SELECT revision, verdict FROM approvals WHERE article = ? AND (verdict IS NOT NULL OR (revoked = 0 AND until > ?)) ORDER BY at DESC LIMIT 1'

function listedStory(ledger: Ledger, it: ArticleRow, now: number): ListedStory {
  const kind = kindOf(ledger, it)
  const ended = kind === 'live' ? endedAt(ledger, it) : undefined
  const drafts = rows<{ person: string; saved_at: number }>(
    ledger,
    'SELECT person, saved_at FROM drafts WHERE story = ? AND ended = 0 ORDER BY saved_at DESC',
    filedStory(it.id),
  )
  const notes = row<{ open: number }>(ledger, 'SELECT count(*) AS open FROM block_notes WHERE article = ? AND resolved_at IS NULL', it.id)?.open ?? 0
  const approval = row<{ revision: number; verdict: 'approved' | 'sent-back' | null }>(ledger, LATEST_APPROVAL, it.id, instantOf(now))
  const is = marksOf(it, instantOf(now))
  return {
    ...entryOf(it),
    ...(kind && { kind }),
    ...(ended && { ended }),
    ...(is.length > 0 && { is }),
    ...(notes > 0 && { openNotes: notes }),
    ...(approval && { approval: { state: approval.verdict ?? ('open' as const), revision: approval.revision } }),
    ...(drafts.length > 0 && { drafts: drafts.map(({ person, saved_at }) => ({ by: person, savedAt: instantOf(saved_at) })) }),
  }
}

/** The same as `MARKS`. */
function marksOf({ embargo_until, until, live, ready, revision, by_role }: ArticleRow, now: string): StoryMark[] {
  const isAhead = live !== revision && ready !== revision
  const marks: Record<StoryMark, boolean> = {
    embargoed: embargo_until !== null && embargo_until > now,
    scheduled: until !== null,
    'needs-correction': live !== null && isAhead,
    waiting: by_role === 'reporter' && isAhead,
  }
  return (Object.keys(marks) as StoryMark[]).filter((mark) => marks[mark])
}

/** Copy is filed with its fields in order (`textOfArticle`), so the kind stands within its first few. */
const KIND = /^\{"v":1,"slug":"[^"]*"(?:,"lang":"[^"]*")?,"kind":"(\w+)"/

function kindOf(ledger: Ledger, { id, revision }: ArticleRow): Kind | undefined {
  const copy = row<{ head: string }>(ledger, 'SELECT substr(json, 1, 400) AS head FROM copy WHERE article = ? AND revision = ? AND part = 0', id, revision)
  const kind = KIND.exec(copy?.head ?? '')?.[1]
  return KINDS.find((known) => known === kind)
}

/** As readers' cards say it. */
const endedAt = (ledger: Ledger, { slug }: ArticleRow) =>
  row<{ ended: string | null }>(ledger, `SELECT json_extract(card, '$.ended') AS ended FROM live WHERE slug = ?`, slug)?.ended
