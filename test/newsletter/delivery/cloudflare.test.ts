import { describe, expect, test } from 'vitest'
import { cloudflareMailer } from '../../../src/newsletter/delivery/cloudflare.ts'
import { mailerFor } from '../../../src/newsletter/delivery/mailer-for.ts'
import { letter, letters } from './letter.ts'

const binding = (send: (letter: Record<string, unknown>) => Promise<{ messageId: string }>) => ({ send }) as unknown as SendEmail
const failing = (code: string) => binding(() => Promise.reject(Object.assign(new Error(`refused for reader@example.org`), { code })))

test('a letter is handed over in its parts, to one reader', async () => {
  const given: Record<string, unknown>[] = []
  const mailer = cloudflareMailer(
    binding(async (one) => {
      given.push(one)
      return { messageId: 'c-1' }
    }),
  )
  expect(await mailer.send([letter({ to: { name: 'Ada', address: 'leser@bücher.example' } })], 'confirm-1')).toEqual([{ result: 'sent', providerId: 'c-1' }])
  expect(given).toEqual([
    {
      from: { name: 'The Test Line', email: 'letters@news.example' },
      to: 'leser@xn--bcher-kva.example',
      subject: letter().subject,
      html: letter().html,
      text: letter().text,
      headers: letter().headers,
    },
  ])
})

describe('an answer of', () => {
  test.each([
    ['E_RATE_LIMIT_EXCEEDED', { result: 'deferred', retryAfterSeconds: 60 }],
    ['E_DAILY_LIMIT_EXCEEDED', { result: 'deferred', retryAfterSeconds: 4 * 3600 }],
    ['E_SENDER_NOT_VERIFIED', { result: 'deferred' }],
    ['E_SENDER_DOMAIN_NOT_AVAILABLE', { result: 'deferred' }],
    ['E_DELIVERY_FAILED', { result: 'deferred' }],
    ['E_RECIPIENT_SUPPRESSED', { result: 'rejected' }],
    ['E_VALIDATION_ERROR', { result: 'rejected' }],
    ['E_HEADER_VALUE_INVALID', { result: 'rejected' }],
    ['E_INTERNAL_SERVER_ERROR', { result: 'uncertain' }],
    ['E_OF_NEXT_YEAR', { result: 'uncertain' }],
  ])('%s', async (code, says) => {
    const deliveries = await cloudflareMailer(failing(code)).send([letter()], 'confirm-1')
    expect(deliveries).toMatchObject([says])
    expect(JSON.stringify(deliveries)).not.toContain('@example.org')
  })

  test('nothing at all leaves at most five letters uncertain', async () => {
    const deliveries = await cloudflareMailer(
      binding(() => new Promise(() => {})),
      20,
    ).send(letters(30), 'confirm-1')
    expect(deliveries.filter(({ result }) => result === 'uncertain')).toHaveLength(5)
    expect(deliveries.filter(({ result }) => result === 'deferred')).toHaveLength(25)
  })
})

test('what the local binding would take and production would not is never handed over', async () => {
  let calls = 0
  const EMAIL = binding(async () => ({ messageId: `c-${calls++}` }))
  const mailer = await mailerFor({ MAIL_CONFIRMATIONS: 'cloudflare', EMAIL } as unknown as Env, 'confirmation')
  const bad = [
    letter({ headers: { Date: 'Thu, 26 Nov 2026 07:00:00 +0000' } }),
    letter({ headers: { 'X-Anything': '1' } }),
    letter({ subject: 'Confirm\r\nBcc: all@example.org' }),
    letter({ to: { address: 'reader@example.org\r\nBcc: all@example.org' } }),
    letter({
      to: {
        address: letters(51)
          .map(({ to }) => to.address)
          .join(', '),
      },
    }),
    letter({ headers: { 'List-Unsubscribe': '<http://news.example/u>' } }),
  ]
  expect((await mailer?.send(bad, 'confirm-1'))?.map(({ result }) => result)).toEqual(bad.map(() => 'rejected'))
  expect(calls).toBe(0)
  expect(await mailer?.send([letter()], 'confirm-2')).toMatchObject([{ result: 'sent' }])
})
