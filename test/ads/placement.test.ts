import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeSlots } from '../../src/ads/placement.ts'
import { parseWith } from '../../src/copy/parse.ts'
import type { Block } from '../../src/copy/shapes/block.ts'
import { Body } from '../../src/copy/shapes/block.ts'

const text = (length: number) => ({ type: 'paragraph', text: 'word '.repeat(Math.ceil(length / 5)).slice(0, length) })
const body = (...blocks: unknown[]): Block[] => {
  const parsed = parseWith(Body, blocks)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
}
const heading = { type: 'heading', level: 2, text: 'A heading' }

describe('where ads are placed in a body', () => {
  test('not before the second paragraph has ended', () => {
    expect(placeSlots(body(text(1900), text(700), text(900)), true)).toEqual([1])
  })

  test('never between a heading and its text', () => {
    const blocks = body(text(600), text(600), heading, text(600), text(600))
    expect(placeSlots(blocks, true)).toEqual([1])
    expect(blocks[2]?.type).toBe('heading')
  })

  test('not in a short piece, and not at the end of a long one', () => {
    expect(placeSlots(body(text(300), text(300), text(300)), true)).toEqual([])
    expect(placeSlots(body(text(1500), text(1500)), true)).toEqual([])
  })

  test('none where none is allowed', () => {
    expect(placeSlots(body(...Array.from({ length: 20 }, () => text(900))), false)).toEqual([])
  })

  test('at most three, and far apart, in a body of five hundred blocks', () => {
    const places = placeSlots(body(...Array.from({ length: 500 }, () => text(400))), true)
    expect(places).toHaveLength(3)
  })

  test('whatever the body, a slot follows a paragraph, never a heading, and text follows it', () => {
    const block = fc.oneof(
      fc.integer({ min: 1, max: 1500 }).map(text),
      fc.constant(heading),
      fc.constant({ type: 'divider' }),
      fc.constant({ type: 'quote', text: 'So it was.' }),
    )
    fc.assert(
      fc.property(fc.array(block, { maxLength: 60 }), (blocks) => {
        const parsed = body(...blocks)
        for (const at of placeSlots(parsed, true)) {
          expect(parsed[at]?.type).toBe('paragraph')
          expect(parsed.slice(0, at + 1).filter(({ type }) => type === 'paragraph').length).toBeGreaterThanOrEqual(2)
          expect(parsed.slice(at + 1).some(({ type }) => type === 'paragraph')).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
