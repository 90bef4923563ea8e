import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const failing = async ({ press }: Room) => (await press.health()).filter(({ ok }) => !ok).map(({ name }) => name)

describe('the press says that it is', () => {
  test('well once everything is printed and the cron has been there', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(await failing(room)).toEqual(['cron'])
      await room.press.sweep(ADMIN)
      expect(await failing(room)).toEqual([])
    }))

  test('not well while KV takes nothing, the alarm stands still or the cron is gone', () =>
    newsroom(async (room) => {
      const { press, kv, time } = room
      await press.sweep(ADMIN)
      kv.beforeWrite = () => {
        throw new Error('KV is away')
      }
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      time.now += 60_000
      expect(await failing(room)).toEqual([])
      time.now += 300_000
      expect(await failing(room)).toEqual(['printing'])
      const printing = (await press.health()).find(({ name }) => name === 'printing')
      expect(printing?.words).toMatch(/^\d+ values wait .* for 6 minutes/)
      time.now += 3_600_000
      expect(await failing(room)).toEqual(['printing', 'cron'])
      kv.beforeWrite = () => {}
      await room.settle()
    }))

  test('not well where what was scheduled has not come out', () =>
    newsroom(async (room) => {
      await room.press.sweep(ADMIN)
      await room.press.file({ article: story('later', { publishedAt: '2026-11-24T12:30:00Z' }), actor: EDITOR, publish: 'now' })
      room.time.now += 1_860_000
      expect(await failing(room)).toEqual(['cron'])
      room.time.now += 600_000
      expect(await failing(room)).toEqual(['alarm', 'cron'])
      await room.settle()
    }))

  test('not well with a value in KV that nobody can read, nor while a backup comes back', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      kv.byHand('en:article:torn', '{"headline":')
      await press.sweep(ADMIN)
      expect(await failing(room)).toEqual(['kv-values'])
      await press.beginRestore('a'.repeat(64))
      expect(await failing(room)).toContain('restore')
    }))
})
