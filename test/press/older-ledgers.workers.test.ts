/**
 * Every form that the press's tables have ever had, as `CREATE` statements in older-ledgers/, oldest first: made by running the
 * `createTables` of each commit that changed them. A change of the tables adds the form before it.
 */
import { describe, expect, test } from 'vitest'
import { tagOf } from '../../src/edition/fingerprint.ts'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, SITE, story } from './newsroom.ts'

/** Vite puts the files in its place. */
type Vite = { glob(files: string, options: object): Record<string, string> }
const FORMS = Object.entries((import.meta as unknown as Vite).glob('./older-ledgers/*.sql', { query: '?raw', import: 'default', eager: true }))

const AT = '2026-10-01T08:00:00Z'
const OLD = story('old', { publishedAt: AT, topics: [{ slug: 'mali', name: 'Mali' }] })

/** What a newsroom had, in the columns that all forms have. */
const HELD: [string, Record<string, string | number>][] = [
  [
    'articles',
    {
      id: 1,
      slug: 'old',
      section: 'world',
      headline: OLD.headline,
      published_at: AT,
      state: 'published',
      revision: 2,
      live: 1,
      came_out: 1,
      path: '/world/old',
      at: AT,
      by: 'Edith',
    },
  ],
  ...[1, 2].flatMap((revision): [string, Record<string, string | number>][] => [
    ['revisions', { article: 1, revision, at: AT, by: 'Edith', headline: OLD.headline, hash: tagOf(OLD) }],
    ['copy', { article: 1, revision, part: 0, json: JSON.stringify(revision === 1 ? OLD : { ...OLD, headline: 'Not out yet' }) }],
  ]),
  ['releases', { id: 1, article: 1, revision: 1, at: AT }],
  ['kept', { name: 'site', json: JSON.stringify(SITE) }],
  ['kept', { name: 'pins', json: '["old"]' }],
  [
    'campaigns',
    {
      id: 'house',
      json: JSON.stringify({ id: 'house', advertiser: 'Us', kind: 'house', weight: 1, creatives: [{ id: 'a', href: '/', headline: 'Read us' }] }),
      ended: 0,
    },
  ],
  ['tokens', { id: 't', name: 'Wire', role: 'reporter', hash: 'f'.repeat(64), created_at: AT }],
  ['audit', { id: 1, at: AT, by: 'Edith', what: 'publish', slug: 'old' }],
]

function fill(sql: SqlStorage, form: string) {
  const tables = sql
    .exec<{ name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '_cf_*'`)
    .toArray()
  const virtual = tables.filter((one) => /VIRTUAL/.test(one.sql)).map(({ name }) => name)
  for (const { name } of tables) if (!virtual.some((table) => name.startsWith(`${table}_`))) sql.exec(`DROP TABLE ${name}`)
  for (const statement of form.split('\n')) if (statement.trim()) sql.exec(statement)
  for (const [table, row] of HELD)
    sql.exec(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
      ...Object.values(row),
    )
}

const columnsOf = (sql: SqlStorage) =>
  sql
    .exec<{ at: string }>(
      `SELECT t.name || '.' || c.name AS at FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT GLOB '_cf_*' ORDER BY 1`,
    )
    .toArray()
    .map(({ at }) => at)

describe('a ledger of any earlier version', () => {
  test('is among these, from the first on', () => {
    expect(FORMS.length).toBeGreaterThan(30)
    expect(FORMS.some(([, form]) => form.includes('CREATE TABLE standing'))).toBe(true)
  })

  test.each(FORMS)('%s opens with all that it had, and goes on', (_name, form) =>
    newsroom(async ({ press, sql, kv, settle }) => {
      const today = columnsOf(sql)
      fill(sql, form)
      createTables(sql)
      createTables(sql)
      const missing = today.filter((column) => !columnsOf(sql).includes(column))
      expect(missing).toEqual([])
      expect(await press.read('old', 1)).toMatchObject({ ok: true, article: { headline: OLD.headline } })
      expect(await press.revisions('old')).toMatchObject({
        revisions: [
          { revision: 2, live: false },
          { revision: 1, live: true },
        ],
      })
      expect(await press.tokenHolder('f'.repeat(64))).toEqual({ name: 'Wire', role: 'reporter' })
      expect(await press.readSite()).toMatchObject({ name: SITE.name })
      expect(await press.pins()).toEqual(['old'])
      expect((await press.campaigns()).length).toBe(1)
      expect((await press.audit(undefined, 5)).items).toMatchObject([{ what: 'publish', slug: 'old' }])
      await press.reprint(ADMIN)
      for (let n = 0; n < 40; n++) await press.alarm()
      await settle()
      expect(kv.json('en:article:old')).toMatchObject({ headline: OLD.headline })
      expect((await press.listingPage('topic/mali', 1))?.cards.map(({ slug }) => slug)).toEqual(['old'])
      await press.publish('old', EDITOR)
      await settle()
      expect(kv.json('en:article:old')).toMatchObject({ headline: 'Not out yet' })
      expect((await press.health()).filter(({ ok, name }) => !ok && name !== 'cron')).toEqual([])
    }),
  )
})
