import { beforeEach, describe, expect, test } from 'vitest'
import { isSameHash, sha256 } from '../../src/edge/sha256.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})

describe('tokens', () => {
  test('a new token is shown once, kept as a hash, and lets its holder in', async () => {
    const made = await room.ask('POST', '/api/tokens', { body: { name: 'Ada', role: 'editor', expiresAt: '2099-01-01T00:00:00Z' } })
    expect(made.status).toBe(201)
    const { token, ...info } = (await made.json()) as { token: string; id: string }
    expect(token).toMatch(/^dl_[\w-]{43}$/)
    expect(info).toMatchObject({ name: 'Ada', role: 'editor', expiresAt: '2099-01-01T00:00:00Z' })
    expect(await (await room.ask('GET', '/api/tokens')).text()).not.toContain(token)
    expect([...room.press.tokenHashes.keys()]).toContain(await sha256(token))
    const headers = { Authorization: `bearer ${token}` }
    expect((await room.ask('GET', '/api/articles', { headers })).status).toBe(200)
    expect((await room.ask('DELETE', `/api/tokens/${info.id}`)).status).toBe(204)
    expect((await room.ask('GET', '/api/articles', { headers })).status).toBe(401)
  })

  test.each([
    [{ name: 'Ada' }, '/role'],
    [{ name: 'Ada', role: 'owner' }, '/role'],
    [{ name: 'Ada', role: 'editor', expires: '2099-01-01T00:00:00Z' }, '/expires'],
    [{ name: ' ', role: 'editor' }, '/name'],
    [{ name: 'Ada', role: 'editor', expiresAt: '2001-01-01T00:00:00Z' }, '/expiresAt'],
    [{ name: 'Ada', role: 'reporter', unattended: true }, '/unattended'],
    [{ name: 'Ada', role: 'editor', unattended: false }, '/unattended'],
  ])('%o is refused at %s', async (body, pointer) => {
    expect(await problemOf(await room.ask('POST', '/api/tokens', { body }))).toMatchObject({ status: 422, flaws: [{ pointer }] })
  })

  test.each(['press', 'KV', ' Cron ', 'desk', 'Admin', 'p r e s s', 'pr\u200bess', 'ｐｒｅｓｓ', 'рrеss', 'dеsk', 'désk', 'κv', 'press.'])(
    'nobody can stand in the ledger as the newsroom’s own machinery: %j',
    async (name) => {
      expect(await problemOf(await room.ask('POST', '/api/tokens', { body: { name, role: 'editor' } }))).toMatchObject({
        status: 422,
        flaws: [{ pointer: '/name' }],
      })
    },
  )
  test.each(['Pressley', 'Desk editor', 'press@paper.example', 'Ада', 'KV Rao', '新闻'])('anybody else can: %s', async (name) => {
    expect((await room.ask('POST', '/api/tokens', { body: { name, role: 'editor' } })).status).toBe(201)
  })

  test('an agent may publish unattended only where its token says so', async () => {
    await room.ask('POST', '/api/tokens', { body: { name: 'Agenda', role: 'editor', unattended: true } })
    await room.ask('POST', '/api/tokens', { body: { name: 'Ada', role: 'editor' } })
    const { items } = (await (await room.ask('GET', '/api/tokens')).json()) as { items: { name: string; unattended?: true }[] }
    expect(items.filter(({ unattended }) => unattended).map(({ name }) => name)).toEqual(['Agenda'])
  })

  test('a token nobody has cannot be revoked', async () => {
    expect((await problemOf(await room.ask('DELETE', '/api/tokens/none'))).status).toBe(404)
  })

  test('hashes are the same or not', () => {
    expect(isSameHash('ab', 'ab')).toBe(true)
    for (const other of ['aa', 'bb', 'abc', '', 'a']) expect(isSameHash('ab', other)).toBe(false)
  })
})

describe('the first key', () => {
  const bare = (extra: Record<string, unknown>) => newsroom(extra, { tokens: false })
  const get = (made: Awaited<ReturnType<typeof newsroom>>, token: string, path = '/api/articles') =>
    made.ask('GET', path, { headers: token ? { Authorization: `Bearer ${token}` } : {}, as: '' })

  test('production without one refuses to serve the API, and says how to make one', async () => {
    const made = await bare({ DATELINE_ENV: 'production' })
    for (const [path, token] of [
      ['/api/articles', ''],
      ['/api/articles', 'guess'],
      ['/api/nothing', ''],
    ] as const) {
      const response = await get(made, token, path)
      expect(response.headers.get('retry-after')).toBeTruthy()
      const said = await problemOf(response)
      expect(said.status).toBe(503)
      expect(said.detail).toContain('ADMIN_TOKEN_HASH')
    }
  })

  test('in the ledger is enough, unless it is revoked or over', async () => {
    const made = await newsroom({ DATELINE_ENV: 'production' })
    expect((await get(made, 'guess')).status).toBe(401)
    for (const info of made.press.tokenHashes.values()) info.revokedAt = '2026-11-01T00:00:00Z'
    expect((await get(made, 'guess')).status).toBe(503)
    for (const info of made.press.tokenHashes.values()) Object.assign(info, { revokedAt: undefined, expiresAt: '2001-01-01T00:00:00Z' })
    expect((await get(made, 'guess')).status).toBe(503)
  })

  test('ADMIN_TOKEN_HASH lets the admin in, in production too', async () => {
    const made = await bare({ DATELINE_ENV: 'production', ADMIN_TOKEN_HASH: (await sha256('the first token')).toUpperCase() })
    const headers = { Authorization: 'Bearer the-first-token' }
    expect((await made.ask('GET', '/api/tokens', { headers })).status).toBe(401)
    const right = await bare({ DATELINE_ENV: 'production', ADMIN_TOKEN_HASH: (await sha256('the-first-token')).toUpperCase() })
    expect((await right.ask('GET', '/api/tokens', { headers })).status).toBe(200)
  })

  test('a hash that is none opens nothing', async () => {
    const made = await bare({ DATELINE_ENV: 'production', ADMIN_TOKEN_HASH: 'changeme' })
    expect((await get(made, 'changeme')).status).toBe(503)
  })

  test('DESK_TOKEN opens in development alone', async () => {
    expect((await get(await bare({ DESK_TOKEN: 'local' }), 'local', '/api/tokens')).status).toBe(200)
    expect((await get(await bare({ DESK_TOKEN: 'local' }), 'loca1', '/api/tokens')).status).toBe(401)
    expect((await get(await bare({ DESK_TOKEN: 'local', DATELINE_ENV: 'production' }), 'local')).status).toBe(503)
    expect((await get(await bare({ DESK_TOKEN: 'local', DATELINE_ENV: undefined }), 'local')).status).toBe(503)
  })
})
