import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answering, atTheDesk } from './at-the-desk.ts'
import { problem, type Sent } from './fake-api.ts'

const ISSUE = {
  list: 'morning',
  issue: '2026-11-26',
  kind: 'digest',
  subject: 'Ferry fares rise',
  articles: ['ferry-fares', 'mali'],
  createdAt: '2026-11-26T06:00:00Z',
  createdBy: 'Ann',
  state: 'draft',
}
const PROGRESS = { recipients: 5000, sent: 0, rejected: 0, skipped: 0, failed: 0, deferred: 0, uncertain: 0, remaining: 5000, lettersPerSecond: null }
const SENDING = { ...ISSUE, state: 'sending', since: '2026-11-26T07:00:00Z', progress: PROGRESS }
const SENT = { ...ISSUE, state: 'sent', at: '2026-11-26T07:02:00Z', progress: { ...PROGRESS, sent: 4990, skipped: 10, remaining: 0, lettersPerSecond: 41.6 } }
const NEWSLETTERS = { signUp: 'open', lists: [{ list: 'morning', confirmed: 5000, pending: 0, unsubscribed: 0, growth: [] }], suppressed: {}, mailsWaiting: 0 }
const AT = '/api/newsletters/morning/issues/2026-11-26'

/** Answers each path with what stands here for it; a list of answers is given one after the other, the last again and again. */
function answers(by: Record<string, unknown | unknown[]>) {
  const left = new Map(Object.entries(by).map(([path, answer]) => [path, Array.isArray(answer) ? [...answer] : [answer]]))
  return ({ method, path }: Sent) => {
    const queue = left.get(`${method} ${path}`)
    const answer = queue && queue.length > 1 ? queue.shift() : queue?.[0]
    return answer instanceof Response ? answer : answer ? Response.json(answer) : problem(404, 'This newsletter doesn’t have this issue. Check its name.')
  }
}

describe('a letter before it goes out', () => {
  test('an issue is drafted of the stories an editor names, and the next steps are said', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ 'POST /api/newsletters/morning/issues': ISSUE })
    const { code, out, err } = await newsdesk(['letters', 'draft', 'morning', 'ferry-fares', 'mali', '--introduction', 'Good morning.'])
    expect(code).toBe(0)
    expect(JSON.parse(api.sent[0]?.body ?? '')).toEqual({ introduction: 'Good morning.', articles: ['ferry-fares', 'mali'] })
    expect(out).toBe('morning/2026-11-26  draft  Ferry fares rise  (2 articles)\n')
    expect(err).toContain('newsdesk letters send morning/2026-11-26')
  })

  test('a digest of what came out names no stories', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ 'POST /api/newsletters/morning/issues': ISSUE })
    await newsdesk(['letters', 'draft', 'morning'])
    expect(JSON.parse(api.sent[0]?.body ?? '')).toEqual({})
  })

  test('an empty digest is refused in the site’s words', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = () => problem(409, 'Nothing came out since the last issue.')
    expect(await newsdesk(['letters', 'draft', 'morning'])).toMatchObject({ code: 1, err: 'morning: Nothing came out since the last issue.\n' })
  })

  test('a preview is the plain text, or a file of HTML to look at', async () => {
    const { newsdesk, api, cwd } = await atTheDesk()
    const letter = { subject: 'Ferry fares rise', html: '<p>Fares rise.</p>', text: 'Fares rise.', articles: ['ferry-fares'] }
    api.before = answers({ 'GET /api/newsletters/morning/preview': letter })
    expect((await newsdesk(['letters', 'preview', 'morning', 'ferry-fares', 'mali', '--kind', 'digest'])).out).toBe('Ferry fares rise\n\nFares rise.\n')
    expect(api.sent[0]?.query).toEqual({ format: 'json', kind: 'digest', articles: 'ferry-fares,mali' })
    const opened: string[] = []
    const openBrowser = async (url: string) => opened.push(url) > 0
    expect((await newsdesk(['letters', 'preview', 'morning', '--out', 'letter.html', '--browser'], { openBrowser })).code).toBe(0)
    expect(await readFile(join(cwd, 'letter.html'), 'utf8')).toBe(letter.html)
    expect(opened).toEqual([expect.stringMatching(/^file:\/\/.*\/letter\.html$/)])
  })

  test('an issue is shown as it went out; a draft has no letter yet', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`GET ${AT}`]: [{ ...SENT, html: '<p>Fares rise.</p>', text: 'Fares rise.' }, ISSUE] })
    expect((await newsdesk(['letters', 'preview', 'morning/2026-11-26'])).out).toContain('Fares rise.')
    expect(api.sent[0]?.query).toEqual({ letter: '1' })
    const draft = await newsdesk(['letters', 'preview', 'morning/2026-11-26'])
    expect([draft.code, draft.err]).toEqual([1, expect.stringContaining('morning/2026-11-26: draft. An issue is composed when it is sent')])
  })

  test('one letter goes to one address', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`POST ${AT}/test`]: ISSUE })
    expect((await newsdesk(['letters', 'test', 'morning/2026-11-26', 'me@news.example'])).code).toBe(0)
    expect(JSON.parse(api.sent[0]?.body ?? '')).toEqual({ email: 'me@news.example' })
  })
})

