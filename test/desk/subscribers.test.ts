import { describe, expect, test } from 'vitest'
import { csvCell, csvRecords } from '../../src/desk/api/csv.ts'
import { sha256 } from '../../src/edge/sha256.ts'
import { newsroom, problemOf } from './newsroom.ts'

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
      'email,list,state,at,consent_version,consent_country,consent_at,confirmed_at,left_at',
      'a@example.org,daily,confirmed,2026-11-01T00:00:00Z,2026-11,SG,2026-11-01T00:00:00Z,,',
      "'=cmd|calc@example.org,daily,pending,2026-11-02T00:00:00Z,,,,,",
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

  test.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '"a,1","say ""hi"""\n"two\nlines",',
      [
        ['a,1', 'say "hi"'],
        ['two\nlines', ''],
      ],
    ],
    ['\ufeffa\n\n\nb', [['a'], ['b']]],
    ['"never ended', [['never ended']]],
    ['', []],
  ])('the file %j is read as what it says', (text, cells) => expect(csvRecords(text).map((record) => record.cells)).toEqual(cells))

  test('a record is named by the line on which it begins', () => {
    expect(csvRecords('a\n"two\nlines"\n\nb').map(({ line }) => line)).toEqual([1, 2, 5])
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

  test.each([
    ['without its columns', 'email,list\r\na@example.org,daily', 'text/csv', 422],
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
