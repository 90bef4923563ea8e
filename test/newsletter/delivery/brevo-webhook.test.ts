import { expect, test } from 'vitest'
import { newsroomEnd } from './reports.ts'

const env = { BREVO_WEBHOOK_TOKEN: 'a-token-of-the-newsroom' }
const headers = { Authorization: 'Bearer a-token-of-the-newsroom' }
const event = (name: string, more: Record<string, unknown> = {}) => ({
  event: name,
  email: 'reader@example.org',
  id: 26_224,
  date: '2026-11-26 08:00:00',
  ts: 1_795_849_200,
  'message-id': '<202611260700.1@smtp-relay.mailin.fr>',
  ts_event: 1_795_849_200,
  subject: 'Two leaders speak by phone',
  tags: ['7'],
  ...more,
})

test.each([
  ['hard_bounce', 'bounce'],
  ['invalid_email', 'bounce'],
  ['soft_bounce', 'soft-bounce'],
  ['blocked', 'soft-bounce'],
  ['spam', 'complaint'],
  ['unsubscribed', 'unsubscribe'],
  ['delivered', 'delivered'],
])('%s is a %s', async (name, kind) => {
  const { events, post } = newsroomEnd(env)
  expect((await post('brevo', JSON.stringify(event(name)), headers)).status).toBe(204)
  expect(events).toEqual([
    {
      kind,
      address: 'reader@example.org',
      at: new Date(1_795_849_200_000).toISOString(),
      id: `${name}/<202611260700.1@smtp-relay.mailin.fr>/1795849200/reader@example.org`,
      issue: '7',
    },
  ])
})

test('a batch is read whole, and what we do not follow is left out', async () => {
  const { events, post } = newsroomEnd(env)
  await post(
    'brevo',
    JSON.stringify([event('opened'), event('spam'), event('request'), event('delivered', { email: 'b@example.org', tags: undefined })]),
    headers,
  )
  expect(events.map(({ kind, address }) => `${kind} ${address}`)).toEqual(['complaint reader@example.org', 'delivered b@example.org'])
})

test.each([
  ['none', {}],
  ['another', { Authorization: 'Bearer another' }],
  ['half of it', { Authorization: 'Bearer a-token-of-the' }],
  ['the right one by another name', { Authorization: 'Basic a-token-of-the-newsroom' }],
])('with a token that is %s nothing comes in', async (_, given) => {
  const { events, post } = newsroomEnd(env)
  expect((await post('brevo', JSON.stringify(event('spam')), given as Record<string, string>)).status).toBe(401)
  expect(events).toEqual([])
})

test('without a token set nothing comes in, least of all an empty one', async () => {
  const { events, post } = newsroomEnd({ BREVO_WEBHOOK_TOKEN: '' })
  expect((await post('brevo', JSON.stringify(event('spam')), { Authorization: 'Bearer ' })).status).toBe(404)
  expect(events).toEqual([])
})

test.each(['', 'null', '{}', '[1]', '{"event":"spam","email":7}', 'no JSON', `[${Array.from({ length: 1001 }, () => JSON.stringify(event('spam'))).join()}]`])(
  'a body such as %.20s is no report',
  async (body) => {
    const { events, post } = newsroomEnd(env)
    expect((await post('brevo', body, headers)).status).toBe(400)
    expect(events).toEqual([])
  },
)
