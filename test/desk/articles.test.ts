import { beforeEach, describe, expect, test } from 'vitest'
import { paragraph, phoneCall } from '../fakes.ts'
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

describe('bad copy', () => {
  test.each([
    ['application/xml', 415],
    ['text/html', 415],
    ['application/json; charset=utf-16', 415],
    ['multipart/form-data', 415],
  ])('as %s is %i', async (type, status) => {
    expect((await problemOf(await file('x', '', { type }))).status).toBe(status)
  })

  test('that is compressed is 415', async () => {
    expect((await problemOf(await file(phoneCall, '', { headers: { 'Content-Encoding': 'gzip' } }))).status).toBe(415)
  })

  test('broken JSON is answered with line and column', async () => {
    const said = await problemOf(await file('{"v": 1,\n  "headline": oops}'))
    expect(said.status).toBe(400)
    expect(said.detail).toMatch(/line 2 column 15\b/)
    expect(said.flaws).toMatchObject([{ pointer: '', message: said.detail }])
  })

  test('bytes that are no UTF-8 are 400', async () => {
    expect((await problemOf(await file(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22]), '', { type: 'application/json' }))).status).toBe(400)
  })

  test('an empty body is 400', async () => {
    expect((await problemOf(await file(''))).status).toBe(400)
  })

  test('JSON that is no object has flaws', async () => {
    for (const body of ['[]', 'null', '"text"', '7']) expect((await problemOf(await file(body))).status).toBe(422)
  })

  test('an unknown block names the known ones', async () => {
    const said = await problemOf(await file({ ...phoneCall, body: [paragraph('a'), { type: 'marquee', text: 'b' }] }))
    expect(said.flaws?.[0]).toMatchObject({ pointer: '/body/1/type' })
    expect(said.flaws?.[0]?.message).toContain('paragraph')
  })

  test.each(['body', 'topics', 'related', 'whatever'])('10,000 elements in %s are a flaw', async (field) => {
    const said = await problemOf(await file({ ...phoneCall, [field]: Array.from({ length: 10_000 }, () => 'x') }))
    expect(said).toMatchObject({ status: 422, flaws: [{ pointer: `/${field}` }] })
    expect(said.flaws).toHaveLength(1)
    expect(said.flaws?.[0]?.message).toContain('10,000')
  })

  test('deep nesting is a flaw, however deep', async () => {
    const deep = 400_000
    const said = await problemOf(await file(`{"v":1,"x":${'['.repeat(deep)}${']'.repeat(deep)}}`))
    expect(said.status).toBe(422)
    expect(said.flaws?.[0]?.message).toContain('deeper')
  })

  test('a key of its prototype harms nobody', async () => {
    const text = JSON.stringify(phoneCall).replace('{', '{"__proto__":{"polluted":true},')
    expect((await file(text)).status).toBe(201)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('a section that collides with a route is a flaw', async () => {
    for (const section of ['search', 'api', 'fragments', 'pictures', 'preview', 'desk'])
      expect(await problemOf(await file({ ...phoneCall, section })), section).toMatchObject({ status: 422, flaws: [{ pointer: '/section' }] })
    expect((await problemOf(await file(phoneCall, '?section=api'))).status).toBe(422)
  })

  test.each(['2026-02-30T10:00:00Z', '2026-11-10', 'yesterday', '2026-11-10T25:00:00Z'])('%s is no date', async (publishedAt) => {
    const said = await problemOf(await file({ ...phoneCall, publishedAt }))
    expect(said.status).toBe(422)
    expect(said.flaws?.[0]?.pointer).toBe('/publishedAt')
  })

  test('a slug that is none is a flaw', async () => {
    expect(await problemOf(await room.ask('PUT', '/api/articles/Not_A_Slug', { body: phoneCall }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/slug' }],
    })
  })

  test('a query that is not understood is a flaw', async () => {
    expect(await problemOf(await file(phoneCall, '?publish=soon'))).toMatchObject({ status: 422, flaws: [{ pointer: '/publish' }] })
    expect(await problemOf(await file(phoneCall, '?validate=yes'))).toMatchObject({ status: 422, flaws: [{ pointer: '/validate' }] })
  })
})

describe('a body over the limit', () => {
  test('is refused by its announced length, unread', async () => {
    let pulled = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(1000))
        },
      },
      { highWaterMark: 0 },
    )
    const response = await file(body, '', { type: 'application/json', headers: { 'Content-Length': '5000000' } })
    expect((await problemOf(response)).status).toBe(413)
    expect(pulled).toBe(0)
  })

  test('is refused without an announced length before it is read to its end', async () => {
    let sent = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          sent += 100_000
          controller.enqueue(new Uint8Array(100_000).fill(0x20))
        },
      },
      { highWaterMark: 0 },
    )
    expect((await problemOf(await file(body, '', { type: 'application/json' }))).status).toBe(413)
    expect(sent).toBeLessThan(2_500_000)
  })
})

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

  test.each(['limit=0', 'limit=101', 'limit=ten', 'state=lost', 'section=No', `q=${'x'.repeat(201)}`])('a list by %s is not understood', async (query) => {
    expect(await problemOf(await room.ask('GET', `/api/articles?${query}`))).toMatchObject({ status: 422, flaws: [{ pointer: `/${query.split('=')[0]}` }] })
  })

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

