/** The site, the pins and the campaigns are sent whole: what a colleague set meanwhile would be lost with it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'

const site = (change: object = {}) => ({ name: 'The Line', url: 'https://news.example', sections: [{ slug: 'world', name: 'World' }], ...change })

const set = (desk: Awaited<ReturnType<typeof atTheDesk>>, path: string, value: unknown) =>
  desk.api.values.set(path, { value, tag: (desk.api.values.get(path)?.tag ?? 0) + 1 })

test('settings are set, edited and set again', async () => {
  const desk = await atTheDesk({ 'site.json': site() })
  expect((await desk.newsdesk(['site', 'site.json'])).out).toBe('site.json  the site is set\n')
  await desk.write('site.json', site({ tagline: 'News' }))
  expect((await desk.newsdesk(['site', 'site.json'])).code).toBe(0)
  expect(desk.api.calls('PUT', /site/).map(({ headers }) => headers.get('If-Match'))).toEqual([null, '"v1"'])
  expect(desk.api.values.get('/api/site')?.value).toMatchObject({ tagline: 'News' })
})

test('settings that a colleague changed since stay, and the fields are named', async () => {
  const desk = await atTheDesk({ 'site.json': site() })
  await desk.newsdesk(['site', 'site.json'])
  set(desk, '/api/site', site({ name: 'Renamed', tagline: 'By Bo' }))
  await desk.write('site.json', site({ sections: [] }))
  const { code, err } = await desk.newsdesk(['site', 'site.json'])
  expect(code).toBe(1)
  expect(err).toContain('site.json: nothing was replaced: the settings were changed since this file was current. They differ in name, tagline, sections.')
  expect(err).toContain('newsdesk site site.json --replace')
  expect(desk.api.values.get('/api/site')?.value).toMatchObject({ name: 'Renamed' })
  expect((await desk.newsdesk(['site', 'site.json', '--replace'])).code).toBe(0)
})

test('a file that nobody knows sets nothing over a site that is set, unless it says the same', async () => {
  const desk = await atTheDesk({ 'old.json': site({ name: 'Old' }), 'same.json': { lang: 'en', ...site() } })
  set(desk, '/api/site', site())
  const { code, err } = await desk.newsdesk(['site', 'old.json'])
  expect(code).toBe(1)
  expect(err).toContain('nothing says that this file started from it. They differ in name.')
  expect((await desk.newsdesk(['site', 'same.json'])).code).toBe(0)
  await desk.write('same.json', site({ tagline: 'Edited' }))
  expect((await desk.newsdesk(['site', 'same.json'])).code).toBe(0)
})

test('settings are written to a file to edit from', async () => {
  const desk = await atTheDesk()
  set(desk, '/api/site', site())
  expect((await desk.newsdesk(['site', '--out', 'site.json'])).code).toBe(0)
  const path = join(desk.cwd, 'site.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('The Line', 'The New Line'))
  expect((await desk.newsdesk(['site', 'site.json'])).code).toBe(0)
  expect(desk.api.values.get('/api/site')?.value).toMatchObject({ name: 'The New Line' })
  await desk.write('mine.json', 'My own notes')
  expect((await desk.newsdesk(['site', '--out', 'mine.json'])).code).toBe(1)
})

test('a site that was set up anew takes the old file', async () => {
  const desk = await atTheDesk({ 'site.json': site(), 'front.json': { pins: ['a'] } })
  await desk.newsdesk(['site', 'site.json'])
  await desk.newsdesk(['front', 'front.json'])
  desk.api.values.clear()
  set(desk, '/api/front', { pins: [] })
  set(desk, '/api/front', { pins: [] })
  set(desk, '/api/front', { pins: [] })
  await desk.write('site.json', site({ name: 'Anew' }))
  expect((await desk.newsdesk(['site', 'site.json'])).code).toBe(0)
  await desk.write('front.json', { pins: ['b'] })
  expect((await desk.newsdesk(['front', 'front.json'])).code).toBe(0)
})

test('of two admins who set up a site at the same moment, one is told', async () => {
  const desk = await atTheDesk({ 'site.json': site() })
  desk.api.before = ({ method }) => {
    if (method === 'PUT') set(desk, '/api/site', site({ name: 'By Bo' }))
    return undefined
  }
  expect(await desk.newsdesk(['site', 'site.json'])).toMatchObject({ code: 1, err: expect.stringContaining('at this very moment') })
  expect(desk.api.values.get('/api/site')?.value).toMatchObject({ name: 'By Bo' })
})

test('pins that are said say what stood there before; two editors at the same moment do not undo each other unseen', async () => {
  const desk = await atTheDesk()
  await desk.newsdesk(['front', 'a', 'b'])
  expect(await desk.newsdesk(['front', 'c'])).toMatchObject({ code: 0, out: 'pinned: c\n', err: 'They were: a, b\n' })
  desk.api.before = ({ method }) => {
    if (method === 'PUT') set(desk, '/api/front', { pins: ['bo'] })
    return undefined
  }
  const { code, err } = await desk.newsdesk(['front', 'd'])
  expect(code).toBe(1)
  expect(err).toContain('front: nothing was pinned, because someone changed the pins at the same moment. They are: bo.')
  expect(desk.api.values.get('/api/front')?.value).toEqual({ pins: ['bo'] })
})

test('a file of pins does not take off what was pinned since', async () => {
  const desk = await atTheDesk({ 'front.json': ['a'] })
  await desk.newsdesk(['front', 'front.json'])
  await desk.newsdesk(['front', 'breaking'])
  await desk.write('front.json', ['b'])
  const { code, err } = await desk.newsdesk(['front', 'front.json'])
  expect(code).toBe(1)
  expect(err).toContain('They are: breaking.')
  expect((await desk.newsdesk(['front', 'front.json', '--replace'])).out).toBe('pinned: b\n')
})

test('a campaign that somebody rebooked stays; the others of the file are booked', async () => {
  const campaign = (id: string, advertiser: string) => ({ id, advertiser, creatives: [{ id: 'c', href: 'https://shop.example/', headline: 'Buy' }] })
  const desk = await atTheDesk({ 'campaigns.json': [campaign('one', 'Shop'), campaign('two', 'Shop')] })
  expect((await desk.newsdesk(['campaigns', 'campaigns.json'])).code).toBe(0)
  set(desk, '/api/campaigns/one', campaign('one', 'Rebooked'))
  await desk.write('campaigns.json', [campaign('one', 'Shop & Sons'), campaign('two', 'Shop & Sons')])
  const { code, out, err } = await desk.newsdesk(['campaigns', 'campaigns.json'])
  expect({ code, out }).toEqual({ code: 1, out: 'two  booked\n' })
  expect(err).toContain('one: nothing was replaced: this campaign was changed since the file was current. They differ in advertiser.')
})
