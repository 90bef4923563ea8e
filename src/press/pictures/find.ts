/** Finding pictures by their words, newest first. */

import { type PictureRow, pictureOf } from '../ledger/picture-row.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { readValue } from '../ledger/stored-values.ts'
import type { PicturePage, PictureQuery } from '../picture-calls.ts'
import { hasRunOnScript, normaliseSpelling, RUN_ON } from '../search/search-letters.ts'
import { OLDER } from './catalogue.ts'
import { pictureFilter } from './picture-filter.ts'

const MAX_LIST = 100
const MAX_LOOKED_AT = 2000
const BATCH = 200
/** More of a question would find nothing else. */
const MAX_WORDS = 8

/** The cursor is the last picture's number, so that uploads meanwhile repeat or skip nothing. */
export function listPictures(ledger: Ledger, { q = '', cursor, limit = 40, withdrawn = false, filter }: PictureQuery): PicturePage {
  const size = Math.max(1, Math.min(limit, MAX_LIST))
  const before = Number(/^\d{1,16}$/.exec(cursor ?? '')?.[0] ?? Number.MAX_SAFE_INTEGER)
  const words = questionOf(q)
  const next = (upTo: number, count: number) => (words && !withdrawn ? withWords(ledger, words, upTo, count) : newest(ledger, withdrawn, upTo, count))
  const { page, last } = filter ? filteredPage(next, pictureFilter(ledger, filter), before, size) : wholePage(next(before, size + 1), size)
  const older = readValue<'all' | { after: string }>(ledger, OLDER)
  return {
    items: page.map(pictureOf),
    ...(last !== undefined && { nextCursor: String(last) }),
    ...(older !== 'all' && { olderAfter: older?.after ?? '' }),
  }
}

/** `last`: where the next page begins, if there is one. */
type Found = { page: PictureRow[]; last?: number | undefined }

const wholePage = (found: PictureRow[], size: number): Found => ({
  page: found.slice(0, size),
  last: found.length > size ? found[size - 1]?.number : undefined,
})

/** Looks no further than some thousand pictures: what fits may be rare. */
function filteredPage(next: (upTo: number, count: number) => PictureRow[], fits: (picture: PictureRow) => boolean, before: number, size: number): Found {
  const page: PictureRow[] = []
  let last = before
  for (let looked = 0; looked < MAX_LOOKED_AT; looked += BATCH) {
    const batch = next(last, BATCH)
    for (const picture of batch) {
      last = picture.number
      if (fits(picture)) page.push(picture)
      if (page.length === size) return { page, last }
    }
    if (batch.length < BATCH) return { page }
  }
  return { page, last }
}

const newest = (ledger: Ledger, withdrawn: boolean, before: number, limit: number) =>
  rows<PictureRow>(
    ledger,
    `SELECT * FROM pictures WHERE withdrawn IS ${withdrawn ? 'NOT ' : ''}NULL AND number < ? ORDER BY number DESC LIMIT ?`,
    before,
    limit,
  )

const withWords = (ledger: Ledger, words: string, before: number, limit: number) =>
  rows<PictureRow>(
    ledger,
    `SELECT p.* FROM (SELECT rowid AS number FROM picture_words WHERE picture_words MATCH ? AND rowid < CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?) f
     CROSS JOIN pictures p ON p.number = f.number ORDER BY f.number DESC`,
    ...[words, before, limit],
  )

/** Each word, or its beginning, must be there; of scripts without spaces, each pair of neighbours. Undefined where there is nothing to look for. */
function questionOf(q: string): string | undefined {
  const parts = normaliseSpelling(q)
    .split(/[^\p{L}\p{N}\p{M}\p{Co}]+/u)
    .filter(Boolean)
    .slice(0, MAX_WORDS)
    .flatMap((word) => (hasRunOnScript(word) ? pairsAsked(word) : [`text : "${word}"*`]))
  return parts.length > 0 ? parts.join(' AND ') : undefined
}

function pairsAsked(word: string) {
  return Array.from(word.matchAll(RUN_ON), ([run]) => [...run]).flatMap((letters) =>
    letters.length === 1 ? [`pairs : "${letters[0]}"*`] : letters.slice(0, -1).map((letter, at) => `pairs : "${letter}${letters[at + 1]}"`),
  )
}
