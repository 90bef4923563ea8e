/** Every form of the desk, taken from its router itself, sent by those who may not: none is forgotten. */
import { beforeEach, describe, expect, test } from 'vitest'
import { deskPages } from '../../../src/desk/pages/routes.tsx'
import { newsroom } from '../newsroom.ts'

const UNSAFE = deskPages.routes.filter(({ method }) => method !== 'GET' && method !== 'ALL')
const FORMS = [...new Set(UNSAFE.map(({ path }) => path))].sort()

/** Nobody is signed in yet who sends these. */
const OPEN = ['/desk/approve/:token', '/desk/sign-in/:token', '/desk/sign-in/passkey', '/desk/sign-in/passkey/options', '/desk/sign-out']

/** Written out by hand: what reporters may send. All else is for editors or admins. */
const REPORTERS = [
  '/desk/account/passkeys',
  '/desk/account/passkeys/new',
  '/desk/account/passkeys/options',
  '/desk/account/sessions',
  '/desk/live/:slug',
  '/desk/live/:slug/updates/:id',
  '/desk/new',
  '/desk/new/checks',
  '/desk/pictures',
  '/desk/pictures/:id',
  '/desk/stories/:slug',
  '/desk/stories/:slug/checks',
  '/desk/stories/:slug/drafts/discard',
  '/desk/stories/:slug/review',
]

const FROM_ELSEWHERE: Record<string, Record<string, string>> = {
  'another site': { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
  'a subdomain': { 'Sec-Fetch-Site': 'same-site', Origin: 'http://blog.localhost' },
  'an old browser on a subdomain': { Origin: 'http://blog.localhost' },
  'a page without an origin': { Origin: 'null' },
  nowhere: {},
}
const OURS = { 'Sec-Fetch-Site': 'same-origin' }

let room: Awaited<ReturnType<typeof newsroom>>
let asked: string[]
beforeEach(async () => {
  room = await newsroom()
  asked = []
  const { press } = room
  const watched = new Proxy(press, {
    get(target, name) {
      asked.push(String(name))
      const found = Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
  Object.assign(room.env, { PRESS: { idFromName: (name: string) => name, get: () => watched } })
})

const send = (path: string, headers: Record<string, string>, as = '') =>
  room.ask('POST', path.replace(/:order\{(\w+).*/, '$1').replace(/:\w+(\{[^}]*\})?/g, 'a-name'), {
    as,
    body: 'order=publish&slug=a-name',
    type: 'application/x-www-form-urlencoded',
    headers,
  })

test('the router has every form that is checked here, and changes nothing by other methods', () => {
  expect(FORMS.length).toBeGreaterThanOrEqual(50)
  for (const path of [...OPEN, ...REPORTERS]) expect(FORMS).toContain(path)
  expect(UNSAFE.filter(({ method }) => method !== 'POST')).toEqual([])
})

describe.each(FORMS)('%s', (path) => {
  test.each(Object.entries(FROM_ELSEWHERE))('sent from %s is refused before anybody is asked, whoever’s cookie comes along', async (_, headers) => {
    for (const as of ['', 'admin']) {
      const response = await send(path, { ...headers, Cookie: `__Host-desk=${'s'.repeat(43)}` }, as)
      expect(response.status).toBe(403)
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    expect(asked).toEqual([])
  })

  test.skipIf(OPEN.includes(path))('is taken from nobody who is signed out', async () => {
    expect((await send(path, OURS)).status).toBe(401)
  })

  test.skipIf(OPEN.includes(path) || REPORTERS.includes(path))('is taken from no reporter', async () => {
    expect((await send(path, OURS, 'reporter')).status).toBe(403)
  })
})

test('what reporters may send isn’t refused for who they are', async () => {
  for (const path of REPORTERS) expect([path, (await send(path, OURS, 'reporter')).status]).not.toEqual([path, 403])
})
