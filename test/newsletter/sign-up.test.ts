import { describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { SignUp } from '../../src/newsletter/calls.ts'
import { ar } from '../../src/newsletter/words/ar.ts'
import { de } from '../../src/newsletter/words/de.ts'
import { en, type Words } from '../../src/newsletter/words/en.ts'
import { en as phrases } from '../../src/page/phrases/en.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, paragraph, phoneCall, testSite } from '../fakes.ts'

const LISTS = [
  { slug: 'daily', name: 'Daily' },
  { slug: 'weekly', name: 'Weekly' },
]
type Sent = {
  lang?: string
  headers?: Record<string, string>
  list?: (asked: SignUp) => Promise<unknown>
  newsletter?: Record<string, unknown>
  env?: Record<string, unknown>
}
const NOTHING = { idFromName: () => 'id', get: () => ({ stamp: async () => 'a-stamp' }) }

function room({ lang = 'en', newsletter = {}, env: extra = {}, list }: Sent) {
  forget()
  const { kv, env } = fakeEnv({ MAILING_LIST: list ? { idFromName: () => 'id', get: () => ({ signUp: list }) } : NOTHING, ...extra })
  kv.put('site', { ...testSite, lang, newsletter: { ...testSite.newsletter, lists: LISTS, ...newsletter } })
  return { kv, env }
}

async function send(form: Record<string, string> | [string, string][], sent: Sent = {}) {
  const { env } = room(sent)
  const init = { method: 'POST', headers: { 'cf-ipcountry': 'SG', ...sent.headers }, body: new URLSearchParams(form) }
  const response = await site.request('https://news.example/newsletters', init, env)
  return { status: response.status, html: await response.text(), location: response.headers.get('location'), retryAfter: response.headers.get('retry-after') }
}
const flawsIn = (html: string) => [...html.matchAll(/<p class="flaw"[^>]*>([^<]*)</g)].map(([, text]) => text)
/** The element that has the focus when the form comes back. */
const focusIn = (html: string) => /<(?:input|button)[^>]* autofocus[^>]*>/.exec(html)?.[0] ?? ''
const recorded = async () => ({ ok: true })
const HTMX = { 'hx-request': 'true' }
const GOOD = { email: 'reader@example.org', list: 'daily', consent: '2026-11' }

test('the newsletters’ words are all there in every language', () => {
  for (const words of [de, ar]) {
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort())
    for (const name of Object.keys(en) as (keyof Words)[]) {
      const said = words[name] as string | ((...gaps: string[]) => string)
      expect((typeof said === 'string' ? said : said('q', 'q')).trim(), name).not.toBe('')
    }
  }
})

test.each(Object.entries({ en, de, ar }))(
  'a form in %s is told in its own language what to mend',
  async (lang, { emailFlaw, listFlaw, listGone, consentFlaw }) => {
    for (const email of ['', ' ', 'no address', 'reader@example', `reader@${'e'.repeat(250)}.org`, '.a@b.co', 'a..b@c.co', `${'l'.repeat(65)}@example.org`]) {
      const { status, html } = await send({ ...GOOD, email }, { lang })
      expect([status, flawsIn(html)[0]], email).toEqual([422, emailFlaw])
    }
    expect(flawsIn((await send({ ...GOOD, list: 'hourly' }, { lang })).html)).toEqual([listGone])
    expect(flawsIn((await send({ email: GOOD.email, consent: GOOD.consent }, { lang })).html)).toEqual([listFlaw])
    expect(flawsIn((await send({ email: GOOD.email, list: GOOD.list }, { lang })).html)).toEqual([consentFlaw])
  },
)

