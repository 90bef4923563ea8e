/**
 * Licences that end. At that moment the picture is taken off: readers' stories, listings and emails are printed without it, advertisements with it are
 * not shown, and its files are told, in this order: files first, since what the front cache asks for after its purge must be gone. Where the licence is extended, all of that is undone.
 */
import { instantOf } from '../../copy/text/instant.ts'
import { PRESS_ACTOR } from '../ledger/actors.ts'
import { recordAudit } from '../ledger/audit.ts'
import { bookingsOf, enqueueBookings } from '../ledger/bookings.ts'
import { enqueue } from '../ledger/outbox.ts'
import { queueFiles } from '../ledger/picture-files.ts'
import { type PictureRow, pictureOf, pictureRow } from '../ledger/picture-row.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { listingsShowingAuthor } from '../listings/about-listing.ts'
import { tellOfPicture } from './picture-events.ts'
import { whatShows } from './uses.ts'

/** In the words of the index. */
export const UNTIL = `json_extract(rights, '$.until')`
export const RUNNING = 'rights IS NOT NULL AND taken_off IS NULL AND withdrawn IS NULL'

/** Of one alarm: each is looked for in all stories. */
const MAX_AT_ONCE = 50

export function takeOffEnded(ledger: Ledger, now: number) {
  const at = instantOf(now)
  for (const { id } of rows<{ id: string }>(ledger, `SELECT id FROM pictures WHERE ${RUNNING} AND ${UNTIL} <= ? ORDER BY ${UNTIL} LIMIT ?`, at, MAX_AT_ONCE)) {
    run(ledger, 'UPDATE pictures SET taken_off = ? WHERE id = ?', at, id)
    recordAudit(ledger, PRESS_ACTOR, now, { what: 'picture-licence-ended', detail: id })
    tellOfPicture(ledger, id, now, 'licence-ended')
    queueFiles(ledger, id, now)
    printWhatShows(ledger, id, now)
  }
}

/** In milliseconds; undefined where none ends. */
export function nextLicenceEnd(ledger: Ledger): number | undefined {
  const until = row<{ at: string | null }>(ledger, `SELECT min(${UNTIL}) AS at FROM pictures WHERE ${RUNNING}`)?.at
  return until ? Date.parse(until) : undefined
}

/** After its details were changed: whether it may be shown is decided anew, and what readers see of it is printed. Nobody had one that `isNew` here. */
export function applyChangedRights(ledger: Ledger, before: PictureRow, now: number, { isNew = false } = {}) {
  const picture = pictureRow(ledger, before.id) as PictureRow // Its details were saved.
  const until = pictureOf(picture).rights?.until
  const isOver = until !== undefined && until <= instantOf(now)
  if (isOver !== (picture.taken_off !== null)) {
    run(ledger, 'UPDATE pictures SET taken_off = ? WHERE id = ?', isOver ? instantOf(now) : null, before.id)
    if (picture.withdrawn === null && !isNew) tellOfPicture(ledger, before.id, now, isOver ? 'licence-ended' : undefined)
    queueFiles(ledger, before.id, now)
    recordAudit(ledger, PRESS_ACTOR, now, { what: isOver ? 'picture-licence-ended' : 'picture-shown-again', detail: before.id })
    printWhatShows(ledger, before.id, now)
  } else if (!isOver && isShownOtherwise(before, picture)) printWhatShows(ledger, before.id, now)
}

/** Whether readers' pages say something else of it: what `shown-pictures.ts` puts there, or how long we may. */
export function isShownOtherwise(before: PictureRow, after: Pick<PictureRow, 'digital_source' | 'rights'>) {
  return before.digital_source !== after.digital_source || toldOf(before.rights) !== toldOf(after.rights)
}

function toldOf(rights: string | null) {
  const { until, notice, licenceUrl, acquireUrl } = rights ? JSON.parse(rights) : {}
  return JSON.stringify([until, notice, licenceUrl, acquireUrl])
}

/** Pages of readers change with it then. */
export function isSeenByReaders(ledger: Ledger, id: string) {
  const { articles, campaigns, authors } = whatShows(ledger, id)
  return articles.some(({ state }) => state === 'published') || authors.length > 0 || campaigns.some((campaign) => bookingsOf(ledger, campaign).length > 0)
}

function printWhatShows(ledger: Ledger, id: string, now: number) {
  const { articles, campaigns, authors } = whatShows(ledger, id)
  for (const { slug } of articles) enqueue(ledger, { kind: 'article', name: slug }, now)
  for (const { slug } of authors) for (const name of listingsShowingAuthor(ledger, slug)) enqueue(ledger, { kind: 'listing', name }, now)
  printCampaigns(ledger, campaigns, now)
}

export function printCampaigns(ledger: Ledger, campaigns: string[], now: number) {
  for (const campaign of campaigns) enqueueBookings(ledger, campaign, now)
}
