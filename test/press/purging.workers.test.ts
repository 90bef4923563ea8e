import { env } from 'cloudflare:test'
import { afterEach, expect, test, vi } from 'vitest'
import { EVERYTHING, MAX_WAITING, PURGE_RANK, queuePurge } from '../../src/press/ledger/purge-queue.ts'
import type { PressContext } from '../../src/press/printing/press-context.ts'
import { nextPurge, type Purge, purgeDue } from '../../src/press/printing/purging.ts'
import { Presence } from '../../src/press/writing/presence.ts'
import { Pages } from '../../src/worker.ts'
import { newsroom, type Room, story } from './newsroom.ts'

function purgingRoom({ sql, time, kv }: Room) {
  const ledger = { sql, lang: 'en' }
  const logged: Record<string, unknown>[] = []
  const desk = {
    ledger,
    kv: kv as never,
    transact: <T>(step: () => T) => step(),
    clock: () => time.now,
    presence: new Presence(),
    outside: { fetch: async () => new Response(), mayBeLocal: false, hub: undefined, random: () => 0 },
    log: (line) => logged.push(line),
  } satisfies PressContext
  return { ledger, desk, logged }
}

afterEach(() => void vi.useRealTimers())

/** The platform's bucket: so many calls, and five more a minute; one too many resolves as refused. */
function platform(time: { now: number }, bucket: number) {
  const told: { tags: string[]; at: number }[] = []
  let calls = bucket
  let at = time.now
  let refused = 0
  return {
    told,
    refusals: () => refused,
    spend: (count: number) => {
      calls -= count
    },
    purge: async (asked: string[] | 'everything') => {
      const tags = asked === 'everything' ? [EVERYTHING] : asked
      calls = Math.min(bucket, calls + (time.now - at) / 12_000)
      at = time.now
      if (calls < 1) {
        refused++
        return { success: false, errors: [{ code: 10_000, message: 'Rate limit reached.' }] }
      }
      calls--
      told.push({ tags, at: time.now })
      return { success: true, errors: [] }
    },
  }
}

/** As the alarm does: whenever something may be done, all of it. */
async function passUntil(time: { now: number }, until: number, { ledger, desk }: ReturnType<typeof purgingRoom>, purge: Parameters<typeof purgeDue>[1]) {
  for (let steps = 0; steps < 1000; steps++) {
    while ((await purgeDue(desk, purge)) > 0);
    const next = nextPurge(ledger, time.now)
    if (next === undefined || next > until) {
      time.now = until
      return
    }
    expect(next).toBeGreaterThan(time.now)
    time.now = next
  }
  throw new Error('The alarm does not come to rest.')
}

test('the front cache is told of a key at once and again when KV has settled; what it did not hear is said again', () =>
  newsroom(async (room) => {
    const { time } = room
    const { ledger, desk } = purgingRoom(room)
    const told: string[][] = []
    let isDeaf = true
    const purge = async (tags: string[] | 'everything') => {
      if (isDeaf) throw new Error('The connection broke.')
      told.push([...tags])
      return { success: true, errors: [] }
    }
    const order = (key: string) => queuePurge(ledger, key, time.now, PURGE_RANK.printed)
    order('en:article:one')
    order('en:listing:front')
    await purgeDue(desk, purge)
    isDeaf = false
    expect(await purgeDue(desk, purge)).toBe(0)
    time.now += 12_000
    await purgeDue(desk, purge)
    expect(told).toEqual([['en:article:one', 'en:listing:front']])
    time.now += 30_000
    order('en:listing:front')
    await purgeDue(desk, purge)
    time.now += 50_000
    await purgeDue(desk, purge)
    time.now += 30_000
    await purgeDue(desk, purge)
    time.now += 3_600_000
    expect(await purgeDue(desk, purge)).toBe(0)
    expect(told.slice(1)).toEqual([['en:listing:front'], ['en:article:one'], ['en:listing:front']])
  }))

test('a purge that the platform refuses is not done: it is logged, and said again until it is heard', () =>
  newsroom(async (room) => {
    const { time } = room
    const its = purgingRoom(room)
    const { told, purge, spend } = platform(time, 25)
    spend(26)
    queuePurge(its.ledger, 'en:article:libel', time.now, PURGE_RANK.removal)
    const began = time.now
    await passUntil(time, began + 60_000, its, purge)
    expect(its.logged[0]).toMatchObject({ event: 'purge-refused', keys: 1, error: '10000 Rate limit reached.' })
    expect(told[0]?.tags).toEqual(['en:article:libel'])
    expect(told[0]?.at).toBeLessThanOrEqual(began + 36_000)
  }))

