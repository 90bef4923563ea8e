import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/copy/parse.ts'
import { findJsonError } from '../../src/copy/text/json-syntax.ts'

describe('where broken JSON breaks', () => {
  test.each([
    ['{"a": oops}', 6],
    ['{"a": 1,}', 8],
    ['[1, 2', 5],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['"open', 5],
    ['"bad \\x escape"', 5],
    ['[01]', 1],
    ['[1.]', 1],
    ['{}{}', 2],
    ['[1}', 2],
    ['"line\nbreak"', 5],
    ['', 0],
    ['tru', 0],
    ["{'a': 1}", 1],
    ['[,]', 1],
  ])('%j at %i', (text, at) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(findJsonError(text)).toBe(at)
  })

  test('whatever JSON.parse takes has no fault, and only that', () => {
    fc.assert(fc.property(fc.json(), (text) => findJsonError(text) === text.length))
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', '}', ']', ',', ':', '"', 'x', '1', '{', '['), (json, at, put) => {
        const text = json.slice(0, at % json.length) + put + json.slice((at % json.length) + 1)
        if (parseJson(text).ok) expect(findJsonError(text)).toBe(text.length)
        if (findJsonError(text) < text.length) expect(parseJson(text).ok).toBe(false)
      }),
    )
  })

  test('the sentence names line and column, and does not quote the text back', () => {
    expect(parseJson('{"headline": "A",\n  "body": oops}')).toEqual({
      ok: false,
      flaws: [{ pointer: '', message: "This isn’t valid JSON: Unexpected token 'o' (line 2 column 11)." }],
    })
    expect(parseJson('{"headline": "A"')).toMatchObject({ flaws: [{ message: expect.stringContaining('(line 1 column 17)') }] })
  })
})
