import { describe, expect, test } from 'vitest'
import type { IssueRefusal } from '../../src/newsletter/calls.ts'
import { newsroom, problemOf } from './newsroom.ts'

const ISSUE = '/api/newsletters/daily/issues/2026-11-26'
/** Its January is never more than a year ahead, and never past. */
const NEXT_YEAR = new Date().getUTCFullYear() + 1
const issue = { list: 'daily', issue: '2026-11-26', state: 'sending' }

/** A mailing list that answers every order alike, and remembers what it was asked. */
async function room(answer: object = { ok: true, issue }) {
  const asked: unknown[][] = []
  const list = new Proxy(
    {},
    {
      get:
        (_, call) =>
        async (...given: unknown[]) => {
          asked.push([call, ...given])
          return answer
        },
    },
  )
  const opened = await newsroom({ MAILING_LIST: { idFromName: (name: string) => name, get: () => list } })
  return { ...opened, asked }
}

describe('an editor', () => {
  test.each([
    ['send', undefined, 'sendIssue', [], 'send-issue'],
    ['pause', undefined, 'pauseIssue', [], 'pause-issue'],
    ['resume', undefined, 'resumeIssue', [], 'resume-issue'],
    ['stop', undefined, 'stopIssue', [], 'stop-issue'],
    ['schedule', { at: `${NEXT_YEAR}-01-27T07:00:00+08:00` }, 'scheduleIssue', [`${NEXT_YEAR}-01-26T23:00:00Z`], 'schedule-issue'],
    ['test', { email: 'ed@news.example' }, 'testSend', ['ed@news.example'], 'test-issue'],
    ['batches/7', { decision: 'resend' }, 'settleUncertain', [7, 'resend'], 'resend-batch'],
  ])('orders %s, and the trail says so without any address', async (verb, body, call, more, what) => {
    const { ask, asked, press } = await room()
    const response = await ask('POST', `${ISSUE}/${verb}`, { as: 'editor', ...(body && { body }) })
    expect(response.status).toBe(200)
    expect(asked).toEqual([[call, 'daily', '2026-11-26', ...more]])
    expect(press.trail[0]).toMatchObject({ what, detail: 'daily/2026-11-26' })
    expect(JSON.stringify(press.trail)).not.toContain('@news')
  })

  test('drafts an issue of the newsletter’s own kind, under their name', async () => {
    const { ask, asked } = await room()
    const response = await ask('POST', '/api/newsletters/daily/issues', { as: 'editor', body: { articles: ['one'], introduction: 'Good morning.' } })
    expect([response.status, response.headers.get('location')]).toEqual([201, ISSUE])
    expect(asked[0]).toEqual(['createIssue', { kind: 'digest', list: 'daily', articles: ['one'], introduction: 'Good morning.' }, 'editor@desk'])
    expect((await ask('POST', '/api/newsletters/hourly/issues', { as: 'editor' })).status).toBe(404)
  })

  test('has the letter only when they ask for it', async () => {
    const { ask, asked } = await room()
    await ask('GET', ISSUE)
    await ask('GET', `${ISSUE}?letter=1`)
    expect(asked.map(([, , , withLetter]) => withLetter)).toEqual([false, true])
  })

  test.each<[IssueRefusal, number]>([
    [{ ok: false, reason: 'unknown-issue' }, 404],
    [{ ok: false, reason: 'unknown-batch' }, 404],
    [{ ok: false, reason: 'wrong-state', state: 'stopped' }, 409],
    [{ ok: false, reason: 'no-mailer' }, 409],
    [{ ok: false, reason: 'no-sender' }, 409],
    [{ ok: false, reason: 'no-publisher' }, 409],
    [{ ok: false, reason: 'no-address' }, 422],
    [{ ok: false, reason: 'not-composed', why: 'no-articles', message: 'Nothing is new.' }, 409],
    [{ ok: false, reason: 'article-withdrawn', articles: ['one'] }, 409],
    [{ ok: false, reason: 'not-sent', message: 'Later.' }, 503],
  ])('is told of %j in a sentence', async (refusal, status) => {
    const { ask, press } = await room(refusal)
    const response = await ask('POST', `${ISSUE}/send`, { as: 'editor' })
    expect(response.status).toBe(status)
    expect(((await response.json()) as { detail: string }).detail).toMatch(/^[A-Z].*\.$/)
    expect(press.trail).toEqual([])
  })

  test.each([
    ['schedule', {}, '/at', /missing/],
    ['schedule', { at: 'tomorrow' }, '/at', /./],
    ['schedule', { at: '2020-11-26T07:00:00Z' }, '/at', /has passed/],
    ['schedule', { at: '9999-11-26T07:00:00Z' }, '/at', /a year ahead/],
    ['schedule', { at: `${NEXT_YEAR}-01-27T07:00:00Z`, now: true }, '/now', /only at/],
    ['schedule', [], '', /JSON object/],
    ['test', { email: 7 }, '/email', /address/],
    ['test', { email: 'ed@news.example', adress: 'ann@news.example' }, '/adress', /only email/],
    ['batches/7', { decision: 'perhaps' }, '/decision', /resend/],
    ['batches/7', ['skip'], '', /JSON object/],
  ])('is told what is wrong with %s %j, and nothing is sent', async (verb, body, pointer, words) => {
    const { ask, asked } = await room()
    const response = await ask('POST', `${ISSUE}/${verb}`, { as: 'editor', body })
    const { flaws } = await problemOf(response)
    expect([response.status, flaws]).toEqual([422, [{ pointer, message: expect.stringMatching(words) }]])
    expect(asked).toEqual([])
  })

  test.each([
    [[], '', /JSON object/],
    [{ article: ['one'] }, '/article', /only kind, articles, introduction, subject/],
    [{ articles: [] }, '/articles', /at least one/],
    [{ articles: [7] }, '/articles/0', /./],
  ])('whose draft says %j is told so, and gets no issue of other articles', async (body, pointer, words) => {
    const { ask, asked } = await room()
    const { status, flaws } = await problemOf(await ask('POST', '/api/newsletters/daily/issues', { as: 'editor', body }))
    expect([status, flaws]).toEqual([422, [{ pointer, message: expect.stringMatching(words) }]])
    expect(JSON.stringify(flaws)).not.toContain('wrong type')
    expect(asked).toEqual([])
  })

  test('who mistypes a newsletter is told so, and still reads the issues of one that the site has no more', async () => {
    const of = async (list: string, items: object[]) => (await room({ items })).ask('GET', `/api/newsletters/${list}/issues`, { as: 'editor' })
    expect((await problemOf(await of('mornign', []))).detail).toContain('"mornign"')
    expect((await of('mornign', [])).status).toBe(404)
    expect(await (await of('closed', [issue])).json()).toEqual({ items: [issue] })
    expect((await of('daily', [])).status).toBe(200)
  })
})

test('a list where an object belongs is refused by every call that takes one, before it publishes or pins anything', async () => {
  const { ask } = await newsroom()
  for (const [method, path] of [
    ['PUT', '/api/articles/phone-call/publication'],
    ['POST', '/api/articles/phone-call/preview'],
    ['PUT', '/api/campaigns/house'],
    ['PUT', '/api/front'],
    ['PUT', '/api/site'],
  ] as const) {
    const { status, flaws } = await problemOf(await ask(method, path, { body: [] }))
    expect([status, flaws], path).toEqual([422, [{ pointer: '', message: 'This must be a JSON object.' }]])
  }
})

test('a reporter sends nothing', async () => {
  const { ask, asked } = await room()
  for (const verb of ['send', 'pause', 'resume', 'stop', 'schedule', 'test', 'batches/1'])
    expect((await ask('POST', `${ISSUE}/${verb}`, { as: 'reporter' })).status).toBe(403)
  expect((await ask('GET', ISSUE, { as: 'reporter' })).status).toBe(403)
  expect(asked).toEqual([])
})
