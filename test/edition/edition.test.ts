import { beforeEach, describe, expect, test } from 'vitest'
import { EditionUnavailable, forget, openEdition } from '../../src/edition/edition.ts'
import { type FakeKv, fakeEnv, phoneCall, testSite } from '../fakes.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
let kv: FakeKv
let env: Env
let logged: Record<string, unknown>[]
const at = (ms: number) => openEdition({ env, now: NOW + ms, origin: 'http://localhost', log: (line) => logged.push(line) })

beforeEach(() => {
  forget()
  logged = []
  const fake = fakeEnv()
  kv = fake.kv
  env = fake.env
  kv.put('site', testSite)
  kv.put('en:article:phone-call', phoneCall)
})

describe('reading the edition', () => {
  test('a cold article and the site come in one read, a hot article in none', async () => {
    expect((await at(0).article('phone-call')).article).toMatchObject({ value: { headline: 'Two leaders speak by phone' } })
    expect(kv.reads).toBe(1)
    await at(5000).article('phone-call')
    expect(kv.reads).toBe(1)
    await at(11_000).article('phone-call')
    expect(kv.reads).toBe(2)
  })

  test('an article put into KV by hand is there for the next reader, even after a miss', async () => {
    expect((await at(0).article('by-hand')).article).toBeUndefined()
    kv.put('en:article:by-hand', { ...phoneCall, slug: 'by-hand' })
    expect((await at(1).article('by-hand')).article).toBeDefined()
  })

  test('hand-put copy has a tag of its own that changes with it', async () => {
    const first = await at(0).article('phone-call')
    kv.put('en:article:phone-call', { ...phoneCall, headline: 'Two leaders spoke by phone' })
    const second = await at(60_000).article('phone-call')
    expect(first.article?.tag).not.toBe(second.article?.tag)
  })

  test('the press’s revision is the tag', async () => {
    kv.put('en:article:phone-call', phoneCall, { tag: '7' })
    expect((await at(0).article('phone-call')).article?.tag).toBe('7')
  })

  test('JSON that does not parse is logged, and nothing is shown', async () => {
    kv.put('en:article:broken', '{"v":1,')
    expect((await at(0).article('broken')).article).toBeUndefined()
    expect(logged).toMatchObject([{ event: 'malformed-copy', key: 'en:article:broken' }])
  })

  test('the last good copy stays in place of a broken one', async () => {
    await at(0).article('phone-call')
    kv.put('en:article:phone-call', { ...phoneCall, v: 2 })
    expect((await at(60_000).article('phone-call')).article).toMatchObject({ value: { headline: phoneCall.headline } })
    expect(logged).toMatchObject([{ event: 'malformed-copy' }])
  })

  test('when KV fails, what is remembered is shown', async () => {
    await at(0).article('phone-call')
    kv.failing = true
    expect((await at(3_600_000).article('phone-call')).article).toBeDefined()
  })

  test('when KV fails and nothing is remembered, that is said', async () => {
    kv.failing = true
    await expect(at(0).article('phone-call')).rejects.toThrow(EditionUnavailable)
  })

  test('an article dated ahead is not there before its time', async () => {
    kv.put('en:article:tomorrow', { ...phoneCall, slug: 'tomorrow', publishedAt: '2026-11-25T00:00:00Z' })
    expect((await at(0).article('tomorrow')).article).toBeUndefined()
    expect((await at(13 * 3_600_000).article('tomorrow')).article).toBeDefined()
  })

  test('a withdrawn article is known as one', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T00:00:00Z' }, { tag: '8' })
    expect((await at(0).article('phone-call')).article).toMatchObject({ withdrawn: { section: 'world' }, tag: '8' })
  })

  test('memory is bounded: five hundred articles later the first must be read again', async () => {
    await at(0).article('phone-call')
    for (let n = 0; n < 500; n++) {
      kv.put(`en:article:a-${n}`, { ...phoneCall, slug: `a-${n}` })
      await at(0).article(`a-${n}`)
    }
    const before = kv.reads
    await at(1).article('phone-call')
    expect(kv.reads).toBe(before + 1)
  })

  test('an edition without a site value is readable', async () => {
    kv.values.delete('site')
    const { site, article } = await at(0).article('phone-call')
    expect(site.value.url).toBe('http://localhost')
    expect(article).toBeDefined()
  })
})
