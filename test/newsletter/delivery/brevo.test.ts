import { describe, expect, test } from 'vitest'
import { brevoMailer } from '../../../src/newsletter/delivery/brevo.ts'
import { fakeProvider, TROUBLES } from './fake-provider.ts'
import { letter, letters } from './letter.ts'

const KEY = 'xkeysib-that-nobody-may-read'
const mailer = (fetcher: Parameters<typeof brevoMailer>[1]) => brevoMailer({ key: KEY, timeoutMs: 50 }, fetcher)
const idempotencyKeys = (asked: { body: Record<string, unknown> }[]) => asked.map(({ body }) => (body.headers as Record<string, string>).idempotencyKey ?? '')

test('each letter is a call of its own, with its own way to unsubscribe', async () => {
  const { asked, fetcher } = fakeProvider((_, number) => Response.json({ messageId: `<b-${number}>` }, { status: 201 }))
  const sent = await mailer(fetcher).send([letter({ from: { name: 'ä'.repeat(80), address: 'briefe@bücher.example' } }), letter({ id: 'other' })], 'issue-7:1')
  expect(sent).toMatchObject([{ result: 'sent' }, { result: 'sent' }])
  expect(asked[0]?.url).toBe('https://api.brevo.com/v3/smtp/email')
  expect(asked[0]?.headers.get('api-key')).toBe(KEY)
  expect(asked[0]?.body).toMatchObject({
    sender: { name: 'ä'.repeat(70), email: 'briefe@xn--bcher-kva.example' },
    to: [{ email: 'reader@example.org' }],
    subject: letter().subject,
    htmlContent: letter().html,
    textContent: letter().text,
    headers: letter().headers,
    tags: ['7'],
  })
})

test('the key of a letter is a UUID: the same for the same letter of a batch, and no other’s', async () => {
  const { asked, fetcher } = fakeProvider(() => Response.json({ messageId: '<b>' }))
  await mailer(fetcher).send(letters(20), 'issue-7:1')
  await mailer(fetcher).send(letters(20), 'issue-7:1')
  await mailer(fetcher).send(letters(20), 'issue-7:2')
  const keys = idempotencyKeys(asked)
  for (const key of keys) expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(new Set(keys.slice(0, 40)).size).toBe(20)
  expect(new Set(keys).size).toBe(40)
})

test('a letter whose key was used was sent then', async () => {
  const { fetcher } = fakeProvider(() => Response.json({ code: 'duplicate_request', message: 'The idempotency key was used before' }, { status: 400 }))
  expect(await mailer(fetcher).send([letter()], 'issue-7:1')).toEqual([{ result: 'sent' }])
})

test('one refused letter is one refused letter', async () => {
  const { fetcher } = fakeProvider(({ body }) => {
    const [{ email = '' } = {}] = body.to as { email?: string }[]
    if (email === 'reader-3@example.org') return Response.json({ code: 'invalid_parameter', message: `${email} is not valid` }, { status: 400 })
    return Response.json({ messageId: '<b>' })
  })
  const deliveries = await mailer(fetcher).send(letters(8), 'issue-7:1')
  expect(deliveries.map(({ result }) => result)).toEqual(['sent', 'sent', 'sent', 'rejected', 'sent', 'sent', 'sent', 'sent'])
  expect(deliveries[3]).toEqual({ result: 'rejected', reason: 'brevo: 400 invalid_parameter (address) is not valid' })
})

describe('a provider that', () => {
  test.each(TROUBLES)('%s is not asked for the whole batch', async (_, { answer, says }) => {
    const { fetcher, asked } = fakeProvider(answer)
    const deliveries = await mailer(fetcher).send(letters(40), 'issue-7:1')
    expect(asked.length).toBeLessThanOrEqual(5)
    for (const delivery of deliveries.slice(0, asked.length)) expect(delivery).toMatchObject(says)
    for (const delivery of deliveries.slice(asked.length)) expect(delivery.result).toBe('deferred')
    expect(JSON.stringify(deliveries)).not.toContain(KEY)
  })

  test('puts an error into a 200 has said nothing sure', async () => {
    const { fetcher } = fakeProvider(() => Response.json({ code: 'internal', message: 'x' }))
    expect(await mailer(fetcher).send([letter()], 'issue-7:1')).toMatchObject([{ result: 'uncertain' }])
  })
})
