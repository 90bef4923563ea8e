import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSite } from '../../src/copy/shapes/site.ts'
import { normalizeAddress, routingPath } from '../../src/edge/address.ts'
import { frontCacheProps } from '../../src/edge/front-cache.ts'
import { findIntendedPath } from '../../src/edge/stray-address.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, editionWithCall, type FakeKv, listingOf } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, init: RequestInit = {}) => site.request(path, init, env)

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
  kv.put('en:listing:latest', listingOf('latest', cardsOf(3)))
  kv.put('en:listing:section/world', listingOf('section/world', cardsOf(3)))
  kv.put('en:listing:topic/mali', listingOf('topic/mali', cardsOf(3)))
  kv.put('en:listing:author/edith-coyle', listingOf('author/edith-coyle', cardsOf(3)))
  kv.put('en:listing:topic/mali-crisis', { ...listingOf('topic/mali-crisis', []), to: '/topic/mali' })
})

describe('one page has one address', () => {
  test.each([
    ['/World/phone-call', '/world/phone-call'],
    ['/WORLD/Phone-Call?a=B', '/world/phone-call?a=B'],
    ['/Asia', '/asia'],
    ['/World', '/world'],
    ['/WORLD/', '/world'],
    ['/world.', '/world'],
    ['/world,', '/world'],
    ['/world)', '/world'],
    ['/world%5D.', '/world'],
    ['/Newsletters,', '/newsletters'],
    ['/World/phone-call/', '/world/phone-call'],
    ['/world/phone-call.', '/world/phone-call'],
    ['/world/phone-call,', '/world/phone-call'],
    ['/world/phone-call)', '/world/phone-call'],
    ['/world/phone-call).', '/world/phone-call'],
    ['/world/phone-call%22', '/world/phone-call'],
    ['/world/phone-call%E2%80%9D', '/world/phone-call'],
    ['/world/phone-call%20', '/world/phone-call'],
    ['/world/phone-call%E2%80%A6)', '/world/phone-call'],
    ['/world/phone-call;', '/world/phone-call'],
    [`/world/phone-call${encodeURIComponent('。')}`, '/world/phone-call'],
    [`/World/phone-call${encodeURIComponent('）、')}`, '/world/phone-call'],
    [`/world/phone-call${encodeURIComponent('」。')}`, '/world/phone-call'],
    [`/world${encodeURIComponent('،')}`, '/world'],
    [`/world/phone-call${encodeURIComponent('؟\u200F')}`, '/world/phone-call'],
    [`/world/phone-call${encodeURIComponent('।')}`, '/world/phone-call'],
    ['/world//phone-call', '/world/phone-call'],
    ['/world/phone-call.md.', '/world/phone-call.md'],
    ['/Feed.XML', '/feed.xml'],
    ['/)', '/'],
    ['//world/', '/world'],
    ['/phone-call', '/world/phone-call'],
    ['/feed', '/feed.xml'],
    ['/rss', '/feed.xml'],
    ['/world/feed', '/world/feed.xml'],
    ['/world/rss', '/world/feed.xml'],
    ['/topic/mali/feed', '/topic/mali/feed.xml'],
    ['/author/edith-coyle/rss', '/author/edith-coyle/feed.xml'],
    ['/latest/feed', '/feed.xml'],
    ['/latest/feed.xml', '/feed.xml'],
    ['/latest/feed.json', '/feed.json'],
    ['/wrong/phone-call', '/world/phone-call'],
    ['/wrong/phone-call.md', '/world/phone-call.md'],
    ['/phone-call.md', '/world/phone-call.md'],
    ['/Phone-Call.MD.', '/world/phone-call.md'],
    ['/World/Feed', '/world/feed.xml'],
    ['/world/RSS/', '/world/feed.xml'],
    ['/Topic/Mali/Feed).', '/topic/mali/feed.xml'],
    ['/topic/mali-crisis/feed', '/topic/mali/feed.xml'],
    ['/Topic/Mali-Crisis.', '/topic/mali'],
    ['/topic/mali-crisis?page=1', '/topic/mali'],
    ['/World?page=1', '/world'],
    ['/Latest/Feed.', '/feed.xml'],
    ['/Phone-Call)', '/world/phone-call'],
    ['/Wrong/Phone-Call.', '/world/phone-call'],
    ['/Wrong//Phone-Call.MD,', '/world/phone-call.md'],
    ['/w%6Frld/Phone%2Dcall%22', '/world/phone-call'],
  ])('%s leads to %s, for a minute at a time', async (path, to) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await get(path, { method })
      expect(response.status).toBe(301)
      expect(response.headers.get('location')).toBe(to)
      expect(response.headers.get('cache-control')).toBe('public, max-age=60')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test.each([
    '/topic/nope/feed',
    '/topic/nope/rss',
    '/author/nope/feed',
    '/nope/feed',
    '/nope/rss',
    '/Nope/Feed.',
    '/archive/feed',
    '/Sport',
    '/nope.',
    '/World/Nope-At-All.',
    '/world/nope%22)',
    '/nope?page=1',
    '/topic/nope?page=',
    '/Topic/Nope?page=1',
    '/archive/2026/13/45?page=1',
    '/newsletters/nope?page=1',
    '//elsewhere.example/',
  ])('%s leads nowhere: it says so at once', async (path) => {
    const response = await get(path)
    expect([response.status, response.headers.get('location')]).toEqual([404, null])
    expect(await response.text()).toContain('<title>')
  })

  test('a withdrawn article is gone under every address that people have for it', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T10:00:00Z' })
    for (const path of ['/world/phone-call', '/World/Phone-Call.', '/phone-call', '/Phone-Call)', '/wrong/phone-call']) {
      const response = await get(path)
      expect([response.status, response.headers.get('location')], path).toEqual([410, null])
    }
  })

  test('what has changed in an article is found without its section, too, where readers are shown it', async () => {
    expect((await get('/phone-call/changes')).status).toBe(404)
    kv.put('site', { ...defaultSite('https://news.example'), showChanges: true })
    forget()
    expect((await get('/phone-call/changes')).headers.get('location')).toBe('/world/phone-call/changes')
    expect((await get('/nope/changes')).status).toBe(404)
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T10:00:00Z' })
    forget()
    expect((await get('/phone-call/changes')).status).toBe(410)
    expect((await get('/phone-call.md')).status).toBe(410)
  })

  test('an address that is put right is forgotten with the page it leads to', async () => {
    expect((await get('/World/Phone-Call.')).headers.get('cache-tag')?.split(',')).toContain('en:article:phone-call')
    expect((await get('/World/Feed')).headers.get('cache-tag')?.split(',')).toContain('site')
  })

  test('finding out where an address leads costs one read', async () => {
    for (const path of ['/World/Phone-Call.', '/topic/mali/feed', '/topic/mali-crisis/feed', '/world/feed', '/nope/phone-call', '/World?page=1']) {
      forget()
      kv.reads = 0
      expect((await get(path)).status).toBe(301)
      expect(kv.reads, path).toBe(1)
    }
  })

  test('an article that moved leads to where it is until it moves back: the front cache forgets the redirect with it', async () => {
    for (const path of ['/wrong/phone-call', '/wrong/phone-call.md', '/phone-call'])
      expect((await get(path)).headers.get('cache-tag')?.split(',')).toContain('en:article:phone-call')
    expect((await get('/phone-call')).headers.get('cache-tag')?.split(',')).toContain('en:listing:section/phone-call')
  })

  test('a slug without its section is looked for in the read that looks for the section', async () => {
    await get('/phone-call')
    expect(kv.reads).toBe(1)
  })

  test('no address leads in a circle, nor to another host', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aB/-.,)%2f:\\'), maxLength: 40 }), (text) => {
        const to = findIntendedPath(`/${text}`)
        expect(to ?? '/').toMatch(/^\/(?!\/)/)
        if (to !== undefined) expect(findIntendedPath(to) ?? to).toBe(to)
      }),
    )
  })

  test('what only programs ask for is left as it was written', async () => {
    for (const path of ['/pictures/ABC', '/fragments/also/UPPER', '/nowhere.php', '/world/été']) {
      expect((await get(path)).status, path).not.toBe(301)
    }
  })
})

