import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { logAnswer, routeOf } from '../../src/edge/answer-log.ts'
import { site } from '../../src/site.tsx'

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((...said) => void lines.push(said.join(' ')))
})
afterEach(() => void vi.restoreAllMocks())

const READER = {
  'cf-ray': 'ray-1',
  'cf-connecting-ip': '203.0.113.77',
  'x-forwarded-for': '203.0.113.77',
  'user-agent': 'Rare-Browser/1',
  referer: 'https://news.example/world/where-they-came-from',
  cookie: 'id=a-session',
}
const request = new Request('https://news.example/newsletters/confirm?t=a-token&email=reader@mail.example', { headers: READER })
const record = { request, status: 200, from: 'site', ms: 12, oneIn: 100 } as const

test('a line about a reader’s request has its route, and nothing of who they are, what they asked or what they read', () => {
  logAnswer({}, site, record)
  logAnswer({}, site, { ...record, request: new Request('https://news.example/world/secret-slug?q=secret-query', request), from: 'memory' })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { requestId: 'ray-1', event: 'answer', method: 'GET', route: '/newsletters/confirm', status: 200, from: 'site', ms: 12, oneIn: 100 },
    { requestId: 'ray-1', event: 'answer', method: 'GET', route: '/:section/:slug', status: 200, from: 'memory', ms: 12, oneIn: 100 },
  ])
})

test('it is counted where a dataset is bound, and a dataset that fails keeps nobody from their page', () => {
  const points: unknown[] = []
  logAnswer({ COUNTERS: { writeDataPoint: (point: unknown) => void points.push(point) } }, site, record)
  const route = '/newsletters/confirm'
  expect(points).toEqual([{ indexes: [route], blobs: ['GET', route, '200', 'site'], doubles: [12, 100] }])
  const failing = () => {
    throw new Error('full')
  }
  expect(() => logAnswer({ COUNTERS: { writeDataPoint: failing } }, site, record)).not.toThrow()
})

test('calls of the API have lines of their own', () => {
  logAnswer({}, site, { ...record, request: new Request('https://news.example/api/articles/secret-slug') })
  expect(lines).toEqual([])
})

describe('a route is named as the router takes it:', () => {
  test.each([
    ['/', '/'],
    ['/world', '/:section'],
    ['/world/phone-call', '/:section/:slug'],
    ['/feed.xml', '/feed.xml'],
    ['/world/feed.xml', '/:slug/feed.xml'],
    ['/fragments/also/phone-call', '/fragments/also/:slug'],
    ['/fragments/live/phone-call', '/fragments/:what{live|updates}/:slug'],
    ['/newsletters', '/newsletters'],
    ['/newsletters/daily', '/newsletters/:list'],
    ['/fragments/ads/rail', '/fragments/ads/:slot'],
    ['/desk/stories/secret', '/desk/*'],
    ['/what/is/this', 'unknown'],
  ])('%s is %s', (path, route) => expect(routeOf(site, 'GET', path)).toBe(route))
})
