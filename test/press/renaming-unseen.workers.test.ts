import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, story } from './newsroom.ts'
import { out, redirect, withStories } from './renamed-stories.ts'

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
