import { describe, expect, test } from 'vitest'
import { checkedMailer } from '../../../src/newsletter/delivery/checked-mailer.ts'
import { retryAfterOf } from '../../../src/newsletter/delivery/http-answer.ts'
import type { Mailer } from '../../../src/newsletter/delivery/mailer.ts'
import { mailerFor } from '../../../src/newsletter/delivery/mailer-for.ts'
import { plainReason } from '../../../src/newsletter/delivery/plain-reason.ts'
import { letter, letters } from './letter.ts'

const from = (vars: Record<string, unknown>, purpose: 'letters' | 'confirmation' = 'letters') => mailerFor(vars as unknown as Env, purpose)

test('where no way is named there is no mailer', async () => {
  expect(await from({})).toBeUndefined()
  expect(await from({ MAIL_LETTERS: '' })).toBeUndefined()
  expect(await from({ MAIL_CONFIRMATIONS: 'resend', RESEND_KEY: 're_1' })).toBeUndefined()
  expect((await from({ MAIL_CONFIRMATIONS: 'resend', RESEND_KEY: 're_1' }, 'confirmation'))?.name).toBe('resend')
})

test.each([
  [{ MAIL_LETTERS: 'pigeon' }, 'must be one of'],
  [{ MAIL_LETTERS: 'constructor' }, 'must be one of'],
  [{ MAIL_LETTERS: 'resend' }, 'RESEND_KEY'],
  [{ MAIL_LETTERS: 'brevo' }, 'BREVO_KEY'],
  [{ MAIL_LETTERS: 'ses', SES_KEY_ID: 'a', SES_SECRET: 'b' }, 'SES_REGION'],
  [{ MAIL_LETTERS: 'ses', SES_KEY_ID: 'a', SES_SECRET: 'b', SES_REGION: 'x.evil.example/' }, 'SES_REGION'],
  [{ MAIL_LETTERS: 'smtp' }, 'SMTP_URL'],
  [{ MAIL_LETTERS: 'outbox' }, 'MAIL_OUTBOX_URL'],
  [{ MAIL_LETTERS: 'outbox', MAIL_OUTBOX_URL: 'https://elsewhere.example/' }, 'this machine'],
  [{ MAIL_LETTERS: 'cloudflare', EMAIL: {} }, 'only confirmations'],
])('%j sends nothing and says why', async (vars, words) => {
  const mailer = await from(vars)
  expect(await mailer?.send(letters(2), 'issue-7:1')).toEqual([
    { result: 'deferred', reason: expect.stringContaining(words), retryAfterSeconds: 600 },
    { result: 'deferred', reason: expect.stringContaining(words), retryAfterSeconds: 600 },
  ])
})

test('a key that was piped in with a line end is that key, and one that could not stand in a header is none', async () => {
  expect(await from({ MAIL_LETTERS: 'resend', RESEND_KEY: 're_1\n' })).toMatchObject({ name: 'resend', idempotentSeconds: 86_400 })
  const broken = { RESEND_KEY: 're_1\r\nX: secretpart', BREVO_KEY: 'ключ', SES_KEY_ID: 'a b', SES_SECRET: 's', SES_REGION: 'eu-west-1' }
  for (const way of ['resend', 'brevo', 'ses']) {
    const deliveries = await (await from({ MAIL_LETTERS: way, ...broken }))?.send([letter()], 'issue-7:1')
    expect(deliveries).toMatchObject([{ result: 'deferred', reason: expect.stringContaining(way.toUpperCase()) }])
    expect(JSON.stringify(deliveries)).not.toMatch(/secretpart|ключ/)
  }
})

test.each([
  ['resend', { RESEND_KEY: 're_1' }, true, 86_400],
  ['brevo', { BREVO_KEY: 'x' }, true, 1500],
  ['ses', { SES_KEY_ID: 'a', SES_SECRET: 'b', SES_REGION: 'eu-west-1' }, false, undefined],
  ['smtp', { SMTP_URL: 'smtps://a:b@mail.example' }, false, undefined],
  ['outbox', { MAIL_OUTBOX_URL: 'http://127.0.0.1:1/' }, true, undefined],
])('%s says whether the same key may be sent again, and for how long', async (name, vars, idempotent, seconds) => {
  expect(await from({ MAIL_LETTERS: name, ...vars })).toMatchObject({ name, idempotent })
  expect((await from({ MAIL_LETTERS: name, ...vars }))?.idempotentSeconds).toBe(seconds)
})

