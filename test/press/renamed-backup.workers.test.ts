import { describe, expect, test } from 'vitest'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'
import { withStories } from './renamed-stories.ts'

describe('an export of renamed stories', () => {
  const edition = ({ kv }: Room) =>
    Object.fromEntries([...kv.values].map(([key, { text, metadata }]) => [key, { text, first: (metadata as { first?: string })?.first }]))
  const restored = async (lines: string[], before: (room: Room) => Promise<unknown> = async () => {}) => {
    let found: { edition: object; results: { ok: boolean; message?: string }[] } = { edition: {}, results: [] }
    await newsroom(async (room) => {
      await before(room)
      const results = await room.press.importLines(lines, ADMIN)
      await room.settle()
      await room.pass(5)
      found = { edition: edition(room), results }
    })
    return found
  }

  test('brings names and redirects back into an empty site, and into one that never heard of the renaming', () =>
    withStories(async (room) => {
      const { press, pass } = room
      const earlier = await everyLine(press)
      await press.setPins(['old'], EDITOR)
      await press.rename('old', 'second', EDITOR)
      await press.rename('second', 'new', EDITOR)
      await pass(10)
      const lines = await everyLine(press)
      const empty = await restored(lines)
      expect(empty.results.filter(({ ok }) => !ok)).toEqual([])
      expect(empty.edition).toEqual(edition(room))
      const behind = await restored(lines, async (room) => {
        await room.press.importLines(earlier, ADMIN)
        await room.settle()
      })
      expect(behind.results.filter(({ ok }) => !ok)).toEqual([])
      expect(behind.edition).toEqual(edition(room))
    }))

  test('of another site, where another story was once called like one of ours, leaves ours alone', () =>
    withStories(async (room) => {
      await room.press.rename('old', 'new', EDITOR)
      const lines = await everyLine(room.press)
      await newsroom(async (other) => {
        await other.press.file({ article: story('old', { headline: 'Ours' }), actor: ADMIN, publish: 'now' })
        const refused = (await other.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)
        expect(refused).toEqual([])
        expect((await other.press.list({})).items.map(({ slug }) => slug).sort()).toEqual(['beside', 'new', 'old'])
        expect(await other.press.read('old')).toMatchObject({ article: { headline: 'Ours' } })
      })
    }))

  test('that is older does not undo a renaming, nor bring a second story', () =>
    withStories(async (room) => {
      const { press, settle, pass } = room
      const earlier = await everyLine(press)
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      const before = edition(room)
      const results = await press.importLines(earlier, ADMIN)
      expect(results.filter(({ ok }) => !ok)).toEqual([])
      await settle()
      expect((await press.list({})).items.map(({ slug }) => slug).sort()).toEqual(['beside', 'new'])
      expect(edition(room)).toEqual(before)
    }))

  test('a reprint prints redirects too, into a KV that lost everything', () =>
    withStories(async (room) => {
      const { press, kv, settle, pass } = room
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      const before = edition(room)
      kv.values.clear()
      await press.reprint(ADMIN)
      await settle()
      await pass(5)
      expect(edition(room)).toEqual({ ...before, campaigns: { text: '[]' } })
      expect((await press.sweep(ADMIN)).malformed).toEqual([])
    }))
})
