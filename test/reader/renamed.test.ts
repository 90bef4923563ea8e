import { beforeEach, describe, expect, test } from 'vitest'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, phoneCall } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => site.request(path, { method, headers }, env)
const led = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const response = await get(path, headers, method)
  return [response.status, response.headers.get('location')]
}

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
  kv.put('en:article:old', { v: 1, withdrawn: true, slug: 'old', section: 'world', at: '2026-11-24T08:00:00Z', to: '/world/phone-call' }, { tag: 'r1', at: 1 })
})

describe('the old address of a story that was renamed', () => {
  test.each([
    ['/world/old', '/world/phone-call'],
    ['/asia/old', '/world/phone-call'],
    ['/old', '/world/phone-call'],
    ['/world/old.md', '/world/phone-call.md'],
    ['/world/old?utm_source=post', '/world/phone-call'],
  ])('%s leads to %s, at once and for good', async (path, to) => {
    expect(await led(path)).toEqual([301, to])
    expect(await led(path, {}, 'HEAD')).toEqual([301, to])
    expect((await get(to)).status).toBe(200)
  })

  test('leads agents there too, and what they ask for is what they get', async () => {
    const headers = { accept: 'text/markdown' }
    expect(await led('/world/old', headers)).toEqual([301, '/world/phone-call'])
    expect((await get('/world/phone-call', headers)).headers.get('content-type')).toMatch(/^text\/markdown/)
  })

  test('has a page of changes, where the site shows them, that leads to the new one', async () => {
    expect((await get('/world/old/changes')).status).toBe(404)
    kv.put('site', { ...(JSON.parse(kv.values.get('site')?.text ?? '{}') as object), showChanges: true })
    ;(await import('../../src/edition/edition.ts')).forget()
    expect(await led('/world/old/changes')).toEqual([301, '/world/phone-call/changes'])
  })

  test('has a picture of its headline yet, under the new one', async () => {
    expect(await led('/pictures/social/old/h1.png')).toEqual([302, '/pictures/social/phone-call/h1.png'])
  })

  test('costs one read of KV, and is purged by what it was made of', async () => {
    const response = await get('/world/old')
    expect(kv.reads).toBe(1)
    expect(response.headers.get('cache-tag')?.split(',')).toContain('en:article:old')
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    kv.reads = 0
    ;(await import('../../src/edition/edition.ts')).forget()
    await get('/world/phone-call')
    expect(kv.reads).toBe(1)
  })

  test('shows no advertisement to whoever has its page open: the story may be sensitive', async () => {
    const campaign = { id: 'a', advertiser: 'A', kind: 'house', slots: ['rail'], weight: 1, creatives: [{ id: 'b', href: '/latest', headline: 'Read us' }] }
    kv.put('campaigns', [campaign])
    expect(await (await get('/fragments/ads/rail?section=world&slug=phone-call')).text()).toContain('Read us')
    expect(await (await get('/fragments/ads/rail?section=world&slug=old')).text()).toBe('')
    expect((await get('/fragments/also/old')).status).toBe(200)
  })

  test('leads to where the story was withdrawn, and is gone there', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T08:00:00Z' })
    expect(await led('/world/old')).toEqual([301, '/world/phone-call'])
    expect((await get('/world/phone-call')).status).toBe(410)
  })

  test.each(['javascript:alert(1)', '//elsewhere.example', 'data:text/html,hi', 7])('leads nowhere that is no address: %j', async (to) => {
    kv.put('en:article:odd', { v: 1, withdrawn: true, slug: 'odd', section: 'world', at: '2026-11-24T08:00:00Z', to })
    expect((await led('/world/odd'))[0]).toBe(404)
  })

  test('is nobody else’s: an article that only says a field of that name is shown', async () => {
    kv.put('en:article:phone-call', { ...phoneCall, to: '/elsewhere' })
    expect((await get('/world/phone-call')).status).toBe(200)
  })
})
