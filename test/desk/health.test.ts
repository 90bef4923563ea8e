import { describe, expect, test } from 'vitest'
import { fakePictures } from './fake-pictures.ts'
import { newsroom } from './newsroom.ts'

type Answer = {
  status: string
  checks: { name: string; ok: boolean; words: string; todo?: string }[]
  setup?: { bindings: Record<string, boolean>; settings: Record<string, boolean> }
}

const well = (name: string) => [{ name, ok: true, words: 'Well.' }]
const object = (calls: object) => ({ idFromName: (name: string) => name, get: () => calls })

async function deployment(extra: Record<string, unknown> = {}) {
  const room = await newsroom({
    MAILING_LIST: object({ health: async () => well('mailing-list') }),
    READERSHIP: object({ health: async () => well('readership') }),
    SEARCH: object({ popularTopics: async () => [] }),
    PICTURES: { head: async () => null },
    ...extra,
  })
  Object.assign(room.press, { health: async () => well('ledger') })
  const check = async (as = 'reporter') => {
    const response = await room.ask('GET', '/api/health', { as })
    return { status: response.status, cache: response.headers.get('cache-control'), body: (await response.json()) as Answer }
  }
  return { ...room, check }
}

describe('the deep check', () => {
  test('says of every part that it is well, and no cache has it', async () => {
    const { check } = await deployment()
    const { status, cache, body } = await check()
    expect(status).toBe(200)
    expect(cache).toBe('no-store')
    expect(body.status).toBe('ok')
    expect(body.checks.map(({ name }) => name)).toEqual(['ledger', 'mailing-list', 'readership', 'search', 'kv', 'pictures'])
    expect(body.setup).toBeUndefined()
  })

  test.each<[string, Record<string, unknown>]>([
    ['mailing-list', { MAILING_LIST: object({ health: () => Promise.reject(new Error('overloaded')) }) }],
    ['search', { SEARCH: object({ popularTopics: () => Promise.reject(new Error('overloaded')) }) }],
    ['pictures', { PICTURES: { ...fakePictures, head: () => Promise.reject(new Error('R2 is away')) } }],
  ])('answers 503 where %s fails, with what to do, and goes on with the others', async (name, extra) => {
    const { check } = await deployment(extra)
    const { status, body } = await check()
    expect(status).toBe(503)
    const failing = body.checks.filter(({ ok }) => !ok)
    expect(failing.map((one) => one.name)).toEqual([name])
    expect(failing[0]?.todo).toBeTruthy()
    expect(body.checks.length).toBe(6)
  })

  test('tells admins which settings there are, and no secret', async () => {
    const hash = 'e'.repeat(64)
    const { check } = await deployment({ ADMIN_TOKEN_HASH: hash, TURNSTILE_SECRET: 'hush' })
    const { body } = await check('admin')
    expect(body.setup).toMatchObject({
      bindings: { PRESS: true, COUNTERS: false },
      settings: { ADMIN_TOKEN_HASH: true, TURNSTILE_SECRET: true, ACCESS_AUD: false },
    })
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${hash}|hush`))
  })
})
