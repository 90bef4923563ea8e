import { describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { ar } from '../../src/page/phrases/ar.ts'
import { de } from '../../src/page/phrases/de.ts'
import { en } from '../../src/page/phrases/en.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, testSite } from '../fakes.ts'

const LISTS = [
  { slug: 'daily', name: 'Daily' },
  { slug: 'weekly', name: 'Weekly' },
]
type Sent = { lang?: string; headers?: Record<string, string>; list?: (subscription: object) => Promise<unknown> }

async function send(form: Record<string, string> | [string, string][], { lang = 'en', headers = {}, list }: Sent = {}) {
  forget()
  const { kv, env } = fakeEnv()
  kv.put('site', { ...testSite, lang, newsletter: { ...testSite.newsletter, lists: LISTS } })
  if (list) Object.assign(env, { MAILING_LIST: { idFromName: () => 'id', get: () => ({ request: list }) } })
  const init = { method: 'POST', headers: { 'cf-ipcountry': 'SG', ...headers }, body: new URLSearchParams(form) }
  const response = await site.request('https://news.example/newsletters', init, env)
  return { status: response.status, html: await response.text() }
}
const post = (lang: string, form: Record<string, string>) => send(form, { lang })
const flawsIn = (html: string) => [...html.matchAll(/<p class="flaw"[^>]*>([^<]*)</g)].map(([, text]) => text)

test.each(Object.entries({ en, de, ar }))(
  'a form in %s is told in its own language what to mend',
  async (lang, { emailFlaw, listFlaw, listGone, consentFlaw }) => {
    const form = { email: 'reader@example.org', list: 'daily', consent: '2026-11' }
    for (const email of ['', ' ', 'no address', 'reader@example', `reader@${'e'.repeat(250)}.org`]) {
      const { status, html } = await post(lang, { ...form, email })
      expect([status, flawsIn(html)[0]]).toEqual([422, emailFlaw])
    }
    expect(flawsIn((await post(lang, { ...form, list: 'hourly' })).html)).toEqual([listGone])
    expect(flawsIn((await post(lang, { email: form.email, consent: form.consent })).html)).toEqual([listFlaw])
    expect(flawsIn((await post(lang, { email: form.email, list: form.list })).html)).toEqual([consentFlaw])
  },
)

const GOOD = { email: 'reader@example.org', list: 'daily', consent: '2026-11' }
const recorded = async ({ lists }: { lists?: string[] }) => ({ ok: true, lists })

test('words that are no longer in force are no consent: the form comes anew, with those that are', async () => {
  const { status, html } = await send({ ...GOOD, consent: '2025-01' }, { list: recorded })
  expect(status).toBe(422)
  expect(flawsIn(html)).toEqual([en.consentChanged])
  expect(html).toContain('name="consent" value="2026-11"')
  expect(html).toContain('value="reader@example.org"')
})

test('a reader whose newsletter is no more, on a page kept open since, gets all there are to choose from', async () => {
  const { status, html } = await send({ ...GOOD, list: 'hourly' }, { headers: { 'hx-request': 'true' }, list: recorded })
  expect([status, flawsIn(html)]).toEqual([422, [en.listGone]])
  expect(html.match(/type="checkbox" name="list"/g)).toHaveLength(LISTS.length)
  expect(html).toContain('value="reader@example.org"')
})

test('who chose one newsletter that is there and others that are not is told so once, and keeps the choice', async () => {
  const chosen: [string, string][] = ['hourly', 'weekly', 'yearly'].map((list) => ['list', list])
  const { status, html } = await send([['email', GOOD.email], ['consent', GOOD.consent], ['all', '1'], ...chosen], { list: recorded })
  expect([status, flawsIn(html)]).toEqual([422, [en.listGone]])
  expect(html).toMatch(/name="list" value="weekly" checked/)
})

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s at the form is told what the form takes', async (method) => {
  const { env } = fakeEnv()
  const response = await site.request('https://news.example/newsletters', { method }, env)
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
})

test.each([
  ['another site by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site', origin: 'https://news.example' }],
  ['a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }],
  ['another site by Origin', { origin: 'https://evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
])('a form sent from %s signs nobody up, and the reader gets ours', async (_, headers) => {
  let asked = false
  const { status, html } = await send(GOOD, { headers, list: async () => (asked = true) })
  expect([status, asked]).toEqual([403, false])
  expect(flawsIn(html)).toEqual([en.signUpFromElsewhere])
  expect(html).toContain('action="/newsletters"')
})

test.each([
  ['this very page', { 'sec-fetch-site': 'same-origin', origin: 'https://news.example' }],
  ['a browser that knows Origin alone', { origin: 'https://news.example' }],
  ['an old browser without either', {}],
])('a form from %s is recorded', async (_, headers) => {
  expect((await send(GOOD, { headers, list: recorded })).status).toBe(200)
})

describe.each([
  ['with script', { 'hx-request': 'true' }],
  ['without', {}],
])('a refused form, %s,', (_, headers) => {
  const given: [string, string][] = [
    ['all', '1'],
    ['email', 'reader@exam'],
    ['list', 'weekly'],
    ['consent', '2026-11'],
  ]
  const isGivenBack = (html: string) => {
    expect(html).toContain('value="reader@exam')
    expect(html).toMatch(/name="list" value="weekly" checked/)
    expect(html).toMatch(/name="list" value="daily"(?! checked)/)
    expect(html).toContain('name="all"')
  }

  test('comes back with its boxes as they were ticked and the address as it was typed', async () => {
    const { status, html } = await send(given, { headers })
    expect(status).toBe(422)
    isGivenBack(html)
  })

  test('comes back so when the list is away, and when it was asked too often', async () => {
    const good = given.map(([name, value]): [string, string] => [name, name === 'email' ? 'reader@example.org' : value])
    const away = await send(good, {
      headers,
      list: async () => {
        throw new Error('away')
      },
    })
    const often = await send(good, { headers, list: async () => ({ ok: false, reason: 'too-many', retryAfterSeconds: 60 }) })
    expect([away.status, often.status]).toEqual([503, 429])
    expect([flawsIn(away.html), flawsIn(often.html)]).toEqual([[en.signUpAway], [en.signUpTooMany]])
    isGivenBack(away.html)
    isGivenBack(often.html)
  })
})

test('nobody has more than one place to come from within a /64 of IPv6', async () => {
  const senders = new Set<string>()
  const list = async ({ sender }: { sender?: string }) => senders.add(sender ?? '')
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:fffe', '2001:0DB8:0001:0002:0:0:0:3'])
    await send(GOOD, { headers: { 'cf-connecting-ip': address }, list })
  expect(senders.size).toBe(1)
  for (const address of ['2001:db8:1:3::1', '198.51.100.7', '198.51.100.8']) await send(GOOD, { headers: { 'cf-connecting-ip': address }, list })
  expect(senders.size).toBe(4)
})
