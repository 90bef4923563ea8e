import { describe, expect, test } from 'vitest'
import { placeOfOld } from '../../src/copy/old-address.ts'
import { targetsFirst } from '../../src/copy/targets-first.ts'
import { MAX_IMPORTED_AT_ONCE, type NewRedirect } from '../../src/press/redirect-calls.ts'
import { rowsOf } from './counted-rows.ts'
import { ADMIN, EDITOR, REPORTER, type Room, story } from './newsroom.ts'
import { out, withStories } from './renamed-stories.ts'

const keyOf = (address: string) => {
  const { kind, name } = placeOfOld(address)
  return kind === 'old' ? `en:old/${name}` : `en:${kind}:${name}`
}
/** Where the edition sends a reader. */
const leads = ({ kv }: Room, address: string) => kv.json(keyOf(address))?.old?.[address]
const save = ({ press }: Room, from: string, to: string | null) => press.saveRedirect({ from, to }, EDITOR)

async function importAll(press: Room['press'], rows: NewRedirect[]) {
  const saved: Awaited<ReturnType<Room['press']['importRedirects']>> = []
  for (let at = 0; at < rows.length; at += MAX_IMPORTED_AT_ONCE) saved.push(...(await press.importRedirects(rows.slice(at, at + MAX_IMPORTED_AT_ONCE), EDITOR)))
  return saved
}

