/** The search index, of published copy alone. */
import type { Article } from '../copy/article.ts'
import { type Ledger, run } from './rows.ts'
import { namesOf, pairsIn, plainTextOf, spelledAlike } from './search-words.ts'

export function indexWords(ledger: Ledger, id: number, article: Article) {
  forgetWords(ledger, id)
  const [headline, standfirst, names, body] = [article.headline, article.standfirst ?? '', namesOf(article), plainTextOf(article)].map(spelledAlike) as [
    string,
    string,
    string,
    string,
  ]
  run(
    ledger,
    'INSERT INTO words (rowid, headline, standfirst, names, body, pairs) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    headline,
    standfirst,
    names,
    body,
    pairsIn(`${headline} ${standfirst} ${names} ${body}`),
  )
  run(ledger, 'INSERT INTO grams (rowid, text) VALUES (?, ?)', id, `${headline} ${names}`)
}

export function forgetWords(ledger: Ledger, id: number) {
  run(ledger, 'DELETE FROM words WHERE rowid = ?', id)
  run(ledger, 'DELETE FROM grams WHERE rowid = ?', id)
}
