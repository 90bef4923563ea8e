/** The index of pictures' words. */
import type { PictureRights } from '../../copy/shapes/picture-details.ts'
import { normaliseSpelling } from '../search/search-letters.ts'
import { indexText, pairsIn } from '../search/search-words.ts'
import type { PictureRow } from './picture-row.ts'
import { type Ledger, run } from './sql.ts'

/** A picture without words, or one that was withdrawn, isn't found by any. */
export function indexWords(ledger: Ledger, picture: PictureRow | undefined) {
  if (!picture) return
  const { number, alt, caption, credit, source, people, place, rights } = picture
  const { holder, licence, terms, notice }: PictureRights = rights ? JSON.parse(rights) : {}
  const named: string[] = people ? JSON.parse(people) : []
  const text = normaliseSpelling([alt, caption, credit, source, ...named, place, holder, licence, terms, notice].filter(Boolean).join(' '))
  forgetWords(ledger, number)
  if (text && !picture.withdrawn)
    run(ledger, 'INSERT INTO picture_words (rowid, text, pairs) VALUES (CAST(? AS INTEGER), ?, ?)', number, indexText(text), pairsIn(text))
}

export const forgetWords = (ledger: Ledger, number: number) => run(ledger, 'DELETE FROM picture_words WHERE rowid = CAST(? AS INTEGER)', number)
