import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { csvCell } from '../../src/desk/api/subscribers.ts'
import { sha256 } from '../../src/edge/sha256.ts'
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

describe('out and in again', () => {
  const linesOf = async (response: Response) =>
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; ok: boolean; slug?: string; message?: string })
  const send = (body: unknown, type = 'application/jsonl') => room.ask('POST', '/api/import', { body, type })

  test('an export is every line of the ledger, page after page', async () => {
    for (const slug of ['a', 'b', 'c', 'd', 'e']) await room.ask('PUT', `/api/articles/${slug}`, { body: { ...phoneCall, slug } })
    const response = await room.ask('GET', '/api/export')
    expect(response.headers.get('content-type')).toContain('application/jsonl')
    expect(
      (await response.text())
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { slug: string }).slug),
    ).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('an import answers each line by its number', async () => {
    const results = await linesOf(await send('{"slug":"a"}\n\nnonsense\r\n{"slug":"b"}\n'))
    expect(results).toEqual([
      { line: 1, ok: true, slug: 'a' },
      { line: 3, ok: false, message: 'This line is not JSON.' },
      { line: 4, ok: true, slug: 'b' },
    ])
  })

  test('a last line without its line feed is taken when it is whole', async () => {
    expect(await linesOf(await send('{"slug":"a"}\n{"slug":"b"}'))).toMatchObject([{ ok: true }, { line: 2, ok: true, slug: 'b' }])
  })

  test('a stream that ends inside a line: what was complete is in, the rest is named', async () => {
    const results = await linesOf(await send('{"slug":"a"}\n{"slug":"b"}\n{"slug":"c'))
    expect(results.slice(0, 2)).toMatchObject([{ ok: true }, { ok: true }])
    expect(results[2]).toMatchObject({ line: 3, ok: false, message: expect.stringContaining('ended in the middle of line 3') })
  })

  test('a stream that breaks off: what was complete is in, the rest is named', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    let step = 0
    const body = new ReadableStream({
      pull(controller) {
        if (step++ === 0) controller.enqueue(new TextEncoder().encode('{"slug":"a"}\n{"slug"'))
        else controller.error(new Error('gone'))
      },
    })
    expect(await linesOf(await send(body))).toMatchObject([
      { line: 1, ok: true, slug: 'a' },
      { line: 2, ok: false, message: expect.stringContaining('upload stopped in line 2') },
    ])
    expect(room.press.imported).toEqual([['{"slug":"a"}']])
  })

  test('letters cut between two chunks stay whole', async () => {
    const bytes = new TextEncoder().encode('{"slug":"ü"}\n')
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    expect(await linesOf(await send(body))).toEqual([{ line: 1, ok: true, slug: 'ü' }])
  })

  test('an import is being read before its answer is', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode('{"slug":"a"}\n')) }, { highWaterMark: 0 })
    const response = await send(body)
    expect(body.locked).toBe(true)
    await response.body?.cancel()
  })

  test('twenty thousand lines go to the press in batches, and are never all in memory', async () => {
    let sent = 0
    let furthestAhead = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          furthestAhead = Math.max(furthestAhead, sent - room.press.imported.flat().length)
          if (sent === 20_000) return controller.close()
          controller.enqueue(new TextEncoder().encode(Array.from({ length: 50 }, () => `{"slug":"a-${++sent}"}\n`).join('')))
        },
      },
      { highWaterMark: 0 },
    )
    const results = await linesOf(await send(body))
    expect(results).toHaveLength(20_000)
    expect(results.at(-1)).toEqual({ line: 20_000, ok: true, slug: 'a-20000' })
    expect(room.press.imported).toHaveLength(200)
    expect(furthestAhead).toBeLessThanOrEqual(200)
  })

  test('a line longer than any article is named, and the next is taken', async () => {
    const results = await linesOf(await send(`{"slug":"${'x'.repeat(4_100_000)}"}\n{"slug":"b"}\n`))
    expect(results).toMatchObject([
      { line: 1, ok: false, message: expect.stringContaining('longer') },
      { line: 2, ok: true, slug: 'b' },
    ])
  })

  test('a batch that the press does not answer is named, and the next goes on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    room.press.failure = new Error('overloaded')
    const results = await linesOf(await send(Array.from({ length: 101 }, (_, at) => `{"slug":"a-${at}"}\n`).join('')))
    expect(results.filter(({ ok }) => !ok)).toHaveLength(100)
    expect(results.at(-1)).toMatchObject({ line: 101, ok: true })
  })

  test('what is no JSON Lines is refused', async () => {
    expect((await problemOf(await send('<xml/>', 'text/xml'))).status).toBe(415)
    expect((await problemOf(await room.ask('POST', '/api/import', { headers: { 'Content-Type': 'application/jsonl' } }))).status).toBe(400)
  })

  test('reprint and adopt report', async () => {
    expect(await (await room.ask('POST', '/api/reprint')).json()).toEqual({ articles: 0, listings: 3, queued: 4 })
    expect(await (await room.ask('POST', '/api/adopt')).json()).toMatchObject({ adopted: ['by-hand'], malformed: [{ key: 'en:article:broken' }], done: true })
  })
})

