import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AccessSettings, accessSettings, verifyAssertion } from '../../src/desk/assertion.ts'
import { newsroom, problemOf } from './newsroom.ts'

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
    expect(await verify({ common_name: 'robot' })).toEqual({ ok: true, actor: { name: 'robot', role: 'reporter' }, service: true })
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

  describe('in front of the API', () => {
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
      expect(await post({ Origin: 'http://localhost' })).toBe(200)
      expect(await post({ 'Sec-Fetch-Site': 'same-site' })).toBe(403)
      expect(await post({})).toBe(403)
      expect((await made.ask('GET', '/api/tokens', { as: '', headers: good })).status).toBe(200)
    })

    test('a service’s token is no browser’s: it needs no headers of one', async () => {
      vi.stubGlobal('fetch', async () => Response.json(keySet))
      const made = await newsroom({
        DATELINE_ENV: 'production',
        ACCESS_TEAM_DOMAIN: 'paper.cloudflareaccess.com',
        ACCESS_AUD: 'aud-1',
        ACCESS_ROLES: '{"robot":"admin"}',
      })
      const robot = { 'Cf-Access-Jwt-Assertion': await assertion({ common_name: 'robot' }) }
      const post = async (headers: Record<string, string>) => (await made.ask('POST', '/api/reprint', { as: '', headers: { ...robot, ...headers } })).status
      expect(await post({})).toBe(200)
      expect(await post({ Origin: 'https://evil.example' })).toBe(403)
    })

    test('without Access set up its header means nothing', async () => {
      const made = await newsroom()
      expect(
        (await made.ask('GET', '/api/articles', { as: '', headers: { 'Cf-Access-Jwt-Assertion': await assertion({ email: 'chief@paper.example' }) } })).status,
      ).toBe(401)
    })
  })
})
