import { describe, expect, test } from 'vitest'
import { composeMime } from '../../../src/newsletter/delivery/mime.ts'
import { headOf, letter, parsed } from './letter.ts'

const NOW = new Date('2026-11-26T07:00:00Z')
const compose = async (change: Parameters<typeof letter>[0] = {}) => Buffer.from(composeMime(letter(change), NOW))

test('a letter is plain text and HTML, with an id of ours, its date and its list', async () => {
  const mail = await parsed(await compose())
  expect(mail.subject).toBe('Two leaders speak by phone')
  expect(mail.from?.value).toEqual([{ name: 'The Test Line', address: 'letters@news.example' }])
  expect(mail.to).toMatchObject({ value: [{ address: 'reader@example.org' }] })
  expect(mail.messageId).toBe('<issue-7.reader-1@news.example>')
  expect(mail.date).toEqual(NOW)
  expect(mail.text).toBe(letter().text)
  expect(mail.html).toBe(letter().html)
  expect(mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' })
  const head = Object.fromEntries(headOf(await compose()).map(({ name, value }) => [name, value]))
  expect(head['list-unsubscribe']).toBe('<https://news.example/newsletters/unsubscribe/t0ken>')
  expect(head['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  expect(head['list-id']).toBe('<daily.news.example>')
  expect(head['x-dateline-issue']).toBe('7')
})

test('plain text comes first: the last alternative is the one that is shown', async () => {
  const raw = (await compose()).toString()
  expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'))
})

const WORDS = {
  'emoji, one of five parts': '👨‍👩‍👧‍👦 and 🇸🇬 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  Arabic: 'عاجل: اتصال هاتفي بين الزعيمين استمر نصف ساعة، وقال الجانبان إنه كان مفيدًا',
  Chinese: '兩位領導人通電話，雙方均表示通話持續了半小時。'.repeat(6),
  'quotes and brackets': 'He said "no" <b>twice</b>, (then) yes; a=b?=',
  '993 letters': 'Breaking news '.repeat(71).trim(),
  '997 letters without a space': 'x'.repeat(997),
}

describe.each(Object.entries(WORDS))('words of %s', (_, words) => {
  test('come out as they went in, as subject, name and text, on lines of ASCII that fit', async () => {
    const name = words.slice(0, 200).toWellFormed().trim()
    const raw = await compose({ subject: words, from: { name, address: 'letters@news.example' }, text: `${words}\n`, html: `<p lang="x">${words}</p>` })
    const mail = await parsed(raw)
    expect(mail.subject).toBe(words)
    expect(mail.from?.value[0]).toEqual({ name, address: 'letters@news.example' })
    expect(mail.text).toBe(`${words}\n`)
    expect(mail.html).toBe(`<p lang="x">${words}</p>`)
    expect(raw.every((byte: number) => byte < 128)).toBe(true)
    // RFC 5322 section 2.1.1.
    for (const line of raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
    expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })
})

/** The check refuses these before; should it ever not, MIME still keeps them in their fields. */
describe.each(['\r\nBcc: all@example.org', '\nBcc: all@example.org', '\rBcc: all@example.org', '\u2028Bcc: all@example.org', '\0\r\n\r\nA body'])(
  '%j',
  (break_) => {
    test.each([
      ['a subject', { subject: `Morning${break_}` }],
      ['a sender’s name', { from: { name: `Line${break_}`, address: 'letters@news.example' } }],
      ['a reader’s name', { to: { name: `Reader${break_}`, address: 'reader@example.org' } }],
      ['a reader’s address', { to: { address: `reader@example.org${break_}` } }],
      ['an address for replies', { replyTo: { address: `desk@news.example${break_}` } }],
      ['an id', { id: `issue${break_}` }],
      ['a header', { headers: { 'List-Id': `<daily.news.example>${break_}` } }],
    ])('in %s adds no header and no body', async (_, change) => {
      const raw = await compose(change)
      const names = headOf(raw).map(({ name }) => name)
      expect(names).not.toContain('bcc')
      expect(names).toContain('mime-version')
      expect((await parsed(raw)).text).toBe(letter().text)
    })
  },
)

test('a host in any script goes over the wire in punycode, in addresses and in the id', async () => {
  const raw = (await compose({ from: { address: 'briefe@bücher.example' }, to: { address: 'leser@例え.テスト' } })).toString()
  expect(raw).toContain('From: briefe@xn--bcher-kva.example')
  expect(raw).toContain('To: leser@xn--r8jz45g.xn--zckzah')
  expect(raw).toContain('Message-ID: <issue-7.reader-1@xn--bcher-kva.example>')
})

test('a letter never grows past what providers take by being encoded', async () => {
  const raw = await compose({ html: `<p>${'é€'.repeat(330_000)}</p>` })
  expect(raw.length).toBeLessThan(5 * 1024 * 1024)
})
