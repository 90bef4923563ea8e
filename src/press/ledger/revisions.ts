/** Every revision of every article, and the state each article is in. Nothing here is ever overwritten or removed. */

import type { Agency } from '../../copy/ninjs/item-version.ts'
import { Article, pathOf } from '../../copy/shapes/article.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import type { Actor, Entry, Erasure, ListQuery, Page, Refusal, Revision, State } from '../calls.ts'
import { missingRefusal, renamedFrom } from './former-slugs.ts'
import { agencyItemOf, originOf, saveOrigin } from './origins.ts'
import { isoOf, type Ledger, partsOf, row, rows, run } from './sql.ts'

/**
 * An article's row. `live` is the revision readers see, `ready` the one that comes out at `until`: beside the live one where
 * there is one. `until` is the last of what holds it back: its own date, the embargo, and `out_at`, a moment ordered for it.
 */
export type ArticleRow = {
  id: number
  slug: string
  section: string
  headline: string
  published_at: string
  state: State
  revision: number
  live: number | null
  ready: number | null
  until: string | null
  embargo_until: string | null
  withdraw_at: string | null
  withdrawn_at: string | null
  came_out: number
  path: string
  agency_uri: string | null
  at: string
  by: string
  /** Whether somebody with the right published what waits; an embargo alone is no such order. Older ledgers do not say. */
  ordered: number | null
  out_at: string | null
  /** Whether `published_corrections` has all of this story's. */
  corrections_known: number | null
  /** When the state of the story was last decided, here or where it was imported from. Never twice the same. */
  decided_at: number | null
  /** What it was first out under, where it was renamed since: feeds call it so for ever. */
  first_slug: string | null
}

export const articleRow = (ledger: Ledger, slug: string) => row<ArticleRow>(ledger, 'SELECT * FROM articles WHERE slug = ?', slug)

/** The story that is called so, or was before it was renamed. */
export const storyCalled = (ledger: Ledger, slug: string): ArticleRow | undefined => articleRow(ledger, slug) ?? renamedFrom(ledger, slug)

/** The text of a revision as it was filed, under the slug that the story has now; `undefined` where there is none. */
export function textOfRevision(ledger: Ledger, id: number, revision: number) {
  const parts = rows<{ json: string; slug: string }>(
    ledger,
    'SELECT c.json, a.slug FROM copy c JOIN articles a ON a.id = c.article WHERE c.article = ? AND c.revision = ? ORDER BY c.part',
    ...[id, revision],
  )
  const text = parts.map(({ json }) => json).join('')
  // `textOfArticle` writes the slug second.
  return parts[0] && text.replace(/(?<=^\{"v":1,"slug":")[^"]*/, parts[0].slug)
}

/** A revision was parsed before it was filed, so its type is known. */
export const copyOfRevision = (ledger: Ledger, id: number, revision: number) => JSON.parse(textOfRevision(ledger, id, revision) ?? 'null') as Article | null

/** As the parser writes it, known fields in the schema's order first: the same article is the same bytes, however it was put together. */
export function textOfArticle(article: Article) {
  const known = Object.keys(Article.entries).filter((field) => article[field] !== undefined)
  const others = Object.keys(article).filter((field) => !(field in Article.entries))
  return JSON.stringify(Object.fromEntries([...known, ...others].map((field) => [field, article[field]])))
}

/** Whether the date of a revision is not the copy's own, but one that the newsroom gave it meanwhile. */
export const isUndated = (ledger: Ledger, id: number, revision: number) =>
  row<{ undated: number | null }>(ledger, 'SELECT undated FROM revisions WHERE article = ? AND revision = ?', id, revision)?.undated === 1

/**
 * Saves one more revision, and the article when it is the first. The state is the caller's affair. What came from
 * an agency's item still does after it was edited: `base` is the revision this one was made of, the newest unless said.
 */
export function saveRevision(
  ledger: Ledger,
  article: Article,
  actor: Actor,
  now: number,
  note?: string,
  { base, item, undated = false }: { base?: number | undefined; item?: Agency | undefined; undated?: boolean | undefined } = {},
): ArticleRow {
  const { slug, section, headline, publishedAt } = article
  const at = isoOf(now)
  const before = articleRow(ledger, slug)
  if (!before) {
    run(
      ledger,
      `INSERT INTO articles (slug, section, headline, published_at, state, revision, path, at, by) VALUES (?, ?, ?, ?, 'draft', 1, ?, ?, ?)`,
      ...[slug, section, headline, publishedAt, pathOf(article), at, actor.name],
    )
  } else {
    run(
      ledger,
      'UPDATE articles SET section = ?, headline = ?, published_at = ?, revision = revision + 1, path = iif(live IS NULL, ?, path), at = ?, by = ? WHERE id = ?',
      ...[section, headline, publishedAt, pathOf(article), at, actor.name, before.id],
    )
  }
  const after = articleRow(ledger, slug) as ArticleRow // Written in the lines above.
  saveRevisionText(ledger, after.id, after.revision, textOfArticle(article), { at, by: actor.name, headline, note: note ?? null, undated })
  const origin = item ?? agencyItemOf(article) ?? (before && originOf(ledger, before.id, base ?? before.revision))
  if (origin) saveOrigin(ledger, after.id, after.revision, origin)
  if (before?.headline !== headline) indexForEditors(ledger, after.id, slug, headline)
  return after
}

/** What editors look for an article by. */
export function indexForEditors(ledger: Ledger, id: number, slug: string, headline: string) {
  run(ledger, 'INSERT OR REPLACE INTO filed (rowid, slug, headline) VALUES (?, ?, ?)', id, slug, headline)
}

export function saveRevisionText(
  ledger: Ledger,
  id: number,
  revision: number,
  text: string,
  { at, by, headline, note, undated = false }: { at: string; by: string; headline: string; note: string | null; undated?: boolean },
) {
  run(
    ledger,
    'INSERT INTO revisions (article, revision, at, by, headline, note, hash, undated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, revision, at, by, headline, note, fingerprint(text), undated ? 1 : null],
  )
  for (const [part, json] of partsOf(text).entries())
    run(ledger, 'INSERT INTO copy (article, revision, part, json) VALUES (?, ?, ?, ?)', id, revision, part, json)
}

export function entryOf(it: ArticleRow): Entry {
  return {
    slug: it.slug,
    revision: it.revision,
    state: it.state,
    ...(it.live !== null && { live: it.live }),
    url: it.path,
    section: it.section,
    headline: it.headline,
    publishedAt: it.published_at,
    ...(it.until && { until: it.until, ready: it.ready ?? it.revision }),
    ...(it.withdraw_at && { withdrawAt: it.withdraw_at }),
    at: it.at,
    by: it.by,
  }
}

export function readRevision(ledger: Ledger, slug: string, revision?: number): { ok: true; article: Article; entry: Entry; revision: number } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const article = copyOfRevision(ledger, it.id, revision ?? it.revision)
  if (!article) return missingRevisionRefusal(ledger, it, revision ?? it.revision)
  return { ok: true, article, entry: entryOf(it), revision: revision ?? it.revision }
}

