import { describe, expect, test } from 'vitest'
import { killedAt, type Step, edition as withoutMoments } from './killed.ts'
import type { Kv, Room } from './newsroom.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, SITE, story } from './newsroom.ts'

const OTHER = { name: 'Eva', role: 'editor' as const }

/** What readers find, without the moments at which lists last changed. */
const edition = (kv: Kv) => Object.fromEntries(Object.entries(kv.snapshot()).map(([key, { text }]) => [key, text]))
const body = (text: string) => [{ type: 'paragraph', text }] as never

async function withSite({ press, settle }: Room) {
  await press.setSite(SITE, ADMIN)
  await press.file({ article: story('other', { topics: [{ slug: 'mali', name: 'Mali' }] }), actor: EDITOR, publish: 'now' })
  await settle()
}

describe('undoing a publication', () => {
  test('what had never come out is a draft again: no page, no tombstone, in no list, feed, sitemap or search', () =>
    newsroom(async (room) => {
      const { press, search, kv, settle, time } = room
      await withSite(room)
      const before = edition(kv)
      await press.file({ article: story('one', { topics: [{ slug: 'mali', name: 'Mali' }] }), actor: REPORTER, undated: true })
      await press.publish('one', EDITOR)
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one' })
      time.now += 9000
      const undone = await press.undoPublication('one', EDITOR)
      expect(undone).toMatchObject({ ok: true, changed: true, entry: { state: 'draft' }, stale: expect.arrayContaining(['/world/one', '/', '/topic/mali']) })
      await settle()
      expect(edition(kv)).toEqual(before)
      expect(await press.publicState('one')).toBe('unknown')
      expect((await search.find({ q: 'one' })).hits).toEqual([])
      expect((await press.sitemapMonth('2026-11')).entries.map(({ path }) => path)).toEqual(['/world/other'])
      expect(await press.deleteArticle('one', EDITOR)).toEqual({ ok: true })
    }))

  test('undone before it was printed, it never appears', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await withSite(room)
      kv.beforeWrite = () => {
        throw new Error('KV is away')
      }
      await press.file({ article: story('one'), actor: EDITOR })
      await press.publish('one', EDITOR)
      kv.beforeWrite = () => {}
      await press.undoPublication('one', EDITOR)
      await settle()
      expect(kv.writes.filter((key) => key === 'en:article:one' && kv.values.has(key))).toEqual([])
      expect(JSON.stringify(kv.snapshot())).not.toContain('Story one')
    }))

  test('readers get back the version they had, and the newer one is filed as it was, without the correction that was withdrawn with it', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await withSite(room)
      await press.file({ article: story('one', { body: body('First.') }), actor: EDITOR, publish: 'now' })
      await settle()
      const before = edition(kv)
      await press.file({ article: story('one', { body: body('Second.'), section: 'sport' }), actor: EDITOR, publish: 'no' })
      await press.publish('one', EDITOR, { correction: 'It was the second.' })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ corrections: [{ text: 'It was the second.' }] })
      expect(await press.undoPublication('one', EDITOR)).toMatchObject({ ok: true, entry: { state: 'published', live: 1 } })
      await settle()
      expect(edition(kv)).toEqual(before)
      expect((await press.corrections(1)).total).toBe(0)
      expect(await press.changes('one')).toEqual([])
      const newest = await press.read('one')
      expect(newest.ok && newest.article).toMatchObject({ body: [{ text: 'Second.' }], section: 'sport' })
      expect(newest.ok && newest.article.corrections).toBeUndefined()

      await press.publish('one', EDITOR)
      await settle()
      expect(kv.json('en:article:one').corrections).toBeUndefined()
    }))

  test('what was withdrawn has its tombstone again', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await withSite(room)
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await press.withdraw('one', EDITOR)
      await settle()
      const before = edition(kv)
      await press.publish('one', EDITOR)
      await settle()
      await press.undoPublication('one', EDITOR)
      await settle()
      expect(edition(kv)).toEqual(before)
      expect(await press.publicState('one')).toBe('withdrawn')
    }))

  test('what was scheduled instead comes out as it was scheduled first', () =>
    newsroom(async (room) => {
      const { press, kv, pass } = room
      await withSite(room)
      await press.file({ article: story('one'), actor: EDITOR })
      await press.publish('one', EDITOR, { at: '2026-11-24T12:30:00Z' })
      await press.publish('one', EDITOR, { at: '2026-11-24T14:00:00Z' })
      expect(await press.undoPublication('one', EDITOR)).toMatchObject({ entry: { state: 'scheduled', until: '2026-11-24T12:30:00Z' } })
      await pass(1801)
      expect(kv.json('en:article:one')).toMatchObject({ publishedAt: '2026-11-24T12:30:00Z' })
    }))

  test('it is for who published it, for fifteen seconds, and only while nothing else has happened', () =>
    newsroom(async ({ press, time }) => {
      for (const slug of ['late', 'others', 'filed', 'never']) await press.file({ article: story(slug), actor: EDITOR })
      expect(await press.undoPublication('never', EDITOR)).toMatchObject({ reason: 'wrong-state' })
      await press.file({ article: story('never'), actor: EDITOR, publish: 'now' })
      expect(await press.undoPublication('never', EDITOR)).toMatchObject({ message: expect.stringContaining('nobody ordered') })
      for (const slug of ['late', 'others', 'filed']) await press.publish(slug, EDITOR)
      expect(await press.undoPublication('others', REPORTER)).toMatchObject({ reason: 'not-allowed' })
      expect(await press.undoPublication('others', OTHER)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('Only Edith') })
      await press.file({ article: story('filed', { headline: 'Another' }), actor: REPORTER })
      expect(await press.undoPublication('filed', EDITOR)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('Something else') })
      expect(await press.undoPublication('others', EDITOR)).toMatchObject({ ok: true })
      expect(await press.undoPublication('others', EDITOR)).toMatchObject({ reason: 'wrong-state' })
      time.now += 15_001
      expect(await press.undoPublication('late', EDITOR)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('too late') })
      expect(await press.publicState('late')).toBe('published')
    }))

  test('a view of KV that is some seconds old does not bring it back', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await withSite(room)
      await press.file({ article: story('one'), actor: EDITOR })
      await press.publish('one', EDITOR)
      await settle()
      const old = kv.values.get('en:article:one')
      await press.undoPublication('one', EDITOR)
      await settle()
      if (old) kv.values.set('en:article:one', old)
      await press.sweep(ADMIN)
      await settle()
      expect(await press.publicState('one')).toBe('unknown')
    }))

  test('the audit trail tells of both', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one'), actor: EDITOR })
      await press.publish('one', EDITOR)
      await press.undoPublication('one', EDITOR)
      const { items } = await press.audit()
      expect(items.slice(0, 2).map(({ what, by }) => `${what} ${by}`)).toEqual(['undo-publish Edith', 'publish Edith'])
    }))

  test('the press is killed in the middle of it: readers have all of the publication or all of what they had before, and never half', async () => {
    const version = (text: string, more = {}) => story('one', { body: body(text), topics: [{ slug: 'mali', name: 'Mali' }], ...more })
    const before: Step[] = [
      (press) => press.setSite(SITE, ADMIN),
      (press) => press.file({ article: version('First.'), actor: EDITOR, publish: 'now' }),
      (press) => press.file({ article: version('Second.', { section: 'asia', headline: 'Second' }), actor: EDITOR, publish: 'no' }),
    ]
    const publish: Step = (press) => press.publish('one', EDITOR, { correction: 'It was the second.' })
    const undo: Step = (press) => press.undoPublication('one', EDITOR)
    const look = async ({ press }: Room) => {
      const newest = await press.read('one')
      return { corrections: (await press.corrections(1)).total, text: newest.ok && newest.article.body, noted: newest.ok && newest.article.corrections?.length }
    }
    const whole = (steps: Step[]) => killedAt(Infinity, { steps, look })
    const [unpublished, published, undone] = [await whole(before), await whole([...before, publish]), await whole([...before, publish, undo])]
    expect(withoutMoments(undone.kv)).toEqual(withoutMoments(unpublished.kv))
    expect(undone.found).toEqual(unpublished.found)
    const states = { taken: 0, stayed: 0 }
    for (const isGivenUp of [true, false])
      for (let fatal = 1; ; fatal++) {
        const { kv, died, found } = await killedAt(fatal, { steps: [...before, publish, undo], look, safe: 4, isGivenUp })
        if (!died) break
        const isUndone = found.corrections === 0
        expect(isGivenUp || isUndone, `killed at moment ${fatal}`).toBe(true)
        states[isUndone ? 'taken' : 'stayed']++
        expect(withoutMoments(kv), `killed at moment ${fatal}`).toEqual(withoutMoments(isUndone ? undone.kv : published.kv))
        expect(found).toEqual(isUndone ? undone.found : published.found)
      }
    expect(states.stayed).toBeGreaterThan(0)
    expect(states.taken).toBeGreaterThan(5)
  })
})
