/** What became of a delivery, and of a webhook that takes none. */
import { instantOf } from '../../copy/text/instant.ts'
import { PRESS_ACTOR } from '../ledger/actors.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { backoffMs } from './backoff.ts'
import type { Called } from './call-outside.ts'
import { type Claim, isStillClaimed } from './claiming.ts'
import { stopDeliveries } from './stopping.ts'

/** Whoever takes nothing for so long, and was asked so often, isn't there any more. */
const GIVEN_UP_AFTER_MS = 5 * 86_400_000
const MIN_FAILURES = 10

type Failures = { count: number; since: number }

export function settleDelivery(ledger: Ledger, claim: Claim, called: Called, { now, random }: { now: number; random: number }) {
  if (!isStillClaimed(ledger, claim)) return
  note(ledger, claim, called, now)
  if (called.ok) return settleDelivered(ledger, claim)
  const failures = countFailure(ledger, claim.webhook, { now, random, asked: called.retryAfterMs })
  if (called.status === 410) return giveUp(ledger, claim, 'gone', now)
  if (failures.count >= MIN_FAILURES && now - failures.since >= GIVEN_UP_AFTER_MS) return giveUp(ledger, claim, 'failing', now)
  settleFailed(ledger, claim, now + backoffMs(claim.attempts, random, called.retryAfterMs))
}

function note(ledger: Ledger, { webhook, event }: Claim, { status, said }: Called, now: number) {
  run(
    ledger,
    'UPDATE webhook_deliveries SET status = ?, said = ?, ms = max(0, ? - last_at) WHERE webhook = ? AND event = ?',
    ...[status ?? null, said || null, now, webhook, event],
  )
}

function settleDelivered(ledger: Ledger, { webhook, event }: Claim) {
  run(ledger, `UPDATE webhook_deliveries SET state = 'delivered', due_at = NULL WHERE webhook = ? AND event = ?`, webhook, event)
  run(ledger, 'DELETE FROM webhook_failures WHERE webhook = ?', webhook)
}

function countFailure(ledger: Ledger, webhook: string, { now, random, asked }: { now: number; random: number; asked: number }): Failures {
  const before = row<Failures>(ledger, 'SELECT count, since FROM webhook_failures WHERE webhook = ?', webhook) ?? { count: 0, since: now }
  const failures = { count: before.count + 1, since: before.since }
  run(
    ledger,
    'INSERT OR REPLACE INTO webhook_failures (webhook, count, since, not_before) VALUES (?, ?, ?, ?)',
    ...[webhook, failures.count, failures.since, now + backoffMs(failures.count, random, asked)],
  )
  return failures
}

/** Tried again, unless its days are over. */
function settleFailed(ledger: Ledger, { webhook, event }: Claim, again: number) {
  run(
    ledger,
    `UPDATE webhook_deliveries SET state = iif(?1 <= until, 'waiting', 'failed'), due_at = iif(?1 <= until, ?1, NULL) WHERE webhook = ?2 AND event = ?3`,
    ...[again, webhook, event],
  )
}

function giveUp(ledger: Ledger, { webhook, url }: Claim, why: 'gone' | 'failing', now: number) {
  run(ledger, 'UPDATE webhooks SET disabled = ?, disabled_at = ? WHERE id = ?', why, instantOf(now), webhook)
  stopDeliveries(ledger, webhook)
  const detail = why === 'gone' ? `${url} answered 410` : `${url} took nothing for five days`
  recordAudit(ledger, PRESS_ACTOR, now, { what: 'disable-webhook', detail })
}
