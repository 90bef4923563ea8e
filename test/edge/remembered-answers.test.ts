import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerFromMemory } from '../../src/edge/remembered-answers.ts'
import { forget } from '../../src/edition/edition.ts'
import { fingerprint } from '../../src/edition/fingerprint.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, editionWithCall, type FakeKv, fakePress, fakeSearch, frontOf, listingOf, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-12T10:00:00Z'), toFake: ['Date'] })
  const fake = editionWithCall()
  kv = fake.kv
  const search = fakeSearch({ find: async () => ({ q: 'mali', hits: [], total: 0, page: 1, pages: 1, sections: [] }), popularTopics: async () => [] })
  env = { ...fake.env, PRESS: fakePress().namespace, SEARCH: search.namespace, MAILING_LIST: fakePress().namespace } as unknown as Env
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const at = Date.parse('2026-11-11T00:00:00Z')
  kv.put('site', testSite, { tag: 's1', at })
  kv.put('en:article:phone-call', phoneCall, { tag: 'r1', at })
  kv.put('en:article:gone', { v: 1, withdrawn: true, slug: 'gone', section: 'world', at: '2026-11-11T00:00:00Z' })
  kv.put(
    'en:listing:latest',
    listingOf(
      'latest',
      cardsOf(1, () => ({ slug: 'phone-call' })),
    ),
  )
  kv.put('en:listing:section/world', listingOf('section/world', cardsOf(3)))
  kv.put('en:listing:front', frontOf(cardsOf(14)))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const asked = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`https://news.example${path}`, { method, headers: { 'cf-ipcountry': 'SG', ...headers } })
const routed = async (request: Request) => site.fetch(request, env)

/** Between us and the front cache; where there is none, nobody reads them. */
const OF_FRONT_CACHE = ['cache-tag', 'cloudflare-cdn-cache-control']
const OF_ONE_REQUEST = 'server-timing'
type Told = { status: number; headers: [string, string][]; body: string }
const told = async (answer: Response): Promise<Told> => ({
  status: answer.status,
  headers: [...answer.headers]
    .filter(([name]) => !OF_FRONT_CACHE.includes(name) && name !== OF_ONE_REQUEST)
    .toSorted(([one], [other]) => one.localeCompare(other)),
  body: fingerprint(await answer.text()),
})

const PATHS = [
  '/world/phone-call',
  '/world/phone-call.md',
  '/world/phone-call?from=elsewhere',
  '/asia/phone-call',
  '/world/gone',
  '/world/not-there',
  '/nowhere',
  '/',
  '/world',
  '/latest',
  '/feed',
  '/feed.xml',
  '/feed.json',
  '/robots.txt',
  '/search?q=mali',
  '/newsletters',
  '/fragments/also/phone-call',
  '/fragments/ads/rail?section=world&slug=phone-call',
  '/fragments/live/phone-call?after=&seen=zz',
  '/fragments/live/phone-call?after=&seen=',
  '/fragments/live/not-there',
  '/World/Phone-Call',
]

/** Whatever a client may send that an answer could depend on. */
const manners = (etag: string): [Record<string, string>, string?][] => [
  [{}],
  [{}, 'HEAD'],
  [{}, 'POST'],
  [{ 'cf-ipcountry': 'DE' }],
  [{ 'cf-ipcountry': 'XX' }],
  [{ accept: 'text/markdown' }],
  [{ accept: 'text/html,text/markdown;q=0.5' }],
  [{ 'accept-encoding': 'gzip' }],
  [{ 'if-none-match': etag }],
  [{ 'if-none-match': `W/${etag}, "other"` }],
  [{ 'if-none-match': '*' }],
  [{ 'if-none-match': '"old"' }],
  [{ 'if-none-match': '"old"', 'if-modified-since': 'Thu, 12 Nov 2026 09:00:00 GMT' }],
  [{ 'if-modified-since': 'Thu, 12 Nov 2026 09:00:00 GMT' }],
  [{ range: 'bytes=0-9' }],
  [{ cookie: 'session=somebody', authorization: 'Bearer token', 'hx-request': 'true' }],
]

