import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { newsroomEnd } from './reports.ts'

const SECRET = `whsec_${Buffer.from('a secret of the newsroom').toString('base64')}`
const env = { RESEND_WEBHOOK_SECRET: SECRET }

const event = (type: string, data: Record<string, unknown> = {}) =>
  JSON.stringify({ type, created_at: '2026-11-26T07:00:00.000Z', data: { email_id: 'e-1', to: ['reader@example.org'], tags: { issue: '7' }, ...data } })

function signed(body: string, { secret = SECRET, at = new Date(), id = 'msg_1' } = {}) {
  return { 'svix-id': id, 'svix-timestamp': String(Math.floor(at.getTime() / 1000)), 'svix-signature': new Webhook(secret).sign(id, at, body) }
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

test.each([
  ['email.bounced', { bounce: { type: 'Permanent', message: 'x' } }, 'bounce'],
  ['email.bounced', {}, 'bounce'],
  ['email.bounced', { bounce: { type: 'Transient' } }, 'soft-bounce'],
  ['email.bounced', { bounce: { type: 'Undetermined' } }, 'soft-bounce'],
  ['email.complained', {}, 'complaint'],
  ['email.suppressed', {}, 'bounce'],
  ['email.delivered', {}, 'delivered'],
])('%s with %j is a %s', async (type, data, kind) => {
  const { events, post } = newsroomEnd(env)
  const body = event(type, data)
  const response = await post('resend', body, signed(body))
  expect(response.status).toBe(204)
  expect(events).toEqual([{ kind, address: 'reader@example.org', at: '2026-11-26T07:00:00.000Z', id: 'msg_1/reader@example.org', issue: '7' }])
})

test.each(['email.opened', 'email.clicked', 'email.sent', 'email.delivery_delayed', 'domain.updated', 'constructor'])(
  '%s is heard and not kept',
  async (type) => {
    const { events, post } = newsroomEnd(env)
    const body = event(type)
    expect((await post('resend', body, signed(body))).status).toBe(204)
    expect(events).toEqual([])
  },
)

test('what has no reader is heard and not kept', async () => {
  const { events, post } = newsroomEnd(env)
  const body = JSON.stringify({ type: 'domain.created', created_at: '2026-11-26T07:00:00Z', data: { id: 'd' } })
  expect((await post('resend', body, signed(body))).status).toBe(204)
  expect(events).toEqual([])
})

test('several readers are several events, and a tag that is no issue is none', async () => {
  const { events, post } = newsroomEnd(env)
  const body = event('email.complained', { to: ['a@example.org', 'b@example.org'], tags: [{ name: 'issue', value: '<script>' }] })
  await post('resend', body, signed(body))
  expect(events.map(({ address, id, issue }) => ({ address, id, issue }))).toEqual([
    { address: 'a@example.org', id: 'msg_1/a@example.org', issue: undefined },
    { address: 'b@example.org', id: 'msg_1/b@example.org', issue: undefined },
  ])
})

const BODY = event('email.bounced')
test.each([
  ['unsigned', {}],
  ['signed with another secret', signed(BODY, { secret: `whsec_${Buffer.from('another').toString('base64')}` })],
  ['signed for another id', { ...signed(BODY), 'svix-id': 'msg_2' }],
  ['signed for another moment', { ...signed(BODY), 'svix-timestamp': String(Math.floor(Date.now() / 1000) - 60) }],
  ['signed for other words', signed(event('email.delivered'))],
  ['replayed after six minutes', signed(BODY, { at: minutesAgo(6) })],
  ['dated six minutes ahead', signed(BODY, { at: minutesAgo(-6) })],
  ['dated by no number', { ...signed(BODY), 'svix-timestamp': 'now' }],
  ['signed by nothing', { ...signed(BODY), 'svix-signature': 'v1,' }],
])('a report that is %s is refused', async (_, headers) => {
  const { events, post } = newsroomEnd(env)
  const response = await post('resend', BODY, headers)
  expect(response.status).toBe(401)
  expect(await response.text()).not.toContain('whsec')
  expect(events).toEqual([])
})

test('the same report twice has the same id', async () => {
  const { events, post } = newsroomEnd(env)
  const headers = signed(BODY)
  await post('resend', BODY, headers)
  await post('resend', BODY, headers)
  expect(new Set(events.map(({ id }) => id)).size).toBe(1)
})

test('a secret that was piped in with a line end is that secret', async () => {
  const { events, post } = newsroomEnd({ RESEND_WEBHOOK_SECRET: `${SECRET}\n` })
  expect((await post('resend', BODY, signed(BODY))).status).toBe(204)
  expect(events).toHaveLength(1)
})

test('without a secret, or with one that is none, nothing comes in', async () => {
  for (const vars of [{}, { RESEND_WEBHOOK_SECRET: '' }, { RESEND_WEBHOOK_SECRET: 'whsec_%%%' }] as Record<string, string>[]) {
    const { events, post } = newsroomEnd(vars)
    expect((await post('resend', BODY, signed(BODY))).status).toBe(404)
    expect(events).toEqual([])
  }
})

test('a signed body that is no JSON is refused as such', async () => {
  const { post } = newsroomEnd(env)
  expect((await post('resend', 'no JSON', signed('no JSON'))).status).toBe(400)
})

test('only providers are heard, and nothing larger than a report', async () => {
  const { post } = newsroomEnd(env)
  for (const name of ['mailgun', 'constructor', '__proto__', 'RESEND']) expect((await post(name, '{}')).status).toBe(404)
  expect((await post('resend', ' '.repeat(1_000_001))).status).toBe(413)
})
