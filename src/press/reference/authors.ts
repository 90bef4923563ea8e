/** Authors with a record: who they are, beside what bylines say. */
import type { Author } from '../../copy/shapes/author.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { deleteName } from '../ledger/names.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { fillWords } from '../ledger/words-from-copy.ts'
import { recordOf } from '../listings/about-listing.ts'
import type { NameRefusal } from '../reference-calls.ts'
import { missingRefusal, printArticlesOf } from './moving-names.ts'
import { printListingsShowing, readRecord, saveRecord } from './records.ts'

export function readAuthor(ledger: Ledger, slug: string): { ok: true; author: Author; isRecorded: boolean } | NameRefusal {
  const read = readRecord<Author>(ledger, 'author', slug)
  return read.ok ? { ok: true, author: read.record, isRecorded: read.isRecorded } : read
}

export function saveAuthor(ledger: Ledger, author: Author, actor: Actor, now: number, expect?: ExpectedTag) {
  const saved = saveRecord(ledger, 'author', author, { actor, now, expect })
  const portrait = saved.ok && /^\/pictures\/([0-9a-f]{32})$/.exec(author.portrait?.src ?? '')?.[1]
  if (portrait) fillWords(ledger, portrait, { alt: author.portrait?.alt || author.name })
  return saved.ok ? { ...saved, author } : saved
}

/** Articles say what their own bylines say again. */
export function removeAuthor(ledger: Ledger, slug: string, actor: Actor, now: number, expect?: ExpectedTag) {
  const before = recordOf<Author>(ledger, 'author', slug)
  if (!before) return missingRefusal(ledger, 'author', slug) ?? { ok: false as const, reason: 'unknown-name' as const, kind: 'author' as const, slug }
  const refusal = tagPreconditionRefusal(expect, `author "${slug}"`, tagOf(before))
  if (refusal) return refusal
  deleteName(ledger, 'author', slug)
  printArticlesOf(ledger, `author/${slug}`, now)
  printListingsShowing(ledger, 'author', slug, now)
  recordAudit(ledger, actor, now, { what: 'remove-author', detail: slug })
  return { ok: true as const }
}
