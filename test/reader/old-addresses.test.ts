import { beforeEach, describe, expect, test } from 'vitest'
import { placeOfOld } from '../../src/copy/old-address.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, fakeEnv, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env

const redirect = (from: string, to: string | null) => {
  const { kind, name } = placeOfOld(from)
  const key = kind === 'old' ? `en:old/${name}` : `en:${kind}:${name}`
  const before = kv.values.get(key)
  kv.put(key, { v: 1, old: { ...(before && JSON.parse(before.text).old), [from]: to } }, { tag: 'h1', at: 1 })
}
const ask = (path: string, init: RequestInit = {}) => site.request(`https://news.example${path}`, init, env)
const leads = async (path: string) => {
  const { status, headers } = await ask(path)
  return [status, headers.get('location')]
}

beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv())
  kv.put('site', testSite)
  kv.put('en:article:phone-call', phoneCall)
})

describe('an old address', () => {
  test.each([
    ['/2019/05/harvest', '/world/phone-call'],
    ['/harvest', '/world/phone-call'],
    ['/news/harvest', 'https://shop.example/a'],
    ['/topic/crops', '/topic/mali'],
    ['/category/world', '/world'],
    ['/ärzte/heute', '/world/phone-call'],
    ['/wp-content/uploads/2019/a.jpg', '/pictures/0123456789abcdef'],
    ['/?p=123', '/world/phone-call'],
    ['/?tag=crops', '/topic/mali'],
    ['/?author=1', '/author/edith'],
    ['/?author_name=edith', '/author/edith'],
    ['/?feed=rss2', '/feed.xml'],
    ['/?m=201905', '/archive/2019/05'],
    ['/?page_id=7', '/world/phone-call'],
    ['/?attachment_id=9', '/world/phone-call'],
    ['/?name=harvest', '/world/phone-call'],
    ['/story.asp?id=7', '/world/phone-call'],
  ])('%s leads to %s, asking KV once', async (from, to) => {
    redirect(from, to)
    expect(await leads(encodeURI(from))).toEqual([301, to])
    expect(kv.reads).toBe(1)
    expect((await ask(encodeURI(from))).headers.get('X-Old-Address')).toBe('1')
  })

  test.each([
    '/2019/05/harvest/',
    '/2019/05/Harvest',
    '/2019//05/harvest',
    '/2019/05/harvest.html',
    '/2019/05/harvest/amp/',
    '/2019/05/harvest/feed/',
    '/2019/05/harvest/feed/atom/',
    '/2019/05/harvest/page/2/',
    '/2019/05/harvest/comment-page-12/',
    '/2019/05/harvest/trackback/',
    '/2019/05/h%61rvest?utm_source=x',
    '/2019/05/harvest.',
    '//2019/05/harvest',
  ])('may be spelled %s', async (spelling) => {
    redirect('/2019/05/harvest', '/world/phone-call')
    expect(await leads(spelling)).toEqual([301, '/world/phone-call'])
  })

  test.each([
    ['/wp-content/uploads/2019/05/pier-1024x683.jpg', '/wp-content/uploads/2019/05/pier.jpg'],
    ['/wp-content/uploads/2019/05/Pier-150x150.JPG', '/wp-content/uploads/2019/05/pier.jpg'],
    ['/blog/wp-content/uploads/sites/2/2019/05/صورة-300x210.png', '/blog/wp-content/uploads/sites/2/2019/05/صورة.png'],
    ['/wp-content/uploads/2019/05/pier-1536x960.jpg', '/wp-content/uploads/2019/05/pier-scaled.jpg'],
    ['/wp-content/uploads/2019/05/pier.jpg', '/wp-content/uploads/2019/05/pier-scaled.jpg'],
  ])('of a picture in another size, %s, leads to the picture, with one read', async (asked, original) => {
    redirect(original, '/pictures/0123456789abcdef')
    const before = kv.reads
    expect(await leads(encodeURI(asked))).toEqual([301, '/pictures/0123456789abcdef'])
    expect(kv.reads - before).toBe(1)
  })

  test('of a picture that has a row of its own leads there, whatever its name looks like; of none it is missing', async () => {
    redirect('/wp-content/uploads/pier.jpg', '/pictures/0123456789abcdef')
    redirect('/wp-content/uploads/pier-2x3.jpg', '/pictures/fedcba9876543210')
    redirect('/wp-content/uploads/pier-4x5.jpg', null)
    expect(await leads('/wp-content/uploads/pier-2x3.jpg')).toEqual([301, '/pictures/fedcba9876543210'])
    expect((await ask('/wp-content/uploads/pier-4x5.jpg')).status).toBe(410)
    expect((await ask('/wp-content/uploads/quay-300x200.jpg')).status).toBe(404)
    expect((await ask('/reports/pier-300x200.jpg')).status).toBe(404)
  })

  test('that numbers a picture as WordPress’s short links do leads to it, with one read', async () => {
    redirect('/?attachment_id=12', '/pictures/0123456789abcdef')
    const before = kv.reads
    expect(await leads('/?p=12')).toEqual([301, '/pictures/0123456789abcdef'])
    expect(kv.reads - before).toBe(1)
    expect((await ask('/?p=13')).status).toBe(404)
  })

  test('that another site embedded leads to the story', async () => {
    redirect('/2019/05/harvest', '/world/phone-call')
    expect(await leads('/2019/05/harvest/embed/')).toEqual([301, '/world/phone-call'])
    expect((await ask('/2019/05/nothing/embed/')).status).toBe(404)
  })

  test('that numbered a page leads on whatever else is in its query, and is no other page', async () => {
    redirect('/?p=123', '/world/phone-call')
    redirect('/?cat=3', '/world')
    expect(await leads('/?utm_source=x&p=123')).toEqual([301, '/world/phone-call'])
    expect(await leads('/index.php?p=123&preview=1')).toEqual([301, '/world/phone-call'])
    expect(await leads('/?cat=3')).toEqual([301, '/world'])
    expect((await ask('/?p=124')).status).toBe(404)
    expect((await ask('/?p=abc')).status).toBe(200)
  })

  test.each([
    ['/category/crops/feed/', '/topic/mali', '/topic/mali/feed.xml'],
    ['/category/crops/feed/atom', '/world', '/world/feed.xml'],
    ['/category/crops/feed', '/', '/feed.xml'],
    ['/2019/05/harvest/feed/', '/world/phone-call', '/world/phone-call'],
    ['/category/crops/feed/', '/archive', '/archive'],
    ['/category/crops/feed/', 'https://shop.example/a', 'https://shop.example/a'],
  ])('whose feed somebody subscribed to, %s, is a feed where its page is one: to %s', async (asked, to, feed) => {
    redirect(asked.replace(/\/feed.*/, ''), to)
    expect(await leads(asked)).toEqual([301, feed])
  })

  test('that is gone says so, with a page', async () => {
    redirect('/2019/05/harvest', null)
    const response = await ask('/2019/05/harvest')
    expect([response.status, response.headers.get('cache-control')]).toEqual([410, 'public, max-age=60'])
    expect(await response.text()).toContain('<h1')
  })

  test('that is gone isn’t called a withdrawn article: it may have been a category or a picture', async () => {
    redirect('/category/crops', null)
    const page = await (await ask('/category/crops')).text()
    expect(page).toContain('<h1>This page is no longer here</h1>')
    expect(page).not.toContain('withdrawn')
    expect(page).toContain('href="/latest"')
  })

  test('is purged by the key that it is kept under', async () => {
    redirect('/2019/05/harvest', '/world/phone-call')
    const { name } = placeOfOld('/2019/05/harvest')
    expect((await ask('/2019/05/harvest')).headers.get('cache-tag')?.split(',')).toEqual(expect.arrayContaining([`en:old/${name}`]))
    const missing = await ask(`/2019/05/nothing`)
    expect(missing.headers.get('cache-tag')).toContain(`en:old/${placeOfOld('/2019/05/nothing').name}`)
    expect(missing.headers.get('cache-tag')).not.toContain('latest')
  })

  test('never takes the place of a page', async () => {
    kv.put('en:old/00', { v: 1, old: { '/world/phone-call': '/elsewhere' } })
    expect((await ask('/world/phone-call')).status).toBe(200)
    expect((await ask('/world')).status).toBe(200)
    expect((await ask('/')).status).toBe(200)
  })

  test('of a story that is here, in another form, leads to it', async () => {
    expect(await leads('/world/phone-call.html')).toEqual([301, '/world/phone-call'])
    expect(await leads('/world/phone-call/amp')).toEqual([301, '/world/phone-call'])
  })

  test('is not lost where no section can be: a page called “about” is found from /about', async () => {
    kv.put('en:article:about', { ...phoneCall, slug: 'about' })
    expect(await leads('/about')).toEqual([301, '/world/about'])
    expect((await ask('/world/about')).status).toBe(200)
  })

  test('under which others are kept is still none of a story, a topic or an author', async () => {
    redirect('/news/harvest', '/world')
    redirect('/topic/crops', '/topic/mali')
    expect((await ask('/asia/harvest')).status).toBe(404)
    expect((await ask('/harvest')).status).toBe(404)
    expect((await ask('/asia/harvest.md')).status).toBe(404)
    expect((await ask('/fragments/also/harvest')).status).toBe(404)
    expect((await ask('/topic/crops/feed.xml')).status).toBe(404)
  })
})

