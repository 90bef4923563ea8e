/** Notes beside a story's blocks, for the newsroom alone: in no export, no revision and nothing that readers get. */
import { type BlockAnchor, findBlock } from '../../copy/block-anchor.ts'
import type { Block } from '../../copy/shapes/block.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Deleted, Refusal } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type BlockNoteRow, lookOf, notesOf, placesOf } from '../ledger/block-notes.ts'
import { missingRevisionRefusal } from '../ledger/erasures.ts'
import { missingRefusal } from '../ledger/former-slugs.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import type { BlockNote, NewNote, NoteChange } from '../writing-calls.ts'

/** Of one story. */
const MAX_NOTES = 500

export function addNote(
  ledger: Ledger,
  now: number,
  slug: string,
  { text, block, revision, excerpt, correction }: NewNote,
  actor: Actor,
): { ok: true; id: number } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const of = revision ?? it.revision
  const article = copyOfRevision(ledger, it.id, of)
  if (!article) return missingRevisionRefusal(ledger, it, of)
  const anchor = excerpt ? anchorBy(excerpt, block, article.body) : anchorAt(block, article.body)
  if (block !== undefined && !anchor) return { ok: false, reason: 'unknown-block', slug, revision: of, block, blocks: article.body.length }
  const count = row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM block_notes WHERE article = ?', it.id)?.count ?? 0
  if (count >= MAX_NOTES) return { ok: false, reason: 'too-many-notes', slug, most: MAX_NOTES }
  run(
    ledger,
    'INSERT INTO block_notes (article, revision, block, excerpt, fingerprint, text, by, at, correction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[it.id, of, anchor?.block ?? null, anchor?.excerpt ?? null, anchor?.fingerprint ?? null, text, actor.name, instantOf(now), correction ?? null],
  )
  const id = row<{ id: number }>(ledger, 'SELECT last_insert_rowid() AS id')?.id ?? 0
  record(ledger, now, actor, { what: 'add-note', slug, id })
  return { ok: true, id }
}

const anchorAt = (block: number | undefined, body: readonly Block[]): BlockAnchor | undefined => {
  const noted = block === undefined ? undefined : body[block]
  return noted && { block: block as number, ...lookOf(noted) } // There is such a block.
}

/** Of a block as somebody has it before filing. One that isn't filed at all is found when it is. */
function anchorBy(excerpt: string, block = 0, body: readonly Block[]): BlockAnchor {
  const unfiled = { block, excerpt, fingerprint: '' }
  return anchorAt(findBlock(unfiled, body.map(lookOf)), body) ?? unfiled
}

export function listNotes(ledger: Ledger, slug: string): { ok: true; revision: number; notes: BlockNote[] } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const notes = notesOf(ledger, it.id)
  const places = placesOf(notes, copyOfRevision(ledger, it.id, it.revision)?.body ?? [])
  return { ok: true, revision: it.revision, notes: notes.map((note) => noteOf(note, it.live, places.get(note.id))) }
}

export function changeNote(ledger: Ledger, now: number, slug: string, id: number, { text, resolved }: NoteChange, actor: Actor): { ok: true } | Refusal {
  const found = noteCalled(ledger, slug, id)
  if (!('note' in found)) return found
  const refusal = text === undefined ? undefined : authorRefusal(found.note, actor)
  if (refusal) return refusal
  if (text !== undefined && text !== found.note.text) {
    run(ledger, 'UPDATE block_notes SET text = ? WHERE id = ?', text, id)
    record(ledger, now, actor, { what: 'change-note', slug, id })
  }
  if (resolved !== undefined && resolved !== (found.note.resolved_at !== null)) {
    run(ledger, 'UPDATE block_notes SET resolved_by = ?, resolved_at = ? WHERE id = ?', ...[resolved ? actor.name : null, resolved ? instantOf(now) : null, id])
    record(ledger, now, actor, { what: resolved ? 'resolve-note' : 'reopen-note', slug, id })
  }
  return { ok: true }
}

export function deleteNote(ledger: Ledger, now: number, slug: string, id: number, actor: Actor): Deleted | Refusal {
  const found = noteCalled(ledger, slug, id)
  if (!('note' in found)) return found
  const refusal = authorRefusal(found.note, actor)
  if (refusal) return refusal
  run(ledger, 'DELETE FROM block_notes WHERE id = ?', id)
  record(ledger, now, actor, { what: 'delete-note', slug, id })
  return { ok: true }
}

/** Which note, and never what it says: a note that is deleted is gone. */
const record = (ledger: Ledger, now: number, actor: Actor, { what, slug, id }: { what: string; slug: string; id: number }) =>
  recordAudit(ledger, actor, now, { what, slug, detail: `note ${id}`, isNoDecision: true })

function noteCalled(ledger: Ledger, slug: string, id: number): { note: BlockNoteRow } | Refusal {
  const it: ArticleRow | undefined = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const note = row<BlockNoteRow>(ledger, 'SELECT * FROM block_notes WHERE id = ? AND article = ?', id, it.id)
  return note ? { note } : { ok: false, reason: 'unknown-note', slug, id }
}

/** Whoever wrote it, or an editor. */
const authorRefusal = ({ by }: BlockNoteRow, actor: Actor): Refusal | undefined =>
  by === actor.name || mayPublish(actor)
    ? undefined
    : { ok: false, reason: 'not-allowed', needs: 'editor', message: `This note is ${by}’s. Ask them or an editor to change it.` }

const noteOf = (
  { id, block, excerpt, text, by, at, resolved_by, resolved_at, correction, revision }: BlockNoteRow,
  live: number | null,
  place?: number,
): BlockNote => ({
  id,
  text,
  by,
  at,
  ...(place !== undefined && { block: place }),
  ...(block !== null && { excerpt: excerpt ?? '' }),
  ...(resolved_by !== null && resolved_at !== null && { resolved: { by: resolved_by, at: resolved_at } }),
  ...(correction !== null && { proposal: { correction, revision, isStale: live !== revision } }),
})
