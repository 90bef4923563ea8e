/** What editors get while something behind the desk fails or says nothing. docs/reliability.md has the table. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { BEING_RESTORED } from '../../src/backup/calls.ts'
import { CALLS } from '../../src/desk/api/routes.ts'
import { deskPages } from '../../src/desk/pages/routes.tsx'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { phoneCall } from '../fakes.ts'
import { FakeBucket } from '../pictures/fake-bucket.ts'
import { fails, hangs, waited } from './faults.ts'

const OURS = { 'Sec-Fetch-Site': 'same-origin' }
const FORM = 'application/x-www-form-urlencoded'
const TYPED = 'They spoke for half an hour, “both sides” said & <nobody> listened.\r\n\r\nThen they hung up.'

let room: Awaited<ReturnType<typeof newsroom>>
let bucket: FakeBucket

/** An object of which only these calls are answered; all others do what the fault does. */
const only = (fault: () => Promise<never>, answered: Record<string, unknown> = {}) => {
  const stub = new Proxy({}, { get: (_, name) => answered[String(name)] ?? fault })
  return { idFromName: (name: string) => name, get: () => stub }
}
const tokenHolder = (hash: string) => room.press.tokenHolder(hash)

beforeAll(() => Promise.all([import('../../src/desk/api/routes.ts'), import('../../src/desk/pages/routes.tsx')]))
beforeEach(async () => {
  bucket = new FakeBucket()
  room = await newsroom({ PICTURES: bucket })
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => void vi.useRealTimers())

const filled = (path: string) =>
  path
    .replace(':list', 'daily')
    .replace(/:order\{(\w+).*\}/, '$1')
    .replace(':part', 'ledger')
    .replace(/:\w+/g, 'a')

/** With its body: a stream that breaks off has ended, too. */
async function wholeAnswer(asked: Promise<Response>) {
  const response = await asked
  return response.text().catch(() => 'broken off')
}

describe.each([
  ['fails', fails, 3000],
  ['hangs', hangs, 60_000],
])('while everything behind the desk %s, nobody waits for ever', (_, fault, patience) => {
  beforeEach(() => {
    const bucketOf = Object.fromEntries(['head', 'get', 'put', 'delete', 'list'].map((name) => [name, fault]))
    Object.assign(room.env, {
      PRESS: only(fault, { tokenHolder }),
      MAILING_LIST: only(fault),
      READERSHIP: only(fault),
      SEARCH: only(fault),
      PICTURES: bucketOf,
    })
  })

  test.each(CALLS.map(({ method, path }) => [method, path] as const))('%s /api%s', async (method, path) => {
    const { ms } = await waited(wholeAnswer(room.ask(method, `/api${filled(path)}`, { ...(method !== 'GET' && { body: {} }) })), 1000)
    expect(ms).toBeLessThanOrEqual(patience)
  })

  test.each(deskPages.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => [method, path] as const))('%s %s', async (method, path) => {
    const sent = { ...(method !== 'GET' && { body: 'a=1', type: FORM }) }
    const { ms } = await waited(wholeAnswer(room.ask(method, filled(path), { ...sent, headers: OURS })), 1000)
    expect(ms).toBeLessThanOrEqual(patience)
  })
})

test('while a backup is restored, whoever writes at the desk is told so, and gets what they typed to send again', async () => {
  const refuses = async () => {
    throw new Error(BEING_RESTORED)
  }
  Object.assign(room.env, { PRESS: only(refuses, { tokenHolder }) })
  const body = new URLSearchParams({ headline: 'Two leaders speak', markdown: TYPED, order: 'file' }).toString()
  const answer = await room.ask('POST', '/desk/new', { body, type: FORM, headers: OURS })
  expect(answer.status).toBe(503)
  const page = await answer.text()
  expect(page).toContain('A backup is being restored here. Nothing was changed')
  expect(page).toContain('both sides')
})

