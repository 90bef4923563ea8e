import { describe, expect, test } from 'vitest'
import { resendMailer } from '../../../src/newsletter/delivery/resend.ts'
import { fakeProvider, TROUBLES } from './fake-provider.ts'
import { letter, letters } from './letter.ts'

const KEY = 're_a_key_that_nobody_may_read'
const idsFor = (body: unknown[]) => ({ data: body.map((_, at) => ({ id: `r-${at}` })) })
const mailer = (fetcher: Parameters<typeof resendMailer>[1]) => resendMailer({ key: KEY, timeoutMs: 50 }, fetcher)

test('a batch is one call, with its key, each letter’s own headers and the issue as a tag', async () => {
  const { asked, fetcher } = fakeProvider(({ body }) => Response.json(idsFor(body)))
  const batch = [
    letter({ from: { name: 'The "Line", News', address: 'briefe@bücher.example' } }),
    letter({ replyTo: { address: 'desk@news.example' }, id: 'issue-7.reader-2' }),
  ]
  expect(await mailer(fetcher).send(batch, 'issue-7:1')).toEqual([
    { result: 'sent', providerId: 'r-0' },
    { result: 'sent', providerId: 'r-1' },
  ])
  expect(asked).toHaveLength(1)
  expect(asked[0]?.url).toBe('https://api.resend.com/emails/batch')
  expect(Object.fromEntries(asked[0]?.headers ?? [])).toMatchObject({
    authorization: `Bearer ${KEY}`,
    'idempotency-key': 'issue-7:1',
    'x-batch-validation': 'permissive',
  })
  expect(asked[0]?.body).toMatchObject([
    {
      from: '"The \\"Line\\", News" <briefe@xn--bcher-kva.example>',
      to: ['reader@example.org'],
      headers: letter().headers,
      tags: [{ name: 'issue', value: '7' }],
      html: letter().html,
      text: letter().text,
    },
    { reply_to: 'desk@news.example' },
  ])
})

test('the same batch is the same bytes, whenever it is sent: otherwise its key would be refused', async () => {
  const { asked, fetcher } = fakeProvider(({ body }) => Response.json(idsFor(body)))
  await mailer(fetcher).send(letters(100), 'issue-7:1')
  await new Promise((resolve) => setTimeout(resolve, 5))
  await mailer(fetcher).send(letters(100), 'issue-7:1')
  expect(JSON.stringify(asked[0]?.body)).toBe(JSON.stringify(asked[1]?.body))
})

test('of a batch that is half taken, each letter learns what became of it', async () => {
  const { fetcher } = fakeProvider(() =>
    Response.json({ data: [{ id: 'a' }, { id: 'c' }], errors: [{ index: 1, message: 'Invalid `to` field: reader-1@example.org' }] }),
  )
  expect(await mailer(fetcher).send(letters(3), 'issue-7:1')).toEqual([
    { result: 'sent', providerId: 'a' },
    { result: 'rejected', reason: 'resend: Invalid `to` field: (address)' },
    { result: 'sent', providerId: 'c' },
  ])
})

test.each([
  ['too few', { data: [{ id: 'a' }] }],
  ['too many', { data: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }] }],
  ['none that are ids', { data: [null, 1, {}] }],
])('%s ids leave all uncertain: whose they are is not known', async (_, body) => {
  const { fetcher } = fakeProvider(() => Response.json(body))
  const results = await mailer(fetcher).send(letters(3), 'issue-7:1')
  expect(results.map(({ result }) => result)).toEqual(['uncertain', 'uncertain', 'uncertain'])
})

