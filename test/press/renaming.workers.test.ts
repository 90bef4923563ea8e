import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'
import { out, redirect, withStories } from './renamed-stories.ts'

const cards = (room: Room, name: string) => room.kv.json(`en:listing:${name}`).cards.map(({ slug }: { slug: string }) => slug)

describe('a story that is out is renamed', () => {
  test('and takes with it its revisions, corrections, listings, place on the front, search and picks', () =>
    withStories(async (room) => {
      const { press, kv, settle } = room
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
      expect(await press.pins()).toEqual(['new'])
      expect(kv.values.has('en:also/old')).toBe(false)
      expect(kv.json('en:also/new').cards).toMatchObject([{ slug: 'beside' }])
      expect(kv.json('en:also/beside').cards[0]).toMatchObject({ slug: 'new' })
      expect((await press.search({ q: 'story' })).hits.map(({ card }) => card.slug).sort()).toEqual(['beside', 'new'])
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
    withStories(async ({ press, kv, settle, pass }) => {
      kv.beforeWrite = (key) => {
        if (key === 'en:article:new') throw new Error('KV PUT failed: 500')
      }
      await press.rename('old', 'new', EDITOR)
      await pass(1).catch(() => {})
      expect(kv.json('en:article:old')).toMatchObject({ headline: 'Story old' })
      expect(kv.json('en:listing:latest').cards.map(({ slug }: { slug: string }) => slug)).toContain('old')
      expect((await press.search({ q: 'body' })).hits.flatMap(({ excerpt }) => excerpt).length).toBeGreaterThan(0)
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

describe('a story that readers do not have just now is renamed', () => {
  test('withdrawn: 410 at its new address, to which the old one leads', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.withdraw('old', EDITOR)
      await pass(5)
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      expect(kv.json('en:article:new')).toMatchObject({ withdrawn: true, slug: 'new' })
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
      await press.publish('new', EDITOR)
      await pass(5)
      expect(kv.json('en:article:new')).toMatchObject({ headline: 'Story old' })
    }))

  test('renamed and withdrawn after: the same', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.rename('old', 'new', EDITOR)
      await press.withdraw('new', EDITOR)
      await pass(5)
      expect(kv.json('en:article:new')).toMatchObject({ withdrawn: true })
      expect(kv.json('en:article:old')).toEqual(redirect('old', '/world/new'))
    }))

  test('held back under an embargo: nothing of it is anywhere until that lifts, its new address neither', () =>
    withStories(async ({ press, kv, pass }) => {
      await press.rename('old', 'new', EDITOR)
      await pass(5)
      await press.embargo('new', '2026-11-25T00:00:00Z', EDITOR)
      await pass(5)
      expect([...kv.values.keys()].filter((key) => /article:(?:old|new)/.test(key))).toEqual([])
      await press.rename('new', 'newer', EDITOR)
      await pass(5)
      expect([...kv.values.keys()].filter((key) => /article:(?:old|new|newer)/.test(key))).toEqual([])
      await pass(86_400)
      expect(kv.json('en:article:newer')).toMatchObject({ slug: 'newer' })
      for (const slug of ['old', 'new']) expect(kv.json(`en:article:${slug}`)).toEqual(redirect(slug, '/world/newer'))
    }))

  test('a draft: readers are led nowhere from a name that was never out, and nobody files a second story under it unawares', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: story('working-title'), actor: REPORTER })
      expect(await press.rename('working-title', 'title', REPORTER)).toMatchObject({ reason: 'not-allowed', needs: 'editor' })
      await press.rename('working-title', 'title', EDITOR)
      expect(await press.file({ article: story('working-title'), actor: REPORTER })).toMatchObject({ reason: 'renamed', current: 'title' })
      await press.publish('title', EDITOR)
      await pass(5)
      expect(kv.values.has('en:article:working-title')).toBe(false)
      expect(kv.values.get('en:article:title')?.metadata).not.toHaveProperty('first')
      expect(await press.publicState('working-title')).toBe('unknown')
    }))

  test('a draft: what somebody puts into KV under its old name, and cannot be read, takes that name from it for nobody', () =>
    newsroom(async ({ press, kv }) => {
      await press.file({ article: story('working-title'), actor: EDITOR })
      await press.rename('working-title', 'title', EDITOR)
      for (const value of [
        { v: 1, slug: 'working-title' },
        { v: 1, withdrawn: true, slug: 'working-title' },
      ]) {
        kv.byHand('en:article:working-title', value)
        await press.sweep(ADMIN)
        expect(await press.file({ article: story('working-title'), actor: EDITOR })).toMatchObject({ reason: 'renamed', current: 'title' })
      }
    }))

  test('scheduled: it comes out under its new name', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: story('soon', { publishedAt: '2026-11-24T13:00:00Z' }), actor: EDITOR, publish: 'now' })
      await press.rename('soon', 'now', EDITOR)
      await pass(3600)
      expect(kv.json('en:article:now')).toMatchObject({ slug: 'now' })
      expect(kv.values.has('en:article:soon')).toBe(false)
    }))
})