describe('a page or a feed in WordPress’s form', () => {
  const listing = (name: string, more: object = {}) =>
    kv.put(`en:listing:${name}`, { v: 1, name, title: name, cards: [], total: 60, updatedAt: '2026-11-24T09:00:00Z', ...more })

  beforeEach(() => {
    for (const name of ['latest', 'section/world', 'topic/mali', 'author/edith']) listing(name)
    redirect('/category/world', '/world')
    redirect('/category/world/sahel', '/topic/mali')
    redirect('/tag/crops', '/topic/mali')
    redirect('/blog', '/')
    redirect('/harvest', '/world/phone-call')
    redirect('/tag/lost', null)
  })

  test.each([
    ['/page/2/', '/latest?page=2'],
    ['/world/page/2/', '/world?page=2'],
    ['/asia/page/2/', '/asia'],
    ['/category/world/page/2/', '/world?page=2'],
    ['/category/world/sahel/page/3', '/topic/mali?page=3'],
    ['/tag/crops/page/3/', '/topic/mali?page=3'],
    ['/author/edith/page/2/', '/author/edith?page=2'],
    ['/topic/mali/page/2/', '/topic/mali?page=2'],
    ['/latest/page/2', '/latest?page=2'],
    ['/blog/page/2/', '/latest?page=2'],
    ['/index.php/page/2/', '/latest?page=2'],
    ['/World/Page/2/', '/world?page=2'],
    ['/phone-call/page/2/', '/world/phone-call'],
    ['/harvest/page/2/', '/world/phone-call'],
    ['/world/phone-call/page/2/', '/world/phone-call'],
  ])('%s leads to the page of what the list is now, %s', async (asked, to) => {
    expect(await leads(asked)).toEqual([301, to])
  })

  test.each([
    ['/world/page/1/', '/world'],
    ['/world/page/400/', '/world'],
    ['/page/400/', '/'],
    ['/tag/crops/page/400/', '/topic/mali'],
  ])('%s, which the list is too short for, leads to the list', async (asked, to) => expect(await leads(asked)).toEqual([301, to]))

  test.each([
    ['/world/feed/', '/world/feed.xml'],
    ['/world/feed/atom/', '/world/feed.xml'],
    ['/asia/feed/rss2/', '/asia/feed.xml'],
    ['/tag/crops/feed/', '/topic/mali/feed.xml'],
    ['/topic/mali/feed/atom', '/topic/mali/feed.xml'],
    ['/author/edith/feed/', '/author/edith/feed.xml'],
    ['/comments/feed/', '/feed.xml'],
    ['/comments/feed/atom/', '/feed.xml'],
    ['/feed/atom/', '/feed.xml'],
    ['/feed/', '/feed.xml'],
    ['/?feed=rss2', '/feed.xml'],
    ['/blog/feed/', '/feed.xml'],
    ['/phone-call/feed/', '/world/phone-call'],
    ['/harvest/feed/', '/world/phone-call'],
    ['/world/phone-call/feed/', '/world/phone-call'],
  ])('%s leads to the feed of what it is now, or to the story: %s', async (asked, to) => expect(await leads(asked)).toEqual([301, to]))

  test('of a topic that became one with another leads to that one’s', async () => {
    listing('topic/crops', { to: '/topic/mali' })
    expect(await leads('/topic/crops/page/2/')).toEqual([301, '/topic/mali?page=2'])
    expect(await leads('/topic/crops/feed/atom/')).toEqual([301, '/topic/mali/feed.xml'])
  })

  test('of what is gone says so', async () => {
    kv.put('en:article:gone', { v: 1, withdrawn: true, slug: 'gone', section: 'world', at: '2026-11-24T09:00:00Z' })
    for (const path of ['/tag/lost/page/2/', '/tag/lost/feed/', '/gone/feed/', '/world/gone/feed/']) expect((await ask(path)).status, path).toBe(410)
  })

  test('leads where an editor sent it, if there is a redirect of its own', async () => {
    redirect('/world/page/2', '/archive/2019/05')
    redirect('/comments/feed', '/topic/mali')
    expect(await leads('/world/page/2/')).toEqual([301, '/archive/2019/05'])
    expect(await leads('/comments/feed/')).toEqual([301, '/topic/mali/feed.xml'])
  })

  test.each([
    ['/made-up/page/2/', 1],
    ['/topic/made-up/page/2/', 1],
    ['/category/made-up/page/2/', 1],
    ['/a/b/c/page/2/', 1],
    // Whether a story is called “feed” is asked first.
    ['/made-up/feed/', 2],
    ['/made-up/feed/atom/', 1],
  ])('of what never was here is missing: %s, at the cost of %i of KV’s reads', async (asked, reads) => {
    expect((await ask(asked)).status).toBe(404)
    expect(kv.reads).toBe(reads)
  })
})

