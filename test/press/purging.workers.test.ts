import { expect, test } from 'vitest'
import { orderPurge, purgeDue } from '../../src/press/purging.ts'
import { newsroom } from './newsroom.ts'

test('the front cache is told of a key at once and again when KV has settled; what it did not hear is said again', () =>
  newsroom(async ({ sql, time, kv }) => {
    const ledger = { sql, lang: 'en' }
    const desk = { ledger, kv: kv as never, transact: <T>(step: () => T) => step(), clock: () => time.now, log: () => {} }
    const told: string[][] = []
    let isDeaf = true
    const purge = async (tags: string[]) => {
      if (isDeaf) throw new Error('rate limited')
      told.push(tags)
    }
    orderPurge(ledger, 'en:article:one', time.now)
    orderPurge(ledger, 'en:listing:front', time.now)
    await purgeDue(desk, purge)
    isDeaf = false
    expect(await purgeDue(desk, purge)).toBe(0)
    time.now += 5000
    await purgeDue(desk, purge)
    expect(told).toEqual([['en:article:one', 'en:listing:front']])
    time.now += 30_000
    orderPurge(ledger, 'en:listing:front', time.now)
    await purgeDue(desk, purge)
    time.now += 35_000
    await purgeDue(desk, purge)
    time.now += 30_000
    await purgeDue(desk, purge)
    time.now += 3_600_000
    expect(await purgeDue(desk, purge)).toBe(0)
    expect(told.slice(1)).toEqual([['en:listing:front'], ['en:article:one'], ['en:listing:front']])
  }))
