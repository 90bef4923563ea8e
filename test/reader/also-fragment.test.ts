import { beforeEach, describe, expect, test } from 'vitest'
import { slugRead } from '../../src/readership/count-read.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, editionWithCall, type FakeKv, listingOf } from '../fakes.ts'

let kv: FakeKv
let env: Env
const BROWSER = { 'hx-request': 'true', 'user-agent': 'Mozilla/5.0 (X11; Linux x64; rv:145.0) Gecko/20100101 Firefox/145.0' }
const ask = async (slug: string, headers: Record<string, string> = {}) => {
  const request = new Request(`https://news.example/fragments/also/${slug}`, { headers: { ...BROWSER, ...headers } })
  const response = await site.request(request, {}, env)
  return { response, text: await response.text(), counts: slugRead(request, response.status) !== undefined }
}
const tombstone = (slug: string, to?: string) => ({ v: 1, withdrawn: true, slug, section: 'world', at: '2026-11-24T08:00:00Z', ...(to && { to }) })

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
  kv.put(
    'en:listing:latest',
    listingOf(
      'latest',
      cardsOf(3, () => ({ headline: 'Newest' })),
    ),
  )
})

describe('"Also worth reading"', () => {
  test('has a story’s own cards, and counts as a read of it', async () => {
    kv.put('en:also/phone-call', { v: 1, slug: 'phone-call', cards: cardsOf(2, () => ({ headline: 'Beside' })) })
    const { response, text, counts } = await ask('phone-call')
    expect([response.status, counts, kv.reads]).toEqual([200, true, 1])
    expect(text).toContain('Beside')
    // What comes out elsewhere changes nothing here.
    expect(response.headers.get('cache-tag')?.split(',')).toEqual(['site', 'en:also/phone-call'])
  })

  test('begins with one of the first that has a picture, so that no column beside its others stays empty', async () => {
    const [pictured, ...others] = cardsOf(4, (at) => ({ headline: `Story ${at}.` }))
    const words = others.map(({ picture: _, ...card }) => card)
    const order = async (slug: string, cards: unknown[]) => {
      kv.put(`en:also/${slug}`, { v: 1, slug, cards })
      return (await ask(slug)).text.match(/Story\s\d/g)?.map((name) => Number(name.at(-1)))
    }
    expect(await order('phone-call', [words[0], words[1], pictured, words[2]])).toEqual([1, 2, 3, 4])
    expect(await order('storm', [words[0], words[1], words[2], pictured])).toEqual([2, 3, 4, 1])
  })

  test('has the latest beside a story that somebody put into KV, from a second read, and counts', async () => {
    const { response, text, counts } = await ask('phone-call')
    expect([response.status, counts, kv.reads]).toEqual([200, true, 2])
    expect(text).toContain('Newest')
    expect(response.headers.get('cache-tag')?.split(',')).toEqual(['site', 'en:also/phone-call', 'en:article:phone-call', 'en:listing:latest'])
  })

  test('has the latest for whoever has the page of a renamed story open, and counts for that story', async () => {
    kv.put('en:article:old', tombstone('old', '/world/phone-call'))
    const { response, text, counts } = await ask('old')
    expect([response.status, counts]).toEqual([200, true])
    expect(text).toContain('Newest')
  })

  test('of a withdrawn story is gone and counts no more, and whoever has its page open has the latest to go on with', async () => {
    kv.put('en:article:phone-call', tombstone('phone-call'))
    const { response, text, counts } = await ask('phone-call')
    expect([response.status, counts]).toEqual([410, false])
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    expect(text).toContain('Newest')
    expect((await ask('phone-call', { 'if-none-match': response.headers.get('etag') ?? '' })).counts).toBe(false)
  })

  test.each(['made-up', 'made-up-2', 'x'.repeat(100)])('of a story that nobody wrote is missing and counts nothing (%s)', async (slug) => {
    for (const headers of [{}, { 'if-none-match': '*' }]) {
      const { response, counts } = await ask(slug, headers)
      expect([response.status, counts]).toEqual([404, false])
    }
  })

  test('of a story that is still to come is missing: it counts nothing, and nobody learns that it is there', async () => {
    kv.put('en:article:to-come', { ...JSON.parse(kv.values.get('en:article:phone-call')?.text ?? '{}'), slug: 'to-come', publishedAt: '2199-01-01T00:00:00Z' })
    const { response, text, counts } = await ask('to-come')
    expect([response.status, counts]).toEqual([404, false])
    expect(text).toBe((await ask('made-up')).text)
  })
})
