/** Pictures whose files in R2 have yet to be told whether readers may have them. */
import { type Ledger, row, run } from './sql.ts'

export function queueFiles(ledger: Ledger, id: string, now: number) {
  run(ledger, 'INSERT INTO picture_files (id, due_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET due_at = excluded.due_at, attempts = 0', id, now)
}

/** For a reprint: what came out of a backup, or was put there by hand, may say otherwise. */
export const queueFilesOfTakenOff = (ledger: Ledger, now: number) =>
  run(ledger, 'INSERT OR IGNORE INTO picture_files (id, due_at) SELECT id, ? FROM pictures WHERE taken_off IS NOT NULL AND withdrawn IS NULL', now)

/** In milliseconds; undefined where all were told. */
export const nextFiles = (ledger: Ledger) => row<{ due: number | null }>(ledger, 'SELECT min(due_at) AS due FROM picture_files')?.due ?? undefined
