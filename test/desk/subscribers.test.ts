import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Newsletters } from '../../src/copy/shapes/site.ts'
import { cleanLine, cleanProse, isVisible } from '../../src/copy/text/characters.ts'
import { subscriberRows } from '../../src/desk/api/subscriber-rows.ts'
import { sha256 } from '../../src/edge/sha256.ts'
import { testSite } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

const newsletters = testSite.newsletter as unknown as Newsletters

describe('subscribers', () => {
  const rows = [
    {
      email: 'a@example.org',
      list: 'daily',
      state: 'confirmed',
      at: '2026-11-01T00:00:00Z',
      consent: { version: '2026-11', words: 'I agree, gladly.', notice: 'Not in the E.U.', country: 'SG', at: '2026-11-01T00:00:00Z', how: 'form' },
    },
    { email: '=cmd|calc@example.org', list: 'daily', state: 'pending', at: '2026-11-02T00:00:00Z' },
  ]
  const listed = () =>
    newsroom({
      MAILING_LIST: {
        idFromName: (name: string) => name,
        get: () => ({
          subscribers: async (cursor?: string) => (cursor ? { items: rows.slice(1) } : { items: rows.slice(0, 1), nextCursor: 'a' }),
          findSubscriber: async (email: string) => (email === 'a+b@example.org' ? rows.slice(0, 1) : []),
          forget: async (email: string) => email === 'a+b@example.org',
        }),
      },
    })

  test('leave as CSV, and no cell is a formula', async () => {
    const response = await (await listed()).ask('GET', '/api/subscribers.csv')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect((await response.text()).split('\r\n')).toEqual([
      'email,list,state,at,consent_version,consent_country,consent_at,confirmed_at,left_at,consent_words,consent_notice,consent_source',
      'a@example.org,daily,confirmed,2026-11-01T00:00:00Z,2026-11,SG,2026-11-01T00:00:00Z,,,"I agree, gladly.",Not in the E.U.,"form on news.example, confirmed by email"',
      "'=cmd|calc@example.org,daily,pending,2026-11-02T00:00:00Z,,,,,,,,",
      '',
    ])
  })

  const HEAD = 'email,list,consent_at,consent_words,consent_source,country'
  const GOOD = 'a@example.org,daily,2026-01-01T00:00:00Z,"I agree, gladly.",old site,SG'
  test('come in with proof of their consent, and are refused by line without', async () => {
    const taken: unknown[] = []
    const room = await newsroom({
      MAILING_LIST: {
        idFromName: (name: string) => name,
        get: () => ({
          importSubscribers: async (rows: { line: number }[]) => {
            taken.push(...rows)
            return rows.map(({ line }) => ({ line, result: line === 3 ? 'left' : 'added' }))
          },
        }),
      },
    })
    const lines = [
      HEAD,
      GOOD,
      GOOD.replace('a@', 'left@'),
      GOOD.replace('daily', 'hourly'),
      GOOD.replace('2026-01-01T00:00:00Z', 'lately'),
      GOOD.replace('2026-01-01', '2999-01-01'),
      GOOD.replace('"I agree, gladly."', ''),
      GOOD.replace('old site', ' '),
      GOOD.replace('SG', 'GR'),
      GOOD.replace('SG', ''),
      'a@example.org,daily',
    ]
    const body = await (await room.ask('POST', '/api/subscribers', { body: lines.join('\r\n'), type: 'text/csv' })).json()
    expect(body).toMatchObject({ added: 1, already: 0, refused: 9 })
    const { items } = body as { items: { line: number; ok: boolean; message?: string }[] }
    expect(items.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(items.map(({ ok }) => ok).lastIndexOf(true)).toBe(0)
    expect(items.slice(1).map(({ message = '' }) => /unsubscribed|hourly|consent_at|consent_words|consent_source|E\.U\.|country/.exec(message)?.[0])).toEqual([
      'unsubscribed',
      'hourly',
      'consent_at',
      'consent_at',
      'consent_words',
      'consent_source',
      'E.U.',
      'country',
      'consent_at',
    ])
    expect(taken).toHaveLength(2)
    expect(taken[0]).toMatchObject({
      line: 2,
      email: 'a@example.org',
      wording: { words: 'I agree, gladly.' },
      at: '2026-01-01T00:00:00Z',
      country: 'SG',
      source: 'old site',
    })
    const trail = await (await room.ask('GET', '/api/audit')).text()
    expect(trail).toContain('1 added, 9 refused')
    expect(trail).not.toContain('example.org')
  })

  test('come in from a spreadsheet of Europe, in UTF-8 with its mark, semicolons and line ends of Windows', async () => {
    const body = `\ufeff${HEAD}\r\n${GOOD.replace('"I agree, gladly."', 'I agree, gladly.').replace(/,(?! )/g, ';')}\r\n;;;;;\r\n`.replace(
      HEAD,
      HEAD.replaceAll(',', ';'),
    )
    const room = await newsroom()
    expect(await (await room.ask('POST', '/api/subscribers', { body, type: 'text/csv' })).json()).toMatchObject({ added: 1, refused: 0 })
  })

  test('are not swallowed by a quote that was left open: its line is named, and nobody comes in', async () => {
    const lines = [HEAD, GOOD, GOOD.replace('a@', '"b@'), GOOD.replace('a@', 'c@'), GOOD.replace('a@', 'd@')]
    for (const rows of [lines, lines.slice(0, 3)]) {
      const { status, flaws } = await problemOf(await (await newsroom()).ask('POST', '/api/subscribers', { body: rows.join('\n'), type: 'text/csv' }))
      expect([status, flaws?.[0]?.message]).toEqual([422, expect.stringContaining('opens on line 3')])
    }
  })

  test('who left, or never confirmed, are not brought back by an export', async () => {
    const body = [`${HEAD},state`, ...['confirmed', 'unsubscribed', 'pending', 'CA'].map((state) => `${GOOD},${state}`)].join('\n')
    const answer = await (await (await newsroom()).ask('POST', '/api/subscribers', { body, type: 'text/csv' })).json()
    expect((answer as { items: { ok: boolean }[] }).items.map(({ ok }) => ok)).toEqual([true, false, false, true])
  })

  test('leave and come back as they were, and leave as the same file', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'=+-@\t\'",;a1é\n\r中'), minLength: 1, maxLength: 12 })
    const instant = fc.constantFrom('2026-11-01T00:00:00Z', '2026-02-28T09:30:00Z')
    const words = text.map((raw) => cleanProse(raw.trim())).filter((clean) => clean === clean.trim() && isVisible(clean))
    const line = text.map((raw) => cleanLine(raw.trim())).filter((clean) => clean === clean.trim() && isVisible(clean))
    const subscriber = fc.record({
      email: line,
      list: fc.constantFrom('daily', 'weekly'),
      state: fc.constant('confirmed'),
      at: instant,
      confirmedAt: instant,
      consent: fc.record(
        { version: line, words, notice: words, country: fc.constant('SG'), at: instant, how: fc.constantFrom('form', 'page', 'import'), source: line },
        { noNullPrototype: true },
      ),
    })
    const exportOf = async (items: unknown[]) =>
      (
        await (
          await newsroom({ MAILING_LIST: { idFromName: (name: string) => name, get: () => ({ subscribers: async () => ({ items }) }) } })
        ).ask('GET', '/api/subscribers.csv')
      ).text()
    await fc.assert(
      fc.asyncProperty(fc.array(subscriber, { minLength: 1, maxLength: 5 }), async (items) => {
        const file = await exportOf(items)
        const read = subscriberRows(file, newsletters, Date.parse('2026-12-01T00:00:00Z'))
        if (!read.ok) throw new Error(read.message)
        expect(read.refused).toEqual([])
        const back = read.rows.map(({ email, list, wording, at, country, source, confirmedAt }, row) => ({
          email,
          list,
          state: 'confirmed',
          at: items[row]?.at,
          confirmedAt,
          consent: { ...wording, country, at, how: 'import', source },
        }))
        expect(back.map(({ consent: { how: _, source: __, ...consent }, ...one }) => ({ ...one, consent }))).toEqual(
          items.map(({ consent: { how: _, source: __, ...consent }, ...one }) => ({ ...one, consent })),
        )
        expect(await exportOf(back)).toBe(file)
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['in UTF-16', Buffer.from(`\ufeff${HEAD}\r\n${GOOD}`, 'utf16le'), 'text/csv', 400],
    ['in UTF-16 without its mark', Buffer.from(`${HEAD}\r\n${GOOD}`, 'utf16le'), 'text/csv', 422],
    ['in UTF-16 that says so', Buffer.from(HEAD, 'utf16le'), 'text/csv; charset=utf-16', 415],
    ['in Latin-1', Buffer.from(`${HEAD}\r\n${GOOD.replace('gladly', 'trés volontiers')}`, 'latin1'), 'text/csv', 400],
    ['of 10 MB', `${HEAD}\r\n${`${GOOD}\r\n`.repeat(130_000)}`, 'text/csv', 413],
    ['without its columns', 'email,list\r\na@example.org,daily', 'text/csv', 422],
    ['with two columns of one name, of which one would be written to', 'email,email,list,consent_at,consent_words,consent_source,country\r\n', 'text/csv', 422],
    ['as JSON', '{}', 'application/json', 415],
    ['that says nothing', '', 'text/csv', 422],
  ])('an import %s is refused', async (_, body, type, status) => {
    expect((await problemOf(await (await newsroom()).ask('POST', '/api/subscribers', { body, type }))).status).toBe(status)
  })

  test('are counted for editors, with why nobody can sign up', async () => {
    const read = async (extra = {}) => (await (await newsroom(extra)).ask('GET', '/api/newsletters', { as: 'editor' })).json()
    expect(await read()).toMatchObject({ signUp: 'open', lists: [{ list: 'daily', name: 'The Daily Line', confirmed: 0 }, { list: 'weekly' }] })
    expect(await read({ MAIL_CONFIRMATIONS: '' })).toMatchObject({ signUp: 'no-mailer' })
  })

  test.each(['/api/subscribers', '/api/consents', '/api/newsletters/daily/issues'])(
    'of %s are not given from the beginning again for a cursor that was cut',
    async (path) => {
      for (const cursor of ['x', '', '7 daily; 8', '-1', '1e3']) {
        const { status, flaws } = await problemOf(await (await newsroom()).ask('GET', `${path}?cursor=${encodeURIComponent(cursor)}`))
        expect([status, flaws?.[0]?.pointer], cursor).toEqual([422, '/cursor'])
      }
      expect((await (await newsroom()).ask('GET', `${path}?cursor=${path.endsWith('subscribers') ? '12%20daily' : '12'}`)).status).toBe(200)
    },
  )

  test('are forgotten on request', async () => {
    const made = await listed()
    const erase = (body: unknown, as = 'admin') => made.ask('POST', '/api/subscribers/erase', { body, as })
    expect((await erase({ email: 'a+b@example.org' })).status).toBe(204)
    expect((await problemOf(await erase({ email: 'none@example.org' }))).status).toBe(404)
    expect((await problemOf(await erase({ address: 'a+b@example.org' }))).status).toBe(422)
    expect((await erase({ email: 'a+b@example.org' }, 'editor')).status).toBe(403)
  })

  test('are forgotten by the old call too, which says that it is deprecated', async () => {
    const made = await listed()
    for (const [path, status] of [
      ['/api/subscribers/a%2Bb%40example.org', 204],
      ['/api/subscribers/none@example.org', 404],
    ] as const) {
      const response = await made.ask('DELETE', path)
      expect([response.status, response.headers.get('deprecation'), response.headers.get('link')]).toEqual([
        status,
        `@${Date.parse('2026-11-26') / 1000}`,
        '</api/subscribers/erase>; rel="successor-version"',
      ])
    }
  })

  test('whom an admin erases by an address in a URL, no answer and no log repeats', async () => {
    const lines: string[] = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
    const broken = await newsroom({
      MAILING_LIST: {
        idFromName: (name: string) => name,
        get: () => ({
          forget: async (email: string) => {
            throw new Error(`Nothing is known of ${email}, he said: "${email}"`)
          },
        }),
      },
    })
    const said: string[] = []
    for (const path of ['/api/subscribers/ann@example.org', '/api/subscribers/ann%40example.org', '/api/subscriber/ann%40example.org/x'])
      for (const as of ['admin', 'editor', 'nobody'])
        for (const method of ['DELETE', 'PUT']) {
          const { instance, ...problem } = await problemOf(await broken.ask(method, path, { as }))
          said.push(instance, JSON.stringify(problem))
        }
    vi.restoreAllMocks()
    const failures = lines.map((line) => JSON.parse(line) as { event: string; path: string }).filter(({ event }) => event !== 'call')
    expect(failures.map(({ path }) => path)).toEqual(['/api/subscribers/{email}', '/api/subscribers/{email}'])
    expect(said).toContain('/api/subscribers/{email}')
    expect([...said, ...lines].join('\n')).not.toMatch(/ann|example\.org/)
  })

  test.each(['subscribers', 'consents'])('page of %s: none leaves without a trace, not by a cursor that was made up either', async (what) => {
    const made = await newsroom()
    await made.ask('GET', `/api/${what}`)
    await made.ask('GET', `/api/${what}?cursor=${what === 'consents' ? '1' : '1%20a'}`)
    expect(await (await made.ask('GET', '/api/audit')).json()).toMatchObject({
      items: [
        { what: `export-${what}`, by: 'admin@desk' },
        { what: `export-${what}`, by: 'admin@desk', detail: 'next page' },
      ],
    })
  })

  test('who takes them, or the whole ledger, and who erases one, stands in the audit trail; whom, only for who knows the address', async () => {
    const made = await listed()
    await (await made.ask('GET', '/api/export')).text()
    await (await made.ask('GET', '/api/subscribers.csv')).text()
    await made.ask('POST', '/api/subscribers/erase', { body: { email: 'A+b@example.org' } })
    await made.ask('POST', '/api/subscribers/erase', { body: { email: 'a+b@example.org' } })
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

describe('the key that signs links in emails', () => {
  test('is renewed by an admin, which the trail remembers', async () => {
    const room = await newsroom()
    expect((await room.ask('POST', '/api/newsletters/key')).status).toBe(204)
    expect(await (await room.ask('GET', '/api/audit')).json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ what: 'renew-newsletter-key' })]),
    })
  })

  test('stays while an issue is being sent', async () => {
    const room = await newsroom({
      MAILING_LIST: { idFromName: (name: string) => name, get: () => ({ renewKey: async () => ({ ok: false, reason: 'sending' }) }) },
    })
    expect((await problemOf(await room.ask('POST', '/api/newsletters/key'))).status).toBe(409)
  })
})
