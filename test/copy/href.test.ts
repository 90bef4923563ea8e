import { describe, expect, test } from 'vitest'
import { repairHref } from '../../src/copy/html/href.ts'
import { isSafeHref } from '../../src/copy/text/inline.ts'

describe('where a link leads', () => {
  test.each([
    ['https://example.com/annual report.pdf', 'https://example.com/annual%20report.pdf'],
    ['https://example.com/a\u00a0b', 'https://example.com/a%C2%A0b'],
    ['https://example.com/a\n  b', 'https://example.com/a%20%20b'],
    ['  HTTPS://example.com/x ', 'https://example.com/x'],
    ['https://example.com\\reports\\x', 'https://example.com/reports/x'],
    ['//example.com/x', 'https://example.com/x'],
    ['https://www.google.com/url?q=https://example.com/a%3Fb%3D1&sa=D&source=editors&usg=AOv', 'https://example.com/a?b=1'],
    ['https://www.google.com/url?q=tides', 'https://www.google.com/url?q=tides'],
    ['www.example.com/x', 'https://www.example.com/x'],
    ['“https://example.com/x”', 'https://example.com/x'],
    ['tel:+65 1800 221 4444', 'tel:+6518002214444'],
    ['TEL:+6518002214444', 'tel:+6518002214444'],
    ['sms:+65 1234?body=Call me', 'sms:+651234?body=Call%20me'],
    ['mailto:desk@example.com?subject=A tip', 'mailto:desk@example.com?subject=A%20tip'],
    ['desk@example.com', 'mailto:desk@example.com'],
    ['/sport/match report', '/sport/match%20report'],
    ['#the place', '#the%20place'],
    ['https://例え.jp/道?a=1&b=2', 'https://例え.jp/道?a=1&b=2'],
  ])('%j is mended where it is plain what was meant', (written, href) => {
    expect(repairHref(written)).toEqual({ href })
    expect(repairHref(href)).toEqual({ href })
    expect(isSafeHref(href)).toBe(true)
  })

  test.each([
    ['../sport/match', '/sport/match'],
    ['./storm', '/world/storm'],
    ['../../../sport', '/sport'],
    ['../topic/mali?page=2#x y', '/topic/mali?page=2#x%20y'],
  ])('%j is read from the page of the article', (written, href) => expect(repairHref(written, '/world/phone-call')).toEqual({ href }))

  test.each([
    ['', 'no address'],
    ['  ', 'no address'],
    ['../sport/match', 'which site'],
    ['sport/match', 'which site'],
    ['report.pdf', 'which site'],
    ['?page=2', 'which site'],
    ['javascript:alert(1)', 'http, https'],
    ['java\nscript:alert(1)', 'http, https'],
    ['\u0001javascript:alert(1)', 'which site'],
    ['data:text/html,x', 'http, https'],
    ['file:///C:/report.doc', 'http, https'],
    ['https:/example.com', 'doesn’t name a site'],
    ['https:/\\evil.example', 'doesn’t name a site'],
    ['https://', 'doesn’t name a site'],
    ['///x', 'doesn’t name a site'],
    ['/\\evil.example', 'isn’t a valid address'],
    ['\\\\server\\share', 'which site'],
    ['tel:', 'no phone number'],
  ])('%j leads nowhere, and it is said why', (written, reason) => expect(repairHref(written)).toMatchObject({ reason: expect.stringContaining(reason) }))
})
