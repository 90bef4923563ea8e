import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { newsroom } from './newsroom.ts'

const READER = 'reader.of.ours@mail.example'
const ADDRESS = '203.0.113.77'

describe('the log of calls', () => {
  const lines: string[] = []
  beforeEach(() => {
    lines.length = 0
    for (const way of ['log', 'error', 'warn', 'info'] as const) vi.spyOn(console, way).mockImplementation((...said) => void lines.push(said.join(' ')))
  })
  afterEach(() => void vi.restoreAllMocks())

  test('names each call by its route, with status and request id, and nothing of who called or of whom', async () => {
    const { ask } = await newsroom({ PICTURES: { head: async () => null, get: async () => null } })
    const headers = { 'cf-ray': 'ray-1', 'cf-connecting-ip': ADDRESS, 'x-forwarded-for': ADDRESS, cookie: '__Host-desk=a-session' }
    for (const { method, path } of CALLS) {
      const filled = path.replace(':slug', 'secret-slug').replace(':email', READER).replace(/:\w+/g, 'some-id')
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: { email: READER, text: READER } }
      for (const as of ['admin', 'reporter', 'stranger']) await ask(method, `/api${filled}?q=secret-query&email=${READER}&t=dl_token`, { as, headers, ...body })
    }
    const calls = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'call')
    expect(calls.length).toBe(CALLS.length * 3)
    expect(calls.every(({ requestId, status, ms }) => requestId === 'ray-1' && Number.isInteger(status) && Number.isInteger(ms))).toBe(true)
    for (const { path } of CALLS)
      expect(
        calls.some(({ route }) => route === `/api${path}`),
        path,
      ).toBe(true)
    const said = lines.join('\n')
    for (const personal of [READER, ADDRESS, 'dl_', 'secret-query', 'a-session', '@desk']) expect(said).not.toContain(personal)
    expect(calls.map((line) => JSON.stringify(line)).join()).not.toContain('secret-slug')
  })

  test('is counted where a dataset is bound, and a dataset that fails refuses nobody', async () => {
    const points: unknown[] = []
    const counted = await newsroom({ COUNTERS: { writeDataPoint: (point: unknown) => void points.push(point) } })
    await counted.ask('GET', '/api/me')
    expect(points).toEqual([{ indexes: ['/api/me'], blobs: ['GET', '/api/me', '200'], doubles: [expect.any(Number)] }])
    const failing = await newsroom({
      COUNTERS: {
        writeDataPoint() {
          throw new Error('full')
        },
      },
    })
    const response = await failing.ask('GET', '/api/me')
    expect(response.status).toBe(200)
    expect(response.headers.get('server-timing')).toMatch(/^call;dur=\d+$/)
  })
})