describe('sending', () => {
  const ways = { [`GET ${AT}`]: ISSUE, 'GET /api/newsletters': NEWSLETTERS, [`POST ${AT}/send`]: SENDING }

  test('an editor is told how many get what, and only the newsletter’s name is a yes', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers(ways)
    const { asked, prompt } = answering('yes', 'morning')
    expect(await newsdesk(['letters', 'send', 'morning/2026-11-26'], { prompt })).toMatchObject({ code: 1, err: 'Nothing was done.\n' })
    expect(api.calls('POST', /send/)).toEqual([])
    expect(asked[0]).toContain('"Ferry fares rise" to the 5,000 readers of morning')
    expect((await newsdesk(['letters', 'send', 'morning/2026-11-26'], { prompt })).code).toBe(0)
    expect(api.calls('POST', /send/)).toHaveLength(1)
  })

  test('without a terminal nothing goes out unless --yes says so', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers(ways)
    expect((await newsdesk(['letters', 'send', 'morning/2026-11-26'])).code).toBe(2)
    expect(api.calls('POST', /send/)).toEqual([])
    expect((await newsdesk(['letters', 'send', 'morning/2026-11-26', '--yes'])).out).toContain('sending  0 of 5,000 emails sent')
  })

  test('an order whose answer was lost is given again: the site sends nothing twice', async () => {
    const { newsdesk, api } = await atTheDesk()
    let tries = 0
    api.before = (sent) => {
      if (sent.method === 'POST' && ++tries === 1) return new Response(null, { status: 503 })
      return answers(ways)(sent)
    }
    expect((await newsdesk(['letters', 'send', 'morning/2026-11-26', '--yes'])).code).toBe(0)
    expect(tries).toBe(2)
  })

  test('an order that may have been carried out, and would be another one the second time, is not given again by itself', async () => {
    const { newsdesk, api } = await atTheDesk()
    const detail = 'We don’t know yet whether this was carried out. Look first.'
    api.before = () => Response.json({ title: 'Not available right now', status: 503, detail, outcome: 'unknown' }, { status: 503 })
    expect(await newsdesk(['letters', 'pause', 'morning/2026-11-26'])).toMatchObject({ err: expect.stringContaining(detail) })
    expect(api.calls('POST', /pause/)).toHaveLength(1)
  })

  test('it is watched to its end, with a bar and letters per second', async () => {
    const { newsdesk, api } = await atTheDesk()
    const half = { ...SENDING, progress: { ...PROGRESS, sent: 2000, remaining: 3000, lettersPerSecond: 40 } }
    api.before = answers({ ...ways, [`GET ${AT}`]: [SENDING, half, SENT] })
    let shown = ''
    const stderr = { isTTY: true, columns: 100, write: (text: string) => (shown += text) }
    // The bar is drawn ten times a second.
    const wait = (): Promise<void> => new Promise((done) => setTimeout(done, 250))
    const { code, out } = await newsdesk(['letters', 'send', 'morning/2026-11-26', '--yes', '--watch'], { stderr, wait })
    expect(code).toBe(0)
    expect(shown).toContain('2,000 of 5,000 emails, 40 a second')
    expect(out).toContain('morning/2026-11-26  sent 2026-11-26T07:02:00Z  Ferry fares rise\n  4,990 of 5,000 emails sent · 41.6 a second · 10 skipped')
  })

  test('Ctrl-C ends the watching and not the sending, and says so', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`GET ${AT}`]: SENDING })
    const interrupted = new AbortController()
    const wait = async () => interrupted.abort()
    const { code, err } = await newsdesk(['letters', 'status', 'morning/2026-11-26', '--watch'], { signal: interrupted.signal, wait })
    expect([code, err]).toEqual([0, expect.stringContaining('Sending continues. To see it again: newsdesk letters status morning/2026-11-26 --watch')])
    expect(api.calls('POST', /./)).toEqual([])
  })

  test.each([
    [{ state: 'paused', since: 'x', why: 'article-withdrawn', articles: ['mali'] }, 'paused: readers can no longer read mali', 1],
    [{ state: 'paused', since: 'x', why: 'not-taken', said: '550 5.7.1' }, 'paused: the provider isn’t accepting emails (550 5.7.1)', 1],
    [{ state: 'stopped', at: '2026-11-26T07:00:00Z', why: 'editor' }, 'stopped 2026-11-26T07:00:00Z: by an editor', 1],
    [
      { state: 'sending', since: 'x', waits: { for: 'daily-cap', until: '2026-11-27T00:00:00Z' } },
      'the daily limit is reached: waiting until 2026-11-27T00:00:00Z',
      0,
    ],
  ])('watching ends where nothing goes on soon: %j', async (state, words, code) => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`GET ${AT}`]: { ...ISSUE, ...state } })
    const ended = await newsdesk(['letters', 'status', 'morning/2026-11-26', '--watch'])
    expect([ended.code, ended.out]).toEqual([code, expect.stringContaining(words)])
    expect(api.sent).toHaveLength(1)
  })

  test('of a newsletter alone its newest issue is meant', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ 'GET /api/newsletters/morning/issues': { items: [SENT, ISSUE], nextCursor: 'x' }, [`GET ${AT}`]: SENT })
    expect((await newsdesk(['letters', 'status', 'morning'])).out).toContain('morning/2026-11-26  sent')
    api.before = answers({ 'GET /api/newsletters/morning/issues': { items: [] } })
    expect((await newsdesk(['letters', 'status', 'morning'])).err).toContain('this newsletter has no issues yet')
  })

  test('pause, resume and schedule are one call each; stopping for good asks', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = () => Response.json(SENDING)
    for (const order of [['pause'], ['resume'], ['schedule', '--at', '2026-11-26T07:00:00+08:00'], ['stop', '--yes']]) {
      const [name = '', ...options] = order
      expect((await newsdesk(['letters', name, 'https://news.example/newsletters/morning/2026-11-26', ...options])).code, name).toBe(0)
    }
    expect(api.sent.map(({ path }) => path)).toEqual(['pause', 'resume', 'schedule', 'stop'].map((order) => `${AT}/${order}`))
    expect(JSON.parse(api.sent[2]?.body ?? '')).toEqual({ at: '2026-11-26T07:00:00+08:00' })
    const { prompt } = answering('no')
    expect((await newsdesk(['letters', 'stop', 'morning/2026-11-26'], { prompt })).code).toBe(1)
    expect(api.sent).toHaveLength(4)
  })

  test('an order in the wrong state is refused with what the state is', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = () => problem(409, 'This issue has been sent.')
    expect(await newsdesk(['letters', 'pause', 'morning/2026-11-26'])).toMatchObject({ code: 1, err: 'morning/2026-11-26: This issue has been sent.\n' })
  })
})

