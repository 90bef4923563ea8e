import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'

const full = story('a', {
  kicker: 'Sahel',
  byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }],
  related: ['b'],
  seo: { title: 'Short' },
  sensitive: true,
  deskField: { ours: [1, 2] },
  corrections: [{ at: '2026-11-11T08:00:00Z', text: 'The wrong day.' }],
  body: [
    { type: 'paragraph', text: 'It <em>happened</em> on Tuesday.' },
    { type: 'list', ordered: true, items: ['One', 'Two'] },
  ],
})

/** The story is out, and the editor has no file of it. */
async function out(article: object = full) {
  const desk = await atTheDesk({ 'first/a.json': article })
  await desk.newsdesk(['put', 'first/a.json', '--publish'])
  return desk
}

const read = (desk: { cwd: string }, name: string) => readFile(join(desk.cwd, name), 'utf8')

test.each(['a.md', 'a.json'])('an article comes as %s, is edited and put back, and loses no field', async (name) => {
  const desk = await out()
  expect(await desk.newsdesk(['get', 'a', '--out', name])).toMatchObject({ code: 0, out: `${name}  revision 1\n` })
  expect((await desk.newsdesk(['put', name])).out).toContain('unchanged')
  await writeFile(join(desk.cwd, name), (await read(desk, name)).replace('Tuesday', 'Wednesday'))
  expect((await desk.newsdesk(['put', name])).code).toBe(0)
  const newest = desk.api.articles.get('a')?.revisions[1]
  expect(newest).toEqual({ ...full, body: [{ type: 'paragraph', text: 'It <em>happened</em> on Wednesday.' }, full.body[1]] })
})

test('what a colleague filed after an editor got the file is not undone', async () => {
  const desk = await out()
  await desk.newsdesk(['get', 'a', '--out', 'a.md'])
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  const { code, err } = await desk.newsdesk(['put', 'a.md'])
  expect(code).toBe(1)
  expect(err).toContain('This file started from revision 1 of "a", and the newest is revision 2, filed by Bo')
})

