/**
 * The tables of search. The full-text indexes keep the texts they were made of and delete securely, so that nothing is left in them of what is
 * taken out (FTS5, "secure-delete").
 */
import { normaliseSpelling, SPELLING_VERSION } from '../press/search/search-letters.ts'
import { indexText, pairsIn } from '../press/search/search-words.ts'
import type { SearchableStory, Telling } from './calls.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS stories (
    id INTEGER PRIMARY KEY, section TEXT NOT NULL, published_at TEXT NOT NULL, card TEXT NOT NULL, names TEXT NOT NULL, spelling INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
`
const INDEXES = `
  CREATE VIRTUAL TABLE words USING fts5 (headline, standfirst, names, body, pairs, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'", prefix = '2 3');
  CREATE VIRTUAL TABLE grams USING fts5 (text, tokenize = 'trigram remove_diacritics 1', detail = none);
  INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
  INSERT INTO grams (grams, rank) VALUES ('secure-delete', 1);
`

export function createTables(sql: SqlStorage) {
  sql.exec(TABLES)
  if (sql.exec(`SELECT 1 FROM sqlite_schema WHERE name = 'grams'`).toArray().length === 0) sql.exec(INDEXES)
}

type StoryRow = { card: string; names: string; spelling: number; text: string }

/** Whether anything is other than it was. */
export function saveStory(sql: SqlStorage, { id, card, names, text }: SearchableStory): boolean {
  const json = JSON.stringify(card)
  const [before] = sql.exec<StoryRow>('SELECT s.card, s.names, s.spelling, t.text FROM stories s JOIN texts t ON t.id = s.id WHERE s.id = ?', id).toArray()
  if (before?.card === json && before.names === names && before.text === text && before.spelling === SPELLING_VERSION) return false
  forgetStory(sql, id)
  sql.exec(
    'INSERT INTO stories (id, section, published_at, card, names, spelling) VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, card.section, card.publishedAt, json, names, SPELLING_VERSION],
  )
  sql.exec('INSERT INTO texts (id, text) VALUES (?, ?)', id, text)
  indexWords(sql, { id, card, names, text })
  return true
}

function indexWords(sql: SqlStorage, { id, card: { headline, standfirst = '' }, names, text }: SearchableStory) {
  const insert = (body: string) =>
    sql.exec(
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
  try {
    insert(text)
  } catch (error) {
    // A row has 2 MB. One strange text must not keep all others out.
    console.log(JSON.stringify({ event: 'story-indexed-without-text', id, error: String(error) }))
    insert('')
  }
  sql.exec('INSERT INTO grams (rowid, text) VALUES (?, ?)', id, normaliseSpelling(`${headline} ${names}`))
}

/** Whether there was one. */
export function forgetStory(sql: SqlStorage, id: number): boolean {
  if (sql.exec('DELETE FROM stories WHERE id = ?', id).rowsWritten === 0) return false
  sql.exec('DELETE FROM texts WHERE id = ?', id)
  for (const index of ['words', 'grams'] as const) sql.exec(`DELETE FROM ${index} WHERE rowid = ?`, id)
  return true
}

/** Of the ids in the span, all but these. Answers how many went. */
export function forgetSpan(sql: SqlStorage, { after, upTo = Number.MAX_SAFE_INTEGER }: NonNullable<Telling['span']>, but: ReadonlySet<number>) {
  const found = sql.exec<{ id: number }>('SELECT id FROM stories WHERE id > ? AND id <= ?', after, upTo).toArray()
  return found.filter(({ id }) => !but.has(id) && forgetStory(sql, id)).length
}

export function readValue<T>(sql: SqlStorage, name: string): T | undefined {
  const [found] = sql.exec<{ json: string }>('SELECT json FROM kept WHERE name = ?', name).toArray()
  return found && (JSON.parse(found.json) as T) // It was saved below, as this type.
}

export const saveValue = (sql: SqlStorage, name: string, value: unknown) =>
  sql.exec('INSERT INTO kept (name, json) VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json', name, JSON.stringify(value))
