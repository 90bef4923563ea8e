import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import worker from '../../src/worker.ts'
import { testSite } from '../fakes.ts'

const lines: { event: string; route?: string; status?: number; from?: string; oneIn?: number }[] = []
let chance = 0.5
beforeEach(() => {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((said) => void lines.push(JSON.parse(said)))
  // Addresses that lead nowhere are gathered for twenty seconds before they are told of.
  vi.spyOn(scheduler, 'wait').mockResolvedValue()
  vi.spyOn(Math, 'random').mockImplementation(() => chance)
})
afterEach(() => void vi.restoreAllMocks())

async function ask(path: string, of: Env = env) {
  const ctx = createExecutionContext()
  const response = await worker.fetch(new Request(`https://news.example${path}`) as never, of, ctx)
  await response.arrayBuffer()
  await waitOnExecutionContext(ctx)
  return response
}
const answers = () => lines.flatMap(({ event, route, status, from, oneIn }) => (event === 'answer' ? [{ route, status, from, oneIn }] : []))

test('one answer in a hundred leaves a line, and of those from memory one in a thousand; the others leave none', async () => {
  await env.EDITION.put('site', JSON.stringify(testSite))
  chance = 0.011
  for (let times = 0; times < 3; times++) await ask('/latest')
  expect(answers()).toEqual([])
  chance = 0.009
  for (let times = 0; times < 6; times++) await ask('/world/not-there-at-all')
  expect(answers()[0]).toEqual({ route: '/:section/:slug', status: 404, from: 'site', oneIn: 100 })
  expect(answers().every(({ from }) => from === 'site')).toBe(true)
  chance = 0.0009
  await ask('/world/not-there-at-all')
  expect(answers().at(-1)).toEqual({ route: '/:section/:slug', status: 404, from: 'memory', oneIn: 1000 })
})

test('every failure leaves a line', async () => {
  chance = 0.99
  const away = {
    ...env,
    EDITION: {
      getWithMetadata: async () => {
        throw new Error('KV is away.')
      },
    },
  } as unknown as Env
  expect((await ask('/world/never-read', away)).status).toBe(503)
  expect(answers()).toEqual([{ route: '/:section/:slug', status: 503, from: 'site', oneIn: 1 }])
})

test('who had to wait for KV is told how long; nobody is told another’s time', async () => {
  const cold = await ask('/world/another-not-there')
  expect(cold.headers.get('server-timing')).toMatch(/^kv;dur=\d+, total;dur=\d+$/)
  for (let times = 0; times < 5; times++) await ask('/world/another-not-there')
  expect((await ask('/world/another-not-there')).headers.get('server-timing')).toBeNull()
})
