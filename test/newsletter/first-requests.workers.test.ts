import { env, runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { createTables } from '../../src/newsletter/subscribers/tables.ts'
import { importKey } from '../../src/newsletter/subscribers/tokens.ts'
import { openList, subscribe } from './a-list.ts'

/** As the list laid its tables before anybody was asked to confirm. */
const FIRST = `
  CREATE TABLE subscription (
    address TEXT NOT NULL, list TEXT NOT NULL, email TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending', at TEXT NOT NULL, PRIMARY KEY (address, list)
  ) WITHOUT ROWID;
  CREATE TABLE consent (id INTEGER PRIMARY KEY, address TEXT NOT NULL, list TEXT NOT NULL, version TEXT NOT NULL, words TEXT NOT NULL, country TEXT, at TEXT NOT NULL);
  CREATE TABLE request (sender TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sender, address)) WITHOUT ROWID;
  INSERT INTO subscription (address, list, email, at) VALUES
    ('a@bücher.example', 'daily', 'A@bücher.example', '2026-10-01T10:00:00.000Z'), ('a@bücher.example', 'weekly', 'A@bücher.example', '2026-10-02T10:00:00.000Z'),
    ('b@example.org', 'daily', 'b@example.org', '2026-10-03T10:00:00.000Z'), ('.a@b.co', 'daily', '.a@b.co', '2026-10-03T10:00:00.000Z');
  INSERT INTO consent (address, list, version, words, country, at) VALUES
    ('a@bücher.example', 'daily', '2026-09', 'I agreed.', 'SG', '2026-10-01T10:00:00.000Z'), ('b@example.org', 'daily', '2026-09', 'I agreed.', NULL, '2026-10-03T10:00:00.000Z');
`

test('a list that was laid before links knew their mailbox wakes, and its waiting emails and links still work', async () => {
  const list = await openList()
  await subscribe(list, 'reader@example.org')
  const token = list.tokenTo('reader@example.org')
  await list.inside(({ db }) => {
    db.sql.exec(`DROP INDEX confirmations_address;
      ALTER TABLE readers DROP COLUMN mailbox; ALTER TABLE readers ADD COLUMN last_confirmation_at INTEGER; ALTER TABLE confirmations DROP COLUMN mailbox;
      ALTER TABLE confirmations DROP COLUMN address; ALTER TABLE counters DROP COLUMN before; DROP TABLE merged_readers; DROP TABLE mails_to_address;
      INSERT INTO confirmations (reader, purpose, lists, email, asked_at, due_at) VALUES (1, 'change-address', '[]', 'New@example.org', 1, 1)`)
    for (let wake = 0; wake < 2; wake++) createTables(db, Date.now())
  })
  expect(await list.stub.confirm(token)).toMatchObject({ ok: true, lists: ['daily'] })
  await list.alarm()
  await list.inside((core) => core.alarm())
  expect(await list.stub.confirm(list.tokenTo('New@example.org'))).toMatchObject({ ok: true, purpose: 'change-address' })
  expect(await list.statesOf('New@example.org')).toEqual({ daily: 'confirmed' })
})

test('who asked before letters were written is pending, keeps the consent, and is asked now', async () => {
  const stub = env.MAILING_LIST.get(env.MAILING_LIST.idFromName('an old list'))
  const now = Date.parse('2026-11-26T08:00:00Z')
  const found = await runInDurableObject(stub, async (_, { storage }) => {
    // Foreign to the object that woke with new tables: laid anew, in the old way.
    for (const { name } of storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '[_s]*'").toArray())
      storage.sql.exec(`DROP TABLE ${name}`)
    storage.sql.exec('DROP TABLE subscriptions; DROP TABLE suppressions')
    storage.sql.exec(FIRST)
    const db = { sql: storage.sql, key: await importKey(new ArrayBuffer(32)) }
    for (let wake = 0; wake < 2; wake++) createTables(db, now)
    const all = (query: string) => storage.sql.exec(query).toArray()
    return {
      readers: all('SELECT address, email FROM readers ORDER BY id'),
      subscriptions: all('SELECT r.email, s.list, s.state, s.asked_at FROM subscriptions s JOIN readers r ON r.id = s.reader ORDER BY r.id, s.list'),
      consents: all('SELECT c.list, w.words, c.country, c.at FROM consents c JOIN wordings w ON w.id = c.wording ORDER BY c.id'),
      letters: all('SELECT reader, purpose, lists, due_at FROM confirmations ORDER BY reader'),
      totals: all('SELECT list, state, total FROM totals ORDER BY list'),
      old: all("SELECT name FROM sqlite_schema WHERE name IN ('subscription', 'consent', 'request')"),
    }
  })
  expect(found.readers).toEqual([
    { address: 'a@xn--bcher-kva.example', email: 'A@bücher.example' },
    { address: 'b@example.org', email: 'b@example.org' },
  ])
  expect(found.subscriptions).toEqual([
    { email: 'A@bücher.example', list: 'daily', state: 'pending', asked_at: now },
    { email: 'A@bücher.example', list: 'weekly', state: 'pending', asked_at: now },
    { email: 'b@example.org', list: 'daily', state: 'pending', asked_at: now },
  ])
  expect(found.consents).toMatchObject([
    { list: 'daily', words: 'I agreed.', country: 'SG', at: Date.parse('2026-10-01T10:00:00Z') },
    { list: 'weekly', words: '' },
    { list: 'daily', words: 'I agreed.', country: null },
  ])
  expect(found.letters).toMatchObject([
    { purpose: 'confirm', due_at: now },
    { purpose: 'confirm', due_at: now },
  ])
  expect(found.totals).toEqual([
    { list: 'daily', state: 'pending', total: 2 },
    { list: 'weekly', state: 'pending', total: 1 },
  ])
  expect(found.old).toEqual([])
})