describe('an answer from memory is the one that would be made anew', () => {
  test.each(PATHS)('%s, whoever asked before', async (path) => {
    const etag = (await routed(asked(path))).headers.get('etag') ?? '"none"'
    for (const before of manners(etag)) {
      for (const after of manners(etag)) {
        forget()
        // Whether the headlines are there makes two pages of what is not there, and both are right.
        await routed(asked('/latest'))
        for (let times = 0; times < 4; times++) await routed(asked(path, ...before))
        const known = answerFromMemory(asked(path, ...after), env)
        if (known) expect(await told(known)).toEqual(await told(await routed(asked(path, ...after))))
      }
    }
  })
})

test('pages, fragments and what is not there are remembered; what is for one person, of the press or in a second form is not', async () => {
  const remembered: string[] = []
  for (const path of PATHS) {
    for (let times = 0; times < 4; times++) await routed(asked(path))
    if (answerFromMemory(asked(path), env)) remembered.push(path)
  }
  const not = ['/world/phone-call.md', '/feed', '/feed.json', '/search?q=mali', '/newsletters', '/World/Phone-Call', '/fragments/live/not-there']
  expect(remembered).toEqual(PATHS.filter((path) => !not.includes(path)))
})

test('a reader who has the page is told so from memory', async () => {
  const etag = (await routed(asked('/world/phone-call'))).headers.get('etag') ?? ''
  expect(answerFromMemory(asked('/world/phone-call', { 'if-none-match': etag }), env)).toBeUndefined()
  await routed(asked('/world/phone-call', { 'if-none-match': etag }))
  expect(answerFromMemory(asked('/world/phone-call', { 'if-none-match': etag }), env)?.status).toBe(304)
  expect(answerFromMemory(asked('/world/phone-call', { 'if-none-match': '"old"' }), env)?.status).toBe(200)
})

test('what a reader keeps of the page is not replaced where nothing has changed', async () => {
  const page = await routed(asked('/world/phone-call'))
  const same = await routed(asked('/world/phone-call', { 'if-none-match': page.headers.get('etag') ?? '' }))
  expect(same.status).toBe(304)
  for (const name of ['etag', 'cache-control', 'vary', 'last-modified']) expect(same.headers.get(name)).toBe(page.headers.get(name))
  expect(same.headers.has('content-security-policy')).toBe(false)
})

test('where a link of a campaign leads is nobody else’s way', async () => {
  for (let times = 0; times < 4; times++) await routed(asked('/asia/phone-call?utm_source=x'))
  const known = answerFromMemory(asked('/asia/phone-call'), env) ?? (await routed(asked('/asia/phone-call')))
  expect(known.headers.get('location')).toBe('/world/phone-call')
  for (let times = 0; times < 4; times++) await routed(asked('/world?page=1&utm_source=x'))
  const first = answerFromMemory(asked('/world?page=1'), env) ?? (await routed(asked('/world?page=1')))
  expect(first.headers.get('location')).toBe('/world')
})

test('a story that is withdrawn in this isolate is remembered by nobody', async () => {
  await routed(asked('/world/phone-call'))
  expect(answerFromMemory(asked('/world/phone-call'), env)?.status).toBe(200)
  forget(['en:article:phone-call'])
  expect(answerFromMemory(asked('/world/phone-call'), env)).toBeUndefined()
})

test('a new revision takes the page of the old one with it as soon as it is read', async () => {
  await routed(asked('/world/phone-call'))
  kv.put('en:article:phone-call', { ...phoneCall, headline: 'They spoke again' })
  forget(['en:article:phone-call'])
  await routed(asked('/fragments/live/phone-call'))
  expect(answerFromMemory(asked('/world/phone-call'), env)).toBeUndefined()
})

test('a gate that an editor closes is closed for the very next reader who is served from memory', async () => {
  await routed(asked('/world/phone-call'))
  kv.put('site', { ...testSite, newsletter: { ...testSite.newsletter, gate: { withheldCountries: ['SG'] } } })
  forget(['site'])
  await routed(asked('/world/phone-call'))
  const known = answerFromMemory(asked('/world/phone-call'), env)
  expect(await known?.text()).not.toContain('name="email"')
})

test('what time alone changes is a second late at most', async () => {
  kv.put('en:article:later', { ...phoneCall, slug: 'later', publishedAt: '2026-11-12T10:00:03Z' })
  expect((await routed(asked('/world/later'))).status).toBe(404)
  expect(answerFromMemory(asked('/world/later'), env)?.status).toBe(404)
  vi.setSystemTime(Date.parse('2026-11-12T10:00:01.500Z'))
  expect(answerFromMemory(asked('/world/later'), env)).toBeUndefined()
  expect((await routed(asked('/world/later'))).status).toBe(200)
})

