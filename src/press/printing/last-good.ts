/** What stands in KV and cannot be read: what stands in its place, and who is told. */
import { alsoKey, articleKey, CAMPAIGNS_KEY, listingKey, SITE_KEY } from '../../edition/keys.ts'
import type { Actor } from '../calls.ts'
import { note } from '../ledger/audit.ts'
import { allCampaigns } from '../publishing/publication.ts'
import { type Ledger, row, rows, run } from '../rows.ts'
import { type Errand, enqueue } from './outbox.ts'
import { build, type Desk } from './printing.ts'

const HAND: Actor = { name: 'kv', role: 'editor' }
/** Of what an editor put into KV, so that it can be mended: as much as an article usually is. */
const MAX_KEPT_UNITS = 100_000
/** KV may hand out what was there before for a minute. */
const KV_SETTLES_MS = 65_000
const DAY_MS = 86_400_000
const KEPT_MS = 30 * DAY_MS
/** One report holds so many texts. */
const MAX_REPORTED = 20

/** A reader's isolate asks. What no editor can have meant to put there is written again at once, the rest by the sweep. */
export function lastGood({ ledger, clock, log }: Desk, key: string, message: string): { text: string; tag: string } | null {
  const errand = errandOf(ledger, key)
  if (!errand) return null
  const known = row<{ healed_at: number | null }>(ledger, 'SELECT healed_at FROM malformed WHERE key = ?', key)
  if (!known || (known.healed_at !== null && known.healed_at + KV_SETTLES_MS < clock())) {
    // Never looked at by the sweep.
    run(ledger, 'INSERT OR REPLACE INTO malformed (key, message, seen_at) VALUES (?, ?, 0)', key, message)
    tell(ledger, errand, `${key}: ${message}`, clock())
    log({ event: 'malformed-copy', key, message })
    if (errand.kind === 'listing' || errand.kind === 'also') {
      run(ledger, 'UPDATE malformed SET healed_at = ? WHERE key = ?', clock(), key)
      enqueue(ledger, errand, clock(), { force: true })
    }
  }
  const { text, tag } = build(ledger, errand)
  return text === undefined ? null : { text, tag }
}

/** Found by the sweep: kept for whoever wrote it, and the last good copy written again, where there is one. */
export function healMalformed({ ledger, clock, log }: Desk, key: string, { text, message, bulk }: { text: string; message: string; bulk: boolean }) {
  const now = clock()
  const errand = errandOf(ledger, key)
  const hasGood = hasGoodCopy(ledger, key)
  const known = row<{ message: string; healed_at: number | null }>(ledger, 'SELECT message, healed_at FROM malformed WHERE key = ?', key)
  run(
    ledger,
    'INSERT OR REPLACE INTO malformed (key, message, seen_at, healed_at, text) VALUES (?, ?, ?, ?, ?)',
    ...[key, message, now, hasGood ? now : null, text.slice(0, MAX_KEPT_UNITS)],
  )
  log({ event: 'malformed-copy', key, message })
  if (hasGood || known?.message !== message)
    tell(ledger, errand, `${key}: ${message}${hasGood ? ' The last good copy was restored. `newsdesk adopt --json` shows what was replaced.' : ''}`, now)
  if (errand && hasGood) enqueue(ledger, errand, now, { bulk, force: true })
}

/** What was put back within a day, with what it was put back over. Older than a month, it is let go. */
export function healedLately(ledger: Ledger, now: number) {
  run(ledger, 'DELETE FROM malformed WHERE healed_at < ?', now - KEPT_MS)
  return rows<{ key: string; message: string; text: string | null }>(
    ledger,
    'SELECT key, message, text FROM malformed WHERE healed_at > ? ORDER BY healed_at DESC LIMIT ?',
    ...[now - DAY_MS, MAX_REPORTED],
  ).map(({ key, message, text }) => ({ key, message, ...(text !== null && { text }) }))
}

const tell = (ledger: Ledger, errand: Errand | undefined, detail: string, now: number) =>
  note(ledger, HAND, now, { what: 'malformed', ...(errand?.kind === 'article' && { slug: errand.name }), detail })

/** Where no booking was ever kept, there is no good copy of the bookings. */
export function hasGoodCopy(ledger: Ledger, key: string) {
  const errand = errandOf(ledger, key)
  return errand !== undefined && (errand.kind === 'campaigns' ? allCampaigns(ledger).length > 0 : build(ledger, errand).text !== undefined)
}

function errandOf({ lang }: Ledger, key: string): Errand | undefined {
  if (key === SITE_KEY) return { kind: 'site', name: 'site' }
  if (key === CAMPAIGNS_KEY) return { kind: 'campaigns', name: 'campaigns' }
  for (const [kind, prefix] of [
    ['article', articleKey(lang, '')],
    ['listing', listingKey(lang, '')],
    ['also', alsoKey(lang, '')],
  ] as const)
    if (key.startsWith(prefix)) return { kind, name: key.slice(prefix.length) }
  return undefined
}
