import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'
import { problem, type Sent } from './fake-api.ts'

const CSV = 'wrong,right,why\r\ne-mail,email,Since 2011.\r\n'
const RULES = [
  { wrong: 'e-mail', right: 'email', why: 'Since 2011.' },
  { wrong: 'daß', right: 'dass', lang: 'de' },
]

/** A site that has these rules, under this tag. */
const siteWith =
  (rules: object[], tag: string) =>
  ({ method, path, headers }: Sent) => {
    if (path === '/api/site') return Response.json({ lang: 'en-GB' })
    if (method === 'GET' && path.endsWith('.csv')) return new Response(CSV, { headers: { ETag: tag } })
    if (method === 'GET') return Response.json({ rules }, { headers: { ETag: tag } })
    const expected = headers.get('if-match')
    if (expected !== null && expected !== tag) return problem(412, 'The house style has changed since you read it.')
    return Response.json({ rules: 1 }, { headers: { ETag: '"new"' } })
  }

test('copy is checked by the site’s rules, each finding at its line, and nothing is filed', async () => {
  const body = [
    { type: 'paragraph', text: 'All good.' },
    { type: 'paragraph', text: 'An e-mail, daß.' },
  ]
  const { newsdesk, api } = await atTheDesk({
    'a.json': JSON.stringify(story('a', { body }), null, 2),
    'b.md': '---\nslug: b\nsection: world\nheadline: E-mail is old\nlang: de\n---\n\nEr sagt, daß es geht.\n',
    'c.json': story('c'),
  })
  api.before = siteWith(RULES, '"one"')
  const { code, out, err } = await newsdesk(['style', 'check', '.'])
  expect(code).toBe(1)
  expect(out).toContain(': House style is “email”, not “e-mail”. Since 2011.\n')
  expect(out).toMatch(/^a\.json:\d+: House style is “email”/m)
  expect(out).toMatch(/^b\.md:4: House style is “Email”, not “E-mail”/m)
  expect(out).toMatch(/^b\.md:8: House style is “dass”/m)
  expect(out.split('\n').filter(Boolean)).toHaveLength(3)
  expect(err).toBe('2 rules, 3 files: 3 to mend.\n')
  expect(api.sent.every(({ method }) => method === 'GET')).toBe(true)
  expect((await newsdesk(['style', 'check', 'c.json'])).code).toBe(0)
})

test('copy whose pictures lie beside it is checked without uploading them', async () => {
  const picture = { type: 'picture', src: 'quay.png', width: 30, height: 20, alt: 'The quay', caption: 'By e-mail' }
  const { newsdesk, api, write } = await atTheDesk({ 'a.json': story('a', { body: [picture] }) })
  await write('quay.png', 'the bytes of a quay')
  api.before = siteWith(RULES, '"one"')
  const { out } = await newsdesk(['style', 'check', 'a.json'])
  expect(out).toContain('House style is “email”')
  expect(api.calls('POST', /pictures/)).toHaveLength(0)
})

test('rules are exported to a file, edited, and come back in place of those it started from', async () => {
  const { newsdesk, api, cwd } = await atTheDesk({})
  api.before = siteWith(RULES, '"one"')
  expect((await newsdesk(['style', 'export', 'style.csv'])).err).toBe('1 rule exported to style.csv.\n')
  expect(await readFile(join(cwd, 'style.csv'), 'utf8')).toBe(CSV)
  const put = await newsdesk(['style', 'import', 'style.csv'])
  expect([put.code, put.out]).toEqual([0, 'style.csv  1 rule\n'])
  expect(api.calls('PUT', /house-style\.csv/)[0]?.body).toBe(CSV)
})

test('rules that a colleague changed meanwhile are replaced by nobody who hasn’t seen them, unless they say so', async () => {
  const { newsdesk, api } = await atTheDesk({ 'style.csv': CSV })
  api.before = siteWith(RULES, '"theirs"')
  const refused = await newsdesk(['style', 'import', 'style.csv'])
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('the site has other rules than this file started from')
  expect(refused.err).toContain('style import style.csv --replace')
  expect(api.calls('PUT', /house-style/)).toHaveLength(0)
  expect((await newsdesk(['style', 'import', 'style.csv', '--replace'])).code).toBe(0)
})

test('a site without rules takes a file from anywhere, and says which line is wrong', async () => {
  const { newsdesk, api } = await atTheDesk({ 'style.csv': CSV })
  const answer = siteWith([], '"none"')
  api.before = (sent) =>
    sent.method === 'PUT' ? problem(422, '1 problem to fix.', [{ pointer: '/line/3/wrong', message: 'Line 3: Enter the words that are wrong.' }]) : answer(sent)
  const { code, err } = await newsdesk(['style', 'import', 'style.csv'])
  expect([code, err]).toEqual([1, 'style.csv:3: Enter the words that are wrong.\n'])
})
