import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, editionWithCall, type FakeKv, listingOf, paragraph, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers: { 'cf-ipcountry': 'SG', ...headers } }, env)
const text = async (path: string) => (await get(path)).text()
const publish = (more: object) => {
  forget()
  kv.put('en:article:phone-call', { ...phoneCall, kind: 'live', updates, ...more })
}
const page = async (more: object = {}) => {
  publish(more)
  return text('/world/phone-call')
}

const updates = [
  { id: 'newest', at: '2026-11-10T18:00:00Z', headline: 'It is over', body: [paragraph('They hung up.')] },
  { id: 'gone', at: '2026-11-10T17:30:00Z', body: [], takenBack: '2026-11-10T17:40:00Z' },
  {
    id: 'goal',
    at: '2026-11-10T17:00:00Z',
    headline: 'They agree',
    key: true,
    body: [paragraph('On two points.')],
    corrections: [{ at: '2026-11-10T17:20:00Z', text: 'An earlier version said three.' }],
  },
  { id: 'who', at: '2026-11-10T16:30:00Z', headline: 'Who is on the line', pinned: true, body: [paragraph('Two leaders.')] },
]

const aMinuteAgo = `${new Date(Date.now() - 60_000).toISOString().slice(0, 19)}Z`

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
})

describe('a live article', () => {
  test('shows what is pinned first, then the newest', async () => {
    const html = await page()
    expect([...html.matchAll(/class="live-update[^"]*" id="u-([a-z]+)"/g)].map(([, id]) => id)).toEqual(['who', 'newest', 'gone', 'goal'])
    expect(html).toContain('Pinned')
  })

  test('lists its key moments', async () => {
    expect(await page()).toMatch(/<nav class="key-moments"[\s\S]*<a href="#u-goal"><time[^>]*>01:00 SGT<\/time> They agree<\/a>/)
  })

  test('says of an update what was wrong, and of another that it was taken back', async () => {
    const html = await page()
    expect(html).toContain('An earlier version said three.')
    expect(html).toContain('We took this update back.')
  })

  test('asks for more while it goes on, and no more when it ended', async () => {
    expect(await page({ updatedAt: aMinuteAgo })).toContain(
      'data-hx-get="/fragments/updates/phone-call?since=2026-11-10T18:00:00Z" data-hx-trigger="every 30s"',
    )
    expect(await page({ updatedAt: '2026-11-10T18:00:00Z' }), 'nothing was told for two days').not.toContain('/fragments/updates/')
    const over = await page({ ended: '2026-11-10T18:30:00Z', developing: true })
    expect(over).toContain('This live coverage ended: 11 Nov 2026, 02:30 SGT')
    expect(over).not.toContain('/fragments/updates/')
    expect(over).not.toContain('details may change')
  })

  test('is asked for anew each time, until it ended: who is told that there is more gets it', async () => {
    publish({})
    expect((await get('/world/phone-call')).headers.get('cache-control')).toBe('private, no-cache')
    publish({ ended: '2026-11-10T18:30:00Z' })
    expect((await get('/world/phone-call')).headers.get('cache-control')).toContain('max-age=30')
  })

  test('asks for its first update, too', async () => {
    expect(await page({ updates: [], updatedAt: aMinuteAgo })).toContain('/fragments/updates/phone-call?since=')
  })

  test('is called live while it goes on, and as it happened when it ended or was left', async () => {
    const label = async (more: object) => /<strong class="kind ([^"]+)">([^<]+)/.exec(await page(more))?.slice(1)
    expect(await label({ updatedAt: aMinuteAgo })).toEqual(['kind-live', 'Live'])
    expect(await label({ ended: '2026-11-10T18:30:00Z' })).toEqual(['kind-ended', 'As it happened'])
    expect(await label({})).toEqual(['kind-ended', 'As it happened'])
  })

  test('tells search engines when it ended', async () => {
    expect(await page({ ended: '2026-11-10T18:30:00Z', developing: true })).toContain('"coverageEndTime":"2026-11-10T18:30:00Z"')
  })

  test('says in the language of the site what is the site’s', async () => {
    kv.put('site', { ...testSite, lang: 'de' })
    expect(await page({ ended: '2026-11-10T18:30:00Z' })).toContain('Diese Meldung haben wir zurückgezogen.')
  })
})

describe('what a live page asks twice a minute', () => {
  const ask = (since: string) => get(`/fragments/updates/phone-call?since=${since}`)

  test('is how many updates are newer, without those taken back', async () => {
    publish({})
    expect(await (await ask('2026-11-10T16:45:00Z')).text()).toContain('<a href="/world/phone-call">2 new updates</a>')
    const none = await ask('2026-11-10T18:00:00Z')
    expect(await none.text()).toMatch(/^<div data-hx-get="[^"]+since=2026-11-10T18:00:00Z" data-hx-trigger="every 30s"[^>]*><\/div>$/)
    expect(none.headers.get('cache-control')).toContain('max-age=10')
  })

  test('is at the end that it ended, and to ask no more', async () => {
    publish({ ended: '2026-11-10T18:30:00Z' })
    const html = await (await ask('2026-11-10T18:00:00Z')).text()
    expect(html).toContain('This live coverage ended')
    expect(html).not.toContain('data-hx-get')
  })

  test('is 404 for what is no article and no time', async () => {
    expect((await get('/fragments/updates/nothing?since=2026-11-10T18:00:00Z')).status).toBe(404)
    expect((await ask('yesterday')).status).toBe(404)
  })
})

test('a card of an event that ended says so, and one of an event that goes on is live', async () => {
  const cards = cardsOf(2, (at) => ({ kind: 'live' as const, ...(at === 2 && { ended: '2026-11-10T18:30:00Z' }) }))
  forget()
  kv.put('en:listing:section/world', listingOf('section/world', cards))
  const html = await text('/world')
  expect([...html.matchAll(/<strong class="kind ([\w-]+)">([^<]+)/g)].map(([, ...said]) => said)).toEqual([
    ['kind-live', 'Live'],
    ['kind-ended', 'As it happened'],
  ])
})

test('Markdown has the key moments, all corrections and the end, and nothing of what was taken back', async () => {
  publish({ ended: '2026-11-10T18:30:00Z' })
  const markdown = await text('/world/phone-call.md')
  for (const part of ['ended: 2026-11-10T18:30:00Z', 'keyMoments:', 'An earlier version said three.']) expect(markdown).toContain(part)
  expect(markdown).not.toContain('2026-11-10T17:30:00Z')
})
