/** Stories by words: of the slug and headline of all, and of everything that readers see of those that are published. */
import { type Ledger, rows } from '../ledger/sql.ts'
import { matchOf, parseQuestion } from '../search/search-question.ts'

/** So many of each are looked at, the last created first. */
const MAX_FOUND = 500
/** Words too short for the index of headlines are looked for in the last so many. */
const MAX_LOOKED_THROUGH = 5000
const MAX_WORDS = 5

/** Their numbers. Every word must be there. */
export function findStories(ledger: Ledger, q: string): number[] {
  const words = q
    // SQLite ends a query at NUL, and is then missing a quote.
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MAX_WORDS)
  return [...new Set([...inHeadlines(ledger, words), ...inPublishedCopy(ledger, q)])]
}

function inHeadlines(ledger: Ledger, words: string[]): number[] {
  if (words.length === 0) return []
  const [long, short] = [words.filter((word) => [...word].length > 2), words.filter((word) => [...word].length < 3).map((word) => `%${word}%`)]
  const likes = short.map(() => 'headline LIKE ?')
  const match = long.map((word) => `"${word.replaceAll('"', '')}"`).join(' ')
  const found = match
    ? rows<{ id: number }>(
        ledger,
        `SELECT rowid AS id FROM filed WHERE ${['filed MATCH ?', ...likes].join(' AND ')} ORDER BY rowid DESC LIMIT ?`,
        ...[match, ...short, MAX_FOUND],
      )
    : rows<{ id: number }>(
        ledger,
        `SELECT id FROM (SELECT id, headline FROM articles ORDER BY at DESC, id DESC LIMIT ?) WHERE ${likes.join(' AND ')} LIMIT ?`,
        ...[MAX_LOOKED_THROUGH, ...short, MAX_FOUND],
      )
  return found.map(({ id }) => id)
}

function inPublishedCopy(ledger: Ledger, q: string): number[] {
  const match = matchOf(parseQuestion(q), 'any')
  if (!match) return []
  return rows<{ id: number }>(ledger, 'SELECT rowid AS id FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?', match, MAX_FOUND).map(({ id }) => id)
}
