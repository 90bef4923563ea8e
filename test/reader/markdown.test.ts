import { beforeEach, describe, expect, test } from 'vitest'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, phoneCall } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  site.request(path, { method, headers: { 'cf-ipcountry': 'SG', ...headers } }, env)
const MARKDOWN = { accept: 'text/markdown' }

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
})

describe('an article as Markdown', () => {
  test('is had by its own address, and by asking for it', async () => {
    const byAddress = await get('/world/phone-call.md')
    const byAccept = await get('/world/phone-call', MARKDOWN)
    for (const response of [byAddress, byAccept]) {
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
      expect(response.headers.get('link')).toBe('<https://news.example/world/phone-call>; rel="canonical"')
    }
    const text = await byAddress.text()
    expect(text).toContain('Two leaders speak by phone')
    expect(text).toContain('The line was clear for once')
    expect(text).not.toMatch(/<(?:html|p|body)\b/)
    expect(await byAccept.text()).toBe(text)
  })

  test('costs one read of KV, and none hot', async () => {
    await get('/world/phone-call.md')
    await get('/world/phone-call', MARKDOWN)
    expect(kv.reads).toBe(1)
  })

  test('is another entity than the page, and both say that `Accept` decides', async () => {
    const page = await get('/world/phone-call')
    const markdown = await get('/world/phone-call', MARKDOWN)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('vary')).toBe('Accept')
    expect(markdown.headers.get('vary')).toBe('Accept, Accept-Encoding')
    expect(page.headers.get('etag')).not.toBe(markdown.headers.get('etag'))
    const etag = markdown.headers.get('etag') ?? ''
    const unchanged = await get('/world/phone-call', { ...MARKDOWN, 'if-none-match': `"x", W/${etag}` })
    expect(unchanged.status).toBe(304)
    expect(unchanged.headers.get('vary')).toBe('Accept, Accept-Encoding')
    expect((await get('/world/phone-call', { 'if-none-match': etag })).status).toBe(200)
  })

  test('is led to by the page', async () => {
    expect((await get('/world/phone-call')).headers.get('link')).toBe('</world/phone-call.md>; rel="alternate"; type="text/markdown"')
  })

  test('in the wrong section leads to the right one, in the same form', async () => {
    const byAddress = await get('/asia/phone-call.md')
    expect([byAddress.status, byAddress.headers.get('location')]).toEqual([301, '/world/phone-call.md'])
    const byAccept = await get('/asia/phone-call', MARKDOWN)
    expect([byAccept.status, byAccept.headers.get('location')]).toEqual([301, '/world/phone-call'])
  })

  test('withdrawn is 410, in Markdown', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T00:00:00Z' })
    for (const response of [await get('/world/phone-call.md'), await get('/world/phone-call', MARKDOWN)]) {
      expect(response.status).toBe(410)
      expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
      expect(await response.text()).toMatch(/^# /)
    }
  })

  test('embargoed or unknown is 404', async () => {
    kv.put('en:article:tomorrow', { ...phoneCall, slug: 'tomorrow', publishedAt: '2999-01-01T00:00:00Z' })
    for (const path of ['/world/tomorrow.md', '/world/nothing.md', '/world/.md', '/world/phone-call.md.md']) expect((await get(path)).status).toBe(404)
    expect((await get('/world/tomorrow', MARKDOWN)).status).toBe(404)
  })

  test('keeps from search engines what the page keeps from them', async () => {
    kv.put('en:article:phone-call', { ...phoneCall, seo: { noindex: true }, canonical: 'https://agency.example/story' })
    const { headers } = await get('/world/phone-call.md')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('link')).toBe('<https://agency.example/story>; rel="canonical"')
  })

  test.each([
    ['https://例え.example/日本?q=">', 'https://xn--r8jz45g.example/%E6%97%A5%E6%9C%AC?q=%22%3E'],
    ['/other', 'https://news.example/other'],
  ])('names the odd canonical address %s as a header may', async (canonical, named) => {
    kv.put('en:article:phone-call', { ...phoneCall, canonical })
    expect((await get('/world/phone-call.md')).headers.get('link')).toBe(`<${named}>; rel="canonical"`)
  })

  test('is the same wherever the reader is, so any cache may keep it', async () => {
    const here = await get('/world/phone-call.md')
    const there = await get('/world/phone-call.md', { 'cf-ipcountry': 'DE' })
    expect(here.headers.get('etag')).toBe(there.headers.get('etag'))
    expect(here.headers.get('cache-control')).toMatch(/^public/)
  })

  test('HEAD has the headers alone', async () => {
    const response = await get('/world/phone-call.md', {}, 'HEAD')
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(await response.text()).toBe('')
  })
})
