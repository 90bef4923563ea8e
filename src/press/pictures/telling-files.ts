/** A picture's files in R2 are told that its licence has ended, or that it holds again: until that succeeds, and before caches are purged. */
import { pictureTag } from '../../edition/keys.ts'
import { setLicenceEnd } from '../../pictures/licence-end.ts'
import { pictureRow } from '../ledger/picture-row.ts'
import { PURGE_RANK, queuePurge } from '../ledger/purge-queue.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'

const RETRY_MS = 2000
const MAX_RETRY_MS = 300_000

type FilesContext = { ledger: Ledger; pictures: R2Bucket; transact: <T>(step: () => T) => T; clock: () => number; log: (line: Record<string, unknown>) => void }

/** Of one picture, if one is due. Answers whether there was one. */
export async function tellFiles({ ledger, pictures, transact, clock, log }: FilesContext): Promise<boolean> {
  const due = row<{ id: string; attempts: number; due_at: number }>(
    ledger,
    'SELECT id, attempts, due_at FROM picture_files WHERE due_at <= ? ORDER BY due_at LIMIT 1',
    clock(),
  )
  if (!due) return false
  const { id, attempts, due_at } = due
  const takenOff = pictureRow(ledger, id)?.taken_off ?? undefined
  try {
    await setLicenceEnd(pictures, id, takenOff)
  } catch (error) {
    log({ event: 'picture-files-not-told', picture: id, attempts: attempts + 1, error: String(error) })
    transact(() =>
      run(
        ledger,
        'UPDATE picture_files SET attempts = attempts + 1, due_at = ? WHERE id = ?',
        clock() + Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** Math.min(attempts, 10)),
        id,
      ),
    )
    return true
  }
  transact(() => {
    // Changed meanwhile: it's told again.
    run(
      ledger,
      'DELETE FROM picture_files WHERE id = ? AND due_at = ? AND ? IS (SELECT taken_off FROM pictures WHERE id = ?)',
      id,
      due_at,
      takenOff ?? null,
      id,
    )
    run(ledger, 'DELETE FROM picture_files WHERE id = ? AND NOT EXISTS (SELECT 1 FROM pictures WHERE id = ?)', id, id)
    queuePurge(ledger, pictureTag(id), clock(), takenOff === undefined ? PURGE_RANK.printed : PURGE_RANK.removal)
  })
  return true
}
