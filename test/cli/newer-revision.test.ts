/** What a newsroom would lose if an old file could silently replace what a colleague filed since. */
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'

const headlines = (desk: Awaited<ReturnType<typeof atTheDesk>>, slug = 'a') => desk.api.articles.get(slug)?.revisions.map(({ headline }) => headline)

/** A story as Ann filed it from a.json. */
async function filed(change: object = {}) {
  const desk = await atTheDesk({ 'a.json': story('a', change) })
  await desk.newsdesk(['put', 'a.json', '--publish'])
  return desk
}

test('an editor files, edits and files again', async () => {
  const desk = await filed()
  for (const headline of ['Second', 'Third']) {
    await desk.write('a.json', story('a', { headline }))
    expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
  }
  expect(headlines(desk)).toEqual(['The story of a', 'Second', 'Third'])
  expect(desk.api.calls('PUT', /a$/).map(({ headers }) => headers.get('If-Match') ?? headers.get('If-None-Match'))).toEqual(['*', '"1"', '"2"'])
})

test('a colleague’s newer revision stays, and the editor hears whose it is and how to go on', async () => {
  const desk = await filed()
  desk.api.colleague('Bo Chen', 'a', { headline: 'What Bo found out' })
  await desk.write('a.json', story('a', { headline: 'What Ann wrote' }))
  const { code, out, err } = await desk.newsdesk(['put', 'a.json'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(headlines(desk)).toEqual(['The story of a', 'What Bo found out'])
  expect(err).toContain('a.json: nothing was replaced. This file started from revision 1 of "a", and the newest is revision 2, filed by Bo Chen at 2026-11-26T')
  expect(err).toContain('newsdesk diff a --from 1')
  expect(err).toContain('newsdesk get a --out FILE')
  expect(err).toContain('newsdesk put a.json --replace')
  expect(err).toContain('0 filed, 1 refused.')
})

test('--json names the revision that stands in the way', async () => {
  const desk = await filed()
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.write('a.json', story('a', { headline: 'Older' }))
  expect((await desk.newsdesk(['put', 'a.json', '--json'])).json()).toMatchObject([{ ok: false, status: 412, expected: 1, current: 2, by: 'Bo' }])
})

test('--replace puts the file over it, and the round goes on from there', async () => {
  const desk = await filed()
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.write('a.json', story('a', { headline: 'Ann insists' }))
  expect((await desk.newsdesk(['put', 'a.json', '--replace'])).code).toBe(0)
  await desk.write('a.json', story('a', { headline: 'Ann edits' }))
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
  expect(headlines(desk)).toEqual(['The story of a', 'Newer', 'Ann insists', 'Ann edits'])
  expect((await desk.newsdesk(['put', 'a.json', '--replace', '--new'])).code).toBe(2)
})

test('a file that nobody edited since it was filed does not undo a colleague either', async () => {
  const desk = await filed()
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  expect((await desk.newsdesk(['put', 'a.json', '--publish'])).code).toBe(1)
  expect(headlines(desk)?.at(-1)).toBe('Newer')
})

test('one slug in two files in two runs: the second story does not replace the first', async () => {
  const week = (section: string, text: string) => `---\nheadline: The week in pictures\nslug: week-in-pictures\nsection: ${section}\n---\n${text}\n`
  const desk = await atTheDesk({ 'one.md': week('world', 'Week one.'), 'two.md': week('sport', 'Week two, another gallery.') })
  expect((await desk.newsdesk(['put', 'one.md', '--publish'])).code).toBe(0)
  const { code, err } = await desk.newsdesk(['put', 'two.md', '--publish'])
  expect(code).toBe(1)
  expect(err).toContain('The site has "week-in-pictures" with other copy, and nothing says that this file started from it')
  expect(desk.api.articles.get('week-in-pictures')?.revisions).toMatchObject([{ section: 'world' }])
})

test('of two files with one slug that are filed at the same moment, one is refused', async () => {
  const desk = await atTheDesk({ 'one.json': story('a', { headline: 'One' }), 'two.json': story('a', { headline: 'Two' }) })
  const runs = await Promise.all(['one.json', 'two.json'].map((file) => desk.newsdesk(['put', file])))
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1])
  expect(headlines(desk)).toHaveLength(1)
})

