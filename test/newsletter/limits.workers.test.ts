import { afterEach, describe, expect, test, vi } from 'vitest'
import { overChangeLimit } from '../../src/newsletter/subscribers/limits.ts'
import { moveClock, openList, WORDING } from './a-list.ts'

afterEach(() => vi.useRealTimers())
const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('how often forms are taken', () => {
  test('an owner gets through, however often strangers asked for their address', async () => {
    const { signUp } = await openList()
    for (let number = 0; number < 60; number++) await signUp('owner@example.org', { sender: `stranger-${number}` })
    expect(await signUp('owner@example.org', { lists: ['weekly'], sender: 'home' })).toEqual({ ok: true })
  })

  test('an owner who sends the form again and again is never told to wait', async () => {
    const { signUp } = await openList()
    for (let number = 0; number < 30; number++) expect(await signUp('eager@example.org', { sender: 'eager' })).toEqual({ ok: true })
  })

  test('one network asks for twenty addresses an hour by forms that took their time; the next leaves no trace and takes nothing from anybody', async () => {
    const { stub, signUp } = await openList()
    const stamp = await stub.stamp()
    moveClock(2000)
    for (let number = 0; number < 20; number++) expect(await signUp(`flood-${number}@example.org`, { sender: 'flood', stamp })).toEqual({ ok: true })
    for (let number = 20; number < 40; number++) {
      const refused = await signUp(`flood-${number}@example.org`, { sender: 'flood', stamp })
      expect(refused).toMatchObject({ ok: false, reason: 'too-many' })
      expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(3500)
    }
    expect((await stub.subscribers()).items).toHaveLength(20)
    expect(await signUp('flood-30@example.org', { sender: 'their own' })).toEqual({ ok: true })
    moveClock(HOUR)
    expect(await signUp('flood-31@example.org', { sender: 'flood', stamp })).toEqual({ ok: true })
  })

  test.each([
    ['without a stamp', async () => undefined],
    ['with one that somebody made up', async () => 'A'.repeat(46)],
    ['filled in within a second', async (stamp: () => Promise<string>) => stamp()],
  ])('of forms %s, ten addresses', async (_, stampOf) => {
    const { stub, signUp } = await openList()
    const stamp = await stampOf(() => stub.stamp())
    const answers = []
    for (let number = 0; number < 11; number++) answers.push((await signUp(`a-${number}@example.org`, { sender: 'hasty', ...(stamp && { stamp }) })).ok)
    expect(answers).toEqual([...Array.from({ length: 10 }, () => true), false])
  })

  test('a thousand forms for one address are one letter, and a thousand addresses of one network are ten', async () => {
    const { stub, inside, alarm, sent } = await openList()
    const form = { lists: ['daily'], wording: WORDING, country: 'SG' }
    await inside(async (core) => {
      for (let number = 0; number < 1000; number++) await core.signUp({ ...form, email: 'bombed@example.org', sender: `network-${number}` })
      for (let number = 0; number < 1000; number++) await core.signUp({ ...form, email: `spread-${number}@example.org`, sender: 'one network' })
    })
    expect(new Set((await stub.subscribers()).items.map(({ email }) => email)).size).toBe(11)
    for (let run = 0; run < 3; run++) await alarm()
    expect(sent).toHaveLength(11)
  })

  test('one network that sends one form over and over keeps nobody else out, and one address of one reader’s page neither', async () => {
    const { inside, signUp } = await openList()
    await inside(async (core) => {
      const form = { lists: ['daily'], wording: WORDING, country: 'SG', email: 'same@example.org', sender: 'one network' }
      for (let number = 0; number < 2001; number++) await core.signUp(form)
      for (let number = 0; number < 2001; number++) overChangeLimit(core.db, { sender: 'one network', reader: 1, address: 'next@example.org' }, Date.now())
    })
    expect(await signUp('reader@example.org')).toEqual({ ok: true })
  })

  test('of all networks together two thousand an hour, for every address alike', async () => {
    const { stub, signUp, inside } = await openList()
    await signUp('known@example.org')
    await inside(({ db }) => db.sql.exec("UPDATE counters SET total = 2000 WHERE name = 'forms'"))
    for (const email of ['known@example.org', 'new@example.org'])
      for (let time = 0; time < 2; time++) expect(await signUp(email, { sender: 'elsewhere' })).toMatchObject({ ok: false, reason: 'too-many' })
    expect(await stub.mailLink({ email: 'known@example.org', sender: 'x' })).toMatchObject({ ok: false })
    moveClock(HOUR + 1)
    expect(await signUp('new@example.org')).toEqual({ ok: true })
  })
})

