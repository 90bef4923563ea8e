import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'
import { item, kill, stateOf, wire } from './wire.ts'

describe('a story that the desk withdrew', () => {
  const HELD = {
    ok: true,
    entry: { slug: 'summit', state: 'withdrawn' },
    notes: [expect.stringMatching(/^The newsroom withdrew "summit" at .*publish it: PUT/)],
  }
  const withdrawn = async ({ press, settle }: Room) => {
    await press.file(wire('summit', item(1)))
    await press.withdraw('summit', EDITOR, { reason: 'Not ours to tell' })
    await settle()
  }

  test('does not come out by the agency’s update, which is filed and says so; published by the desk, it does', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await withdrawn(room)
      const rehearsed = await press.file(wire('summit', item(2), { validateOnly: true }))
      expect(rehearsed).toMatchObject(HELD)
      expect(await press.file(wire('summit', item(2)))).toMatchObject({ ...HELD, changed: true, stale: [], entry: { state: 'withdrawn', revision: 2 } })
      await settle()
      expect(kv.json('en:article:summit')).toMatchObject({ withdrawn: true })
      expect(kv.json('en:listing:latest').cards).toEqual([])
      // It was filed: what is older is older than this.
      expect(await press.file(wire('summit', item(2)))).toMatchObject({ reason: 'older-version', held: 2 })
      expect(await press.publish('summit', EDITOR)).toMatchObject({ entry: { state: 'published', live: 2 } })
      expect(await press.file(wire('summit', item(3)))).toMatchObject({ entry: { state: 'published', live: 3 } })
    }))

  test('does not come out by an update under an embargo, when that lifts', () =>
    newsroom(async (room) => {
      await withdrawn(room)
      expect(await room.press.file(wire('summit', item(2), { embargoedUntil: '2026-11-25T00:00:00Z' }))).toMatchObject(HELD)
      await room.pass(86_400)
      expect(await stateOf(room, 'summit')).toBe('withdrawn')
    }))

  test.each<[string, (room: Room) => Promise<unknown>]>([
    [
      'before the agency stopped it',
      async (room) => {
        await withdrawn(room)
        await room.press.stop(kill(item(2)))
      },
    ],
    [
      'after the agency had',
      async ({ press }) => {
        await press.file(wire('summit', item(1)))
        await press.stop(kill(item(2)))
        await press.withdraw('summit', EDITOR)
      },
    ],
    [
      'at an hour that it set before',
      async ({ press, pass }) => {
        await press.file(wire('summit', item(1)))
        await press.withdraw('summit', EDITOR, { at: '2026-11-24T13:00:00Z' })
        await pass(3600)
      },
    ],
    [
      'after it had published what the agency stopped',
      async (room) => {
        const { press } = room
        await press.file(wire('summit', item(1)))
        await press.stop(kill(item(2)))
        await press.publish('summit', EDITOR)
        await press.withdraw('summit', EDITOR)
      },
    ],
    [
      'by an embargo that it then took off the schedule',
      async ({ press }) => {
        await press.file(wire('summit', item(1)))
        await press.stop(kill(item(2)))
        await press.publish('summit', EDITOR)
        await press.embargo('summit', '2026-11-25T00:00:00Z', EDITOR)
        await press.unschedule('summit', EDITOR)
      },
    ],
    [
      'by taking off the schedule what the agency had sent after its own order',
      async ({ press }) => {
        await press.file(wire('summit', item(1)))
        await press.stop(kill(item(1)))
        await press.file(wire('summit', item(2), { embargoedUntil: '2026-11-25T00:00:00Z' }))
        await press.unschedule('summit', EDITOR)
      },
    ],
    [
      'whatever a backup says that was made while only its agency had',
      async ({ press, pass }) => {
        await press.file(wire('summit', item(1)))
        await press.stop(kill(item(2)))
        const older = (await press.exportPage()).lines
        await pass(5)
        await press.publish('summit', EDITOR)
        await press.withdraw('summit', EDITOR)
        await press.importLines(older, ADMIN)
      },
    ],
    [
      'whatever a backup says that was made when it was a draft',
      async (room) => {
        await withdrawn(room)
        const lines = (await room.press.exportPage()).lines.filter((line) => line.includes('"type":"article"'))
        const older = lines.map((line) => JSON.stringify({ ...JSON.parse(line), state: 'draft', came_out: 0, decided_at: undefined, releases: [] }))
        expect(await room.press.importLines(older, ADMIN)).toMatchObject([{ ok: true }])
      },
    ],
  ])('%s is the desk’s to publish', (_, withdraw) =>
    newsroom(async (room) => {
      await withdraw(room)
      expect(await room.press.file(wire('summit', item(3)))).toMatchObject(HELD)
      const lines = (await room.press.exportPage()).lines
      await newsroom(async ({ press }) => {
        expect((await press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
        expect(await press.file(wire('summit', item(4)))).toMatchObject(HELD)
      })
    }),
  )

  test('by the agency’s own order only, comes out with its next version, and the answer says that readers get it again', async () => {
    const lines = await newsroom(async ({ press }) => {
      await press.file(wire('summit', item(1)))
      await press.stop(kill(item(2)))
      return (await press.exportPage()).lines
    })
    const older = lines.map((line) => line.replace(/"withdrawn_for":"[^"]*",/, ''))
    expect(older).not.toEqual(lines)
    for (const exported of [lines, older])
      await newsroom(async ({ press }) => {
        await press.importLines(exported, ADMIN)
        expect(await press.file(wire('summit', item(3)))).toMatchObject({
          entry: { state: 'published', live: 2 },
          notes: [expect.stringMatching(/^"summit" was withdrawn at .* Now readers get it again\.$/)],
        })
      })
  })

  test('comes out by an editor’s own new copy that is to be published, and the answer says that readers get it again', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('ours'), actor: EDITOR, publish: 'now' })
      await press.withdraw('ours', EDITOR)
      const again = { article: story('ours', { headline: 'Put right' }), actor: EDITOR }
      expect(await press.file({ ...again, publish: 'no' })).not.toHaveProperty('notes')
      expect(await press.file({ ...again, article: story('ours', { headline: 'Put right twice' }), publish: 'now' })).toMatchObject({
        entry: { state: 'published', live: 3 },
        notes: ['"ours" was withdrawn at 2026-11-24T12:00:00Z. Now readers get it again.'],
      })
      await press.withdraw('ours', EDITOR)
      expect(await press.file({ ...again, article: story('ours', { publishedAt: '2026-11-26T08:00:00Z' }), publish: 'now' })).toMatchObject({
        entry: { state: 'scheduled' },
        notes: ['"ours" was withdrawn at 2026-11-24T12:00:00Z. Now it comes out again at 2026-11-26T08:00:00Z.'],
      })
      expect(await press.file({ ...again, publish: 'now' })).not.toHaveProperty('notes')
    }))

  test('in a ledger that did not say by whom: the agency’s, where it has stopped the item', () =>
    newsroom(async ({ press, sql }) => {
      const { createTables } = await import('../../src/press/ledger/schema.ts')
      for (const uri of ['urn:stopped', 'urn:free']) await press.file(wire(uri.slice(4), { uri, version: 1 }))
      await press.stop(kill({ uri: 'urn:stopped', version: 1 }))
      await press.withdraw('free', EDITOR)
      sql.exec('ALTER TABLE articles DROP COLUMN withdrawn_for')
      createTables(sql)
      createTables(sql)
      expect(await press.file(wire('stopped', { uri: 'urn:stopped', version: 2 }))).toMatchObject({ entry: { state: 'published' } })
      expect(await press.file(wire('free', { uri: 'urn:free', version: 2 }))).toMatchObject({ entry: { state: 'withdrawn' } })
    }))
})
