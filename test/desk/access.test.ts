import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { type AccessSettings, accessSettings, verifyAssertion } from '../../src/desk/assertion.ts'
import { isSameHash, sha256 } from '../../src/edge/sha256.ts'
import { ROLES } from '../../src/press/calls.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const pathOf = (path: string) => `/api${path.replace(':slug', 'a-slug').replace(':id', 'an-id').replace(':email', 'reader@example.org')}`

/** What each role may do, written out once more by hand: the table in the code must not be its own proof. */
const NEEDS: Record<string, (typeof ROLES)[number]> = {
  'GET /articles': 'reporter',
  'GET /articles/:slug': 'reporter',
  'PUT /articles/:slug': 'reporter',
  'GET /me': 'reporter',
  'DELETE /articles/:slug': 'editor',
  'POST /articles/:slug/rename': 'editor',
  'DELETE /articles/:slug/revisions/:revision': 'admin',
  'GET /articles/:slug/revisions': 'reporter',
  'GET /articles/:slug/diff': 'reporter',
  'POST /articles/:slug/preview': 'reporter',
  'POST /articles/:slug/restore': 'editor',
  'PUT /articles/:slug/publication': 'editor',
  'DELETE /articles/:slug/publication': 'editor',
  'PUT /articles/:slug/embargo': 'editor',
  'DELETE /articles/:slug/embargo': 'editor',
  'DELETE /articles/:slug/schedule': 'editor',
  'DELETE /articles/:slug/withdrawal': 'editor',
  'POST /articles/:slug/corrections': 'editor',
  'POST /ninjs': 'reporter',
  'POST /pictures': 'reporter',
  'GET /pictures/:id/original': 'editor',
  'DELETE /pictures/:id': 'editor',
  'DELETE /pictures/:id/withdrawal': 'admin',
  'GET /front': 'reporter',
  'PUT /front': 'editor',
  'GET /campaigns': 'reporter',
  'GET /campaigns/:id': 'reporter',
  'PUT /campaigns/:id': 'editor',
  'DELETE /campaigns/:id': 'editor',
  'GET /site': 'reporter',
  'PUT /site': 'admin',
  'GET /tokens': 'admin',
  'POST /tokens': 'admin',
  'DELETE /tokens/:id': 'admin',
  'GET /audit': 'admin',
  'POST /reprint': 'admin',
  'POST /adopt': 'admin',
  'GET /export': 'admin',
  'POST /import': 'admin',
  'GET /subscribers.csv': 'admin',
  'DELETE /subscribers/:email': 'admin',
}

describe('who may do what', () => {
  test('every call stands in the table of roles', () => {
    expect(CALLS.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(NEEDS).toSorted())
  })

  test.each(Object.entries(NEEDS))('%s needs %s', async (call, needs) => {
    const [method = '', path = ''] = call.split(' ')
    for (const role of ROLES) {
      const response = await room.ask(method, pathOf(path), { as: role })
      if (ROLES.indexOf(role) >= ROLES.indexOf(needs)) expect(response.status !== 403 && response.status < 500, `${role}: ${response.status}`).toBe(true)
      else {
        const said = await problemOf(response)
        expect(said, role).toMatchObject({ status: 403, needs })
        expect(said.detail).toContain(`"${needs}"`)
      }
    }
    const nobody = await room.ask(method, pathOf(path), { as: '' })
    expect(nobody.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect((await problemOf(nobody)).status).toBe(401)
    expect((await problemOf(await room.ask(method, pathOf(path), { as: 'stranger' }))).status).toBe(401)
  })

  test('who is not let in has their body left unread', async () => {
    let pulled = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(10))
        },
      },
      { highWaterMark: 0 },
    )
    await room.ask('PUT', '/api/articles/a', { as: '', body, type: 'application/json' })
    expect(pulled).toBe(0)
  })
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
    [{ name: ' ', role: 'editor' }, '/name'],
    [{ name: 'Ada', role: 'editor', expiresAt: '2001-01-01T00:00:00Z' }, '/expiresAt'],
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

