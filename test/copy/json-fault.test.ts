import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from '../../src/copy/json-fault.ts'
import { parseJson } from '../../src/copy/parse.ts'

test.each([
  ['{\n  "slug": "a",\n  "headline": oops\n}', 3, 15],
  ['{\n  "a": 1,\n}', 3, 1],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['[1, 2\n', 2, 1],
  ['{"a": "unclosed\n}', 1, 16],
  ["{'a': 1}", 1, 2],
  ['{} {}', 1, 4],
  ['[1]]', 1, 4],
])('broken JSON is refused with the line and column of the fault: %j', (text, line, column) => {
  expect(parseJson(text)).toMatchObject({ ok: false, flaws: [{ message: expect.stringContaining(`line ${line} column ${column}`) }] })
})

test('what is JSON has no fault', () => {
  fc.assert(fc.property(fc.json(), (text) => jsonFault(text) === text.length))
})
