/** A picture of the catalogue as it is stored. */
import type { DigitalSource } from '../../copy/shapes/digital-source.ts'
import type { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { PictureInfo } from '../picture-calls.ts'
import { type Ledger, row } from './sql.ts'

export type PictureRow = {
  number: number
  id: string
  width: number
  height: number
  type: string
  bytes: number
  by: string
  alt: string | null
  caption: string | null
  credit: string | null
  source: string | null
  people: string | null
  place: string | null
  digital_source: string | null
  focus: string | null
  rights: string | null
  changed_at: string | null
  withdrawn: string | null
  taken_off: string | null
}

/** In a `number`, a millisecond has so many places. */
export const PLACES = 1000

export const pictureRow = (ledger: Ledger, id: string) => row<PictureRow>(ledger, 'SELECT * FROM pictures WHERE id = ?', id)

export function pictureOf({ number, id, width, height, type, bytes, by, withdrawn, taken_off, ...details }: PictureRow): PictureInfo {
  return {
    id,
    src: `/pictures/${id}`,
    width,
    height,
    type,
    bytes,
    uploadedAt: instantOf(Math.floor(number / PLACES)),
    ...(by && { uploadedBy: by }),
    ...storedDetails(details),
    ...(withdrawn !== null && { withdrawn }),
    ...(taken_off !== null && !withdrawn && { takenOff: taken_off }),
  }
}

type StoredDetails = Pick<PictureRow, 'alt' | 'caption' | 'credit' | 'source' | 'people' | 'place' | 'digital_source' | 'focus' | 'rights'>

/** They were parsed before they were stored. */
export const storedDetails = ({ alt, caption, credit, source, people, place, digital_source, focus, rights }: StoredDetails): PictureDetails => ({
  ...(alt !== null && { alt }),
  ...(caption !== null && { caption }),
  ...(credit !== null && { credit }),
  ...(source !== null && { source }),
  ...(people !== null && { people: JSON.parse(people) }),
  ...(place !== null && { place }),
  ...(digital_source !== null && { digitalSource: digital_source as DigitalSource }),
  ...(focus !== null && { focus: JSON.parse(focus) }),
  ...(rights !== null && { rights: JSON.parse(rights) }),
})
