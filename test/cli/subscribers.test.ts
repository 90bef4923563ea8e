import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answering, atTheDesk } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const ANN = {
  email: 'ann@example.org',
  list: 'morning',
  state: 'confirmed',
  at: '2026-11-01T08:00:00Z',
  confirmedAt: '2026-11-01T08:05:00Z',
  consent: { version: '2026-11', words: 'I agree.', country: 'SG', at: '2026-11-01T08:00:00Z', how: 'form' },
}
const BO = { email: 'bo@example.org', list: 'weekly', state: 'pending', at: '2026-11-02T08:00:00Z' }
const CY = { email: 'cy@example.org', list: 'morning', state: 'unsubscribed', at: '2026-10-02T08:00:00Z', leftAt: '2026-11-03T08:00:00Z' }

/** Two pages of subscribers. */
const pages = ({ query }: { query: Record<string, string> }) =>
  Response.json(query.cursor === 'two' ? { items: [CY] } : { items: [ANN, BO], nextCursor: 'two' })

test('the counts say how many are on each newsletter, how that grows, and who is not written to', async () => {
  const { newsdesk, api } = await atTheDesk()
  const growth = [
    { day: '2026-11-18', joined: 100, left: 50 },
    { day: '2026-11-20', joined: 3, left: 1 },
    { day: '2026-11-26', joined: 4, left: 0 },
  ]
  api.before = () =>
    Response.json({
      signUp: 'no-sender',
      lists: [{ list: 'morning', name: 'Morning', kind: 'digest', confirmed: 12345, pending: 6, unsubscribed: 7, growth }],
      suppressed: { bounce: 2, complaint: 1, erased: 0, editor: 0 },
      mailsWaiting: 1,
    })
  const { code, out, err } = await newsdesk(['subscribers', 'counts'])
  expect([code, out]).toEqual([0, 'morning  12,345 confirmed  +7 −1 in 7 days  6 pending  7 left  Morning\n'])
  expect(err).toContain('Addresses that get no emails: 2 unreachable, 1 complained.')
  expect(err).toContain('Set "newsletter.from"')
  expect((await newsdesk(['subscribers', 'counts', '--days', '30'])).out).toContain('+107 −51 in 30 days')
})

test('a list of subscribers is followed to its end, and no further than it is wanted', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = pages
  expect((await newsdesk(['subscribers', 'list', '--list', 'morning'])).lines).toEqual([
    'ann@example.org  morning  confirmed  2026-11-01T08:05:00Z  2026-11 SG 2026-11-01T08:00:00Z',
    'cy@example.org  morning  unsubscribed  2026-11-03T08:00:00Z',
  ])
  api.sent = []
  expect((await newsdesk(['subscribers', 'list', '--state', 'confirmed', '--limit', '1', '--json'])).json()).toEqual([ANN])
  expect(api.sent).toHaveLength(1)
})

test('a list that nobody is on says so', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = pages
  expect(await newsdesk(['subscribers', 'list', '--list', 'mornign'])).toMatchObject({ code: 0, out: '', err: 'No subscriber matches.\n' })
  expect(await newsdesk(['subscribers', 'consents', '--list', 'mornign'])).toMatchObject({ code: 0, out: '', err: 'No consent matches.\n' })
})

test('consents are given whole, with the words as they were shown', async () => {
  const { newsdesk, api } = await atTheDesk()
  const consent = {
    email: ANN.email,
    list: 'morning',
    version: '2026-11',
    words: 'I agree\nto letters.',
    notice: 'Not for the E.U.',
    at: ANN.at,
    country: 'SG',
    how: 'form',
  }
  api.before = () => Response.json({ items: [consent] })
  expect((await newsdesk(['subscribers', 'consents'])).out).toContain('form SG  2026-11  I agree to letters. Not for the E.U.')
  expect((await newsdesk(['subscribers', 'consents', '--json'])).json()).toEqual([consent])
})

