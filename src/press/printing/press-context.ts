/** What the press works with beside its ledger: tests put others in place of each. */
import type { KvWriter } from '../../edition/kv-entry.ts'
import type { Ledger } from '../ledger/sql.ts'
import type { Outside } from '../outside.ts'
import type { Presence } from '../writing/presence.ts'

export type PressContext = {
  ledger: Ledger
  kv: KvWriter
  transact: <T>(step: () => T) => T
  clock: () => number
  presence: Presence
  outside: Outside
  log: (line: Record<string, unknown>) => void
}
