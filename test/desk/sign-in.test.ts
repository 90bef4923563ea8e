import { beforeEach, describe, expect, test, vi } from 'vitest'
import { returnPath, signInPath } from '../../src/desk/pages/sign-in/return-path.ts'
import { describeAgent } from '../../src/desk/pages/sign-in/user-agent.ts'
import { sessionCookie, sessionSecretOf } from '../../src/desk/session-cookie.ts'
import { sha256 } from '../../src/edge/sha256.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})

const OURS = { 'Sec-Fetch-Site': 'same-origin' }
const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  room.ask(method, path, { as: '', headers, ...(body !== undefined && { body, type: 'application/x-www-form-urlencoded' }) })

async function invited(role: string, name = 'Edith Coyle') {
  const made = await room.ask('POST', '/api/people/invitations', { body: { name, role } })
  return (await made.json()) as { id: string; url: string; kind: string; expiresAt: string }
}

async function signedIn(role: string, name?: string) {
  const { id, url } = await invited(role, name)
  const response = await ask('POST', new URL(url).pathname, OURS, 'then=/desk/audit')
  return { id, Cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', response }
}

describe('signing in by a link', () => {
  test('sets a cookie that scripts, other sites and subdomains cannot have, and of which only the hash is stored', async () => {
    const { response, Cookie } = await signedIn('editor')
    expect(response.status).toBe(303)
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-desk=[\w-]{43}; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const secret = Cookie.split('=')[1] ?? ''
    expect([...room.press.sessionsByHash.keys()]).toEqual([await sha256(secret)])
    const me = await (await ask('GET', '/api/me', { Cookie })).json()
    expect(me).toMatchObject({ name: 'Edith Coyle', role: 'editor' })
  })

  test('a link’s secret is stored as its hash alone, and shown to who made it', async () => {
    const { url, kind } = await invited('editor')
    expect(kind).toBe('invite')
    const secret = url.split('/').at(-1) ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect([...room.press.links.keys()]).toEqual([await sha256(secret)])
    expect(await (await room.ask('GET', '/api/people')).text()).not.toContain(secret)
  })

  test('leads newcomers to their account, for a passkey, and everybody else back to where they wanted to go', async () => {
    expect((await signedIn('editor')).response.headers.get('location')).toBe('/desk/account?welcome=1')
    const own = (await (await room.ask('POST', '/api/sign-in-links')).json()) as { url: string }
    const to = async (then: string) => (await ask('POST', new URL(own.url).pathname, OURS, `then=${encodeURIComponent(then)}`)).headers.get('location')
    expect(await to('/desk/audit?cursor=3')).toBe('/desk/audit?cursor=3')
  })

  test('is refused to other sites, so that nobody is signed in as somebody else unawares', async () => {
    const { url } = await invited('editor')
    const path = new URL(url).pathname
    for (const headers of [{}, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      const response = await ask('POST', path, headers as Record<string, string>)
      expect(response.status).toBe(403)
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    expect((await ask('POST', path, { Origin: 'http://localhost' })).status).toBe(303)
  })

  test('is not spent by a body that can’t be read', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json', 'application/x-www-form-urlencoded; charset=utf-16']) {
      const own = (await (await room.ask('POST', '/api/sign-in-links')).json()) as { url: string }
      const response = await room.ask('POST', new URL(own.url).pathname, { as: '', headers: OURS, body: 'no form', type })
      expect([response.status, response.headers.get('location')], type).toEqual([303, '/desk'])
    }
  })

  test('is not in the log when something breaks', async () => {
    const logged = vi.spyOn(console, 'log').mockImplementation(() => {})
    room.press.readLink = async () => Promise.reject(new Error('away'))
    expect((await ask('GET', `/desk/sign-in/${'s'.repeat(43)}`)).status).toBe(503)
    expect(logged.mock.calls.flat().join()).toContain('/desk/sign-in/…')
    expect(logged.mock.calls.flat().join()).not.toContain('sssss')
    logged.mockRestore()
  })

  test('whose cookie a browser does not keep says so, instead of going in a circle', async () => {
    const { response } = await signedIn('editor')
    const trace = response.headers.getSetCookie()[1]?.split(';')[0] ?? ''
    const page = async (Cookie: string) => (await ask('GET', '/desk/sign-in', { Cookie })).text()
    expect(await page(trace)).toContain('your browser didn’t keep it')
    expect(
      await page(
        response.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; '),
      ),
    ).not.toContain('didn’t keep it')
    expect(await page('')).not.toContain('didn’t keep it')
  })

  test('a link with 127.0.0.1 in it would have no passkeys: it says localhost', async () => {
    const made = await room.ask('POST', 'http://127.0.0.1:8787/api/sign-in-links')
    expect(((await made.json()) as { url: string }).url).toMatch(/^http:\/\/localhost:8787\/desk\/sign-in\//)
  })

  test('is braked for a network that tries without end', async () => {
    const keys: string[] = []
    room = await newsroom({ SIGN_INS: { limit: async ({ key }: { key: string }) => ({ success: keys.push(key) < 3 }) } })
    const from = (address: string) => ask('POST', '/desk/sign-in/guess', { ...OURS, 'CF-Connecting-IP': address })
    expect((await from('2001:db8::1')).status).toBe(404)
    expect((await from('2001:db8::2')).status).toBe(404)
    const braked = await from('2001:db8::3')
    expect([braked.status, braked.headers.get('retry-after')]).toEqual([429, '60'])
    expect(new Set(keys).size).toBe(1)
    expect(keys.join()).not.toContain('2001')
    expect((await ask('POST', '/desk/sign-in/passkey/options', OURS)).status).toBe(429)
  })

  test.each([
    [{}, '/name'],
    [{ name: 'Ada', role: 'owner' }, '/role'],
    [{ name: 'dеsk', role: 'admin' }, '/name'],
  ])('an invitation %o is refused at %s', async (body, pointer) => {
    expect(await problemOf(await room.ask('POST', '/api/people/invitations', { body }))).toMatchObject({ status: 422, flaws: [{ pointer }] })
  })

  test('an invitation of somebody new without a role asks for one, and of somebody known in another role is refused', async () => {
    expect(await problemOf(await room.ask('POST', '/api/people/invitations', { body: { name: 'Ada' } }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/role' }],
    })
    await invited('editor', 'Ada')
    const other = await problemOf(await room.ask('POST', '/api/people/invitations', { body: { name: 'Ada', role: 'admin' } }))
    expect(other).toMatchObject({ status: 409, role: 'editor' })
    expect(other.detail).toContain('already an editor')
  })
})

describe('a session', () => {
  test('changes something only where a page of the site’s own sends it', async () => {
    const { Cookie } = await signedIn('admin')
    const post = async (headers: Record<string, string>) => (await ask('POST', '/api/reprint', { Cookie, ...headers })).status
    expect(await post({})).toBe(403)
    expect(await post({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    expect(await post({ 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost' })).toBe(403)
    expect(await post({ 'Sec-Fetch-Site': 'none' })).toBe(403)
    expect(await post({ Origin: 'http://sub.localhost' })).toBe(403)
    expect(await post({ Origin: 'null' })).toBe(403)
    expect(await post({ Origin: 'http://localhost' })).toBe(200)
    expect(await post(OURS)).toBe(200)
  })

  test('gives way to a token', async () => {
    const { Cookie } = await signedIn('admin')
    const both = await room.ask('GET', '/api/me', { as: 'reporter', headers: { Cookie } })
    expect(await both.json()).toMatchObject({ name: 'reporter@desk', role: 'reporter' })
    expect((await room.ask('POST', '/api/reprint', { as: 'stranger', headers: { Cookie, ...OURS } })).status).toBe(401)
  })

  test('that has ended is a 401 that says where to sign in', async () => {
    const { Cookie, id } = await signedIn('editor')
    await room.ask('DELETE', `/api/people/${id}/sessions`)
    const over = await ask('GET', '/api/me', { Cookie })
    expect(over.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await problemOf(over)).toMatchObject({ status: 401, signIn: '/desk/sign-in' })
    const page = await ask('GET', '/desk/audit?cursor=3', { Cookie })
    expect([page.status, page.headers.get('location')]).toEqual([303, '/desk/sign-in?then=%2Fdesk%2Faudit%3Fcursor%3D3'])
  })

  test('that has ended while somebody typed gives everything back to be sent again, and to no other site', async () => {
    const fields = 'text=One%0D%0Atwo&text=%3C%2Ftextarea%3E&tag=7'
    const ended = await ask('POST', '/desk/settings', { ...OURS, 'Content-Length': String(fields.length) }, fields)
    expect(ended.status).toBe(401)
    const html = await ended.text()
    expect(html).toMatch(/<form method="post" action="\/desk\/settings"/)
    expect(html).toContain('<textarea name="text" hidden="">\nOne\r\ntwo</textarea>')
    expect(html).toContain('&lt;/textarea&gt;')
    expect(html).not.toContain('<textarea name="text" hidden="">\n</textarea>')
    const huge = await ask('POST', '/desk/settings', { ...OURS, 'Content-Length': '4000001' }, fields)
    expect(huge.status).toBe(401)
    expect(await huge.text()).not.toContain('textarea')
    const elsewhere = await ask('POST', '/desk/settings', { 'Sec-Fetch-Site': 'cross-site' }, fields)
    expect(elsewhere.status).toBe(403)
    expect(await elsewhere.text()).not.toContain('textarea')
  })

  test('that has ended makes no page within a page of what htmx asks for', async () => {
    const fragment = await ask('GET', '/desk/audit', { 'HX-Request': 'true' })
    expect(fragment.status).toBe(401)
    expect(await fragment.text()).toMatch(/^<p role="alert">Your session has ended\./)
  })

  test.each(['', '__Host-desk=', '__Host-desk=short', `desk=${'a'.repeat(43)}`, `x__Host-desk=${'a'.repeat(43)}`, `__Host-desk=${'!'.repeat(43)}`])(
    'is not in the cookie %j',
    (cookie) => {
      expect(sessionSecretOf(new Request('https://news.example/desk', { headers: { Cookie: cookie } }))).toBeUndefined()
    },
  )
  test('is found among other cookies', () => {
    const cookie = `a=b; ${sessionCookie('s'.repeat(43)).split(';')[0]}; c=d`
    expect(sessionSecretOf(new Request('https://news.example/', { headers: { Cookie: cookie } }))).toBe('s'.repeat(43))
  })
})

describe('coming back after signing in', () => {
  test.each(['/desk', '/desk/', '/desk/stories/a-b?x=1#y', '/desk?q=ä'])('leads to %s', (path) => {
    expect(returnPath(path)).toBe(path.replace('ä', '%C3%A4'))
  })
  test.each([
    undefined,
    '',
    '/',
    '/world',
    '//evil.example/desk',
    '/\\evil.example',
    'https://evil.example/desk',
    '/desk/../api/reprint',
    '/desk/..//evil.example',
    '/desk/%2e%2e/world',
    '/desk\\..\\..\\world',
    '/deskless',
    'javascript:alert(1)',
    '/desk/sign-in',
    '/desk/sign-out',
    '/desk/sign-in/abc',
    `/desk/${'a'.repeat(3000)}`,
  ])('never leads to %j', (path) => {
    expect(returnPath(path)).toBe('/desk')
  })
  test('is said in the address of the sign-in page where it isn’t the start', () => {
    expect(signInPath('/desk')).toBe('/desk/sign-in')
    expect(signInPath('/desk/a?b=c')).toBe('/desk/sign-in?then=%2Fdesk%2Fa%3Fb%3Dc')
  })
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0', 'Edge on Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['curl/8.5.0', 'curl'],
  ['<script>', 'an unknown browser'],
  [undefined, 'an unknown browser'],
])('%s is %s', (agent, words) => {
  expect(describeAgent(agent)).toBe(words)
})

describe('the people page', () => {
  /** What is shown once comes in a cookie. */
  const follow = (answer: Response, cookie: string) =>
    ask('GET', answer.headers.get('location') ?? '', { Cookie: `${cookie}; ${answer.headers.get('set-cookie')?.split(';')[0] ?? ''}` })

  test('shows a link once, refuses what is typed with its flaws, and is for admins alone', async () => {
    const { Cookie } = await signedIn('admin', 'Ada')
    const post = (path: string, body: string) => ask('POST', path, { Cookie, ...OURS }, body)
    const made = await (await follow(await post('/desk/people/invitations', 'name=Rex&role=reporter'), Cookie)).text()
    const link = /value="(http:\/\/localhost\/desk\/sign-in\/[\w-]{43})"/.exec(made)?.[1] ?? ''
    expect(link).not.toBe('')
    expect(await (await ask('GET', '/desk/people', { Cookie })).text()).not.toContain(link)
    const refused = await post('/desk/people/invitations', 'name=press&role=editor')
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('value="press"')
    expect(html).toMatch(/<a href="#name">This name is reserved/)
    const rex = await ask('POST', new URL(link).pathname, OURS)
    const his = { Cookie: rex.headers.get('set-cookie')?.split(';')[0] ?? '' }
    expect((await ask('GET', '/desk/people', his)).status).toBe(403)
    expect((await ask('POST', '/desk/people/roles', { ...his, ...OURS }, 'person=p-1&role=admin')).status).toBe(403)
  })

  test('offers no link for the newsroom’s own machinery, which nobody can be invited as', async () => {
    await room.ask('POST', '/api/sign-in-links')
    room.press.addPerson('desk', 'admin')
    const { Cookie } = await signedIn('admin', 'Ada')
    const html = await (await ask('GET', '/desk/people', { Cookie })).text()
    expect(html).toContain('New link for Ada')
    expect(html).not.toContain('New link for desk')
  })

  test('makes a token, shows it once and revokes it', async () => {
    const { Cookie } = await signedIn('admin', 'Ada')
    const post = (path: string, body: string) => ask('POST', path, { Cookie, ...OURS }, body)
    const html = await (await follow(await post('/desk/people/tokens', 'token-name=Agency&token-role=reporter&token-until=2099-12-31'), Cookie)).text()
    const token = /value="(dl_[\w-]{43})"/.exec(html)?.[1] ?? ''
    const info = room.press.tokenHashes.get(await sha256(token))
    expect(info).toMatchObject({ name: 'Agency', role: 'reporter', expiresAt: '2099-12-31T16:00:00Z' })
    expect((await post('/desk/people/revocations', `token=${info?.id}`)).headers.get('location')).toBe('/desk/people?done=revoked')
    expect(room.press.tokenHashes.get(await sha256(token))?.revokedAt).toBeTruthy()
    for (const day of ['2001-01-01', '2099-02-31', 'soon']) {
      const refused = await post('/desk/people/tokens', `token-name=Agency&token-role=editor&token-until=${day}`)
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('href="#token-until"')
    }
  })
})
