import { describe, expect, test } from 'vitest'
import type { Ranking } from '../../src/press/most-read-calls.ts'
import { everyLine } from './a-week.ts'
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

  test('fills the place of what was withdrawn, on every list, and has it back with its reads once it is restored', () =>
    newsroom(async (room) => {
      await printed(room, 12)
      const all = Array.from({ length: 12 }, (_, n) => `s${n}`)
      await told(room, rankingOf(...all))
      expect(listed(room)).toEqual(all.slice(0, 10))
      await room.press.withdraw('s0', EDITOR, { reason: 'Court order' })
      await room.press.withdraw('s1', EDITOR, { reason: 'Court order' })
      await room.settle()
      expect(listed(room)).toEqual(all.slice(2))
      expect(slugsIn({ cards: room.kv.json('en:listing:front').mostRead })).toEqual(['s2', 's3', 's4', 's5', 's6'])
      expect(slugsIn({ cards: room.kv.json('en:listing:section/world').mostRead })).toEqual(['s2', 's4', 's6', 's8', 's10'])
      const { sections, days } = room.kv.json('en:listing:most-read')
      expect(JSON.stringify([sections, days])).not.toMatch(/"s[01]"/)
      expect((await room.press.mostRead()).items.map(({ slug }) => slug)).toEqual(all.slice(2))
      // What was read before it was withdrawn is still counted for a day.
      await told(room, rankingOf(...all))
      expect(listed(room)).toEqual(all.slice(2))
      await room.press.publish('s0', EDITOR)
      await room.settle()
      expect(listed(room)).toEqual(['s0', ...all.slice(2, 11)])
    }))

  test('leaves out what an editor left out, whatever happens to it: withdrawn, restored, renamed, filed anew, erased', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s4', 's0', 's1', 's2'))
      await room.press.leaveOutOfMostRead('s4', true, EDITOR)
      await room.press.withdraw('s4', EDITOR, { reason: 'Court order' })
      await room.settle()
      await room.press.publish('s4', EDITOR)
      await room.settle()
      await room.press.rename('s4', 'storm-nears-port', EDITOR)
      await room.press.file({ article: story('storm-nears-port', { headline: 'Storm is near' }), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(await room.press.eraseRevision('storm-nears-port', 1, 'A name', ADMIN)).toEqual({ ok: true })
      await told(room, [...rankingOf('s0', 's1', 's2'), { slug: 's4', count: 600 }])
      expect(listed(room)).toEqual(['s0', 's1', 's2'])
      expect((await room.press.mostRead()).items[0]).toMatchObject({ slug: 'storm-nears-port', isLeftOut: true })
      expect(await room.press.leaveOutOfMostRead('s4', false, EDITOR)).toBe(true)
      await room.settle()
      expect(listed(room)).toEqual(['storm-nears-port', 's0', 's1', 's2'])
    }))

  test('leaves out what becomes paid for, once its readers are told', () =>
    newsroom(async (room) => {
      await printed(room)
      await told(room, rankingOf('s4', 's0', 's1', 's2'))
      await room.press.file({ article: story('s4', { kind: 'sponsored', sponsor: { name: 'Tan' } } as never), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(listed(room)).toEqual(['s0', 's1', 's2'])
      expect(slugsIn({ cards: room.kv.json('en:listing:front').mostRead })).toEqual(['s0', 's1', 's2'])
    }))

  test('leaves out in a new house what was left out in the old one, and there too until somebody puts it back', async () => {
    const lines = await newsroom(async (room) => {
      await printed(room)
      for (const slug of ['s4', 's2']) await room.press.leaveOutOfMostRead(slug, true, EDITOR)
      await room.press.withdraw('s2', EDITOR, { reason: 'Court order' })
      await room.settle()
      return everyLine(room.press)
    })
    await newsroom(async (room) => {
      expect((await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
      await room.settle()
      await told(room, rankingOf('s4', 's2', 's0', 's1', 's3'))
      expect(listed(room)).toEqual(['s0', 's1', 's3'])
      await room.press.publish('s2', EDITOR)
      await room.settle()
      expect(listed(room)).toEqual(['s0', 's1', 's3'])
      await room.press.leaveOutOfMostRead('s4', false, EDITOR)
      await room.press.importLines(lines, ADMIN)
      await room.settle()
      expect(listed(room)).toContain('s4')
      expect((await everyLine(room.press)).filter((line) => line.includes('left_out_of_most_read')).map((line) => JSON.parse(line).slug)).toEqual(['s2'])
    })
  })

  test('does not leave out a story because a draft that was deleted before it was left out', () =>
    newsroom(async (room) => {
      await printed(room)
      await room.press.file({ article: story('draft'), actor: EDITOR, publish: 'no' })
      const lines = (await everyLine(room.press)).map((line) => line.replace('{"type":"article","slug":"draft"', '$&,"left_out_of_most_read":true'))
      expect((await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
      await room.press.deleteArticle('draft', EDITOR)
      await room.press.file({ article: story('storm'), actor: EDITOR, publish: 'now' })
      await room.settle()
      await told(room, rankingOf('storm', 's0', 's1'))
      expect(listed(room)).toEqual(['storm', 's0', 's1'])
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
