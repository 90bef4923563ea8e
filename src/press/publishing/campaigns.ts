/** Bookings of ad slots, and what of them readers see now. */
import { pathHere, storySlugIn } from '../../copy/advertised-story.ts'
import type { Campaign } from '../../copy/shapes/campaign.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag, Refusal } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { bookedSections, bookingsJob, bookingsOf, forgetBooking, indexBooking, MAX_BYTES, overfullMoment } from '../ledger/bookings.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { enqueue } from '../ledger/outbox.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { isHidden } from '../ledger/shown-pictures.ts'
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
  const before = bookingsOf(ledger, campaign.id)
  indexBooking(ledger, campaign, now)
  for (const section of new Set([...before, ...bookingsOf(ledger, campaign.id)].map((it) => it.section))) enqueue(ledger, bookingsJob(section), now)
  recordAudit(ledger, actor, now, { what: 'campaign', detail: campaign.id })
  return { created }
}

export function deleteCampaign(ledger: Ledger, id: string, actor: Actor, now: number) {
  if (run(ledger, 'DELETE FROM campaigns WHERE id = ?', id) === 0) return false
  const booked = bookingsOf(ledger, id)
  forgetBooking(ledger, id)
  for (const { section } of booked) enqueue(ledger, bookingsJob(section), now)
  recordAudit(ledger, actor, now, { what: 'remove-campaign', detail: id })
  return true
}

const parseRows = (found: { json: string }[]) => found.map(({ json }) => JSON.parse(json) as Campaign)

export const listCampaigns = (ledger: Ledger) => parseRows(rows(ledger, 'SELECT json FROM campaigns ORDER BY id'))

/**
 * A section's, or with '' those of all sections, as they are in KV: what runs or starts within a day. None leads to a story that was
 * withdrawn, or says its headline. What was made with a picture that we may show no more isn't shown without it: its advertiser would not know it again.
 */
export function listRunningCampaigns(ledger: Ledger, section: string, now: number) {
  const origin = readSite(ledger)?.url ?? ''
  const isWithdrawn = (href: string) => {
    const slug = storySlugIn(pathHere(href, origin))
    return slug !== undefined && storyCalled(ledger, slug)?.state === 'withdrawn'
  }
  const running = rows<{ json: string }>(
    ledger,
    'SELECT c.json FROM booked_sections b JOIN campaigns c ON c.id = b.id WHERE b.section = ? AND b.until > ? AND b.opens <= ? ORDER BY b.id',
    ...[section, now, now],
  )
  return parseRows(running).flatMap((campaign) => {
    const creatives = campaign.creatives.filter(({ href, picture }) => !isWithdrawn(href) && !(picture && isHidden(ledger, picture.src)))
    return creatives.length > 0 ? [{ ...campaign, creatives }] : []
  })
}

/** What editors change through the API, if it still is what they saw, and if there is room for it. */
export const changeCampaign = (ledger: Ledger, campaign: Campaign, actor: Actor, now: number, expect?: ExpectedTag) =>
  tagPreconditionRefusal(expect, `campaign "${campaign.id}"`, tagOfCampaign(ledger, campaign.id)) ??
  roomRefusal(ledger, campaign, now) ?? { ok: true as const, ...saveCampaign(ledger, campaign, actor, now) }

function roomRefusal(ledger: Ledger, campaign: Campaign, now: number): Refusal | undefined {
  const before = bookingsOf(ledger, campaign.id)
  for (const booked of bookedSections(campaign, now)) {
    const had = before.find(({ section }) => section === booked.section)
    // What takes no more than it had is never in anybody's way.
    if (had && booked.bytes <= had.bytes && booked.opens >= had.opens && booked.until <= had.until) continue
    const full = overfullMoment(ledger, campaign.id, booked, now)
    if (full) return { ok: false, reason: 'no-room', section: booked.section, at: instantOf(full.at), bytes: full.bytes, most: MAX_BYTES }
  }
  return undefined
}

/** Whether there was one. */
export function removeCampaign(ledger: Ledger, id: string, actor: Actor, now: number, expect?: ExpectedTag) {
  const tag = tagOfCampaign(ledger, id)
  return tag === undefined ? false : (tagPreconditionRefusal(expect, `campaign "${id}"`, tag) ?? deleteCampaign(ledger, id, actor, now))
}

export const hasCampaigns = (ledger: Ledger) => row(ledger, 'SELECT 1 AS yes FROM campaigns LIMIT 1') !== undefined
export const readCampaign = (ledger: Ledger, id: string) => parseRows(rows(ledger, 'SELECT json FROM campaigns WHERE id = ?', id))[0]

function tagOfCampaign(ledger: Ledger, id: string) {
  const campaign = readCampaign(ledger, id)
  return campaign && tagOf(campaign)
}
