import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

test('files, folders and globs are filed, each once, and what is no article is passed over', async () => {
  const desk = await atTheDesk({
    'one.json': story('one'),
    'world/two.json': story('two'),
    'world/deep/three.json': story('three'),
    'world/site.json': { name: 'The Line', sections: [] },
    'world/README.md': '# Not copy',
    'world/.hidden/four.json': story('four'),
    'asia/five.json': story('five', { section: 'asia' }),
  })
  const { code, err } = await desk.newsdesk(['put', 'one.json', 'world', 'asia/*.json', 'asia/five.json'])
  expect(code).toBe(0)
  expect([...desk.api.articles.keys()].sort()).toEqual(['five', 'one', 'three', 'two'])
  expect(err).toContain('world/site.json: skipped: not an article.')
  expect(err).toContain('4 filed, 1 skipped.')
})

test('copy goes out in the form it has, to the place it belongs', async () => {
  const markdown = '---\nslug: by-hand\nsection: world\nheadline: By hand\n---\n\nIt happened.\n'
  const desk = await atTheDesk({ 'a.md': markdown, 'b.json': story('b'), 'wire/item.json': { uri: 'urn:agency:1', headlines: [{ value: 'Wire' }] } })
  desk.api.before = ({ path }) => (path === '/api/ninjs' ? Response.json({ slug: 'wire', revision: 1, state: 'draft', url: '/asia/wire' }) : undefined)
  expect((await desk.newsdesk(['put', '.', '--publish', '--section', 'asia'])).code).toBe(0)
  const seen = desk.api.sent.map(({ method, path, headers }) => `${method} ${path} ${headers.get('Content-Type')}`).sort()
  expect(seen).toEqual(['POST /api/ninjs application/ninjs+json', 'PUT /api/articles/b application/json', 'PUT /api/articles/by-hand text/markdown'])
  expect(
    desk.api.sent.every(({ query, headers }) => query.publish === 'now' && query.section === 'asia' && headers.get('Authorization') === 'Bearer test-token'),
  ).toBe(true)
  expect(desk.api.calls('PUT', /by-hand/)[0]?.body).toBe(markdown)
})

test('putting the same folder again changes nothing and says so', async () => {
  const desk = await atTheDesk({ 'w/one.json': story('one'), 'w/two.json': story('two') })
  await desk.newsdesk(['put', 'w', '--publish'])
  await desk.write('w/two.json', story('two', { headline: 'A better headline' }))
  const again = await desk.newsdesk(['put', 'w', '--publish'])
  expect(again.err).toContain('1 filed, 1 unchanged.')
  expect(desk.api.articles.get('one')?.revisions).toHaveLength(1)
  expect(desk.api.articles.get('two')?.revisions).toHaveLength(2)
})

test('copy that is put back to what it was two revisions ago is no repetition', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await desk.newsdesk(['put', 'a.json'])
  const [first] = desk.api.calls('PUT', /a$/)
  await desk.newsdesk(['put', 'a.json'])
  expect(first?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32,}$/)
  expect(desk.api.calls('PUT', /a$/)[1]?.headers.get('Idempotency-Key')).not.toBe(first?.headers.get('Idempotency-Key'))
})

test('a busy site is asked again when it said, with the same key; a broken connection too', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  let attempt = 0
  desk.api.before = () => {
    attempt++
    if (attempt === 1) return problem(503, 'Busy.', undefined, { 'Retry-After': '7' })
    if (attempt === 2) return problem(429, 'Slowly.')
    if (attempt === 3) throw new TypeError('fetch failed')
    return undefined
  }
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
  expect(attempt).toBe(4)
  expect(desk.waits[0]).toBe(7000)
  expect(desk.waits[2]).toBeGreaterThan(desk.waits[1] ?? Infinity)
  expect(new Set(desk.api.sent.map(({ headers }) => headers.get('Idempotency-Key'))).size).toBe(1)
})

test('a site that is shut for minutes is believed, and its reason shown', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  desk.api.before = () => problem(503, 'The desk is closed: no token has been set.', undefined, { 'Retry-After': '300' })
  const { code, err } = await desk.newsdesk(['put', 'a.json'])
  expect(code).toBe(4)
  expect(err).toContain('The desk is closed')
  expect(desk.waits).toEqual([])
})

test('each flaw is named with the file and the line where it stands', async () => {
  const bad = story('bad', {
    picture: { src: '/pictures/1', width: 10, height: 10 },
    body: [
      { type: 'paragraph', text: 'ok' },
      { type: 'heading', level: 7, text: 'x' },
    ],
  })
  const desk = await atTheDesk({ 'w/bad.json': bad, 'w/good.json': story('good') })
  const { code, err } = await desk.newsdesk(['put', 'w'])
  expect(code).toBe(1)
  const lines = JSON.stringify(bad, null, 2).split('\n')
  const line = (text: string) => lines.findIndex((row) => row.includes(text)) + 1
  expect(err).toContain(`w/bad.json:${line('"picture": {')}: /picture/alt: This field is missing.`)
  expect(err).toContain(`w/bad.json:${line('"level"')}: /body/1/level: A heading in the body must have level 2, 3 or 4`)
  expect(desk.api.articles.has('good')).toBe(true)
})