describe('an escape that is none is undone once, before the cache and before the routes', () => {
  const spelled = (path: string) => routingPath({ url: `https://news.example${path}` })
  test.each([
    ['/%61pi/articles', '/api/articles'],
    ['/%41%2d%7E', '/A-~'],
    ['/world/%70hone-call?a=%61', '/world/phone-call'],
    ['/%2561pi', '/%2561pi'],
    ['/a%2fb', '/a%2Fb'],
    ['/%e4%b8%ad', '/%E4%B8%AD'],
    ['/%2e%2e/api', '/api'],
    ['/a%00b', '/-'],
    ['/%ff', '/-'],
    ['/%c0%ae', '/-'],
    ['/%', '/-'],
    ['/%zz', '/-'],
    ['/a%0d%0aSet-Cookie:x', '/-'],
    ['/api/%00', '/api/-'],
    [`/${'a'.repeat(3000)}`, '/-'],
  ])('%s is %s', (path, plain) => expect(spelled(path)).toBe(plain))

  test('the editors’ part is never cached, however it is spelled', async () => {
    for (const path of ['/%61pi/articles', '/ap%69/subscribers.csv', '/%6eewsletters'])
      expect(await frontCacheProps(normalizeAddress(new Request(`https://news.example${path}`)), env)).toBeUndefined()
  })

  test.each(['/world/%00', '/%ff', '/world/%c0%ae%c0%ae', '/%', '/world/phone-call%0a', '/%2561pi/articles', '/..%2fapi'])('%s is 404', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  test('the page behind it is the same page', async () => {
    const [plain, escaped] = [await get('/world/phone-call'), await get('/%77orld/phone%2Dcall')]
    expect(escaped.status).toBe(200)
    expect(escaped.headers.get('etag')).toBe(plain.headers.get('etag'))
  })

  test('a longer address than any of ours is said to be one', async () => {
    for (const path of [`/search?q=${'a'.repeat(20_000)}`, `/${'a'.repeat(20_000)}`, `/a${'/'.repeat(20_000)}`]) {
      // As the Worker hands it on, and as the site alone is asked.
      const handedOn = normalizeAddress(new Request(`https://news.example${path}`))
      expect([(await site.fetch(handedOn, env)).status, (await get(path)).status]).toEqual([414, 414])
    }
  })
})

test('what routing costs grows as the address does', async () => {
  const spent = async (path: string) => {
    let best = Infinity
    for (let run = 0; run < 4; run++) {
      const from = performance.now()
      await (await get(path)).arrayBuffer()
      best = Math.min(best, performance.now() - from)
    }
    return best
  }
  for (const [before, piece, after] of [
    ['/a', '/', ''],
    ['/a', '/', 'b/'],
    ['/', 'a/', 'b'],
    ['/fragments/listing/', 'a/', 'b'],
    ['/', '%61', ''],
    ['/', 'A', '.'],
    ['/a', ').', 'b)'],
    ['/search?', 'q=a&', ''],
    ['/latest?', 'page=2&', ''],
  ] as const) {
    const [small, large] = [await spent(before + piece.repeat(2000) + after), await spent(before + piece.repeat(16_000) + after)]
    expect(large / Math.max(small, 1), `${before}${piece}`).toBeLessThan(8 * 4)
  }
})

describe('a site that has not said where it stands', () => {
  const bare = async (url: string) => {
    forget()
    kv.values.delete('site')
    return site.request(url, {}, env)
  }
  test('names itself by no host that somebody else wrote into the request', async () => {
    for (const path of ['/', '/world/phone-call', '/world/phone-call.md', '/world', '/nowhere']) {
      const response = await bare(`https://evil.example${path}`)
      const text = await response.text()
      expect(text + JSON.stringify([...response.headers])).not.toContain('evil.example')
      expect(text).not.toMatch(/rel="canonical"|og:url/)
    }
  })

  test('has no feeds and no sitemaps yet, and says when to come again', async () => {
    for (const path of ['/feed.xml', '/world/feed.json', '/sitemap-news.xml', '/robots.txt', '/llms.txt']) {
      const response = await bare(`https://evil.example${path}`)
      expect(response.status, path).toBe(503)
      expect(response.headers.get('retry-after')).toBeTruthy()
      expect(await response.text()).not.toContain('evil.example')
    }
  })

  test('stands on this machine in development', async () => {
    expect(await (await bare('http://localhost:8787/world/phone-call')).text()).toContain(
      '<link rel="canonical" href="http://localhost:8787/world/phone-call"/>',
    )
  })
})
