import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { problem, type Sent } from './fake-api.ts'

/** A site that answers these addresses; all others are missing. */
const siteOf =
  (answers: Record<string, [status: number, location?: string]>) =>
  ({ path, query }: Sent) => {
    const [status, location] = answers[path + (query.p ? `?p=${query.p}` : '')] ?? [404]
    return new Response(null, { status, ...(location && { headers: { Location: location } }) })
  }

test('every old address is asked for where the site is now, hop by hop, without a token, and the sum adds up', async () => {
  const urls = [
    '/world/here',
    'https://old.example/2019/05/harvest/?utm=x',
    '/?p=1',
    '/gone',
    '/lost',
    '/round',
    '/shop',
    '/a,b',
    '',
    '# a remark',
    '/broken',
  ].join('\r\n')
  const { newsdesk, api } = await atTheDesk({ 'urls.txt': `\ufeff${urls}\r\n` })
  api.before = siteOf({
    '/world/here': [200],
    '/2019/05/harvest/': [301, '/2019/05/harvest'],
    '/2019/05/harvest': [301, '/world/harvest'],
    '/world/harvest': [200],
    '/?p=1': [301, 'https://new.example/world/here'],
    '/gone': [410],
    '/round': [301, '/around'],
    '/around': [302, '/round'],
    '/a,b': [200],
    '/shop': [301, 'https://shop.example/a'],
    '/broken': [500],
  })
  const { code, out, err } = await newsdesk(['redirects', 'check', 'urls.txt', '--to', 'https://new.example'])
  expect(code).toBe(1)
  expect(out.split('\n').filter(Boolean)).toEqual([
    'found    200        /world/here',
    'found    301 → 301 → 200  https://old.example/2019/05/harvest/?utm=x  →  /world/harvest',
    'found    301 → 200  /?p=1  →  /world/here',
    'gone     410        /gone',
    'missing  404        /lost',
    'loop     301 → 302  /round  →  /round',
    'found    301        /shop  →  https://shop.example/a',
    'found    200        /a,b',
    'failed   500        /broken',
  ])
  expect(err).toBe('9 asked = 5 found (3 redirected) + 1 gone + 1 missing + 1 in circles + 1 failed\n')
  expect(api.sent.every(({ method, headers }) => method === 'HEAD' && !headers.has('authorization'))).toBe(true)
  expect(api.sent.some(({ path }) => path === '/a')).toBe(false)
})

test('a check that was interrupted goes on where it was, and asks again for what failed', async () => {
  const lines = [
    { site: 'https://new.example', address: '/a', end: 'found', hops: [200], to: '/a' },
    { site: 'https://new.example', address: '/b', end: 'failed', hops: [], to: '/b', message: 'Timed out.' },
    { site: 'https://other.example', address: '/c', end: 'found', hops: [200], to: '/c' },
  ].map((line) => JSON.stringify(line))
  const { newsdesk, api, cwd } = await atTheDesk({ 'urls.txt': '/a\n/b\n/c\n/d\n', 'answers.jsonl': `${lines.join('\n')}\n{"site":"https://new.exa` })
  api.before = siteOf({ '/b': [200], '/c': [410], '/d': [301, '/b'] })
  const run = () => newsdesk(['redirects', 'check', 'urls.txt', '--to', 'https://new.example', '--answers', 'answers.jsonl'])
  const { code, err } = await run()
  expect([code, err]).toEqual([0, '4 asked = 3 found (1 redirected) + 1 gone + 0 missing + 0 in circles + 0 failed\n'])
  expect(api.sent.some(({ path }) => path === '/a')).toBe(false)
  const before = api.sent.length
  expect((await run()).err).toBe(err)
  expect(api.sent.length).toBe(before)
  expect((await readFile(join(cwd, 'answers.jsonl'), 'utf8')).split('\n').length).toBe(8)
})