describe('any mailer', () => {
  const mailer = (send: Mailer['send']): Mailer => checkedMailer({ name: 'test', idempotent: false, maxBatch: 10, send })

  test('is given only letters that pass, and each answer goes to its own', async () => {
    const given: string[] = []
    const checked = mailer(async (messages) => {
      given.push(...messages.map(({ id }) => id))
      return messages.map(({ id }) => ({ result: 'sent', providerId: id }))
    })
    const batch = letters(4).map((one, at) => (at % 2 === 0 ? one : { ...one, subject: '' }))
    expect(await checked.send(batch, 'issue-7:1')).toEqual([
      { result: 'sent', providerId: 'issue-7.reader-0' },
      { result: 'rejected', reason: '"subject" is empty.' },
      { result: 'sent', providerId: 'issue-7.reader-2' },
      { result: 'rejected', reason: '"subject" is empty.' },
    ])
    expect(given).toEqual(['issue-7.reader-0', 'issue-7.reader-2'])
  })

  test('is not asked at all where nothing passes', async () => {
    const checked = mailer(() => Promise.reject(new Error('asked')))
    expect(await checked.send([letter({ html: '' })], 'issue-7:1')).toMatchObject([{ result: 'rejected' }])
    expect(await checked.send([], 'issue-7:1')).toEqual([])
  })

  test('that breaks may have sent before', async () => {
    const checked = mailer(() => Promise.reject(new TypeError('x is undefined for reader@example.org')))
    expect(await checked.send(letters(2), 'issue-7:1')).toEqual([
      { result: 'uncertain', reason: 'test broke: TypeError.' },
      { result: 'uncertain', reason: 'test broke: TypeError.' },
    ])
  })

  test('that answers for fewer letters than it was given leaves the others uncertain', async () => {
    expect(await mailer(async () => [{ result: 'sent' }]).send(letters(2), 'issue-7:1')).toMatchObject([{ result: 'sent' }, { result: 'uncertain' }])
  })

  test('takes no longer batch than it said and no key that could break a header', async () => {
    const checked = mailer(async () => [])
    await expect(checked.send(letters(11), 'issue-7:1')).rejects.toThrow(RangeError)
    await expect(checked.send(letters(1), 'issue\r\n7')).rejects.toThrow(RangeError)
    await expect(checked.send(letters(1), '')).rejects.toThrow(RangeError)
  })
})

describe('a reason', () => {
  test('is one short line', () => {
    expect(plainReason('550 no\r\n such\u202e  \0reader')).toBe('550 no such reader')
    expect(plainReason('x'.repeat(1000))).toHaveLength(200)
    expect(plainReason(undefined)).toBe('no reason given')
    expect(plainReason('')).toBe('no reason given')
  })

  test('names no reader', () => {
    expect(plainReason('550 5.1.1 <Jane.Doe+news@mail.example.org>: unknown, see "bob@example.org"')).toBe('550 5.1.1 (address): unknown, see "(address)"')
  })

  test('holds no secret in any spelling', () => {
    const secret = 'p@ss:w%rd/ü'
    const spelled = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]
    expect(plainReason(`${spelled.join(' | ')}`, [secret])).toBe('(secret) | (secret) | (secret)')
  })
})

test.each([
  ['17', 17],
  ['0', 1],
  ['999999999', 86_400],
  ['Thu, 26 Nov 2026 07:00:30 GMT', 30],
  ['Thu, 26 Nov 2020 07:00:30 GMT', 1],
  ['soon', undefined],
  ['-5', undefined],
  [undefined, undefined],
])('Retry-After %j is %j seconds', (value, seconds) => {
  expect(retryAfterOf(new Headers(value === undefined ? {} : { 'Retry-After': value }), Date.parse('2026-11-26T07:00:00Z'))).toBe(seconds)
})
