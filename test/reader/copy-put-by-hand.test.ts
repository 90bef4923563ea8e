import { DomUtils, parseDocument } from 'htmlparser2'
import { beforeEach, describe, expect, test } from 'vitest'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, paragraph, phoneCall } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  site.request(path, { method, headers: { 'cf-ipcountry': 'SG', ...headers } }, env)
const page = async (article: object) => {
  kv.put('en:article:phone-call', { ...phoneCall, ...article })
  return (await get('/world/phone-call')).text()
}

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
})

describe('copy put into KV by hand', () => {
  const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>'

  test('`<script>` in any string is text, or is gone', async () => {
    const html = await page({
      kicker: HOSTILE,
      headline: HOSTILE,
      standfirst: HOSTILE,
      dateline: HOSTILE,
      byline: [{ name: HOSTILE, role: HOSTILE }],
      source: { name: HOSTILE, credit: HOSTILE },
      picture: { ...phoneCall.picture, alt: HOSTILE, caption: HOSTILE, credit: HOSTILE },
      topics: [{ slug: 'a', name: HOSTILE }],
      corrections: [{ at: '2026-11-11T08:00:00Z', text: HOSTILE }],
      seo: { title: HOSTILE, description: HOSTILE },
      body: [
        paragraph(HOSTILE),
        { type: 'heading', text: HOSTILE },
        { type: 'quote', text: HOSTILE, cite: HOSTILE },
        { type: 'list', items: [HOSTILE, { text: HOSTILE, list: { items: [HOSTILE] } }] },
        { type: 'table', caption: HOSTILE, head: [HOSTILE], rows: [[HOSTILE]] },
        { type: 'code', text: HOSTILE },
        { type: 'embed', url: 'https://x.example/', title: HOSTILE, provider: HOSTILE, text: HOSTILE },
        { type: 'html', html: HOSTILE },
      ],
    })
    expect(html).toContain('&lt;script&gt;')
    const elements = DomUtils.findAll(() => true, parseDocument(html).children)
    const inlineScripts = elements.filter(({ name, attribs }) => name === 'script' && !attribs.src && attribs.type !== 'application/ld+json')
    expect(inlineScripts.map((script) => DomUtils.textContent(script))).not.toContain('alert(1)')
    expect(inlineScripts).toHaveLength(1)
    expect(elements.flatMap(({ attribs }) => Object.keys(attribs)).filter((name) => name.startsWith('on'))).toEqual([])
    expect(elements.filter(({ name, attribs }) => name === 'img' && attribs.src === 'x')).toEqual([])
  })

  test('`javascript:` links are only their text', async () => {
    const html = await page({
      body: [paragraph('<a href="javascript:alert(1)">click</a> <a href=" java\nscript:alert(1)">this</a> <a href="//evil.example">that</a>')],
    })
    expect(html).toContain('click')
    expect(html).not.toMatch(/javascript:/)
  })

  test.each([
    ['an older version', { v: 0 }],
    ['a newer version', { v: 2 }],
    ['a headline that is a number', { headline: 7 }],
    ['a body that is text', { body: 'text' }],
    ['a picture without size', { picture: { src: '/a.jpg', alt: 'A' } }],
    ['a date that is none', { publishedAt: '2026-02-30T00:00:00Z' }],
    ['a block of no kind we know', { body: [{ type: 'carousel' }] }],
    ['an embed whose address is none', { body: [{ type: 'embed', url: 'https://[', title: 'A call' }] }],
    ['a picture from a javascript: address', { picture: { ...phoneCall.picture, src: 'javascript:alert(1)' } }],
  ])('with %s is 404, and nothing is thrown', async (_, change) => {
    kv.put('en:article:phone-call', { ...phoneCall, ...change })
    expect((await get('/world/phone-call')).status).toBe(404)
  })

  test.each(['', 'null', '[]', '"text"', '{', 'not json at all', '{"v":1}'])('the text %j is 404', async (text) => {
    kv.put('en:article:phone-call', text)
    expect((await get('/world/phone-call')).status).toBe(404)
  })

  test('a body of five hundred blocks is a page', async () => {
    const response = await page({ body: Array.from({ length: 500 }, (_, at) => paragraph(`Block ${at}.`)) })
    expect(response).toContain('Block\u00a0499.')
  })
})
