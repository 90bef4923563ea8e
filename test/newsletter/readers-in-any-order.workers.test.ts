import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { mailboxOf, numberOfList, unsubscribeToken } from '../../src/newsletter/subscribers/letter-links.ts'
import { moveClock, openList, subscribe, WORDING } from './a-list.ts'
import { askToMove, choose, type List, linksTo } from './readers-links.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** One step of one of four readers; every step can come at any time. */
const step = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('subscribe', 'move') },
    { weight: 2, arbitrary: fc.constantFrom('ask', 'choose', 'leave', 'import') },
    { weight: 1, arbitrary: fc.constantFrom('complain', 'bounce', 'erase', 'forget', 'resend', 'wait') },
  ),
  who: fc.nat(3),
  other: fc.nat(3),
  lists: fc.subarray(['daily', 'weekly']),
  wait: fc.constantFrom(0, 11 * MINUTE, 7 * 60 * MINUTE),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

describe('whatever readers, strangers and providers do in whatever order', () => {
  test('totals are what a recount finds, growth adds up, and every old unsubscribe link works until its reader is erased', { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }), live), { numRuns: 25, seed: 16 })
    expect(merged).toBeGreaterThan(10)
  })

  let merged = 0
  async function live(steps: Step[]) {
    vi.useRealTimers()
    const list = await openList()
    const addresses = ['a@example.org', 'b@example.org', 'c@example.org', 'd@example.org'] as const
    const kept: { token: string; reader: number }[] = []
    for (const one of steps) {
      moveClock(one.wait)
      await take(list, one, addresses[one.who] ?? '', addresses[one.other] ?? '')
      const numbers = await list.inside(({ db }) => db.sql.exec<{ id: number }>('SELECT id FROM readers').toArray())
      for (const { id } of numbers)
        if (!kept.some(({ reader }) => reader === id))
          kept.push({ reader: id, token: await list.inside(({ db }) => unsubscribeToken(db, mailboxOf(db, id), numberOfList(db, 'daily'))) })
      await recount(list)
    }
    await checkLinks(list, kept)
    merged += await list.inside(({ db }) => db.sql.exec('SELECT 1 FROM merged_readers').toArray().length)
    vi.useRealTimers()
  }

  async function take(list: List, { what, lists }: Step, email: string, other: string) {
    const links = await linksTo(list, email)
    switch (what) {
      case 'subscribe':
        return subscribe(list, email, { lists: lists.length > 0 ? lists : ['daily'] })
      case 'ask':
        return list.signUp(email, { lists: lists.length > 0 ? lists : ['weekly'] })
      case 'wait':
        moveClock(8 * DAY)
        return list.alarm()
      case 'choose':
        return choose(list, links.preferences, lists)
      case 'leave':
        return list.stub.unsubscribe(links.unsubscribe)
      case 'move':
        await askToMove(list, links.preferences, other)
        await list.alarm()
        return list.stub.confirm(list.tokenTo(other))
      case 'complain':
        return list.stub.report([{ kind: 'complaint', address: email, id: `${Math.random()}`, at: new Date(Date.now()).toISOString() }])
      case 'bounce':
        return list.stub.report([{ kind: 'bounce', address: email, id: `${Math.random()}`, at: new Date(Date.now()).toISOString() }])
      case 'import':
        return list.stub.importSubscribers(
          lists.map((slug, line) => ({ line, email, list: slug, wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 's' })),
        )
      case 'erase':
        return list.stub.change(links.preferences, { change: 'erase' })
      case 'forget':
        return list.stub.forget(email)
      case 'resend':
        return list.stub.resend(list.tokenTo(email))
    }
  }

  async function recount(list: List) {
    const found = await list.inside(({ db }) => {
      const all = <T extends Record<string, SqlStorageValue>>(query: string) => db.sql.exec<T>(query).toArray()
      return {
        totals: all('SELECT list, state, total FROM totals WHERE total > 0 ORDER BY list, state'),
        counted: all(
          `SELECT list, state, count(*) AS total FROM subscriptions GROUP BY list, state
           UNION ALL SELECT '', reason, count(*) FROM suppressions GROUP BY reason ORDER BY list, state`,
        ),
        grown: all('SELECT list, sum(joined) - sum(departed) AS total FROM growth GROUP BY list HAVING total <> 0 ORDER BY list'),
        confirmed: all("SELECT list, count(*) AS total FROM subscriptions WHERE state = 'confirmed' GROUP BY list ORDER BY list"),
        orphans: all(
          `SELECT 'subscription' AS kind, reader FROM subscriptions WHERE reader NOT IN (SELECT id FROM readers)
           UNION ALL SELECT 'consent', reader FROM consents WHERE reader NOT IN (SELECT id FROM readers)
           UNION ALL SELECT 'confirmation', reader FROM confirmations WHERE reader NOT IN (SELECT id FROM readers)
           UNION ALL SELECT 'merged', reader FROM merged_readers WHERE reader NOT IN (SELECT id FROM readers)
           UNION ALL SELECT 'without consent', reader FROM subscriptions WHERE state = 'confirmed' AND consent NOT IN (SELECT id FROM consents)`,
        ),
        negative: all('SELECT list FROM totals WHERE total < 0'),
      }
    })
    expect(found.totals).toEqual(found.counted)
    expect(found.grown).toEqual(found.confirmed)
    expect([found.orphans, found.negative]).toEqual([[], []])
  }

  /** A reader who is no more was erased, or merged into one who was. */
  async function checkLinks(list: List, kept: { token: string; reader: number }[]) {
    for (const { token, reader } of kept) {
      const isThere = await list.inside(
        ({ db }) => db.sql.exec('SELECT 1 FROM readers WHERE id = ? UNION ALL SELECT 1 FROM merged_readers WHERE id = ?', reader, reader).toArray().length > 0,
      )
      expect((await list.stub.unsubscribe(token)).ok).toBe(isThere)
    }
    await recount(list)
  }
})
