import { describe, expect, test, vi } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { MailingListCalls, NoToken } from '../../src/newsletter/calls.ts'
import { en } from '../../src/newsletter/words/en.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, testSite } from '../fakes.ts'

const TOKEN = 'A-token_of-ours'
const CONFIRMATION = { ok: true, purpose: 'confirm', email: 'reader@example.org', lists: ['daily'], preferences: 'own-page' } as const
const SETTINGS = { ok: true, email: 'reader@example.org', lists: [{ list: 'daily', state: 'confirmed' }] } as const

/** A list that answers what a test tells it, and notes what it was asked. */
function room(answers: Partial<Record<keyof MailingListCalls, unknown>> = {}, extra: Record<string, unknown> = {}) {
  forget()
  const asked: unknown[][] = []
  const calls = new Proxy(answers, {
    get:
      (known, name: keyof MailingListCalls & string) =>
      async (...given: unknown[]) => {
        asked.push([name, ...given])
        if (!(name in known)) throw new Error('The list is away, and was asked for reader@example.org')
        return known[name]
      },
  })
  const { env, kv } = fakeEnv({ MAILING_LIST: { idFromName: () => 'id', get: () => calls }, ...extra })
  kv.put('site', testSite)
  const ask = async (path: string, { form, headers = {} }: { form?: Record<string, string> | [string, string][]; headers?: Record<string, string> } = {}) => {
    const response = await site.request(
      `https://news.example${path}`,
      { headers: { 'cf-ipcountry': 'SG', ...headers }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) },
      env,
    )
    return { response, status: response.status, html: await response.text() }
  }
  return { asked, ask }
}

const PAGES = ['/newsletters/confirm', '/newsletters/preferences', '/newsletters/unsubscribe', '/newsletters/preferences/export']

describe('a page that a token opens', () => {
  const answers = {
    confirmation: CONFIRMATION,
    settings: SETTINGS,
    unsubscription: { ok: true, list: 'daily', isOn: true, preferences: 'own-page' },
    exportReader: { ok: true, held: { email: 'reader@example.org' } },
  }

  test.each(PAGES)('%s is kept by nobody, told to nobody and listed nowhere', async (path) => {
    const { response, status } = await room(answers).ask(`${path}?t=${TOKEN}`)
    expect(status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    expect(response.headers.get('cloudflare-cdn-cache-control')).toBeNull()
  })

  test.each(PAGES)('%s changes nothing when it is read, by whatever looks through mail', async (path) => {
    const { asked, ask } = room(answers)
    await ask(`${path}?t=${TOKEN}`)
    await ask(`${path}?t=${TOKEN}`, { headers: { 'sec-purpose': 'prefetch' } })
    expect(asked.map(([name]) => name).filter((name) => !(String(name) in answers))).toEqual([])
  })

  test.each(PAGES)('%s says so when the list is away, and logs no address', async (path) => {
    const said: string[] = []
    const log = console.log
    console.log = (line: string) => said.push(line)
    const { status, html } = await room().ask(`${path}?t=${TOKEN}`)
    console.log = log
    expect([status, html.includes(en.away)]).toEqual([503, true])
    expect(said.join()).toContain('mailing-list-away')
    expect(said.join()).not.toMatch(/example\.org|A-token/)
  })

  test.each(['bogus', 'é漢', 'x\r\nSet-Cookie: a=b', ''])('nobody is taken off their newsletters by a change that does not exist: %j', async (change) => {
    const { asked, ask } = room({ ...answers, change: { ok: true } })
    const { status } = await ask('/newsletters/preferences', { form: { t: TOKEN, change }, headers: { origin: 'https://news.example' } })
    expect(status).toBe(400)
    expect(asked.map(([name]) => name)).not.toContain('change')
  })

  test.each(['/newsletters/confirm', '/newsletters/preferences', '/newsletters/resend'])('a form at %s from another site’s page does nothing', async (path) => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }]) {
      const { asked, ask } = room({ ...answers, confirm: CONFIRMATION, change: { ok: true }, resend: { ok: true } })
      const { status } = await ask(path, { form: { t: TOKEN, change: 'erase' }, headers: headers as Record<string, string> })
      expect([status, asked]).toEqual([400, []])
    }
  })

  test('a browser that knows no Fetch Metadata sends such a page’s form without its origin, and is heard', async () => {
    const { asked, ask } = room({ confirm: CONFIRMATION })
    expect((await ask('/newsletters/confirm', { form: { t: TOKEN }, headers: { origin: 'null' } })).status).toBe(200)
    expect(asked).toEqual([['confirm', TOKEN]])
  })
})

