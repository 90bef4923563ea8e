import { describe, expect, test } from 'vitest'
import { messageFlaw } from '../../../src/newsletter/delivery/message-check.ts'
import { letter } from './letter.ts'

const BREAKS = {
  'CR LF': '\r\nBcc: all@example.org',
  LF: '\nBcc: all@example.org',
  CR: '\rBcc: all@example.org',
  'U+2028': '\u2028Bcc: all@example.org',
  'U+2029': '\u2029',
  NUL: '\0',
  'half a character': '\ud83d',
}
const HIDDEN = { 'an override': '\u202eevil', 'an isolate': '\u2066x', 'a zero-width space': '\u200b', 'a byte order mark': '\ufeff', 'a tag': '\u{e0041}' }

/** Every field that reaches a header. */
const FIELDS = {
  'the sender’s name': (text: string) => letter({ from: { name: text, address: 'letters@news.example' } }),
  'the sender’s address': (text: string) => letter({ from: { address: `letters${text}@news.example` } }),
  'the sender’s host': (text: string) => letter({ from: { address: `letters@news.example${text}` } }),
  'the reader’s name': (text: string) => letter({ to: { name: text, address: 'reader@example.org' } }),
  'the reader’s address': (text: string) => letter({ to: { address: `reader${text}@example.org` } }),
  'the reader’s host': (text: string) => letter({ to: { address: `reader@example.org${text}` } }),
  'the name for replies': (text: string) => letter({ replyTo: { name: text, address: 'desk@news.example' } }),
  'the address for replies': (text: string) => letter({ replyTo: { address: `desk@news.example${text}` } }),
  'the subject': (text: string) => letter({ subject: `Morning${text}` }),
  'the id': (text: string) => letter({ id: `issue-7${text}` }),
  'a header’s value': (text: string) => letter({ headers: { 'List-Id': `<daily.news.example>${text}` } }),
  'the unsubscribe address': (text: string) => letter({ headers: { 'List-Unsubscribe': `<https://news.example/u${text}>` } }),
  'a header’s name': (text: string) => letter({ headers: { [`List-Id${text}`]: '<daily.news.example>' } }),
}

test('a letter as the newsroom sends it has no flaw', () => {
  expect(messageFlaw(letter())).toBeUndefined()
  expect(messageFlaw(letter({ replyTo: { name: 'The Desk', address: 'desk@news.example' } }))).toBeUndefined()
})

describe.each(Object.entries(FIELDS))('%s', (_, letterWith) => {
  test.each(Object.entries(BREAKS))('never becomes two by %s', (_, text) => expect(messageFlaw(letterWith(text))).toBeTypeOf('string'))
  test.each(Object.entries(HIDDEN))('never hides %s', (_, text) => expect(messageFlaw(letterWith(text))).toBeTypeOf('string'))
})

test.each([
  'a@example.org, b@example.org',
  'a@example.org;b@example.org',
  'a@example.org b@example.org',
  'a@example.org>,<b@example.org',
  '<a@example.org>',
  'A Reader <a@example.org>',
  '"a b"@example.org',
  'a@b@example.org',
  '.a@example.org',
  'a..b@example.org',
  'a.@example.org',
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(64)}.example`,
  `a@${'example.'.repeat(1250)}org`,
  'a@localhost',
  'a@127.0.0.1',
  'a@[127.0.0.1]',
  'a@example.org:25',
  'a@example.org/x',
  'a@example.org?x',
  'a@-example.org',
  'a@example..org',
  'résumé@example.org',
  'postmaster',
  '@example.org',
  '',
])('%j is not one address', (address) => {
  expect(messageFlaw(letter({ to: { address } }))).toBe('"to" isn’t one valid email address.')
  expect(messageFlaw(letter({ from: { address } }))).toBe('"from" isn’t one valid email address.')
})

test.each(['a@bücher.example', 'name+tag@example.org', "o'neill@example.org", 'a@xn--bcher-kva.example', 'A.B@Example.ORG', 'a@例え.テスト'])(
  '%j is one',
  (address) => {
    expect(messageFlaw(letter({ to: { address } }))).toBeUndefined()
  },
)

test.each(['👩‍👩‍👧 in der Schule', 'العربية: خبر عاجل', 'می‌خواهم بدانم', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 votes', 'हिन्दी क्‍ष', 'é'.repeat(498)])(
  'the subject %j is sent as it is',
  (subject) => {
    expect(messageFlaw(letter({ subject }))).toBeUndefined()
  },
)

test.each([
  ['', 'empty'],
  [' \u00a0', 'empty'],
  ['=?utf-8?Q?Bcc=3A_all=40example=2Eorg?=', 'encoded'],
  ['é'.repeat(499), 'longer than 997 octets'],
])('the subject %j is refused', (subject, why) => expect(messageFlaw(letter({ subject }))).toContain(why))

describe('unsubscribing works by one press', () => {
  const headers = (unsubscribe: string) => letter({ headers: { 'List-Unsubscribe': unsubscribe } })
  test.each(['<https://news.example/u>', '<https://news.example/u>, <mailto:leave@news.example?subject=leave>'])('%s', (value) =>
    expect(messageFlaw(headers(value))).toBeUndefined(),
  )
  test.each([
    'https://news.example/u',
    '<http://news.example/u>',
    '<mailto:leave@news.example>',
    '<mailto:leave@news.example>, <https://news.example/u>',
    '<https://news.example/u>, <http://news.example/u>',
    '<https://news.example/u>, <https://news.example/u>',
    '<https://reader:secret@news.example/u>',
    '<https://news.example/u>, <mailto:leave@news.example?bcc=all@example.org>',
    '<javascript:alert(1)>',
    '',
  ])('not by %j', (value) => expect(messageFlaw(headers(value))).toBeTypeOf('string'))

  test('over plain http only for letters that stay on this machine', () => {
    expect(messageFlaw(headers('<http://localhost:8787/u>'))).toBeTypeOf('string')
    expect(messageFlaw(headers('<http://localhost:8787/u>'), { local: true })).toBeUndefined()
    expect(messageFlaw(headers('<http://news.example/u>'), { local: true })).toBeTypeOf('string')
  })

  test('and never by a promise without an address', () => {
    expect(messageFlaw(letter({ headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } }))).toBeTypeOf('string')
  })
})

test.each(['Bcc', 'Date', 'Message-ID', 'From', 'Feedback-ID', 'X-Mailer', 'list-id', 'constructor', '__proto__', ''])('a letter has no header %j', (name) => {
  expect(messageFlaw(letter({ headers: Object.fromEntries([[name, 'x']]) }))).toBe('A header isn’t allowed.')
})

test('a header is no longer than a line', () => {
  expect(messageFlaw(letter({ headers: { 'List-Archive': `<https://news.example/${'a'.repeat(974)}>` } }))).toBeUndefined()
  expect(messageFlaw(letter({ headers: { 'List-Archive': `<https://news.example/${'a'.repeat(975)}>` } }))).toContain('997')
})

test('a letter has two bodies, of text, and fits into 5 MiB however it is encoded', () => {
  expect(messageFlaw(letter({ text: ' ' }))).toContain('empty')
  expect(messageFlaw(letter({ html: '' }))).toContain('empty')
  expect(messageFlaw(letter({ html: '<p>\0</p>' }))).toBeTypeOf('string')
  expect(messageFlaw(letter({ text: 'half \udc00' }))).toBeTypeOf('string')
  expect(messageFlaw(letter({ html: 'x'.repeat(1_699_000) }))).toBeUndefined()
  expect(messageFlaw(letter({ html: '€'.repeat(570_000) }))).toContain('5 MiB')
})