describe('a redirect', () => {
  test('leads from any address to a story, a section, a topic or another site, or says that it is gone', () =>
    withStories(async (room) => {
      for (const [from, to] of [
        ['/2019/05/Harvest.html', '/world/old'],
        ['/?p=123', 'https://news.example/world/old'],
        ['/category/world', '/world'],
        ['/tag/mali', '/topic/mali'],
        ['/shop', 'https://shop.example/a?b=c'],
        ['/2019/gone', null],
      ] as const)
        expect(await save(room, from, to), from).toMatchObject({ ok: true, result: 'added' })
      await room.settle()
      expect(leads(room, '/2019/05/harvest')).toBe('/world/old')
      expect(leads(room, '/?p=123')).toBe('/world/old')
      expect(leads(room, '/category/world')).toBe('/world')
      expect(leads(room, '/tag/mali')).toBe('/topic/mali')
      expect(leads(room, '/shop')).toBe('https://shop.example/a?b=c')
      expect(leads(room, '/2019/gone')).toBe(null)
      expect(await room.press.removeRedirect('/shop/', EDITOR)).toBe(true)
      await room.settle()
      expect(leads(room, '/shop')).toBeUndefined()
      expect(room.kv.values.has('en:article:shop')).toBe(false)
      expect(room.kv.tooFast).toEqual([])
    }))

  test('follows its story to another slug and section, and its topic when that is merged', () =>
    withStories(async (room) => {
      const { press, settle, pass } = room
      await save(room, '/2019/05/harvest', '/world/old')
      await save(room, '/tag/mali', '/topic/mali')
      await press.file({ article: story('beside', { topics: [{ slug: 'sahel', name: 'Sahel' }] }), actor: EDITOR, publish: 'now' })
      await settle()
      await press.rename('old', 'new', EDITOR)
      await press.mergeName('topic', 'mali', 'sahel', EDITOR)
      await settle()
      expect(leads(room, '/2019/05/harvest')).toBe('/world/new')
      expect(leads(room, '/tag/mali')).toBe('/topic/sahel')
      await press.file({ article: story('new', { section: 'asia' }), actor: EDITOR, publish: 'now' })
      await settle()
      await pass(5)
      expect(leads(room, '/2019/05/harvest')).toBe('/asia/new')
      expect((await press.redirects({ q: 'harvest' })).items).toMatchObject([{ from: '/2019/05/harvest', to: '/asia/new', slug: 'new', status: 301 }])
    }))

  test('to a story that isn’t out waits for it', () =>
    withStories(async (room) => {
      const { press, settle } = room
      await press.file({ article: story('later'), actor: EDITOR })
      expect(await save(room, '/2019/05/later', '/world/later')).toMatchObject({ ok: true, note: expect.stringMatching(/isn’t published yet/) })
      await settle()
      expect(leads(room, '/2019/05/later')).toBeUndefined()
      expect((await press.redirects({})).items).toMatchObject([{ waits: true }])
      await press.publish('later', EDITOR)
      await settle()
      expect(leads(room, '/2019/05/later')).toBe('/world/later')
    }))

  test('never leads to another: chains of fifty are one step, in whatever order they were made', () =>
    withStories(async (room) => {
      const order = Array.from({ length: 50 }, (_, at) => (at * 7) % 50)
      for (const at of order) expect((await save(room, `/chain/${at}/x`, at === 49 ? '/world/old' : `/chain/${at + 1}/x`)).ok).toBe(true)
      await room.settle()
      for (const at of order) expect(leads(room, `/chain/${at}/x`)).toBe('/world/old')
    }))

  test('that would lead in a circle is refused, with a sentence that names the circle', () =>
    withStories(async (room) => {
      expect(await save(room, '/a/a/a', '/A/a/a/')).toMatchObject({ ok: false, field: 'to', message: '/a/a/a would lead to itself.' })
      await save(room, '/a/a/a', '/b/b/b')
      await save(room, '/b/b/b', '/c/c/c')
      expect(await save(room, '/c/c/c', '/a/a/a')).toMatchObject({ ok: false, message: expect.stringContaining('/c/c/c → /a/a/a → /b/b/b → /c/c/c') })
    }))

  test('follows what it was pointed at to wherever that is pointed next, however long the chain and in whatever order', () =>
    withStories(async (room) => {
      await save(room, '/a/a/a', '/b/b/b')
      await save(room, '/b/b/b', '/c/c/c')
      await save(room, '/c/c/c', '/world/old')
      await save(room, '/b/b/b', '/world/beside')
      await room.settle()
      expect(['/a/a/a', '/b/b/b', '/c/c/c'].map((address) => leads(room, address))).toEqual(['/world/beside', '/world/beside', '/world/old'])
      expect(await save(room, '/b/b/b', '/a/a/a')).toMatchObject({ ok: false, message: expect.stringContaining('/b/b/b → /a/a/a → /b/b/b') })
      await room.press.removeRedirect('/b/b/b', EDITOR)
      await room.settle()
      expect(leads(room, '/a/a/a')).toBe('/world/beside')
      expect(await save(room, '/b/b/b', '/a/a/a')).toMatchObject({ ok: true })
    }))

  test('is in no circle, whatever a thousand random changes do', () =>
    withStories(async (room) => {
      let seed = 7
      const random = (below: number) => {
        seed = (seed * 1103515245 + 12345) % 2147483648
        return seed % below
      }
      const address = () => `/r/${random(12)}/x`
      for (let n = 0; n < 1000; n++) {
        if (random(5) === 0) await room.press.removeRedirect(address(), EDITOR)
        else await save(room, address(), random(4) === 0 ? '/world/old' : address())
      }
      const all = new Map((await room.press.redirects({ limit: 500 })).items.map(({ from, to }) => [from, to]))
      expect([...all].filter(([, to]) => to !== null && all.has(to))).toEqual([])
    }))

  test.each([
    ['/', /own pages/],
    ['/api/articles', /own pages/],
    ['/desk', /own pages/],
    ['/static/x.js', /own pages/],
    ['/world', /the section “world”/],
    ['/world/old', /the story “old”/],
    ['/old', /the story “old”/],
    ['/topic/mali', /the page of the topic “mali”/],
    ['/%ff', /must be a path/],
    ['harvest', /must be a path/],
  ])('from %s is refused', (from, message) =>
    withStories(async (room) => {
      expect(await save(room, from, '/world/beside')).toMatchObject({ ok: false, field: 'from', message: expect.stringMatching(message) })
    }),
  )

  test.each(['javascript:alert(1)', '//evil.example/x', '/\\evil.example', 'data:text/html,x', '', 'ftp://x.example'])('to %s is refused', (to) =>
    withStories(async (room) => {
      expect(await save(room, '/2019/x', to)).toMatchObject({ ok: false, field: 'to' })
      expect((await room.press.redirects({})).total).toBe(0)
    }),
  )

  test('gives way to a story that is published at its address, and is told to be in its shadow', () =>
    withStories(async (room) => {
      const { press, kv, settle } = room
      await save(room, '/news/harvest', '/world/old')
      await settle()
      await press.file({ article: story('harvest'), actor: EDITOR })
      await settle()
      expect(leads(room, '/news/harvest')).toBe('/world/old')
      await press.publish('harvest', EDITOR)
      await settle()
      expect(kv.json('en:article:harvest')).toMatchObject({ slug: 'harvest', headline: 'Story harvest' })
      expect((await press.redirects({})).items).toMatchObject([{ from: '/news/harvest', shadowed: true }])
    }))

  test('that somebody else has changed meanwhile isn’t overwritten', () =>
    withStories(async ({ press }) => {
      expect(await press.saveRedirect({ from: '/x/y/z', to: '/world' }, EDITOR, 'none')).toMatchObject({ ok: true })
      expect(await press.saveRedirect({ from: '/x/y/z', to: '/asia' }, EDITOR, 'none')).toMatchObject({ ok: false, reason: 'already-there' })
      expect(await press.saveRedirect({ from: '/x/y/z', to: '/asia' }, EDITOR, ['other'])).toMatchObject({ ok: false, reason: 'stale-value' })
      expect(await press.removeRedirect('/x/y/z', EDITOR, ['other'])).toMatchObject({ ok: false, reason: 'stale-value' })
      expect(await press.saveRedirect({ from: '/x/y/z', to: '/world' }, EDITOR)).toMatchObject({ ok: true, result: 'same' })
    }))

  test('is made by editors', () =>
    withStories(async ({ press }) => {
      await expect(press.saveRedirect({ from: '/x/y/z', to: '/world' }, REPORTER)).rejects.toThrow()
      await expect(press.importRedirects([], REPORTER)).rejects.toThrow()
    }))

  test('is there again after everything was printed anew, and KV was empty', () =>
    withStories(async (room) => {
      const { press, kv, settle } = room
      await save(room, '/2019/05/harvest', '/world/old')
      await save(room, '/harvest', '/world/old')
      await save(room, '/topic/crops', '/topic/mali')
      await settle()
      const before = ['/2019/05/harvest', '/harvest', '/topic/crops'].map((address) => kv.json(keyOf(address)))
      kv.values.clear()
      await press.reprint(ADMIN)
      for (let n = 0; n < 40; n++) await press.alarm()
      await settle()
      expect(['/2019/05/harvest', '/harvest', '/topic/crops'].map((address) => kv.json(keyOf(address)))).toEqual(before)
      expect(leads(room, '/topic/crops')).toBe('/topic/mali')
      await press.sweep(ADMIN)
      expect((await press.audit(undefined, 1)).items[0]?.what).not.toBe('malformed')
    }))

  test('to a story that is withdrawn leads to its page, which says so, and follows it when it is back under another name', () =>
    withStories(async (room) => {
      const { press, kv, settle, pass } = room
      await save(room, '/2019/05/harvest', '/world/old')
      await press.withdraw('old', EDITOR)
      await settle()
      expect(leads(room, '/2019/05/harvest')).toBe('/world/old')
      expect(kv.json('en:article:old')).toMatchObject({ withdrawn: true })
      await press.rename('old', 'again', EDITOR)
      await press.publish('again', EDITOR)
      await settle()
      await pass(5)
      expect(leads(room, '/2019/05/harvest')).toBe('/world/again')
    }))

  test('to a story whose text was erased leads to its page, which says that it is gone, and to the story once it is published again', () =>
    withStories(async (room) => {
      const { press, kv, settle, pass } = room
      await save(room, '/2019/05/harvest', '/world/old')
      await press.withdraw('old', EDITOR)
      const { revisions } = (await press.revisions('old')) as { revisions: { revision: number }[] }
      for (const { revision } of revisions) await press.eraseRevision('old', revision, 'A court ordered it.', ADMIN)
      await settle()
      expect(leads(room, '/2019/05/harvest')).toBe('/world/old')
      expect(kv.json('en:article:old')).toMatchObject({ withdrawn: true })
      expect(JSON.stringify([...kv.values.values()])).not.toContain('Story old')
      expect((await press.redirects({})).items).toMatchObject([{ from: '/2019/05/harvest', to: '/world/old', status: 301, slug: 'old' }])
      await press.file({ article: story('old', { headline: 'What may be said' }), actor: EDITOR, publish: 'now' })
      await settle()
      await pass(5)
      expect(leads(room, '/2019/05/harvest')).toBe('/world/old')
      expect(kv.json('en:article:old')).toMatchObject({ headline: 'What may be said' })
    }))

  test('leads on from neither an address of two hosts nor one with a line in it, nor to one', () =>
    withStories(async (room) => {
      for (const from of ['/a\r\nLocation: /x', '/a%0d%0ab', '/a\u0000b'])
        expect(await save(room, from, '/world'), from).toMatchObject({ ok: false, field: 'from' })
      for (const to of ['/\r\nSet-Cookie: a=b', '/%0d%0aSet-Cookie', '//evil.example', '/\\evil.example', '/\t/evil.example', 'https:evil.example'])
        expect((await save(room, '/2019/x/y', to)).ok && (await room.press.redirect('/2019/x/y'))?.to?.startsWith('//'), to).not.toBe(true)
    }))

  test('at the address of a draft, to that very draft, leaves the press in peace', () =>
    withStories(async (room) => {
      const { press, settle } = room
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR })
      await save(room, '/news/one', '/world/one')
      await save(room, '/news/two', '/world/one')
      await settle()
      await press.publish('one', EDITOR)
      await settle()
      expect(leads(room, '/news/two')).toBe('/world/one')
    }))

  test('to a draft that is deleted leads to where it would have been', () =>
    withStories(async (room) => {
      const { press } = room
      await press.file({ article: story('later'), actor: EDITOR })
      await save(room, '/2019/05/later', '/world/later')
      await press.deleteArticle('later', EDITOR)
      expect((await press.redirects({})).items).toMatchObject([{ to: '/world/later', status: 301 }])
      await out(press, 'later')
      await room.settle()
      expect(leads(room, '/2019/05/later')).toBe('/world/later')
    }))
})

