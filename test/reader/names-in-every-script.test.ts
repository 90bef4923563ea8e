import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { slugRead } from '../../src/readership/count-read.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, fakePress, listingOf, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, init: RequestInit = {}) => site.request(path, init, env)
const wire = (path: string) => path.split('/').map(encodeURIComponent).join('/')

const STORY = {
  ...phoneCall,
  slug: 'القمة-العربية',
  section: '世界',
  topics: [{ slug: 'می\u200cخواهم', name: 'می\u200cخواهم' }],
  byline: [{ name: '習近平', slug: '習近平' }],
}
const PATH = '/世界/القمة-العربية'

beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv({
    PRESS: fakePress({
      archiveMonths: async () => ({ months: [], changedAt: 1 }),
      popularTopics: async () => [{ slug: '北京', name: '北京', count: 1 }],
    }).namespace,
  }))
  kv.put('site', { ...testSite, sections: [...testSite.sections, { slug: '世界', name: '世界' }] })
  kv.put('en:article:القمة-العربية', STORY)
  for (const name of ['topic/北京', 'topic/می\u200cخواهم', 'topic/café', 'topic/ガンダム', 'topic/カタカナ', 'author/習近平', 'section/世界'])
    kv.put(`en:listing:${name}`, listingOf(name, cardsOf(3)))
})

test('a topic called C++ isn’t called ++C below an Arabic story', async () => {
  kv.put('en:article:القمة-العربية', { ...STORY, lang: 'ar', topics: [{ slug: 'c-plus-plus', name: 'C++' }], byline: [{ name: 'Edith Coyle (Jr.)' }] })
  const page = await (await get(wire(PATH))).text()
  expect(page).toContain('<a href="/topic/c-plus-plus" rel="tag" dir="auto">C++</a>')
  expect(page).toContain('<b dir="auto">Edith Coyle (Jr.)</b>')
})

