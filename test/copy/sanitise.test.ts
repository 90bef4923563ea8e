import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { isCanonicalInline } from '../../src/copy/text/inline.ts'
import { inlineText, runs } from './copies.ts'

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<a href="',
        'javascript:alert(1)',
        '">',
        '<b>',
        '</b>',
        '</a>',
        '<i',
        ' title="',
        '<p>',
        '<script>',
        '</script>',
        '&lt;',
        '&',
        '&#60;',
        '<!--',
        '-->',
        "<a href='/x'>",
        '<br/>',
        '<A HREF=HTTPS://X.EXAMPLE>',
        'text',
        ' id="fn1"',
        ' onclick="x"',
        '<svg><',
        '<sub id=fn-1 lang="a&amp;b">',
        '\u0000',
        '<a title=x href=#a.b>',
      ),
      fc.string({ maxLength: 5 }),
      inlineText,
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

describe('cleaning', () => {
  test('makes canonical text of anything, and leaves canonical text alone', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const once = sanitiseInline(html)
        expect(isCanonicalInline(once), once).toBe(true)
        expect(sanitiseInline(once)).toBe(once)
      }),
      runs(1000),
    )
  })
})
