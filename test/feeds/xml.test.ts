import * as fc from 'fast-check'
import { DomUtils, parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { element, xmlDocument } from '../../src/feeds/xml.ts'
import { wellFormed } from './well-formed.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ']', '\u0000', '\u000b', '\ud800', '\udc00', '\ufffe', '\r', '\n', '\t', 'a', '😀', '&amp;', ']]>', '<!--'),
  }),
)
const allowed = (text: string) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')

describe('XML', () => {
  test('whatever the copy says, the document is well formed and says the same', () => {
    fc.assert(
      fc.property(anyText, anyText, (content, attribute) => {
        const xml = xmlDocument(element('a', { b: attribute }, element('c', {}, content)))
        wellFormed(xml)
        const [root] = DomUtils.getElementsByTagName('a', parseDocument(xml, { xmlMode: true }))
        const text = root ? DomUtils.textContent(root) : undefined
        expect(root?.attribs.b).toBe(allowed(attribute))
        expect(text).toBe(allowed(content))
      }),
    )
  })

  test('what XML cannot hold is dropped, not referred to', () => {
    expect(element('a', {}, 'x\u0000\u000b\ud800\ufffey').markup).toBe('<a>xy</a>')
  })

  test('an attribute without value is left out, an element without content closes itself', () => {
    expect(element('a', { b: undefined, c: 1 }, undefined, false, []).markup).toBe('<a c="1"/>')
  })

  test('the check for well-formed documents can fail', () => {
    const declared = (rest: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${rest}`
    for (const broken of [
      '',
      '<a>',
      '<a><b></a></b>',
      '<a>&nbsp;</a>',
      '<a>\u0001</a>',
      '<a/><b/>',
      '<x:a/>',
      '<a>1 < 2</a>',
      '<a b="1" b="2"/>',
      '<a b="<"/>',
    ])
      expect(() => wellFormed(declared(broken))).toThrow()
    expect(wellFormed(declared('<a><b/>1 &lt; 2</a>'))).toEqual(['a', 'b'])
  })
})
