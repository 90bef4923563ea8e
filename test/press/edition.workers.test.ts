import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { pressOf } from '../../src/press/calls.ts'
import { searchOf } from '../../src/search/calls.ts'
import { ADMIN, EDITOR, SITE, story } from './newsroom.ts'

/** The real edition, the real clock and the real Worker in front. */
const press = () => pressOf(env)
const stub = () => env.PRESS.get(env.PRESS.idFromName('press'))
const read = (path: string) => exports.default.fetch(`https://news.example${path}`, { redirect: 'manual' })
const ago = (seconds: number) => `${new Date(Date.now() - seconds * 1000).toISOString().slice(0, 19)}Z`

beforeAll(() => press().setSite(SITE, ADMIN))

test('an editor’s article is readable when the call returns, and its correction, and then it is gone', async () => {
  const filed = await press().file({ article: story('calls', { publishedAt: ago(60) }), actor: EDITOR, publish: 'now' })
  expect(filed).toMatchObject({ ok: true, entry: { state: 'published', url: '/world/calls' } })
  const page = await read('/world/calls')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Story calls')
  await press().correct('calls', 'It was a Tuesday.', EDITOR)
  expect(await (await read('/world/calls')).text()).toContain('It was a Tuesday.')
  expect(await env.EDITION.getWithMetadata('en:listing:latest', 'json')).toMatchObject({
    value: { cards: [{ slug: 'calls' }] },
    metadata: { tag: expect.any(String) },
  })
  await press().withdraw('calls', EDITOR)
  expect((await read('/world/calls')).status).toBe(410)
})

test('what is scheduled answers 404 until its alarm', async () => {
  const until = ago(-2)
  expect(await press().file({ article: story('soon', { publishedAt: until }), actor: EDITOR, publish: 'now' })).toMatchObject({
    entry: { state: 'scheduled', until },
  })
  expect((await read('/world/soon')).status).toBe(404)
  await evictDurableObject(stub())
  await expect.poll(async () => (await read('/world/soon')).status, { timeout: 8000, interval: 200 }).toBe(200)
})

test('an article put by hand is shown at once, and adopted by the cron', async () => {
  await env.EDITION.put('en:article:by-hand', JSON.stringify(story('by-hand', { publishedAt: ago(60) })))
  expect((await read('/world/by-hand')).status).toBe(200)
  await press().sweep({ name: 'cron', role: 'admin' })
  await runDurableObjectAlarm(stub())
  expect((await env.EDITION.getWithMetadata<{ tag: string }>('en:article:by-hand')).metadata?.tag).toMatch(/^1h/)
  expect((await searchOf(env).find({ q: 'by-hand' })).total).toBe(1)
  forget()
})

test('a slip of the hand in KV takes nothing from readers who come to a cold isolate', async () => {
  await press().file({ article: story('kept', { publishedAt: ago(60) }), actor: EDITOR, publish: 'now' })
  await env.EDITION.put('en:article:kept', '{"v":1,')
  await env.EDITION.put('site', '{"name":')
  for (const path of ['/world/kept', '/world']) {
    forget()
    const page = await read(path)
    expect(page.status, path).toBe(200)
    expect(await page.text()).toContain(SITE.name)
  }
  await press().sweep({ name: 'cron', role: 'admin' })
  const lengths = async () => [await env.EDITION.get('en:article:kept'), await env.EDITION.get('site')].map((text) => text?.length ?? 0)
  await expect.poll(async () => Math.min(...(await lengths())), { timeout: 8000, interval: 200 }).toBeGreaterThan(100)
  expect(await env.EDITION.get('en:article:kept', 'json')).toMatchObject({ slug: 'kept' })
  expect(await env.EDITION.get('site', 'json')).toMatchObject({ name: SITE.name })
  forget()
})

test('a reader of feeds that knows no entity tags hears of an edit, of a late draft and of a withdrawal', { timeout: 60_000 }, async () => {
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
  const paths = ['/feed.xml', '/feed.json', '/world/feed.xml', '/topic/mali/feed.json', '/sitemap.xml', '/sitemap-news.xml', `/sitemap/${month}.xml`]
  const pages = ['/', '/world', '/latest']
  const listed = { publishedAt: ago(300), topics: [{ slug: 'mali', name: 'Mali' }] }
  await press().reprint(ADMIN)
  await press().file({ article: story('stays', listed), actor: EDITOR, publish: 'now' })
  await press().file({ article: story('heard', listed), actor: EDITOR, publish: 'now' })
  await press().file({ article: story('late', listed), actor: EDITOR })
  const settled = async () => {
    for (let n = 0; n < 50 && (await runDurableObjectAlarm(stub())); n++) await new Promise((resolve) => setTimeout(resolve, 100))
    await new Promise((resolve) => setTimeout(resolve, 1100))
    forget()
  }
  await settled()
  for (const change of [
    () => press().file({ article: story('heard', { ...listed, headline: 'Edited' }), actor: EDITOR }),
    () => press().file({ article: story('heard', { ...listed, headline: 'Edited', body: [{ type: 'divider' }] }), actor: EDITOR }),
    () => press().publish('late', EDITOR),
    () => press().withdraw('heard', EDITOR),
  ]) {
    const isListed = change.toString().includes('divider') ? [] : pages
    const known = new Map<string, string>()
    for (const path of [...paths, ...pages]) {
      const told = (await read(path)).headers.get('last-modified') ?? ''
      expect([path, Date.parse(told) <= Date.now()]).toEqual([path, true])
      const again = await exports.default.fetch(`https://news.example${path}`, { headers: { 'if-modified-since': told } })
      expect([path, again.status]).toEqual([path, 304])
      known.set(path, told)
    }
    await change()
    await settled()
    for (const path of [...paths, ...isListed]) {
      const response = await exports.default.fetch(`https://news.example${path}`, { headers: { 'if-modified-since': known.get(path) ?? '' } })
      expect([path, response.status, change.toString().slice(0, 80)]).toEqual([path, 200, change.toString().slice(0, 80)])
    }
  }
})
