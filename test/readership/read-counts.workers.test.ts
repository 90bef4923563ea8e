import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { ReadingWindow } from '../../src/press/most-read-calls.ts'
import type { Reads } from '../../src/readership/calls.ts'
import type { ReadCounts } from '../../src/readership/read-counts.ts'
import type { Readership } from '../../src/readership/readership.ts'

/** Ahead of any clock that runs this: an alarm in the past goes off at once. */
const NOW = Date.parse('2096-11-24T12:10:00Z')
const HOUR = 3_600_000
type Told = (ReadingWindow & { ranking: readonly Reads[] })[]

let rooms = 0
function counting(work: (counts: ReadCounts, time: { now: number }, told: Told[], storage: DurableObjectStorage) => Promise<void>, window = 24 * HOUR) {
  const stub = env.READERSHIP.get(env.READERSHIP.idFromName(`room-${rooms++}`))
  return runInDurableObject(stub as unknown as DurableObjectStub, async (instance, state) => {
    const counts = await (instance as unknown as Readership).core
    const time = { now: NOW }
    const told: Told[] = []
    counts.clock = () => time.now
    counts.press = {
      readingWindows: async () => [{ name: 'now', from: time.now - window, until: time.now }],
      saveMostRead: async (windows) => void told.push(windows as Told),
    }
    await work(counts, time, told, state.storage)
    await state.storage.deleteAlarm()
  })
}

describe('the count of reads', () => {
  test('ranks what was read within the window, and forgets what is older than the days that are listed', () =>
    counting(async (counts, time, told, storage) => {
      counts.record([
        { slug: 'old', count: 50 },
        { slug: 'a', count: 1 },
      ])
      time.now += 25 * HOUR
      counts.record([{ slug: 'b', count: 3 }])
      counts.record([
        { slug: 'a', count: 2 },
        { slug: 'b', count: 1 },
      ])
      await counts.alarm()
      expect(told.at(-1)?.[0]?.ranking).toEqual([
        { slug: 'b', count: 4 },
        { slug: 'a', count: 2 },
      ])
      time.now += 9 * 24 * HOUR
      await counts.alarm()
      expect(
        storage.sql
          .exec('SELECT slug FROM reads')
          .toArray()
          .map(({ slug }) => slug),
      ).toEqual(['a', 'b'])
      time.now += HOUR
      await storage.deleteAlarm()
      await counts.alarm()
      expect(storage.sql.exec('SELECT count(*) AS n FROM reads').one()).toEqual({ n: 0 })
      expect(await storage.getAlarm()).toBeNull()
    }))

  test('goes on by alarm, and tells the press again where that failed', () =>
    counting(async (counts, _time, told, storage) => {
      counts.record([{ slug: 'a', count: 1 }])
      await scheduler.wait(1)
      expect(await storage.getAlarm()).toBe(NOW + 600_000)
      const { saveMostRead } = counts.press
      counts.press.saveMostRead = async () => {
        throw new Error('The press is busy.')
      }
      await counts.alarm()
      expect(await storage.getAlarm()).toBe(NOW + 600_000)
      counts.press.saveMostRead = saveMostRead
      await counts.alarm()
      expect(told.at(-1)?.[0]?.ranking).toEqual([{ slug: 'a', count: 1 }])
    }))

  test('of a year takes no more room than that of the nine days that are kept', () =>
    counting(async (counts, time, _told, storage) => {
      const room = () => storage.sql.exec('SELECT (SELECT count(*) FROM reads) AS reads, (SELECT count(*) FROM buckets) AS buckets').one()
      const nineDays: unknown[] = []
      for (let day = 0; day < 365; day++) {
        counts.record(Array.from({ length: 20 }, (_, n) => ({ slug: `story-${day}-${n}`, count: 1 })))
        await storage.deleteAlarm()
        await counts.alarm()
        time.now += 24 * HOUR
        nineDays.push(room())
      }
      expect(nineDays.at(-1)).toEqual({ reads: 200, buckets: 10 })
      expect(nineDays.at(-1)).toEqual(nineDays[20])
    }))

  test('costs one row for each story that is read, and one for all of them where some are new', () =>
    counting(async (counts, _time, _told, storage) => {
      const written = (reads: Reads[]) => {
        const before = storage.sql.exec('SELECT total_changes() AS n').one().n as number
        counts.record(reads)
        return (storage.sql.exec('SELECT total_changes() AS n').one().n as number) - before
      }
      const reads = Array.from({ length: 500 }, (_, n) => ({ slug: `story-${n}`, count: 1 }))
      expect(written(reads)).toBe(501)
      expect(written(reads)).toBe(500)
    }))

  test('takes no nonsense, and an archive that is read through ends at a bound', () =>
    counting(async (counts, _time, _told, storage) => {
      const nonsense = [
        { slug: 'A B', count: 1 },
        { slug: 'a', count: -5 },
        { slug: 'a', count: 1.5 },
        { slug: 'a', count: 1e9 },
        { slug: '', count: 1 },
      ]
      counts.record(nonsense)
      expect(storage.sql.exec('SELECT count(*) AS n FROM reads').one()).toEqual({ n: 0 })
      for (let batch = 0; batch < 12; batch++) counts.record(Array.from({ length: 500 }, (_, n) => ({ slug: `old-${batch}-${n}`, count: 1 })))
      counts.record([{ slug: 'old-0-0', count: 7 }])
      expect(storage.sql.exec('SELECT count(*) AS n FROM reads').one()).toEqual({ n: 5000 })
      expect(storage.sql.exec(`SELECT count AS n FROM reads WHERE slug = 'old-0-0'`).one()).toEqual({ n: 8 })
    }))
})

