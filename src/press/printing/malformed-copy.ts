/** What is in KV and cannot be read: what is shown in its place, and who hears of it. */
import { alsoKey, articleKey, CAMPAIGNS_KEY, listingKey, oldKey, SITE_KEY, sectionCampaignsKey } from '../../edition/keys.ts'
import { KV_ACTOR } from '../ledger/actors.ts'
import { recordAudit } from '../ledger/audit.ts'
import { enqueue, type Kind, type PrintJob } from '../ledger/outbox.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { hasCampaigns } from '../publishing/campaigns.ts'
import { buildValue } from './kv-values.ts'
import type { PressContext } from './press-context.ts'

/** Of what an editor put into KV, so that it can be mended: as much as an article usually is. */
const MAX_TEXT_UNITS = 100_000
/** KV may hand out what was there before for a minute. */
const KV_SETTLES_MS = 65_000
const DAY_MS = 86_400_000
const MAX_AGE_MS = 30 * DAY_MS
/** One report holds so many texts. */
const MAX_REPORTED = 20

/** A reader's isolate asks. What no editor can have meant to put there is written again at once, the rest by the sweep. */
export function lastGoodCopy({ ledger, clock, log }: PressContext, key: string, message: string): { text: string; tag: string } | null {
  const job = printJobOf(ledger, key)
  if (!job) return null
  const known = row<{ healed_at: number | null }>(ledger, 'SELECT healed_at FROM malformed WHERE key = ?', key)
  if (!known || (known.healed_at !== null && known.healed_at + KV_SETTLES_MS < clock())) {
    // Never looked at by the sweep.
    run(ledger, 'INSERT OR REPLACE INTO malformed (key, message, seen_at) VALUES (?, ?, 0)', key, message)
    recordMalformed(ledger, job, `${key}: ${message}`, clock())
    log({ event: 'malformed-copy', key, message })
    if (job.kind === 'listing' || job.kind === 'also' || job.kind === 'section-campaigns') {
      run(ledger, 'UPDATE malformed SET healed_at = ? WHERE key = ?', clock(), key)
      enqueue(ledger, job, clock(), { force: true })
    }
  }
  const { text, tag } = buildValue(ledger, job, clock())
  return text === undefined ? null : { text, tag }
}

/** Found by the sweep: saved for whoever wrote it, and the last good copy written again, where there is one. */
export function restoreMalformed({ ledger, clock, log }: PressContext, key: string, { text, message, bulk }: { text: string; message: string; bulk: boolean }) {
  const now = clock()
  const job = printJobOf(ledger, key)
  const hasGood = hasGoodCopy(ledger, key, now)
  const known = row<{ message: string; healed_at: number | null }>(ledger, 'SELECT message, healed_at FROM malformed WHERE key = ?', key)
  run(
    ledger,
    'INSERT OR REPLACE INTO malformed (key, message, seen_at, healed_at, text) VALUES (?, ?, ?, ?, ?)',
    ...[key, message, now, hasGood ? now : null, text.slice(0, MAX_TEXT_UNITS)],
  )
  log({ event: 'malformed-copy', key, message })
  if (hasGood || known?.message !== message)
    recordMalformed(
      ledger,
      job,
      `${key}: ${message}${hasGood ? ' The last good copy was restored. `newsdesk adopt --json` shows what was replaced.' : ''}`,
      now,
    )
  if (job && hasGood) enqueue(ledger, job, now, { bulk, force: true })
}

/** What the sweep refused, and saved for whoever wrote it. */
export const isRefused = (ledger: Ledger, key: string, text: string) =>
  row(ledger, 'SELECT 1 AS yes FROM malformed WHERE key = ? AND text = ?', key, text.slice(0, MAX_TEXT_UNITS)) !== undefined

/** What was restored within a day, with what it replaced. Older than a month, that is deleted. */
export function listRestored(ledger: Ledger, now: number) {
  run(ledger, 'DELETE FROM malformed WHERE healed_at < ?', now - MAX_AGE_MS)
  return rows<{ key: string; message: string; text: string | null }>(
    ledger,
    'SELECT key, message, text FROM malformed WHERE healed_at > ? ORDER BY healed_at DESC LIMIT ?',
    ...[now - DAY_MS, MAX_REPORTED],
  ).map(({ key, message, text }) => ({ key, message, ...(text !== null && { text }) }))
}

const recordMalformed = (ledger: Ledger, job: PrintJob | undefined, detail: string, now: number) =>
  recordAudit(ledger, KV_ACTOR, now, { what: 'malformed', ...(job?.kind === 'article' && { slug: job.name }), detail })

/** Where no booking was ever saved, there is no good copy of the bookings. */
export function hasGoodCopy(ledger: Ledger, key: string, now: number) {
  const job = printJobOf(ledger, key)
  return job !== undefined && (job.kind === 'campaigns' ? hasCampaigns(ledger) : buildValue(ledger, job, now).text !== undefined)
}

/** The key of each kind. Without a name it ends with a colon or slash, unless there is only one of its kind. */
const KEY_OF: Record<Kind, (lang: string, name: string) => string> = {
  article: articleKey,
  also: alsoKey,
  listing: listingKey,
  old: oldKey,
  site: () => SITE_KEY,
  campaigns: () => CAMPAIGNS_KEY,
  'section-campaigns': (_lang, name) => sectionCampaignsKey(name),
}

function printJobOf({ lang }: Ledger, key: string): PrintJob | undefined {
  for (const kind of Object.keys(KEY_OF) as Kind[]) {
    const start = KEY_OF[kind](lang, '')
    const isPrefix = /[:/]$/.test(start)
    if (isPrefix && key.startsWith(start)) return { kind, name: key.slice(start.length) }
    if (!isPrefix && key === start) return { kind, name: kind }
  }
  return undefined
}