describe('a link in a test that an editor sent', () => {
  test.each(['/newsletters/unsubscribe', '/newsletters/preferences'])('%s says that it was a test, and that nothing is wrong', async (path) => {
    const refused: NoToken = { ok: false, reason: 'test' }
    const { status, html } = await room({ unsubscription: refused, settings: refused }).ask(`${path}?t=${TOKEN}`)
    expect([status, html.includes(en.test)]).toEqual([200, true])
  })

  test('is answered to a mail program’s one click as done', async () => {
    const form = { 'List-Unsubscribe': 'One-Click' }
    const { status } = await room({ unsubscribe: { ok: false, reason: 'test' } }).ask(`/newsletters/unsubscribe?t=${TOKEN}`, { form })
    expect(status).toBe(200)
  })
})

describe('confirming', () => {
  test('is one button under what was asked, with the words that were agreed to', async () => {
    const { html } = await room({ confirmation: CONFIRMATION }).ask(`/newsletters/confirm?t=${TOKEN}`)
    expect(html).toContain(en.confirmAsk('reader@example.org', 'The Daily Line'))
    expect(html).toContain(testSite.newsletter.consent)
    const form = /<form action="\/newsletters\/confirm"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
    expect(form.match(/<button/g)).toHaveLength(1)
    expect(form).toContain(`name="t" value="${TOKEN}"`)
  })

  test('ends on a page that says the reader is in, and leads to their own', async () => {
    const { html } = await room({ confirm: CONFIRMATION }).ask('/newsletters/confirm', { form: { t: TOKEN } })
    expect(html).toContain(en.confirmed('reader@example.org', 'The Daily Line'))
    expect(html).toContain('href="/newsletters/preferences?t=own-page"')
  })

  test.each([
    ['expired', 410, en.expired, 'action="/newsletters/resend"'],
    ['used', 410, en.used, 'action="/newsletters/resend"'],
    ['gone', 410, en.gone, 'href="/newsletters"'],
    ['foreign', 400, en.foreign, 'action="/newsletters/link"'],
    ['moved', 410, en.moved, 'action="/newsletters/link"'],
    ['left', 410, en.leftSince, 'href="/newsletters"'],
    ['suppressed', 410, en.suppressed, ''],
  ] as const)('with a link that is %s gets a page that helps', async (reason, expected, words, way) => {
    const refused: NoToken = { ok: false, reason }
    for (const form of [undefined, { t: TOKEN }]) {
      const { status, html } = await room({ confirmation: refused, confirm: refused }).ask(`/newsletters/confirm?t=${TOKEN}`, form && { form })
      expect(status).toBe(expected)
      expect(html).toContain(words)
      expect(html).toContain(way)
    }
  })

  test('what a link holds is shown as text', async () => {
    const { html } = await room({ confirmation: { ok: false, reason: 'expired' } }).ask('/newsletters/confirm?t=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')
    expect(html).not.toContain('<script>alert')
  })
})