describe('the count of old addresses', () => {
  const missing = (address: string, count: number) => ({ kind: 'missing' as const, address, count })

  test('is of thirty days, most first; what was asked for once or twice is nobody’s news', () =>
    counting(async (counts, time) => {
      counts.recordAddresses([missing('/old', 2), missing('/slip', 2), { kind: 'used', address: '/moved', count: 1 }])
      time.now += 24 * HOUR
      counts.recordAddresses([missing('/old', 5), missing('/often', 3)])
      expect(counts.addressReport()).toEqual({
        days: 30,
        used: [{ address: '/moved', count: 1, last: '2096-11-24' }],
        missing: [
          { address: '/old', count: 7, last: '2096-11-25' },
          { address: '/often', count: 3, last: '2096-11-25' },
        ],
      })
      time.now += 29 * 24 * HOUR
      counts.recordAddresses([missing('/new', 3)])
      expect(counts.addressReport().missing.map(({ address }) => address)).toEqual(['/old', '/new', '/often'].filter((address) => address !== '/slip'))
      time.now += 24 * HOUR
      expect(counts.addressReport().missing).toMatchObject([{ address: '/new' }])
    }))

  test('holds a thousand a day, and what is asked for often stays through a crawl of made-up ones', () =>
    counting(async (counts, _time, _told, storage) => {
      counts.recordAddresses([missing('/really-old', 5000)])
      for (let round = 0; round < 10; round++) counts.recordAddresses(Array.from({ length: 400 }, (_, at) => missing(`/made-up/${round}/${at}`, 1)))
      expect(storage.sql.exec('SELECT count(*) AS n FROM address_counts').one()).toEqual({ n: 1000 })
      expect(counts.addressReport().missing[0]).toMatchObject({ address: '/really-old', count: 5000 })
      counts.recordAddresses([missing('no-address', 5), missing(`/${'x'.repeat(400)}`, 5), missing('/odd', 0.5), missing('/odd', -1)])
      expect(storage.sql.exec("SELECT count(*) AS n FROM address_counts WHERE address LIKE '%odd%' OR address LIKE 'no-%'").one()).toEqual({ n: 0 })
    }))
})
