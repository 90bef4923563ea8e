/** The press's part when a picture is taken down: the audit trail, the front cache, and who still shows it. */
import { pictureTag } from '../../edition/keys.ts'
import type { Actor, PictureUses, State } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { PURGE_RANK, queuePurge } from '../ledger/purge-queue.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { listCampaigns } from './site-settings.ts'

export function recordPictureWithdrawn(ledger: Ledger, id: string, actor: Actor, now: number, reason: string | undefined): PictureUses {
  recordAudit(ledger, actor, now, { what: 'withdraw-picture', detail: [id, reason].filter(Boolean).join(': ') })
  queuePurge(ledger, pictureTag(id), now, PURGE_RANK.removal)
  return usesOfPicture(ledger, `/pictures/${id}`)
}

export function recordPictureAllowed(ledger: Ledger, id: string, actor: Actor, now: number) {
  recordAudit(ledger, actor, now, { what: 'allow-picture', detail: id })
  queuePurge(ledger, pictureTag(id), now, PURGE_RANK.printed)
}

/** All copy that is newest, live or waiting is looked through: it happens seldom, and an index would cost every filing. */
function usesOfPicture(ledger: Ledger, src: string): PictureUses {
  const articles = rows<{ slug: string; state: State; url: string; headline: string }>(
    ledger,
    `SELECT slug, state, path AS url, headline FROM articles a WHERE EXISTS
       (SELECT 1 FROM copy c WHERE c.article = a.id AND c.revision IN (a.revision, a.live, a.ready) AND instr(c.json, ?)) ORDER BY state = 'published' DESC, at DESC`,
    src,
  )
  const campaigns = listCampaigns(ledger).filter((campaign) => JSON.stringify(campaign).includes(src))
  return { articles, campaigns: campaigns.map(({ id }) => id) }
}
