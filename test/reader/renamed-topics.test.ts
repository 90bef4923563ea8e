import { beforeEach, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, fakeEnv, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv())
  kv.put('site', testSite)
  const moved = (name: string, to: string) =>
    kv.put(`en:listing:${name}`, { v: 1, name, title: 'Old', cards: [], total: 0, updatedAt: '2026-11-24T12:00:00Z', to })
  moved('topic/mali', '/topic/sahel')
  moved('author/an-lee', '/author/ann-lee')
})

test.each([
  ['/topic/mali', '/topic/sahel'],
  ['/topic/mali?page=3', '/topic/sahel?page=3'],
  ['/topic/mali/feed.xml', '/topic/sahel/feed.xml'],
  ['/topic/mali/feed.json', '/topic/sahel/feed.json'],
  ['/author/an-lee', '/author/ann-lee'],
  ['/author/an-lee/feed.xml', '/author/ann-lee/feed.xml'],
  ['/fragments/listing/topic/mali?page=2', '/fragments/listing/topic/sahel?page=2'],
])('readers of %s are sent to %s, for one read of KV', async (from, to) => {
  const response = await site.request(from, {}, env)
  expect([response.status, response.headers.get('location')]).toEqual([301, to])
  expect(response.headers.get('cache-tag') ?? '').toContain('listing')
  expect(kv.reads).toBe(1)
})
