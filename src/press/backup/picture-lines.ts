/** The catalogue of pictures in an export. Their files aren't in it. */
import * as v from 'valibot'
import { Instant } from '../../copy/shapes/field.ts'
import { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { type PictureRow, pictureOf, pictureRow } from '../ledger/picture-row.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { fillWords } from '../ledger/words-from-copy.ts'
import { detailsOf } from '../picture-calls.ts'
import { addPicture, markWithdrawn, saveDetails } from '../pictures/catalogue.ts'
import { applyChangedRights } from '../pictures/licence-ends.ts'

const PICTURES_A_PAGE = 500
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `changedAt`: when its details were last changed; absent where they never were. */
export const PictureLine = v.object({
  type: v.literal('picture'),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  width: Count,
  height: Count,
  mediaType: v.string(),
  bytes: Count,
  uploadedAt: Instant,
  uploadedBy: v.optional(v.string()),
  details: v.optional(PictureDetails),
  changedAt: v.optional(Instant),
  withdrawn: v.optional(Instant),
})

/** Where an export goes on among the pictures; undefined for a cursor among the revisions. */
export function pictureInCursor(cursor: string | undefined) {
  const number = /^pictures\.(\d{1,16})$/.exec(cursor ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}

export function pictureLines(ledger: Ledger, after: number): { lines: string[]; nextCursor?: string } {
  const found = rows<PictureRow>(ledger, 'SELECT * FROM pictures WHERE number > ? ORDER BY number LIMIT ?', after, PICTURES_A_PAGE)
  const last = found.at(-1)
  return { lines: found.map(lineOf), ...(found.length === PICTURES_A_PAGE && last && { nextCursor: `pictures.${last.number}` }) }
}

function lineOf(found: PictureRow) {
  const { id, width, height, type: mediaType, bytes, uploadedAt, uploadedBy, withdrawn, ...others } = pictureOf(found)
  const details = detailsOf(others)
  const changedAt = found.changed_at ?? undefined
  return JSON.stringify({ type: 'picture', id, width, height, mediaType, bytes, uploadedAt, uploadedBy, details, changedAt, withdrawn })
}

/** Details that were changed last stay. One that is withdrawn here or there is withdrawn. */
export function importPicture(ledger: Ledger, line: v.InferOutput<typeof PictureLine>, now: number) {
  const { id, width, height, mediaType: type, bytes, uploadedAt, uploadedBy = '', details = {}, changedAt, withdrawn } = line
  const before = pictureRow(ledger, id)
  if (!before) addPicture(ledger, { id, width, height, type, bytes, at: Date.parse(uploadedAt), by: uploadedBy })
  if (!changedAt) fillWords(ledger, id, details)
  else if (changedAt > (before?.changed_at ?? '')) {
    saveDetails(ledger, id, details, changedAt)
    applyChangedRights(ledger, before ?? (pictureRow(ledger, id) as PictureRow), now, { isNew: !before }) // It was just added.
  }
  if (withdrawn) markWithdrawn(ledger, id, withdrawn)
}
