import { describe, expect, test } from 'vitest'
import { csvCell } from '../../src/desk/api/subscribers.ts'
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