describe('subscribers', () => {
  const rows = [
    {
      email: 'a@example.org',
      list: 'daily',
      state: 'confirmed',
      at: '2026-11-01T00:00:00Z',
      consent: { version: '2026-11', country: 'SG', at: '2026-11-01T00:00:00Z' },
    },
    { email: '=cmd|calc@example.org', list: 'daily', state: 'pending', at: '2026-11-02T00:00:00Z' },
  ]
  const listed = () =>
    newsroom({
      MAILING_LIST: {
        idFromName: (name: string) => name,
        get: () => ({
          subscribers: async (cursor?: string) => (cursor ? { items: rows.slice(1) } : { items: rows.slice(0, 1), nextCursor: 'a' }),
          forget: async (email: string) => email === 'a+b@example.org',
        }),
      },
    })

  test('leave as CSV, and no cell is a formula', async () => {
    const response = await (await listed()).ask('GET', '/api/subscribers.csv')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect((await response.text()).split('\r\n')).toEqual([
      'email,list,state,at,consent_version,consent_country,consent_at',
      'a@example.org,daily,confirmed,2026-11-01T00:00:00Z,2026-11,SG,2026-11-01T00:00:00Z',
      "'=cmd|calc@example.org,daily,pending,2026-11-02T00:00:00Z,,,",
      '',
    ])
  })

  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['+1', "'+1"],
    ['@x', "'@x"],
    ['-1', "'-1"],
    ['\tx', "'\tx"],
    ['=1,2', `"'=1,2"`],
  ])('the cell %j is written %j', (text, cell) => expect(csvCell(text)).toBe(cell))

  test('are forgotten on request', async () => {
    const made = await listed()
    expect((await made.ask('DELETE', '/api/subscribers/a%2Bb%40example.org')).status).toBe(204)
    expect((await problemOf(await made.ask('DELETE', '/api/subscribers/none@example.org'))).status).toBe(404)
  })

  test('who takes them, or the whole ledger, and who erases one, stands in the audit trail; whom, only for who knows the address', async () => {
    const made = await listed()
    await (await made.ask('GET', '/api/export')).text()
    await (await made.ask('GET', '/api/subscribers.csv')).text()
    await made.ask('DELETE', '/api/subscribers/A%2Bb%40example.org')
    await made.ask('DELETE', '/api/subscribers/a%2Bb%40example.org')
    await made.ask('GET', '/api/subscribers.csv', { as: 'editor' })
    const trail = await (await made.ask('GET', '/api/audit')).text()
    expect((JSON.parse(trail) as { items: unknown[] }).items).toMatchObject([
      { what: 'export', by: 'admin@desk' },
      { what: 'export-subscribers', by: 'admin@desk' },
      { what: 'erase-subscriber', by: 'admin@desk', detail: `sha256 ${(await sha256('a+b@example.org')).slice(0, 16)}…` },
    ])
    expect(trail).not.toContain('example.org')
  })
})