describe('leaving', () => {
  const left = { ok: true, list: 'daily', preferences: 'own-page' }

  test('takes one POST of a mail program: no cookie, no page before it, whatever site it says to be from', async () => {
    const { asked, ask } = room({ unsubscribe: left })
    const form = { 'List-Unsubscribe': 'One-Click' }
    const { status, response } = await ask(`/newsletters/unsubscribe?t=${TOKEN}`, {
      form,
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://mail.example' },
    })
    expect(status).toBe(200)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(asked).toEqual([['unsubscribe', TOKEN]])
  })

  test('by hand is a link and a button', async () => {
    const { asked, ask } = room({ unsubscribe: left, unsubscription: { ok: true, list: 'daily', isOn: true, preferences: 'own-page' } })
    expect((await ask(`/newsletters/unsubscribe?t=${TOKEN}`)).html).toContain(en.leaveAsk('The Daily Line'))
    const { html } = await ask('/newsletters/unsubscribe', { form: { t: TOKEN }, headers: { 'sec-fetch-site': 'same-origin' } })
    expect(html).toContain(en.left('The Daily Line'))
    expect(asked.at(-1)).toEqual(['unsubscribe', TOKEN])
  })

  test('by a letter in a mailbox that its reader moved away from leads to a form, and to nobody’s page', async () => {
    const elsewhere = { ok: true, list: 'daily' }
    const { ask } = room({ unsubscribe: elsewhere, unsubscription: { ...elsewhere, isOn: true } })
    const shown = await ask(`/newsletters/unsubscribe?t=${TOKEN}`)
    const done = await ask('/newsletters/unsubscribe', { form: { t: TOKEN }, headers: { 'sec-fetch-site': 'same-origin' } })
    for (const { status, html } of [shown, done]) {
      expect(status).toBe(200)
      expect(html).toContain('href="/newsletters/preferences"')
      expect(html).not.toContain('/newsletters/preferences?t=')
    }
  })

  test('is not done by another site’s page', async () => {
    const { asked, ask } = room({ unsubscribe: left })
    await ask(`/newsletters/unsubscribe?t=${TOKEN}`, { form: { t: TOKEN }, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(asked).toEqual([])
  })
})

describe('a reader’s own page', () => {
  const own = { settings: SETTINGS, change: { ok: true } }
  const change = async (form: Record<string, string> | [string, string][], headers: Record<string, string> = {}) => {
    const { asked, ask } = room(own)
    const { status, html, response } = await ask('/newsletters/preferences', {
      form: [['t', TOKEN], ...(Array.isArray(form) ? form : Object.entries(form))],
      headers,
    })
    return { status, html, location: response.headers.get('location'), change: asked.find(([name]) => name === 'change')?.[2] }
  }

  test('shows what its reader is on and can be on, with a button for each change', async () => {
    const { html } = await room(own).ask(`/newsletters/preferences?t=${TOKEN}&done=lists`)
    expect(html).toContain(en.settingsIntro('reader@example.org'))
    expect(html).toContain(en.listsSaved)
    expect(html).toMatch(/name="list" value="daily" checked/)
    expect(html).toMatch(/name="list" value="weekly"(?! checked)/)
    for (const name of ['lists', 'pause', 'address', 'erase']) expect(html).toContain(`name="change" value="${name}"`)
  })

  test('sends every change as one, and comes back to say so', async () => {
    const consent = testSite.newsletter.consentVersion
    const chosen = await change([
      ['change', 'lists'],
      ['list', 'weekly'],
      ['consent', consent],
    ])
    expect([chosen.status, chosen.location]).toEqual([303, `/newsletters/preferences?t=${TOKEN}&done=lists`])
    expect(chosen.change).toMatchObject({ change: 'lists', lists: ['weekly'], offered: ['weekly', 'daily'], country: 'SG', wording: { version: consent } })
    expect((await change({ change: 'resume' })).change).toEqual({ change: 'pause', until: null })
    expect((await change({ change: 'address', email: 'new@example.org' })).change).toEqual({
      change: 'address',
      email: 'new@example.org',
      sender: expect.stringMatching(/^[0-9a-f]{24}$/),
    })
    const erased = await change({ change: 'erase' })
    expect([erased.status, erased.change]).toEqual([200, { change: 'erase' }])
    expect(erased.html).toContain(en.erased)
  })

  test('saved from an old tab changes what its reader changed there, and nothing that an email’s link did since', async () => {
    const consent: [string, string] = ['consent', testSite.newsletter.consentVersion]
    const chosen = async (had: string, ...ticked: string[]) =>
      (await change([['change', 'lists'], ['had', had], ...ticked.map((list): [string, string] => ['list', list]), consent])).change
    // The reader has "daily". The page was opened before that was confirmed, or shows "weekly" that was left since.
    expect(await chosen('', 'weekly')).toMatchObject({ lists: ['weekly'], offered: ['weekly'] })
    expect(await chosen('daily weekly', 'daily', 'weekly')).toMatchObject({ lists: [], offered: [] })
    expect(await chosen('daily weekly', 'weekly')).toMatchObject({ lists: [], offered: ['daily'] })
  })

  test('has no tick at what somebody asked for and nobody confirmed: saving the page must not confirm it', async () => {
    const lists = [
      { list: 'daily', state: 'confirmed' },
      { list: 'weekly', state: 'pending' },
    ]
    const { html } = await room({ settings: { ...SETTINGS, lists } }).ask(`/newsletters/preferences?t=${TOKEN}`)
    expect(html).toMatch(/name="list" value="daily" checked/)
    expect(html).toMatch(/name="list" value="weekly"(?! checked)/)
    expect(html).toContain(en.waiting)
    expect(html).toContain('name="had" value="daily"')
  })

  test('pauses until the day begins in the newsroom’s zone, and only ahead', async () => {
    const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    const paused = await change({ change: 'pause', until: day })
    expect(paused.change).toEqual({ change: 'pause', until: new Date(`${day}T00:00:00+08:00`).toISOString().replace('.000', '') })
    for (const until of ['', '2020-01-01', '2999-01-01', '2026-02-30', 'tomorrow']) {
      const { status, html, change: sent } = await change({ change: 'pause', until })
      expect([until, status, html.includes(en.pauseFlaw), sent]).toEqual([until, 422, true, undefined])
    }
  })

  test('refuses what is no address, and keeps its reader where it is mended', async () => {
    const { status, html, change: sent } = await change({ change: 'address', email: 'a..b@c.co' })
    expect([status, sent]).toEqual([422, undefined])
    expect(html).toMatch(/<input id="new-email"[^>]*aria-describedby="new-email-flaw" autofocus/)
  })

  test('doesn’t promise an email to the address that it already uses', async () => {
    const { ask } = room({ ...own, change: { ok: false, reason: 'same-address' } })
    const { status, html } = await ask('/newsletters/preferences', { form: { t: TOKEN, change: 'address', email: 'Reader@example.org' } })
    expect(status).toBe(422)
    expect(html).toContain(en.sameAddress)
    expect(html).not.toContain(en.addressAsked)
    expect(html).toMatch(/<input id="new-email"[^>]*aria-describedby="new-email-flaw" autofocus/)
  })

  test('lets who is in Greece now leave, and join nothing', async () => {
    const { html } = await room(own).ask(`/newsletters/preferences?t=${TOKEN}`, { headers: { 'cf-ipcountry': 'GR' } })
    expect(html).toContain(en.withheldHere)
    expect(html).toContain('value="daily" checked')
    expect(html).not.toContain('value="weekly"')
    const consent = ['consent', testSite.newsletter.consentVersion] as [string, string]
    const sent = await change([['change', 'lists'], ['list', 'weekly'], consent], { 'cf-ipcountry': 'GR' })
    expect(sent.change).toMatchObject({ lists: [], offered: ['daily'] })
    expect((await change([['change', 'lists'], ['list', 'daily'], consent], { 'cf-ipcountry': 'GR' })).change).toMatchObject({ lists: [], offered: [] })
  })

  test('hands out what is held as a file', async () => {
    const { response, html } = await room({ exportReader: { ok: true, held: { email: 'reader@example.org' } } }).ask(
      `/newsletters/preferences/export?t=${TOKEN}`,
    )
    expect(response.headers.get('content-disposition')).toContain('attachment')
    expect(JSON.parse(html)).toEqual({ email: 'reader@example.org' })
  })

  test('says when to come back, whoever asked too often and for what', async () => {
    const tooMany = { ok: false, reason: 'too-many', retryAfterSeconds: 1234 }
    const { ask } = room({ ...own, mailLink: tooMany, change: tooMany })
    for (const [path, form, words] of [
      ['/newsletters/link', { email: 'reader@example.org' }, en.tooMany],
      ['/newsletters/preferences', { t: TOKEN, change: 'address', email: 'new@example.org' }, en.tooManyChanges],
    ] as const) {
      const { status, html, response } = await ask(path, { form })
      expect([status, response.headers.get('retry-after'), html.includes(words)]).toEqual([429, '1234', true])
    }
  })

  test('counts one network as one, on both sides of the full hour', async () => {
    const { asked, ask } = room({ mailLink: { ok: true } })
    for (const at of ['2026-11-26T09:59:59Z', '2026-11-26T10:00:01Z']) {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) })
      await ask('/newsletters/link', { form: { email: 'reader@example.org' }, headers: { 'cf-connecting-ip': '203.0.113.7' } })
    }
    vi.useRealTimers()
    const [one, other] = asked.map(([, given]) => (given as { sender: string }).sender)
    expect(one).toBe(other)
    expect(one).not.toContain('203')
  })

  test('asks the brake at the edge before a new address is written to', async () => {
    const { asked, ask } = room(own, { SIGN_UPS: { limit: async () => ({ success: false }) } })
    for (const [path, form] of [
      ['/newsletters/link', { email: 'reader@example.org' }],
      ['/newsletters/preferences', { t: TOKEN, change: 'address', email: 'new@example.org' }],
    ] as const) {
      const { status, response } = await ask(path, { form })
      expect([status, response.headers.get('retry-after')]).toEqual([429, '60'])
    }
    expect(asked.map(([name]) => name)).not.toContain('change')
    expect((await ask('/newsletters/preferences', { form: { t: TOKEN, change: 'resume' } })).status).toBe(303)
  })

  test('mails its link to whoever asks, with one answer for every address', async () => {
    const { asked, ask } = room({ mailLink: { ok: true } })
    const { status, html } = await ask('/newsletters/link', { form: { email: 'reader@example.org' } })
    expect([status, html.includes(en.linkSent)]).toEqual([200, true])
    expect(asked[0]).toMatchObject(['mailLink', { email: 'reader@example.org' }])
    expect((await ask('/newsletters/link', { form: { email: 'no address' } })).status).toBe(422)
    expect((await room().ask('/newsletters/preferences')).html).toContain('action="/newsletters/link"')
  })
})