test('what leads nowhere is told from what leads on and from pages', () =>
  withStories(async (room) => {
    await save(room, '/2019/05/harvest', '/world/old')
    expect(await room.press.leadingNowhere(['/2019/05/harvest', '/world/old', '/old', '/world', '/topic/mali', '/2019/lost', '/lost'])).toEqual([
      '/2019/lost',
      '/lost',
    ])
  }))

describe('many redirects', () => {
  test('are imported each for itself, and the same again changes nothing', () =>
    withStories(async ({ press, settle, kv }) => {
      const rows = [
        { from: '/1/a/b', to: '/world/old' },
        { from: '/desk', to: '/world/old' },
        { from: '/1/a/B/', to: '/world/beside' },
        { from: '/2/a/b', to: null },
      ]
      expect((await press.importRedirects(rows, EDITOR)).map((it) => (it.ok ? it.result : it.reason))).toEqual(['added', 'bad-redirect', 'changed', 'added'])
      await settle()
      kv.writes = []
      expect((await press.importRedirects(rows.slice(2), EDITOR)).map((it) => it.ok && it.result)).toEqual(['same', 'same'])
      await settle()
      expect(kv.writes).toEqual([])
    }))

  test('that lead from one to the next, told from the beginning of the chain, are each written once', () =>
    withStories(async ({ press, sql }) => {
      const written = async (name: string, size: number) => {
        const rows = Array.from({ length: size }, (_, at) => ({ from: `/${name}/${at}/x`, to: at === size - 1 ? '/world/old' : `/${name}/${at + 1}/x` }))
        const counted = await rowsOf(sql, () => importAll(press, targetsFirst(rows)))
        expect((await press.redirects({ q: `/${name}/0/x` })).items).toMatchObject([{ to: '/world/old' }])
        return counted.written
      }
      expect((await written('long', 800)) / (await written('short', 200))).toBeLessThan(5)
    }))

  test('come in whole where an import is killed halfway and two more run at once', () =>
    withStories(async (room) => {
      const { press, settle } = room
      const rows = Array.from({ length: 700 }, (_, at) => ({ from: `/chain/${at}/x`, to: at === 699 ? '/world/old' : `/chain/${at + 1}/x` }))
      await press.importRedirects(rows.slice(0, 250), EDITOR)
      const both = await Promise.all([importAll(press, targetsFirst(rows)), importAll(press, rows)])
      expect(both.flat().filter(({ ok }) => !ok)).toEqual([])
      await settle()
      expect(rows.map(({ from }) => leads(room, from)).filter((to) => to !== '/world/old')).toEqual([])
      expect((await press.redirects({ limit: 1 })).total).toBe(700)
    }))

  test('are counted anew when there is another and when one is gone, and only then', () =>
    withStories(async ({ press, sql }) => {
      await importAll(
        press,
        Array.from({ length: 500 }, (_, at) => ({ from: `/list/${at}/x`, to: '/world' })),
      )
      const total = async () => (await press.redirects({ limit: 1 })).total
      expect(await total()).toBe(500)
      expect((await rowsOf(sql, total)).read).toBeLessThan(50)
      await press.saveRedirect({ from: '/one/more/x', to: '/world' }, EDITOR)
      expect(await total()).toBe(501)
      await press.removeRedirect('/list/7/x', EDITOR)
      expect(await total()).toBe(500)
      await press.rename('old', 'new', EDITOR)
      expect(await total()).toBe(501)
      await press.rename('new', 'old', EDITOR)
      expect((await press.redirects({})).total).toBe(sql.exec('SELECT count(*) AS n FROM old_addresses').one().n)
    }))

  test('are listed page by page', () =>
    withStories(async ({ press }) => {
      await press.importRedirects(
        Array.from({ length: 25 }, (_, at) => ({ from: `/list/${String(at).padStart(2, '0')}/x`, to: '/world' })),
        EDITOR,
      )
      const first = await press.redirects({ limit: 10 })
      const second = await press.redirects({ limit: 20, ...(first.nextCursor && { cursor: first.nextCursor }) })
      expect([first.total, first.items.length, second.items.length, second.nextCursor]).toEqual([25, 10, 15, undefined])
      expect(new Set([...first.items, ...second.items].map(({ from }) => from)).size).toBe(25)
      expect((await press.redirects({ q: '/LIST/07' })).items).toMatchObject([{ from: '/list/07/x' }])
    }))
})