describe('agencies’ copy', () => {
  const item = (version: number, more = {}) => ({
    uri: 'tag:agency,2',
    version: String(version),
    type: 'text',
    headlines: [{ role: 'main', value: 'From an agency' }],
    versionCreated: '2026-11-10T16:05:00Z',
    bodies: [{ role: 'main', contentType: 'text/html', value: '<p>A paragraph of text.</p>' }],
    ...more,
  })
  const killed = { pubStatus: 'canceled', headlines: undefined, bodies: undefined }
  const post = (body: unknown, query = '?section=world', as = 'editor') => room.ask('POST', `/api/ninjs${query}`, { as, body, type: 'application/ninjs+json' })
  const slugOf = async (response: Response) => ((await response.json()) as { slug: string }).slug

  test('is filed under a slug of its own and found again by its uri', async () => {
    const first = await post(item(1))
    expect(first.status).toBe(201)
    expect(await slugOf(first)).toBe('from-an-agency')
    const second = await post(item(2, { headlines: [{ role: 'main', value: 'Another headline' }] }))
    expect(second.status).toBe(200)
    expect(await second.json()).toMatchObject({ slug: 'from-an-agency', revision: 2, headline: 'Another headline' })
  })

  test('with a headline in another script is filed under a name of its own', async () => {
    const response = await post(item(1, { headlines: [{ role: 'main', value: '两国领导人通电话' }] }))
    expect(response.status).toBe(201)
    expect(await slugOf(response)).toMatch(/^item-[0-9a-f]{12}$/)
  })

  test('of an older version is refused', async () => {
    await post(item(2))
    for (const version of [1, 2]) expect(await problemOf(await post(item(version)))).toMatchObject({ status: 409, held: 2, got: version })
  })

  test('never takes another article’s slug', async () => {
    const first = await slugOf(await post(item(1)))
    const second = await slugOf(await post(item(1, { uri: 'tag:agency,3' })))
    expect(second).not.toBe(first)
    expect(second.startsWith(first)).toBe(true)
  })

  test('under an embargo is held back, and leaves under it', async () => {
    expect(await (await post(item(1, { embargoedUntil: '2099-01-01T00:00:00Z' }), '?section=world&publish=now')).json()).toMatchObject({
      state: 'scheduled',
      until: '2099-01-01T00:00:00Z',
    })
    const out = await room.ask('GET', '/api/articles/from-an-agency', { headers: { Accept: 'application/ninjs+json' } })
    expect(await out.json()).toMatchObject({
      uri: 'tag:agency,2',
      version: '1',
      embargoedUntil: '2099-01-01T00:00:00Z',
      headlines: [{ value: 'From an agency' }],
    })
  })

  test('that is withheld is filed and not published', async () => {
    expect(await (await post(item(1, { pubStatus: 'withheld' }), '?section=world&publish=now')).json()).toMatchObject({ state: 'draft' })
    expect((await problemOf(await post(item(2, { pubStatus: 'withheld' }), '?section=world', 'reporter'))).status).toBe(403)
  })

  test('that is withheld after it came out is taken down', async () => {
    await post(item(1), '?section=world&publish=now')
    expect(await (await post(item(2, { pubStatus: 'withheld' }))).json()).toMatchObject({ revision: 2, state: 'withdrawn' })
    expect(await (await post(item(3), '?section=world&publish=now')).json()).toMatchObject({ state: 'published' })
  })

  test('that is canceled is withdrawn by an editor, with or without copy in it', async () => {
    await post(item(1), '?section=world&publish=now')
    expect((await problemOf(await post(item(2, killed), '', 'reporter'))).status).toBe(403)
    const gone = await post(item(2, killed), '?publish=now')
    expect(gone.status).toBe(200)
    expect(await gone.json()).toMatchObject({ slug: 'from-an-agency', state: 'withdrawn' })
    expect(await (await room.ask('GET', '/api/articles/from-an-agency', { headers: { Accept: 'application/ninjs+json' } })).json()).toMatchObject({
      pubStatus: 'canceled',
    })
    expect((await problemOf(await post(item(2)))).status).toBe(409)
    expect((await post(item(3), '?section=world&publish=now')).status).toBe(200)
  })

  test.each([{ version: 4 }, { version: 3 }, { version: undefined }, { version: 'final', versionCreated: '2020-01-01T00:00:00Z' }])(
    'that is canceled is withdrawn, whatever version it has: %j',
    async (more) => {
      await post(item(4), '?section=world&publish=now')
      expect(await (await post(item(4, { ...killed, ...more }), '')).json()).toMatchObject({ state: 'withdrawn' })
    },
  )

  test.each(['withheld', 'stat:withheld', 'Withheld '])('that is held with an empty shell (%s) is taken down', async (pubStatus) => {
    await post(item(1), '?section=world&publish=now')
    const shell = { headlines: undefined, bodies: undefined, pubStatus, embargoedUntil: 'until further notice' }
    expect((await problemOf(await post(item(2, shell), '', 'reporter'))).status).toBe(403)
    const held = await post(item(2, shell), '')
    expect(held.status).toBe(200)
    expect(await held.json()).toMatchObject({ state: 'withdrawn' })
  })

  test('that is canceled before it came is kept as withdrawn, so that an older version cannot slip in', async () => {
    expect(await (await post(item(5, { pubStatus: 'canceled' }), '?section=world&publish=now')).json()).toMatchObject({ state: 'withdrawn' })
    expect((await problemOf(await post(item(4), '?section=world&publish=now'))).status).toBe(409)
    expect((await problemOf(await post(item(1, { ...killed, uri: 'tag:agency,9' })))).status).toBe(404)
  })

  test('comes by PUT too, and is taken back by it', async () => {
    const put = (body: unknown) => room.ask('PUT', '/api/articles/by-hand?section=world&publish=now', { body, type: 'application/ninjs+json' })
    expect(await (await put(item(1))).json()).toMatchObject({ slug: 'by-hand', state: 'published' })
    expect(await (await put(item(2, killed))).json()).toMatchObject({ slug: 'by-hand', state: 'withdrawn' })
  })

  test('that is taken back goes, whatever the request says was expected here, or of its being sent again', async () => {
    const put = (body: unknown, headers: Record<string, string> = {}) =>
      room.ask('PUT', '/api/articles/by-hand?section=world&publish=now', { body, headers, type: 'application/ninjs+json' })
    for (const headers of [{ 'If-Match': '"7"' }, { 'If-Match': 'seven' }, { 'If-None-Match': '*' }, { 'Idempotency-Key': 'not a key' }]) {
      const version = JSON.stringify(headers).length
      await put(item(version, { uri: `tag:agency,${version}` }))
      expect(await (await put(item(version, { ...killed, uri: `tag:agency,${version}` }), headers)).json()).toMatchObject({ state: 'withdrawn' })
      room = await newsroom()
    }
  })

  test('that is no article is refused with a sentence', async () => {
    for (const type of ['event', 'planning', 'audio', 'video']) {
      const said = await problemOf(await post(item(1, { type, bodies: undefined })))
      expect(said.status, type).toBe(422)
      expect(said.detail).toMatch(/^This item /)
    }
  })

  test('that does not say its section is told how', async () => {
    const said = await problemOf(await post(item(1), ''))
    expect(said.status).toBe(422)
    expect(said.flaws?.[0]?.message).toContain('?section=')
  })

  test('as another type is 415, broken is 400', async () => {
    expect((await problemOf(await room.ask('POST', '/api/ninjs', { body: '<nitf/>', type: 'text/xml' }))).status).toBe(415)
    expect((await problemOf(await post('{"uri": '))).status).toBe(400)
    expect((await problemOf(await post(item(1, { version: 7, pubStatus: 'maybe' })))).flaws?.[0]?.pointer).toBe('/pubStatus')
  })
})