test('where a renamed story, one that moved, and a merged topic were is counted as an old address; where they are is not', async () => {
  kv.put('en:article:call', { v: 1, withdrawn: true, slug: 'call', section: 'world', at: '2026-11-24T09:00:00Z', to: '/world/phone-call' })
  kv.put('en:listing:topic/crops', { v: 1, name: 'topic/crops', title: 'mali', cards: [], total: 0, updatedAt: '2026-11-24T09:00:00Z', to: '/topic/mali' })
  for (const path of ['/world/call', '/asia/phone-call', '/topic/crops']) {
    const { status, headers } = await ask(path)
    expect([status, headers.get('X-Old-Address')], path).toEqual([301, '1'])
  }
  for (const path of ['/world/phone-call', '/world', '/World/phone-call']) expect((await ask(path)).headers.get('X-Old-Address'), path).toBe(null)
})

test('a section that got another slug leads on from its page, its second page, its feeds and the fragment that continues it', async () => {
  kv.put('en:listing:section/globe', { v: 1, name: 'section/globe', title: 'world', cards: [], total: 0, updatedAt: '2026-11-24T09:00:00Z', to: '/world' })
  for (const [from, to] of [
    ['/globe', '/world'],
    ['/globe?page=2', '/world?page=2'],
    ['/globe/feed.xml', '/world/feed.xml'],
    ['/globe/feed.json', '/world/feed.json'],
    ['/globe/feed', '/world/feed.xml'],
    ['/globe/phone-call', '/world/phone-call'],
    ['/globe/phone-call.md', '/world/phone-call.md'],
    ['/fragments/listing/section/globe?page=2', '/fragments/listing/section/world?page=2'],
  ] as const)
    expect(await leads(from), from).toEqual([301, to])
})