test('a folder whose run was killed is put again: what is filed is unchanged, the rest is filed, and all can be edited', async () => {
  const desk = await atTheDesk(Object.fromEntries([1, 2, 3, 4].map((n) => [`w/s${n}.json`, story(`s${n}`)])))
  await desk.newsdesk(['put', 'w/s1.json', 'w/s2.json'])
  for (const name of await readdir(desk.state)) await rm(join(desk.state, name))
  expect(await desk.newsdesk(['put', 'w'])).toMatchObject({ code: 0, err: '2 filed, 2 unchanged.\n' })
  for (const n of [1, 2, 3, 4]) await desk.write(`w/s${n}.json`, story(`s${n}`, { headline: 'Edited' }))
  expect(await desk.newsdesk(['put', 'w'])).toMatchObject({ code: 0, err: '4 filed.\n' })
})

test('--publish of what is filed and unchanged publishes it, with a record or without', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await desk.newsdesk(['put', 'a.json'])
  await copyFile(join(desk.cwd, 'a.json'), join(desk.cwd, 'copy.json'))
  expect((await desk.newsdesk(['put', 'copy.json', '--publish'])).out).toContain('revision 1, published')
  expect((await desk.newsdesk(['put', 'a.json', '--publish'])).out).toContain('unchanged')
  expect(desk.api.articles.get('a')?.live).toBe(1)
})

test('a file that was copied or moved replaces nothing until it is known what it started from', async () => {
  const desk = await filed()
  await rename(join(desk.cwd, 'a.json'), join(desk.cwd, 'moved.json'))
  expect((await desk.newsdesk(['put', 'moved.json'])).out).toContain('unchanged')
  await desk.write('moved.json', story('a', { headline: 'Edited' }))
  expect((await desk.newsdesk(['put', 'moved.json'])).code).toBe(0)
  await desk.write('elsewhere.json', story('a', { headline: 'Edited before it was put from here' }))
  expect((await desk.newsdesk(['put', 'elsewhere.json'])).code).toBe(1)
  expect(headlines(desk)?.at(-1)).toBe('Edited')
})

test('a file under a new slug is a new article, and the old one is named', async () => {
  const desk = await filed()
  await desk.write('a.json', story('b'))
  expect((await desk.newsdesk(['put', 'a.json'])).err).toContain('this is a new article, "b". What the file was before, "a", stays as it is on the site.')
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.write('a.json', story('a', { headline: 'Back under the old slug' }))
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(1)
})

test('each site has its own revisions', async () => {
  const desk = await filed()
  const other = await atTheDesk()
  await desk.newsdesk(['put', 'a.json', '--url', 'https://other.example'], { fetch: other.api.fetch })
  other.api.colleague('Bo', 'a', { headline: 'Only over there' })
  await desk.write('a.json', story('a', { headline: 'Edited' }))
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
  expect((await desk.newsdesk(['put', 'a.json', '--url', 'https://other.example'], { fetch: other.api.fetch })).code).toBe(1)
})

test('what the desk does to a story stands in nobody’s way: a date it gave, a correction', async () => {
  const { publishedAt: _, ...undated } = story('a')
  const desk = await atTheDesk({ 'a.json': undated })
  await desk.newsdesk(['put', 'a.json'])
  await desk.newsdesk(['publish', 'a', '--at', 'now'])
  await desk.newsdesk(['correct', 'a', 'It was Tuesday.'])
  await desk.write('a.json', { ...undated, headline: 'Edited' })
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
  expect(desk.api.articles.get('a')?.revisions.at(-1)).toMatchObject({ headline: 'Edited', publishedAt: '2026-11-26T10:00:00Z' })
})

test('copy that says its date does not take back the date that an editor gave the story', async () => {
  const desk = await filed()
  await desk.newsdesk(['publish', 'a', '--at', '2026-11-20T08:00:00Z'])
  await desk.write('a.json', story('a', { headline: 'Edited' }))
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(1)
  expect(desk.api.articles.get('a')?.revisions.at(-1)?.publishedAt).toBe('2026-11-20T08:00:00Z')
})

test('a dry run tells what would be refused, and keeps nothing', async () => {
  const desk = await filed()
  desk.api.colleague('Bo', 'a', { headline: 'Newer' })
  await desk.write('a.json', story('a', { headline: 'Older' }))
  await desk.write('b.json', story('b'))
  const { code, out, err } = await desk.newsdesk(['put', 'a.json', 'b.json', '--dry-run'])
  expect(code).toBe(1)
  expect(err).toContain('filed by Bo')
  expect(out).toContain('/world/b  would be revision 1')
  expect(desk.api.articles.size).toBe(1)
  await desk.write('a.json', story('a', { headline: 'Newer' }))
  expect(await desk.newsdesk(['put', 'a.json', '--dry-run'])).toMatchObject({ code: 0, out: expect.stringContaining('/world/a  would be revision 2') })
})

