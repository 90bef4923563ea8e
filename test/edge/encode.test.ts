import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from '../../src/edge/encode.ts'

test.each(['', 'A page', 'é – “中文” 😀', '\ufeffmarked', '\u0000', 'half a pair \ud83d here', '\udc00'])(
  '%j is sent as the bytes that every browser reads as the same text',
  (text) => {
    expect([...encode(text)]).toEqual([...new TextEncoder().encode(text)])
  },
)

test('and so is any text, whole pairs or not', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
          fc.constantFrom('a', '<', '😀'),
        ),
      }),
      (text) => {
        expect(Buffer.from(encode(text)).equals(Buffer.from(new TextEncoder().encode(text)))).toBe(true)
      },
    ),
  )
})

test('the bytes of a page are its own: what is remembered holds no more memory than it says', () => {
  const { buffer, byteLength } = encode('a'.repeat(1000))
  expect(buffer.byteLength).toBe(byteLength)
})