test('withdrawn copy is purged at once while two thousand other keys wait for their turn', () =>
  newsroom(async (room) => {
    const { time } = room
    const its = purgingRoom(room)
    const { told, purge, refusals } = platform(time, 25)
    const began = time.now
    for (let n = 0; n < 1900; n++) queuePurge(its.ledger, `en:article:story-${n}`, began, PURGE_RANK.printed)
    await passUntil(time, began + 30_000, its, purge)
    expect(told.map(({ at }) => at - began)).toEqual([0, 12_000, 24_000])
    const before = told.length
    expect(told.every(({ tags }) => tags.length === 100)).toBe(true)
    expect(nextPurge(its.ledger, time.now)).toBeDefined()
    queuePurge(its.ledger, 'en:listing:front', time.now, PURGE_RANK.listing)
    queuePurge(its.ledger, 'en:article:libel', time.now, PURGE_RANK.removal)
    await purgeDue(its.desk, purge)
    expect(told[before]).toMatchObject({ at: began + 30_000 })
    expect(told[before]?.tags.slice(0, 2)).toEqual(['en:article:libel', 'en:listing:front'])
    await passUntil(time, began + 3_600_000, its, purge)
    const counts = new Map<string, number>()
    for (const key of told.flatMap(({ tags }) => tags)) counts.set(key, (counts.get(key) ?? 0) + 1)
    expect(counts.size).toBe(1902)
    expect([...counts.values()].every((count) => count === 2)).toBe(true)
    expect(refusals()).toBe(0)
  }))

test('twenty withdrawals within a minute are each purged within seconds', () =>
  newsroom(async (room) => {
    const { time } = room
    const its = purgingRoom(room)
    const { told, purge, refusals } = platform(time, 25)
    const ordered = new Map<string, number>()
    for (let n = 0; n < 20; n++) {
      ordered.set(`en:article:wrong-${n}`, time.now)
      queuePurge(its.ledger, `en:article:wrong-${n}`, time.now, PURGE_RANK.removal)
      await passUntil(time, time.now + 3000, its, purge)
    }
    await passUntil(time, time.now + 300_000, its, purge)
    for (const [key, at] of ordered) expect((told.find(({ tags }) => tags.includes(key))?.at ?? Infinity) - at, key).toBeLessThanOrEqual(12_000)
    expect(refusals()).toBe(0)
  }))

test('an hour of publishing every five seconds costs five calls a minute, and every change is purged within twelve seconds', () =>
  newsroom(async (room) => {
    const { time } = room
    const its = purgingRoom(room)
    const { told, purge, refusals } = platform(time, 25)
    const began = time.now
    const late: number[] = []
    for (let n = 0; n < 720; n++) {
      const ordered = time.now
      queuePurge(its.ledger, `en:article:story-${n}`, ordered, PURGE_RANK.printed)
      queuePurge(its.ledger, 'en:listing:front', ordered, PURGE_RANK.listing)
      await passUntil(time, began + (n + 1) * 5000, its, purge)
      for (const { tags, at } of told) for (const tag of tags) if (tag === `en:article:story-${n - 5}`) late.push(at - (began + (n - 5) * 5000))
    }
    const firsts = late.filter((ms) => ms < 60_000)
    expect(firsts.length).toBeGreaterThan(700)
    expect(Math.max(...firsts)).toBeLessThanOrEqual(12_000)
    expect(told.length).toBeLessThanOrEqual(301)
    expect(refusals()).toBe(0)
  }))

test('of more keys than can be told in time everything is purged, at most twice in five minutes; withdrawn copy goes first, by name', () =>
  newsroom(async (room) => {
    const { time, sql } = room
    const its = purgingRoom(room)
    const { told, purge, refusals } = platform(time, 25)
    const began = time.now
    // As a long import goes: 800 keys in each ten seconds.
    for (let n = 0; n < 90; n++) {
      for (let key = 0; key < 800; key++) queuePurge(its.ledger, `en:article:old-${n}-${key}`, time.now, PURGE_RANK.bulk)
      if (n === 40) queuePurge(its.ledger, 'en:article:libel', time.now, PURGE_RANK.removal)
      await passUntil(time, began + (n + 1) * 10_000, its, purge)
      expect(sql.exec<{ count: number }>('SELECT count(*) AS count FROM purges').one().count).toBeLessThanOrEqual(MAX_WAITING)
    }
    await passUntil(time, began + 3_600_000, its, purge)
    expect(nextPurge(its.ledger, time.now)).toBeUndefined()
    const everything = told.filter(({ tags }) => tags[0] === EVERYTHING).map(({ at }) => at - began)
    expect(everything.length).toBeGreaterThanOrEqual(4)
    for (const at of everything) expect(everything.filter((other) => other >= at && other < at + 300_000).length).toBeLessThanOrEqual(2)
    // What was written last is covered by one that came when KV had settled.
    expect(everything.at(-1)).toBeGreaterThan(900_000 + 60_000)
    expect(told.find(({ tags }) => tags.includes('en:article:libel'))).toMatchObject({
      at: began + 400_000,
      tags: expect.arrayContaining(['en:article:libel']),
    })
    expect(refusals()).toBe(0)
  }))

