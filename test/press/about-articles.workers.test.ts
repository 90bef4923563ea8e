/** What readers and feeds knew articles by that come back as another system's, or as Markdown. */
import { describe, expect, test } from 'vitest'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const FEED_ID = 'tag:news.example,2026-11-09:/world/ferry'
const FORMERLY = [{ slug: 'ferries-rise', at: '2026-11-09T00:00:00Z', isPublic: true }]
const about = (change: object = {}) =>
  JSON.stringify({ type: 'about-article', slug: 'ferry', publishedAt: story('ferry').publishedAt, came_out: 1, feed_id: FEED_ID, ...change })

const tell = async ({ press }: Room, line: string) => (await press.importLines([line], ADMIN))[0]
const feedIdOf = ({ kv }: Room) => (kv.values.get('en:article:ferry')?.metadata as { id?: string } | null)?.id
const lineOf = async ({ press }: Room) =>
  (await everyLine(press)).map((line) => JSON.parse(line) as { type: string; slug: string }).find(({ type, slug }) => type === 'article' && slug === 'ferry')

describe('an article that comes back from Markdown', () => {
  test('is called by feeds as it was, if they are told before it comes out; its former address, its choice of others and what lists leave out come with it', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await room.press.file({ article: story('bridge'), actor: EDITOR, publish: 'now' })
      await room.press.file({ article: story('other'), actor: EDITOR, publish: 'now' })
      await room.press.file({ article: story('ferry'), actor: EDITOR, publish: 'no' })
      expect(await tell(room, about({ formerly: FORMERLY, also: ['bridge'], left_out_of_most_read: true }))).toEqual({ line: 1, ok: true, slug: 'ferry' })
      await room.press.publish('ferry', EDITOR)
      await room.settle()
      await room.pass(5)
      expect(feedIdOf(room)).toBe(FEED_ID)
      expect(await lineOf(room)).toMatchObject({ feed_id: FEED_ID, formerly: FORMERLY, also: ['bridge'], left_out_of_most_read: true })
      expect((room.kv.json('en:also/ferry').cards as { slug: string }[])[0]).toMatchObject({ slug: 'bridge' })
    }))

  test('is told of twice by no feed that has it under another name already', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await room.press.file({ article: story('ferry'), actor: EDITOR, publish: 'now' })
      await room.settle()
      const before = feedIdOf(room)
      expect(await tell(room, about())).toMatchObject({ ok: true, notes: [expect.stringContaining('feeds go on')] })
      await room.press.file({ article: story('ferry', { headline: 'Again' }), actor: EDITOR, publish: 'now' })
      await room.settle()
      await room.pass(5)
      expect(feedIdOf(room)).toBe(before)
    }))

  test('takes nothing from another article of its slug, and waits for one that isn’t there', () =>
    newsroom(async (room) => {
      expect(await tell(room, about())).toMatchObject({ ok: false, slug: 'ferry', message: expect.stringContaining('Import the articles') })
      await room.press.file({ article: story('ferry', { publishedAt: '2026-11-01T00:00:00Z' }), actor: EDITOR, publish: 'no' })
      expect(await tell(room, about({ formerly: FORMERLY }))).toMatchObject({ ok: false, message: expect.stringContaining('another article') })
      expect(await lineOf(room)).not.toHaveProperty('formerly')
    }))
})
