/**
 * A story of another system, moved in. It is known by its id there, as an agency's item is by its `uri`: moved in again, it is the same
 * story, and what an editor changed here meanwhile is not overwritten.
 */
import * as v from 'valibot'
import { futureMomentFlaws } from '../../copy/future-moments.ts'
import type { Flaw } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { FeedId, Instant, Line, Slug } from '../../copy/shapes/field.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import type { Actor, LineResult } from '../calls.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { followerOf, followItem, saveOrigin } from '../ledger/origins.ts'
import { saveRevision, textOfArticle } from '../ledger/revisions.ts'
import { freeSlug } from '../ledger/slugs.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { file } from '../publishing/filing.ts'

const MAX_HISTORY = 200
/** Of a slug that another story has. */
const SUFFIX = '2'

const StoryId = v.pipe(v.string(), v.trim(), v.nonEmpty('A story needs the id it had.'), v.maxLength(2000, 'An id can have up to 2,000 characters.'))

/** `undated`: the other system doesn't say when it was published. `incomplete`: some of its pictures could not be had. `history`: its older versions, oldest first, taken with a story that is new here. */
export const StoryLine = v.object({
  type: v.literal('story'),
  id: StoryId,
  state: v.picklist(['published', 'draft'], 'The state must be published or draft.'),
  undated: v.optional(v.boolean()),
  incomplete: v.optional(v.boolean()),
  note: v.optional(v.pipe(v.string(), v.maxLength(300))),
  /** What feeds called it, so that nobody is told of it twice. */
  feedId: v.optional(FeedId),
  article: v.unknown(),
  history: v.optional(v.pipe(v.array(v.object({ at: Instant, by: Line, article: v.unknown() })), v.maxLength(MAX_HISTORY))),
})
type StoryLine = v.InferOutput<typeof StoryLine>

/** Asks under which slug a story would be filed, so that links to it can be written before it is. Changes nothing. */
export const StorySlugLine = v.object({ type: v.literal('story-slug'), id: StoryId, slug: Slug })

/** `known`: the story is here. */
export function slugForStory(ledger: Ledger, { id, slug }: v.InferOutput<typeof StorySlugLine>): Omit<LineResult, 'line'> {
  const known = followerOf(ledger, id)
  return { ok: true, slug: known?.slug ?? freeSlug(ledger, slug, SUFFIX), known: known !== undefined }
}

export function importStory(ledger: Ledger, line: StoryLine, actor: Actor, now: number): Omit<LineResult, 'line'> {
  const parsed = parseArticle(line.article)
  if (!parsed.ok) return refused(parsed.flaws, slugIn(line.article))
  const ahead = futureMomentFlaws(parsed.value, now)
  if (ahead.length > 0) return refused(ahead, parsed.value.slug)
  const before = followerOf(ledger, line.id)
  const mark = markOf(line, parsed.value)
  const settled = before && settledResult(ledger, before, mark, line)
  if (settled) return settled
  const slug = before?.slug ?? freeSlug(ledger, parsed.value.slug, SUFFIX)
  const history = before ? [] : saveHistory(ledger, line, slug, actor)
  const notes = [
    ...parsed.notes,
    ...history,
    ...(!before && slug !== parsed.value.slug ? [`"${parsed.value.slug}" is another article here, so this one is "${slug}".`] : []),
    ...(before?.live && line.state === 'draft' ? ['It is published here, and isn’t in the other system: the new version waits for an editor.'] : []),
  ]
  const publish = line.state === 'draft' ? 'no' : 'now'
  const outcome = file(
    ledger,
    now,
    { article: { ...parsed.value, slug }, actor, publish, undated: line.undated ?? false },
    { what: 'import', bulk: true, ...(line.note && { note: line.note }) },
  )
  if (!outcome.ok) return { ok: false, slug, message: 'message' in outcome ? outcome.message : outcome.reason }
  const it = articleRow(ledger, slug) as ArticleRow // It was just filed.
  followItem(ledger, it.id, line.id)
  saveOrigin(ledger, it.id, it.revision, { uri: line.id, version: mark })
  if (!before && line.feedId !== undefined) run(ledger, 'UPDATE articles SET feed_id = ? WHERE id = ?', line.feedId, it.id)
  const all = [...notes, ...(outcome.notes ?? [])]
  return { ok: true, slug, result: before ? 'updated' : 'created', ...(all.length > 0 && { notes: all }) }
}

