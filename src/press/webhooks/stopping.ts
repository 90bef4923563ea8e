import { type Ledger, run } from '../ledger/sql.ts'

/** What waits goes nowhere any more; it stays in the log, and can be replayed. */
export function stopDeliveries(ledger: Ledger, webhook: string) {
  run(
    ledger,
    `UPDATE webhook_deliveries SET state = 'failed', due_at = NULL, said = iif(attempts = 0, 'The webhook was disabled before this was sent.', said)
     WHERE webhook = ? AND due_at IS NOT NULL`,
    webhook,
  )
}
