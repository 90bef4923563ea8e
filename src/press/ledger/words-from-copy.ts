/**
 * A picture that nobody has described yet takes the words of the first story it is in. What is there already is never changed, and whatever
 * somebody says of the picture itself comes before these, also in an older backup: `changed_at` is theirs alone.
 */
import { picturesOf } from '../../copy/checks/texts.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { pictureRow } from './picture-row.ts'
import { indexWords } from './picture-words.ts'
import { type Ledger, run } from './sql.ts'

const OURS = /^\/pictures\/([0-9a-f]{32})$/

export function takeWordsFrom(ledger: Ledger, article: Article) {
  for (const { picture } of picturesOf(article)) {
    const id = OURS.exec(picture.src ?? '')?.[1]
    if (id) fillWords(ledger, id, picture)
  }
}

export function fillWords(ledger: Ledger, id: string, { alt, caption, credit }: Pick<PictureDetails, 'alt' | 'caption' | 'credit'>) {
  const before = pictureRow(ledger, id)
  if (!before) return
  const filled = { alt: before.alt ?? (alt || null), caption: before.caption ?? (caption || null), credit: before.credit ?? (credit || null) }
  if (filled.alt === before.alt && filled.caption === before.caption && filled.credit === before.credit) return
  run(ledger, 'UPDATE pictures SET alt = ?, caption = ?, credit = ? WHERE id = ?', filled.alt, filled.caption, filled.credit, id)
  indexWords(ledger, { ...before, ...filled })
}
