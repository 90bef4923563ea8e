import { describe, expect, test } from 'vitest'
import type { BulkOrder } from '../../src/press/newsroom-calls.ts'
import { EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const TOPIC: BulkOrder = { order: 'add-topic', topic: { slug: 'mali', name: 'Mali' } }
const MOVED: BulkOrder = { order: 'section', section: 'asia' }
const all = (...slugs: string[]) => slugs.map((slug) => ({ slug }))
const copyOf = async ({ press }: Room, slug: string, revision?: number) => {
  const found = await press.read(slug, revision)
  return found.ok ? found.article : undefined
}

describe('one order for many stories', () => {
  test('is carried out for each by itself: what one refuses does not stop the others', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      for (const slug of ['one', 'two', 'three']) await press.file({ article: story(slug), actor: REPORTER })
      await press.file({ article: story('two', { headline: 'Changed' }), actor: REPORTER })
      const results = await press.bulk(
        { order: 'publish' },
        [{ slug: 'one', expect: 1 }, { slug: 'two', expect: 1 }, { slug: 'none' }, { slug: 'three' }],
        EDITOR,
      )
      expect(results).toMatchObject([
        { slug: 'one', outcome: { ok: true, changed: true, entry: { state: 'published' } } },
        { slug: 'two', outcome: { ok: false, reason: 'stale-revision', got: 2 } },
        { slug: 'none', outcome: { ok: false, reason: 'unknown-article' } },
        { slug: 'three', outcome: { ok: true } },
      ])
      await settle()
      expect(kv.json('en:listing:latest').cards).toHaveLength(2)
      await press.bulk({ order: 'withdraw', reason: 'Legal.' }, all('one', 'three'), EDITOR)
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
      expect((await press.audit()).items[0]).toMatchObject({ what: 'withdraw', slug: 'three', detail: 'Legal.' })
    }))

  test('moves stories to another section, and each stays in its state', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await press.file({ article: story('draft'), actor: REPORTER })
      await press.file({ article: story('live'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('ahead', { publishedAt: '2026-11-25T08:00:00Z' }), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('gone'), actor: EDITOR, publish: 'now' })
      await press.withdraw('gone', EDITOR)
      await settle()
      const before = Object.fromEntries((await press.list({})).items.map(({ slug, state, until, publishedAt }) => [slug, { state, until, publishedAt }]))
      await press.bulk(MOVED, all('draft', 'live', 'ahead', 'gone'), EDITOR)
      await settle()
      const items = (await press.list({})).items
      expect(Object.fromEntries(items.map(({ slug, state, until, publishedAt }) => [slug, { state, until, publishedAt }]))).toEqual(before)
      expect(items.every(({ section }) => section === 'asia')).toBe(true)
      expect(kv.json('en:article:live')).toMatchObject({ section: 'asia' })
      expect(kv.json('en:listing:section/asia').cards.map(({ slug }: { slug: string }) => slug)).toEqual(['live'])
      expect(kv.json('en:listing:section/world')?.cards ?? []).toEqual([])
      expect(await press.revisions('live')).toMatchObject({ revisions: [{ revision: 2, note: 'moved to section asia', live: true, by: 'Edith' }, {}] })
      room.time.now = Date.parse('2026-11-25T08:00:01Z')
      await settle()
      expect(kv.json('en:article:ahead')).toMatchObject({ section: 'asia' })
    }))

  test('adds a topic to what readers see and to what waits for an editor, which goes on waiting', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await press.file({ article: story('live'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('live', { headline: 'By Rex' }), actor: REPORTER })
      await settle()
      const [result] = await press.bulk(TOPIC, all('live'), EDITOR)
      expect(result).toMatchObject({ outcome: { ok: true, changed: true, entry: { state: 'published', live: 3, revision: 4, by: 'Rex' } } })
      await settle()
      expect(kv.json('en:article:live')).toMatchObject({ headline: 'Story live', topics: [{ slug: 'mali' }] })
      expect(await copyOf(room, 'live')).toMatchObject({ headline: 'By Rex', topics: [{ slug: 'mali' }] })
      expect((await press.list({ is: 'waiting' })).items).toMatchObject([{ slug: 'live' }])
      const again = await press.bulk(TOPIC, all('live'), EDITOR)
      expect(again).toMatchObject([{ outcome: { ok: true, changed: false, entry: { revision: 4 } } }])
    }))

  test('refuses a topic too many, and a reporter', () =>
    newsroom(async ({ press }) => {
      const topics = Array.from({ length: 50 }, (_, n) => ({ slug: `t-${n}`, name: `T ${n}` }))
      await press.file({ article: story('full', { topics }), actor: EDITOR })
      expect(await press.bulk(TOPIC, all('full'), EDITOR)).toMatchObject([{ outcome: { ok: false, reason: 'wrong-state' } }])
      await expect(press.bulk(TOPIC, all('full'), REPORTER)).rejects.toThrow('needs editor')
    }))

  test('published by mistake, all of them are taken back by one order for as long as one story is; what somebody filed since stays out', () =>
    newsroom(async (room) => {
      const { press, kv, settle, time } = room
      for (const slug of ['one', 'two', 'three']) await press.file({ article: story(slug), actor: REPORTER })
      await press.bulk({ order: 'publish' }, all('one', 'two', 'three'), EDITOR)
      await settle()
      await press.file({ article: story('three', { headline: 'Filed since' }), actor: REPORTER })
      const slugs = ['one', 'two', 'three', 'none']
      expect(await press.publicationsToUndo(slugs, REPORTER)).toEqual([])
      const offers = await press.publicationsToUndo(slugs, EDITOR)
      expect(offers.map(({ slug }) => slug)).toEqual(['one', 'two'])
      expect(offers.every(({ leftMs }) => leftMs > 0 && leftMs <= 10_000)).toBe(true)
      const undone = await press.bulk({ order: 'undo-publish' }, all('one', 'two', 'three'), EDITOR)
      expect(undone).toMatchObject([{ outcome: { ok: true } }, { outcome: { ok: true } }, { outcome: { ok: false, reason: 'wrong-state' } }])
      await settle()
      expect(kv.json('en:listing:latest').cards.map(({ slug }: { slug: string }) => slug)).toEqual(['three'])
      expect(await press.publicState('one')).toBe('unknown')

      await press.bulk({ order: 'publish' }, all('one'), EDITOR)
      time.now += 10_001
      expect(await press.publicationsToUndo(['one'], EDITOR)).toEqual([])
    }))

  test('sent again under one key, it is done once, and told as it was', () =>
    newsroom(async ({ press }) => {
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: REPORTER })
      const stories = [
        { slug: 'one', expect: 1 },
        { slug: 'two', expect: 7 },
      ]
      const order = () => press.bulk(TOPIC, stories, EDITOR, 'key-of-a-form')
      expect(await press.bulkReport('key-of-a-form', EDITOR)).toBeNull()
      await order()
      const again = await order()
      expect(again[0]).toMatchObject({ outcome: { ok: true, changed: true, entry: { revision: 2 } } })
      expect((await press.audit()).items.filter(({ detail }) => detail?.includes('Mali'))).toHaveLength(1)
      expect(await press.bulkReport('key-of-a-form', EDITOR)).toMatchObject({
        order: 'add-topic',
        done: ['one'],
        refused: [{ slug: 'two', refusal: { reason: 'stale-revision' } }],
      })
      expect(await press.bulkReport('key-of-a-form', REPORTER)).toBeNull()
    }))
})
