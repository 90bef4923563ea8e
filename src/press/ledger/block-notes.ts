/** Notes as they are stored, and how they stay beside their block from revision to revision. */
import { type BlockAnchor, type BlockLook, findBlock } from '../../copy/block-anchor.ts'
import { markdownFromBlock } from '../../copy/markdown/to-markdown.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Block } from '../../copy/shapes/block.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { ArticleRow } from './article-row.ts'
import { type Ledger, rows, run } from './sql.ts'

/**
 * `block` is null where the note is of the whole story. `revision` is that in which block, excerpt and fingerprint are as they say; of a proposed
 * correction, the one that readers had.
 */
export type BlockNoteRow = {
  id: number
  article: number
  revision: number
  block: number | null
  excerpt: string | null
  fingerprint: string | null
  text: string
  by: string
  at: string
  resolved_by: string | null
  resolved_at: string | null
  correction: string | null
}

const EXCERPT_UNITS = 200

export const notesOf = (ledger: Ledger, id: number) => rows<BlockNoteRow>(ledger, 'SELECT * FROM block_notes WHERE article = ? ORDER BY id', id)

export const lookOf = (block: Block): BlockLook => ({ fingerprint: tagOf(block), excerpt: markdownFromBlock(block).slice(0, EXCERPT_UNITS).toWellFormed() })

/** Where each note's block is in a body, by the note's number; without those whose block is no more. */
export function placesOf(notes: readonly BlockNoteRow[], body: readonly Block[]): Map<number, number> {
  const anchored = notes.filter((note): note is BlockNoteRow & BlockAnchor => note.block !== null)
  // Most stories have none.
  if (anchored.length === 0) return new Map()
  const looks = body.map(lookOf)
  return new Map(
    anchored.flatMap((note) => {
      const place = findBlock(note, looks)
      return place === undefined ? [] : [[note.id, place] as const]
    }),
  )
}

/** Step by step, so that a block is known again that was changed little by little. One whose block is gone waits where it last was. */
export function followBlocks(ledger: Ledger, { id, revision }: ArticleRow, { body }: Article) {
  const notes = notesOf(ledger, id)
  for (const [note, place] of placesOf(notes, body)) {
    const { fingerprint, excerpt } = lookOf(body[place] as Block) // A place in this body.
    run(ledger, 'UPDATE block_notes SET revision = ?, block = ?, excerpt = ?, fingerprint = ? WHERE id = ?', revision, place, excerpt, fingerprint, note)
  }
}

/** What they quote of it. What people wrote in them stays. */
export const eraseExcerpts = (ledger: Ledger, id: number, revision: number) =>
  run(ledger, `UPDATE block_notes SET excerpt = '', fingerprint = '' WHERE article = ? AND revision = ?`, id, revision)
