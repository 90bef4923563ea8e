import { parseRssFeed } from 'feedsmith'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, paragraph, testSite } from '../fakes.ts'
import { type FeedEdition, feedEdition, story } from './feed-edition.ts'

let kv: FakeKv
let env: Env
let list: FeedEdition['list']
let publish: FeedEdition['publish']
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => site.request(path, { method, headers }, env)
const text = async (path: string) => (await get(path)).text()
const rssOf = async (path: string) => parseRssFeed(await text(path))

beforeEach(() => {
  forget()
  ;({ kv, env, list, publish } = feedEdition())
})

describe('what a feed costs', () => {
  test('two reads of KV cold, however many stories; none hot', async () => {
    const many = Array.from({ length: 20 }, (_, at) => story(`story-${at}`))
    publish(...many)
    list('latest', 'Latest', many)
    expect((await rssOf('/feed.xml')).items).toHaveLength(20)
    expect(kv.reads).toBe(2)
    await text('/feed.xml')
    await text('/feed.json')
    expect(kv.reads).toBe(2)
  })

  test('an article readers read stays remembered while feeds are crawled', async () => {
    await text('/world/phone-call')
    for (let topic = 0; topic < 20; topic++) {
      const many = Array.from({ length: 20 }, (_, at) => story(`story-${topic}-${at}`))
      publish(...many)
      list(`topic/t-${topic}`, 'Topic', many)
      await text(`/topic/t-${topic}/feed.xml`)
    }
    const before = kv.reads
    await text('/world/phone-call')
    expect(kv.reads).toBe(before)
  })

  test('when KV fails, the feed is what was remembered, or 503 with a time to come back', async () => {
    kv.failing = true
    const away = await get('/feed.xml')
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBe('30')
    kv.failing = false
    await text('/feed.xml')
    kv.failing = true
    expect((await get('/feed.xml')).status).toBe(200)
  })
})

describe('conditional requests for a feed', () => {
  test('by tag: lists, weak ones and the wildcard', async () => {
    const first = await get('/feed.xml')
    const etag = first.headers.get('etag') ?? ''
    for (const header of [etag, `W/${etag}`, `"a", W/"b" , ${etag}`, etag.replace(/"$/, '-gzip"'), '*']) {
      const response = await get('/feed.xml', { 'if-none-match': header })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(etag)
      expect(response.headers.get('last-modified')).toBe(first.headers.get('last-modified'))
      expect(await response.text()).toBe('')
    }
    for (const header of ['"other"', '', ',,,', etag.slice(1, -1), 'W/"other", "more"'])
      expect((await get('/feed.xml', { 'if-none-match': header })).status).toBe(200)
  })

  test('by time, where the client sends no tag', async () => {
    const lastModified = (await get('/feed.xml')).headers.get('last-modified') ?? ''
    expect(lastModified).toBe('Wed, 11 Nov 2026 08:00:00 GMT')
    expect((await get('/feed.xml', { 'if-modified-since': lastModified })).status).toBe(304)
    expect((await get('/feed.xml', { 'if-modified-since': 'Wed, 11 Nov 2026 07:59:59 GMT' })).status).toBe(200)
    expect((await get('/feed.xml', { 'if-modified-since': 'yesterday' })).status).toBe(200)
    expect((await get('/feed.xml', { 'if-modified-since': lastModified, 'if-none-match': '"other"' })).status).toBe(200)
  })

  test.each([
    ['Wed, 11 Nov 2026 08:00:00 GMT', 304],
    ['Wednesday, 11-Nov-26 08:00:00 GMT', 304],
    // asctime has no zone: here it is the machine's, and a day is more than any.
    ['Fri Nov 13 08:00:00 2026', 304],
    ['Mon Nov  9 08:00:00 2026', 200],
    ['2026-11-13', 200],
    ['2026-11-13T08:00:00Z', 200],
    ['13 November 2026 08:00:00 GMT', 200],
    ['Fri, 13 Nov 2026 08:00:00 +0000', 200],
    ['Fri, 13 Nov 2026 08:00:00 GMT, Fri, 13 Nov 2026 08:00:00 GMT', 200],
    ['2099-01-01', 200],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 200],
    ['Thursday, 01-Jan-70 00:00:00 GMT', 200],
  ])('a reader who has the feed of “%s” gets %i: only dates of HTTP count, and none that lies ahead', async (since, status) => {
    expect((await get('/feed.xml', { 'if-modified-since': since })).status).toBe(status)
  })

  test('a new revision of one story, or its withdrawal, is a new feed', async () => {
    const tags = new Set<string | null>()
    for (const change of [
      () => {},
      () => publish(story('bridge', { body: [paragraph('Mended.')] })),
      () => kv.put('en:article:bridge', { v: 1, withdrawn: true, slug: 'bridge', section: 'asia', at: '2026-11-24T00:00:00Z' }),
      () => kv.put('site', { ...testSite, name: 'Another name' }),
    ]) {
      forget()
      change()
      tags.add((await get('/feed.xml')).headers.get('etag'))
    }
    expect(tags.size).toBe(4)
  })

  test('HEAD has the headers alone; `Accept` decides nothing; nothing can be posted', async () => {
    const head = await get('/feed.xml', {}, 'HEAD')
    expect(head.status).toBe(200)
    expect(head.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    expect(await head.text()).toBe('')
    for (const accept of ['text/markdown', 'application/json', 'image/*;q=0', ''])
      expect((await get('/feed.xml', { accept })).headers.get('content-type')).toContain('rss')
    expect((await get('/feed.xml', {}, 'POST')).status).toBe(405)
  })
})
