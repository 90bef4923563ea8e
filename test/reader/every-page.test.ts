import { DomUtils, parseDocument } from 'htmlparser2'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, frontOf, phoneCall, testSite } from '../fakes.ts'
import { listingsEdition } from './listings-edition.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers }, env)
const html = async (path: string) => (await get(path)).text()

beforeEach(() => {
  forget()
  ;({ kv, env } = listingsEdition())
})

describe('everywhere', () => {
  test('breaking news is shown above every page until it ends, and changes its tag', async () => {
    const before = (await get('/world')).headers.get('etag')
    forget()
    kv.put('site', { ...testSite, breaking: { text: 'Cyclone makes landfall', url: '/world/story-1', until: '2999-01-01T00:00:00Z' } })
    for (const path of ['/', '/world', '/latest', '/topic/mali', '/search', '/nowhere']) expect(await html(path)).toContain('Cyclone makes landfall')
    expect((await get('/world')).headers.get('etag')).not.toBe(before)
    forget()
    kv.put('site', { ...testSite, breaking: { text: 'Cyclone makes landfall', until: '2020-01-01T00:00:00Z' } })
    expect(await html('/world')).not.toContain('Cyclone')
  })

  test('a page that is not there offers a search and the latest headlines, for one KV read', async () => {
    const response = await get('/no/such/page')
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain('action="/search"')
    expect(page).toContain('<a href="/asia/story-1">Story\u00a01</a>')
    expect(kv.reads).toBe(1)
  })

  test('where the headlines would cost a second read, a fragment brings them', async () => {
    const page = await html('/world/no-such-story')
    expect(kv.reads).toBe(1)
    expect(page).toContain('data-hx-get="/fragments/latest"')
    expect(await html('/fragments/latest')).toContain('<a href="/asia/story-1">Story\u00a01</a>')
  })

  test('no text of a card is ever code', async () => {
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    kv.put(
      'en:listing:front',
      frontOf(
        cardsOf(20, () => ({ headline: hostile, kicker: hostile, standfirst: hostile, by: [hostile] })),
        {
          topics: [{ slug: 'a', name: hostile }],
          corrections: [{ slug: 'a', section: 'world', headline: hostile, at: '2026-11-10T12:00:00Z', text: hostile }],
        },
      ),
    )
    const elements = DomUtils.findAll(() => true, parseDocument(await html('/')).children)
    expect(elements.flatMap(({ attribs }) => Object.keys(attribs)).filter((name) => name.startsWith('on'))).toEqual([])
    expect(elements.filter(({ name, attribs }) => name === 'script' && !attribs.src && attribs.type !== 'application/ld+json')).toHaveLength(1)
  })

  test('the site’s own names are no sections', async () => {
    kv.put('en:article:phone-call', phoneCall)
    for (const path of ['/admin', '/desk-of-nobody', '/static', '/pictures']) expect((await get(path)).status).toBe(404)
  })
})
