import { expect, test } from 'vitest'
import { straysIn } from '../../src/page/scripts/live/strays.ts'

const strays = (shown: string, wanted: string) => straysIn([...shown], [...wanted]).join('')

test('an update that is pinned moves alone, and so does one that is unpinned', () => {
  expect(strays('abcd', 'abcd')).toBe('')
  expect(strays('abcd', 'cabd')).toBe('c')
  expect(strays('cabd', 'abcd')).toBe('c')
  expect(strays('pabcd', 'capbd')).toBe('cp')
  expect(strays('', '')).toBe('')
  expect(new Set(strays('abcdefgh', 'hgfedcba')).size).toBeLessThan(8)
})
