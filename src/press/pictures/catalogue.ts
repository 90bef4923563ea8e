/** The catalogue of uploaded pictures: what each is, its words, its focus point and whose it is. */
import { NO_LICENCE, type PictureDetails } from '../../copy/shapes/picture-details.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, ExpectedTag, Refusal } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type PictureRow, PLACES, pictureOf, pictureRow, storedDetails } from '../ledger/picture-row.ts'
import { forgetWords, indexWords } from '../ledger/picture-words.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { saveValue } from '../ledger/stored-values.ts'
import { detailsOf, type KnownRights, type OlderPicture, type PictureFacts, type PictureInfo, tagOfDetails } from '../picture-calls.ts'
import { applyChangedRights, isSeenByReaders, isShownOtherwise, printCampaigns } from './licence-ends.ts'
import { tellOfPicture } from './picture-events.ts'
import { whatShows } from './uses.ts'

type Said = { details?: PictureDetails | undefined; fromFile?: PictureDetails | undefined }

export function recordPicture(ledger: Ledger, facts: PictureFacts, actor: Actor, now: number, { details = {}, fromFile = {} }: Said = {}): PictureInfo {
  const before = pictureRow(ledger, facts.id)
  // Its bytes were taken again, so it is withdrawn no more.
  if (before?.withdrawn) run(ledger, 'UPDATE pictures SET withdrawn = NULL WHERE id = ?', facts.id)
  if (!before) addPicture(ledger, { ...facts, at: now, by: actor.name })
  if (!before) recordAudit(ledger, actor, now, { what: 'upload-picture', detail: facts.id })
  const asItWas = before ?? (pictureRow(ledger, facts.id) as PictureRow) // Added above.
  const allowed = before ? undefined : takeAllowedDetails(ledger, facts.id)
  const known = before ? storedDetails(before) : (allowed ?? {})
  const said: PictureDetails = isDescribed(before, known) ? { ...details, ...known } : { ...fromFile, ...details, ...known }
  if (said.rights && !known.rights) said.rights = { ...(isDescribed(before, known) ? {} : fromFile.rights), ...details.rights }
  if (before && actor.role === 'reporter' && isSeenByReaders(ledger, facts.id))
    Object.assign(said, { digitalSource: known.digitalSource, rights: known.rights })
  if (Object.keys(detailsOf(said)).length > (before ? Object.keys(known).length : 0)) saveDetails(ledger, facts.id, detailsOf(said), instantOf(now))
  applyChangedRights(ledger, asItWas, now, { isNew: !before })
  if (before?.withdrawn || allowed) showAgain(ledger, facts.id, now)
  return pictureOf(pictureRow(ledger, facts.id) as PictureRow) // Written in the lines above.
}

/** Others were told that it is gone. Where its licence has ended meanwhile, it still is. */
function showAgain(ledger: Ledger, id: string, now: number) {
  const picture = pictureRow(ledger, id)
  indexWords(ledger, picture)
  if (!picture?.taken_off) tellOfPicture(ledger, id, now)
  printCampaigns(ledger, whatShows(ledger, id).campaigns, now)
}

/** What an editor left empty stays empty, when the file comes again. */
const isDescribed = (before: PictureRow | undefined, known: PictureDetails) => Boolean(before?.changed_at) || Object.keys(known).length > 0

export function recordOlderPictures(ledger: Ledger, pictures: OlderPicture[], after: string | undefined) {
  for (const picture of pictures) addOlderPicture(ledger, picture)
  saveValue(ledger, OLDER, after === undefined ? 'all' : { after })
}

export function addOlderPicture(ledger: Ledger, { at, ...picture }: OlderPicture) {
  if (!pictureRow(ledger, picture.id)) addPicture(ledger, { ...picture, at: Date.parse(at), by: '' })
}

/** How far pictures older than the catalogue were taken in. */
export const OLDER = 'older-pictures'

const SECOND = 1000 * PLACES

type NewPicture = PictureFacts & { at: number; by: string; withdrawn?: string }

export function addPicture(ledger: Ledger, { id, width, height, type, bytes, at, by, withdrawn }: NewPicture) {
  run(
    ledger,
    'INSERT INTO pictures (number, id, width, height, type, bytes, by, withdrawn) VALUES (CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?, ?)',
    ...[freeNumber(ledger, at), id, width, height, type, bytes, by, withdrawn ?? null],
  )
}