test.each(['/newsletters/confirm', '/newsletters/resend', '/newsletters/preferences', '/newsletters/link', '/newsletters/unsubscribe', '/newsletters'])(
  '%s takes no form larger than any of ours, and says so on a page of the site',
  async (path) => {
    const { status, html, response } = await room().ask(path, { form: { t: 'x'.repeat(20_000) } })
    expect([status, response.headers.get('cache-control')]).toEqual([413, 'no-store'])
    expect(html).toContain(en.tooLarge)
    expect(html).toMatch(/^<!doctype html>/i)
    expect(html).not.toContain('xxx')
  },
)

test('a box whose form is too large gets the form again, as a fragment', async () => {
  const { status, html } = await room().ask('/newsletters', { form: { email: 'x'.repeat(20_000) }, headers: { 'hx-request': 'true' } })
  expect(status).toBe(413)
  expect(html).toMatch(/^<form class="sign-up"/)
  expect(html).toContain(en.tooLarge)
})

describe('made-up links', () => {
  const foreign = { ok: false, reason: 'foreign' }
  const made = {
    confirmation: foreign,
    settings: foreign,
    unsubscription: foreign,
    exportReader: foreign,
    confirm: foreign,
    resend: foreign,
    unsubscribe: foreign,
  }
  const overTheLimit = { SIGN_INS: { limit: async () => ({ success: false }) } }

  test.each<[string, { form?: Record<string, string> }]>([
    ...PAGES.map((path) => [`${path}?t=made-up`, {}] as [string, object]),
    ['/newsletters/confirm', { form: { t: 'made-up' } }],
    ['/newsletters/resend', { form: { t: 'made-up' } }],
    ['/newsletters/preferences', { form: { t: 'made-up', change: 'resume' } }],
    ['/newsletters/unsubscribe?t=made-up', { form: { 'List-Unsubscribe': 'One-Click' } }],
  ])('a network that tries one after another has to wait: %s', async (path, init) => {
    const answers = { ...made, change: foreign }
    expect((await room(answers).ask(path, init)).status).toBe(400)
    const { status, html, response } = await room(answers, overTheLimit).ask(path, init)
    expect([status, response.headers.get('retry-after'), html.includes(en.tooManyLinks)]).toEqual([429, '60', true])
  })

  test('keep nobody in the network from opening their own', async () => {
    const answers = { confirmation: CONFIRMATION, settings: SETTINGS, unsubscribe: { ok: true, list: 'daily', preferences: 'own-page' } }
    const { ask } = room(answers, overTheLimit)
    expect((await ask(`/newsletters/confirm?t=${TOKEN}`)).status).toBe(200)
    expect((await ask(`/newsletters/preferences?t=${TOKEN}`)).status).toBe(200)
    expect((await ask(`/newsletters/unsubscribe?t=${TOKEN}`, { form: { 'List-Unsubscribe': 'One-Click' } })).status).toBe(200)
  })
})
