import { afterEach, describe, expect, test, vi } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { SignUp } from '../../src/newsletter/calls.ts'
import { en } from '../../src/newsletter/words/en.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, phoneCall, testSite } from '../fakes.ts'

const TURNSTILE = { TURNSTILE_SITE_KEY: 'the-site-key', TURNSTILE_SECRET: 'the-secret\n' }
const GOOD = { email: 'reader@example.org', list: 'daily', consent: '2026-11' }
const CHECKED = { ...GOOD, 'cf-turnstile-response': 'a-token' }
const IN_SINGAPORE = { 'cf-ipcountry': 'SG', 'cf-connecting-ip': '203.0.113.7' }

afterEach(() => vi.unstubAllGlobals())

/** A site with or without Turnstile; `recorded` are the sign-ups that reached the list. */
function newsroom(settings: object = TURNSTILE) {
  forget()
  const recorded: SignUp[] = []
  const signUp = async (asked: SignUp) => {
    recorded.push(asked)
    return { ok: true }
  }
  const { kv, env } = fakeEnv({ MAILING_LIST: { idFromName: () => 'id', get: () => ({ signUp }) }, ...settings })
  kv.put('site', { ...testSite, newsletter: { ...testSite.newsletter, lists: [{ slug: 'daily', name: 'Daily' }] } })
  kv.put('en:article:phone-call', phoneCall)
  const get = (path: string, headers: object = {}) => site.request(`https://news.example${path}`, { headers: { ...IN_SINGAPORE, ...headers } }, env)
  const post = async (form: Record<string, string>, headers: object = {}) => {
    const response = await site.request(
      'https://news.example/newsletters',
      { method: 'POST', headers: { ...IN_SINGAPORE, ...headers }, body: new URLSearchParams(form) },
      env,
    )
    return { status: response.status, html: await response.text(), headers: response.headers }
  }
  return { recorded, get, post }
}

/** Cloudflare in its place: answers with this, and remembers what it was asked. */
function cloudflare(answer: (request: Request) => Response | Promise<Response>) {
  const asked: { url: string; body: URLSearchParams }[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push({ url: request.url, body: new URLSearchParams(await request.clone().text()) })
    return answer(request)
  })
  return asked
}
const PASSED = () => Response.json({ success: true, 'error-codes': [], hostname: 'news.example' })
const said = (html: string) => [...html.matchAll(/<p class="flaw"[^>]*>([^<]*)</g)].map(([, text]) => text)

describe('by default nothing comes from elsewhere', () => {
  test.each([
    ['nothing is set', {}],
    ['the key alone is set', { TURNSTILE_SITE_KEY: 'the-site-key' }],
    ['the secret alone is set', { TURNSTILE_SECRET: 'the-secret' }],
  ])('no page names Cloudflare and no form is looked at where %s', async (_, settings) => {
    const asked = cloudflare(PASSED)
    const { get, post, recorded } = newsroom(settings)
    for (const path of ['/newsletters', '/', '/world/phone-call']) {
      const page = await get(path)
      expect(page.headers.get('content-security-policy'), path).not.toContain('cloudflare')
      const html = await page.text()
      expect(html, path).not.toContain('turnstile')
      expect(html, path).toContain('data-hx-post="/newsletters"')
    }
    expect((await post(GOOD)).status).toBe(303)
    expect([recorded.length, asked]).toEqual([1, []])
  })
})

