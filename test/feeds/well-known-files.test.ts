import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Site } from '../../src/copy/shapes/site.ts'
import { forget } from '../../src/edition/edition.ts'
import { robots } from '../../src/feeds/robots.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, fakeEnv, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers }, env)
const text = async (path: string) => (await get(path)).text()
const siteWith = (change: object) => v.parse(Site, { ...testSite, ...change })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:34:56Z'), toFake: ['Date'] })
  forget()
  const fake = fakeEnv()
  kv = fake.kv
  env = fake.env
  kv.put('site', testSite)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('robots.txt', () => {
  test('opens the site, closes the newsroom’s addresses, and leads to the sitemaps', async () => {
    const response = await get('/robots.txt')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const lines = (await response.text()).split('\n')
    for (const line of ['User-agent: *', 'Allow: /', ...['/api/', '/desk', '/search', '/preview/', '/fragments/'].map((path) => `Disallow: ${path}`)])
      expect(lines).toContain(line)
    expect(lines).toContain('Sitemap: https://news.example/sitemap.xml')
    expect(lines).toContain('Sitemap: https://news.example/sitemap-news.xml')
    expect(lines).toContain('Content-Signal: search=yes, ai-input=yes, ai-train=yes')
    expect(lines).not.toContain('User-agent: GPTBot')
  })

  test('turns crawlers that train models away where the operator says so, by signal and by name', () => {
    const text = robots(siteWith({ aiCrawlers: 'disallow' }))
    expect(text).toContain('Content-Signal: search=yes, ai-train=no\n')
    expect(text).toMatch(/\n\n(?:User-agent: [^\n]+\n)+Disallow: \/\n\n/)
    for (const name of ['GPTBot', 'ClaudeBot', 'CCBot', 'Google-Extended']) expect(text).toContain(`User-agent: ${name}\n`)
    expect(text).not.toContain('ChatGPT-User')
  })

  test('tells in detail what the operator said in detail', () => {
    const text = robots(siteWith({ contentSignals: { aiInput: false } }))
    expect(text).toContain('Content-Signal: search=yes, ai-input=no, ai-train=yes\n')
    expect(text).toContain('User-agent: PerplexityBot\n')
    expect(text).not.toContain('GPTBot')
    expect(robots(siteWith({ aiCrawlers: 'disallow', contentSignals: { search: false, aiTrain: true } }))).toContain(
      'Content-Signal: search=no, ai-train=yes\n',
    )
  })

  test('is not given while nobody knows the policy', async () => {
    forget()
    kv.put('site', { ...testSite, aiCrawlers: 'disallow' })
    kv.failing = true
    expect((await get('/robots.txt')).status).toBe(503)
  })
})

describe('ads.txt', () => {
  test('says that nobody sells our slots', async () => {
    expect(await text('/ads.txt')).toContain('\nplaceholder.example.com, placeholder, DIRECT, placeholder\n')
  })

  test('has the operator’s records, each on one line', async () => {
    kv.put('site', { ...testSite, adsTxt: ['ads.example, 1, DIRECT', 'a\nb.example, 2, DIRECT'] })
    expect(await text('/ads.txt')).toBe('ads.example, 1, DIRECT\na b.example, 2, DIRECT\n')
  })
})

describe('llms.txt', () => {
  test('says what the site is, and where its texts stand as Markdown', async () => {
    kv.put('site', { ...testSite, tagline: 'News from the line' })
    kv.put('en:listing:latest', {
      v: 1,
      name: 'latest',
      title: 'Latest',
      total: 1,
      updatedAt: '2026-11-24T08:00:00Z',
      cards: [
        {
          slug: 'bridge',
          section: 'asia',
          headline: 'A [bridge](https://evil.example)\n# and more',
          standfirst: 'It stands.',
          publishedAt: '2026-11-24T08:00:00Z',
        },
      ],
    })
    const lines = (await text('/llms.txt')).split('\n')
    expect(lines[0]).toBe('# The Test Line')
    expect(lines).toContain('> News from the line')
    expect(lines).toContain('- [A \\[bridge\\](https://evil.example) # and more](https://news.example/asia/bridge.md): It stands.')
    expect(lines).toContain('- [World](https://news.example/world)')
    expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(1)
    expect(kv.reads).toBe(1)
  })
})

describe('security.txt', () => {
  test('says whom to tell, and until when that holds', async () => {
    kv.put('site', { ...testSite, contact: 'desk@news.example' })
    const response = await get('/.well-known/security.txt')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const fields = new Map(
      (await response.text())
        .trim()
        .split('\n')
        .map((line) => line.split(': ') as [string, string]),
    )
    expect(fields.get('Contact')).toBe('mailto:desk@news.example')
    expect(fields.get('Canonical')).toBe('https://news.example/.well-known/security.txt')
    expect(fields.get('Expires')).toMatch(/T00:00:00Z$/)
    const days = (Date.parse(fields.get('Expires') ?? '') - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(30)
    expect(days).toBeLessThan(365)
  })

  test('is a new text each day', async () => {
    const etag = (await get('/.well-known/security.txt')).headers.get('etag') ?? ''
    vi.setSystemTime(Date.parse('2026-11-24T23:59:59Z'))
    expect((await get('/.well-known/security.txt', { 'if-none-match': etag })).status).toBe(304)
    vi.setSystemTime(Date.parse('2026-11-25T00:00:00Z'))
    expect((await get('/.well-known/security.txt', { 'if-none-match': etag })).status).toBe(200)
  })

  test('without a contact leads to the site', async () => {
    expect(await text('/.well-known/security.txt')).toContain('Contact: https://news.example/\n')
  })
})

test('the web manifest names the site', async () => {
  const response = await get('/site.webmanifest')
  expect(response.headers.get('content-type')).toContain('application/manifest+json')
  expect(await response.json()).toMatchObject({ name: 'The Test Line', start_url: '/', display: 'minimal-ui', lang: 'en', dir: 'ltr', theme_color: '#fffdf9' })
})

describe('health', () => {
  test('asks KV each time, and is never stored', async () => {
    const response = await get('/health')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ status: 'ok', edition: true, build: expect.any(String) })
    await get('/health')
    expect(kv.reads).toBe(2)
  })

  test('is 503 when KV does not answer, whatever is remembered', async () => {
    await get('/health')
    kv.failing = true
    const response = await get('/health')
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ status: 'failing', edition: false })
  })
})