describe('letters of which nobody knows', () => {
  const uncertain = (batch: number) => ({
    batch,
    state: 'uncertain',
    letters: 20,
    host: 'example.org',
    attempts: 1,
    reason: 'No answer.',
    at: '2026-11-26T07:01:00Z',
  })
  const waiting = { ...uncertain(4), state: 'deferred', dueAt: '2026-11-26T07:10:00Z' }
  const troubled = { ...SENT, progress: { ...SENT.progress, sent: 4950, uncertain: 40 }, batches: [uncertain(0), uncertain(3), waiting] }

  test('are pointed to by the status, and listed with what each choice means', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`GET ${AT}`]: troubled })
    expect((await newsdesk(['letters', 'status', 'morning/2026-11-26'])).err).toContain('Decide: newsdesk letters uncertain morning/2026-11-26')
    const { out, err, lines } = await newsdesk(['letters', 'uncertain', 'morning/2026-11-26'])
    expect(lines).toHaveLength(2)
    expect(out).toContain('batch 0  20 emails  example.org  2026-11-26T07:01:00Z  No answer.')
    expect(err).toContain('some readers may get it twice')
  })

  test('are skipped batch by batch; sending them again is asked about', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`GET ${AT}`]: troubled, [`POST ${AT}/batches/0`]: SENT, [`POST ${AT}/batches/3`]: SENT })
    const { asked, prompt } = answering('no', 'resend')
    expect((await newsdesk(['letters', 'uncertain', 'morning/2026-11-26', 'resend'], { prompt })).code).toBe(1)
    expect(asked[0]).toContain('Some of these 40 emails may have arrived')
    expect(api.calls('POST', /batches/)).toEqual([])
    expect((await newsdesk(['letters', 'uncertain', 'morning/2026-11-26', 'resend', '--batch', '3'], { prompt })).code).toBe(0)
    expect((await newsdesk(['letters', 'uncertain', 'morning/2026-11-26', 'skip', '--batch', '0'])).out).toBe(
      'morning/2026-11-26  batch 0: 20 emails skipped\n',
    )
    expect(api.calls('POST', /batches/).map(({ path, body }) => [path, body])).toEqual([
      [`${AT}/batches/3`, '{"decision":"resend"}'],
      [`${AT}/batches/0`, '{"decision":"skip"}'],
    ])
  })

  test('a batch that only waits is nobody’s to decide', async () => {
    const { newsdesk, api } = await atTheDesk()
    api.before = answers({ [`GET ${AT}`]: troubled })
    expect((await newsdesk(['letters', 'uncertain', 'morning/2026-11-26', 'skip', '--batch', '4'])).code).toBe(1)
    expect(api.calls('POST', /./)).toEqual([])
  })
})

