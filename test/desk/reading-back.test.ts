import { beforeEach, describe, expect, test } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const file = (body: unknown = phoneCall, query = '', more: { as?: string; type?: string; headers?: Record<string, string> } = {}) =>
  room.ask('PUT', `/api/articles/phone-call${query}`, { body, ...more })

describe('reading back', () => {
  beforeEach(async () => {
    await file(phoneCall, '?publish=now')
    await file({ ...phoneCall, headline: 'Two leaders spoke by phone' })
  })

  test('the newest revision, with its tag and its state', async () => {
    const response = await room.ask('GET', '/api/articles/phone-call', { as: 'reporter' })
    expect(response.headers.get('etag')).toBe('"2"')
    expect(response.headers.get('dateline-state')).toBe('published')
    expect(response.headers.get('dateline-live')).toBe('1')
    expect(await response.json()).toMatchObject({ headline: 'Two leaders spoke by phone' })
  })

  test('what is read back can be filed again as it is', async () => {
    const response = await room.ask('GET', '/api/articles/phone-call')
    const filed = await file(await response.json(), '', { headers: { 'If-Match': response.headers.get('etag') ?? '' } })
    expect(filed.status).toBe(200)
  })

  test('an older revision, by number', async () => {
    const response = await room.ask('GET', '/api/articles/phone-call?revision=1')
    expect(response.headers.get('etag')).toBe('"1"')
    expect(await response.json()).toMatchObject({ headline: phoneCall.headline })
    expect((await problemOf(await room.ask('GET', '/api/articles/phone-call?revision=9'))).detail).toContain('newest is 2')
    expect((await problemOf(await room.ask('GET', '/api/articles/phone-call?revision=first'))).status).toBe(422)
  })

  test('as ninjs and as Markdown, where asked for by name', async () => {
    const ninjs = await room.ask('GET', '/api/articles/phone-call', { headers: { Accept: 'application/ninjs+json' } })
    expect(ninjs.headers.get('content-type')).toBe('application/ninjs+json')
    expect(ninjs.headers.get('vary')).toContain('Accept')
    const markdown = await room.ask('GET', '/api/articles/phone-call', { headers: { Accept: 'text/markdown' } })
    expect(markdown.headers.get('content-type')).toContain('text/markdown')
    expect(await markdown.text()).toContain('Two leaders spoke by phone')
    expect(markdown.headers.get('etag')).not.toBe(ninjs.headers.get('etag'))
  })

  test('what the reader holds already is not sent again', async () => {
    expect((await room.ask('GET', '/api/articles/phone-call', { headers: { 'If-None-Match': '"2"' } })).status).toBe(304)
    expect((await room.ask('GET', '/api/articles/phone-call', { headers: { 'If-None-Match': '"1"' } })).status).toBe(200)
  })

  test('HEAD answers the headers alone', async () => {
    const response = await room.ask('HEAD', '/api/articles/phone-call')
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe('"2"')
    expect(await response.text()).toBe('')
  })

  test('revisions, and what changed between two', async () => {
    expect(await (await room.ask('GET', '/api/articles/phone-call/revisions')).json()).toMatchObject({
      items: [
        { revision: 2, live: false },
        { revision: 1, live: true, by: 'admin@desk' },
      ],
    })
    const diff = (await (await room.ask('GET', '/api/articles/phone-call/diff')).json()) as { from: number; to: number; diff: unknown[] }
    expect(diff).toMatchObject({ slug: 'phone-call', from: 1, to: 2 })
    expect(JSON.stringify(diff.diff)).toContain('headline')
    expect(await (await room.ask('GET', '/api/articles/phone-call/diff?from=2&to=2')).json()).toMatchObject({ from: 2, to: 2, diff: [] })
    expect((await problemOf(await room.ask('GET', '/api/articles/phone-call/diff?from=0'))).status).toBe(422)
    expect((await problemOf(await room.ask('GET', '/api/articles/phone-call/diff?from=8'))).status).toBe(404)
  })

  test('a list, page by page', async () => {
    await room.ask('PUT', '/api/articles/second', { body: { ...phoneCall, slug: 'second' } })
    const first = (await (await room.ask('GET', '/api/articles?limit=1')).json()) as { items: { slug: string }[]; nextCursor: string }
    expect(first.items.map(({ slug }) => slug)).toEqual(['phone-call'])
    const second = (await (await room.ask('GET', `/api/articles?limit=1&cursor=${first.nextCursor}`)).json()) as typeof first
    expect(second.items.map(({ slug }) => slug)).toEqual(['second'])
    expect(second.nextCursor).toBeUndefined()
    expect(await (await room.ask('GET', '/api/articles?state=draft')).json()).toMatchObject({ items: [{ slug: 'second' }] })
  })

  test.each(['/api/articles', '/api/audit', '/api/articles/phone-call/audit', '/api/webhooks/hook/deliveries'])(
    'a list (%s) doesn’t begin anew for a cursor that was cut: whoever follows it would never be done',
    async (path) => {
      for (const cursor of ['x', '', '-1', '1e3', '2026-11-26T08:00:00Z', '2026-11-26T08:00:00Z~'])
        expect(await problemOf(await room.ask('GET', `${path}?cursor=${encodeURIComponent(cursor)}`))).toMatchObject({
          status: 422,
          flaws: [{ pointer: '/cursor' }],
        })
    },
  )

  test.each(['limit=0', 'limit=101', 'limit=ten', 'state=lost', 'section=No', 'is=lost', `q=${'x'.repeat(201)}`])(
    'a list by %s is not understood',
    async (query) => {
      expect(await problemOf(await room.ask('GET', `/api/articles?${query}`))).toMatchObject({ status: 422, flaws: [{ pointer: `/${query.split('=')[0]}` }] })
    },
  )

  test.each([
    'GET /api/articles/nothing',
    'GET /api/articles/nothing/revisions',
    'GET /api/articles/nothing/diff',
    'POST /api/articles/nothing/preview',
    'GET /api/articles/No_Slug',
  ])('%s is not there', async (call) => {
    const [method = '', path = ''] = call.split(' ')
    expect((await problemOf(await room.ask(method, path))).status).toBe(404)
  })

  test('a preview of what is filed, of any revision', async () => {
    const made = await room.ask('POST', '/api/articles/phone-call/preview', { as: 'reporter', body: { revision: 1 } })
    expect(made.status).toBe(201)
    const { url } = (await made.json()) as { url: string }
    expect(await (await room.ask('GET', url, { as: '' })).text()).toContain(phoneCall.headline)
    expect((await room.ask('POST', '/api/articles/phone-call/preview')).status).toBe(201)
  })
})
