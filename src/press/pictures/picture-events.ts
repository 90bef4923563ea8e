/** What webhooks are told of pictures: that readers can't have one any more, or can again. */
import { instantOf } from '../../copy/text/instant.ts'
import type { Ledger } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { recordEvent } from '../ledger/webhook-events.ts'

/** `reason`: why it was taken down; without one it may be shown again. */
export function tellOfPicture(ledger: Ledger, id: string, now: number, reason?: 'withdrawn' | 'licence-ended') {
  const data = { id, url: `${readSite(ledger)?.url ?? ''}/pictures/${id}`, ...(reason && { reason }), at: instantOf(now) }
  recordEvent(ledger, now, { type: reason ? 'picture.withdrawn' : 'picture.restored', data })
}