test('a purge that never answers is refused after ten seconds, and said again', () =>
  newsroom(async (room) => {
    const { time } = room
    const { ledger, desk, logged } = purgingRoom(room)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    queuePurge(ledger, 'en:article:libel', time.now, PURGE_RANK.removal)
    const hung = purgeDue(desk, () => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await hung).toBe(1)
    expect(logged).toMatchObject([{ event: 'purge-refused', error: 'Error: No answer within 10000 ms.' }])
    time.now = nextPurge(ledger, time.now) ?? Infinity
    const { told, purge } = platform(time, 25)
    await purgeDue(desk, purge)
    expect(told.map(({ tags }) => tags)).toEqual([['en:article:libel']])
  }))

test('the press killed before, during or after a purge still has it to do', () =>
  newsroom(async (room) => {
    const { time } = room
    const its = purgingRoom(room)
    const { told, purge } = platform(time, 25)
    queuePurge(its.ledger, 'en:article:libel', time.now, PURGE_RANK.removal)
    const killedMeanwhile: Purge = (tags) => purge(tags).then(() => new Promise(() => {}))
    void purgeDue(its.desk, killedMeanwhile)
    // All that the next one knows is in the ledger.
    const next = purgingRoom(room)
    await passUntil(time, time.now + 1000, next, purge)
    expect(told.map(({ tags }) => tags)).toEqual([['en:article:libel'], ['en:article:libel']])
    await passUntil(time, time.now + 300_000, next, purge)
    expect(told).toHaveLength(3)
    expect(nextPurge(next.ledger, time.now)).toBeUndefined()
  }))

test('a clock that was a day ahead, and is set right, holds no purge up', () =>
  newsroom(async (room) => {
    const { time } = room
    const its = purgingRoom(room)
    const { told, purge } = platform(time, 25)
    const right = time.now
    time.now += 86_400_000
    queuePurge(its.ledger, 'en:article:first', time.now, PURGE_RANK.printed)
    await purgeDue(its.desk, async () => ({ success: false, errors: [{ code: 10_000, message: 'Rate limit reached.' }] }))
    queuePurge(its.ledger, 'en:article:second', time.now, PURGE_RANK.printed)
    time.now = right
    await passUntil(time, right + 310_000, its, purge)
    expect(told[0]?.tags).toEqual(['en:article:first', 'en:article:second'])
    queuePurge(its.ledger, 'en:article:libel', time.now, PURGE_RANK.removal)
    await purgeDue(its.desk, purge)
    expect(told.at(-1)?.tags).toContain('en:article:libel')
  }))

test('a withdrawal is purged before all else, then the listings it left, and bulk work last', () =>
  newsroom(async ({ press, sql, settle, time }) => {
    const admin = { name: 'Edith', role: 'admin' } as const
    await press.file({ article: story('libel'), actor: admin, publish: 'now' })
    await press.importLines([JSON.stringify(story('old-story'))], admin)
    await settle()
    // Every key is purged a second time: what stands here is what was ordered since.
    const ordered = () =>
      new Map(
        sql
          .exec<{ key: string; rank: number }>('SELECT * FROM purges')
          .toArray()
          .map(({ key, rank }) => [key, rank]),
      )
    sql.exec('DELETE FROM purges')
    time.now += 10_000
    await press.withdraw('libel', admin)
    await settle()
    expect(ordered().get('en:article:libel')).toBe(PURGE_RANK.removal)
    expect(ordered().get('en:listing:front')).toBe(PURGE_RANK.listing)
    // Searches, archives and sitemaps may have named it.
    expect(ordered().get('ledger')).toBe(PURGE_RANK.removal)
    sql.exec('DELETE FROM purges')
    time.now += 10_000
    await press.importLines([JSON.stringify(story('older-story'))], admin)
    await settle()
    expect(ordered().get('en:article:older-story')).toBe(PURGE_RANK.bulk)
    expect(ordered().has('ledger')).toBe(false)
  }))

test('what the platform says of a purge reaches the press', async () => {
  const refusal = { success: false, errors: [{ code: 10_000, message: 'Rate limit reached.' }] }
  const asked: unknown[] = []
  const pagesWith = (cache: unknown) => new Pages({ cache, waitUntil: () => undefined } as never, env)
  expect(await pagesWith({ purge: async (options: unknown) => asked.push(options) && refusal }).purge(['en:article:libel'])).toEqual(refusal)
  expect(await pagesWith({ purge: async (options: unknown) => asked.push(options) && { success: true, errors: [] } }).purge('everything')).toEqual({
    success: true,
    errors: [],
  })
  expect(asked).toEqual([{ tags: ['en:article:libel'] }, { purgeEverything: true }])
  expect(await pagesWith(undefined).purge(['en:article:libel'])).toEqual({ success: true, errors: [] })
})