describe('from draft to withdrawn', () => {
  beforeEach(() => file())

  test('publication, now and later, and withdrawal', async () => {
    expect(await (await room.ask('PUT', '/api/articles/phone-call/publication', { as: 'editor' })).json()).toMatchObject({
      state: 'published',
      stale: ['/world/phone-call', '/'],
    })
    expect(await (await room.ask('DELETE', '/api/articles/phone-call/publication', { as: 'editor', body: { reason: 'Legal.' } })).json()).toMatchObject({
      state: 'withdrawn',
    })
    expect(room.press.trail).toMatchObject([{ what: 'withdraw', detail: 'Legal.' }])
    expect(await (await room.ask('PUT', '/api/articles/phone-call/publication', { body: { at: '2027-01-01T08:00:00+08:00' } })).json()).toMatchObject({
      state: 'scheduled',
      until: '2027-01-01T00:00:00Z',
    })
  })

  test('withdrawal takes its reason from the query too', async () => {
    await room.ask('PUT', '/api/articles/phone-call/publication')
    expect((await room.ask('DELETE', '/api/articles/phone-call/publication?reason=Legal.')).status).toBe(200)
    expect(room.press.trail).toMatchObject([{ detail: 'Legal.' }])
  })

  test('what is not out cannot be withdrawn later: 409 says why', async () => {
    const said = await problemOf(await room.ask('DELETE', '/api/articles/phone-call/publication?at=2099-01-01T00:00:00Z'))
    expect(said).toMatchObject({ status: 409, state: 'draft' })
    expect(said.detail).toContain('publish it first')
  })

  test('publication of a stale revision is refused', async () => {
    await file()
    expect(await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { headers: { 'If-Match': '"1"' } }))).toMatchObject({
      status: 412,
      expected: 1,
      current: 2,
    })
    expect((await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { headers: { 'If-None-Match': '*' } }))).status).toBe(412)
  })

  test('an embargo, and its lifting', async () => {
    expect(await (await room.ask('PUT', '/api/articles/phone-call/embargo', { body: { until: '2027-01-01T00:00:00Z' } })).json()).toMatchObject({
      state: 'scheduled',
      until: '2027-01-01T00:00:00Z',
    })
    expect(await (await room.ask('DELETE', '/api/articles/phone-call/embargo')).json()).toMatchObject({ state: 'draft' })
    expect((await problemOf(await room.ask('DELETE', '/api/articles/phone-call/embargo'))).status).toBe(409)
    expect(await problemOf(await room.ask('PUT', '/api/articles/phone-call/embargo', { body: {} }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/until' }],
    })
  })

  test('a correction is appended', async () => {
    const response = await room.ask('POST', '/api/articles/phone-call/corrections', { as: 'editor', body: { text: 'The day was a Tuesday.' } })
    expect(response.status).toBe(201)
    expect(await (await room.ask('GET', '/api/articles/phone-call')).json()).toMatchObject({ corrections: [{}, { text: 'The day was a Tuesday.' }] })
    expect((await problemOf(await room.ask('POST', '/api/articles/phone-call/corrections', { body: { text: ' ' } }))).status).toBe(422)
  })

  test('an older revision is restored as a new one', async () => {
    await file({ ...phoneCall, headline: 'Worse' })
    expect(await (await room.ask('POST', '/api/articles/phone-call/restore', { body: { revision: 1 } })).json()).toMatchObject({
      revision: 3,
      headline: phoneCall.headline,
    })
    expect((await problemOf(await room.ask('POST', '/api/articles/phone-call/restore', { body: { revision: 9 } }))).status).toBe(404)
    expect((await problemOf(await room.ask('POST', '/api/articles/phone-call/restore', { body: { revision: 'one' } }))).status).toBe(422)
  })

  test('a form in place of JSON is 415, broken JSON 400', async () => {
    expect(
      (await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { body: 'at=now', type: 'application/x-www-form-urlencoded' }))).status,
    ).toBe(415)
    expect((await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { body: '{' }))).status).toBe(400)
  })
})
