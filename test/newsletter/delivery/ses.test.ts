import { describe, expect, test } from 'vitest'
import { sesMailer } from '../../../src/newsletter/delivery/ses.ts'
import { type Asked, fakeProvider, TROUBLES } from './fake-provider.ts'
import { letter, letters, parsed } from './letter.ts'

const SECRET = 'a-secret-that-nobody-may-read'
const mailer = (fetcher: Parameters<typeof sesMailer>[1], more = {}) =>
  sesMailer({ keyId: 'AKIAEXAMPLEEXAMPLE', secret: SECRET, region: 'eu-west-1', timeoutMs: 50, ...more }, fetcher)
const failing = (status: number, type: string, message: string) =>
  fakeProvider(() => Response.json({ message }, { status, headers: { 'x-amzn-ErrorType': `${type}:http://internal.amazon.com/` } }))

const letterIn = (asked: readonly Asked[]) => {
  const content = asked.at(0)?.body.Content as { Raw: { Data: string } } | undefined
  return parsed(Buffer.from(content?.Raw.Data ?? '', 'base64'))
}

test('each letter is a signed call with the letter as we wrote it', async () => {
  const { asked, fetcher } = fakeProvider((_, number) => Response.json({ MessageId: `s-${number}` }))
  expect(await mailer(fetcher, { configurationSet: 'news' }).send([letter({ subject: 'عاجل 👨‍👩‍👧' })], 'issue-7:1')).toEqual([
    { result: 'sent', providerId: 's-0' },
  ])
  expect(asked[0]?.url).toBe('https://email.eu-west-1.amazonaws.com/v2/email/outbound-emails')
  expect(asked[0]?.headers.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLEEXAMPLE\/\d{8}\/eu-west-1\/ses\/aws4_request/)
  expect(asked[0]?.body).toEqual({
    Content: expect.anything(),
    Destination: { ToAddresses: ['reader@example.org'] },
    EmailTags: [{ Name: 'issue', Value: '7' }],
    ConfigurationSetName: 'news',
  })
  expect(await letterIn(asked)).toMatchObject({ subject: 'عاجل 👨‍👩‍👧', text: letter().text, html: letter().html })
})

test('a letter of more than a megabyte is encoded whole', async () => {
  const { asked, fetcher } = fakeProvider(() => Response.json({ MessageId: 's' }))
  const html = `<p>${'a story '.repeat(150_000)}</p>`
  await sesMailer({ keyId: 'AKIA', secret: SECRET, region: 'eu-west-1' }, fetcher).send([letter({ html })], 'issue-7:1')
  expect((await letterIn(asked)).html).toBe(html)
})

describe('a provider that', () => {
  test.each(TROUBLES)('%s leaves at most five letters uncertain', async (_, { answer, says }) => {
    const { fetcher, asked } = fakeProvider(answer)
    const deliveries = await mailer(fetcher).send(letters(40), 'issue-7:1')
    expect(asked.length).toBeLessThanOrEqual(5)
    for (const delivery of deliveries.slice(0, asked.length)) expect(delivery).toMatchObject(says)
    for (const delivery of deliveries.slice(asked.length)) expect(delivery.result).toBe('deferred')
    expect(JSON.stringify(deliveries)).not.toContain(SECRET)
  })

  test.each([
    ['refuses the letter', 400, 'MessageRejected', 'Illegal content', { result: 'rejected' }],
    ['is a sandbox', 400, 'MessageRejected', 'Email address is not verified. reader@example.org', { result: 'deferred' }],
    ['does not know our host', 400, 'MailFromDomainNotVerifiedException', 'x', { result: 'deferred' }],
    ['has paused us', 400, 'SendingPausedException', 'x', { result: 'deferred' }],
    ['has suspended us', 400, 'AccountSuspendedException', 'x', { result: 'deferred' }],
    ['does not know the configuration set', 404, 'NotFoundException', 'x', { result: 'deferred' }],
    ['is asked too often', 429, 'TooManyRequestsException', 'Maximum sending rate exceeded.', { result: 'deferred', retryAfterSeconds: 60 }],
    ['has sent enough for today', 429, 'TooManyRequestsException', 'Daily message quota exceeded.', { result: 'deferred', retryAfterSeconds: 4 * 3600 }],
    ['is throttled as the old API says it', 400, 'ThrottlingException', 'Maximum sending rate exceeded.', { result: 'deferred' }],
  ])('%s', async (_, status, type, message, says) => {
    const { fetcher } = failing(status, type, message)
    const [delivery] = await mailer(fetcher).send([letter()], 'issue-7:1')
    expect(delivery).toMatchObject(says)
    expect(JSON.stringify(delivery)).not.toContain('@example.org')
  })
})
