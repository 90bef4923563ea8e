/** Webhooks from the command line. */
import { expect, test } from 'vitest'
import { answering, atTheDesk } from './at-the-desk.ts'

const HOOK = { id: 'h1', url: 'https://hook.example.org/in', events: ['article.published'], state: 'active', failures: 2, waiting: 3 }

async function desk(answers: Record<string, unknown>) {
  const room = await atTheDesk({})
  room.api.before = ({ method, path }) => {
    const answer = answers[`${method} ${path}`]
    return answer === undefined ? undefined : answer === null ? new Response(null, { status: 204 }) : Response.json(answer)
  }
  return room
}

test('adding one prints the secret alone, so that it can be piped to where it is kept', async () => {
  const room = await desk({ 'POST /api/webhooks': { ...HOOK, secret: 'whsec_abc' } })
  const added = await room.newsdesk(['webhooks', 'add', HOOK.url, '--events', 'article.published, newsletter.sent', '--note', 'Ours'])
  expect(added).toMatchObject({ code: 0, out: 'whsec_abc\n' })
  expect(added.err).toContain('It is shown once.')
  expect(JSON.parse(room.api.sent.at(-1)?.body ?? '')).toEqual({ url: HOOK.url, events: ['article.published', 'newsletter.sent'], note: 'Ours' })
  const wrong = await room.newsdesk(['webhooks', 'add', HOOK.url, '--events', 'article.read'])
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.err).toContain('"article.read" is no event.')
})

test('the list says how each is', async () => {
  const room = await desk({ 'GET /api/webhooks': { items: [HOOK] } })
  expect((await room.newsdesk(['webhooks', 'list'])).out).toContain('active, 2 failures, 3 waiting')
})

test('a change sends what was given and nothing else', async () => {
  const room = await desk({ 'PATCH /api/webhooks/h1': { ...HOOK, state: 'disabled' } })
  expect((await room.newsdesk(['webhooks', 'change', 'h1', '--disable'])).code).toBe(0)
  expect(JSON.parse(room.api.sent.at(-1)?.body ?? '')).toEqual({ disabled: true })
  expect((await room.newsdesk(['webhooks', 'change', 'h1'])).code).toBe(2)
  expect((await room.newsdesk(['webhooks', 'change', 'h1', '--enable', '--disable'])).code).toBe(2)
})

test('removing one asks first', async () => {
  const room = await desk({ 'DELETE /api/webhooks/h1': null })
  expect(await room.newsdesk(['webhooks', 'remove', 'h1'], answering('n'))).toMatchObject({ code: 1, err: 'Nothing was done.\n' })
  expect(await room.newsdesk(['webhooks', 'remove', 'h1', '--yes'])).toMatchObject({ code: 0, out: 'h1  removed\n' })
})

test('the log says what went wrong, and one message or a span is sent again', async () => {
  const delivery = {
    id: 'evt_1',
    sequence: 1,
    type: 'article.published',
    at: '2026-11-26T08:00:00Z',
    state: 'failed',
    attempts: 3,
    status: 500,
    said: 'Out of order',
  }
  const room = await desk({ 'GET /api/webhooks/h1/deliveries': { items: [delivery] }, 'POST /api/webhooks/h1/replay': { count: 4 } })
  expect((await room.newsdesk(['webhooks', 'log', 'h1', '--state', 'failed'])).out).toContain('failed, 3 tries, 500, Out of order')
  expect((await room.newsdesk(['webhooks', 'replay', 'h1', 'evt_1'])).out).toContain('4 messages on the way again')
  expect(JSON.parse(room.api.sent.at(-1)?.body ?? '')).toEqual({ event: 'evt_1' })
  await room.newsdesk(['webhooks', 'replay', 'h1', '--from', '2026-11-26T08:00:00Z', '--until', '2026-11-27T08:00:00Z', '--state', 'failed'])
  expect(JSON.parse(room.api.sent.at(-1)?.body ?? '')).toEqual({ from: '2026-11-26T08:00:00Z', until: '2026-11-27T08:00:00Z', state: 'failed' })
  expect((await room.newsdesk(['webhooks', 'replay', 'h1'])).code).toBe(2)
})
