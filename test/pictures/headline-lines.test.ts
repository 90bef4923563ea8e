import { describe, expect, test } from 'vitest'
import { layOutHeadline, shorten } from '../../src/pictures/headline-lines.ts'

describe('a headline is broken', () => {
  /** Every letter half an em wide. */
  const widthOf = (text: string) => text.length / 2
  const room = { width: 1000, height: 300, leading: 1, sizes: [100, 75, 50], widthOf }

  test('at the largest size at which it fits', () => {
    expect(layOutHeadline('Ferries stop', room)).toEqual({ size: 100, lines: ['Ferries stop'] })
    expect(layOutHeadline(Array(12).fill('ferries').join(' '), room).size).toBe(75)
    expect(layOutHeadline('Verkehrsverbundsgesellschaft', room).size).toBe(50)
  })

  test('into lines of even length', () => {
    expect(layOutHeadline('one two three four five', room).lines).toEqual(['one two three', 'four five'])
    expect(layOutHeadline('Passwords are leaving us', room).lines).toEqual(['Passwords are', 'leaving us'])
  })

  test('never after a word of one letter, nor between what belongs together', () => {
    expect(layOutHeadline('dziennikarskie w Łodzi', room).lines).toEqual(['dziennikarskie', 'w Łodzi'])
    expect(layOutHeadline('dziennikarskie na\u00a0Łodzi', room).lines).toEqual(['dziennikarskie', 'na\u00a0Łodzi'])
  })

  test('after a hyphen that is there, and with none that is not', () => {
    expect(layOutHeadline('Rhein-Main-Verkehrsverbund', room).lines).toEqual(['Rhein-Main-', 'Verkehrsverbund'])
    expect(layOutHeadline('Von 2019-2023 wurde', room).lines.join('|')).not.toContain('2019-|')
  })

  test('and ends with an ellipsis where it cannot fit', () => {
    const { size, lines } = layOutHeadline(Array(200).fill('ferries').join(' '), room)
    expect({ size, count: lines.length }).toEqual({ size: 50, count: 6 })
    expect(lines.at(-1)).toMatch(/ferries…$/)
    expect(layOutHeadline('x'.repeat(100), room).lines).toEqual([`${'x'.repeat(39)}…`])
  })

  test('before a comma, an ellipsis takes its place', () => {
    expect(shorten('Storm, ferries', 4, widthOf)).toBe('Storm…')
    expect(shorten('Storm', 4, widthOf)).toBe('Storm')
  })
})
