import { beforeEach, describe, expect, test } from 'vitest'
import { EditionUnavailable, forget, openEdition } from '../../src/edition/edition.ts'
import { cardsOf, type FakeKv, fakeEnv, fakePress, listingOf, phoneCall, testSite } from '../fakes.ts'

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

describe('a value in KV cannot be read, and this isolate remembers nothing', () => {
  const asked: string[] = []
  /** What the ledger has. */
  let ledger: Record<string, unknown>
  beforeEach(() => {
    asked.length = 0
    ledger = { 'en:article:phone-call': phoneCall, site: testSite }
    const press = fakePress({
      lastGoodCopy: async (key, message) => {
        asked.push(`${key} ${message}`)
        return key in ledger ? { text: JSON.stringify(ledger[key]), tag: '7' } : null
      },
    })
    env = { ...env, PRESS: press.namespace } as unknown as Env
  })

  const tombstone = { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T00:00:00Z' }
  test.each<[string, unknown]>([
    ['JSON with a typo', '{"v":1,'],
    ['nothing', ''],
    ['null', null],
    ['a list', [phoneCall]],
    ['a number', 7],
    ['an article of another version', { ...phoneCall, v: 2 }],
    ['an article without its headline', { ...phoneCall, headline: undefined }],
    ['another’s article', { ...phoneCall, slug: 'another', headline: 'Another’s' }],
    ['an article that says it is withdrawn', { ...phoneCall, withdrawn: true }],
    ['a tombstone without its day', { ...tombstone, at: 'yesterday' }],
    ['another’s tombstone', { ...tombstone, slug: 'another' }],
    ['a tombstone that says it is none', { ...tombstone, withdrawn: false }],
  ])('%s: readers keep the last good copy, and the press is told once', async (_, value) => {
    kv.put('en:article:phone-call', value)
    for (const ms of [0, 1000, 11_000, 60_000])
      expect((await at(ms).article('phone-call')).article).toMatchObject({ value: { headline: phoneCall.headline }, tag: '7' })
    expect(asked).toEqual([expect.stringMatching(/^en:article:phone-call ./)])
    kv.put('en:article:phone-call', { ...phoneCall, headline: 'Mended' })
    expect((await at(90_000).article('phone-call')).article).toMatchObject({ value: { headline: 'Mended' } })
  })

  test('a good tombstone is one, whoever put it there', async () => {
    kv.put('en:article:phone-call', tombstone)
    expect((await at(0).article('phone-call')).article).toMatchObject({ withdrawn: { slug: 'phone-call' } })
    expect(asked).toEqual([])
  })

  test('and the ledger has no copy: it is not there, and the press is not asked for every reader', async () => {
    kv.put('en:article:broken', '{"v":1,')
    for (let reader = 0; reader < 20; reader++) expect((await at(reader).article('broken')).article).toBeUndefined()
    expect(asked.length).toBe(1)
  })

  test('the ledger has it for a later time, and readers see nothing before', async () => {
    ledger['en:article:phone-call'] = { ...phoneCall, publishedAt: '2026-12-24T00:00:00Z' }
    kv.put('en:article:phone-call', 'null')
    expect((await at(0).article('phone-call')).article).toBeUndefined()
  })

  test.each(['{"name":', '[]', 'null', '{"name":"Without sections","url":"https://news.example"}', '""'])(
    'the site’s value is the last good one over %s',
    async (text) => {
      kv.put('site', text)
      expect((await at(0).site()).value).toMatchObject({ name: testSite.name, sections: testSite.sections, newsletter: { consentVersion: '2026-11' } })
    },
  )

  test('so are bookings and listings, and a listing that is another’s', async () => {
    ledger.campaigns = [{ id: 'house', advertiser: 'Us', creatives: [{ id: 'a', href: '/x', headline: 'Y' }] }]
    ledger['en:listing:topic/mali'] = listingOf('topic/mali', cardsOf(2))
    ledger['en:also/phone-call'] = { v: 1, slug: 'phone-call', cards: cardsOf(1) }
    kv.put('campaigns', '{}')
    kv.put('en:listing:topic/mali', listingOf('topic/niger', cardsOf(5)))
    kv.put('en:also/phone-call', { v: 1, slug: 'another', cards: [] })
    expect((await at(0).campaigns()).campaigns[0]?.value).toMatchObject([{ id: 'house' }])
    expect((await at(0).listing('topic/mali')).listing?.value).toMatchObject({ total: 2 })
    expect((await at(0).also('phone-call')).also?.value.cards.length).toBe(1)
  })

  test('bookings of all sections, of this one and the article come in one read, and a section without any is believed to be so', async () => {
    const booked = (id: string) => [{ id, advertiser: 'Us', creatives: [{ id: 'a', href: '/x', headline: 'Y' }] }]
    kv.put('campaigns', booked('all'))
    kv.put('campaigns:section/world', booked('world'))
    const ids = async (ms: number, section?: string) =>
      (await at(ms).campaigns('phone-call', section)).campaigns.flatMap(({ value }) => value.map(({ id }) => id))
    expect([await ids(0, 'world'), kv.reads]).toEqual([['all', 'world'], 1])
    expect([await ids(0, 'sport'), kv.reads], 'the article is in another section than its open page says').toEqual([['all', 'world'], 2])
    expect([await ids(5000, 'sport'), kv.reads], 'nobody asks again for what is not there').toEqual([['all', 'world'], 2])
    forget()
    expect([await ids(0), kv.reads], 'nobody says where').toEqual([['all', 'world'], 4])
  })

  test('and the press does not answer: that is said, but for the site’s own dress', async () => {
    env = { ...env, PRESS: fakePress().namespace } as unknown as Env
    kv.put('en:article:phone-call', '{')
    await expect(at(0).article('phone-call')).rejects.toThrow(EditionUnavailable)
    kv.put('site', '{')
    forget()
    expect((await at(0).site()).value.name).toBe('Dateline')
  })

  test('it costs one read of KV, as ever', async () => {
    kv.put('en:article:phone-call', '{')
    kv.put('site', '{')
    await at(0).article('phone-call')
    expect(kv.reads).toBe(1)
  })
})
