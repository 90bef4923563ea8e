/** What editors have to look after: pictures in stories that readers see or will see, whose licence ends within a week or has ended. */
import { instantOf } from '../../copy/text/instant.ts'
import { type PictureRow, pictureOf } from '../ledger/picture-row.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import type { EndingPictures } from '../picture-calls.ts'
import { RUNNING, UNTIL } from './licence-ends.ts'
import { isUsedNow } from './uses.ts'

const DAY_MS = 86_400_000
const WEEK = 7
/** Few are in use. */
const MAX_LOOKED_AT = 200
const MAX_NAMED = 20

export function endingPictures(ledger: Ledger, now: number): EndingPictures {
  const at = (days: number) => instantOf(now + days * DAY_MS)
  return {
    ending: used(
      ledger,
      rows<PictureRow>(ledger, `SELECT * FROM pictures WHERE ${RUNNING} AND ${UNTIL} <= ? ORDER BY ${UNTIL} LIMIT ?`, at(WEEK), MAX_LOOKED_AT),
    ),
    ended: used(
      ledger,
      rows<PictureRow>(
        ledger,
        'SELECT * FROM pictures WHERE taken_off IS NOT NULL AND withdrawn IS NULL AND taken_off >= ? ORDER BY number DESC LIMIT ?',
        at(-WEEK),
        MAX_LOOKED_AT,
      ),
    ),
  }
}

const used = (ledger: Ledger, found: PictureRow[]) =>
  found
    .filter(({ id }) => isUsedNow(ledger, id))
    .slice(0, MAX_NAMED)
    .map(pictureOf)
