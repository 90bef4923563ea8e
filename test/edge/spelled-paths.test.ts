/**
 * However an address of the newsroom’s is spelled, it meets the rules of the plain one: who may come, what is stored, which headers it has. Or
 * it is nowhere, or redirected to the plain one. As the Worker asks: one spelling first, then the front cache, then the routes.
 */
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { normalizeAddress } from '../../src/edge/address.ts'
import { frontCacheProps } from '../../src/edge/front-cache.ts'
import { SECURITY_HEADERS } from '../../src/edge/security-headers.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { newsroom } from '../desk/newsroom.ts'

const GUARDED = ['/desk', '/desk/people', '/desk/stories/phone-call', '/api/me', '/api/tokens', '/api/articles/phone-call']
/** Open to all, and a reader's own. */
const OF_ONE_READER = '/newsletters/preferences'

const hex = (letter: string) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
const fullWidth = (letter: string) => (/[a-z]/.test(letter) ? String.fromCodePoint(letter.charCodeAt(0) + 0xfee0) : letter)
/** In two bytes what has one (RFC 3629 forbids it). */
const overlong = (letter: string) => `%c${(letter.charCodeAt(0) >> 6).toString(16)}%${(0x80 | (letter.charCodeAt(0) & 0x3f)).toString(16)}`

const SPELLINGS: Record<string, (path: string) => string> = {
  'with its second letter escaped': (path) => `/${hex(path[1] ?? '')}${path.slice(2)}`,
  'with its last letter escaped': (path) => path.slice(0, -1) + hex(path.at(-1) ?? ''),
  'with all letters escaped': (path) => path.replace(/[a-z]/g, hex),
  'with capital escapes': (path) => path.replace(/[a-z]/g, (letter) => hex(letter).toUpperCase()),
  'escaped twice': (path) => path.replace(/[a-z]/g, (letter) => hex(letter).replace('%', '%25')),
  'with its slashes escaped': (path) => `/${path.slice(1).replaceAll('/', '%2f')}%2f`,
  'with its first slash escaped': (path) => `/%2f${path.slice(1)}`,
  'with doubled slashes': (path) => path.replaceAll('/', '//'),
  'with backslashes': (path) => path.replaceAll('/', '\\'),
  'with escaped backslashes': (path) => `/${path.slice(1).replaceAll('/', '%5c')}`,
  'behind dots': (path) => `/world/..${path}`,
  'behind escaped dots': (path) => `/world/%2e%2E${path}`,
  'behind dots escaped twice': (path) => `/world/%252e%252e${path}`,
  'behind dots and an escaped slash': (path) => `/world/..%2f${path.slice(1)}`,
  'behind dots with a parameter': (path) => `/world/..;${path}`,
  'with a parameter': (path) => `${path};jsessionid=1`,
  'with a parameter in its first part': (path) => path.replace(/^\/\w+/, '$&;x'),
  'as a feed': (path) => `${path}.xml`,
  'as a style': (path) => `${path}/x.css`,
  'as a style, by an escaped dot': (path) => `${path}%2ecss`,
  'with a NUL': (path) => `${path}%00`,
  'with a NUL and an ending': (path) => `${path}%00.css`,
  'with a line end': (path) => `${path}%0d%0aX-Injected:1`,
  'with a space': (path) => `${path}%20`,
  'with a full stop': (path) => `${path}.`,
  'with a slash': (path) => `${path}/`,
  'with an escaped question mark': (path) => `${path}%3fa`,
  'with a broken escape': (path) => `${path}%`,
  'in capitals': (path) => path.toUpperCase(),
  'in full-width letters': (path) => path.replace(/./g, fullWidth),
  'in overlong bytes': (path) => path.replace(/[a-z]/g, overlong),
  'with an invisible letter': (path) => `${path}%e2%80%8b`,
  'longer than any of ours': (path) => `${path}${'/x'.repeat(3000)}`,
}

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  forget()
  room = await newsroom()
})

/** What `fetch` in worker.ts does with a request. */
async function open(path: string, init: RequestInit = {}) {
  const request = normalizeAddress(new Request(`https://news.example${path}`, { redirect: 'manual', ...init }))
  return { props: await frontCacheProps(request, room.env), response: await site.fetch(request, room.env) }
}

const SIGNED_IN: RequestInit = { headers: { Authorization: 'Bearer dl_admin', 'Sec-Fetch-Site': 'same-origin' } }

/** Refused as the plain one is, nowhere, or sent to an address of this site. */
async function expectNoWayAround(path: string, isOpenToAll = false) {
  for (const init of [{}, SIGNED_IN, { method: 'POST' }] as RequestInit[]) {
    const { props, response } = await open(path, init)
    const { status, headers } = response
    const about = `${init.method ?? 'GET'} ${path.slice(0, 80)}: ${status}`
    if (init !== SIGNED_IN && !isOpenToAll) expect([301, 303, 400, 401, 403, 404, 405, 414], about).toContain(status)
    if (status === 301) expect(headers.get('location'), about).toMatch(/^\/(?![/\\])/)
    // What only those who are signed in may see is stored by no cache.
    else if (![404, 405, 414].includes(status)) expect([headers.get('cache-control'), props], about).toEqual(['no-store', undefined])
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (name !== 'Referrer-Policy') expect(headers.get(name), about).toBe(value)
    expect(headers.get('x-injected'), about).toBeNull()
  }
}

describe.each(Object.entries(SPELLINGS))('%s', (_, spell) => {
  test.each(GUARDED)('%s is no way around the rules', (path) => expectNoWayAround(spell(path)))
  test('a reader’s own page is stored by no cache', () => expectNoWayAround(spell(OF_ONE_READER), true))
})

test('nor is any mixture of escapes', async () => {
  const before = fc.constantFrom('', '/', '//', '/./', '/../', '/%2e%2e/', '%2f', ';', '%00', '\\', '%20')
  // Dots behind an address lead to another.
  const after = fc.constantFrom('', '/', '//', '/./', '%2f', ';', '%00', '\\', '%20')
  const spelled = fc.tuple(fc.constantFrom(...GUARDED), fc.array(fc.nat(2), { maxLength: 24 }), before, after).map(([path, how, before, after]) => {
    const letters = [...path.slice(1)].map((letter, at) => [letter, hex(letter), letter.toUpperCase()][how[at] ?? 0])
    return `/${before}${letters.join('')}${after}`.replace(/^\/{2}(?=[^/])/, '/')
  })
  await fc.assert(
    fc.asyncProperty(spelled, (path) => expectNoWayAround(path)),
    { numRuns: 300 },
  )
})

test('a letter that needs no escape is the same address, for those who may come as for those who mayn’t', async () => {
  const spelled = SPELLINGS['with all letters escaped']?.('/api/me') ?? ''
  expect((await open(spelled)).response.status).toBe(401)
  expect(await (await open(spelled, SIGNED_IN)).response.json()).toMatchObject({ role: 'admin' })
})