describe('a renaming is refused', () => {
  test('where the name is another’s, or was', () =>
    withStories(async ({ press }) => {
      await press.rename('old', 'new', EDITOR)
      expect(await press.rename('beside', 'new', EDITOR)).toMatchObject({ reason: 'slug-taken', by: 'new' })
      expect(await press.rename('beside', 'old', EDITOR)).toMatchObject({ reason: 'slug-taken', slug: 'old', by: 'new' })
      expect(await out(press, 'old')).toMatchObject({ reason: 'renamed', current: 'new' })
      for (const refused of [
        press.publish('old', EDITOR),
        press.read('old'),
        press.revisions('old'),
        press.restore('old', 1, EDITOR),
        press.rename('old', 'x', EDITOR),
      ])
        expect(await refused).toMatchObject({ ok: false, reason: 'renamed', slug: 'old', current: 'new' })
    }))

  test('where somebody filed since, or there is nothing', () =>
    withStories(async ({ press }) => {
      expect(await press.rename('old', 'new', EDITOR, { expect: 7 })).toMatchObject({ reason: 'stale-revision', got: 1 })
      expect(await press.rename('none', 'new', EDITOR)).toMatchObject({ reason: 'unknown-article' })
    }))

  test('and to the name it has is nothing; nor is one that comes twice under one key done twice', () =>
    withStories(async ({ press }) => {
      expect(await press.rename('old', 'old', EDITOR)).toMatchObject({ ok: true, changed: false })
      const idempotency = { key: 'k', bodyHash: 'h' }
      const first = await press.rename('old', 'new', EDITOR, { idempotency })
      expect(await press.rename('old', 'new', EDITOR, { idempotency })).toEqual(first)
    }))
})

describe('an agency’s item', () => {
  const item = (version: number, order?: 'kill') => ({ agency: { uri: 'urn:a', version }, ...(order && { order }) })
  test('goes to its story, whatever that is called now; so does an order to stop it', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('old'), actor: EDITOR, publish: 'now', ...item(1) })
      await press.rename('old', 'new', EDITOR)
      expect(await press.file({ article: story('old', { headline: 'Second' }), actor: EDITOR, ...item(2) })).toMatchObject({
        entry: { slug: 'new', revision: 2 },
      })
      expect(await press.file({ article: story('old'), actor: EDITOR, agency: { uri: 'urn:b', version: 1 }, proposed: { suffix: 'b' } })).toMatchObject({
        entry: { slug: 'old-b' },
      })
      expect(await press.stop({ actor: EDITOR, agency: { uri: 'urn:c' }, order: 'kill', slug: 'old' })).toMatchObject({ reason: 'unknown-item' })
      expect(await press.stop({ actor: EDITOR, agency: { uri: 'urn:a', version: 3 }, order: 'kill', slug: 'old' })).toMatchObject({
        entry: { slug: 'new', state: 'withdrawn' },
      })
    }))
})