describe('limits hold for any sixty minutes, not for those of the clock', () => {
  test('one network gets no second allowance when the hour turns', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-26T09:58:00Z') })
    const { signUp } = await openList()
    for (let number = 0; number < 10; number++) await signUp(`a-${number}@example.org`, { sender: 'flood' })
    moveClock(5 * 60_000)
    expect(await signUp('b@example.org', { sender: 'flood' })).toMatchObject({ ok: false, reason: 'too-many' })
    moveClock(55 * 60_000)
    expect(await signUp('b@example.org', { sender: 'flood' })).toEqual({ ok: true })
  })

  test('and all networks together get none either', async () => {
    const { signUp, inside } = await openList()
    await signUp('first@example.org')
    moveClock(59 * 60_000)
    await inside(({ db }) => db.sql.exec("UPDATE counters SET total = 1999 WHERE name = 'forms'"))
    moveClock(2 * 60_000)
    const inside60 = []
    for (let number = 0; number < 60; number++) inside60.push((await signUp(`r-${number}@example.org`)).ok)
    expect(inside60.filter((ok) => ok).length).toBeLessThan(60)
    expect(inside60[0]).toBe(true)
    const refused = (await signUp('later@example.org')) as { retryAfterSeconds: number }
    expect(refused.retryAfterSeconds).toBeLessThan(3600)
    moveClock(refused.retryAfterSeconds * 1000)
    expect(await signUp('later@example.org')).toEqual({ ok: true })
  })

  test('nobody who reads the tables finds the network, and after two hours nothing is left of it', async () => {
    const { signUp, inside, alarm } = await openList()
    const left = () => inside(({ db }) => db.sql.exec<{ sender: string }>('SELECT sender FROM requests').toArray())
    await signUp('pending@example.org', { sender: 'hash of the network' })
    expect(await left()).toHaveLength(1)
    expect((await left())[0]?.sender).not.toContain('hash')
    await alarm()
    moveClock(2 * HOUR)
    await alarm()
    expect(await left()).toEqual([])
    moveClock(DAY)
    await alarm()
    expect(await inside(({ db }) => db.sql.exec('SELECT * FROM mails_to_address').toArray())).toEqual([])
  })
})

describe('made-up addresses', () => {
  test('are forgotten with all that belongs to them after a week, and take less than a kilobyte each until then', async () => {
    const { stub, signUp, inside, alarm } = await openList()
    const size = () => inside((_, state) => state.storage.sql.databaseSize)
    const before = await size()
    await inside(async (core) => {
      for (let number = 0; number < 1200; number++)
        await core.signUp({ email: `made-up-${number}@example.org`, lists: ['daily', 'weekly'], wording: WORDING, country: 'SG', sender: `s-${number}` })
    })
    const bytes = (await size()) - before
    console.log(`${Math.round(bytes / 1200)} bytes for an address that waits`)
    expect(bytes / 1200).toBeLessThan(1024)
    expect((await stub.counts()).lists).toMatchObject([{ pending: 1200 }, { pending: 1200 }])
    // Letters went out, and nobody pressed their button.
    await inside(({ db }) => db.sql.exec('UPDATE confirmations SET due_at = NULL'))
    moveClock(8 * DAY)
    for (let step = 0; step < 10; step++) {
      moveClock(2 * HOUR)
      await alarm()
    }
    expect((await stub.subscribers()).items).toEqual([])
    expect((await stub.counts()).lists).toMatchObject([{ pending: 0 }, { pending: 0 }])
    const left = await inside(({ db }) =>
      ['readers', 'subscriptions', 'consents', 'confirmations'].map((table) => db.sql.exec(`SELECT count(*) AS left FROM ${table}`).one().left),
    )
    expect(left).toEqual([0, 0, 0, 0])
    await signUp('real@example.org')
    expect(await stub.counts()).toMatchObject({ mailsWaiting: 1 })
  })
})

describe('a sign-up and its confirmation', () => {
  /** What one reader costs with this many others on the list. */
  async function costWith(others: number) {
    const list = await openList()
    await list.inside(async (core) => {
      const row = (number: number) => ({
        line: number,
        email: `r-${number}@example.org`,
        list: 'daily',
        wording: WORDING,
        at: '2026-01-01T00:00:00Z',
        country: 'SG',
        source: 's',
      })
      for (let from = 0; from < others; from += 500) await core.importSubscribers(Array.from({ length: 500 }, (_, at) => row(from + at)))
    })
    return list.inside(async (core, state) => {
      const cost = { read: 0, written: 0, queries: new Set<string>() }
      const { sql } = state.storage
      const counting = {
        exec(query: string, ...bound: unknown[]) {
          cost.queries.add(query)
          const cursor = sql.exec(query, ...(bound as SqlStorageValue[]))
          const found = cursor.toArray()
          cost.read += cursor.rowsRead
          cost.written += cursor.rowsWritten
          return { toArray: () => found, one: () => found[0] }
        },
      } as unknown as SqlStorage
      const before = core.db.sql
      core.db.sql = counting
      await core.signUp({ email: 'reader@example.org', lists: ['daily', 'weekly'], wording: WORDING, country: 'SG', sender: 'home' })
      await core.alarm()
      await core.confirm(list.tokenTo('reader@example.org'))
      core.db.sql = before
      const scans = [...cost.queries]
        .filter((query) => /^\s*(?:SELECT|UPDATE|DELETE|INSERT)/.test(query))
        .flatMap((query) =>
          sql
            .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...Array.from({ length: placesIn(query) }, () => 1))
            .toArray()
            .map(({ detail }) => detail)
            .filter((detail) => /^SCAN (?!CONSTANT)/.test(detail))
            .map((detail) => `${detail}: ${query}`),
        )
      return { ...cost, scans }
    })
  }
  const placesIn = (query: string) => Math.max((query.match(/\?(?!\d)/g) ?? []).length, ...[...query.matchAll(/\?(\d)/g)].map(([, place]) => Number(place)))

  test('cost the same with ten thousand readers as with none, and walk no table', async () => {
    const [few, many] = [await costWith(500), await costWith(10_000)]
    console.log(`${many.read} rows read and ${many.written} written by a sign-up for two newsletters, its letter and its confirmation`)
    expect(many.queries.size).toBeGreaterThan(20)
    expect(many.scans.filter((scan) => !/confirmations_due|subscriptions_pending|confirmations_asked|digest_times/.test(scan))).toEqual([])
    expect(many.read).toBeLessThanOrEqual(few.read + 5)
    expect(many.written).toBe(few.written)
  })
})
