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
    expect(await page()).toMatch(/<nav class="key-moments"[\s\S]*<a href="#u-goal"><time[^>]*>01:00 SGT<\/time> <span>They agree<\/span><\/a>/)
  })

  test('says of an update what was wrong, and of another that it was taken back', async () => {
    const html = await page()
    expect(html).toContain('An earlier version said three.')
    expect(html).toContain('We took this update back.')
  })

  test('asks for more while it goes on, and no more when it ended', async () => {
    expect(await page({ updatedAt: aMinuteAgo })).toMatch(/role="status" data-live="\/fragments\/live\/phone-call" data-seconds="20" data-after="newest"/)
    expect(await page({ updatedAt: '2026-11-10T18:00:00Z' }), 'nothing was told for two days').not.toContain('/fragments/live/')
    const over = await page({ ended: '2026-11-10T18:30:00Z', developing: true })
    expect(over).toContain('This live coverage ended: 11 Nov 2026, 02:30 SGT')
    expect(over).not.toContain('/fragments/live/')
    expect(over).not.toContain('/static/live.')
    expect(over).not.toContain('details may change')
  })

  test('is asked for anew each time, until it ended: who is told that there is more gets it', async () => {
    publish({ updatedAt: aMinuteAgo })
    expect((await get('/world/phone-call')).headers.get('cache-control')).toBe('private, no-cache')
    publish({ ended: '2026-11-10T18:30:00Z' })
    expect((await get('/world/phone-call')).headers.get('cache-control')).toContain('max-age=30')
  })

  test('asks for its first update, too', async () => {
    expect(await page({ updates: [], updatedAt: aMinuteAgo })).toContain('data-live="/fragments/live/phone-call" data-seconds="20" data-after=""')
  })

  test('is called live while it goes on, and as it happened when it ended or was left', async () => {
    const label = async (more: object) => /<strong class="kind ([^"]+)">([^<]+)/.exec(await page(more))?.slice(1)
    expect(await label({ updatedAt: aMinuteAgo })).toEqual(['kind-live', 'Live'])
    expect(await label({ ended: '2026-11-10T18:30:00Z' })).toEqual(['kind-ended', 'As it happened'])
    expect(await label({})).toEqual(['kind-ended', 'As it happened'])
    expect(await page({ ended: '2026-11-10T18:30:00Z' })).toContain('<h2 id="live-updates">As it happened</h2>')
  })

  test('doesn’t say how long it takes to read: nobody reads all of an event', async () => {
    expect(await page()).not.toContain('min read')
    expect(await page({ kind: 'news' })).not.toContain('min read')
    expect(await page({ kind: 'news', updates: undefined })).toContain('min read')
  })

  test('tells who has no script how to see more', async () => {
    expect(await page({ updatedAt: aMinuteAgo })).toContain('<p class="live-reload">Reload this page to see new updates.</p>')
  })

  test('tells search engines when it ended', async () => {
    expect(await page({ ended: '2026-11-10T18:30:00Z', developing: true })).toContain('"coverageEndTime":"2026-11-10T18:30:00Z"')
  })

  test('says in the language of the site what is the site’s', async () => {
    kv.put('site', { ...testSite, lang: 'de' })
    expect(await page({ ended: '2026-11-10T18:30:00Z' })).toContain('Diese Meldung haben wir zurückgezogen.')
  })
})

const manyUpdates = Array.from({ length: 120 }, (_, at) => ({
  id: `u${at}`,
  at: new Date(Date.UTC(2026, 10, 10, 17) + at * 60_000).toISOString().replace('.000', ''),
  headline: `Update ${at}`,
  key: at === 3,
  pinned: at === 5,
  body: [paragraph(`What happened at ${at}.`)],
}))

