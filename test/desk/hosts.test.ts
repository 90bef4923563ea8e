/** Whatever host somebody writes into a request, nothing that the site says of itself follows it. As in production. */
import { beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/edge/sha256.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, frontOf, listingOf, phoneCall, testSite } from '../fakes.ts'
import { newsroom } from './newsroom.ts'

const HOME = 'https://news.example'
const HOSTS = ['https://evil.example', 'https://news.example.evil.example', 'https://news.example:8443', 'http://news.example', 'https://news.example.']
/** What proxies write, and so may anybody. */
const FORWARDED = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'gopher', Forwarded: 'host=evil.example', 'X-Original-Host': 'evil.example' }

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  forget()
  room = await newsroom({ DATELINE_ENV: 'production', ADMIN_TOKEN_HASH: await sha256('dl_admin') })
  room.kv.put('en:article:phone-call', phoneCall)
  room.kv.put('en:listing:front', frontOf(cardsOf(20)))
  for (const name of ['latest', 'section/world', 'topic/mali']) room.kv.put(`en:listing:${name}`, listingOf(name, cardsOf(3)))
})

const SIGNED_IN = { Authorization: 'Bearer dl_admin', 'Sec-Fetch-Site': 'same-origin' }
const ask = (origin: string, path: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
  site.request(`${origin}${path}`, { ...init, headers: { ...FORWARDED, ...init.headers } }, room.env)
const saidBy = async (response: Response) => `${JSON.stringify([...response.headers])} ${await response.text()}`

describe.each(HOSTS)('asked as %s', (origin) => {
  const { host } = new URL(origin)
  const foreign = new RegExp(`${host.replaceAll('.', '\\.')}(?![\\w-])`)

  test.each(['/', '/world', '/world/phone-call', '/world/phone-call.md', '/topic/mali', '/latest', '/feed.xml', '/feed.json', '/world/feed.xml'])(
    '%s names the site’s own address alone',
    async (path) => {
      const response = await ask(origin, path)
      expect(response.status).toBe(200)
      const said = await saidBy(response)
      if (host !== 'news.example') expect(said).not.toMatch(foreign)
      expect(said).not.toMatch(/evil\.example|gopher|http:\/\/news\.example/)
      expect(said).toContain(HOME)
    },
  )

  test.each(['/robots.txt', '/llms.txt', '/.well-known/security.txt', '/site.webmanifest', '/nowhere', '/newsletters', '/search'])(
    '%s names no other host, whether it is there or not',
    async (path) => {
      expect(await saidBy(await ask(origin, path))).not.toMatch(/evil\.example|gopher|:8443|news\.example\.[^\w]/)
    },
  )

  test.each(['/World/phone-call', '/phone-call', '/wrong/phone-call', '/world//phone-call', '/feed'])('%s is redirected within the site', async (path) => {
    const { status, headers } = await ask(origin, path)
    expect(status).toBe(301)
    expect(headers.get('location')).toMatch(/^\/(?!\/)/)
  })

  test('an address that begins with two slashes leads to no other host', async () => {
    const { status, headers } = await ask(origin, '//evil.example/')
    expect([status, headers.get('location')]).toEqual([404, null])
  })

  test('the desk sends people to where it is, and takes nothing', async () => {
    for (const path of ['/desk', '/desk/sign-in?then=/desk/people', '/desk/sign-in/a-secret']) {
      const { status, headers } = await ask(origin, path)
      expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([307, HOME + path, 'no-store'])
    }
    const posted = await ask(origin, '/desk/sign-in/a-secret', { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } })
    expect([posted.status, posted.headers.get('set-cookie')]).toEqual([421, null])
    expect((await ask(origin, '/desk/sign-in/passkey/options', { method: 'POST', headers: SIGNED_IN })).status).toBe(421)
  })

  test('links that sign in lead to where the desk is, whoever asks for them', async () => {
    for (const [path, body] of [
      ['/api/sign-in-links', undefined],
      ['/api/people/invitations', JSON.stringify({ name: 'Edith Coyle', role: 'editor' })],
    ] as const) {
      const made = await ask(origin, path, { method: 'POST', headers: { ...SIGNED_IN, 'Content-Type': 'application/json' }, ...(body && { body }) })
      expect(made.status).toBe(201)
      expect(((await made.json()) as { url: string }).url).toMatch(/^https:\/\/news\.example\/desk\/sign-in\//)
    }
  })
})

describe('the desk', () => {
  const signInPage = (origin: string) => ask(origin, '/desk/sign-in')

  test('is at the site’s address, and its passkeys with it', async () => {
    expect((await signInPage(HOME)).status).toBe(200)
    const options = await ask(HOME, '/desk/sign-in/passkey/options', { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } })
    expect(await options.json()).toMatchObject({ rpId: 'news.example' })
  })

  test('has a host of its own if the deployment says so', async () => {
    Object.assign(room.env, { DESK_ORIGIN: 'https://desk.news.example' })
    expect((await signInPage('https://desk.news.example')).status).toBe(200)
    expect((await signInPage(HOME)).headers.get('location')).toBe('https://desk.news.example/desk/sign-in')
  })

  test('is where it is asked for until the site has an address of its own, and on this machine', async () => {
    expect((await signInPage('http://localhost:8787')).status).toBe(200)
    expect((await signInPage('http://127.0.0.1:8787')).status).toBe(200)
    for (const url of ['', 'http://localhost:8787']) {
      forget()
      if (url) room.kv.put('site', { ...testSite, url })
      else room.kv.values.delete('site')
      expect((await signInPage('https://dateline.newsroom.workers.dev')).status).toBe(200)
    }
  })
})