describe('while the press hangs', () => {
  beforeEach(() => Object.assign(room.env, { PRESS: only(hangs, { tokenHolder }) }))

  test('an order through the API is told after fifteen seconds that nobody knows yet whether it was carried out', async () => {
    const { answer, ms } = await waited(room.ask('PUT', '/api/articles/a', { body: { ...phoneCall, slug: 'a' } }))
    expect(ms).toBeLessThanOrEqual(15_000)
    expect(answer.headers.get('retry-after')).toBe('5')
    const said = await problemOf(answer)
    expect(said).toMatchObject({ status: 503, outcome: 'unknown' })
    expect(said.detail).toContain('we don’t know yet whether this was carried out')
  })

  test('what only reads is told after eight seconds that nothing was changed', async () => {
    const { answer, ms } = await waited(room.ask('GET', '/api/articles/a'))
    expect(ms).toBeLessThanOrEqual(8000)
    const said = await problemOf(answer)
    expect([said.status, said.outcome]).toEqual([503, undefined])
    expect(said.detail).toContain('Nothing was changed')
  })

  test('a page says so, and can be loaded again', async () => {
    const { answer, ms } = await waited(room.ask('GET', '/desk', { headers: OURS }))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(ms).toBeLessThanOrEqual(8000)
    expect(await answer.text()).toContain('Load this page again')
  })

  test('what a page asks for by itself is a sentence, not a page within a page', async () => {
    const { answer } = await waited(room.ask('GET', '/desk', { headers: { ...OURS, 'HX-Request': 'true' } }))
    expect(answer.status).toBe(503)
    expect(await answer.text()).toMatch(/^<p role="alert">/)
  })

  test('a form comes back with everything that was typed, to be sent again', async () => {
    const body = new URLSearchParams({ headline: 'Two leaders speak', markdown: TYPED, order: 'file' }).toString()
    const { answer, ms } = await waited(room.ask('POST', '/desk/new', { body, type: FORM, headers: OURS }))
    expect(answer.status).toBe(503)
    expect(ms).toBeLessThanOrEqual(15_000)
    const page = await answer.text()
    expect(page).toContain('we don’t know yet whether this was carried out')
    expect(page).toContain('<form method="post" action="/desk/new">')
    expect(page).toContain('“both sides” said &amp; &lt;nobody&gt; listened.')
    expect(page).toMatch(/<textarea name="order" hidden[^>]*>\s*file<\/textarea>/)
  })

  test('what can be copied is what was typed, in words, and nothing that the form carried for itself', async () => {
    const fields = {
      base: '3',
      draft: '41d51ac0-b149-4336-843f-2424e87182b7 1c41bca7d8194da58cede9f61389d80f 0',
      body: JSON.stringify([{ type: 'paragraph', text: 'He said “no” to <strong>all</strong> of it.' }]),
      section: 'world',
      headline: 'Two leaders speak',
      markdown: 'What the page had begun with, before he wrote.',
      order: 'file',
    }
    const { answer } = await waited(room.ask('POST', '/desk/new', { body: new URLSearchParams(fields).toString(), type: FORM, headers: OURS }))
    const [, copied] = /<textarea id="typed-text"[^>]*>([^<]*)<\/textarea>/.exec(await answer.text()) ?? []
    expect(copied?.trim()).toBe('Two leaders speak\n\nHe said “no” to **all** of it.')
  })

  test('a body that nobody can read comes back as it came', async () => {
    const body = new URLSearchParams({ headline: 'Two leaders speak', body: '[{"type":"paragraph","text":"Cut off in the mid' }).toString()
    const { answer } = await waited(room.ask('POST', '/desk/new', { body, type: FORM, headers: OURS }))
    const [, copied] = /<textarea id="typed-text"[^>]*>([^<]*)<\/textarea>/.exec(await answer.text()) ?? []
    expect(copied).toContain('Cut off in the mid')
  })

  test('a form with a key of its own says that it is carried out once', async () => {
    const body = new URLSearchParams({ articles: 'a', kind: 'digest', request: '0a1b2c3d-0000-4000-8000-000000000000' }).toString()
    Object.assign(room.env, { MAILING_LIST: only(hangs) })
    const { answer } = await waited(room.ask('POST', '/desk/newsletters/daily/new', { body, type: FORM, headers: OURS }))
    expect(answer.status).toBe(503)
    const page = await answer.text()
    expect(page).toContain('it’s carried out once, even if it arrives twice')
    expect(page).toContain('0a1b2c3d-0000-4000-8000-000000000000')
  })
})

test('while nobody can say who is calling, nothing was done, and the form comes back unread', async () => {
  Object.assign(room.env, { PRESS: only(hangs) })
  const { answer } = await waited(room.ask('POST', '/api/reprint'))
  const said = await problemOf(answer)
  expect([said.status, said.outcome]).toEqual([503, undefined])
  expect(said.detail).toContain('Nothing was changed')
  const body = new URLSearchParams({ headline: 'Two leaders speak', markdown: TYPED, order: 'file' }).toString()
  const headers = { ...OURS, 'Content-Length': String(body.length) }
  const page = await waited(room.ask('POST', '/desk/new', { body, type: FORM, headers }))
  expect(page.answer.status).toBe(503)
  const text = await page.answer.text()
  expect(text).toContain('nothing was saved')
  expect(text).toContain('“both sides” said &amp; &lt;nobody&gt; listened.')
})

test('an object that is cut off in the middle of an order leaves its outcome unknown', async () => {
  room.press.failure = Object.assign(new Error('Network connection lost.'), { retryable: true })
  expect(await problemOf(await room.ask('PUT', '/api/articles/a', { body: { ...phoneCall, slug: 'a' } }))).toMatchObject({ status: 503, outcome: 'unknown' })
})

test('an erasure that was cut off after it was done is in the audit trail all the same', async () => {
  let isListed = true
  const forget = async () => {
    isListed = false
    throw Object.assign(new Error('Network connection lost.'), { retryable: true })
  }
  Object.assign(room.env, { MAILING_LIST: only(fails, { findSubscriber: async () => (isListed ? [{}] : []), forget }) })
  const answer = await room.ask('POST', '/api/subscribers/erase', { body: { email: 'a@example.org' } })
  expect(await problemOf(answer)).toMatchObject({ status: 503, outcome: 'unknown' })
  const trail = (await (await room.ask('GET', '/api/audit')).json()) as { items: { what: string }[] }
  expect(trail.items.map(({ what }) => what)).toEqual(['erase-subscriber'])
})