describe('a batch that is too large for the provider', () => {
  const small = (most: number, answer: (body: unknown[]) => Response = (body) => Response.json(idsFor(body))) =>
    fakeProvider(({ body }) => (body.length > most ? new Response('<h1>413 Content Too Large</h1>', { status: 413 }) : answer(body)))

  test('goes in halves until it is taken, each under a key of its own that is the same next time', async () => {
    const { asked, fetcher } = small(30)
    for (let time = 0; time < 2; time++) {
      const deliveries = await mailer(fetcher).send(letters(100), 'issue-7:1')
      expect(deliveries.map(({ result }) => result)).toEqual(Array.from({ length: 100 }, () => 'sent'))
    }
    const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys.slice(0, 7)).toEqual(['', '.1', '.1.1', '.1.2', '.2', '.2.1', '.2.2'].map((half) => `issue-7:1${half}`))
    expect(keys.slice(7)).toEqual(keys.slice(0, 7))
    const taken = asked.slice(0, 7).filter(({ body }) => body.length <= 30)
    expect(taken.flatMap(({ body }) => body.map((one) => (one as { to: string[] }).to[0]))).toEqual(letters(100).map(({ to }) => to.address))
  })

  test('of which a single letter is too large refuses that letter', async () => {
    expect(await mailer(small(0).fetcher).send(letters(2), 'issue-7:1')).toMatchObject([{ result: 'rejected' }, { result: 'rejected' }])
  })

  test('is not tried on when its first half is told “not now”', async () => {
    const { asked, fetcher } = small(2, () => new Response('', { status: 429 }))
    const deliveries = await mailer(fetcher).send(letters(8), 'issue-7:1')
    expect(deliveries.map(({ result }) => result)).toEqual(Array.from({ length: 8 }, () => 'deferred'))
    expect(asked).toHaveLength(3)
  })
})

describe('a provider that', () => {
  test.each(TROUBLES)('%s', async (_, { answer, says }) => {
    const { fetcher, asked } = fakeProvider(answer)
    const deliveries = await mailer(fetcher).send(letters(3), 'issue-7:1')
    expect(deliveries).toHaveLength(3)
    for (const delivery of deliveries) expect(delivery).toMatchObject(says)
    expect(asked).toHaveLength(1)
    expect(JSON.stringify(deliveries)).not.toContain(KEY)
  })

  test.each([
    ['puts an error into a 200', 200, { statusCode: 403, name: 'validation_error', message: `The key ${KEY} may not send` }, { result: 'deferred' }],
    ['puts an error of its own into a 200', 200, { statusCode: 500, name: 'application_error', message: 'x' }, { result: 'uncertain' }],
    ['has sent enough for today', 429, { statusCode: 429, name: 'daily_quota_exceeded', message: 'x' }, { result: 'deferred', retryAfterSeconds: 4 * 3600 }],
    [
      'has sent enough for this month',
      429,
      { statusCode: 429, name: 'monthly_quota_exceeded', message: 'x' },
      { result: 'deferred', retryAfterSeconds: 86_400 },
    ],
    ['still works at this key', 409, { statusCode: 409, name: 'concurrent_idempotent_requests', message: 'x' }, { result: 'uncertain' }],
    ['had this key with other letters', 409, { statusCode: 409, name: 'invalid_idempotent_request', message: 'x' }, { result: 'uncertain' }],
    ['refuses the whole batch', 422, { statusCode: 422, name: 'missing_required_field', message: 'x' }, { result: 'deferred' }],
  ])('%s', async (_, status, body, says) => {
    const { fetcher } = fakeProvider(() => Response.json(body, { status }))
    const deliveries = await mailer(fetcher).send(letters(2), 'issue-7:1')
    for (const delivery of deliveries) expect(delivery).toMatchObject(says)
    expect(JSON.stringify(deliveries)).not.toContain(KEY)
  })

  test('refuses the only letter there is, refuses that letter', async () => {
    const { fetcher } = fakeProvider(() => Response.json({ statusCode: 422, name: 'validation_error', message: 'Invalid' }, { status: 422 }))
    expect(await mailer(fetcher).send([letter()], 'issue-7:1')).toMatchObject([{ result: 'rejected' }])
  })
})
