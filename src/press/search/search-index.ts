/** What the desk finds published copy by, the moment it is out. Readers search elsewhere (src/search/). */
import type { Article } from '../../copy/shapes/article.ts'
import { otherNamesIn, withPresentNames } from '../ledger/names.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, rows, run } from '../ledger/sql.ts'
import { readValue, saveValue } from '../ledger/stored-values.ts'
import { normaliseSpelling, SPELLING_VERSION } from './search-letters.ts'
import { indexText, namesOf, pairsIn, plainTextOf } from './search-words.ts'

/** A ledger indexed in an older spelling is indexed anew, some articles at a time. */
const PROGRESS = 'words-index'
/** In one transaction, so that nobody waits long behind it. */
const MAX_AT_ONCE = 25

export function indexWords(ledger: Ledger, id: number, article: Article) {
  forgetWords(ledger, id)
  const { headline, standfirst = '' } = article
  const names = [namesOf(article), ...otherNamesIn(ledger, article)].join(' ')
  const body = plainTextOf(article)
  run(
    ledger,
    'INSERT INTO words (rowid, headline, standfirst, names, body, pairs) VALUES (?, ?, ?, ?, ?, ?)',
    ...[
      id,
      indexText(headline),
      indexText(standfirst),
      indexText(names),
      indexText(body),
      pairsIn(normaliseSpelling(`${headline} ${standfirst} ${names} ${body}`)),
    ],
  )
}

export const forgetWords = (ledger: Ledger, id: number) => run(ledger, 'DELETE FROM words WHERE rowid = ?', id)

type Progress = { version: number; done: number }

/** One step of indexing anew; what was not reached yet is found as it was before. */
export function reindex(ledger: Ledger) {
  const from = unindexedFrom(ledger)
  if (from === undefined) return
  const found = rows<{ id: number; live: number }>(
    ledger,
    'SELECT a.id, a.live FROM articles a JOIN live l ON l.id = a.id WHERE a.id > ? AND a.live IS NOT NULL ORDER BY a.id LIMIT ?',
    from,
    MAX_AT_ONCE,
  )
  for (const { id, live } of found) {
    const article = copyOfRevision(ledger, id, live)
    if (article) indexWords(ledger, id, withPresentNames(ledger, article))
  }
  const last = found.length === MAX_AT_ONCE ? found.at(-1)?.id : undefined
  const progress: Progress = { version: SPELLING_VERSION, done: last ?? Number.MAX_SAFE_INTEGER }
  saveValue(ledger, PROGRESS, progress)
}

/** The id after which articles still wait; undefined where none do. */
export function unindexedFrom(ledger: Ledger): number | undefined {
  const { version, done } = readValue<Progress>(ledger, PROGRESS) ?? { version: 0, done: 0 }
  if (version !== SPELLING_VERSION) return 0
  return done === Number.MAX_SAFE_INTEGER ? undefined : done
}