test('Markdown goes to stdout, and says itself what it started from: it can be piped, mailed and moved', async () => {
  const desk = await out()
  const { out: markdown } = await desk.newsdesk(['get', 'a'])
  expect(markdown).toMatch(/^---\n# newsdesk: revision 1 of http:\/\/localhost:8787\/api\/articles\/a\nslug: a\n/)
  await desk.write('piped.md', markdown.replace('Tuesday', 'Wednesday'))
  expect((await desk.newsdesk(['put', 'piped.md'])).code).toBe(0)
  await desk.write('mailed.md', markdown.replace('Tuesday', 'Thursday'))
  expect((await desk.newsdesk(['put', 'mailed.md'])).err).toContain('This file started from revision 1')
  await desk.write('other-story.md', markdown.replace('slug: a', 'slug: b').replace('Tuesday', 'Friday'))
  expect((await desk.newsdesk(['put', 'other-story.md'])).out).toContain('/world/b  revision 1')
})

test('a file that came from a colleague may be newer than what this desk filed from its place', async () => {
  const desk = await out()
  await desk.newsdesk(['get', 'a', '--out', 'a.md'])
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.write('a.md', (await desk.newsdesk(['get', 'a'])).out.replace('Newer', 'Newest'))
  expect((await desk.newsdesk(['put', 'a.md'])).code).toBe(0)
  expect(desk.api.articles.get('a')?.revisions.at(-1)?.headline).toBe('Newest')
})

test('several articles come into a folder; one that nobody filed is named', async () => {
  const desk = await out()
  await desk.newsdesk(['put', 'first/a.json'])
  await desk.write('b.json', story('b'))
  await desk.newsdesk(['put', 'b.json'])
  const { code, err } = await desk.newsdesk(['get', 'a', 'nowhere', 'b', '--out', 'copy'])
  expect({ code, err }).toEqual({ code: 1, err: 'nowhere: There is no article "nowhere".\n' })
  expect((await readdir(join(desk.cwd, 'copy'))).sort()).toEqual(['a.md', 'b.md'])
  expect((await desk.newsdesk(['get', 'a', '--as', 'json', '--out', 'copy'])).out).toBe('copy/a.json  revision 1\n')
  expect((await desk.newsdesk(['put', 'copy'])).code).toBe(1)
})

test('an editor’s own changes are not written over', async () => {
  const desk = await out()
  await desk.write('a.md', 'My notes')
  const { code, err } = await desk.newsdesk(['get', 'a', '--out', 'a.md'])
  expect(code).toBe(1)
  expect(err).toContain('a.md: this file exists and says something else.')
  expect(await read(desk, 'a.md')).toBe('My notes')
  expect((await desk.newsdesk(['get', 'a', '--out', 'a.md', '--replace'])).code).toBe(0)
  expect((await desk.newsdesk(['get', 'a', '--out', 'a.md'])).code).toBe(0)
})

test('an earlier revision can be had, and is no way to undo a newer one unseen', async () => {
  const desk = await out()
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.newsdesk(['get', 'a', '--revision', '1', '--out', 'a.md'])
  expect(await read(desk, 'a.md')).toContain('The story of a')
  expect((await desk.newsdesk(['put', 'a.md'])).code).toBe(1)
  expect((await desk.newsdesk(['get', 'a', '--revision', '9'])).err).toBe('a: "a" has no revision 9; its newest is 2.\n')
})

test('a draft’s file does not say a date: whoever publishes it dates it', async () => {
  const desk = await atTheDesk({ 'first.json': story('a') })
  await desk.newsdesk(['put', 'first.json'])
  await desk.newsdesk(['get', 'a', '--out', 'a.md'])
  expect(await read(desk, 'a.md')).toContain('\n# publishedAt: 2026-11-10T16:05:00Z\n')
  expect(await read(desk, 'a.md')).not.toMatch(/^publishedAt/m)
  expect((await desk.newsdesk(['put', 'a.md'])).out).toContain('unchanged')
  await desk.newsdesk(['publish', 'a', '--at', 'now'])
  await writeFile(join(desk.cwd, 'a.md'), (await read(desk, 'a.md')).replace('Tuesday', 'Wednesday'))
  expect((await desk.newsdesk(['put', 'a.md'])).code).toBe(0)
  expect(desk.api.articles.get('a')?.revisions.at(-1)?.publishedAt).toBe('2026-11-26T10:00:00Z')
})

test('ninjs is for handing on: a file of it starts from nothing', async () => {
  const desk = await out()
  const before = await readdir(desk.state)
  const [kept = ''] = before
  const records = await readFile(join(desk.state, kept), 'utf8')
  await desk.newsdesk(['get', 'a', '--as', 'ninjs', '--out', 'a.json'])
  expect(JSON.parse(await read(desk, 'a.json'))).toMatchObject({ headlines: [{ value: 'The story of a' }, { value: 'Sahel' }] })
  expect(await readFile(join(desk.state, kept), 'utf8')).toBe(records)
})

test.each([
  [['get'], "Missing required argument 'slug'."],
  [['get', '../../etc/passwd'], '"../../etc/passwd" is not a valid slug'],
  [['get', 'a', 'b'], 'Several articles need a folder'],
  [['get', 'a', '--as', 'word'], 'Allowed choices are markdown, json, ninjs.'],
  [['get', 'a', '--as', 'json', '--out', 'a.md'], 'does not end as json does'],
])('wrong usage of get says what to write: %j', async (args, words) => {
  const desk = await atTheDesk()
  const { code, err } = await desk.newsdesk(args)
  expect(code).toBe(2)
  expect(err).toContain(words)
})

test('a page that is not the API leaves no file', async () => {
  const desk = await atTheDesk()
  desk.api.before = () => new Response('<h1>Welcome</h1>')
  expect((await desk.newsdesk(['get', 'a', '--out', 'a.md'])).code).toBe(4)
  expect(await readdir(desk.cwd)).toEqual([])
})
