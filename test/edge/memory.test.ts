/** What an isolate holds after a crowd came over more addresses than it can remember: measured, not what it believes to hold. */

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeEach, expect, test, vi } from 'vitest'
import { forget, openEdition } from '../../src/edition/edition.ts'
import { Memo } from '../../src/edition/memo.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, paragraph, phoneCall } from '../fakes.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What has a finalizer goes only with the collection after. */
async function heldMb() {
  for (let times = 0; times < 3; times++) {
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1_000_000
}

/** KV with an article under every slug that begins so, made when it is read and kept by nobody else. */
function withStories(kv: FakeKv, words: number) {
  const read = kv.getWithMetadata.bind(kv)
  kv.getWithMetadata = async (asked) => {
    const values = (await read(asked)) as Map<string, unknown>
    for (const key of values.keys()) {
      const slug = /^en:article:(story-.+)$/.exec(key)?.[1]
      if (!slug) continue
      const body = Array.from({ length: words / 100 }, (_, at) => paragraph(`${slug} ${at} ${'Word after word. '.repeat(33)}`))
      values.set(key, { value: JSON.stringify({ ...phoneCall, slug, body }), metadata: { tag: slug, at: 1 }, cacheStatus: null })
    }
    return values as never
  }
}

let kv: FakeKv
let env: Env
beforeEach(() => {
  ;({ kv, env } = editionWithCall())
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})
const get = (path: string) => site.request(`https://news.example${path}`, {}, env)
/** Its clock stands still: a slow machine is no later. */
const NOW = Date.now()
const edition = () => openEdition({ env, now: NOW, origin: '', log: () => undefined })

test('a hundred thousand slugs, most of them made up, fill no memory, and push out nothing that is read', async () => {
  withStories(kv, 1000)
  await get('/world/phone-call')
  const before = await heldMb()
  for (let n = 0; n < 100_000; n++) await edition().article(n % 50 === 0 ? `story-${n}` : `made-up-${n}-${'x'.repeat(130)}`)
  expect((await heldMb()) - before).toBeLessThan(10)
  await edition().article('phone-call')
  for (let n = 0; n < 5000; n++) await edition().article(`made-up-again-${n}`)
  const reads = kv.reads
  await edition().article('phone-call')
  expect(kv.reads).toBe(reads)
})

test('thousands of long stories, and as many queries that somebody made up, are held in a third of what an isolate has', async () => {
  withStories(kv, 5000)
  await get('/world/phone-call')
  const before = await heldMb()
  for (let n = 0; n < 2000; n++) await edition().article(`story-${n}`)
  for (let n = 0; n < 20; n++) await edition().articles(Array.from({ length: 99 }, (_, at) => `story-of-feed-${n}-${at}`))
  for (let n = 0; n < 100; n++) await (await get(`/world/story-${n}?x=${n}`)).text()
  for (let n = 0; n < 2000; n++) await (await get(`/world/phone-call?from=${n}${'y'.repeat(1000)}`)).text()
  for (let n = 0; n < 2000; n++) await (await get(`/world?page=${n}&x=${'z'.repeat(1000)}`)).text()
  expect((await heldMb()) - before).toBeLessThan(44)
  forget()
})

test('keys count as what they take', () => {
  const memo = new Memo<string>({ maxEntries: 1000, maxBytes: 100_000 })
  for (let n = 0; n < 1000; n++) memo.set(`${n} ${'k'.repeat(1000)}`, 'v', { freshUntil: 0, bytes: 1 })
  const held = Array.from({ length: 1000 }, (_, n) => memo.has(`${n} ${'k'.repeat(1000)}`)).filter(Boolean).length
  expect(held).toBeGreaterThan(30)
  expect(held).toBeLessThanOrEqual(50)
})

test('what is read goes on being remembered, whatever else comes by once', () => {
  const memo = new Memo<string>({ maxEntries: 10, maxBytes: 1_000_000 })
  for (const key of ['front', 'story']) memo.set(key, key, { freshUntil: 0, bytes: 1 })
  for (let n = 0; n < 1000; n++) {
    memo.set(`old ${n}`, 'v', { freshUntil: 0, bytes: 1 })
    expect([memo.get('front')?.value, memo.get('story')?.value]).toEqual(['front', 'story'])
  }
  expect(memo.has('old 0')).toBe(false)
  expect(memo.has('old 999')).toBe(true)
})