test('a form without script ends on a page that can be loaded again, and whose address names nobody', async () => {
  const { status, location } = await send([...Object.entries(GOOD), ['list', 'weekly']], { list: recorded })
  expect([status, location]).toEqual([303, '/newsletters/requested?list=daily&list=weekly'])
  const { env } = room({})
  const page = await site.request(`https://news.example${location}`, { headers: { 'cf-ipcountry': 'SG' } }, env)
  const html = await page.text()
  expect([page.status, page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([200, 'no-store', 'no-referrer'])
  expect(html).toContain(en.recorded('Daily, Weekly'))
  expect(html).toContain('content="noindex"')
})

test('with script the same comes in place of the form', async () => {
  const { status, html } = await send(GOOD, { headers: HTMX, list: recorded })
  expect(status).toBe(200)
  expect(html).toContain(en.recorded('Daily'))
  expect(html).not.toContain('<html')
})

test('what is recorded is what was shown: the words, the sentence beside them, the country', async () => {
  let asked: SignUp | undefined
  const list = async (given: SignUp) => {
    asked = given
    return { ok: true }
  }
  await send({ ...GOOD, email: ' Reader@Bücher.example ', stamp: 'a-stamp' }, { list })
  expect(asked).toMatchObject({
    email: 'Reader@Bücher.example',
    lists: ['daily'],
    wording: { version: '2026-11', words: testSite.newsletter.consent, notice: phrases.euNotice },
    country: 'SG',
    stamp: 'a-stamp',
  })
  await send(GOOD, { list, newsletter: { euNotice: 'Not for the Union.' } })
  expect(asked?.wording.notice).toBe('Not for the Union.')
})

test('words that are no longer in force are no consent: the form comes anew, with those that are', async () => {
  const { status, html } = await send({ ...GOOD, consent: '2025-01' }, { list: recorded })
  expect(status).toBe(422)
  expect(flawsIn(html)).toEqual([en.consentChanged])
  expect(html).toContain('name="consent" value="2026-11"')
  expect(html).toContain('value="reader@example.org"')
  expect(focusIn(html)).toMatch(/<button aria-describedby="sign-up-consent-flaw"/)
})

test('a reader whose newsletter is no more, on a page kept open since, gets all there are to choose from', async () => {
  const { status, html } = await send({ ...GOOD, list: 'hourly' }, { headers: HTMX, list: recorded })
  expect([status, flawsIn(html)]).toEqual([422, [en.listGone]])
  expect(html.match(/type="checkbox" name="list"/g)).toHaveLength(LISTS.length)
  expect(html).toContain('value="reader@example.org"')
})

test('the box of an article comes back as the box it was', async () => {
  const { html } = await send({ ...GOOD, list: 'weekly', email: 'no address' }, { headers: HTMX })
  expect(html).toContain('<input type="hidden" name="list" value="weekly"/>')
  expect(html).not.toContain('checkbox')
})

describe('a slip in a well-known host', () => {
  test.each([
    ['with script', HTMX],
    ['without', {}],
  ])('is asked about, %s, and nothing is lost or recorded', async (_, headers) => {
    const { status, html } = await send({ ...GOOD, email: 'reader@gmial.com', all: '1' }, { headers })
    expect(status).toBe(200)
    expect(html).toContain(en.didYouMean('reader@gmail.com'))
    expect(html).toContain('value="reader@gmial.com"')
    expect(html).toMatch(/name="list" value="daily" checked/)
    expect(focusIn(html)).toMatch(/<button name="email" value="reader@gmail.com" aria-describedby="sign-up-meant"/)
  })

  test('is taken as it is by who sends it once more, and mended by the button', async () => {
    const taken: string[] = []
    const list = async ({ email }: SignUp) => {
      taken.push(email)
      return { ok: true }
    }
    await send({ ...GOOD, email: 'reader@gmial.com', typed: 'reader@gmial.com' }, { list })
    await send([...Object.entries({ ...GOOD, email: 'reader@gmial.com', typed: 'reader@gmial.com' }), ['email', 'reader@gmail.com']], { list })
    expect(taken).toEqual(['reader@gmial.com', 'reader@gmail.com'])
  })
})

test('a program that fills in what nobody sees is told what readers are told, and records nothing', async () => {
  let asked = false
  const list = async () => (asked = true)
  const { status, location } = await send({ ...GOOD, subject: 'Cheap watches' }, { list })
  expect([status, location, asked]).toEqual([303, '/newsletters/requested?list=daily', false])
})

test('the brake at the edge stops a network that sends too fast, and the form comes back whole', async () => {
  let asked = false
  const env = { SIGN_UPS: { limit: async () => ({ success: false }) } }
  const { status, html, retryAfter } = await send(GOOD, { env, list: async () => (asked = true) })
  expect([status, asked, retryAfter, flawsIn(html)]).toEqual([429, false, '60', [en.tooMany]])
  expect(html).toContain('value="reader@example.org"')
})

describe('where no letter could ask anybody to confirm', () => {
  test.each([
    ['without a way of delivery', { env: { MAIL_CONFIRMATIONS: '' } }],
    ['without a sender', { newsletter: { from: undefined } }],
  ])('(%s) no form is offered, and none is taken', async (_, sent) => {
    const { status, html } = await send(GOOD, { ...sent, list: recorded })
    expect(status).toBe(503)
    expect(html).toContain(phrases.signUpClosed)
    for (const path of ['/newsletters', '/', '/world/phone-call']) {
      const { kv, env } = room(sent)
      kv.put('en:article:phone-call', phoneCall)
      const page = await (await site.request(`https://news.example${path}`, { headers: { 'cf-ipcountry': 'SG' } }, env)).text()
      expect(page, path).toContain(phrases.signUpClosed)
      expect(page, path).not.toContain('action="/newsletters"')
    }
  })
})

describe('the box', () => {
  const pageOf = async (path: string, country: string, newsletter = {}) => {
    const { kv, env } = room({ newsletter })
    kv.put('en:article:phone-call', { ...phoneCall, body: [paragraph('One.')] })
    const response = await site.request(`https://news.example${path}`, { headers: { 'cf-ipcountry': country } }, env)
    return { response, html: await response.text() }
  }

  test.each(['/', '/world/phone-call', '/newsletters'])(
    'on %s has a field where it is offered, with the sentence for the E.U. beside the consent',
    async (path) => {
      const { response, html } = await pageOf(path, 'SG')
      expect(response.headers.get('cache-control')).toContain('private')
      expect(html).toMatch(/<input id="sign-up-email" type="email" name="email"/)
      expect(html).toMatch(new RegExp(`<p class="consent">${testSite.newsletter.consent} ${phrases.euNotice}</p>`))
      expect(html).not.toContain(testSite.newsletter.withheld)
    },
  )

  test.each(['/', '/world/phone-call', '/newsletters'])('on %s keeps its place in Greece, and says why there is no form', async (path) => {
    const { response, html } = await pageOf(path, 'GR')
    expect(response.headers.get('cache-control')).toContain('private')
    expect(html).toContain(`<p class="withheld">${testSite.newsletter.withheld}</p>`)
    expect(html).not.toContain('action="/newsletters"')
  })

  const promise = { title: 'Five stories before breakfast', invitation: 'By email at seven every morning.' }
  test.each(['/', '/world/phone-call', '/newsletters'])('on %s promises nothing that readers in Greece can’t have', async (path) => {
    for (const newsletter of [promise, { ...promise, lists: [{ slug: 'sahel', name: 'Sahel Letter', description: 'From Bamako.', sections: ['world'] }] }]) {
      const { html } = await pageOf(path, 'GR', newsletter)
      expect(html).toMatch(new RegExp(`<h[12][^>]*>${phrases.newsletters}</h[12]>\\s*<p class="withheld">`))
      for (const word of ['breakfast', 'every morning', 'Sahel Letter', 'From Bamako', 'get the news'])
        expect(html.toLowerCase()).not.toContain(word.toLowerCase())
    }
    expect((await pageOf(path, 'SG', promise)).html).toContain(promise.title)
  })

  test('nobody is told in a heading to take what the refusal below it says they can’t', async () => {
    const refused = await send(GOOD, { headers: { 'cf-ipcountry': 'GR' }, newsletter: promise })
    expect([refused.status, refused.html.includes(`<h1>${phrases.newsletters}</h1>`), refused.html.includes('breakfast')]).toEqual([451, true, false])
    const closed = await send(GOOD, { env: { MAIL_CONFIRMATIONS: undefined }, newsletter: promise })
    expect([closed.status, closed.html.includes(`<h1>${phrases.newsletters}</h1>`), closed.html.includes('breakfast')]).toEqual([503, true, false])
  })

  const lists = [
    { slug: 'breaking', name: 'Breaking', kind: 'breaking', sections: ['asia'] },
    { slug: 'daily', name: 'Daily' },
    { slug: 'sahel', name: 'Sahel Letter', description: 'From Bamako.', sections: ['world'] },
  ]
  test('on an article offers the newsletter of its section, and elsewhere the first that is of none', async () => {
    const { html } = await pageOf('/world/phone-call', 'SG', { lists })
    expect(html).toMatch(/<h2 id="newsletter-title">Sahel Letter<\/h2>/)
    expect(html).toContain('From Bamako.')
    expect(html).toContain('name="list" value="sahel"')
    expect((await pageOf('/', 'SG', { lists })).html).toContain('name="list" value="daily"')
  })

  const gated = [
    { slug: 'daily', name: 'Daily', gate: { withheldCountries: ['US'] } },
    { slug: 'weekly', name: 'Weekly' },
  ]
  test('never offers what is withheld in more places than the others; the page of all does, where it is offered', async () => {
    expect((await pageOf('/', 'US', { lists: gated })).html).toContain('name="list" value="weekly"')
    expect((await pageOf('/', 'SG', { lists: gated })).html).toContain('name="list" value="weekly"')
    expect((await pageOf('/newsletters', 'US', { lists: gated })).html).not.toContain('value="daily"')
    expect((await pageOf('/newsletters', 'SG', { lists: gated })).html).toContain('value="daily"')
    const { status, html } = await send(GOOD, { headers: { 'cf-ipcountry': 'US' }, newsletter: { lists: gated } })
    expect([status, flawsIn(html)]).toEqual([422, [en.listWithheld]])
    const gone = await send({ ...GOOD, list: 'no-such' }, { headers: { 'cf-ipcountry': 'US' }, newsletter: { lists: gated } })
    expect([gone.status, flawsIn(gone.html)]).toEqual([422, [en.listGone]])
  })
})

test('a form from the E.U. is refused in production, whatever its headers say', async () => {
  const { env } = room({ env: { DATELINE_ENV: 'production' }, list: recorded })
  const request = Object.assign(
    new Request('https://news.example/newsletters', {
      method: 'POST',
      headers: { 'cf-ipcountry': 'SG', 'x-forwarded-for': '203.0.113.7', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(GOOD).toString(),
    }),
    { cf: { country: 'GR', isEUCountry: '1' } },
  )
  const response = await site.fetch(request, env)
  expect(response.status).toBe(451)
  expect(await response.text()).toContain(testSite.newsletter.withheld)
})

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s at the form is told what the form takes', async (method) => {
  const { env } = fakeEnv()
  const response = await site.request('https://news.example/newsletters', { method }, env)
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
})

test('JSON is no form', async () => {
  const { env } = room({ list: recorded })
  const init = { method: 'POST', headers: { 'cf-ipcountry': 'SG', 'content-type': 'application/json' }, body: JSON.stringify(GOOD) }
  const response = await site.request('https://news.example/newsletters', init, env)
  expect(response.status).toBe(415)
  expect(flawsIn(await response.text())).toEqual([en.formOnly])
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
  expect(flawsIn(html)).toEqual([en.fromElsewhere])
  expect(html).toContain('action="/newsletters"')
})

test.each([
  ['this very page', { 'sec-fetch-site': 'same-origin', origin: 'https://news.example' }],
  ['a browser that knows Origin alone', { origin: 'https://news.example' }],
  ['an old browser without either', {}],
])('a form from %s is recorded', async (_, headers) => {
  expect((await send(GOOD, { headers, list: recorded })).status).toBe(303)
})

describe.each([
  ['with script', HTMX],
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
    expect(focusIn(html)).toContain('aria-describedby="sign-up-email-flaw"')
  })

  test('with no list ticked keeps its address and its boxes, and leads to the first of them', async () => {
    const { status, html } = await send({ all: '1', email: 'reader@example.org', consent: '2026-11' }, { headers })
    expect([status, flawsIn(html)]).toEqual([422, [en.listFlaw]])
    expect(html).toContain('value="reader@example.org"')
    expect(html.match(/type="checkbox" name="list"/g)).toHaveLength(LISTS.length)
    expect(html).not.toContain(' checked')
    expect(focusIn(html)).toMatch(/value="daily".*aria-describedby="sign-up-list-flaw"/)
  })

  test('comes back so when the list is away, and when it was asked too often', async () => {
    const good = given.map(([name, value]): [string, string] => [name, name === 'email' ? 'reader@example.org' : value])
    const away = await send(good, {
      headers,
      list: async () => {
        throw new Error('away')
      },
    })
    const often = await send(good, { headers, list: async () => ({ ok: false, reason: 'too-many', retryAfterSeconds: 600 }) })
    expect([away.status, often.status, often.retryAfter]).toEqual([503, 429, '600'])
    expect([flawsIn(away.html), flawsIn(often.html)]).toEqual([[en.away], [en.tooMany]])
    isGivenBack(away.html)
    isGivenBack(often.html)
  })
})

test('nobody has more than one place to come from within a /64 of IPv6', async () => {
  const senders = new Set<string>()
  const list = async ({ sender }: SignUp) => senders.add(sender)
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:fffe', '2001:0DB8:0001:0002:0:0:0:3'])
    await send(GOOD, { headers: { 'cf-connecting-ip': address }, list })
  expect(senders.size).toBe(1)
  for (const address of ['2001:db8:1:3::1', '198.51.100.7', '198.51.100.8']) await send(GOOD, { headers: { 'cf-connecting-ip': address }, list })
  expect(senders.size).toBe(4)
})
