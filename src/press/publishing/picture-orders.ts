/** The press's part when a picture is taken down: the audit trail, the front cache, and who still shows it. */
import { pictureTag } from '../../edition/keys.ts'
import type { Actor, Showing, State } from '../calls.ts'
import { note } from '../ledger/audit.ts'
import { orderPurge, PURGE_RANK } from '../printing/purging.ts'
import { type Ledger, rows } from '../rows.ts'
import { allCampaigns } from './publication.ts'

export function pictureTakenDown(ledger: Ledger, id: string, actor: Actor, now: number, reason: string | undefined): Showing {
  note(ledger, actor, now, { what: 'withdraw-picture', detail: [id, reason].filter(Boolean).join(': ') })
  orderPurge(ledger, pictureTag(id), now, PURGE_RANK.takenDown)
  return showing(ledger, `/pictures/${id}`)
}

export function pictureAllowed(ledger: Ledger, id: string, actor: Actor, now: number) {
  note(ledger, actor, now, { what: 'allow-picture', detail: id })
  orderPurge(ledger, pictureTag(id), now, PURGE_RANK.printed)
}

/** All copy that is newest, live or waiting is looked through: it happens seldom, and an index would cost every filing. */
function showing(ledger: Ledger, src: string): Showing {
  const articles = rows<{ slug: string; state: State; url: string; headline: string }>(
    ledger,
    `SELECT slug, state, path AS url, headline FROM articles a WHERE EXISTS
       (SELECT 1 FROM copy c WHERE c.article = a.id AND c.revision IN (a.revision, a.live, a.ready) AND instr(c.json, ?)) ORDER BY state = 'published' DESC, at DESC`,
    src,
  )
  const campaigns = allCampaigns(ledger).filter((campaign) => JSON.stringify(campaign).includes(src))
  return { articles, campaigns: campaigns.map(({ id }) => id) }
}