/** After all that came since in the same second: an import's moments are no finer. */
function freeNumber(ledger: Ledger, at: number) {
  const first = at * PLACES
  const last = row<{ last: number | null }>(ledger, 'SELECT max(number) AS last FROM pictures WHERE number >= ? AND number < ?', first, first + SECOND)?.last
  return last === null || last === undefined ? first : last + 1
}

export function saveDetails(ledger: Ledger, id: string, details: PictureDetails, changedAt: string) {
  const { alt, caption, credit, source, people, place, digitalSource, focus, rights } = details
  const texts = [alt, caption, credit, source, place, digitalSource].map((text) => text ?? null)
  const objects = [people?.length ? people : undefined, focus, rights].map((value) => (value ? JSON.stringify(value) : null))
  run(
    ledger,
    `UPDATE pictures SET alt = ?, caption = ?, credit = ?, source = ?, place = ?, digital_source = ?, people = ?, focus = ?, rights = ?, changed_at = ? WHERE id = ?`,
    ...[...texts, ...objects, changedAt, id],
  )
  indexWords(ledger, pictureRow(ledger, id))
}

const READERS_SEE_IT = 'Readers see this picture now, so only an editor can change its rights and how it was made. Ask one.'

export function setPictureDetails(ledger: Ledger, id: string, details: PictureDetails, actor: Actor, now: number, expect?: ExpectedTag) {
  const before = pictureRow(ledger, id)
  if (!before) return null
  const refusal: Refusal | undefined = tagPreconditionRefusal(expect, 'picture', tagOfDetails(storedDetails(before)))
  if (refusal) return refusal
  const rights = details.rights ? JSON.stringify(details.rights) : null
  if (actor.role === 'reporter' && isShownOtherwise(before, { digital_source: details.digitalSource ?? null, rights }) && isSeenByReaders(ledger, id))
    return { ok: false as const, reason: 'not-allowed' as const, needs: 'editor' as const, message: READERS_SEE_IT }
  saveDetails(ledger, id, detailsOf(details), instantOf(now))
  applyChangedRights(ledger, before, now)
  recordAudit(ledger, actor, now, { what: 'picture', detail: id })
  return { ok: true as const, picture: pictureOf(pictureRow(ledger, id) as PictureRow) }
}

/** Its words stay, so that editors see what it was; nobody finds it by them. False where it is withdrawn already. */
export function markWithdrawn(ledger: Ledger, id: string, at: string): boolean {
  const before = pictureRow(ledger, id)
  if (before?.withdrawn) return false
  run(ledger, 'UPDATE pictures SET withdrawn = ? WHERE id = ?', at, id)
  if (before) forgetWords(ledger, before.number)
  return true
}

/** It may be uploaded again, and is a new picture then. What was said of it waits for that. */
export function removePicture(ledger: Ledger, id: string) {
  const before = pictureRow(ledger, id)
  if (!before) return
  run(ledger, 'INSERT OR REPLACE INTO allowed_pictures (id, details) VALUES (?, ?)', id, JSON.stringify(storedDetails(before)))
  run(ledger, 'DELETE FROM pictures WHERE id = ?', id)
  forgetWords(ledger, before.number)
}

/** Undefined of one that was not allowed again. */
function takeAllowedDetails(ledger: Ledger, id: string): PictureDetails | undefined {
  const kept = row<{ details: string }>(ledger, 'DELETE FROM allowed_pictures WHERE id = ? RETURNING details', id)
  return kept && (JSON.parse(kept.details) as PictureDetails) // As it was written above.
}

export function rightsOf(ledger: Ledger, ids: string[]): KnownRights {
  const known: KnownRights = {}
  for (const id of ids) {
    const found = row<{ rights: string | null; withdrawn: string | null }>(ledger, 'SELECT rights, withdrawn FROM pictures WHERE id = ?', id)
    if (!found?.rights && !found?.withdrawn) continue
    const { licence, until }: NonNullable<PictureDetails['rights']> = found.rights ? JSON.parse(found.rights) : {}
    known[`/pictures/${id}`] = { licensed: licence !== NO_LICENCE, ...(until && { until }), ...(found.withdrawn && { withdrawn: true }) }
  }
  return known
}