test('where all are found or gone, the exit code says so; as JSON it is a line for each', async () => {
  const { newsdesk, api } = await atTheDesk({ 'old.csv': 'from,to\n/a,/b\n/c,\n' })
  api.before = siteOf({ '/a': [301, '/b'], '/b': [200], '/c': [410] })
  const { code, json } = await newsdesk(['redirects', 'check', 'old.csv', '--json'])
  expect([code, json()]).toEqual([
    0,
    [
      { address: '/a', end: 'found', hops: [301, 200], to: '/b' },
      { address: '/c', end: 'gone', hops: [410], to: '/c' },
    ],
  ])
  expect((await newsdesk(['redirects', 'check', 'none.txt'])).code).toBe(2)
})

test('a page that is lost is not found because the front answers to its number', async () => {
  const { newsdesk, api } = await atTheDesk({ 'urls.txt': '/?p=7\n/?utm_source=letter\n' })
  api.before = siteOf({ '/?p=7': [200], '/': [200] })
  const { code, out } = await newsdesk(['redirects', 'check', 'urls.txt', '--to', 'https://new.example'])
  expect([code, out.split('\n').filter(Boolean)]).toEqual([
    1,
    ['missing  200        /?p=7  (The front page answers instead.)', 'found    200        /?utm_source=letter'],
  ])
})

test('a large file is imported in pieces, each refused line by its number in the file, and the sum is of all', async () => {
  const rows = Array.from({ length: 12_000 }, (_, at) => `/old/${at},/new/${at},301`)
  const { newsdesk, api } = await atTheDesk({ 'r.csv': `from,to,status\r\n${rows.join('\r\n')}\r\n` })
  api.before = ({ body }) => {
    const read = body.trim().split('\r\n').length - 1
    return Response.json({ read, added: read - 1, changed: 0, same: 0, refused: 1, items: [{ line: 3, from: '/x', ok: false, message: 'No.' }] })
  }
  const { code, out, err } = await newsdesk(['redirects', 'import', 'r.csv'])
  expect([code, out]).toEqual([1, '12,000 read = 11,997 added + 0 changed + 0 already there + 3 refused\n'])
  expect(err).toBe('r.csv:3: /x No.\nr.csv:5003: /x No.\nr.csv:10003: /x No.\n')
  expect(api.sent.map(({ body }) => body.split('\r\n')[0])).toEqual(['from,to,status', 'from,to,status', 'from,to,status'])
})

test('JSON Lines and files without a head go as they are', async () => {
  const { newsdesk, api } = await atTheDesk({ 'r.jsonl': '{"from":"/a","to":"/b"}\n', 'r.csv': '/a,/b\n' })
  api.before = () => Response.json({ read: 1, added: 1, changed: 0, same: 0, refused: 0, items: [] })
  expect((await newsdesk(['redirects', 'import', 'r.jsonl'])).code).toBe(0)
  expect((await newsdesk(['redirects', 'import', 'r.csv'])).code).toBe(0)
  expect(api.sent.map(({ headers, body }) => [headers.get('content-type'), body])).toEqual([
    ['application/jsonl', '{"from":"/a","to":"/b"}\n'],
    ['text/csv', '/a,/b\n'],
  ])
})

test('one redirect is added, and what is refused says why', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => Response.json({ from: '/a/b/c', to: '/world', result: 'added', notes: ['Nothing is at /world yet.'] })
  const added = await newsdesk(['redirects', 'add', '/a/b/c', '/world'])
  expect([added.code, added.out, added.err]).toEqual([0, '/a/b/c  →  /world  added\n', 'Nothing is at /world yet.\n'])
  api.before = () => problem(422, '1 problem to fix.', [{ pointer: '/from', message: 'Readers find the story “a” at /a.' }])
  const refused = await newsdesk(['redirects', 'add', '/a', '/world'])
  expect([refused.code, refused.err.trim()]).toEqual([1, expect.stringContaining('Readers find the story “a”')])
  expect((await newsdesk(['redirects', 'add', '/a'])).code).toBe(2)
  expect((await newsdesk(['redirects', 'add', '/a', '/b', '--gone'])).code).toBe(2)
})
