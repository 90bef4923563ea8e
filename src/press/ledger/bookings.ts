/**
 * Which bookings each KV key has, from when until when, and what stories they lead to: so that a print, an alarm, a booking and a
 * publication look at those that they are about, however many others are booked. All of it can be made again from `campaigns`.
 */
import { pathHere, storySlugIn } from '../../copy/advertised-story.ts'
import type { Campaign } from '../../copy/shapes/campaign.ts'
import { enqueue, type PrintJob } from './outbox.ts'
import { type Ledger, row, rows, run } from './sql.ts'

/**
 * `section` is '' for a booking of all sections. In KV from `opens` until just before `until`, in milliseconds; `due_at` is when that
 * next changes. Bookings that are over are in neither table.
 */
export const BOOKING_TABLES = `
  CREATE TABLE IF NOT EXISTS booked_sections (
    section TEXT NOT NULL, id TEXT NOT NULL, opens INTEGER NOT NULL, until INTEGER NOT NULL, bytes INTEGER NOT NULL, due_at INTEGER, PRIMARY KEY (section, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS booked_sections_id ON booked_sections (id);
  CREATE INDEX IF NOT EXISTS booked_sections_until ON booked_sections (section, until);
  CREATE INDEX IF NOT EXISTS booked_sections_due ON booked_sections (due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS booked_stories (slug TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (slug, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS booked_stories_id ON booked_stories (id);
`

/** A booking is in KV so long before it starts: no write has to come at that moment, and none is missed while KV fails. */
const AHEAD_MS = 24 * 3_600_000
const ENDLESS = Number.MAX_SAFE_INTEGER
/** What a key may have, in bytes of JSON: about 500 bookings, parsed in some milliseconds by an isolate that reads them for the first time. */
export const MAX_BYTES = 250_000

export type BookedSection = { section: string; opens: number; until: number; bytes: number }

/** Where it is, or would be, in KV; nowhere once it is over. */
export function bookedSections(campaign: Campaign, now: number): BookedSection[] {
  const until = campaign.until ? Date.parse(campaign.until) : ENDLESS
  if (until <= now) return []
  const opens = campaign.from ? Date.parse(campaign.from) - AHEAD_MS : 0
  const bytes = new TextEncoder().encode(JSON.stringify(campaign)).length
  return [...new Set(campaign.sections?.length ? campaign.sections : [''])].map((section) => ({ section, opens, until, bytes }))
}

export function indexBooking(ledger: Ledger, campaign: Campaign, now: number) {
  forgetBooking(ledger, campaign.id)
  const booked = bookedSections(campaign, now)
  for (const { section, opens, until, bytes } of booked)
    run(
      ledger,
      'INSERT INTO booked_sections (section, id, opens, until, bytes, due_at) VALUES (?, ?, ?, ?, ?, ?)',
      ...[section, campaign.id, opens, until, bytes, nextChange(opens, until, now)],
    )
  for (const slug of booked.length > 0 ? storiesOf(campaign) : []) run(ledger, 'INSERT INTO booked_stories (slug, id) VALUES (?, ?)', slug, campaign.id)
}

function nextChange(opens: number, until: number, now: number) {
  if (opens > now) return opens
  return until === ENDLESS ? null : until
}

/** Stories that it may lead to. Which origin is ours is asked when it is printed. */
const storiesOf = ({ creatives }: Campaign) => new Set(creatives.flatMap(({ href }) => storySlugIn(pathHere(href, URL.parse(href)?.origin ?? '')) ?? []))

export function forgetBooking(ledger: Ledger, id: string) {
  run(ledger, 'DELETE FROM booked_sections WHERE id = ?', id)
  run(ledger, 'DELETE FROM booked_stories WHERE id = ?', id)
}

/** Of a ledger that was without these tables, or in which they may be wrong: then all is looked at again, and printed at the next alarm. */
export function indexBookings(ledger: Ledger, after = '', limit = -1): { last: string | undefined; count: number } {
  const found = rows<{ id: string; json: string; ended: number }>(
    ledger,
    'SELECT id, json, ended FROM campaigns WHERE id > ? ORDER BY id LIMIT ?',
    after,
    limit,
  )
  for (const { id, json, ended } of found) {
    if (ended) forgetBooking(ledger, id)
    else indexBooking(ledger, JSON.parse(json) as Campaign, 0)
    run(ledger, 'UPDATE booked_sections SET due_at = 1 WHERE id = ?', id)
  }
  return { last: found.at(-1)?.id, count: found.length }
}

/** What is over, or near enough to be in KV, since it was last looked at. */
export function printDueBookings(ledger: Ledger, now: number) {
  const due = rows<{ section: string; id: string; until: number }>(ledger, 'SELECT section, id, until FROM booked_sections WHERE due_at <= ?', now)
  if (due.length === 0) return
  for (const id of new Set(due.flatMap(({ id, until }) => (until <= now ? [id] : [])))) {
    run(ledger, 'UPDATE campaigns SET ended = 1 WHERE id = ?', id)
    forgetBooking(ledger, id)
  }
  run(ledger, 'UPDATE booked_sections SET due_at = CASE WHEN opens > ?1 THEN opens WHEN until < ?2 THEN until END WHERE due_at <= ?1', now, ENDLESS)
  for (const section of new Set(due.map(({ section }) => section))) enqueue(ledger, bookingsJob(section), now)
}

export const nextBookingChange = (ledger: Ledger) =>
  row<{ due: number | null }>(ledger, 'SELECT min(due_at) AS due FROM booked_sections WHERE due_at IS NOT NULL')?.due ?? undefined

/** The value that a section's bookings are in; those of all sections are in the one that has always been there. */
export const bookingsJob = (section: string): PrintJob =>
  section === '' ? { kind: 'campaigns', name: 'campaigns' } : { kind: 'section-campaigns', name: section }

export const bookingsOf = (ledger: Ledger, id: string) =>
  rows<BookedSection>(ledger, 'SELECT section, opens, until, bytes FROM booked_sections WHERE id = ?', id)

/** Advertisements that lead to a story come and go with it. */
export function enqueueBookingsNaming(ledger: Ledger, slug: string, now: number) {
  const sections = rows<{ section: string }>(
    ledger,
    'SELECT DISTINCT b.section FROM booked_stories s JOIN booked_sections b ON b.id = s.id WHERE s.slug = ?',
    slug,
  )
  for (const { section } of sections) enqueue(ledger, bookingsJob(section), now)
}

export function enqueueBookings(ledger: Ledger, id: string, now: number) {
  for (const { section } of bookingsOf(ledger, id)) enqueue(ledger, bookingsJob(section), now)
}

/** The moment at which a section would have more than it may, were this booked too, and how much that is; nothing where there is room. */
export function overfullMoment(ledger: Ledger, id: string, { section, opens, until, bytes }: BookedSection, now: number) {
  const others = rows<{ opens: number; until: number; bytes: number }>(
    ledger,
    'SELECT opens, until, bytes FROM booked_sections WHERE section = ? AND until > ? AND opens < ? AND id <> ?',
    ...[section, Math.max(opens, now), until, id],
  )
  // What is there only grows where one of them begins.
  const changes = others.flatMap((it) => [
    { at: Math.max(it.opens, opens, now), bytes: it.bytes },
    { at: it.until, bytes: -it.bytes },
  ])
  let held = bytes
  for (const change of changes.toSorted((a, b) => a.at - b.at || a.bytes - b.bytes)) {
    held += change.bytes
    if (held > MAX_BYTES) return { at: change.at, bytes: held }
  }
  return held > MAX_BYTES ? { at: Math.max(opens, now), bytes: held } : undefined
}
