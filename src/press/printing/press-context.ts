/** What printing works with: tests put others in place of each. */
import type { KvWriter } from '../../edition/kv-entry.ts'
import type { Ledger } from '../ledger/sql.ts'

export type PressContext = {
  ledger: Ledger
  kv: KvWriter
  transact: <T>(step: () => T) => T
  clock: () => number
  log: (line: Record<string, unknown>) => void
}