const refused = (flaws: readonly Flaw[], slug?: string) => ({
  ok: false,
  ...(slug !== undefined && { slug }),
  message: flaws.map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message)).join(' '),
})

const slugIn = (value: unknown) => (typeof value === 'object' && value !== null && 'slug' in value && typeof value.slug === 'string' ? value.slug : undefined)

/** What there is to say of a story that is here, where nothing is to be done. */
function settledResult(ledger: Ledger, it: ArticleRow, mark: number, { incomplete, state }: StoryLine): Omit<LineResult, 'line'> | undefined {
  const { slug } = it
  const last = lastImport(ledger, it)
  if (last?.mark === mark) return { ok: true, slug, result: 'unchanged' }
  if (it.state === 'withdrawn')
    return { ok: false, slug, result: 'kept', message: `"${slug}" was withdrawn here, and imports don’t bring articles back. To bring it back, publish it.` }
  if (it.state === 'draft' && state === 'published' && isHeldHere(ledger, slug))
    return {
      ok: false,
      slug,
      result: 'kept',
      message: `"${slug}" was taken off the schedule here, so its new version isn’t published. To publish it, do so at the desk.`,
    }
  if (it.revision !== last?.revision)
    return {
      ok: false,
      slug,
      result: 'kept',
      message: `"${slug}" was changed here since it was imported, and in the other system too. Nothing was overwritten.`,
    }
  if (incomplete) return { ok: false, slug, result: 'kept', message: `Pictures of "${slug}" couldn’t be had this time. It stays as it was.` }
  return undefined
}

/** Since its last import an editor has taken its publication back. */
function isHeldHere(ledger: Ledger, slug: string): boolean {
  const last = row<{ what: string }>(
    ledger,
    "SELECT what FROM audit WHERE slug = ? AND what IN ('import', 'unschedule', 'undo-publish') ORDER BY id DESC LIMIT 1",
    slug,
  )
  return last !== undefined && last.what !== 'import'
}

/** Above every version that an agency counts, so that an import is told from an item that came later under the same id. */
const FIRST_MARK = 2 ** 48

/** The revision that was imported last. Those that editors made of it carry its mark on: the first that has it is the one. */
const lastImport = (ledger: Ledger, { id, agency_uri }: ArticleRow) =>
  row<{ mark: number; revision: number }>(
    ledger,
    `SELECT cast(version AS INTEGER) AS mark, min(revision) AS revision FROM origins WHERE article = ?1 AND uri = ?2 AND version = (
       SELECT version FROM origins WHERE article = ?1 AND uri = ?2 AND cast(version AS INTEGER) >= ?3 ORDER BY revision DESC LIMIT 1) GROUP BY version`,
    ...[id, agency_uri, FIRST_MARK],
  )

function saveHistory(ledger: Ledger, { id, history = [] }: StoryLine, slug: string, actor: Actor): string[] {
  const notes: string[] = []
  for (const { at, by, article } of history) {
    const parsed = parseArticle(article)
    if (parsed.ok) saveRevision(ledger, { ...parsed.value, slug }, { name: by, role: actor.role }, Date.parse(at), undefined, { item: { uri: id } })
    else notes.push(`Its version of ${at} was left out: ${parsed.flaws[0]?.message}`)
  }
  return notes
}

/** Tells whether the other system has changed it. The date of what has none is when it was read. A number, as versions of items are: nine digits to base 36 stay below `FIRST_MARK`. */
const markOf = ({ state, undated }: StoryLine, article: Article) =>
  FIRST_MARK + Number.parseInt(fingerprint(state + textOfArticle(undated ? { ...article, publishedAt: '' } : article)).slice(1, 10), 36)
