/** What a picture desk looks for among its pictures. */
import { type DigitalSource, pictureMark } from '../../copy/shapes/digital-source.ts'
import { NO_LICENCE } from '../../copy/shapes/picture-details.ts'
import type { PictureRow } from '../ledger/picture-row.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import type { PictureFilter } from '../picture-calls.ts'

export function pictureFilter(ledger: Ledger, filter: PictureFilter): (picture: PictureRow) => boolean {
  switch (filter) {
    case 'ai':
      return ({ digital_source }) => digital_source !== null && pictureMark(digital_source as DigitalSource, 'en') !== undefined
    case 'no-alt':
      return ({ alt }) => alt === null
    case 'no-rights':
      return ({ rights }) => rights === null
    case 'not-shown':
      return ({ rights, taken_off }) => taken_off !== null || (rights !== null && JSON.parse(rights).licence === NO_LICENCE)
    case 'unused':
      return unused(ledger)
  }
}

const ADDRESS = /\/pictures\/([0-9a-f]{32})(?![0-9a-f])/g

/** Campaigns and portraits are few, and looked through once. */
function unused(ledger: Ledger) {
  const texts = rows<{ json: string }>(
    ledger,
    `SELECT json FROM campaigns WHERE instr(json, '/pictures/') UNION ALL SELECT json FROM names WHERE kind = 'author' AND instr(json, '/pictures/')`,
  )
  const elsewhere = new Set(texts.flatMap(({ json }) => Array.from(json.matchAll(ADDRESS), ([, id = '']) => id)))
  return ({ id }: PictureRow) => !elsewhere.has(id) && row(ledger, 'SELECT 1 AS yes FROM picture_uses WHERE picture = ? LIMIT 1', id) === undefined
}