test('issues are listed as their state and letters stand', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = answers({
    'GET /api/newsletters/morning/issues': { items: [SENT, { ...ISSUE, issue: '2026-11-27', state: 'scheduled', at: '2026-11-27T07:00:00Z' }] },
  })
  expect((await newsdesk(['letters', 'issues', 'morning'])).lines).toEqual([
    'morning/2026-11-26  sent 2026-11-26T07:02:00Z  Ferry fares rise  4,990 of 5,000 emails',
    'morning/2026-11-27  scheduled for 2026-11-27T07:00:00Z  Ferry fares rise',
  ])
  expect((await newsdesk(['letters', 'issues', 'morning', '--json'])).json()[0]).toEqual(SENT)
})

test.each([
  [['letters', 'send', 'morning'], 'Name an issue by its newsletter and day, such as morning/2026-11-26'],
  [['letters', 'send', '../morning/1/2'], 'Name an issue by its newsletter and day'],
  [['letters', 'draft', 'Morning News'], 'A slug is small letters, digits and hyphens'],
  [['letters', 'draft', 'morning', '--kind', 'weekly'], 'Allowed choices are breaking, digest, story.'],
  [['letters', 'schedule', 'morning/2026-11-26', '--at', '07:00'], 'with its time zone'],
  [['letters', 'uncertain', 'morning/2026-11-26', '--batch', '3'], 'Say what to do with this batch: resend or skip.'],
])('wrong usage touches nothing: %j', async (args, words) => {
  const { newsdesk, api } = await atTheDesk()
  const { code, err } = await newsdesk(args)
  expect([code, err]).toEqual([2, expect.stringContaining(words)])
  expect(api.sent).toEqual([])
})

test('whoever mistypes a newsletter is told so, and a newsletter without issues says that it has none', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => problem(404, 'The site has no newsletter called "mornign".')
  expect(await newsdesk(['letters', 'issues', 'mornign'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no newsletter called "mornign"') })
  api.before = () => Response.json({ items: [] })
  expect(await newsdesk(['letters', 'issues', 'morning'])).toMatchObject({
    code: 0,
    out: '',
    err: 'morning has no issues yet. Draft one: newsdesk letters draft morning\n',
  })
})

test('links are signed with a new key once whoever orders it knows what that does', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => new Response(null, { status: 204 })
  const { asked, prompt } = answering('no', 'renew')
  expect((await newsdesk(['letters', 'renew-key'], { prompt })).code).toBe(1)
  expect(asked[0]).toContain('Links to unsubscribe still work')
  expect(api.sent).toEqual([])
  expect(await newsdesk(['letters', 'renew-key'], { prompt })).toMatchObject({ code: 0, out: 'Links are signed with a new key.\n' })
  expect(api.sent.map(({ method, path }) => [method, path])).toEqual([['POST', '/api/newsletters/key']])
  api.before = () => problem(409, 'An issue is being sent. Wait until it has been sent, or stop it.')
  expect(await newsdesk(['letters', 'renew-key', '--yes'])).toMatchObject({ code: 1, err: expect.stringContaining('An issue is being sent') })
})
