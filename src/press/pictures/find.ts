/** Finding pictures by their words, newest first. */

import { type PictureRow, pictureOf } from '../ledger/picture-row.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { readValue } from '../ledger/stored-values.ts'
import type { PicturePage, PictureQuery } from '../picture-calls.ts'
import { hasRunOnScript, normaliseSpelling, RUN_ON } from '../search/search-letters.ts'
import { OLDER } from './catalogue.ts'

const MAX_LIST = 100
/** More of a question would find nothing else. */
const MAX_WORDS = 8

/** The cursor is the last picture's number, so that uploads meanwhile repeat or skip nothing. */
export function listPictures(ledger: Ledger, { q = '', cursor, limit = 40, withdrawn = false }: PictureQuery): PicturePage {
  const size = Math.max(1, Math.min(limit, MAX_LIST))
  const before = Number(/^\d{1,16}$/.exec(cursor ?? '')?.[0] ?? Number.MAX_SAFE_INTEGER)
  const words = questionOf(q)
  const found = words && !withdrawn ? withWords(ledger, words, before, size + 1) : newest(ledger, withdrawn, before, size + 1)
  const page = found.slice(0, size)
  const last = page.at(-1)
  const older = readValue<'all' | { after: string }>(ledger, OLDER)
  return {
    items: page.map(pictureOf),
    ...(found.length > size && last && { nextCursor: String(last.number) }),
    ...(older !== 'all' && { olderAfter: older?.after ?? '' }),
  }
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
