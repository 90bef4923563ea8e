import { describe, expect, test } from 'vitest'
import type { Ranking } from '../../src/press/most-read-calls.ts'
import { ADMIN, EDITOR, NOW, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const rankingOf = (...slugs: string[]): Ranking => slugs.map((slug, at) => ({ slug, count: 100 - at }))

/** What was counted is told as the count of reads tells it. */
async function told({ press, settle }: Room, ranking: Ranking) {
  const windows = await press.readingWindows()
  await press.saveMostRead(windows.map((window) => ({ ...window, ranking })))
  await settle()
}

async function printed(room: Room, count = 6) {
  await room.press.setSite(SITE, ADMIN)
  for (let n = 0; n < count; n++) {
    await room.press.file({ article: story(`s${n}`, { section: n % 2 ? 'asia' : 'world' }), actor: EDITOR, publish: 'now' })
    room.time.now += 1000
  }
  await room.settle()
}

const slugsIn = (value: { cards?: { slug: string }[] } | undefined) => value?.cards?.map(({ slug }) => slug)
const listed = ({ kv }: Room) => slugsIn(kv.json('en:listing:most-read') ?? undefined)

describe('what is read most', () => {
  test('is listed on a page of its own, on the front and in its section, the most first', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s4', 's0', 's1', 's2', 's3', 's5', 'made-up'))
      expect(listed(room)).toEqual(['s4', 's0', 's1', 's2', 's3', 's5'])
      expect(slugsIn({ cards: room.kv.json('en:listing:front').mostRead })).toEqual(['s4', 's0', 's1', 's2', 's3'])
      expect(slugsIn({ cards: room.kv.json('en:listing:section/world').mostRead })).toEqual(['s4', 's0', 's2'])
      expect(room.kv.json('en:listing:most-read').sections).toMatchObject([{ section: 'world' }, { section: 'asia' }])
    }))

  test('says over what time, and keeps a list of each of the last seven days', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s0', 's1', 's2'))
      const value = room.kv.json('en:listing:most-read')
      expect(value).toMatchObject({ from: '2026-11-23T12:30:00Z', until: '2026-11-24T12:30:00Z' })
      expect(value.days.map(({ day }: { day: string }) => day)).toEqual(['23', '22', '21', '20', '19', '18', '17'].map((day) => `2026-11-${day}`))
      expect((await room.press.readingWindows()).map(({ name }) => name)).toEqual(['now'])
      room.time.now = NOW + 86_400_000
      expect((await room.press.readingWindows()).map(({ name }) => name)).toEqual(['now', '2026-11-24'])
      await told(room, rankingOf('s2', 's1', 's0'))
      expect(room.kv.json('en:listing:most-read').days.at(-1).day).toBe('2026-11-18')
      expect(room.sql.exec('SELECT count(*) AS n FROM most_read_windows').one()).toEqual({ n: 8 })
    }))

  test('never names what was withdrawn, from the moment it is', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s4', 's0', 's1', 's2'))
      await room.press.withdraw('s4', EDITOR, { reason: 'Court order' })
      await room.settle()
      expect(listed(room)).toEqual(['s0', 's1', 's2'])
      expect(JSON.stringify(room.kv.snapshot())).not.toContain('Story s4')
    }))

  test('says the headline of now, and follows a story that is renamed', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s4', 's0', 's1'))
      await room.press.rename('s4', 'storm-nears-port', EDITOR)
      await room.settle()
      expect(listed(room)).toEqual(['storm-nears-port', 's0', 's1'])
      await told(room, [...rankingOf('s0', 's1', 's2'), { slug: 's4', count: 60 }, { slug: 'storm-nears-port', count: 60 }])
      expect(listed(room)).toEqual(['storm-nears-port', 's0', 's1', 's2'])
      await room.press.file({ article: story('s0', { headline: 'Ferries sail again' }), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(room.kv.json('en:listing:most-read').cards[1].headline).toBe('Ferries sail again')
    }))

  test('leaves out what is paid for, and what an editor leaves out, and says who did', () =>
    newsroom(async (room) => {
      await printed(room)
      await room.press.file({ article: story('paid', { kind: 'sponsored', sponsor: { name: 'Tan' } } as never), actor: EDITOR, publish: 'now' })
      await told(room, rankingOf('paid', 's4', 's0', 's1', 's2'))
      expect(listed(room)).toEqual(['s4', 's0', 's1', 's2'])
      await expect(Promise.resolve().then(() => room.press.leaveOutOfMostRead('s4', true, REPORTER))).rejects.toThrow('this needs editor')
      expect(await room.press.leaveOutOfMostRead('s4', true, EDITOR)).toBe(true)
      await room.settle()
      expect(listed(room)).toEqual(['s0', 's1', 's2'])
      expect((await room.press.mostRead()).items.find(({ slug }) => slug === 's4')).toMatchObject({ isLeftOut: true })
      expect((await room.press.audit(undefined, 1)).items).toMatchObject([{ by: 'Edith', what: 'leave-out-of-most-read', slug: 's4' }])
      await room.press.leaveOutOfMostRead('s4', false, EDITOR)
      await room.settle()
      expect(listed(room)).toEqual(['s4', 's0', 's1', 's2'])
      expect(await room.press.leaveOutOfMostRead('nothing', true, EDITOR)).toBe(false)
    }))

  test('is no list where too little was read, and a sweep leaves it as it is', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s4', 's0'))
      expect(room.kv.values.has('en:listing:most-read')).toBe(false)
      expect(room.kv.json('en:listing:front')).not.toHaveProperty('mostRead')
      await told(room, rankingOf('s4', 's0', 's1'))
      const before = room.kv.snapshot()
      await room.press.reprint(ADMIN)
      await room.settle()
      expect(room.kv.json('en:listing:most-read')).toEqual(JSON.parse(before['en:listing:most-read']?.text ?? 'null'))
    }))
})