test('a file that is not JSON is refused with its line, and never sent', async () => {
  const desk = await atTheDesk({ 'a.json': '{\n  "slug": "a",\n  "headline": oops\n}' })
  const { code, err } = await desk.newsdesk(['put', 'a.json'])
  expect(code).toBe(1)
  expect(err).toMatch(/^a\.json:3: This isn’t valid JSON/)
  expect(desk.api.sent).toEqual([])
})

test('two files with one slug do not overwrite each other', async () => {
  const desk = await atTheDesk({ 'a.json': story('same'), 'b.json': story('same', { headline: 'Another' }) })
  const { code, err } = await desk.newsdesk(['put', 'a.json', 'b.json', '--parallel', '1'])
  expect(code).toBe(1)
  expect(err).toContain('b.json:3: a.json is "same" too')
  expect(desk.api.articles.get('same')?.revisions).toMatchObject([{ headline: 'The story of same' }])
})

test('--json gives one line for each file, taken or refused', async () => {
  const desk = await atTheDesk({ 'a.json': story('a'), 'b.json': story('b', { headline: '' }) })
  const { json } = await desk.newsdesk(['put', 'a.json', 'b.json', '--json', '--parallel', '1'])
  expect(json()).toMatchObject([
    { file: 'a.json', ok: true, slug: 'a', revision: 1, changed: true },
    { file: 'b.json', ok: false, status: 422, flaws: [{ pointer: '/headline' }] },
  ])
})

test('no more than --parallel requests are under way at once', async () => {
  const desk = await atTheDesk(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`w/s${at}.json`, story(`s${at}`)])))
  let [now, most] = [0, 0]
  const three = Promise.withResolvers<void>()
  desk.api.before = async () => {
    most = Math.max(most, ++now)
    // The third lets all go on, after a while in which a fourth could come.
    if (now === 3) for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done))
    if (now >= 3) three.resolve()
    await three.promise
    now--
    return undefined
  }
  await desk.newsdesk(['put', 'w', '--parallel', '3'])
  expect(most).toBe(3)
  expect(desk.api.articles.size).toBe(12)
})

test('when the token is refused nothing more is tried', async () => {
  const desk = await atTheDesk(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`w/s${at}.json`, story(`s${at}`)])))
  desk.api.before = () => problem(403, 'Publishing needs the role "editor".')
  const { code, err } = await desk.newsdesk(['put', 'w', '--publish', '--parallel', '2'])
  expect(code).toBe(3)
  expect(err).toContain('Publishing needs the role "editor".')
  expect(desk.api.sent.length).toBeLessThanOrEqual(2)
})

test('--new leaves alone what the site has, even when it came a moment ago', async () => {
  const desk = await atTheDesk({
    'phone.jpg': 'bytes',
    'a.json': story('a', { picture: { src: 'phone.jpg', alt: 'x' } }),
    'b.json': story('b'),
    'c.json': story('c'),
  })
  desk.api.before = ({ method, path, headers }) => {
    if (method === 'HEAD') return new Response(null, { status: path.endsWith('/a') ? 200 : 404 })
    return path.endsWith('/b') && headers.get('If-None-Match') === '*' ? problem(412, 'It exists.') : undefined
  }
  const { code, out, err } = await desk.newsdesk(['put', '.', '--new'])
  expect({ code, out, err }).toEqual({ code: 0, out: 'c.json  /world/c  revision 1, draft\n', err: '1 filed, 2 there already.\n' })
  expect(desk.api.pictures.size).toBe(0)
})

test('an answer that breaks off in the middle is asked for again, and the article filed once', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  let cut = true
  const { fetch } = desk.api
  const breaking: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (!cut) return response
    cut = false
    return new Response(new ReadableStream({ pull: (c) => c.error(new TypeError('terminated')) }), { status: 201 })
  }
  expect((await desk.newsdesk(['put', 'a.json'], { fetch: breaking })).err).toBe('1 filed.\n')
  expect(desk.api.articles.get('a')?.revisions).toHaveLength(1)
})

test('the version of an agency’s item that the site has is no refusal; an older one is', async () => {
  const item = (version: number) => ({ uri: `urn:agency:${version}`, version, headlines: [{ value: 'Wire' }] })
  const desk = await atTheDesk({ 'same.json': item(3), 'older.json': item(2) })
  desk.api.before = ({ body }) => {
    const { version } = JSON.parse(body) as { version: number }
    return new Response(JSON.stringify({ detail: `Version ${version} is late.`, held: 3, got: version }), { status: 409 })
  }
  const { code, err } = await desk.newsdesk(['put', 'same.json', 'older.json'])
  expect(code).toBe(1)
  expect(err).toBe('older.json: Version 2 is late.\n0 filed, 1 refused, 1 there already.\n')
})

test('a folder named twice is filed once', async () => {
  const desk = await atTheDesk({ 'w/a.json': story('a') })
  expect((await desk.newsdesk(['put', 'w', 'w'])).err).toBe('1 filed.\n')
})
