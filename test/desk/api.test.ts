import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { phoneCall, testSite } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})

describe('addresses', () => {
  test('an unknown one is a 404 that leads to the description', async () => {
    const said = await problemOf(await room.ask('GET', '/api/nothing'))
    expect(said).toMatchObject({ status: 404, instance: '/api/nothing' })
    expect(said.detail).toContain('/api/openapi.json')
    expect((await problemOf(await room.ask('GET', '/api'))).status).toBe(404)
    expect((await problemOf(await room.ask('POST', '/api/articles/a/nothing'))).status).toBe(404)
  })

  test('a known one says what it answers', async () => {
    for (const path of new Set(CALLS.map((call) => call.path))) {
      const allowed = CALLS.filter((call) => call.path === path).map(({ method }) => method as string)
      for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'].filter((method) => !allowed.includes(method))) {
        const response = await room.ask(method, `/api${path.replace(/:\w+/g, 'x')}`)
        expect(
          response.headers
            .get('allow')
            ?.split(', ')
            .filter((name) => name !== 'HEAD'),
          `${method} ${path}`,
        ).toEqual(allowed)
        expect((await problemOf(response)).status).toBe(405)
      }
    }
  })

  test('every answer forbids keeping it and carries the site’s security headers', async () => {
    for (const [path, as] of [
      ['/api/articles', 'admin'],
      ['/api/articles', ''],
      ['/api/nothing', 'admin'],
      ['/api/articles/none', 'admin'],
      ['/api/export', 'admin'],
    ] as const) {
      const { headers } = await room.ask('GET', path, { as })
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  test('the description is an asset, for everyone, whatever the API would say', async () => {
    const made = await newsroom({ ASSETS: { fetch: async () => Response.json({ openapi: '3.1.1' }) } })
    expect(await (await made.ask('GET', '/api/openapi.json', { as: '' })).json()).toEqual({ openapi: '3.1.1' })
  })
})

describe('when something breaks', () => {
  test('the press away is 503, worth another try', async () => {
    room.press.failure = Object.assign(new Error('Network connection lost.'), { retryable: true })
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const response = await room.ask('PUT', '/api/articles/a', { body: { ...phoneCall, slug: 'a' } })
    expect(response.headers.get('retry-after')).toBe('5')
    expect((await problemOf(response)).status).toBe(503)
  })

  test('a bug is 500, without a word of it', async () => {
    room.press.failure = new Error('SECRET at line 3')
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const response = await room.ask('GET', '/api/articles/a')
    const said = await problemOf(response)
    expect(said.status).toBe(500)
    expect(JSON.stringify(said)).not.toContain('SECRET')
    expect(log.mock.calls.flat().join()).toContain(String(said.requestId))
  })
})

describe('the publication', () => {
  test('its value is read and set', async () => {
    expect(await (await room.ask('GET', '/api/site', { as: 'reporter' })).json()).toMatchObject({ name: 'The Test Line' })
    expect(await (await room.ask('PUT', '/api/site', { body: { ...testSite, name: 'Renamed' } })).json()).toMatchObject({
      site: { name: 'Renamed' },
      stale: ['/'],
    })
    expect(room.press.site).toMatchObject({ name: 'Renamed' })
    expect(await problemOf(await room.ask('PUT', '/api/site', { body: { ...testSite, timeZone: 'Mars/Olympus' } }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/timeZone' }],
    })
  })

  test.each(['?edition=2', '#top', '\\x', '/news', ''])('no canonical address begins with more than an origin: %j', async (more) => {
    const url = more ? `https://news.example${more}` : 'https://ada@news.example'
    expect(await problemOf(await room.ask('PUT', '/api/site', { body: { ...testSite, url } }))).toMatchObject({ status: 422, flaws: [{ pointer: '/url' }] })
  })

  test('its front takes pins, and says which it does not know', async () => {
    await room.ask('PUT', '/api/articles/phone-call', { body: phoneCall })
    const response = await room.ask('PUT', '/api/front', { as: 'editor', body: { pins: ['phone-call', 'lost', 'phone-call'] } })
    expect(await response.json()).toEqual({ pins: ['phone-call'], unknown: ['lost'], stale: ['/'] })
    expect(await (await room.ask('GET', '/api/front')).json()).toEqual({ pins: ['phone-call'] })
    expect(await problemOf(await room.ask('PUT', '/api/front', { body: { pins: ['No Slug'] } }))).toMatchObject({ flaws: [{ pointer: '/pins/0' }] })
    expect(await problemOf(await room.ask('PUT', '/api/front', { body: { pins: Array.from({ length: 51 }, (_, at) => `a-${at}`) } }))).toMatchObject({
      flaws: [{ pointer: '/pins' }],
    })
  })
})

describe('campaigns', () => {
  const campaign = { advertiser: 'Tea House', creatives: [{ id: 'one', href: 'https://tea.example/', headline: 'Tea' }] }

  test('are booked, read, changed and ended', async () => {
    expect((await room.ask('PUT', '/api/campaigns/tea', { as: 'editor', body: campaign })).status).toBe(201)
    expect((await room.ask('PUT', '/api/campaigns/tea', { as: 'editor', body: { ...campaign, weight: 3 } })).status).toBe(200)
    expect(await (await room.ask('GET', '/api/campaigns/tea')).json()).toMatchObject({ id: 'tea', weight: 3 })
    expect(await (await room.ask('GET', '/api/campaigns')).json()).toMatchObject({ items: [{ id: 'tea' }] })
    expect((await room.ask('DELETE', '/api/campaigns/tea')).status).toBe(204)
    expect((await problemOf(await room.ask('DELETE', '/api/campaigns/tea'))).status).toBe(404)
    expect((await problemOf(await room.ask('GET', '/api/campaigns/tea'))).status).toBe(404)
  })

  test('with flaws are refused', async () => {
    expect(await problemOf(await room.ask('PUT', '/api/campaigns/tea', { body: { ...campaign, id: 'coffee' } }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/id' }],
    })
    expect(
      await problemOf(
        await room.ask('PUT', '/api/campaigns/tea', { body: { ...campaign, creatives: [{ id: 'one', href: 'javascript:alert(1)', headline: 'x' }] } }),
      ),
    ).toMatchObject({ flaws: [{ pointer: '/creatives/0/href' }] })
    expect((await problemOf(await room.ask('PUT', '/api/campaigns/Tea_Time', { body: campaign }))).status).toBe(422)
  })
})

describe('the audit trail', () => {
  test('is read in pages', async () => {
    room.press.trail = [{ id: 1, at: '2026-11-25T08:00:00Z', by: 'admin', what: 'publish' }]
    expect(await (await room.ask('GET', '/api/audit?limit=10')).json()).toMatchObject({ items: [{ what: 'publish' }] })
    expect((await problemOf(await room.ask('GET', '/api/audit?limit=1000'))).status).toBe(422)
  })
})