test('an answer that got lost leaves the record right', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  const { fetch } = desk.api
  let cut = true
  const breaking: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (!cut) return response
    cut = false
    return new Response(new ReadableStream({ pull: (c) => c.error(new TypeError('terminated')) }))
  }
  await desk.newsdesk(['put', 'a.json'], { fetch: breaking })
  await desk.write('a.json', story('a', { headline: 'Edited' }))
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
})

test('a site that was set up anew takes the old files', async () => {
  const desk = await filed()
  desk.api.articles.clear()
  await desk.write('a.json', story('a', { headline: 'On the new site' }))
  expect((await desk.newsdesk(['put', 'a.json'])).code).toBe(0)
  expect(headlines(desk)).toEqual(['On the new site'])
})

test('an agency’s item is known by its uri and needs no record', async () => {
  const desk = await atTheDesk({ 'wire.json': { uri: 'urn:agency:1', version: 1, headlines: [{ value: 'Wire' }] } })
  desk.api.before = () => Response.json({ slug: 'wire', revision: 1, state: 'draft', url: '/world/wire' })
  await desk.newsdesk(['put', 'wire.json'])
  expect(desk.api.sent.map(({ path, headers }) => [path, headers.get('If-None-Match')])).toEqual([['/api/ninjs', null]])
  expect(await readdir(desk.state)).toEqual([])
})

test('two puts at the same time keep each other’s records', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `s${at}`)
  const desk = await atTheDesk(Object.fromEntries(names.map((name) => [`${name}.json`, story(name)])))
  await Promise.all(names.map((name) => desk.newsdesk(['put', `${name}.json`])))
  for (const name of names) await desk.write(`${name}.json`, story(name, { headline: 'Edited' }))
  expect((await desk.newsdesk(['put', '.'])).err).toBe('8 filed.\n')
  expect((await readdir(desk.state)).filter((name) => !name.endsWith('.json'))).toEqual([])
})

test('the records are the editor’s own, and end no put when they cannot be kept or read', async () => {
  const desk = await filed()
  const [name = ''] = await readdir(desk.state)
  expect((await stat(join(desk.state, name))).mode & 0o777).toBe(0o600)
  await writeFile(join(desk.state, name), '{"files": [')
  await desk.write('a.json', story('a', { headline: 'Edited' }))
  const unread = await desk.newsdesk(['put', 'a.json'])
  expect(unread.code).toBe(1)
  expect(unread.err).toContain('cannot be read')
  expect((await desk.newsdesk(['put', 'a.json', '--replace'])).code).toBe(0)
  expect(JSON.parse(await readFile(join(desk.state, name), 'utf8')).files).toMatchObject({ [join(desk.cwd, 'a.json')]: { slug: 'a', revision: 2 } })

  await writeFile(join(desk.cwd, 'no-folder'), '')
  await desk.write('b.json', story('b'))
  const unkept = await desk.newsdesk(['put', 'b.json'], { env: { DATELINE_TOKEN: 't', NEWSDESK_STATE: join(desk.cwd, 'no-folder') } })
  expect(unkept.code).toBe(0)
  expect(unkept.err).toContain('Which revision your files started from cannot be saved in')
  const homeless = await desk.newsdesk(['put', 'b.json'], { env: { DATELINE_TOKEN: 't', NEWSDESK_STATE: '' } })
  expect(homeless).toMatchObject({ code: 0, out: expect.stringContaining('unchanged') })
})

test('the state folder is XDG’s, or in the home', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await mkdir(join(desk.cwd, 'home'))
  const env = { DATELINE_TOKEN: 't', NEWSDESK_STATE: '', HOME: join(desk.cwd, 'home'), XDG_STATE_HOME: 'relative' }
  await desk.newsdesk(['put', 'a.json'], { env })
  expect(await readdir(join(desk.cwd, 'home/.local/state/newsdesk'))).toEqual(['http%3A%2F%2Flocalhost%3A8787.json'])
  await desk.newsdesk(['put', 'a.json'], { env: { ...env, XDG_STATE_HOME: join(desk.cwd, 'state') } })
  expect(await readdir(join(desk.cwd, 'state/newsdesk'))).toHaveLength(1)
})