describe('where the operator has Turnstile look at the form', () => {
  test('the page of all newsletters alone may load it, and says what to do where nothing appears', async () => {
    const page = await newsroom().get('/newsletters')
    const csp = page.headers.get('content-security-policy') ?? ''
    expect(csp).toMatch(/script-src 'self' '[^']+' https:\/\/challenges\.cloudflare\.com; frame-src https:\/\/challenges\.cloudflare\.com;/)
    expect(csp).toContain("default-src 'none'")
    expect(csp).not.toContain('unsafe')
    // Its script makes policies of its own, by names that we don't know.
    expect(csp).not.toContain('trusted-types')
    const html = await page.text()
    expect(html).toContain('class="cf-turnstile" data-sitekey="the-site-key" data-language="en"')
    expect(html).toContain('src="https://challenges.cloudflare.com/turnstile/v0/api.js"')
    expect(html).toContain(en.checkNote)
    expect(html).not.toContain('the-secret')
  })

  test('other pages load nothing: their box goes to that page, without script too', async () => {
    for (const path of ['/', '/world/phone-call']) {
      const page = await newsroom().get(path)
      expect(page.headers.get('content-security-policy'), path).not.toContain('cloudflare')
      const html = await page.text()
      expect(html, path).toContain('<form class="sign-up" action="/newsletters" method="post">')
      expect(html, path).not.toContain('challenges.cloudflare.com')
    }
  })

  test('where newsletters are withheld, nothing is loaded either', async () => {
    const page = await newsroom().get('/newsletters', { 'cf-ipcountry': 'DE' })
    expect(page.headers.get('content-security-policy')).not.toContain('cloudflare')
    expect(await page.text()).not.toContain('turnstile')
  })

  test('a box’s form has no token yet: it comes back filled in, as the page with the check', async () => {
    const asked = cloudflare(PASSED)
    const { post, recorded } = newsroom()
    const { status, html, headers } = await post(GOOD)
    expect([status, said(html)]).toEqual([422, [en.checkMissing]])
    expect(html).toContain('value="reader@example.org"')
    // It stands where the check is, and the button to press again has the focus.
    expect(html).toMatch(/<button aria-describedby="sign-up-check-flaw" autofocus/)
    expect(html).toMatch(/id="sign-up-check-flaw"[^>]*>[^<]*<\/p><div class="sign-up-check"/)
    expect(html).toContain('class="cf-turnstile"')
    expect(headers.get('content-security-policy')).toContain('frame-src https://challenges.cloudflare.com')
    expect([recorded, asked]).toEqual([[], []])
  })

  test('a page from before, that sends its form by script, gets a form that leads there', async () => {
    const { post, recorded } = newsroom()
    const { status, html } = await post(GOOD, { 'hx-request': 'true' })
    expect([status, said(html)]).toEqual([422, [en.checkMissing]])
    expect(html).not.toContain('challenges.cloudflare.com')
    expect(html).not.toContain('data-hx-post')
    expect(recorded).toEqual([])
  })

  test('a token that Cloudflare knows is recorded; it is told the secret and the token, and nothing of the reader', async () => {
    const asked = cloudflare(PASSED)
    const { post, recorded } = newsroom()
    expect((await post(CHECKED)).status).toBe(303)
    expect(recorded).toMatchObject([{ email: 'reader@example.org' }])
    expect(asked.map(({ url, body }) => [url, Object.fromEntries(body)])).toEqual([
      ['https://challenges.cloudflare.com/turnstile/v0/siteverify', { secret: 'the-secret', response: 'a-token' }],
    ])
  })

  test.each([['invalid-input-response'], ['timeout-or-duplicate']])(
    'a forged or used token is refused, and the form comes back with a new check: %s',
    async (code) => {
      cloudflare(() => Response.json({ success: false, 'error-codes': [code] }))
      const { post, recorded } = newsroom()
      const { status, html } = await post(CHECKED)
      expect([status, said(html), recorded]).toEqual([422, [en.checkFailed], []])
      expect(html).toContain('value="reader@example.org"')
    },
  )

  test('what is no token is not asked about', async () => {
    const asked = cloudflare(PASSED)
    const { post, recorded } = newsroom()
    expect((await post({ ...CHECKED, 'cf-turnstile-response': 'x'.repeat(2049) })).status).toBe(422)
    expect([recorded, asked]).toEqual([[], []])
  })

  test.each<[string, () => Response | Promise<Response>]>([
    ['does not answer', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers with a page', () => new Response('<h1>502</h1>', { status: 502 })],
    ['answers half', () => new Response('{"success": tr')],
    ['answers something else', () => Response.json('true')],
    ['says no word of why', () => Response.json({ success: false })],
    ['does not know our secret', () => Response.json({ success: false, 'error-codes': ['invalid-input-secret'] })],
    ['has a fault of its own', () => Response.json({ success: false, 'error-codes': ['internal-error'] })],
    ['says "success" in words', () => Response.json({ success: 'true', 'error-codes': [] })],
  ])('where Cloudflare %s nobody gets in unchecked, and the reader is told so', async (_, answer) => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    cloudflare(answer)
    const { post, recorded } = newsroom()
    const { status, html, headers } = await post(CHECKED)
    expect([status, said(html), headers.get('retry-after'), recorded]).toEqual([503, [en.checkAway], '60', []])
    expect(html).toContain('value="reader@example.org"')
  })

  test('flaws and slips are told before Cloudflare is asked, so that the token is not spent on them', async () => {
    const asked = cloudflare(PASSED)
    const { post } = newsroom()
    expect((await post({ ...CHECKED, email: 'no address' })).status).toBe(422)
    expect((await post({ ...CHECKED, email: 'reader@gmial.com' })).html).toContain(en.didYouMean('reader@gmail.com'))
    expect(asked).toEqual([])
  })
})
