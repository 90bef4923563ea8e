import { beforeEach, describe, expect, test } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const file = (body: unknown = phoneCall, query = '', more: { as?: string; type?: string; headers?: Record<string, string> } = {}) =>
  room.ask('PUT', `/api/articles/phone-call${query}`, { body, ...more })

describe('filing', () => {
  test('a new article is a draft at revision 1, and its address is told', async () => {
    const response = await file()
    expect(response.status).toBe(201)
    expect(response.headers.get('etag')).toBe('"1"')
    expect(response.headers.get('location')).toBe('/api/articles/phone-call')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ slug: 'phone-call', revision: 1, state: 'draft', url: '/world/phone-call', stale: [] })
  })

  test('publishing at once tells what readers’ pages are stale', async () => {
    const response = await file(phoneCall, '?publish=now')
    expect(await response.json()).toMatchObject({ state: 'published', live: 1, stale: ['/world/phone-call', '/'] })
  })

  test('a year mistyped is refused: an update that has yet to happen, a moment that copy cannot hold', async () => {
    const ahead = { updatedAt: '2999-11-25T09:00:00Z' }
    const item = {
      uri: 'urn:agency:1',
      version: '1',
      type: 'text',
      headlines: [{ value: 'A' }],
      bodies: [{ role: 'main', contentType: 'text/plain', value: 'A.' }],
    }
    const dated = { ...item, firstCreated: '2026-11-25T09:00:00Z', versionCreated: '2999-11-25T09:00:00Z' }
    for (const [filing, pointer] of [
      [file({ ...phoneCall, ...ahead }), '/updatedAt'],
      [file({ ...phoneCall, corrections: [{ at: '2999-01-01T00:00:00Z', text: 'Wrong.' }] }), '/corrections/0/at'],
      [file('---\nheadline: A year mistyped\nsection: world\nupdatedAt: "2999-11-25T09:00:00Z"\n---\nText.\n', '', { type: 'text/markdown' }), '/updatedAt'],
      [file({ ...phoneCall, publishedAt: '9999-12-31T23:59:59-08:00' }), '/publishedAt'],
      [room.ask('POST', '/api/ninjs?section=world', { body: dated, type: 'application/ninjs+json' }), '/versionCreated'],
    ] as const) {
      const said = await problemOf(await filing)
      expect([said.status, said.flaws?.map((flaw) => flaw.pointer)]).toEqual([422, [pointer]])
    }
    expect((await room.ask('PUT', '/api/articles/phone-call/embargo', { body: { until: '9999-12-31T23:59:59-08:00' } })).status).toBe(422)
    expect((await file({ ...phoneCall, publishedAt: '2999-11-25T10:00:00Z', ...ahead })).status).toBe(201)
  })

  test('a second revision answers 200', async () => {
    await file()
    const response = await file()
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe('"2"')
  })

  test('copy without a slug takes that of its address, and without a section that of the query', async () => {
    const { slug: _, section: __, ...copy } = phoneCall
    const response = await file(copy, '?section=asia')
    expect(await response.json()).toMatchObject({ slug: 'phone-call', url: '/asia/phone-call' })
  })

  test('copy with the slug of another address is refused', async () => {
    const said = await problemOf(await file({ ...phoneCall, slug: 'another' }))
    expect(said).toMatchObject({ status: 422, flaws: [{ pointer: '/slug' }] })
  })

  test('Markdown with front matter is copy too', async () => {
    const text = '---\nheadline: By wire\nsection: world\npublishedAt: 2026-11-10T16:05:00Z\n---\n\nFirst paragraph.\n'
    const response = await file(text, '', { type: 'text/markdown; charset=utf-8' })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ headline: 'By wire', slug: 'phone-call' })
    const flawed = await problemOf(await file('---\nheadline: By wire\nsection: search\n---\n\nText.\n', '', { type: 'text/markdown' }))
    expect(flawed.flaws?.map(({ pointer }) => pointer)).toEqual(['/section'])
  })

  test('Markdown that does not say when keeps the time it had', async () => {
    await file()
    const response = await file('---\nheadline: By wire\nsection: world\n---\n\nText.\n', '', { type: 'text/markdown' })
    expect(await response.json()).toMatchObject({ revision: 2, publishedAt: phoneCall.publishedAt })
    expect((await room.ask('PUT', '/api/articles/new', { body: '---\nheadline: New\nsection: world\n---\n\nText.\n', type: 'text/markdown' })).status).toBe(201)
  })

  test('so does JSON, which need not say slug, section or time', async () => {
    await file()
    const { publishedAt: _, slug: __, section: ___, ...copy } = phoneCall
    expect(await (await file({ ...copy, headline: 'Later' }, '?section=world')).json()).toMatchObject({ revision: 2, publishedAt: phoneCall.publishedAt })
    expect(await (await file({ ...copy, publishedAt: '2026-11-11T11:11:11Z' }, '?section=world')).json()).toMatchObject({ publishedAt: '2026-11-11T11:11:11Z' })
    const said = await problemOf(await file({ ...copy, publishedAt: null }, '?section=world'))
    expect(said.flaws?.map(({ pointer }) => pointer)).toEqual(['/publishedAt'])
  })

  test('ninjs is copy too, and its slug is that of the address', async () => {
    const item = {
      uri: 'tag:agency,1',
      version: '1',
      type: 'text',
      headlines: [{ role: 'main', value: 'By agency' }],
      versionCreated: '2026-11-10T16:05:00Z',
      bodies: [{ role: 'main', contentType: 'text/plain', value: 'Text.' }],
    }
    const response = await file(item, '?section=world', { type: 'application/ninjs+json' })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ headline: 'By agency', slug: 'phone-call' })
  })

  test('a reporter files drafts, and is told who publishes', async () => {
    expect((await file(phoneCall, '', { as: 'reporter' })).status).toBe(201)
    const said = await problemOf(await file(phoneCall, '?publish=now', { as: 'reporter' }))
    expect(said).toMatchObject({ status: 403, needs: 'editor' })
    expect(said.detail).toContain('editor')
  })
})