describe('Cloudflare Access', () => {
  const settings = accessSettings({
    ACCESS_TEAM_DOMAIN: 'paper.cloudflareaccess.com',
    ACCESS_AUD: 'aud-1, aud-2',
    ACCESS_ROLES: '{"Chief@paper.example":"admin","*@paper.example":"editor","robot":"reporter"}',
  }) as AccessSettings
  let keys: Awaited<ReturnType<typeof generateKeyPair>>
  let strangers: typeof keys
  let keySet: { keys: object[] }
  beforeAll(async () => {
    keys = await generateKeyPair('RS256', { extractable: true })
    strangers = await generateKeyPair('RS256')
    keySet = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256' }] }
  })
  afterEach(() => vi.unstubAllGlobals())

  type Claims = { email?: string; common_name?: string; issuer?: string; audience?: string; expires?: string; key?: CryptoKey; alg?: string }
  const assertion = ({ email, common_name, issuer = settings.issuer, audience = 'aud-1', expires = '5m', key = keys.privateKey }: Claims) =>
    new SignJWT({ ...(email && { email }), ...(common_name && { common_name }) })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt('-1h')
      .setExpirationTime(expires === '5m' ? '5m' : expires)
      .sign(key)
  const verify = async (claims: Claims) =>
    verifyAssertion(await assertion(claims), settings, createLocalJWKSet(keySet as Parameters<typeof createLocalJWKSet>[0]))

  test('knows people by address, then by domain; service tokens by name', async () => {
    expect(await verify({ email: 'chief@paper.example' })).toEqual({ ok: true, actor: { name: 'chief@paper.example', role: 'admin' } })
    expect(await verify({ email: 'Ada@Paper.example', audience: 'aud-2' })).toMatchObject({ actor: { role: 'editor' } })
    expect(await verify({ common_name: 'robot' })).toEqual({ ok: true, actor: { name: 'robot', role: 'reporter' } })
  })

  test('lets no service token be the newsroom’s own machinery', async () => {
    const roles = { ...settings.roles, press: 'admin' as const }
    const verified = await verifyAssertion(
      await assertion({ common_name: 'press' }),
      { ...settings, roles },
      createLocalJWKSet(keySet as Parameters<typeof createLocalJWKSet>[0]),
    )
    expect(verified).toEqual({ ok: false, reason: 'no-role', name: 'press' })
  })

  test('gives nobody else a role', async () => {
    for (const email of ['ada@elsewhere.example', 'chief@paper.example.evil.example', 'constructor', '__proto__'])
      expect(await verify({ email })).toEqual({ ok: false, reason: 'no-role', name: email })
    expect(await verify({})).toMatchObject({ reason: 'bad-assertion' })
  })

  test.each<[string, () => Claims]>([
    ['another team', () => ({ issuer: 'https://other.cloudflareaccess.com' })],
    ['another application', () => ({ audience: 'aud-9' })],
    ['an hour ago', () => ({ expires: '-1m' })],
    ['somebody else’s key', () => ({ key: strangers.privateKey as CryptoKey })],
  ])('refuses an assertion for %s', async (_, claims) => {
    expect(await verify({ email: 'chief@paper.example', ...claims() })).toMatchObject({ ok: false, reason: 'bad-assertion' })
  })

  test('refuses an assertion that is not signed', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${part({ alg: 'none' })}.${part({ email: 'chief@paper.example', iss: settings.issuer, aud: 'aud-1', exp: 4e9 })}.`
    expect(await verifyAssertion(token, settings, createLocalJWKSet(keySet as Parameters<typeof createLocalJWKSet>[0]))).toMatchObject({
      reason: 'bad-assertion',
    })
    expect(await verifyAssertion('nonsense', settings)).toMatchObject({ reason: 'bad-assertion' })
  })

  test('roles that cannot be read are nobody’s', () => {
    for (const roles of ['{', '[]', '{"a@b.example":"owner"}', undefined])
      expect(accessSettings({ ACCESS_TEAM_DOMAIN: 't', ACCESS_AUD: 'a', ACCESS_ROLES: roles })?.roles).toEqual({})
    expect(accessSettings({ ACCESS_TEAM_DOMAIN: 't' })).toBeUndefined()
  })

  describe('at the door', () => {
    const accessed = async () =>
      newsroom({
        DATELINE_ENV: 'production',
        ACCESS_TEAM_DOMAIN: 'paper.cloudflareaccess.com',
        ACCESS_AUD: 'aud-1',
        ACCESS_ROLES: '{"chief@paper.example":"admin"}',
      })

    test('its keys are fetched from the team’s own address', async () => {
      const asked: string[] = []
      vi.stubGlobal('fetch', async (url: string | URL) => {
        asked.push(String(url))
        return Response.json(keySet)
      })
      const made = await accessed()
      const headers = { 'Cf-Access-Jwt-Assertion': await assertion({ email: 'chief@paper.example' }) }
      expect((await made.ask('GET', '/api/tokens', { as: '', headers })).status).toBe(200)
      expect((await made.ask('GET', '/api/tokens', { as: '', headers })).status).toBe(200)
      expect(asked).toEqual(['https://paper.cloudflareaccess.com/cdn-cgi/access/certs'])

      expect(
        (
          await problemOf(
            await made.ask('GET', '/api/tokens', { as: '', headers: { 'Cf-Access-Jwt-Assertion': await assertion({ email: 'eve@paper.example' }) } }),
          )
        ).status,
      ).toBe(403)
      expect((await problemOf(await made.ask('GET', '/api/tokens', { as: '', headers: { 'Cf-Access-Jwt-Assertion': 'nonsense' } }))).status).toBe(401)
    })

    test.each<[string, () => Promise<Response>]>([
      ['cannot be reached', async () => Promise.reject(new TypeError('fetch failed'))],
      ['are an error', async () => new Response('Bad gateway', { status: 502 })],
      ['are a page', async () => new Response('<html>')],
      ['are no keys', async () => Response.json({ hello: 1 })],
      ['never come', async () => Promise.reject(new DOMException('The operation timed out', 'TimeoutError'))],
    ])('while its keys %s, nobody is told that they are not known', async (what, fetched) => {
      vi.stubGlobal('fetch', fetched)
      const team = `${what.replaceAll(' ', '-')}.cloudflareaccess.com`
      const made = await newsroom({ DATELINE_ENV: 'production', ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: 'aud-1', ACCESS_ROLES: '{"*@paper.example":"admin"}' })
      const token = await assertion({ email: 'chief@paper.example', issuer: `https://${team}` })
      const response = await made.ask('GET', '/api/tokens', { as: '', headers: { 'Cf-Access-Jwt-Assertion': token } })
      expect(response.headers.get('retry-after')).toBeTruthy()
      expect((await problemOf(response)).status).toBe(503)
    })

    test('another site’s form cannot act in an editor’s name', async () => {
      vi.stubGlobal('fetch', async () => Response.json(keySet))
      const made = await accessed()
      const good = { 'Cf-Access-Jwt-Assertion': await assertion({ email: 'chief@paper.example' }) }
      const post = async (headers: Record<string, string>) => (await made.ask('POST', '/api/reprint', { as: '', headers: { ...good, ...headers } })).status
      expect(await post({ Origin: 'https://evil.example' })).toBe(403)
      expect(await post({ Origin: 'null' })).toBe(403)
      expect(await post({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
      expect(await post({ Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' })).toBe(200)
      expect(await post({})).toBe(200)
    })

    test('without Access set up its header means nothing', async () => {
      const made = await newsroom()
      expect(
        (await made.ask('GET', '/api/articles', { as: '', headers: { 'Cf-Access-Jwt-Assertion': await assertion({ email: 'chief@paper.example' }) } })).status,
      ).toBe(401)
    })
  })
})
