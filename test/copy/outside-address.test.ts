/** A webhook's address is an order to our own servers: it leads to the public internet, or is refused. */
import { describe, expect, test } from 'vitest'
import { outsideAddressFlaw } from '../../src/copy/text/outside-address.ts'

describe('an address that the site is to call', () => {
  test.each([
    'https://example.org/hook',
    'https://hooks.example.org:8443/a?b=c',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://münchen.example.de/',
  ])('%s may be called', (url) => expect(outsideAddressFlaw(url)).toBeUndefined())

  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://0xa9fea9fe/',
    'https://100.64.0.1/',
    'https://100.100.100.200/',
    'https://192.0.0.192/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00::1]/',
    'https://[2001:db8::1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://metadata.google.internal/',
    'https://metadata.google.internal./',
    'https://printer.local/',
    'https://intranet/',
    'https://wiki.corp/',
    'https://router.home.arpa/',
    'https://nas.lan/',
    'https://１２７.0.0.1/',
    'https://ⓛocalhost/',
  ])('%s is on a private network, however it is spelt', (url) => expect(outsideAddressFlaw(url)).toMatch(/private network/))

  test.each([
    'http://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:,x',
    'example.org',
    '',
    'https://',
    '//example.org',
  ])('%s is no address with https', (url) => expect(outsideAddressFlaw(url)).toBeDefined())

  test('has no password, which logs would show, and no fragment, which nobody gets', () => {
    expect(outsideAddressFlaw('https://me:secret@example.org/')).toMatch(/name or password/)
    expect(outsideAddressFlaw('https://example.org/#a')).toMatch(/fragment/)
    expect(outsideAddressFlaw(`https://example.org/${'a'.repeat(3000)}`)).toMatch(/2000/)
  })

  test('may be of this machine where the site itself is, and of no other there', () => {
    const mayBeLocal = { mayBeLocal: true }
    for (const url of ['http://localhost:9000/in', 'http://127.0.0.1:9000/', 'http://[::1]:9000/']) expect(outsideAddressFlaw(url, mayBeLocal)).toBeUndefined()
    for (const url of ['http://192.168.0.1/', 'http://169.254.169.254/', 'http://example.org/', 'http://localhost.example.org/'])
      expect(outsideAddressFlaw(url, mayBeLocal)).toBeDefined()
  })
})
