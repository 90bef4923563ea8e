/** Topics and authors to pick from: those that readers find, and those that only have a record. */

import { latinSlug } from '../../copy/shapes/latin-letters.ts'
import { foldName } from '../../copy/shapes/name.ts'
import { hashedSlugFromName, slugFromName } from '../../copy/shapes/slug.ts'
import { nameRow } from '../ledger/names.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { titleOf, totalOf } from '../listings/listings.ts'
import type { KnownName, NameKind, NameQuery } from '../reference-calls.ts'

const MAX_LIMIT = 200
const DEFAULT_LIMIT = 50
/** Sorts behind every slug that begins with what stands before it. */
const END = '\u{10ffff}'

export function listNames(ledger: Ledger, kind: NameKind, { q, cursor = '', limit = DEFAULT_LIMIT }: NameQuery): { items: KnownName[]; nextCursor?: string } {
  const most = Math.min(Math.max(1, limit), MAX_LIMIT)
  const slugs = q?.trim() ? slugsBeginning(ledger, kind, q, most) : slugsAfter(ledger, kind, cursor, most + 1)
  const items = slugs.slice(0, most).map((slug) => knownName(ledger, kind, slug))
  return { items, ...(!q?.trim() && slugs.length > most && { nextCursor: items.at(-1)?.slug ?? '' }) }
}

const LISTED = 'SELECT name FROM totals WHERE name > ? AND name < ? ORDER BY name LIMIT ?'
const RECORDED = 'SELECT slug FROM names WHERE kind = ? AND slug > ? AND moved_to IS NULL ORDER BY slug LIMIT ?'

function slugsAfter(ledger: Ledger, kind: NameKind, after: string, limit: number) {
  const listed = rows<{ name: string }>(ledger, LISTED, `${kind}/${after}`, `${kind}/${END}`, limit).map(({ name }) => name.slice(kind.length + 1))
  const recorded = rows<{ slug: string }>(ledger, RECORDED, kind, after, limit).map(({ slug }) => slug)
  return [...new Set([...listed, ...recorded])].sort(byLetters).slice(0, limit)
}

const BEGINNING = {
  folded: 'SELECT slug FROM names WHERE kind = ? AND folded >= ? AND folded < ? LIMIT ?',
  family: 'SELECT slug FROM names WHERE kind = ? AND family >= ? AND family < ? LIMIT ?',
}

/** By name, by last name, and by slug, which is what those without a record are known by. */
function slugsBeginning(ledger: Ledger, kind: NameKind, q: string, limit: number) {
  const folded = foldName(q)
  const byName = (['folded', 'family'] as const).flatMap((column) =>
    rows<{ slug: string }>(ledger, BEGINNING[column], kind, folded, folded + END, limit).map((it) => it.slug),
  )
  const bySlug = beginningsOf(ledger, q).flatMap(([from, to]) =>
    rows<{ name: string }>(
      ledger,
      'SELECT name FROM totals WHERE name >= ? AND name < ? ORDER BY name LIMIT ?',
      ...[`${kind}/${from}`, `${kind}/${to}`, limit],
    ).map(({ name }) => name.slice(kind.length + 1)),
  )
  return [...new Set([...byName, ...bySlug])].sort(byLetters).slice(0, limit)
}

/** A name stays under the slug that the rule of its day made: its own letters, Latin ones, or a code, which none but the whole name has. */
function beginningsOf(ledger: Ledger, q: string): [from: string, to: string][] {
  const slug = slugFromName(q)
  const spelled = slug === undefined ? [] : [...new Set([slug, latinSlug(slug, ledger.lang)])]
  const code = hashedSlugFromName(q)
  return [...spelled.map((it): [string, string] => [it, it + END]), [code, `${code}\0`]]
}

export function knownName(ledger: Ledger, kind: NameKind, slug: string): KnownName {
  const record = nameRow(ledger, kind, slug)
  const { role } = JSON.parse(record?.json ?? '{}') as { role?: string }
  return { slug, name: record?.name ?? titleOf(ledger, `${kind}/${slug}`), articles: totalOf(ledger, `${kind}/${slug}`), ...(role && { role }) }
}

export const sectionsInUse = (ledger: Ledger) =>
  rows<{ name: string; total: number }>(ledger, `SELECT name, total FROM totals WHERE kind = 'section' ORDER BY name`).map(({ name, total }) => ({
    section: name.slice('section/'.length),
    articles: total,
  }))

/** As SQLite has them: by code points. */
function byLetters(one: string, other: string) {
  const [a, b] = [[...one], [...other]]
  const at = a.findIndex((letter, at) => letter !== b[at])
  return at < 0 ? a.length - b.length : (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0)
}
