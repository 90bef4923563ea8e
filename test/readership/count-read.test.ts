import { beforeEach, describe, expect, test } from 'vitest'
import { countRead, slugRead } from '../../src/readership/count-read.ts'

const BROWSER = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36'
const beacon = (slug: string, headers: Record<string, string> = {}) =>
  new Request(`https://news.example/fragments/also/${slug}`, { headers: { 'hx-request': 'true', 'user-agent': BROWSER, ...headers } })

describe('what counts as a read', () => {
  test('is a browser that asks what else is worth reading', () => {
    expect(slugRead(beacon('phone-call'), 200)).toBe('phone-call')
    expect(slugRead(beacon('phone-call'), 304)).toBe('phone-call')
  })

  test.each([
    ['a search engine', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['a program', { 'user-agent': 'curl/8.5.0' }],
    ['who says nothing of themselves', { 'user-agent': '' }],
    ['a page prepared ahead', { 'sec-purpose': 'prefetch;prerender' }],
    ['what is fetched ahead', { 'sec-purpose': 'prefetch' }],
    ['what is fetched ahead by an older browser', { purpose: 'prefetch' }],
    ['what a preview fetches', { 'x-purpose': 'preview' }],
    ['a request that no page sent', { 'hx-request': '' }],
  ])('is not %s', (_, headers) => {
    expect(slugRead(beacon('phone-call', headers), 200)).toBeUndefined()
  })

  test('is not who only asks whether it is there', () => {
    expect(slugRead(new Request(beacon('phone-call'), { method: 'HEAD' }), 200)).toBeUndefined()
  })

  test('is no other page that is asked for with the beacon’s address in its query', () => {
    for (const path of ['/world/two-leaders-speak', '/fragments/live/phone-call', '/archive/2026/11/24'])
      expect(slugRead(new Request(`https://news.example${path}?from=/fragments/also/phone-call`, beacon('a')), 200), path).toBeUndefined()
  })

  test('is nothing that was not answered, and no slug that can’t be one', () => {
    for (const status of [404, 410, 429, 500, 503]) expect(slugRead(beacon('phone-call'), status)).toBeUndefined()
    for (const slug of ['', '%00', 'A B', 'a/b', '..', 'x'.repeat(300)]) expect(slugRead(beacon(slug), 200), slug).toBeUndefined()
  })
})

test('of thousands of made-up browsers each is told from a robot, also once it was seen before', () => {
  for (let n = 0; n < 3000; n++) {
    expect(slugRead(beacon('phone-call', { 'user-agent': `${BROWSER} ${n % 700}` }), 200)).toBe('phone-call')
    expect(slugRead(beacon('phone-call', { 'user-agent': `Googlebot/${n % 700}.1` }), 200)).toBeUndefined()
  }
})

describe('reads in one isolate', () => {
  const sent: { slug: string; count: number }[][] = []
  const limited = new Set<string>()
  const ofStory = new Map<string, number>()
  const env = {
    READS_OF_STORY: {
      limit: async ({ key }: { key: string }) => {
        ofStory.set(key, (ofStory.get(key) ?? 0) + 1)
        return { success: ofStory.get(key) === 1 }
      },
    },
    READS: { limit: async ({ key }: { key: string }) => ({ success: !limited.has(key) }) },
    READERSHIP: { idFromName: (name: string) => name, get: () => ({ record: async (reads: { slug: string; count: number }[]) => void sent.push(reads) }) },
  } as unknown as Env
  beforeEach(() => {
    sent.length = 0
    limited.clear()
    ofStory.clear()
  })

  test('are gathered for a while and sent together, by slug and with nothing about who read', async () => {
    let flush = () => {}
    const wait = () => new Promise<void>((resolve) => (flush = resolve))
    const first = countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.7', cookie: 'id=1' }), 200, env, wait)
    await countRead(beacon('b', { 'cf-connecting-ip': '198.51.100.7' }), 200, env, wait)
    await countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.8' }), 200, env, wait)
    expect(sent).toEqual([])
    flush()
    await first
    expect(sent).toEqual([
      [
        { slug: 'a', count: 2 },
        { slug: 'b', count: 1 },
      ],
    ])
  })

  test('hold up nobody: where no limiter is asked, there is nothing to wait for but the sending', async () => {
    let flush = () => {}
    const unlimited = { READERSHIP: env.READERSHIP } as Env
    const first = countRead(beacon('a'), 200, unlimited, () => new Promise<void>((resolve) => (flush = resolve)))
    expect(countRead(beacon('a'), 200, unlimited)).toBeUndefined()
    flush()
    await first
    expect(sent).toEqual([[{ slug: 'a', count: 2 }]])
  })

  test('of one network that loads a story all day stop counting', async () => {
    limited.add('198.51.100.9')
    await countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.9' }), 200, env, async () => {})
    expect(sent).toEqual([])
    await countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.10' }), 200, env, async () => {})
    expect(sent).toEqual([[{ slug: 'a', count: 1 }]])
  })

  test('of one story by one network count once, however often it is loaded, and make no story the most read', async () => {
    let flush = () => {}
    const from = (address: string) => ({ 'cf-connecting-ip': address })
    const first = countRead(beacon('lifted', from('2001:db8:0:7::1')), 200, env, () => new Promise<void>((resolve) => (flush = resolve)))
    for (let n = 2; n < 50; n++) await countRead(beacon('lifted', from(`2001:db8:0:7::${n}`)), 200, env)
    for (let n = 0; n < 3; n++) await countRead(beacon('read', from(`198.51.100.${n}`)), 200, env)
    flush()
    await first
    expect(sent[0]).toEqual([
      { slug: 'lifted', count: 1 },
      { slug: 'read', count: 3 },
    ])
  })

  test('of a whole archive fill no memory', async () => {
    let flush = () => {}
    const first = countRead(beacon('real'), 200, env, () => new Promise<void>((resolve) => (flush = resolve)))
    for (let n = 0; n < 2000; n++) await countRead(beacon(`old-${n}`), 200, env)
    await countRead(beacon('real', { 'cf-connecting-ip': '198.51.100.11' }), 200, env)
    flush()
    await first
    expect(sent[0]?.length).toBe(500)
    expect(sent[0]?.[0]).toEqual({ slug: 'real', count: 2 })
  })
})
