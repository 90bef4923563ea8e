import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import { derivedOf } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

async function edition({ press, settle }: Room) {
  await press.setSite(SITE, ADMIN)
  for (const slug of ['one', 'two', 'three'])
    await press.file({ article: story(slug, { topics: [{ slug: 'mali', name: 'Mali' }] }), actor: EDITOR, publish: 'now' })
  await settle()
}

/** The tables as they were called before. */
const OLD_NAMES = [
  'DROP INDEX listing_entries_slug',
  'ALTER TABLE listing_entries RENAME TO standing',
  'CREATE INDEX standing_slug ON standing (slug)',
  'ALTER TABLE kv_entries RENAME TO imprinted',
]

const tablesOf = ({ sql }: Room) =>
  sql
    .exec<{ name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE tbl_name IN ('listing_entries', 'kv_entries', 'standing', 'imprinted')`)
    .toArray()
    .map(({ name }) => name)
    .sort()

/** Dies before the nth statement. */
const dyingAt = (sql: SqlStorage, nth: number) => {
  let statements = 0
  return {
    exec: (query: string, ...bound: unknown[]) => {
      if (++statements === nth) throw new Error('killed')
      return sql.exec(query, ...bound)
    },
  } as SqlStorage
}

describe('a ledger whose tables had other names', () => {
  test.each(Array.from({ length: 10 }, (_, n) => n + 1))('has all that it had, killed at the %sth statement or not', (nth) =>
    newsroom(async (room) => {
      await edition(room)
      const { press, sql, kv, settle } = room
      const [before, tables] = [derivedOf(room), tablesOf(room)]
      const entries = sql.exec('SELECT * FROM kv_entries ORDER BY kind, name').toArray()
      for (const statement of OLD_NAMES) sql.exec(statement)
      try {
        createTables(dyingAt(sql, nth))
      } catch (error) {
        expect((error as Error).message).toBe('killed')
      }
      createTables(sql)
      expect(tablesOf(room)).toEqual(tables)
      expect(derivedOf(room)).toEqual(before)
      expect(sql.exec('SELECT * FROM kv_entries ORDER BY kind, name').toArray()).toEqual(entries)
      kv.writes = []
      await settle()
      expect(kv.writes).toEqual([])
      await press.withdraw('two', EDITOR)
      await settle()
      expect((await press.listingPage('topic/mali', 1))?.total).toBe(2)
    }),
  )

  test.each([1, 4, 5, 6, 7, 100])('is made again from its articles where an earlier version came back meanwhile, killed at statement %s', (nth) =>
    newsroom(async (room) => {
      await edition(room)
      const { press, sql, kv, settle } = room
      const tables = tablesOf(room)
      // That version created its tables again, and published one story.
      sql.exec(
        'CREATE TABLE standing (name TEXT NOT NULL, published_at TEXT NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (name, published_at, slug)) WITHOUT ROWID',
      )
      sql.exec('CREATE INDEX standing_slug ON standing (slug)')
      sql.exec('CREATE TABLE imprinted (kind TEXT NOT NULL, name TEXT NOT NULL, tag TEXT, written_at INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID')
      sql.exec(`INSERT INTO standing SELECT name, published_at, slug, title FROM listing_entries WHERE slug = 'three'`)
      kv.byHand('en:listing:latest', { lost: true })
      try {
        createTables(dyingAt(sql, nth))
      } catch (error) {
        expect((error as Error).message).toBe('killed')
      }
      createTables(sql)
      expect(tablesOf(room)).toEqual(tables)
      for (let n = 0; n < 40; n++) await press.alarm()
      await settle()
      expect((await press.listingPage('topic/mali', 1))?.cards.map(({ slug }) => slug)).toEqual(['two', 'three', 'one'])
      expect(kv.json('en:listing:latest').cards.length).toBe(3)
    }),
  )
})

test('a ledger from before stories were renamed has them renamed, deleted and erased like any other', () =>
  newsroom(async (room) => {
    await edition(room)
    const { press, sql, kv, settle, pass } = room
    await press.file({ article: story('one', { headline: 'Again' }), actor: EDITOR })
    await settle()
    const before = kv.snapshot()
    sql.exec('DROP INDEX redirects_article')
    sql.exec('DROP TABLE redirects')
    sql.exec('ALTER TABLE articles DROP COLUMN first_slug')
    sql.exec('ALTER TABLE revisions DROP COLUMN erased')
    createTables(sql)
    createTables(sql)
    await pass(5)
    expect(kv.snapshot()).toEqual(before)
    await press.rename('one', 'first', EDITOR)
    expect(await press.eraseRevision('first', 1, 'A court ordered it.', ADMIN)).toEqual({ ok: true })
    await pass(5)
    expect(kv.json('en:article:one')).toMatchObject({ to: '/world/first' })
    expect(kv.values.get('en:article:first')?.metadata).toMatchObject({ first: 'one' })
  }))
