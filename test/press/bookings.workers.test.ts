import { expect, test } from 'vitest'
import type { Campaign } from '../../src/copy/shapes/campaign.ts'
import { createTables } from '../../src/press/ledger/schema.ts'
import { rowsOf } from './counted-rows.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const campaign = (id: string, more: Partial<Campaign> = {}): Campaign => ({
  id,
  advertiser: 'Tea House',
  kind: 'direct',
  weight: 1,
  creatives: [{ id: 'one', href: 'https://tea.example/', headline: `Tea, says ${id}` }],
  ...more,
})
const idsIn = ({ kv }: Room, key: string) => (kv.json(key) as Campaign[] | null)?.map(({ id }) => id)
const HOUR = 3600
/** About 100 kB. */
const LONG = Array.from({ length: 250 }, (_, at) => ({ id: `c${at}`, href: '/latest', headline: 'x'.repeat(350) }))

test('a booking for one section is read with that section alone, and one for all sections by everybody', () =>
  newsroom(async (room) => {
    const { press, kv, settle, pass } = room
    await press.setCampaign(campaign('all'), EDITOR)
    await press.setCampaign(campaign('both', { sections: ['world', 'sport', 'world'] }), EDITOR)
    await press.setCampaign(campaign('sport-only', { sections: ['sport'] }), EDITOR)
    await settle()
    expect([idsIn(room, 'campaigns'), idsIn(room, 'campaigns:section/world'), idsIn(room, 'campaigns:section/sport')]).toEqual([
      ['all'],
      ['both'],
      ['both', 'sport-only'],
    ])
    await pass(5)
    kv.writes = []
    await press.setCampaign(campaign('both', { sections: ['asia'] }), EDITOR)
    await settle()
    expect(kv.writes.toSorted(), 'nothing is written but what it is in, and was').toEqual([
      'campaigns:section/asia',
      'campaigns:section/sport',
      'campaigns:section/world',
    ])
    expect(kv.values.has('campaigns:section/world'), 'an empty section has no key').toBe(false)
    await press.removeCampaign('both', EDITOR)
    await pass(5)
    expect(kv.values.has('campaigns:section/asia')).toBe(false)
  }))

test('a booking comes into KV a day before it starts and leaves when it ends, and nobody has to do anything at that moment', () =>
  newsroom(async (room) => {
    const { press, kv, settle, pass } = room
    await press.setCampaign(campaign('always', { sections: ['world'] }), EDITOR)
    await settle()
    kv.writes = []
    await press.setCampaign(campaign('next-week', { sections: ['world'], from: '2026-12-01T12:00:00Z', until: '2026-12-02T12:00:00Z' }), EDITOR)
    await settle()
    expect(kv.writes, 'readers need nothing of it yet').toEqual([])
    await pass(6 * 24 * HOUR - 10)
    expect(idsIn(room, 'campaigns:section/world')).toEqual(['always'])
    await pass(10)
    expect(idsIn(room, 'campaigns:section/world')).toEqual(['always', 'next-week'])
    await pass(2 * 24 * HOUR)
    expect(idsIn(room, 'campaigns:section/world')).toEqual(['always'])
    expect((await press.campaigns()).map(({ id }) => id)).toEqual(['always', 'next-week'])
  }))

test('a section has so many bookings at a time, and the editor who books one too many is told when there are too many', () =>
  newsroom(async (room) => {
    const { press, kv, settle } = room
    const long = (id: string, more: Partial<Campaign>) => press.setCampaign(campaign(id, { sections: ['world'], creatives: LONG, ...more }), EDITOR)
    expect(await long('one', {})).toMatchObject({ ok: true })
    expect(await long('two', { until: '2026-12-01T00:00:00Z' })).toMatchObject({ ok: true })
    expect(await long('late', { from: '2026-12-10T00:00:00Z' })).toMatchObject({ ok: true })
    expect(await long('too-much', { from: '2026-11-30T00:00:00Z', until: '2026-12-05T00:00:00Z' })).toMatchObject({
      ok: false,
      reason: 'no-room',
      section: 'world',
      at: '2026-11-29T00:00:00Z',
    })
    expect(await long('too-long', { from: '2026-12-03T00:00:00Z' })).toMatchObject({ ok: false, at: '2026-12-09T00:00:00Z' })
    expect(await long('between', { from: '2026-12-03T00:00:00Z', until: '2026-12-08T00:00:00Z' })).toMatchObject({ ok: true })
    expect(await long('elsewhere', { sections: ['sport'] })).toMatchObject({ ok: true })
    expect(await long('two', { until: '2026-11-30T00:00:00Z', weight: 2 }), 'what takes no more is changed').toMatchObject({ ok: true })
    await settle()
    expect(kv.values.get('campaigns:section/world')?.text.length).toBeLessThan(250_000)
  }))

test('with ten thousand bookings, one more looks at those of its section, and a publication at those that lead to its story', () =>
  newsroom(async ({ press, sql, settle, time }) => {
    await press.setSite(SITE, ADMIN)
    const json = JSON.stringify(campaign('ID', { sections: ['SECTION'], until: '2027-01-01T00:00:00Z' }))
    sql.exec(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
       INSERT INTO campaigns SELECT 'c' || i, replace(replace(?, 'ID', 'c' || i), 'SECTION', 's-' || (i % 200)), '2027-01-01T00:00:00Z', 0 FROM n`,
      json,
    )
    for (const table of ['booked_sections', 'booked_stories']) sql.exec(`DROP TABLE ${table}`)
    createTables(sql)
    await settle()
    const booking = (
      await rowsOf(sql, async () => {
        time.now += 60_000
        await press.setCampaign(campaign('fresh', { sections: ['s-7'] }), EDITOR)
        await settle()
      })
    ).read
    expect(booking).toBeLessThan(1000)
    const publication = (
      await rowsOf(sql, async () => {
        await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
        await settle()
      })
    ).read
    expect(publication).toBeLessThan(2000)
  }))