describe('two editors and one article', () => {
  test('who saves revision 3 second is told both revisions', async () => {
    await file()
    await file()
    await file()
    expect((await file(phoneCall, '', { headers: { 'If-Match': '"3"' } })).status).toBe(200)
    const response = await file(phoneCall, '', { headers: { 'If-Match': '"3"' } })
    expect(response.headers.get('etag')).toBe('"4"')
    const said = await problemOf(response)
    expect(said).toMatchObject({ status: 412, expected: 3, current: 4 })
    expect(said.detail).toContain('revision 3')
    expect(said.detail).toContain('revision 4')
  })

  test('If-None-Match: * refuses an article that exists', async () => {
    expect((await file(phoneCall, '', { headers: { 'If-None-Match': '*' } })).status).toBe(201)
    expect(await problemOf(await file(phoneCall, '', { headers: { 'If-None-Match': '*' } }))).toMatchObject({ status: 412, current: 1 })
  })

  test('If-Match on an article that does not exist is refused', async () => {
    for (const tag of ['"1"', '*']) expect(await problemOf(await file(phoneCall, '', { headers: { 'If-Match': tag } }))).toMatchObject({ status: 412 })
  })

  test('If-Match takes any revision of a list, a star, and tags that a proxy weakened', async () => {
    await file()
    for (const [at, tag] of ['*', '"7", "2"', 'W/"3"', '"4-md"'].entries()) {
      const response = await file(phoneCall, '', { headers: { 'If-Match': tag } })
      expect(response.status, tag).toBe(200)
      expect(response.headers.get('etag')).toBe(`"${at + 2}"`)
    }
    expect((await file(phoneCall, '', { headers: { 'If-Match': '"1", "2"' } })).status).toBe(412)
  })

  test.each([{ 'If-Match': '3' }, { 'If-Match': '"x"' }, { 'If-None-Match': '"3"' }, { 'If-Match': '"1"', 'If-None-Match': '*' }])(
    '%o is not understood',
    async (headers) => {
      await file()
      expect((await problemOf(await file(phoneCall, '', { headers: headers as Record<string, string> }))).status).toBe(400)
    },
  )
})

describe('sending again', () => {
  test('the same Idempotency-Key and body file once', async () => {
    const headers = { 'Idempotency-Key': 'a-1' }
    expect((await file(phoneCall, '', { headers })).headers.get('etag')).toBe('"1"')
    expect((await file(phoneCall, '', { headers })).headers.get('etag')).toBe('"1"')
    expect(room.press.articles.get('phone-call')?.revisions).toHaveLength(1)
  })

  test('the same key with another body is refused', async () => {
    const headers = { 'Idempotency-Key': 'a-1' }
    await file(phoneCall, '', { headers })
    expect(await problemOf(await file({ ...phoneCall, headline: 'Another' }, '', { headers }))).toMatchObject({ status: 422 })
    expect(await problemOf(await file(phoneCall, '?publish=now', { headers }))).toMatchObject({ status: 422 })
  })

  test('a key that is no key is refused', async () => {
    expect((await problemOf(await file(phoneCall, '', { headers: { 'Idempotency-Key': 'a b' } }))).status).toBe(400)
  })
})

describe('a dry run', () => {
  test('answers as if filed, and keeps nothing', async () => {
    const response = await file(phoneCall, '?validate=only&publish=now')
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBeNull()
    expect(await response.json()).toMatchObject({ validated: true, revision: 1, state: 'published' })
    expect(room.press.articles.size).toBe(0)
    expect(room.press.previews.size).toBe(0)
  })

  test('with a preview has an address where the page is seen, unindexed and uncached', async () => {
    const { preview } = (await (await file(phoneCall, '?validate=only&preview=1')).json()) as { preview: { url: string; until: string } }
    expect(preview.until).toBeTruthy()
    const page = await room.ask('GET', preview.url, { as: '' })
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    const text = await page.text()
    expect(text).toContain('Two leaders speak by phone')
    expect(text).toContain('<meta name="robots" content="noindex"')
  })

  test('tells flaws', async () => {
    expect(await problemOf(await file({ ...phoneCall, headline: '' }, '?validate=only'))).toMatchObject({ status: 422, flaws: [{ pointer: '/headline' }] })
  })

  test('a preview that nobody kept is not there', async () => {
    expect((await room.ask('GET', '/preview/nothing-here', { as: '' })).status).toBe(404)
  })
})
