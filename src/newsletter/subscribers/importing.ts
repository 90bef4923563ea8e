/** Imports subscribers who agreed elsewhere, but nobody who unsubscribed here, was erased, bounced or complained. */
import type { ImportedRow, ImportResult } from '../calls.ts'
import type { Database } from '../list/database.ts'
import type { Address } from './address.ts'
import { standingsOf } from './standing.ts'
import { addReader, findReader, subscribeAtOnce } from './subscriptions.ts'
import { suppressionOf } from './suppressions.ts'

/** To be called within a transaction. */
export function importRow(db: Database, row: ImportedRow, address: Address, hash: string, now: number): ImportResult['result'] {
  const suppressed = suppressionOf(db, hash)
  if (suppressed) return suppressed.reason
  const known = findReader(db, address.key)
  const standing = known && standingsOf(db, known.id).find(({ list }) => list === row.list)
  // Also where a form asked since then: anybody can send one, and nobody has confirmed it.
  if (standing && standing.left_at !== null) return 'left'
  const reader = known ?? addReader(db, address, now)
  const consent = { wording: row.wording, at: Date.parse(row.at), country: row.country, how: 'import' as const, source: row.source }
  const confirmedAt = row.confirmedAt === undefined ? now : Date.parse(row.confirmedAt)
  return subscribeAtOnce(db, row.list, reader.id, { consent, confirmedAt }, now) ? 'added' : 'already'
}
