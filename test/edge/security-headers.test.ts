/** Security headers on whatever the Worker answers: every route of the router itself, by every method, whole and broken. */
import { beforeEach, describe, expect, test } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { deskPages } from '../../src/desk/pages/routes.tsx'
import { EMBEDDABLE, FRAGMENT_HEADERS, SECURITY_HEADERS } from '../../src/edge/security-headers.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { newsroom } from '../desk/newsroom.ts'
import { cardsOf, frontOf, listingOf, phoneCall } from '../fakes.ts'
import { FakeBucket } from '../pictures/fake-bucket.ts'

const paths = (routes: readonly { path: string }[]) => routes.map(({ path }) => path)
const PATTERNS = [...new Set([...paths(site.routes), ...paths(deskPages.routes), ...CALLS.map(({ path }) => `/api${path}`)])].sort()

/** A name that is there, where something is; and one that is nowhere. */
const filled = (pattern: string, name: string) =>
  pattern
    .replace(/:section/g, 'world')
    .replace(/:\w+(?:\{[^}]*\}+)?\??/g, name)
    .replace('*', name)
const ADDRESSES = [...new Set(PATTERNS.flatMap((pattern) => [filled(pattern, 'phone-call'), filled(pattern, 'nothing-here')]))]

const ODD_ADDRESSES = [
  '/World/phone-call',
  '/phone-call',
  '/world/withdrawn',
  '/world/%00',
  '/%2561pi/articles',
  '//elsewhere.example/',
  `/search?q=${'a'.repeat(20_000)}`,
  '/latest?page=0',
  '/pictures/0123456789abcdef',
  '/pictures/0123456789abcdef/640.webp',
  '/static/there-is-no-such-file.js',
]
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']

/** Shown by pages of the desk in a frame; nothing else is shown in one. */
const FRAMED = /^\/desk\/(?:stories|front|campaigns|drawing|newsletters|live|new)\b|^\/api\/newsletters\/[^/]+\/preview$/

let room: Awaited<ReturnType<typeof newsroom>>

beforeEach(async () => {
  forget()
  room = await newsroom({ PICTURES: new FakeBucket() })
  room.kv.put('en:article:phone-call', phoneCall)
  room.kv.put('en:article:withdrawn', { v: 1, withdrawn: true, slug: 'withdrawn', section: 'world', at: '2026-11-10T16:00:00Z' })
  room.kv.put('en:listing:front', frontOf(cardsOf(20)))
  for (const name of ['latest', 'section/world', 'topic/phone-call', 'author/phone-call']) room.kv.put(`en:listing:${name}`, listingOf(name, cardsOf(3)))
})

/** What an answer lacks, in words. */
function faultsOf(method: string, path: string, { status, headers }: Response): string[] {
  const isEmbeddable = (path.startsWith('/pictures/') && /GET|HEAD/.test(method)) || headers.get('access-control-allow-origin') === '*'
  // What only documents heed is on everything that may be opened as one.
  const expected = { ...(path.startsWith('/fragments/') ? FRAGMENT_HEADERS : SECURITY_HEADERS), ...(isEmbeddable && EMBEDDABLE) }
  const policy = headers.get('content-security-policy') ?? ''
  const isFramed = policy.includes("frame-ancestors 'self'")
  return [
    ...Object.entries(expected).flatMap(([name, value]) => {
      const got = headers.get(name)
      if (got === value) return []
      return name === 'Referrer-Policy' && (got === 'no-referrer' || got === 'same-origin') ? [] : [`${name}: ${got}`]
    }),
    ...(/^default-src 'none'/.test(policy) && /frame-ancestors '(?:none|self)'/.test(policy) ? [] : [`Content-Security-Policy: ${policy}`]),
    ...(isFramed && !FRAMED.test(path) ? ['may be framed'] : []),
    ...(/script-src[^;]*unsafe|unsafe-eval/.test(policy) ? ['unsafe'] : []),
    ...(/script-src/.test(policy) && !/require-trusted-types-for 'script'; trusted-types /.test(policy) ? ['no Trusted Types'] : []),
  ].map((fault) => `${status} ${fault}`)
}

async function walk(addresses: readonly string[], methods: readonly string[], headers: Record<string, string> = {}) {
  const faults: string[] = []
  const seen = new Set<number>()
  for (const path of addresses)
    for (const method of methods) {
      const response = await room.ask(method, path, { headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } })
      seen.add(response.status)
      await response.arrayBuffer()
      faults.push(...faultsOf(method, path.split('?')[0] ?? path, response).map((fault) => `${method} ${path.slice(0, 60)}: ${fault}`))
    }
  return { faults, seen }
}

describe('every answer has them:', () => {
  test('every route, found or not, by every method', async () => {
    expect(ADDRESSES.length).toBeGreaterThan(250)
    const { faults, seen } = await walk(ADDRESSES, METHODS)
    expect(faults).toEqual([])
    for (const status of [200, 301, 303, 404, 405, 422]) expect(seen, String(status)).toContain(status)
  })

  test('what is withdrawn, misspelt or too long', async () => {
    const { faults, seen } = await walk(ODD_ADDRESSES, ['GET', 'HEAD', 'POST'])
    expect(faults).toEqual([])
    for (const status of [301, 404, 410, 414]) expect(seen, String(status)).toContain(status)
  })

  test('but a page that a reader has already: a 304 takes nothing away from the headers it came with, and says none again', async () => {
    const { headers } = await room.ask('GET', '/world/phone-call')
    const again = await room.ask('GET', '/world/phone-call', { headers: { 'If-None-Match': headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expect([...again.headers.keys()].filter((name) => /^(?:content-security|cross-origin|permissions|referrer|strict|x-)/.test(name))).toEqual([])
  })

  test('whoever isn’t signed in, and what another site’s page sends', async () => {
    const addresses = ADDRESSES.filter((path) => /^\/(?:api|desk)\b/.test(path))
    for (const headers of [{ Authorization: '' }, { Authorization: 'Bearer guess' }, { Authorization: '', 'Sec-Fetch-Site': 'cross-site' }])
      expect((await walk(addresses, ['GET', 'POST'], headers)).faults).toEqual([])
  })

  test('every failure, while KV and the press are away', async () => {
    room.kv.failing = true
    Object.assign(room.env, {
      PRESS: {
        idFromName: (name: string) => name,
        get: () => {
          throw new Error('The press is away.')
        },
      },
    })
    const { faults, seen } = await walk([...ADDRESSES, ...ODD_ADDRESSES], ['GET', 'POST'])
    expect(faults).toEqual([])
    expect(seen).toContain(503)
  })
})
