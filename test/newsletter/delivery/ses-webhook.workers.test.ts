import { createSign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Fetcher } from '../../../src/newsletter/delivery/http-answer.ts'
import { SNS } from './certificates.ts'
import { newsroomEnd } from './reports.ts'

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:letters'
const NOW = Date.parse('2026-11-26T07:00:00Z')
const env = { SES_TOPIC_ARN: TOPIC }

type Sns = Record<string, string>
let certificates = 0
/** Each message has a certificate of its own address: the one before is remembered. */
const message = (change: Sns = {}): Sns => ({
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: TOPIC,
  Message: JSON.stringify(bounce()),
  Timestamp: '2026-11-26T06:59:00.000Z',
  SignatureVersion: '2',
  SigningCertURL: `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${String(certificates++).padStart(32, '0')}.pem`,
  ...change,
})

const FIELDS: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

function signed(sns: Sns): Sns {
  const names = (FIELDS[sns.Type ?? ''] ?? []).filter((name) => sns[name] !== undefined)
  const text = names.map((name) => `${name}\n${sns[name]}\n`).join('')
  const signature = createSign(sns.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
    .update(text)
    .sign(SNS.key, 'base64')
  return { ...sns, Signature: signature }
}

const bounce = (type = 'Permanent', more = {}) => ({
  eventType: 'Bounce',
  mail: { messageId: 'x', tags: { issue: ['7'], 'ses:source-ip': ['127.0.0.1'] } },
  bounce: { bounceType: type, timestamp: '2026-11-26T06:58:00.000Z', bouncedRecipients: [{ emailAddress: 'reader@example.org', status: '5.1.1' }] },
  ...more,
})

/** Amazon, as far as it is asked. */
function amazon(answer: (url: string) => Response = () => new Response(SNS.certificate)) {
  const asked: string[] = []
  const fetcher: Fetcher = async ({ url }) => {
    asked.push(url)
    return answer(url)
  }
  const end = newsroomEnd(env, { now: () => NOW, fetcher })
  return { ...end, asked, post: (sns: Sns) => end.post('ses', JSON.stringify(sns), { 'Content-Type': 'text/plain; charset=UTF-8' }) }
}

test.each(['1', '2'])('a bounce, signed by version %s, is heard', async (SignatureVersion) => {
  const { events, post, asked } = amazon()
  const sns = signed(message({ SignatureVersion, Subject: 'Amazon SES Email Event Notification' }))
  expect((await post(sns)).status).toBe(204)
  expect(events).toEqual([{ kind: 'bounce', address: 'reader@example.org', at: '2026-11-26T06:58:00.000Z', id: 'm-1/reader@example.org', issue: '7' }])
  await post(sns)
  expect(asked).toEqual([sns.SigningCertURL])
})

test.each([
  ['a passing bounce', bounce('Transient'), ['soft-bounce reader@example.org 7']],
  ['a bounce of unknown kind', bounce('Undetermined'), ['soft-bounce reader@example.org 7']],
  [
    'a complaint, without tags',
    {
      notificationType: 'Complaint',
      mail: { headers: [{ name: 'x-dateline-issue', value: '8' }] },
      complaint: {
        timestamp: '2026-11-26T06:58:00.000Z',
        complaintFeedbackType: 'abuse',
        complainedRecipients: [{ emailAddress: 'a@example.org' }, { emailAddress: 'b@example.org' }],
      },
    },
    ['complaint a@example.org 8', 'complaint b@example.org 8'],
  ],
  [
    'that it was no spam',
    {
      eventType: 'Complaint',
      mail: {},
      complaint: { timestamp: '2026-11-26T06:58:00.000Z', complaintFeedbackType: 'not-spam', complainedRecipients: [{ emailAddress: 'a@example.org' }] },
    },
    [],
  ],
  [
    'a delivery',
    { eventType: 'Delivery', mail: {}, delivery: { timestamp: '2026-11-26T06:58:00.000Z', recipients: ['a@example.org'] } },
    ['delivered a@example.org undefined'],
  ],
  ['an opened letter', { eventType: 'Open', mail: {}, open: {} }, []],
  ['plain words', 'Successfully validated SNS topic', []],
])('of %s is understood', async (_, told, kept) => {
  const { events, post } = amazon()
  expect((await post(signed(message({ Message: typeof told === 'string' ? told : JSON.stringify(told) })))).status).toBe(204)
  expect(events.map(({ kind, address, issue }) => `${kind} ${address} ${issue}`)).toEqual(kept)
})

describe('a message is refused, and nothing is fetched for it', () => {
  const elsewhere = (SigningCertURL: string) => message({ SigningCertURL })
  test.each([
    ['of another topic', message({ TopicArn: 'arn:aws:sns:eu-west-1:999999999999:letters' })],
    ['with a certificate from elsewhere', elsewhere('https://evil.example/SimpleNotificationService-0123456789abcdef.pem')],
    [
      'with a certificate from a host that begins like it',
      elsewhere('https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem'),
    ],
    ['with a certificate from a bucket', elsewhere('https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem')],
    ['with a certificate from another region', elsewhere('https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem')],
    ['with a user in the address', elsewhere('https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem')],
    ['with a port in the address', elsewhere('https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem')],
    ['with a certificate over plain http', elsewhere('http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem')],
    ['with another file', elsewhere('https://sns.eu-west-1.amazonaws.com/?Action=GetTopic&SimpleNotificationService-0123456789abcdef.pem')],
    ['of a version nobody knows', message({ SignatureVersion: '3' })],
    ['of two hours ago', message({ Timestamp: '2026-11-26T05:00:00.000Z' })],
    ['of tomorrow', message({ Timestamp: '2026-11-27T07:00:00.000Z' })],
    ['of no moment', message({ Timestamp: 'now' })],
  ])('%s', async (_, sns) => {
    const { events, post, asked } = amazon()
    expect((await post(signed(sns))).status).toBe(401)
    expect([events, asked]).toEqual([[], []])
  })
})

test.each([
  ['changed words', { Message: JSON.stringify(bounce('Transient')) }],
  ['a changed id', { MessageId: 'm-2' }],
  ['an added subject', { Subject: 'x' }],
  ['another signature', { Signature: 'AAAA' }],
  ['no Base64', { Signature: '%' }],
])('a message with %s is refused', async (_, change) => {
  const { events, post } = amazon()
  expect((await post({ ...signed(message()), ...change })).status).toBe(401)
  expect(events).toEqual([])
})

test.each([
  ['is not there', () => new Response('', { status: 404 })],
  ['is elsewhere', () => new Response('', { status: 302, headers: { Location: 'https://evil.example/' } })],
  ['is none', () => new Response('<h1>Welcome</h1>')],
  [
    'cannot be fetched',
    () => {
      throw new TypeError('fetch failed')
    },
  ],
])('when the certificate %s, the message may come again', async (_, answer) => {
  const { events, post } = amazon(answer)
  const response = await post(signed(message()))
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('60')
  expect(events).toEqual([])
})

describe('a subscription', () => {
  const asking = (SubscribeURL: string) => message({ Type: 'SubscriptionConfirmation', Token: 't', Message: 'You have chosen to subscribe', SubscribeURL })
  const URL_ = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=x&Token=t'

  test('of our topic is confirmed once it is known to be signed', async () => {
    const { post, asked } = amazon()
    expect((await post(signed(asking(URL_)))).status).toBe(204)
    expect(asked[1]).toBe(URL_)
  })

  test('that is not signed is not confirmed', async () => {
    const { post, asked } = amazon()
    expect((await post({ ...signed(asking(URL_)), Token: 'other' })).status).toBe(401)
    expect(asked).toHaveLength(1)
  })

  test('is confirmed nowhere but at SNS', async () => {
    const { post, asked } = amazon()
    expect((await post(signed(asking('https://evil.example/?Action=ConfirmSubscription')))).status).toBe(401)
    expect(asked).toHaveLength(1)
  })

  test('that SNS does not take may come again', async () => {
    const { post } = amazon((url) => (url.endsWith('.pem') ? new Response(SNS.certificate) : new Response('', { status: 500 })))
    expect((await post(signed(asking(URL_)))).status).toBe(503)
  })
})

test('without a topic set nothing comes in', async () => {
  const { post } = newsroomEnd({})
  expect((await post('ses', JSON.stringify(signed(message())))).status).toBe(404)
})

test.each(['', 'null', '[]', '{"Type":"Notification"}', '{"Type":"constructor"}'])('%j is no message', async (body) => {
  const { post } = newsroomEnd(env, { now: () => NOW })
  expect((await post('ses', body)).status).toBe(401)
})
