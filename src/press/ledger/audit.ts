/** Who did what, when. Every change of the ledger leaves a line. */

import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, AuditLine, Page } from '../calls.ts'
import { type Ledger, rows, run } from './sql.ts'

/** `isNoDecision`: nothing about the story itself was decided by it. */
type AuditEntry = { what: string; slug?: string; revision?: number; detail?: string | undefined; isNoDecision?: true }

export function recordAudit(ledger: Ledger, actor: Pick<Actor, 'name'>, now: number, { what, slug, revision, detail, isNoDecision }: AuditEntry) {
  run(
    ledger,
    'INSERT INTO audit (at, by, what, slug, revision, detail) VALUES (?, ?, ?, ?, ?, ?)',
    ...[instantOf(now), actor.name, what, slug ?? null, revision ?? null, detail ?? null],
  )
  // What was decided here is not undone by an older line of an import.
  if (slug !== undefined && !isNoDecision) run(ledger, 'UPDATE articles SET decided_at = max(coalesce(decided_at, 0) + 1, ?) WHERE slug = ?', now, slug)
}

const MAX_LINES = 500

type Line = { id: number; at: string; by: string; what: string; slug: string | null; revision: number | null; detail: string | null }

/** Newest first. */
export function readAudit(ledger: Ledger, cursor: string | undefined, limit = 100): Page<AuditLine> {
  const size = sizeOf(limit)
  return pageOf(rows<Line>(ledger, 'SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?', beforeId(cursor), size + 1), size)
}

/** Of one story, under all slugs that it had. */
export function readAuditOf(ledger: Ledger, slugs: string[], cursor: string | undefined, limit = 100): Page<AuditLine> {
  const size = sizeOf(limit)
  const found = slugs.flatMap((slug) =>
    rows<Line>(ledger, 'SELECT * FROM audit WHERE slug = ? AND id < ? ORDER BY id DESC LIMIT ?', slug, beforeId(cursor), size + 1),
  )
  return pageOf(
    found.sort((a, b) => b.id - a.id),
    size,
  )
}

const sizeOf = (limit: number) => Math.max(1, Math.min(limit, MAX_LINES))
const beforeId = (cursor: string | undefined) => Number(cursor ?? Number.MAX_SAFE_INTEGER) || Number.MAX_SAFE_INTEGER

function pageOf(found: Line[], size: number): Page<AuditLine> {
  const items = found.slice(0, size).map(({ slug, revision, detail, ...line }) => ({
    ...line,
    ...(slug !== null && { slug }),
    ...(revision !== null && { revision }),
    ...(detail !== null && { detail }),
  }))
  const last = items.at(-1)
  return { items, ...(found.length > size && last && { nextCursor: String(last.id) }) }
}
