/** A picture of the catalogue as it is stored. */
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
  focus: string | null
  rights: string | null
  changed_at: string | null
  withdrawn: string | null
}

/** In a `number`, a millisecond has so many places. */
export const PLACES = 1000

export const pictureRow = (ledger: Ledger, id: string) => row<PictureRow>(ledger, 'SELECT * FROM pictures WHERE id = ?', id)

export function pictureOf({ number, id, width, height, type, bytes, by, withdrawn, ...details }: PictureRow): PictureInfo {
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
  }
}

export const storedDetails = ({
  alt,
  caption,
  credit,
  focus,
  rights,
}: Pick<PictureRow, 'alt' | 'caption' | 'credit' | 'focus' | 'rights'>): PictureDetails => ({
  ...(alt !== null && { alt }),
  ...(caption !== null && { caption }),
  ...(credit !== null && { credit }),
  ...(focus !== null && { focus: JSON.parse(focus) }),
  ...(rights !== null && { rights: JSON.parse(rights) }),
})
