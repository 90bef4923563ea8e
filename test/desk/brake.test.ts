import { beforeEach, describe, expect, test } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
let counted: Map<string, number>

/** Three a minute, each key for itself. */
beforeEach(async () => {
  counted = new Map()
  const limit = async ({ key }: { key: string }) => {
    counted.set(key, (counted.get(key) ?? 0) + 1)
    return { success: (counted.get(key) ?? 0) <= 3 }
  }
  room = await newsroom({ SIGN_INS: { limit } })
})

const FROM = { 'CF-Connecting-IP': '192.0.2.7' }
const me = (as: string, headers: Record<string, string> = FROM) => room.ask('GET', '/api/me', { as, headers })
const open = (path: string, headers: Record<string, string> = FROM) => room.ask('GET', path, { as: '', headers })
const THRICE = [1, 2, 3]

test('a network that tries one unknown token after another has to wait', async () => {
  for (const _ of THRICE) expect((await me('guess')).status).toBe(401)
  const braked = await me('guess')
  expect(braked.headers.get('retry-after')).toBe('60')
  expect(await problemOf(braked)).toMatchObject({ status: 429, detail: expect.stringContaining('Wait a minute') })
  expect((await me('guess', { 'CF-Connecting-IP': '192.0.2.8' })).status, 'another network').toBe(401)
})

test('a token that is good is never slowed, nor counted', async () => {
  for (const _ of [...THRICE, ...THRICE]) expect((await me('editor')).status).toBe(200)
  expect(counted.size).toBe(0)
  for (const _ of [...THRICE, 4]) await me('guess')
  expect((await me('editor')).status).toBe(200)
})

test('pages of the desk brake unknown tokens as the API does', async () => {
  for (const _ of THRICE) await me('guess')
  const page = await room.ask('GET', '/desk', { as: 'guess', headers: FROM })
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '60'])
})

test('a script with an old token keeps nobody in its network from signing in', async () => {
  for (const _ of [...THRICE, 4]) await me('guess')
  expect((await room.ask('POST', '/desk/sign-in/passkey/options', { as: '', headers: { ...FROM, 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(200)
})

test.each(['/desk/sign-in/guess', '/desk/approve/guess'])('whoever opens links that don’t exist has to wait: %s', async (path) => {
  Object.assign(room.press, { readApproval: async () => ({ ok: false, reason: 'unknown-link' }) })
  for (const _ of THRICE) expect((await open(path)).status).toBe(404)
  const braked = await open(path)
  expect([braked.status, braked.headers.get('retry-after')]).toEqual([429, '60'])
})

test('a link that works can be opened however often', async () => {
  const { url } = (await (await room.ask('POST', '/api/sign-in-links')).json()) as { url: string }
  for (const _ of [...THRICE, ...THRICE]) expect((await open(new URL(url).pathname)).status).toBe(200)
})

describe('a preview', () => {
  const withPreview = () => Object.assign(room.press, { readPreview: async (id: string) => (id === 'the-real-preview' ? { ...phoneCall, v: 1 } : null) })

  test('that doesn’t exist is braked for a network that guesses, in words and with the time to wait', async () => {
    withPreview()
    for (const at of THRICE) expect((await open(`/preview/made-up-${at}`)).status).toBe(404)
    const braked = await open('/preview/made-up-4')
    expect([braked.status, braked.headers.get('retry-after'), braked.headers.get('cache-control')]).toEqual([429, '60', 'no-store'])
    expect(await braked.text()).toContain('Wait a minute')
    expect((await open('/preview/made-up-5', { 'CF-Connecting-IP': '192.0.2.8' })).status, 'another network').toBe(404)
  })

  test('that exists can be opened while its network guesses', async () => {
    withPreview()
    for (const at of [...THRICE, 4]) await open(`/preview/made-up-${at}`)
    expect((await open('/preview/the-real-preview')).status).toBe(200)
  })
})
