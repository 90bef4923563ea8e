import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, type Room, story } from './newsroom.ts'
import { out, redirect, withStories } from './renamed-stories.ts'

const cards = (room: Room, name: string) => room.kv.json(`en:listing:${name}`).cards.map(({ slug }: { slug: string }) => slug)

describe('a story that is out is renamed', () => {
  test('and takes with it its revisions, corrections, listings, place on the front, search and picks', () =>
    withStories(async (room) => {
      const { press, search, kv, settle } = room
      await press.correct('old', 'It was a Tuesday.', EDITOR)
      await press.setPins(['old'], EDITOR)
      await settle()
      const renamed = await press.rename('old', 'new', EDITOR)
      expect(renamed).toMatchObject({
        ok: true,
        changed: true,
        created: false,
        entry: { slug: 'new', url: '/world/new', revision: 2, state: 'published', live: 2 },
      })
      expect(renamed).toMatchObject({ stale: expect.arrayContaining(['/world/old', '/world/new', '/', '/topic/mali']) })
      await settle()
      expect(kv.json('en:article:new')).toMatchObject({ slug: 'new', corrections: [{ text: 'It was a Tuesday.' }] })
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
      for (const name of ['front', 'latest', 'section/world', 'topic/mali']) expect(cards(room, name), name).toEqual(expect.arrayContaining(['new', 'beside']))
      for (const [key, { text }] of kv.values) if (key !== 'en:article:old' && key !== 'en:article:beside') expect(text, key).not.toMatch(/"old"/)
      expect(await press.notPublished(['old', 'new', 'beside'])).toEqual([])
      expect(await press.pins()).toEqual(['new'])
      expect(kv.values.has('en:also/old')).toBe(false)
      expect(kv.json('en:also/new').cards).toMatchObject([{ slug: 'beside' }])
      expect(kv.json('en:also/beside').cards[0]).toMatchObject({ slug: 'new' })
      expect((await search.find({ q: 'story' })).hits.map(({ card }) => card.slug).sort()).toEqual(['beside', 'new'])
      expect((await press.corrections(1)).items).toMatchObject([{ slug: 'new' }])
      expect((await press.sitemapMonth('2026-11')).entries.map(({ path }) => path).sort()).toEqual(['/world/beside', '/world/new'])
      expect(await press.revisions('new')).toMatchObject({ ok: true, revisions: [{ revision: 2, live: true }, { revision: 1 }] })
      expect((await press.audit(undefined, 1)).items).toMatchObject([{ what: 'rename', slug: 'new', detail: 'was "old"' }])
      expect(kv.tooFast).toEqual([])
    }))

  test('and whoever made it a pick still has it among theirs, however often they are printed', () =>
    withStories(async ({ press, kv, settle, pass }) => {
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      await press.file({ article: story('beside', { headline: 'Again', topics: [], related: ['old'] }), actor: EDITOR })
      await settle()
      expect(kv.json('en:also/beside').cards[0]).toMatchObject({ slug: 'new' })
      await press.withdraw('new', EDITOR)
      await pass(5)
      await press.publish('new', EDITOR)
      await pass(5)
      expect(kv.json('en:also/beside').cards[0]).toMatchObject({ slug: 'new' })
    }))

  test('to a name that somebody had picked before it was anybody’s: it is among their picks', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.file({ article: story('beside', { topics: [], related: ['new'] }), actor: EDITOR })
      await pass(5)
      await out(press, 'newer', { topics: [], publishedAt: '2026-11-24T11:00:00Z' })
      await pass(5)
      expect(kv.json('en:also/beside').cards[0]).toMatchObject({ slug: 'newer' })
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      expect(kv.json('en:also/beside').cards[0]).toMatchObject({ slug: 'new' })
    }))

  test('and is called in feeds what it was first called', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.rename('old', 'second', EDITOR)
      await pass(5)
      await press.rename('second', 'third', EDITOR)
      await pass(5)
      expect(kv.values.get('en:article:third')?.metadata).toMatchObject({ first: 'old' })
      await press.rename('third', 'old', EDITOR)
      await pass(5)
      expect(kv.values.get('en:article:old')?.metadata).toMatchObject({ first: 'old' })
    }))

  test('several times: every old address leads to the last, and one that it takes back is its own again', () =>
    withStories(async ({ press, kv, pass }) => {
      for (const [from, to] of [
        ['old', 'second'],
        ['second', 'third'],
      ] as const) {
        await press.rename(from, to, EDITOR)
        await pass(5)
      }
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/third'))
      expect(kv.json('en:article:second')).toEqual(redirect('second', '/world/third'))
      await press.rename('third', 'old', EDITOR)
      await pass(5)
      expect(kv.json('en:article:old')).toMatchObject({ slug: 'old', headline: 'Story old' })
      for (const slug of ['second', 'third']) expect(kv.json(`en:article:${slug}`)).toEqual(redirect(slug, '/world/old'))
      expect(await press.publicState('second')).toBe('renamed')
    }))

  test('several times in one moment: readers never meet a loop, nor an address that leads nowhere', () =>
    withStories(async ({ press, kv, settle }) => {
      const misled: string[] = []
      kv.afterWrite = (key) => {
        for (const slug of ['old', 'second', 'third']) {
          const { to } = kv.json(`en:article:${slug}`) ?? {}
          if (to && !kv.json(`en:article:${to.split('/')[2]}`)?.body) misled.push(`${slug} → ${to} after ${key}`)
        }
      }
      const answers = await Promise.all([
        press.rename('old', 'second', EDITOR),
        press.rename('old', 'third', EDITOR),
        press.rename('second', 'third', EDITOR),
        press.rename('third', 'old', EDITOR),
        press.rename('old', 'third', EDITOR),
      ])
      expect(answers.map(({ ok }) => ok)).toEqual([true, false, true, true, true])
      await settle()
      expect(kv.json('en:article:third')).toMatchObject({ slug: 'third' })
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/third'))
      expect(kv.json('en:article:second')).toEqual(redirect('second', '/world/third'))
      expect(misled).toEqual([])
      expect(kv.tooFast).toEqual([])
    }))

  test('and another with it, so that they change names through a third', () =>
    withStories(async ({ press, kv, pass }) => {
      expect(await press.rename('old', 'beside', EDITOR)).toMatchObject({ reason: 'slug-taken', slug: 'beside', by: 'beside' })
      await press.rename('old', 'between', EDITOR)
      expect(await press.rename('beside', 'old', EDITOR)).toMatchObject({ reason: 'slug-taken', slug: 'old', by: 'between' })
      await pass(5)
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/between'))
    }))

  test('while KV takes no writes: the old page stays until the new one is there', () =>
    withStories(async ({ press, search, kv, settle, pass }) => {
      kv.beforeWrite = (key) => {
        if (key === 'en:article:new') throw new Error('KV PUT failed: 500')
      }
      await press.rename('old', 'new', EDITOR)
      await pass(1).catch(() => {})
      expect(kv.json('en:article:old')).toMatchObject({ headline: 'Story old' })
      expect(kv.json('en:listing:latest').cards.map(({ slug }: { slug: string }) => slug)).toContain('old')
      expect((await search.find({ q: 'body' })).hits.flatMap(({ excerpt }) => excerpt).length).toBeGreaterThan(0)
      kv.beforeWrite = () => {}
      await settle()
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
    }))

  test('and whoever renames it is told where its copy still names the old address', () =>
    withStories(async ({ press }) => {
      expect(await press.rename('old', 'new', EDITOR)).not.toHaveProperty('notes')
      await out(press, 'own', { canonical: 'https://news.example/world/own' })
      expect(await press.rename('own', 'owned', EDITOR)).toMatchObject({ notes: [expect.stringContaining('https://news.example/world/own')] })
    }))

  test('and moves to another section later: its old address follows', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      await press.file({ article: story('new', { section: 'asia' }), actor: EDITOR })
      await pass(5)
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/asia/new'))
    }))

  test('and a newer version waits: it comes out under the new name at its time', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.file({ article: story('old', { headline: 'Later' }), actor: EDITOR, publish: 'no' })
      await press.publish('old', EDITOR, { at: '2026-11-25T00:00:00Z' })
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      expect(kv.json('en:article:new')).toMatchObject({ headline: 'Story old' })
      await pass(86_400)
      expect(kv.json('en:article:new')).toMatchObject({ headline: 'Later', slug: 'new' })
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
    }))

  test('and an older revision of it is restored: it is the story’s, under its new name', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.file({ article: story('old', { headline: 'Second' }), actor: EDITOR })
      await press.rename('old', 'new', EDITOR)
      expect(await press.read('new', 1)).toMatchObject({ article: { slug: 'new', headline: 'Story old' } })
      expect(await press.restore('new', 1, EDITOR)).toMatchObject({ ok: true, entry: { slug: 'new', revision: 3 } })
      await pass(5)
      expect(kv.json('en:article:new')).toMatchObject({ slug: 'new', headline: 'Story old' })
      expect((await press.changes('new')).map(({ to }) => to)).toEqual([3, 2])
    }))

  test('and what was put into KV by hand under its old name is kept as a revision of it; what comes later is another story’s, and none', () =>
    withStories(async ({ press, kv, settle, pass }) => {
      kv.byHand('en:article:old', story('old', { headline: 'By hand' }))
      await press.rename('old', 'new', EDITOR)
      await settle()
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
      expect(await press.read('new')).toMatchObject({ revision: 2, article: { slug: 'new', headline: 'By hand' } })
      await pass(400)
      kv.byHand('en:article:old', story('old', { headline: 'Later, by hand' }))
      const report = await press.sweep(ADMIN)
      expect(report).toMatchObject({ adopted: [], malformed: [{ key: 'en:article:old', message: expect.stringContaining('"new"') }] })
      await settle()
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
      expect((await press.sweep(ADMIN)).healed).toMatchObject([{ key: 'en:article:old', text: expect.stringContaining('Later, by hand') }])
      expect(await press.read('new')).toMatchObject({ revision: 2, article: { headline: 'By hand' } })
    }))
})
