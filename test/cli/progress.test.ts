import { expect, test } from 'vitest'
import { timeLeft } from '../../src/cli/progress.ts'

test.each([
  [0.5, 2000, undefined],
  [0, 60_000, undefined],
  [1, 60_000, undefined],
  [0.5, 12_000, 'about 15 seconds left'],
  [0.99, 10_000, 'about 5 seconds left'],
  [0.5, 60_000, 'about 1 minute left'],
  [0.1, 60_000, 'about 9 minutes left'],
  [0.01, 120_000, 'about 3 hours left'],
])('an editor who waits for a long import hears how long: %f done in %i ms', (share, elapsed, left) => {
  expect(timeLeft(share, elapsed)).toBe(left)
})