describe('a live article with 120 updates', () => {
  const idsOn = (html: string) => [...html.matchAll(/class="live-update[^"]*" id="u-(\w+)"/g)].map(([, id]) => id)

  test('shows what is pinned and fifty, and leads to the others, each on one page', async () => {
    const first = await page({ updates: manyUpdates })
    expect(idsOn(first)).toHaveLength(51)
    expect(idsOn(first).slice(0, 2)).toEqual(['u5', 'u119'])
    expect(first).toContain('<a href="/world/phone-call?from=u69#live-updates" rel="next">Earlier updates</a>')
    const second = await text('/world/phone-call?from=u69')
    expect(idsOn(second)).toEqual(Array.from({ length: 50 }, (_, at) => `u${69 - at}`))
    expect(second).toContain('<a href="/world/phone-call#live-updates">Latest updates</a>')
    const third = await text('/world/phone-call?from=u19')
    expect(idsOn(third)).toEqual(Array.from({ length: 20 }, (_, at) => `u${19 - at}`))
    expect(third).not.toContain('rel="next"')
    expect(third).toContain('<link rel="canonical" href="https://news.example/world/phone-call"/>')
  })

  test('leads from a key moment to the page that has it', async () => {
    expect(await page({ updates: manyUpdates })).toContain('<a href="/world/phone-call?from=u3#u-u3">')
    expect(await text('/world/phone-call?from=u19')).toContain('<a href="#u-u3">')
  })

  test('shows an address with an update that there isn’t like one without', async () => {
    expect(idsOn(await page({ updates: manyUpdates }))).toEqual(idsOn(await text('/world/phone-call?from=nothing')))
  })

  test('brings the script that finds an update by its address, though it ended', async () => {
    expect(await page({ updates: manyUpdates, ended: '2026-11-10T19:30:00Z' })).toMatch(/data-live="" [\s\S]*<script src="\/static\/live\./)
  })
})

describe('what an open page of live coverage asks', () => {
  const attributesOf = (html: string): Record<string, string | undefined> =>
    Object.fromEntries([...html.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name = '', value]) => [name, value]))
  /** What the page knows that was made of the updates so far. */
  async function openPage(more: object = {}) {
    const html = await page({ updatedAt: aMinuteAgo, ...more })
    const { after, seen, text } = attributesOf(html.slice(html.indexOf('class="new-updates"')))
    return { after, seen, text }
  }
  const askFrom = ({ after, seen }: { after?: string | undefined; seen?: string | undefined }) => get(`/fragments/live/phone-call?after=${after}&seen=${seen}`)
  const newer = { id: 'later', at: '2026-11-10T18:10:00Z', headline: 'They call again', key: true, body: [paragraph('It rang twice.')] }

  test('is answered with 204, at most 400 bytes and one read, where nothing is new', async () => {
    const known = await openPage()
    forget()
    const before = kv.reads
    const none = await askFrom(known)
    expect(none.status).toBe(204)
    expect(kv.reads - before).toBe(1)
    expect([...none.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 'HTTP/1.1 204 No Content\r\n'.length)).toBeLessThanOrEqual(
      400,
    )
    expect(none.headers.get('cache-control')).toBe('public, max-age=10')
  })

  test('is never purged: it ends by itself', async () => {
    const known = await openPage()
    for (const response of [await askFrom(known), await askFrom({ ...known, after: 'goal' })]) {
      expect(response.headers.get('cache-tag')).toBeNull()
      expect(response.headers.get('cloudflare-cdn-cache-control')).toBeNull()
    }
  })

  test('is the same of everybody who has the same', async () => {
    const [one, other] = [await openPage(), await openPage()]
    expect(one).toEqual(other)
    publish({ updatedAt: aMinuteAgo, updates: [newer, ...updates] })
    const told = attributesOf(await (await askFrom(one)).text())
    expect(told).toMatchObject(await openPage({ updates: [newer, ...updates] }))
  })

  test('brings what is newer, and the key moments, and nothing of what is known', async () => {
    const known = await openPage()
    publish({ updatedAt: aMinuteAgo, updates: [newer, ...updates] })
    const html = await (await askFrom(known)).text()
    expect([...html.matchAll(/id="u-(\w+)"/g)].map(([, id]) => id)).toEqual(['later'])
    expect(html).toContain('They call again</span>')
    expect(html).not.toContain('data-order')
  })

  test('names the versions of all older updates when one was changed or taken back', async () => {
    const known = await openPage()
    const [first, gone, goal, who] = updates
    publish({ updatedAt: aMinuteAgo, updates: [{ id: first?.id, at: first?.at, body: [], takenBack: '2026-11-10T18:20:00Z' }, gone, goal, who] })
    const { order, after } = attributesOf(await (await askFrom(known)).text())
    expect(after).toBe('newest')
    expect(order?.split(' ').map((entry) => entry.split('.')[0])).toEqual(['newest', 'gone', 'goal', 'who'])
    expect(order).toMatch(/^newest\.x/)
    const named = await (await get('/fragments/live/phone-call?only=newest,who')).text()
    expect([...named.matchAll(/id="u-(\w+)"/g)].map(([, id]) => id)).toEqual(['newest', 'who'])
    expect(named).toContain('We took this update back.')
  })

  test('is nothing from an edge server that is behind the page', async () => {
    publish({ updatedAt: aMinuteAgo })
    const [, time, hash] = /^(\w+)\.(\w+)$/.exec((await openPage()).seen ?? '') ?? []
    const newerTime = (Number.parseInt(time ?? '', 36) + 60_000).toString(36)
    expect((await askFrom({ after: 'not-here-yet', seen: `${newerTime}.${hash}` })).status).toBe(204)
    expect((await askFrom({ after: 'not-here-any-more', seen: `${time}.${hash}x` })).status).toBe(200)
  })

  test('tells that the event ended, and that its text was changed', async () => {
    const known = await openPage()
    publish({ updatedAt: aMinuteAgo, ended: '2026-11-10T18:30:00Z' })
    expect(attributesOf(await (await askFrom(known)).text())).toMatchObject({
      heading: 'As it happened',
      over: '',
      ended: 'This live coverage ended: 11 Nov 2026, 02:30 SGT',
      label: 'As it happened',
      text: known.text,
    })
    publish({ updatedAt: aMinuteAgo, body: [paragraph('Another text.')] })
    const reopened = attributesOf(await (await askFrom(known)).text())
    expect(reopened.text).not.toBe(known.text)
    expect(reopened).toMatchObject({ label: 'Live', heading: 'Live updates' })
    expect(reopened).not.toHaveProperty('over')
  })

  test('brings a new score as part of the page that it has', async () => {
    const board = (score: string) => ({
      type: 'scoreboard',
      sides: [
        { name: 'Rovers', score },
        { name: 'Quayside', score: '0' },
      ],
    })
    const known = await openPage({ body: [board('0'), paragraph('They play.')] })
    publish({ updatedAt: aMinuteAgo, body: [board('1'), paragraph('They play.')] })
    const html = await (await askFrom(known)).text()
    expect(html).toContain('<b><bdi>Rovers</bdi></b> <span data-now="true">1</span>')
    expect(attributesOf(html).text).toBe(known.text)
  })

  test('says by its version which update is pinned', async () => {
    const known = await openPage()
    publish({ updatedAt: aMinuteAgo, updates: updates.map((update) => ({ ...update, pinned: update.id === 'goal' })) })
    const { order } = attributesOf(await (await askFrom(known)).text())
    expect(order?.split(' ').map((entry) => entry.replace(/\.(p|x)?h.*/, ' $1'))).toEqual(['newest ', 'gone x', 'goal p', 'who '])
  })

  test('is 204 where none of the named updates is there', async () => {
    publish({ updatedAt: aMinuteAgo })
    for (const only of ['nothing', '', 'No_id', ',,', '%F0%9F%8E%88'])
      expect([only, (await get(`/fragments/live/phone-call?only=${only}`)).status]).toEqual([only, 204])
  })

  test('made up, is answered all the same, and no cache keeps a copy of it', async () => {
    const { after, seen } = await openPage()
    const known = `after=${after}&seen=${seen}`
    const cachingOf = async (query: string) => {
      const { status, headers } = await get(`/fragments/live/phone-call?${query}`)
      expect([query, [200, 204].includes(status)]).toEqual([query, true])
      return headers.get('cache-control')
    }
    for (const query of [known, `${known}&utm_source=x`, `${known}&after=x`, '__proto__=1', 'after=', 'after=&seen=', 'after=goal', 'only=goal,who', ''])
      expect([query, await cachingOf(query)]).toEqual([query, 'public, max-age=10'])
    for (const query of [
      'after=Not_An_Id',
      'after=%00',
      'seen=x',
      `after=&seen=${'a'.repeat(99)}.b`,
      'only=',
      'only=A',
      `only=${Array.from({ length: 21 }, (_, at) => `u${at}`)}`,
    ])
      expect([query, await cachingOf(query)]).toEqual([query, 'no-store'])
  })

  test('is an address for more than fits', async () => {
    const known = await openPage()
    publish({ updatedAt: aMinuteAgo, updates: [...manyUpdates.map((update) => ({ ...update, at: update.at.replace('-10T', '-11T') })), ...updates] })
    expect(attributesOf(await (await askFrom(known)).text()).reload).toBe('/world/phone-call')
  })

  test('is 404 for what there isn’t, and 410 for what was withdrawn or has another name', async () => {
    expect((await get('/fragments/live/nothing?after=')).status).toBe(404)
    expect((await get('/fragments/live/No_slug?after=')).status).toBe(404)
    forget()
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-10T19:00:00Z' })
    expect((await get('/fragments/live/phone-call?after=')).status).toBe(410)
  })
})

test('a developing story asks, once a minute, whether there is a new version', async () => {
  const story = { ...phoneCall, developing: true, updatedAt: aMinuteAgo }
  forget()
  kv.put('en:article:phone-call', story)
  const html = await text('/world/phone-call')
  const [, seen] = /data-live="\/fragments\/live\/phone-call" data-seconds="60" data-after="" data-seen="([^"]+)"/.exec(html) ?? []
  expect(html).toContain('data-load="New version: load it"')
  const ask = async () => get(`/fragments/live/phone-call?after=&seen=${seen}`)
  expect((await ask()).status).toBe(204)
  forget()
  kv.put('en:article:phone-call', { ...story, headline: 'Two leaders speak again' })
  expect((await ask()).status).toBe(200)
  forget()
  kv.put('en:article:phone-call', { ...story, developing: undefined })
  expect(await text('/world/phone-call')).not.toContain('/fragments/live/')
})

describe('what pages asked before', () => {
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
