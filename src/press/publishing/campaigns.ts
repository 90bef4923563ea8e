/** Bookings of ad slots, and what of them readers see now. */
import { pathHere, storySlugIn } from '../../copy/advertised-story.ts'
import type { Campaign } from '../../copy/shapes/campaign.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { enqueue } from '../ledger/outbox.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'

export function saveCampaign(ledger: Ledger, campaign: Campaign, actor: Actor, now: number) {
  const created = !row(ledger, 'SELECT 1 AS yes FROM campaigns WHERE id = ?', campaign.id)
  const until = campaign.until ?? null
  const ended = until !== null && Date.parse(until) <= now
  run(
    ledger,
    'INSERT INTO campaigns (id, json, until, ended) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json, until = excluded.until, ended = excluded.ended',
    ...[campaign.id, JSON.stringify(campaign), until, Number(ended)],
  )
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now)
  recordAudit(ledger, actor, now, { what: 'campaign', detail: campaign.id })
  return { created }
}

export function deleteCampaign(ledger: Ledger, id: string, actor: Actor, now: number) {
  if (run(ledger, 'DELETE FROM campaigns WHERE id = ?', id) === 0) return false
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now)
  recordAudit(ledger, actor, now, { what: 'remove-campaign', detail: id })
  return true
}

const parseRows = (found: { json: string }[]) => found.map(({ json }) => JSON.parse(json) as Campaign)

export const listCampaigns = (ledger: Ledger) => parseRows(rows(ledger, 'SELECT json FROM campaigns ORDER BY id'))
/** Live ones and those to come, as they are in KV: none leads to a story that was withdrawn, or says its headline. */
export function listRunningCampaigns(ledger: Ledger) {
  const origin = readSite(ledger)?.url ?? ''
  const isWithdrawn = (href: string) => {
    const slug = storySlugIn(pathHere(href, origin))
    return slug !== undefined && storyCalled(ledger, slug)?.state === 'withdrawn'
  }
  return parseRows(rows(ledger, 'SELECT json FROM campaigns WHERE ended = 0 ORDER BY id')).flatMap((campaign) => {
    const creatives = campaign.creatives.filter(({ href }) => !isWithdrawn(href))
    return creatives.length > 0 ? [{ ...campaign, creatives }] : []
  })
}

export function endCampaigns(ledger: Ledger, at: string, now: number) {
  if (run(ledger, 'UPDATE campaigns SET ended = 1 WHERE ended = 0 AND until <= ?', at) > 0) enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now)
}

export const changeCampaign = (ledger: Ledger, campaign: Campaign, actor: Actor, now: number, expect?: ExpectedTag) =>
  tagPreconditionRefusal(expect, `campaign "${campaign.id}"`, tagOfCampaign(ledger, campaign.id)) ?? {
    ok: true as const,
    ...saveCampaign(ledger, campaign, actor, now),
  }

/** Whether there was one. */
export function removeCampaign(ledger: Ledger, id: string, actor: Actor, now: number, expect?: ExpectedTag) {
  const tag = tagOfCampaign(ledger, id)
  return tag === undefined ? false : (tagPreconditionRefusal(expect, `campaign "${id}"`, tag) ?? deleteCampaign(ledger, id, actor, now))
}

function tagOfCampaign(ledger: Ledger, id: string) {
  const [campaign] = parseRows(rows(ledger, 'SELECT json FROM campaigns WHERE id = ?', id))
  return campaign && tagOf(campaign)
}