export function revisionsOf(ledger: Ledger, slug: string): { ok: true; revisions: Revision[] } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const found = rows<{ revision: number; at: string; by: string; headline: string; note: string | null; erased: string | null }>(
    ledger,
    'SELECT revision, at, by, headline, note, erased FROM revisions WHERE article = ? ORDER BY revision DESC',
    it.id,
  )
  return {
    ok: true,
    revisions: found.map(({ note, erased, ...revision }) => ({
      ...revision,
      ...(note && { note }),
      live: revision.revision === it.live,
      ...(erased && { erased: JSON.parse(erased) as Erasure }),
    })),
  }
}

/** When a revision was erased, by whom and why. */
export function erasureOf(ledger: Ledger, id: number, revision: number) {
  const found = row<{ erased: string | null }>(ledger, 'SELECT erased FROM revisions WHERE article = ? AND revision = ?', id, revision)
  return found?.erased ? (JSON.parse(found.erased) as Erasure) : undefined
}

/** Why there is no text of this revision. */
export function missingRevisionRefusal(ledger: Ledger, { id, slug, revision: newest }: ArticleRow, revision: number): Refusal {
  const erased = erasureOf(ledger, id, revision)
  return erased ? { ok: false, reason: 'erased-revision', slug, revision, erased } : { ok: false, reason: 'unknown-revision', slug, revision, newest }
}

const MAX_LIST = 200

/** Newest filed first. The cursor is the last entry's moment and number, so that filing meanwhile repeats or skips nothing older. */
export function listEntries(ledger: Ledger, { state, section, q, cursor, limit = 50 }: ListQuery): Page<Entry> {
  const size = Math.max(1, Math.min(limit, MAX_LIST))
  const [at, id] = cursorOf(cursor)
  const where: string[] = []
  const bound: (string | number)[] = []
  if (state) where.push('state = ?') && bound.push(state)
  if (section) where.push('section = ?') && bound.push(section)
  if (at) where.push('(at, id) < (?, ?)') && bound.push(at, id)
  for (const word of (q ?? '')
    // SQLite ends a query at NUL, and is then missing a quote.
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 5)) {
    const isShort = [...word].length < 3
    where.push(isShort ? 'id IN (SELECT rowid FROM filed WHERE headline LIKE ?)' : 'id IN (SELECT rowid FROM filed WHERE filed MATCH ?)')
    bound.push(isShort ? `%${word}%` : `"${word.replaceAll('"', '')}"`)
  }
  const found = rows<ArticleRow>(
    ledger,
    `SELECT * FROM articles ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY at DESC, id DESC LIMIT ?`,
    ...bound,
    size + 1,
  )
  const page = found.slice(0, size)
  const last = page.at(-1)
  return { items: page.map(entryOf), ...(found.length > size && last && { nextCursor: `${last.at}~${last.id}` }) }
}

function cursorOf(cursor: string | undefined): [string, number] {
  const [, at = '', id = '0'] = /^([\dT:Z-]{20})~(\d{1,15})$/.exec(cursor ?? '') ?? []
  return [at, Number(id)]
}
