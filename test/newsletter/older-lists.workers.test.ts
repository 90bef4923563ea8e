/** Every form that the mailing list's tables have had since they were called so; the one before is in first-requests.workers.test.ts. A change of the tables adds the form before it. */
import { describe, expect, test } from 'vitest'
import { createSendingTables } from '../../src/newsletter/sending/tables.ts'
import { createTables } from '../../src/newsletter/subscribers/tables.ts'
import { openList } from './a-list.ts'

/** Vite puts the files in its place. */
type Vite = { glob(files: string, options: object): Record<string, string> }
const FORMS = Object.entries((import.meta as unknown as Vite).glob('./older-lists/*.sql', { query: '?raw', import: 'default', eager: true }))

/** What a list had, in the columns that all forms have. */
const HELD = [
  `INSERT INTO readers (id, address, email, created_at) VALUES (7, 'a@mail.example', 'A@mail.example', 1)`,
  `INSERT INTO wordings (id, version, words, notice) VALUES (1, '2026-11', 'I agree.', '')`,
  `INSERT INTO consents (id, reader, list, wording, at, country, how) VALUES (3, 7, 'daily', 1, 1, 'SG', 'form')`,
  `INSERT INTO subscriptions (list, reader, state, asked_at, confirmed_at, consent) VALUES ('daily', 7, 'confirmed', 1, 2, 3)`,
  `INSERT INTO suppressions (hash, reason, at) VALUES ('x', 'bounce', 1)`,
]
const AN_ISSUE = `INSERT INTO issues (list, slug, source, state, subject, articles, created_at, created_by, changed_at, frozen_at) VALUES ('daily', '2026-11-01', '{"kind":"digest","list":"daily"}', 'sent', 'The day', '[]', 1, 'Edith', 1, 1)`

describe('a mailing list of any earlier version', () => {
  test.each(FORMS)('%s opens with all that it had, and goes on', async (_name, form) => {
    const list = await openList()
    const lost = await list.inside(({ db }) => {
      const own = `type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '_cf_*' AND name <> 'secrets'`
      const columns = () =>
        db.sql
          .exec<{ at: string }>(
            `SELECT t.name || '.' || c.name AS at FROM (SELECT name FROM sqlite_schema WHERE ${own}) t, pragma_table_info(t.name) c ORDER BY 1`,
          )
          .toArray()
          .map(({ at }) => at)
      const today = columns()
      for (const { name } of db.sql.exec<{ name: string }>(`SELECT name FROM sqlite_schema WHERE ${own}`).toArray()) db.sql.exec(`DROP TABLE ${name}`)
      for (const statement of form.split('\n')) if (statement.trim()) db.sql.exec(statement)
      for (const statement of [...HELD, ...(form.includes('CREATE TABLE issues') ? [AN_ISSUE] : [])]) db.sql.exec(statement)
      for (let n = 0; n < 2; n++) {
        createTables(db, 5)
        createSendingTables(db)
      }
      return today.filter((column) => !columns().includes(column))
    })
    expect(lost).toEqual([])
    expect((await list.stub.subscribers()).items).toMatchObject([
      { email: 'A@mail.example', list: 'daily', state: 'confirmed', consent: { words: 'I agree.', country: 'SG' } },
    ])
    expect(await list.inside(({ db }) => db.sql.exec<{ n: number }>('SELECT count(*) AS n FROM suppressions').one().n)).toBe(1)
    if (form.includes('CREATE TABLE issues')) expect(await list.stub.issuePage('daily', '2026-11-01')).toMatchObject({ subject: 'The day' })
    expect(await list.signUp('b@mail.example')).toEqual({ ok: true })
    await list.alarm()
    expect(await list.stub.confirm(list.tokenTo('b@mail.example'))).toMatchObject({ ok: true })
  })
})
