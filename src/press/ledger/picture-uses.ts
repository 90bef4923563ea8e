/** Which stories show a picture of ours. */
import { type Ledger, run } from './sql.ts'

const ADDRESS = /\/pictures\/([0-9a-f]{32})(?![0-9a-f])/g

/** `text`: copy as JSON. A story that showed a picture before is one row, however often it is filed. */
export function recordPictureUses(ledger: Ledger, article: number, text: string) {
  const pictures = new Set(Array.from(text.matchAll(ADDRESS), ([, id = '']) => id))
  for (const picture of pictures) run(ledger, 'INSERT OR IGNORE INTO picture_uses (picture, article) VALUES (?, ?)', picture, article)
}
