import { describe, expect, test } from 'vitest'
import { edition, killedAt, type Step } from './killed.ts'
import { ADMIN, EDITOR, newsroom, SITE, story } from './newsroom.ts'

/** A morning's work, a step at a time. Each may be given again if nobody knows whether it was done. */
const STEPS: Step[] = [
  (press) => press.setSite(SITE, ADMIN),
  (press) => press.file({ article: story('one', { topics: [{ slug: 'mali', name: 'Mali' }] }), actor: EDITOR, publish: 'now' }),
  (press) => press.file({ article: story('two', { topics: [{ slug: 'mali', name: 'Mali' }] }), actor: EDITOR, publish: 'now' }),
  (press) => press.file({ article: story('one', { headline: 'Story one, again', topics: [{ slug: 'mali', name: 'Mali' }] }), actor: EDITOR }),
  (press) => press.file({ article: story('three', { section: 'asia' }), actor: EDITOR, publish: 'now' }),
  (press) => press.withdraw('two', EDITOR),
  (press) => press.embargo('three', '2026-11-25T12:00:00Z', EDITOR),
  (press) => press.rename('one', 'first', EDITOR),
  (press) => press.eraseRevision('first', 1, 'A court ordered it.', ADMIN),
  (press) => press.file({ article: story('four'), actor: EDITOR }),
  (press) => press.deleteArticle('four', EDITOR),
]

async function morning(fatal: number) {
  const { kv, died, found } = await killedAt(fatal, {
    steps: STEPS,
    look: async ({ press, search }) => ({
      hits: (await search.find({ q: 'story' })).hits,
      stories: await Promise.all(
        ['one', 'first', 'two', 'three', 'four'].map(async (slug) => ({ entry: await press.read(slug), revisions: await press.revisions(slug) })),
      ),
    }),
  })
  return { kv, died, found: JSON.parse(JSON.stringify(found, (key, value) => (key === 'at' ? undefined : value))) }
}

test('the object is killed at any moment: every filed revision is found, and the edition and search are what they would have been', async () => {
  const whole = await morning(Infinity)
  const keys = [
    'also/first',
    'article:first',
    'article:one',
    'article:two',
    'listing:front',
    'listing:latest',
    'listing:section/asia',
    'listing:section/world',
    'listing:topic/mali',
  ]
  expect(Object.keys(edition(whole.kv)).sort()).toEqual([...keys.map((key) => `en:${key}`), 'site'])
  expect(whole.found.hits).toMatchObject([{ card: { slug: 'first', headline: 'Story one, again' } }])
  let deaths = 0
  for (let fatal = 1; ; fatal++) {
    const { kv, died, found } = await morning(fatal)
    if (!died) break
    deaths++
    expect(edition(kv), `killed at moment ${fatal}`).toEqual(edition(whole.kv))
    expect(found).toEqual(whole.found)
  }
  expect(deaths).toBeGreaterThan(60)
})

describe('KV fails', () => {
  test('for hours: calls are answered, nothing is lost, and the edition catches up', () =>
    newsroom(async ({ press, kv, time, settle }) => {
      kv.beforeWrite = () => {
        throw new Error('KV PUT failed: 500')
      }
      expect(await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })).toMatchObject({ ok: true, entry: { state: 'published' } })
      for (let minute = 0; minute < 180; minute++) {
        time.now += 60_000
        await press.alarm()
      }
      expect(kv.values.size).toBe(0)
      kv.beforeWrite = () => {}
      await settle()
      expect(kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'one' }])
    }))

  test('for an article only: no listing shows it before it is in KV', () =>
    newsroom(async ({ press, search, kv, settle, time }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await settle()
      kv.beforeWrite = (key) => {
        if (key === 'en:article:two') throw new Error('KV PUT failed: 500')
      }
      await press.file({ article: story('two'), actor: EDITOR, publish: 'now' })
      time.now += 3000
      await press.alarm()
      await press.file({ article: story('three'), actor: EDITOR, publish: 'now' })
      time.now += 3000
      await press.alarm()
      expect(kv.json('en:listing:latest').cards.map((card: { slug: string }) => card.slug)).toEqual(['three', 'one'])
      expect((await search.find({ q: 'story' })).total).toBe(2)
    }))

  test('for a listing only: a withdrawal waits two seconds for it and no longer', () =>
    newsroom(async ({ press, kv, settle, time }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await settle()
      time.now += 5000
      kv.beforeWrite = (key) => {
        if (key === 'en:listing:front') throw new Error('KV PUT failed: 500')
      }
      await press.withdraw('one', EDITOR)
      expect(kv.json('en:article:one')).not.toHaveProperty('withdrawn')
      time.now += 2000
      await press.alarm()
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
      kv.beforeWrite = () => {}
      await settle()
      expect(kv.json('en:listing:front').cards).toEqual([])
    }))

  test('or is slow: what is filed while a write is on its way is written after it', () =>
    newsroom(async ({ press, kv, settle }) => {
      let second: Promise<unknown> | undefined
      kv.beforeWrite = (key) => {
        if (key === 'en:article:one') second ??= press.file({ article: story('one', { headline: 'Second' }), actor: EDITOR, publish: 'now' })
      }
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await second
      await settle()
      expect(kv.json('en:article:one').headline).toBe('Second')
      expect(kv.json('en:listing:front').cards).toMatchObject([{ headline: 'Second' }])
    }))

  test('or is slow: what is withdrawn while its write is on its way enters no listing', () =>
    newsroom(async ({ press, search, kv, settle }) => {
      let withdrawn: Promise<unknown> | undefined
      kv.beforeWrite = (key) => {
        if (key === 'en:article:one') withdrawn ??= press.withdraw('one', EDITOR)
      }
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await withdrawn
      expect((await search.find({ q: 'story' })).total).toBe(0)
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
      expect(kv.json('en:listing:front')?.cards ?? []).toEqual([])
    }))

  test('ten filings within a second are one more write, of the last', () =>
    newsroom(async ({ press, kv, settle }) => {
      for (let n = 1; n <= 11; n++) await press.file({ article: story('one', { headline: `Take ${n}` }), actor: EDITOR, publish: 'now' })
      await settle()
      expect(kv.writes.filter((key) => key === 'en:article:one').length).toBe(2)
      expect(kv.json('en:article:one').headline).toBe('Take 11')
      expect(kv.tooFast).toEqual([])
    }))
})
