/** newsdesk put -: copy from a pipe, in whatever form it comes. */
import { expect, test } from 'vitest'
import { answering, atTheDesk, story } from './at-the-desk.ts'

const MARKDOWN = '---\nheadline: From a pipe\nsection: world\n---\n\nIt happened.\n'
const piped = (copy: string | Uint8Array) => ({
  stdin: (async function* () {
    yield typeof copy === 'string' ? new TextEncoder().encode(copy) : copy
  })(),
})

test('Markdown, JSON and ninjs are told by what they say', async () => {
  const desk = await atTheDesk()
  desk.api.before = ({ path }) => (path === '/api/ninjs' ? Response.json({ slug: 'wire', revision: 1, state: 'draft', url: '/asia/wire' }) : undefined)
  expect(await desk.newsdesk(['put', '-', '--slug', 'by-pipe'], piped(MARKDOWN))).toMatchObject({ code: 0, out: '-  /world/by-pipe  revision 1, draft\n' })
  expect((await desk.newsdesk(['put', '-'], piped(`\uFEFF ${JSON.stringify(story('as-json'))}`))).code).toBe(0)
  expect((await desk.newsdesk(['put', '-'], piped(JSON.stringify({ uri: 'urn:agency:1', headlines: [{ value: 'Wire' }] })))).code).toBe(0)
  expect(desk.api.sent.map(({ method, path, headers }) => `${method} ${path} ${headers.get('Content-Type')}`)).toEqual([
    'PUT /api/articles/by-pipe text/markdown',
    'PUT /api/articles/as-json application/json',
    'POST /api/ninjs application/ninjs+json',
  ])
})

test.each([
  [['put', '-'], MARKDOWN, 1, '-: this copy does not say its slug. Give it with --slug.'],
  [['put', '-', '--slug', 'b'], JSON.stringify(story('a')), 1, '--slug says "b", and the copy "a".'],
  [['put', '-', '--slug', 'a'], '{"headline": ', 1, '-:1: '],
  [['put', '-', 'more.md'], MARKDOWN, 2, 'Use - on its own'],
  [['put', 'more.md', '--slug', 'a'], '', 2, '--slug is for copy on stdin'],
  [['put', '-', '--slug', 'No Slug'], MARKDOWN, 2, 'A slug is small letters'],
])('%j files nothing that is not clear', async (args, text, code, words) => {
  const desk = await atTheDesk({ 'more.md': MARKDOWN })
  const put = await desk.newsdesk(args, piped(text))
  expect(put.code).toBe(code)
  expect(put.err).toContain(words)
  expect(desk.api.articles.size).toBe(0)
})

test('what get writes comes back through a pipe, over the revision it says, and over no newer one', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await desk.newsdesk(['put', 'a.json'])
  const { out } = await desk.newsdesk(['get', 'a'])
  const better = out.replace('The story of a', 'Better')
  expect((await desk.newsdesk(['put', '-'], piped(better))).code).toBe(0)
  expect(await desk.newsdesk(['put', '-'], piped(out.replace('The story of a', 'Too late')))).toMatchObject({ code: 1 })
  expect(desk.api.articles.get('a')?.revisions.map(({ headline }) => headline)).toEqual(['The story of a', 'Better'])
})

test('whoever sits at a terminal is asked whether to replace a colleague’s revision', async () => {
  const desk = await atTheDesk({ 'a.json': story('a'), 'b.json': story('b') })
  await desk.newsdesk(['put', 'a.json', 'b.json'])
  for (const slug of ['a', 'b']) {
    desk.api.colleague('Bo Chen', slug, { headline: 'Newer' })
    await desk.write(`${slug}.json`, story(slug, { headline: 'Mine' }))
  }
  const terminal = answering('y', '')
  const put = await desk.newsdesk(['put', 'a.json', 'b.json', '--parallel', '1'], terminal)
  expect(put.code).toBe(1)
  expect(put.err).toContain('a.json: nothing was replaced. This file started from revision 1 of "a", and the newest is revision 2, filed by Bo Chen')
  expect(put.err).toContain('1 filed, 1 refused.')
  expect(terminal.asked).toEqual(['Put a.json over revision 2? [y/N] ', 'Put b.json over revision 2? [y/N] '])
  expect(desk.api.articles.get('a')?.revisions.at(-1)?.headline).toBe('Mine')
  expect(desk.api.articles.get('b')?.revisions.at(-1)?.headline).toBe('Newer')
  // Only over the revision that was named.
  expect(desk.api.calls('PUT', /\/a$/).at(-1)?.headers.get('If-Match')).toBe('"2"')
})

test('copy in another encoding is refused, and no letter of a name is filed as a replacement character', async () => {
  const latin1 = Buffer.from('---\nslug: cafe\nsection: world\nheadline: Café\n---\n\nZoë said so.\n', 'latin1')
  const json = Buffer.from(JSON.stringify(story('cafe', { headline: 'Café' })), 'latin1')
  const desk = await atTheDesk({ 'cafe.md': latin1, 'cafe.json': json, 'site.json': json })
  const tried = [
    await desk.newsdesk(['put', '-'], piped(latin1)),
    await desk.newsdesk(['put', 'cafe.md']),
    await desk.newsdesk(['put', 'cafe.json']),
    await desk.newsdesk(['site', 'site.json']),
  ]
  for (const put of tried) expect(put).toMatchObject({ code: 1, err: expect.stringContaining('Save it as UTF-8.') })
  expect(desk.api.sent).toEqual([])
})