test('the front cache’s answer about the gate counts, not the header of whoever asks', async () => {
  await routed(asked('/world/phone-call', { 'cf-ipcountry': 'DE' }))
  const offered = answerFromMemory(asked('/world/phone-call', { 'cf-ipcountry': 'DE' }), env, { offer: true })
  expect(offered).toBeUndefined()
  expect(answerFromMemory(asked('/world/phone-call'), env, { offer: false })?.status).toBe(200)
  expect(answerFromMemory(asked('/world/phone-call'), env, { offer: false, markdown: true })).toBeUndefined()
})

describe('a story that is not there', () => {
  const ask = async () => answerFromMemory(asked('/world/not-there'), env) ?? routed(asked('/world/not-there'))

  test('is shown to the very next reader once it is in KV', async () => {
    for (let times = 0; times < 3; times++) expect((await ask()).status).toBe(404)
    kv.put('en:article:not-there', { ...phoneCall, slug: 'not-there' })
    expect((await ask()).status).toBe(200)
  })

  test('costs a crowd four reads a second, and is shown to it after one', async () => {
    await ask()
    const before = kv.reads
    for (let times = 0; times < 500; times++) await ask()
    expect(kv.reads - before).toBeLessThanOrEqual(3)
    kv.put('en:article:not-there', { ...phoneCall, slug: 'not-there' })
    vi.setSystemTime(Date.now() + 1001)
    expect((await ask()).status).toBe(200)
  })
})

describe('the news sitemap, which only the ledger has', () => {
  const listed = ['phone-call', 'mistake']
  let asks = 0
  const news = () => asked('/sitemap-news.xml')
  const get = async () => answerFromMemory(news(), env) ?? routed(news())
  beforeEach(() => {
    forget()
    asks = 0
    const publishedSince = async () => {
      asks++
      const entries = listed.map((slug) => ({
        path: `/world/${slug}`,
        headline: slug,
        publishedAt: '2026-11-12T09:00:00Z',
        lastModified: '2026-11-12T09:00:00Z',
      }))
      return { entries, changedAt: asks } as never
    }
    env = { ...env, PRESS: fakePress({ publishedSince }).namespace } as unknown as Env
  })

  test('is asked for once a second, however many robots come', async () => {
    for (let times = 0; times < 100; times++) expect((await get()).status).toBe(200)
    expect(asks).toBe(1)
    vi.setSystemTime(Date.now() + 1001)
    await get()
    expect(asks).toBe(2)
  })

  test('names no story that was withdrawn: what is written here takes it away at once, and a second does elsewhere', async () => {
    expect(await (await get()).text()).toContain('/world/mistake')
    listed.pop()
    forget(['en:article:mistake'])
    expect(await (await get()).text()).not.toContain('/world/mistake')
  })

  test('is held by nobody behind the front cache, which a withdrawal purges', async () => {
    const behind = { props: { offer: false } } as unknown as ExecutionContext
    for (let times = 0; times < 3; times++) await site.fetch(news(), env, behind)
    expect(asks).toBe(3)
    expect(answerFromMemory(news(), env, { offer: false })).toBeUndefined()
  })
})

test('who moved, and who has the page, are told by one response that is made once', async () => {
  await routed(asked('/asia/phone-call'))
  const [one, other] = [answerFromMemory(asked('/asia/phone-call'), env), answerFromMemory(asked('/asia/phone-call'), env)]
  expect(one?.status).toBe(301)
  expect(other).toBe(one)
  expect(await one?.text()).toBe('')
  expect(await other?.text()).toBe('')
})

test('headers for the front cache go no further than there', async () => {
  const behind = { props: { offer: true } } as unknown as ExecutionContext
  const made = await site.fetch(asked('/world/phone-call'), env, behind)
  expect(made.headers.get('cache-tag')).toContain('en:article:phone-call')
  expect(answerFromMemory(asked('/world/phone-call'), env, { offer: true })?.headers.get('cache-tag')).toBe(made.headers.get('cache-tag'))
  forget()
  await routed(asked('/world/phone-call'))
  const known = answerFromMemory(asked('/world/phone-call'), env)
  expect(known?.status).toBe(200)
  for (const name of OF_FRONT_CACHE) expect(known?.headers.has(name), name).toBe(false)
})
