import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, fakeEnv, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  site.request(path, { method, headers: { 'cf-ipcountry': 'SG', ...headers } }, env)
const page = async (article: object, metadata: object | null = null) => {
  kv.put('en:article:phone-call', { ...phoneCall, ...article }, metadata)
  return (await get('/world/phone-call')).text()
}
const without = (...fields: (keyof typeof phoneCall)[]) => Object.fromEntries(fields.map((field) => [field, undefined]))

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
})

describe('an article page', () => {
  test('has all its parts', async () => {
    const html = await page({}, { tag: '2h', changed: '2026-11-10T18:05:00Z' })
    for (const part of [
      '<h1>Two leaders speak by phone</h1>',
      '2026 Edge News Prize',
      '<a href="/world">World</a>',
      'They spoke for half an hour',
      '<a href="/author/edith-coyle" rel="author" dir="auto">Edith Coyle</a>',
      '<time datetime="2026-11-10T16:05:00Z" dir="auto">11 Nov 2026, 00:05 SGT</time>',
      'Updated <time datetime="2026-11-10T18:05:00Z">02:05</time>',
      'alt="A telephone on a desk" width="1600" height="1067"',
      'Source: Reuters/ec',
      'An earlier version named the wrong day.',
      'href="/topic/mali"',
      'Content is loading…',
      'data-hx-get="/fragments/also/phone-call"',
      'By subscribing I agree',
      '<link rel="canonical" href="https://news.example/world/phone-call"/>',
      'property="og:image" content="https://news.example/pictures/0123456789abcdef/social.jpg"',
    ])
      expect(html).toContain(part)
  })

  test.each([
    [{ x: 0.5, y: 0.12 }, 1000, 1500, 'social-50-10.jpg'],
    [{ x: 0.93, y: 0.12 }, 3000, 1000, 'social-90-50.jpg'],
    [{ x: 0.5, y: 0.52 }, 1000, 1500, 'social.jpg'],
    [undefined, 1000, 1500, 'social.jpg'],
  ])('shares what matters in its picture (%o of %i × %i)', async (focus, width, height, name) => {
    const html = await page({ picture: { ...phoneCall.picture, width, height, ...(focus && { focus }) } })
    expect(html).toContain(`property="og:image" content="https://news.example/pictures/0123456789abcdef/${name}"`)
    expect(html).toContain('property="og:image:width" content="1200"')
  })

  test('is shared on six places, above, below and in the strip, by plain links', async () => {
    const html = await page({})
    const link = encodeURIComponent('https://news.example/world/phone-call')
    for (const host of [
      'https://wa.me/?text=',
      'https://t.me/share/url?url=',
      'https://www.facebook.com/sharer/sharer.php?u=',
      'https://x.com/intent/post?url=',
      'mailto:?subject=',
      'https://www.linkedin.com/sharing/share-offsite/?url=',
    ]) {
      const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&') ?? '').filter((href) => href.startsWith(host))
      expect(links).toHaveLength(3)
      expect(links[0]).toContain(link)
    }
    expect(html.match(/<nav class="share/g)).toHaveLength(1)
  })

  test.each([
    [150, 'picture small'],
    [1600, 'picture'],
  ])('doesn’t blow a small picture of an old site up to the width of the page (%i pixels)', async (width, name) => {
    expect(await page({ body: [{ type: 'picture', ...phoneCall.picture, width, height: 150 }] })).toContain(`<figure class="${name}">`)
  })

  test('leaves no trace of a part its copy lacks', async () => {
    const html = await page(without('kicker', 'standfirst', 'dateline', 'byline', 'source', 'updatedAt', 'picture', 'topics', 'corrections'))
    for (const trace of [
      'Sahel',
      'class="standfirst"',
      'class="dateline"',
      'class="byline"',
      'class="source"',
      'Updated',
      '<figure',
      'class="topics"',
      'class="corrections"',
    ])
      expect(html).not.toContain(trace)
    expect(html).toContain('<h1>Two leaders speak by phone</h1>')
  })

  test('there is no ad beside sensitive copy', async () => {
    expect(await page({})).toContain('class="slot')
    forget()
    expect(await page({ sensitive: true })).not.toContain('class="slot')
  })

  test('says “Updated”, and leads to what changed, only once readers can see a change there', async () => {
    kv.put('site', { ...testSite, showChanges: true })
    const unchanged = await page({})
    expect(unchanged).not.toContain('Updated')
    expect(unchanged).not.toContain('/changes"')
    forget()
    const changed = await page({}, { tag: '2h', changed: '2026-11-10T18:05:00Z' })
    expect(changed).toContain('Updated <time datetime="2026-11-10T18:05:00Z">02:05</time>')
    expect(changed).toContain('href="/world/phone-call/changes"')
    forget()
    expect(await page({ updatedAt: undefined }, { tag: '3h', changed: '2026-11-10T18:05:00Z' })).not.toContain('Updated')
  })

  test('has the rail beside a text that is as long as it, and below a shorter one', async () => {
    expect(await page({})).toContain('class="article-sheet railed"')
    forget()
    expect(await page({ body: phoneCall.body.slice(0, 2) })).toContain('class="article-sheet"')
  })

  test('says when it is more than a year old', async () => {
    expect(await page({ publishedAt: '2023-10-10T16:05:00Z', updatedAt: undefined })).toMatch(/This article is more than \d years old/)
  })

  test('in the wrong section leads to the right one', async () => {
    const response = await get('/asia/phone-call')
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe('/world/phone-call')
  })

  test('withdrawn is 410 with a way on, and with no date that says nothing', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T00:00:00Z' })
    const response = await get('/world/phone-call')
    expect(response.status).toBe(410)
    const html = await response.text()
    expect(html).toContain('href="/world"')
    expect(html).not.toContain('<time')
  })

  test('written in Arabic is announced as Arabic to translators, and the site around it as English to screen readers', async () => {
    const html = await page({ lang: 'ar', headline: 'مكالمة هاتفية' })
    expect(html).toContain('<html lang="ar" dir="rtl"')
    expect(html).toContain('<article lang="ar"')
    for (const furniture of [
      'header class="masthead"',
      'footer class="footer"',
      'a class="skip" href="#text"',
      'aside class="rail" aria-label="Also worth reading"',
    ])
      expect(html).toContain(`<${furniture} lang="en" dir="ltr">`)
    expect(html).toMatch(/<aside class="newsletter"[^>]* lang="en" dir="ltr">/)
    expect(html).toContain('<h2 id="related-topics" lang="en">')
    expect(html).toContain('<a href="/world" lang="en" dir="ltr">World</a>')
  })

  test('in the site’s own language marks nothing twice', async () => {
    const html = await page({})
    expect(html.match(/ lang="en"/g)).toHaveLength(2)
  })
})

describe('the gate on the page', () => {
  test('in Singapore the form is offered, in Germany the sentence is there', async () => {
    const offered = await (await get('/world/phone-call')).text()
    expect(offered).toContain('action="/newsletters"')
    expect(offered).not.toContain('not offered to residents')
    const withheld = await (await get('/world/phone-call', { 'cf-ipcountry': 'DE' })).text()
    expect(withheld).toContain('not offered to residents of the European Union')
    expect(withheld).not.toContain('action="/newsletters"')
  })

  test('in production the header counts for nothing', async () => {
    const { kv: stored, env: production } = fakeEnv({ DATELINE_ENV: 'production' })
    stored.put('site', testSite)
    stored.put('en:article:phone-call', phoneCall)
    const html = await (await site.request('/world/phone-call', { headers: { 'cf-ipcountry': 'SG' } }, production)).text()
    expect(html).toContain('not offered to residents of the European Union')
  })
})

describe('HTTP', () => {
  test('a page costs one KV read cold and none hot; each fragment one', async () => {
    await get('/world/phone-call')
    expect(kv.reads).toBe(1)
    await get('/world/phone-call')
    expect(kv.reads).toBe(1)
    kv.put('en:also/phone-call', { v: 1, slug: 'phone-call', cards: [] })
    for (const fragment of ['/fragments/also/phone-call', '/fragments/ads/body?section=world&slug=phone-call']) {
      forget()
      const before = kv.reads
      await get(fragment)
      expect(kv.reads - before).toBe(1)
    }
  })

  test('an unchanged page is 304, for lists, weak tags and compressed ones; the other gate variant is another page', async () => {
    const etag = (await get('/world/phone-call')).headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[^"]+"$/)
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, etag.replace(/"$/, '-gzip"'), '*']) {
      const response = await get('/world/phone-call', { 'if-none-match': header })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(etag)
      expect(await response.text()).toBe('')
    }
    expect((await get('/world/phone-call', { 'if-none-match': etag, 'cf-ipcountry': 'DE' })).status).toBe(200)
    expect((await get('/world/phone-call', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('a new revision has a new tag', async () => {
    const before = (await get('/world/phone-call')).headers.get('etag')
    forget()
    kv.put('en:article:phone-call', { ...phoneCall, headline: 'Three leaders' })
    expect((await get('/world/phone-call')).headers.get('etag')).not.toBe(before)
  })

  test('freshness, and what browsers may do with the page', async () => {
    const { headers } = await get('/world/phone-call')
    expect(headers.get('cache-control')).toMatch(/max-age=\d+, stale-while-revalidate=\d+, stale-if-error=\d+/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('HEAD has the headers and no body', async () => {
    const response = await get('/world/phone-call', {}, 'HEAD')
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBeTruthy()
    expect(await response.text()).toBe('')
  })

  test('a slash at the end leads to the page, and never to another host', async () => {
    expect((await get('/world/phone-call/?a=1')).headers.get('location')).toBe('/world/phone-call?a=1')
    expect((await get('//world/phone-call/')).headers.get('location')).toBe('/world/phone-call')
    expect((await get('//elsewhere.example/')).headers.get('location')).toBeNull()
  })

  test('a page can only be read', async () => {
    const response = await get('/world/phone-call', {}, 'POST')
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })

  test('KV failing is 503 with a time to come back, or the remembered page', async () => {
    kv.failing = true
    const away = await get('/world/phone-call')
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBe('30')
    expect(away.headers.get('cache-control')).toBe('no-store')
    kv.failing = false
    await get('/world/phone-call')
    kv.failing = true
    expect((await get('/world/phone-call')).status).toBe(200)
  })

  test('a failed ad is silence, a failed "also" is a sentence with a link', async () => {
    kv.failing = true
    const ad = await get('/fragments/ads/body?section=world')
    expect(ad.status).toBe(503)
    expect(await ad.text()).toBe('')
    const also = await get('/fragments/also/phone-call')
    expect(also.status).toBe(503)
    expect(await also.text()).toContain('<a href="/latest">')
  })
})

describe('odd addresses', () => {
  test.each([
    '/world/nothing-here',
    '/world/a..b',
    '/world/%252e',
    '/world/%00',
    '/world/%zz',
    '/world/🦆',
    `/world/${'a'.repeat(2000)}`,
    '/world/phone-call/extra',
    '/nowhere',
  ])('%s is 404 with ways on, and asks KV for nothing but the site', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('action="/search"')
    expect(kv.reads).toBeLessThanOrEqual(path === '/world/nothing-here' ? 1 : 1)
  })

  test('an unknown fragment is a small 404', async () => {
    for (const path of ['/fragments/ads/nowhere', '/fragments/also/UPPER', '/fragments/also/made-up', '/fragments/nothing']) {
      const response = await get(path)
      expect(response.status).toBe(404)
      expect(response.headers.get('cache-control')).toBe('public, max-age=15, stale-if-error=60')
      expect((await response.text()).length).toBeLessThan(200)
    }
  })
})
