import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import type { NewUpdate } from '../../src/press/live-calls.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const HOUR = 3600
const final = story('final', { kind: 'live', updates: [] })
const said = (text: string): NewUpdate => ({ headline: text, body: [] })
const begun = async (room: Room) => {
  await room.press.file({ article: final, actor: EDITOR, publish: 'now' })
  await room.settle()
}
const ended = ({ kv }: Room) => kv.json('en:article:final')?.ended as string | undefined
const card = ({ kv }: Room) => (kv.json('en:listing:latest')?.cards as { slug: string; kind?: string; ended?: string }[])?.find(({ slug }) => slug === 'final')
const trail = async ({ press }: Room) => (await press.audit()).items.map(({ what, by, detail }) => `${what} by ${by}${detail ? `: ${detail}` : ''}`)

describe('an event of which nothing is told any more', () => {
  test('ends by itself after twelve hours, with its last update, and the audit trail says so', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.pass(6 * HOUR)
      await room.press.addUpdate('final', said('Full time'), EDITOR)
      await room.pass(11.9 * HOUR)
      expect(ended(room)).toBeUndefined()
      await room.pass(0.2 * HOUR)
      expect(ended(room)).toBe('2026-11-24T18:00:00Z')
      expect(card(room)).toMatchObject({ kind: 'live', ended: '2026-11-24T18:00:00Z' })
      expect(await trail(room)).toContain('end-event by press: at 2026-11-24T18:00:00Z: no update for 12 hours')
      expect(await room.press.addUpdate('final', said('x'), EDITOR)).toMatchObject({ reason: 'wrong-state' })
      await room.pass(48 * HOUR)
      expect((await trail(room)).filter((line) => line.startsWith('end-event'))).toHaveLength(1)
    }))

  test('goes on when an editor says so, for another twelve hours', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.pass(13 * HOUR)
      expect(ended(room)).toBe('2026-11-24T08:00:00Z')
      await room.press.resumeEvent('final', EDITOR)
      await room.pass(11.9 * HOUR)
      expect(ended(room)).toBeUndefined()
      expect(card(room)).not.toHaveProperty('ended')
      await room.pass(0.2 * HOUR)
      expect(ended(room)).toBe('2026-11-24T08:00:00Z')
    }))

  test('ends after as many hours as the site says, or never', () =>
    newsroom(async (room) => {
      await room.press.setSite({ ...SITE, live: { endsAfterHours: 0 } }, ADMIN)
      await begun(room)
      await room.pass(1000 * HOUR)
      expect(ended(room)).toBeUndefined()
      await room.press.setSite({ ...SITE, live: { endsAfterHours: 2000 } }, ADMIN)
      await room.pass(999 * HOUR)
      expect(ended(room)).toBeUndefined()
      await room.pass(2 * HOUR)
      expect(ended(room)).toBe('2026-11-24T08:00:00Z')
    }))

  test('ends also where the alarm was lost and comes days late', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.storage.deleteAlarm()
      room.time.now += 3 * 24 * HOUR * 1000
      await room.settle()
      expect(ended(room)).toBe('2026-11-24T08:00:00Z')
    }))

  test('keeps what waits waiting, and ends it with it', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.press.addUpdate('final', said('A rumour'), REPORTER)
      await room.press.file({ article: { ...final, headline: 'Reworded' }, actor: REPORTER })
      await room.pass(13 * HOUR)
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'Story final', ended: '2026-11-24T08:00:00Z' })
      expect(await room.press.read('final')).toMatchObject({ article: { headline: 'Reworded', ended: '2026-11-24T08:00:00Z' } })
      expect(await room.press.liveDesk('final')).toMatchObject({ waiting: [{ headline: 'A rumour' }] })
    }))

  test('is left alone while it is a draft, or withdrawn', () =>
    newsroom(async (room) => {
      await room.press.file({ article: final, actor: EDITOR })
      await room.pass(13 * HOUR)
      await room.press.publish('final', EDITOR)
      await room.settle()
      expect(ended(room)).toBeUndefined()
      await room.press.withdraw('final', EDITOR)
      await room.pass(13 * HOUR)
      expect(await room.press.read('final')).toMatchObject({ article: expect.not.objectContaining({ ended: expect.anything() }) })
    }))
})

test('out of an archive an event comes as over, if it was told long ago', () =>
  newsroom(async (room) => {
    const at = '2026-11-21T20:00:00Z'
    await room.press.importLines(
      [JSON.stringify({ ...final, publishedAt: '2026-11-21T18:00:00Z', updates: [{ id: 'a', at, headline: 'Over', body: [] }] })],
      ADMIN,
    )
    await room.pass(1)
    expect(ended(room)).toBe(at)
  }))

test('an editor’s word ends an event on every card and in the newsroom’s list at once, and takes that back', () =>
  newsroom(async (room) => {
    await begun(room)
    expect(card(room)).toMatchObject({ kind: 'live' })
    await room.press.endEvent('final', EDITOR)
    await room.settle()
    expect(card(room)).toMatchObject({ ended: '2026-11-24T12:00:00Z' })
    expect((await room.search.find({ q: 'final' })).hits[0]?.card).toMatchObject({ ended: '2026-11-24T12:00:00Z' })
    expect((await room.press.list({})).items).toMatchObject([{ slug: 'final', kind: 'live', ended: '2026-11-24T12:00:00Z' }])
    await room.press.resumeEvent('final', EDITOR)
    await room.settle()
    expect(card(room)).not.toHaveProperty('ended')
    expect((await room.press.list({})).items[0]).not.toHaveProperty('ended')
  }))

test('a ledger from before events ended by themselves ends those that are over, and makes the cards of others anew', () =>
  newsroom(async (room) => {
    const { sql } = room
    await begun(room)
    await room.press.file({ article: { ...story('other', { kind: 'live' }), ended: '2026-11-24T11:00:00Z' }, actor: EDITOR, publish: 'now' })
    await room.settle()
    sql.exec('DROP TABLE open_events')
    sql.exec(`UPDATE live SET card = json_remove(card, '$.ended')`)
    createTables(sql)
    await room.pass(20 * HOUR)
    expect(ended(room)).toBe('2026-11-24T08:00:00Z')
    const cards = room.kv.json('en:listing:latest').cards as { slug: string; ended?: string }[]
    expect(cards.map(({ slug, ended }) => [slug, ended]).toSorted()).toEqual([
      ['final', '2026-11-24T08:00:00Z'],
      ['other', '2026-11-24T11:00:00Z'],
    ])
  }))
