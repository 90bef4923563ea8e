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
    ['a request that no page sent', { 'hx-request': '' }],
  ])('is not %s', (_, headers) => {
    expect(slugRead(beacon('phone-call', headers), 200)).toBeUndefined()
  })

  test('is nothing that was not answered, and no slug that can’t be one', () => {
    for (const status of [404, 410, 429, 500, 503]) expect(slugRead(beacon('phone-call'), status)).toBeUndefined()
    for (const slug of ['', '%00', 'A B', 'a/b', '..', 'x'.repeat(300)]) expect(slugRead(beacon(slug), 200), slug).toBeUndefined()
  })
})

describe('reads in one isolate', () => {
  const sent: { slug: string; count: number }[][] = []
  const limited = new Set<string>()
  const env = {
    READS: { limit: async ({ key }: { key: string }) => ({ success: !limited.has(key) }) },
    READERSHIP: { idFromName: (name: string) => name, get: () => ({ record: async (reads: { slug: string; count: number }[]) => void sent.push(reads) }) },
  } as unknown as Env
  beforeEach(() => {
    sent.length = 0
    limited.clear()
  })

  test('are gathered for a while and sent together, by slug and with nothing about who read', async () => {
    let flush = () => {}
    const wait = () => new Promise<void>((resolve) => (flush = resolve))
    const first = countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.7', cookie: 'id=1' }), 200, env, wait)
    await countRead(beacon('b'), 200, env, wait)
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

  test('of one network that loads a story all day stop counting', async () => {
    limited.add('198.51.100.9')
    await countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.9' }), 200, env, async () => {})
    expect(sent).toEqual([])
    await countRead(beacon('a', { 'cf-connecting-ip': '198.51.100.10' }), 200, env, async () => {})
    expect(sent).toEqual([[{ slug: 'a', count: 1 }]])
  })

  test('of made-up slugs fill no memory', async () => {
    let flush = () => {}
    const first = countRead(beacon('real'), 200, env, () => new Promise<void>((resolve) => (flush = resolve)))
    for (let n = 0; n < 2000; n++) await countRead(beacon(`made-up-${n}`), 200, env)
    await countRead(beacon('real'), 200, env)
    flush()
    await first
    expect(sent[0]?.length).toBe(500)
    expect(sent[0]?.[0]).toEqual({ slug: 'real', count: 2 })
  })
})
