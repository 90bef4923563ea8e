import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const NOON = '2026-11-24T12:00:00Z'
const THURSDAY = '2026-11-26T12:00:00Z'
const LAST_WEEK = '2026-11-17T08:00:00Z'
const undated = (more = {}) => ({ article: story('one', { publishedAt: NOON, ...more }), actor: REPORTER, undated: true })

/** From Tuesday noon to Thursday noon. */
const untilThursday = ({ pass }: Room) => pass(2 * 86_400)
const dateOf = async ({ press }: Room) => {
  const read = await press.read('one')
  return read.ok ? read.article.publishedAt : undefined
}

describe('a draft is dated when it is published, or it misses the News sitemap', () => {
  test('by an editor, two days after it was written', () =>
    newsroom(async (room) => {
      await room.press.file(undated())
      await untilThursday(room)
      expect(await room.press.publish('one', EDITOR)).toMatchObject({ entry: { publishedAt: THURSDAY, state: 'published' } })
      expect(await room.press.publishedSince('2026-11-26T00:00:00Z', 10)).toMatchObject({ entries: [{ path: '/world/one' }] })
    }))

  test('in the filing itself, and the same file again changes nothing', () =>
    newsroom(async (room) => {
      await room.press.file(undated())
      await untilThursday(room)
      const publishing = { ...undated({ headline: 'Better' }), actor: EDITOR, publish: 'now' as const }
      expect(await room.press.file(publishing)).toMatchObject({ entry: { publishedAt: THURSDAY, state: 'published', live: 2 } })
      await room.pass(86_400)
      expect(await room.press.file(publishing)).toMatchObject({ changed: false, entry: { publishedAt: THURSDAY, live: 2 } })
    }))

  test('after it was read and sent back: that says no date', () =>
    newsroom(async (room) => {
      await room.press.file(undated())
      const read = await room.press.read('one')
      await room.press.file({ article: { ...(read.ok ? read.article : story('one')), headline: 'Mended' }, actor: REPORTER })
      await untilThursday(room)
      await room.press.publish('one', EDITOR)
      expect(await dateOf(room)).toBe(THURSDAY)
    }))

  test('when an embargo lifts, and when a plan was given up before', () =>
    newsroom(async (room) => {
      await room.press.file(undated())
      await room.press.publish('one', EDITOR, { at: '2026-12-01T08:00:00Z' })
      await room.press.unschedule('one', EDITOR)
      await room.press.embargo('one', '2026-12-01T08:00:00Z', EDITOR)
      await room.press.publish('one', EDITOR)
      await untilThursday(room)
      await room.press.liftEmbargo('one', EDITOR)
      expect(await dateOf(room)).toBe(THURSDAY)
    }))

  test('that is an agency’s item, whose times are not ours; what comes of it later does not move the story', () =>
    newsroom(async (room) => {
      const item = (version: number, more = {}) => ({
        article: story('one', { publishedAt: LAST_WEEK, updatedAt: '2026-11-18T08:00:00Z', headline: `v${version}` }),
        actor: EDITOR,
        agency: { uri: 'urn:1', version },
        ...more,
      })
      await room.press.file(item(1))
      await untilThursday(room)
      await room.press.publish('one', EDITOR)
      await room.settle()
      expect(room.kv.json('en:article:one')).toMatchObject({ publishedAt: THURSDAY })
      expect(room.kv.json('en:article:one').updatedAt).toBeUndefined()
      await room.press.file(item(2))
      await room.settle()
      expect(room.kv.json('en:article:one')).toMatchObject({ headline: 'v2', publishedAt: THURSDAY })
    }))

  test('in a ledger that moved to another site meanwhile', async () => {
    const lines = await newsroom(async ({ press }) => {
      await press.file(undated())
      return (await press.exportPage()).lines
    })
    await newsroom(async (room) => {
      await room.press.importLines(lines, ADMIN)
      await untilThursday(room)
      await room.press.publish('one', EDITOR)
      expect(await dateOf(room)).toBe(THURSDAY)
    })
  })
})

describe('a date that was said is kept', () => {
  test('by copy that says it, and by an agency’s item that is published directly', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one', { publishedAt: LAST_WEEK }), actor: REPORTER })
      await room.press.file({ article: story('wire', { publishedAt: LAST_WEEK }), actor: EDITOR, agency: { uri: 'urn:1', version: 1 }, publish: 'now' })
      await untilThursday(room)
      await room.press.publish('one', EDITOR)
      expect(await dateOf(room)).toBe(LAST_WEEK)
      expect(await room.press.read('wire')).toMatchObject({ entry: { publishedAt: LAST_WEEK } })
    }))

  test('by who publishes it, ahead or behind', () =>
    newsroom(async (room) => {
      await room.press.file(undated())
      expect(await room.press.publish('one', EDITOR, { at: LAST_WEEK })).toMatchObject({ entry: { publishedAt: LAST_WEEK, state: 'published' } })
      await room.press.file({ ...undated(), article: story('two', { publishedAt: NOON }) })
      expect(await room.press.publish('two', EDITOR, { at: THURSDAY })).toMatchObject({ entry: { publishedAt: THURSDAY, state: 'scheduled' } })
      expect(await room.press.publish('two', EDITOR, { at: NOON })).toMatchObject({ entry: { publishedAt: NOON, state: 'published' } })
    }))

  test('of a story that is out: neither an update nor a restored draft is a new story', () =>
    newsroom(async (room) => {
      await room.press.file(undated())
      await untilThursday(room)
      await room.press.publish('one', EDITOR)
      await room.pass(86_400)
      await room.press.file({ ...undated({ headline: 'Update' }), actor: EDITOR, publish: 'now' })
      expect(await dateOf(room)).toBe(THURSDAY)
      await room.press.restore('one', 1, EDITOR)
      expect(await dateOf(room)).toBe(THURSDAY)
      await room.press.withdraw('one', EDITOR)
      await room.press.publish('one', EDITOR)
      expect(await dateOf(room)).toBe(THURSDAY)
    }))
})
