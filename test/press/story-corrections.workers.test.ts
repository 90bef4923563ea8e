import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'

const first = story('one')
const texts = (room: Room) => room.kv.json('en:article:one').corrections?.map(({ text }: { text: string }) => text)

/** Out, and corrected once. */
async function corrected({ press, settle }: Room) {
  await press.file({ article: first, actor: EDITOR, publish: 'now' })
  await press.correct('one', 'It was a Tuesday.', EDITOR)
  await settle()
}

const BETWEEN: [string, (room: Room) => Promise<unknown>][] = [
  ['a withdrawal', ({ press }) => press.withdraw('one', EDITOR)],
  ['an embargo', ({ press }) => press.embargo('one', '2026-11-24T13:00:00Z', EDITOR)],
  [
    'a restored revision, while it is withdrawn',
    async ({ press }) => {
      await press.withdraw('one', EDITOR)
      await press.restore('one', 1, EDITOR)
    },
  ],
  [
    'a plan that is given up',
    async ({ press }) => {
      await press.withdraw('one', EDITOR)
      await press.publish('one', EDITOR, { at: '2026-11-24T13:00:00Z' })
      await press.unschedule('one', EDITOR)
    },
  ],
]

describe('a correction that readers were given is with the story for good', () => {
  test.each(BETWEEN)('%s lies between', (_, between) =>
    newsroom(async (room) => {
      await corrected(room)
      await between(room)
      await room.press.file({ article: story('one', { headline: 'Again' }), actor: EDITOR, publish: 'now' })
      await room.pass(7200)
      expect(room.kv.json('en:article:one')).toMatchObject({ headline: 'Again' })
      expect(texts(room)).toEqual(['It was a Tuesday.'])
      expect(await room.press.corrections(1)).toMatchObject({ total: 1 })
    }),
  )

  test('also where the story comes back by a hand in KV', () =>
    newsroom(async (room) => {
      await corrected(room)
      await room.press.withdraw('one', EDITOR)
      await room.settle()
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      await room.press.sweep(ADMIN)
      await room.settle()
      expect(room.kv.json('en:article:one')).toMatchObject({ headline: 'By hand' })
      expect(texts(room)).toEqual(['It was a Tuesday.'])
    }))

  test('also where what comes out was filed without it, and its revisions are otherwise left alone', () =>
    newsroom(async (room) => {
      const { press, kv, time, settle } = room
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await settle()
      kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      time.now += 60_000
      await press.correct('one', 'It was a Tuesday.', EDITOR)
      await settle()
      await press.publish('one', EDITOR)
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'By hand' })
      expect(texts(room)).toEqual(['It was a Tuesday.'])
    }))

  test('also where the ledger was made, and lost it, before it could keep corrections', () =>
    newsroom(async (room) => {
      await corrected(room)
      await room.press.withdraw('one', EDITOR)
      await room.settle()
      room.sql.exec('DROP TABLE published_corrections')
      for (const column of ['corrections_known', 'ordered', 'out_at']) room.sql.exec(`ALTER TABLE articles DROP COLUMN ${column}`)
      room.sql.exec('ALTER TABLE revisions DROP COLUMN undated')
      createTables(room.sql)
      createTables(room.sql)
      await room.press.file({ article: story('one', { headline: 'Again' }), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(texts(room)).toEqual(['It was a Tuesday.'])
    }))

  test('also where the ledger moved to another site', async () => {
    const lines = await newsroom(async (room) => {
      await corrected(room)
      await room.press.withdraw('one', EDITOR)
      return (await room.press.exportPage()).lines
    })
    await newsroom(async (room) => {
      expect((await room.press.importLines(lines, ADMIN)).every(({ ok }) => ok)).toBe(true)
      await room.press.file({ article: story('one', { headline: 'Again' }), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(texts(room)).toEqual(['It was a Tuesday.'])
    })
  })
})
