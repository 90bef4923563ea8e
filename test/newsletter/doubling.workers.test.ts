/** Twice as much of anything is never more than twice the work: counted in rows that SQLite reads. */
import { describe, expect, test } from 'vitest'
import type { MailingListCore } from '../../src/newsletter/list/core.ts'
import { createSendingTables } from '../../src/newsletter/sending/tables.ts'
import { type Newsroom, openNewsroom } from './an-issue.ts'

/** Rows that are read while something is asked of the list. */
const rowsRead = (newsroom: Newsroom, ask: (core: MailingListCore) => Promise<unknown>) =>
  newsroom.inside(async (core, state) => {
    let read = 0
    const { sql } = state.storage
    core.db.sql = {
      exec(query: string, ...bound: SqlStorageValue[]) {
        const cursor = sql.exec(query, ...bound)
        const found = cursor.toArray()
        read += cursor.rowsRead
        return { toArray: () => found, one: () => found[0] }
      },
    } as unknown as SqlStorage
    await ask(core)
    core.db.sql = sql
    return read
  })

/** A list with so many sent issues of so many articles each; one in ten was stopped. */
async function withArchive(issues: number, articles = 10) {
  const newsroom = await openNewsroom()
  await newsroom.subscribeMany(1)
  await newsroom.inside((core, state) => {
    state.storage.transactionSync(() => {
      core.db.sql.exec("INSERT OR IGNORE INTO list_numbers (slug) VALUES ('daily')")
      for (let issue = 1; issue <= issues; issue++) {
        const slugs = Array.from({ length: articles }, (_, at) => `story-${issue}-${at}`)
        core.db.sql.exec(
          `INSERT INTO issues (list, slug, source, state, subject, articles, created_at, created_by, changed_at, frozen_at)
           VALUES ('daily', ?1, '{"kind":"digest","list":"daily"}', ?2, 'S', ?3, ?4, 'ed', ?4, ?4)`,
          `past-${issue}`,
          issue % 10 === 0 ? 'stopped' : 'sent',
          JSON.stringify(slugs),
          issue * 1000,
        )
        for (const slug of slugs) core.db.sql.exec("INSERT INTO issue_articles (list, article, issue) VALUES ('daily', ?, ?)", slug, issue)
      }
    })
  })
  return newsroom
}

const ASKED: Record<string, (core: MailingListCore) => Promise<unknown>> = {
  'the first page of the archive': (core) => core.issues.issuesOf('daily', 1),
  'an issue in it': (core) => core.issues.issuePage('daily', 'past-7'),
  'the newest of each newsletter': (core) => core.issues.latestIssues(),
  'the editors’ list': (core) => core.issues.listIssues('daily'),
  'a draft': (core) => core.issues.createIssue({ kind: 'digest', list: 'daily' }, 'ed'),
  'an alarm': (core) => core.alarm(),
}

describe('of a hundred issues and of a thousand', () => {
  test('nothing that readers, editors or the alarm ask costs more', async () => {
    const [few, many] = [await withArchive(100), await withArchive(1000)]
    const costs: Record<string, [number, number]> = {}
    for (const [what, ask] of Object.entries(ASKED)) costs[what] = [await rowsRead(few, ask), await rowsRead(many, ask)]
    for (const [what, [one, other]] of Object.entries(costs)) expect(other, what).toBeLessThanOrEqual(one + 2)
  })
})

test('the archive says how many issues it has, also of those that were sent before it counted', async () => {
  const newsroom = await withArchive(100)
  await newsroom.inside((core) => {
    core.db.sql.exec('DROP TABLE archive_totals')
    createSendingTables(core.db)
  })
  const total = async () => (await newsroom.stub.issuesOf('daily', 1)).total
  expect(await total()).toBe(90)
  const [one, other] = [await newsroom.draft(), await newsroom.draft()]
  await newsroom.stub.stopIssue('daily', other)
  expect(await total()).toBe(90)
  await newsroom.stub.sendIssue('daily', one)
  expect(await total()).toBe(91)
  await newsroom.stub.pauseIssue('daily', one)
  await newsroom.stub.stopIssue('daily', one)
  await newsroom.stub.stopIssue('daily', one)
  expect(await total()).toBe(90)
})

describe('of ten articles and of a hundred', () => {
  test('an issue costs a row for each that it names, and a batch none', async () => {
    const cost = async (articles: number) => {
      const newsroom = await openNewsroom()
      newsroom.press.articles = Array.from({ length: articles }, (_, at) => `story-${at}`)
      await newsroom.subscribeMany(200)
      const issue = await newsroom.draft()
      const frozen = await rowsRead(newsroom, (core) => core.issues.sendIssue('daily', issue))
      return { frozen, sent: await rowsRead(newsroom, (core) => core.alarm()) }
    }
    const [ten, hundred] = [await cost(10), await cost(100)]
    expect(hundred.sent).toBe(ten.sent)
    expect(hundred.frozen - ten.frozen).toBeLessThanOrEqual(90 * 4)
  })
})

describe('of ten thousand readers and of twenty', () => {
  test('to freeze an issue costs the same, and to send it twice as much', { timeout: 120_000 }, async () => {
    const cost = async (readers: number) => {
      const newsroom = await openNewsroom()
      await newsroom.subscribeMany(readers)
      const issue = await newsroom.draft()
      const frozen = await rowsRead(newsroom, (core) => core.issues.sendIssue('daily', issue))
      let sent = 0
      while ((await newsroom.read(issue)).state === 'sending') sent += await rowsRead(newsroom, (core) => core.alarm())
      return { frozen, sent }
    }
    const [ten, twenty] = [await cost(10_000), await cost(20_000)]
    expect(twenty.frozen).toBe(ten.frozen)
    expect(twenty.sent / ten.sent).toBeLessThan(2.05)
  })
})
