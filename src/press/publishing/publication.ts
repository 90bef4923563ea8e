/** The publication around the copy: the site, what the editors pinned, and the bookings. */
import type { Campaign } from '../../copy/shapes/campaign.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { note } from '../ledger/audit.ts'
import { unmetTag } from '../ledger/preconditions.ts'
import { enqueue } from '../printing/outbox.ts'
import { type Ledger, row, rows, run } from '../rows.ts'

/** What was kept went through the parser at a door, or is ours. */
export function kept<T>(ledger: Ledger, name: string) {
  const found = row<{ json: string }>(ledger, 'SELECT json FROM kept WHERE name = ?', name)
  return found && (JSON.parse(found.json) as T)
}
export const keep = (ledger: Ledger, name: string, value: unknown) =>
  run(ledger, 'INSERT INTO kept (name, json) VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json', name, JSON.stringify(value))

export const drop = (ledger: Ledger, name: string) => run(ledger, 'DELETE FROM kept WHERE name = ?', name)

export const keptSite = (ledger: Ledger) => kept<Site>(ledger, 'site')
export const keptPins = (ledger: Ledger) => kept<string[]>(ledger, 'pins') ?? []

/** Answers the readers' paths it made stale. Every page shows the site's name; the listings of its sections are named by it. */
export function keepSite(ledger: Ledger, site: Site, actor: Actor, now: number): string[] {
  const before = keptSite(ledger)
  keep(ledger, 'site', site)
  enqueue(ledger, { kind: 'site', name: 'site' }, now)
  enqueue(ledger, { kind: 'listing', name: 'front' }, now)
  const sections = new Set([...(before?.sections ?? []), ...site.sections].map(({ slug }) => slug))
  for (const section of sections) enqueue(ledger, { kind: 'listing', name: `section/${section}` }, now)
  note(ledger, actor, now, { what: 'site' })
  return ['/', ...[...sections].map((section) => `/${section}`), '/latest', '/feed.xml', '/feed.json']
}

export function keepPins(ledger: Ledger, slugs: string[], actor: Actor, now: number) {
  const pins = [...new Set(slugs)]
  const unknown = pins.filter((slug) => !row(ledger, 'SELECT 1 AS yes FROM articles WHERE slug = ?', slug))
  const pinned = pins.filter((slug) => !unknown.includes(slug))
  keep(ledger, 'pins', pinned)
  enqueue(ledger, { kind: 'listing', name: 'front' }, now)
  note(ledger, actor, now, { what: 'pins', detail: pinned.join(' ') })
  return { ok: true as const, pins: pinned, unknown, stale: ['/'] }
}

export function keepCampaign(ledger: Ledger, campaign: Campaign, actor: Actor, now: number) {
  const created = !row(ledger, 'SELECT 1 AS yes FROM campaigns WHERE id = ?', campaign.id)
  const until = campaign.until ?? null
  const ended = until !== null && Date.parse(until) <= now
  run(
    ledger,
    'INSERT INTO campaigns (id, json, until, ended) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json, until = excluded.until, ended = excluded.ended',
    ...[campaign.id, JSON.stringify(campaign), until, Number(ended)],
  )
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now)
  note(ledger, actor, now, { what: 'campaign', detail: campaign.id })
  return { created }
}

export function dropCampaign(ledger: Ledger, id: string, actor: Actor, now: number) {
  if (run(ledger, 'DELETE FROM campaigns WHERE id = ?', id) === 0) return false
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now)
  note(ledger, actor, now, { what: 'remove-campaign', detail: id })
  return true
}

const parsed = (found: { json: string }[]) => found.map(({ json }) => JSON.parse(json) as Campaign)

export const allCampaigns = (ledger: Ledger) => parsed(rows(ledger, 'SELECT json FROM campaigns ORDER BY id'))
/** Live ones and those to come: what stands in KV. */
export const runningCampaigns = (ledger: Ledger) => parsed(rows(ledger, 'SELECT json FROM campaigns WHERE ended = 0 ORDER BY id'))

export function endCampaigns(ledger: Ledger, at: string, now: number) {
  if (run(ledger, 'UPDATE campaigns SET ended = 1 WHERE ended = 0 AND until <= ?', at) > 0) enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now)
}

/** What editors change through the API, if it still is what they saw. */
export function changeSite(ledger: Ledger, site: Site, actor: Actor, now: number, expect?: ExpectedTag) {
  const before = keptSite(ledger)
  return unmetTag(expect, 'site', before && tagOf(before)) ?? { ok: true as const, stale: keepSite(ledger, site, actor, now) }
}

export const changePins = (ledger: Ledger, slugs: string[], actor: Actor, now: number, expect?: ExpectedTag) =>
  unmetTag(expect, 'front', tagOf(keptPins(ledger))) ?? keepPins(ledger, slugs, actor, now)

export const changeCampaign = (ledger: Ledger, campaign: Campaign, actor: Actor, now: number, expect?: ExpectedTag) =>
  unmetTag(expect, `campaign "${campaign.id}"`, campaignTag(ledger, campaign.id)) ?? { ok: true as const, ...keepCampaign(ledger, campaign, actor, now) }

/** Whether there was one. */
export function removeCampaign(ledger: Ledger, id: string, actor: Actor, now: number, expect?: ExpectedTag) {
  const tag = campaignTag(ledger, id)
  return tag === undefined ? false : (unmetTag(expect, `campaign "${id}"`, tag) ?? dropCampaign(ledger, id, actor, now))
}

function campaignTag(ledger: Ledger, id: string) {
  const [campaign] = parsed(rows(ledger, 'SELECT json FROM campaigns WHERE id = ?', id))
  return campaign && tagOf(campaign)
}