test.each(['/index.php', '/index.html', '/index.php?utm_source=x'])('%s is the front', async (path) => expect((await leads(path))[1]).toMatch(/^\/(?:\?|$)/))

test.each(['/?p=7', '/?page_id=7&utm_source=letter', '/?attachment_id=9', '/index.php?post_type=recipe&p=8'])(
  '%s is the number of a page that is lost, and not the front',
  async (path) => {
    const response = await ask(path)
    expect([response.status, (await response.text()).includes('<title>')]).toEqual([404, true])
    expect(kv.reads).toBe(1)
  },
)

test.each(['/?utm_source=letter&utm_medium=mail', '/?fbclid=abc', '/?p=abc', '/?m=1', '/?tag=spring-campaign', '/?ref=home', '/?s=mali'])(
  '%s is the front, whoever linked to it',
  async (path) => {
    kv.put('en:listing:front', { v: 1, name: 'front', cards: [], latest: [], rows: [], updatedAt: '2026-11-24T09:00:00Z' })
    expect((await ask(path)).status).toBe(200)
  },
)

describe('what reading costs', () => {
  test.each([
    '/2019/05/harvest',
    '/harvest',
    '/asia/harvest',
    '/topic/crops',
    '/author/nobody',
    '/a/b/c/d',
    '/asia/harvest.html',
    '/a%20b',
    '/x.php?id=1',
    '/archive/2019/old',
    '/about',
  ])('an unknown address such as %s costs one KV read, and no more', async (path) => {
    expect((await ask(path)).status).toBe(404)
    expect(kv.reads).toBe(1)
  })

  test('a crawl through unknown addresses costs a read for each part of the table, however many it asks for', async () => {
    for (let at = 0; at < 2000; at++) await ask(`/2019/05/made-up-${at}/x`)
    expect(kv.reads).toBeLessThanOrEqual(257)
  })

  test('a page costs what it cost, with a query too', async () => {
    for (const path of ['/world/phone-call', '/', '/?utm_source=x', '/?fbclid=5', '/?tag=x', '/world']) {
      forget()
      kv.reads = 0
      expect((await ask(path)).status).toBe(200)
      expect(kv.reads, path).toBe(1)
    }
  })

  test('an article’s value is asked for with no other', async () => {
    const keys: string[] = []
    const original = kv.getWithMetadata.bind(kv)
    kv.getWithMetadata = async (asked: string | string[]) => {
      keys.push(...[asked].flat())
      return original(asked)
    }
    await ask('/world/phone-call')
    expect(keys.sort()).toEqual(['en:article:phone-call', 'site'])
  })
})