test('an export is a file that only its owner can read, CSV or JSON Lines', async () => {
  const { newsdesk, api, cwd } = await atTheDesk()
  api.before = (sent) => (sent.path === '/api/subscribers.csv' ? new Response('email,list\r\nann@example.org,morning\r\n') : pages(sent))
  const csv = await newsdesk(['subscribers', 'export', 'all.csv'])
  expect([csv.code, csv.err]).toEqual([0, '1 subscription exported to all.csv.\n'])
  expect((await stat(join(cwd, 'all.csv'))).mode & 0o777).toBe(0o600)
  await newsdesk(['subscribers', 'export', 'all.jsonl', '--as', 'json'])
  expect(
    (await readFile(join(cwd, 'all.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([ANN, BO, CY])
  expect((await newsdesk(['subscribers', 'export', '--json'])).json()).toEqual([ANN, BO, CY])
})

test('an export that breaks off leaves no file', async () => {
  const { newsdesk, api, cwd } = await atTheDesk()
  api.before = () => new Response('email,list\r\nann@exam')
  expect(await newsdesk(['subscribers', 'export', 'all.csv'])).toMatchObject({ code: 4, err: expect.stringContaining('Nothing was saved.') })
  await expect(stat(join(cwd, 'all.csv'))).rejects.toThrow('ENOENT')
})

const HEAD = 'email,list,consent_at,consent_words,consent_source,country'

test('an import names the line of each row that is refused, and what it did', async () => {
  const { newsdesk, api } = await atTheDesk({ 'readers.csv': `${HEAD}\nann@example.org,morning,…\nbo@example.org,morning,,\n` })
  const items = [
    { line: 2, ok: true, result: 'added' },
    { line: 3, ok: false, message: '"consent_at" says when this reader agreed.' },
  ]
  api.before = () => Response.json({ added: 1, already: 0, refused: 1, items })
  const { code, err } = await newsdesk(['subscribers', 'import', 'readers.csv'])
  expect([code, err]).toEqual([1, 'readers.csv:3: "consent_at" says when this reader agreed.\n1 added, 0 already there, 1 refused.\n'])
  expect(api.sent).toMatchObject([{ method: 'POST', path: '/api/subscribers', body: expect.stringContaining('bo@example.org') }])
  expect(api.sent[0]?.headers.get('Content-Type')).toBe('text/csv')
})

test('a long file goes in pieces that all name their columns, and lines are the file’s', async () => {
  const words = '"I agree,\nthis is a quote: ""yes"""'
  const rows = Array.from({ length: 4500 }, (_, at) => `r${at}@example.org,morning,2026-01-01T00:00:00Z,${words},old site,SG\r\n`)
  const { newsdesk, api } = await atTheDesk({ 'readers.csv': `\ufeff${HEAD}\r\n\r\n${rows.join('')}` })
  api.before = ({ body }) => {
    const at = body.split('\r\n').findIndex((row) => row.startsWith('r4000@'))
    // Each record before it has a line end of its own within.
    const items = at < 0 ? [] : [{ line: 1 + at + (at - 2), ok: false, message: 'No.' }]
    return Response.json({ added: 0, already: 0, refused: items.length, items })
  }
  const { err } = await newsdesk(['subscribers', 'import', 'readers.csv'])
  expect(api.sent.map(({ body }) => [body.startsWith(`${HEAD}\r\n`), body.match(/@example/g)?.length])).toEqual([
    [true, 2000],
    [true, 2000],
    [true, 500],
  ])
  expect(err).toContain(`readers.csv:${3 + 4000 * 2}: No.`)
})

test.each([
  ['UTF-16, as Excel’s Unicode text', Buffer.from(`\ufeff${HEAD.replaceAll(',', '\t')}\r\nrené@example.org\tmorning\r\n`, 'utf16le')],
  ['UTF-16 of the other order', Buffer.from(`\ufeff${HEAD.replaceAll(',', '\t')}\r\nrené@example.org\tmorning\r\n`, 'utf16le').swap16()],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${HEAD.replaceAll(',', '\t')}\r\nrené@example.org\tmorning\r\n`)],
])('a spreadsheet in %s is sent as UTF-8', async (_, bytes) => {
  const { newsdesk, api, cwd } = await atTheDesk()
  await writeFile(join(cwd, 'readers.csv'), bytes)
  api.before = () => Response.json({ added: 1, already: 0, refused: 0, items: [] })
  expect((await newsdesk(['subscribers', 'import', 'readers.csv'])).code).toBe(0)
  expect(api.sent.map(({ body }) => body)).toEqual([`${HEAD.replaceAll(',', '\t')}\r\nrené@example.org\tmorning\r\n`])
})

test.each([
  ['Latin-1', Buffer.from(`${HEAD}\nrené@example.org,morning\n`, 'latin1')],
  ['UTF-16 without its mark', Buffer.from(`${HEAD}\nrené@example.org,morning\n`, 'utf16le')],
])('a file in %s is refused before a letter of it is lost', async (_, bytes) => {
  const { newsdesk, api, cwd } = await atTheDesk()
  await writeFile(join(cwd, 'readers.csv'), bytes)
  expect(await newsdesk(['subscribers', 'import', 'readers.csv'])).toMatchObject({ code: 1, err: expect.stringContaining('“CSV UTF-8”') })
  expect(api.sent).toEqual([])
})

test('a quote that was left open on line 3,001 is named, and not even the rows before it are imported', async () => {
  const rows = Array.from({ length: 4000 }, (_, at) => `${at === 2999 ? '"' : ''}r${at}@example.org,morning\n`)
  const { newsdesk, api } = await atTheDesk({ 'readers.csv': `${HEAD}\n${rows.join('')}` })
  const { code, err } = await newsdesk(['subscribers', 'import', 'readers.csv'])
  expect([code, err]).toEqual([1, expect.stringMatching(/readers\.csv:3001: .*Nothing was imported\.\n$/)])
  expect(api.sent).toEqual([])
})

test('what cannot be an import is refused before or by the site, and nothing more is sent', async () => {
  const { newsdesk, api } = await atTheDesk({ 'empty.csv': `${HEAD}\n`, 'readers.csv': 'email,list\nann@example.org,morning\n' })
  for (const file of ['nowhere.csv', 'empty.csv']) expect((await newsdesk(['subscribers', 'import', file])).code, file).toBe(2)
  expect(api.sent).toEqual([])
  api.before = () => problem(422, 'The first line must name the columns. Missing: consent_at.')
  expect((await newsdesk(['subscribers', 'import', 'readers.csv'])).err).toContain('readers.csv: The first line must name the columns. Missing: consent_at.')
})

test('an address is erased once its owner’s wish is confirmed by typing it', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = ({ body }) =>
    body.includes('ann@example.org') ? new Response(null, { status: 204 }) : problem(404, 'This address isn’t on any newsletter list.')
  const { prompt } = answering('yes', 'ann@example.org')
  expect((await newsdesk(['subscribers', 'erase', 'ann@example.org'], { prompt })).code).toBe(1)
  expect(api.sent).toEqual([])
  expect((await newsdesk(['subscribers', 'erase', 'ann@example.org'], { prompt })).out).toBe('ann@example.org  erased\n')
  expect(api.sent.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([['POST', '/api/subscribers/erase', { email: 'ann@example.org' }]])
  expect((await newsdesk(['subscribers', 'erase', 'ann@example.org'])).code).toBe(2)
  expect(await newsdesk(['subscribers', 'erase', 'bo@example.org', 'ann@example.org', '--yes'])).toMatchObject({
    code: 1,
    out: 'ann@example.org  erased\n',
    err: 'bo@example.org: This address isn’t on any newsletter list.\n',
  })
})