describe('a page whose address is in another script', () => {
  test.each([PATH, '/世界', '/topic/北京', '/topic/می\u200cخواهم', '/author/習近平', '/topic/北京/feed.xml', '/世界/feed.json', `${PATH}.md`])(
    'is there: %s',
    async (path) => {
      const response = await get(wire(path))
      expect(response.status, await response.clone().text()).toBe(200)
      for (const [name, value] of response.headers) expect(value, name).toMatch(/^[\x20-\x7e]*$/)
      expect(response.headers.get('cache-tag')).toContain('en:')
    },
  )

  test('names itself percent-encoded to machines', async () => {
    const page = await (await get(wire(PATH))).text()
    const here = `${testSite.url}${wire(PATH)}`
    expect(page).toContain(`<link rel="canonical" href="${here}"`)
    expect(page).toContain(`<meta property="og:url" content="${here}"`)
    expect(page).toContain(`"${testSite.url}${wire('/author/習近平')}"`)
    expect((await get(wire(PATH))).headers.get('link')).toContain(`<${wire(PATH)}.md>`)
    const topic = await (await get(wire('/topic/北京'))).text()
    expect(topic).toContain(`<link rel="canonical" href="${testSite.url}${wire('/topic/北京')}"`)
    const sitemap = await (await get('/sitemap-pages.xml')).text()
    expect(sitemap).toContain(`<loc>${testSite.url}${wire('/topic/北京')}</loc>`)
    expect(sitemap).toContain(`<loc>${testSite.url}${wire('/世界')}</loc>`)
    expect(await (await get('/llms.txt')).text()).toContain(`${testSite.url}${wire('/世界')}`)
  })

  test('has feeds that call their page and themselves so, and tell the hub', async () => {
    env = { ...env, WEBSUB_HUB: 'https://hub.example/' } as Env
    for (const path of ['/topic/北京', '/topic/می\u200cخواهم', '/author/習近平', '/世界']) {
      const home = `${testSite.url}${wire(path)}`
      const rss = await get(`${wire(path)}/feed.xml`)
      expect(rss.headers.get('link')).toContain(`<${home}/feed.xml>; rel="self"`)
      const xml = await rss.text()
      expect(xml).toContain(`<link>${home}</link>`)
      expect(xml).toContain(`<atom:link href="${home}/feed.xml" rel="self"`)
      const json = (await (await get(`${wire(path)}/feed.json`)).json()) as object
      expect(json).toMatchObject({ home_page_url: home, feed_url: `${home}/feed.json` })
    }
  })

  test('is purged by a tag that the front cache takes', async () => {
    const tags = (await get(wire(PATH))).headers.get('cache-tag')?.split(',')
    expect(tags).toContain(`en:article:${encodeURIComponent('القمة-العربية')}`)
    for (const tag of tags ?? []) expect(tag.length).toBeLessThanOrEqual(1024)
  })

  test('counts as read', () => {
    const request = new Request(`https://news.example/fragments/also/${encodeURIComponent('القمة-العربية')}`, {
      headers: { 'HX-Request': 'true', 'User-Agent': 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    })
    expect(slugRead(request, 200)).toBe('القمة-العربية')
  })
})

describe('another spelling leads to the one address, in one step', () => {
  test.each([
    ['/topic/café'.normalize('NFD'), '/topic/café'],
    ['/Topic/CAFÉ', '/topic/café'],
    ['/topic/ガンダム'.normalize('NFD'), '/topic/ガンダム'],
    ['/topic/ｶﾀｶﾅ', '/topic/カタカナ'],
    ['/topic/北京。', '/topic/北京'],
    ['/topic/北京/', '/topic/北京'],
    ['/topic/北\u200b京', '/topic/北京'],
    ['/topic/\u202e北京\u202c', '/topic/北京'],
    ['/topic/北京\ufe0f/feed.xml', '/topic/北京/feed.xml'],
    ['/القمة-العربية', PATH],
    ['/world/القمة-العربية', PATH],
    ['/world/القمة-العربية.md', `${PATH}.md`],
    ['/topic/北京/feed', '/topic/北京/feed.xml'],
    ['/世界/rss', '/世界/feed.xml'],
    ['/topic/北京?page=1', '/topic/北京'],
  ])('%s', async (from, to) => {
    const [path = '', query] = from.split('?')
    const response = await get(wire(path) + (query ? `?${query}` : ''))
    expect([response.status, response.headers.get('location')]).toEqual([301, wire(to)])
    expect((await get(response.headers.get('location') ?? '')).status).toBe(200)
  })

  test('a name that was changed leads on, and its feed with it', async () => {
    kv.put('en:listing:topic/东京', {
      v: 1,
      name: 'topic/东京',
      title: '东京',
      cards: [],
      total: 0,
      updatedAt: '2026-11-24T12:00:00Z',
      to: wire('/topic/北京'),
    })
    for (const [from, to] of [
      ['/topic/东京', '/topic/北京'],
      ['/topic/东京/feed.xml', '/topic/北京/feed.xml'],
      ['/fragments/listing/topic/东京', '/fragments/listing/topic/北京'],
    ] as const) {
      const response = await get(wire(from))
      expect([response.status, response.headers.get('location')]).toEqual([301, wire(to)])
    }
  })
})

describe('what is no address is not there', () => {
  test.each([
    '/topic/%E5%8C%97%2F%E4%BA%AC',
    '/topic/%25E5%258C%2597%25E4%25BA%25AC',
    '/topic/%ED%A0%80',
    '/topic/%B1%B1%BE%A9',
    '/topic/%E5%8C',
    `/topic/${encodeURIComponent('京'.repeat(81))}`,
    `/topic/${encodeURIComponent('京'.repeat(400))}`,
    `/topic/${encodeURIComponent('🎉')}`,
    `/topic/${encodeURIComponent("北京'; DROP")}`,
  ])('%s', async (path) => {
    const response = await get(path)
    expect([response.status, response.headers.get('location')]).toEqual([404, null])
    expect(kv.reads).toBeLessThanOrEqual(1)
  })
})
