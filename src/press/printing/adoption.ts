/** What an editor put into KV becomes a revision, the site's settings or bookings; what cannot be read is replaced by the last good copy. */
import { futureMomentFlaws } from '../../copy/future-moments.ts'
import { type Parsed, parseJson, parseWith } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import { type Campaign, Campaigns } from '../../copy/shapes/campaign.ts'
import { isOldAddresses } from '../../copy/shapes/old-addresses.ts'
import { Site } from '../../copy/shapes/site.ts'
import { isTombstone, Tombstone } from '../../copy/shapes/tombstone.ts'
import { CAMPAIGNS_KEY, SITE_KEY } from '../../edition/keys.ts'
import type { SweepReport } from '../calls.ts'
import { KV_ACTOR } from '../ledger/actors.ts'
import { articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { MAX_BYTES } from '../ledger/bookings.ts'
import { deleteFormerSlug, renamedFrom } from '../ledger/former-slugs.ts'
import { HAND_PUT_NOTE, revisionOfHandPut } from '../ledger/hand-put.ts'
import { enqueue, RANK } from '../ledger/outbox.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { deleteCampaign, listRunningCampaigns, saveCampaign } from '../publishing/campaigns.ts'
import { file } from '../publishing/filing.ts'
import { withdrawNow } from '../publishing/release.ts'
import { saveSite } from '../publishing/site-settings.ts'
import { partSite } from '../reference/house-style.ts'
import { restoreMalformed } from './malformed-copy.ts'
import type { PressContext } from './press-context.ts'
import { isJustWritten, mayBeErasedCopy } from './stale-views.ts'

type SweepRound = { prefix: string; report: SweepReport; bulk: boolean }

export function adoptOrReport(context: PressContext, key: string, text: string, { prefix, report, bulk }: SweepRound) {
  const { ledger, clock } = context
  const json = parseJson(text)
  const message = json.ok ? adopt(ledger, key, json.value, { prefix, bulk, report }, clock()) : json.flaws[0]?.message
  if (message === undefined) {
    run(ledger, 'DELETE FROM malformed WHERE key = ?', key)
    report.adopted.push(key.startsWith(prefix) ? key.slice(prefix.length) : key)
  } else if (message !== '') {
    restoreMalformed(context, key, { text, message, bulk })
    report.malformed.push({ key, message })
  }
}

/** What is wrong with it; nothing once it is adopted; '' where there is nothing to adopt: a tombstone, or an old view of what was adopted before. */
function adopt(ledger: Ledger, key: string, value: unknown, { prefix, bulk, report }: SweepRound, now: number): string | undefined {
  if (key === SITE_KEY) return adoptSite(ledger, parseWith(Site, value), now)
  if (key === CAMPAIGNS_KEY) return adoptCampaigns(ledger, parseWith(Campaigns, value), now)
  const slug = key.slice(prefix.length)
  const renamed = articleRow(ledger, slug) ? undefined : renamedFrom(ledger, slug)
  if (renamed?.is_public) return isJustWritten(ledger, slug, now) ? '' : renamedMessage(slug, renamed.slug)
  // Another ledger wrote it.
  if (isOldAddresses(value)) return ''
  if (isTombstone(value)) return adoptTombstone(ledger, slug, parseWith(Tombstone, value), now)
  const parsed = parseArticle(value)
  if (!parsed.ok) return flawsOf(parsed)
  if (parsed.value.slug !== slug) return wrongSlugMessage(parsed.value.slug, slug)
  const ahead = futureMomentFlaws(parsed.value, now)
  if (ahead.length > 0) return flawsOf({ flaws: ahead })
  if (renamed) deleteFormerSlug(ledger, slug)
  const it = articleRow(ledger, slug)
  const filed = it && revisionOfHandPut(ledger, it, parsed.value)
  if (filed !== undefined && filed !== it?.live && isJustWritten(ledger, slug, now)) return ''
  if (it && filed === undefined && mayBeErasedCopy(ledger, it.id, slug, now)) return ''
  const wasOut = it?.came_out === 1
  if (parsed.notes.length > 0) report.notes = [...(report.notes ?? []), { key, notes: parsed.notes }]
  file(
    ledger,
    now,
    { article: parsed.value, actor: KV_ACTOR, publish: 'now', undated: false },
    { what: 'adopt', note: [HAND_PUT_NOTE, ...parsed.notes].join('. '), bulk },
  )
  // Readers of feeds have had it since it was put there, under the name that it has without an id.
  if (!wasOut) run(ledger, 'UPDATE articles SET feed_id = NULL WHERE slug = ?', slug)
  // Written again, to bear our tag; or removed, where its time has not come.
  const rank = articleRow(ledger, slug)?.live == null ? RANK.removal : RANK.article
  enqueue(ledger, { kind: 'article', name: slug, rank }, now, { bulk: bulk && rank === RANK.article, force: true })
  return undefined
}

const wrongSlugMessage = (says: string, slug: string) => `/slug: The article says "${says}", but it’s stored under "${slug}".`

const renamedMessage = (slug: string, current: string) =>
  `/slug: "${slug}" was renamed to "${current}", and its old address redirects there. Edit "${current}" instead, or choose another slug.`

/** Put there by hand, it takes the story down: readers see it gone already. */
function adoptTombstone(ledger: Ledger, slug: string, parsed: Parsed<Tombstone>, now: number): string | undefined {
  if (!parsed.ok) return flawsOf(parsed)
  if (parsed.value.slug !== slug) return wrongSlugMessage(parsed.value.slug, slug)
  const it = articleRow(ledger, slug)
  if (it && parsed.value.to) return `To change the address of "${slug}", rename it.`
  if (it?.live == null || isJustWritten(ledger, slug, now)) return ''
  withdrawNow(ledger, it, now)
  enqueue(ledger, { kind: 'article', name: slug, rank: RANK.removal }, now, { force: true })
  recordAudit(ledger, KV_ACTOR, now, { what: 'withdraw', slug, revision: it.revision, detail: 'by a tombstone put directly into KV' })
  return undefined
}

function adoptSite(ledger: Ledger, parsed: Parsed<Site>, now: number) {
  if (!parsed.ok) return flawsOf(parsed)
  const { site, houseStyle, message } = partSite(parsed.value)
  if (message) return message
  if (houseStyle || JSON.stringify(readSite(ledger)) !== JSON.stringify(site)) saveSite(ledger, parsed.value, KV_ACTOR, now)
  enqueue(ledger, { kind: 'site', name: 'site' }, now, { force: true })
  return undefined
}

/** A hand-put list says which bookings of all sections run; those that are not on it are taken off. What is printed elsewhere stays. */
function adoptCampaigns(ledger: Ledger, parsed: Parsed<Campaign[]>, now: number) {
  if (!parsed.ok) return flawsOf(parsed)
  const bytes = new TextEncoder().encode(JSON.stringify(parsed.value)).length
  if (bytes > MAX_BYTES) return `A list of campaigns can take up to ${MAX_BYTES} bytes, and this one takes ${bytes}. Book the others through the API.`
  const ids = new Set(parsed.value.map(({ id }) => id))
  for (const { id } of listRunningCampaigns(ledger, '', now)) if (!ids.has(id)) deleteCampaign(ledger, id, KV_ACTOR, now)
  for (const campaign of parsed.value) saveCampaign(ledger, campaign, KV_ACTOR, now)
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now, { force: true })
  recordAudit(ledger, KV_ACTOR, now, { what: 'adopt', detail: 'campaigns' })
  return undefined
}

const flawsOf = ({ flaws }: { flaws: { pointer: string; message: string }[] }) =>
  flaws
    .map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message))
    .slice(0, 5)
    .join(' ')
