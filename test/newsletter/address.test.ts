import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../src/newsletter/subscribers/address.ts'
import { meantAddress } from '../../src/newsletter/subscribers/typos.ts'

describe('an address', () => {
  test.each([
    ['reader@example.org', 'reader@example.org'],
    ['name+tag@example.org', 'name+tag@example.org'],
    ["o'hara@example.ie", "o'hara@example.ie"],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['a@BÜCHER.example', 'a@xn--bcher-kva.example'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['someone@singnet.com.sg', 'someone@singnet.com.sg'],
    ['b@例え.テスト', 'b@xn--r8jz45g.xn--zckzah'],
    [' Reader@Example.ORG ', 'Reader@example.org'],
    [`${'l'.repeat(64)}@example.org`, `${'l'.repeat(64)}@example.org`],
    ['1@2.museum', '1@2.museum'],
  ])('%s is taken, and goes out as %s', (text, wire) => {
    expect(parseAddress(text)).toEqual({ typed: text.trim(), wire, key: wire.toLowerCase() })
  })

  test.each([
    '',
    '@',
    'a',
    'a@',
    '@b.co',
    '.a@b.co',
    'a.@b.co',
    'a..b@c.co',
    'a b@c.co',
    'a@b',
    'a@b.c',
    'a@b..co',
    'a@.b.co',
    'a@b.co.',
    'a@-b.co',
    'a@b-.co',
    'a@b_c.co',
    'a@b@c.co',
    'a,b@c.co',
    'a@b.co,c@d.co',
    'A <a@b.co>',
    '"a b"@c.co',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@0x7f.1',
    'a@b.co/path',
    'a@b.co:25',
    'a@b.co?x',
    'a@b.co#x',
    'a@b%2eco',
    'é@b.co',
    `${'l'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.org`,
    `${'x'.repeat(10_000)}@example.org`,
    `a@${'b.'.repeat(5000)}org`,
    'a@b.co\r\nBcc: c@d.co',
    'a\r\n@b.co',
    'a@b\u0000.co',
    'a@b\u2028.co',
    'a@b\u200b.co',
    'a@\u202eoc.b',
    'a@b\u00ad.co',
    'a@b\ud800.co',
    'a@b。co',
  ])('%j is none', (text) => expect(parseAddress(text)).toBeUndefined())

  test('is one mailbox however its letters are written', () => {
    expect(parseAddress('A.Reader@BÜCHER.example')?.key).toBe(parseAddress('a.reader@xn--bcher-kva.example')?.key)
  })
})

describe('a well-known slip', () => {
  test.each([
    ['reader@gmial.com', 'reader@gmail.com'],
    ['reader@hotmail.con', 'reader@hotmail.com'],
    ['reader@yaho.com', 'reader@yahoo.com'],
  ])('%s asks for %s', (wire, meant) => expect(meantAddress(wire)).toBe(meant))

  test.each([
    'gmail.com',
    'gmx.com',
    'ymail.com',
    'mail.com',
    'singnet.com.sg',
    'hotmail.co.uk',
    'yahoo.com.sg',
    'me.com',
    'constructor',
    'toString',
    '__proto__',
  ])('%s is none', (host) => expect(meantAddress(`reader@${host}`)).toBeUndefined())
})
