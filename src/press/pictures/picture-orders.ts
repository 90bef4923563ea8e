/** The press's part when a picture is taken down: the audit trail, the front cache, and who still shows it. */
import { instantOf } from '../../copy/text/instant.ts'
import { pictureTag } from '../../edition/keys.ts'
import type { Actor, PictureUses } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { PURGE_RANK, queuePurge } from '../ledger/purge-queue.ts'
import type { Ledger } from '../ledger/sql.ts'
import { markWithdrawn, removePicture } from './catalogue.ts'
import { printCampaigns } from './licence-ends.ts'
import { tellOfPicture } from './picture-events.ts'
import { allUsesOfPicture } from './uses.ts'

export function recordPictureWithdrawn(ledger: Ledger, id: string, actor: Actor, now: number, reason: string | undefined): PictureUses {
  recordAudit(ledger, actor, now, { what: 'withdraw-picture', detail: [id, reason].filter(Boolean).join(': ') })
  queuePurge(ledger, pictureTag(id), now, PURGE_RANK.removal)
  // The order may be repeated, to clear away what is left: others hear of it once.
  if (markWithdrawn(ledger, id, instantOf(now))) tellOfPicture(ledger, id, now, 'withdrawn')
  const uses = allUsesOfPicture(ledger, id)
  printCampaigns(ledger, uses.campaigns, now)
  return uses
}

export function recordPictureAllowed(ledger: Ledger, id: string, actor: Actor, now: number) {
  recordAudit(ledger, actor, now, { what: 'allow-picture', detail: id })
  queuePurge(ledger, pictureTag(id), now, PURGE_RANK.printed)
  removePicture(ledger, id)
}
