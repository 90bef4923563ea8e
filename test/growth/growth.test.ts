/** Four times the copy is not much more than four times the work, whatever it is made of: one upload must not keep every reader of its isolate waiting. */
import { expect, test } from 'vitest'
import { DOORS } from './doors.ts'
import { isTooSteep } from './measure.ts'
import { FEW_PIECES } from './pieces.ts'

/** Through the greatest that may be sent goes `npm run growth`. */
const MOST = 16_000

test.each(DOORS)('whatever it is made of: $what', { timeout: 300_000 }, async ({ most, work }) => {
  await work('warm')
  const steep: string[] = []
  for (const piece of FEW_PIECES) if (await isTooSteep(work, piece, Math.min(most, MOST))) steep.push(piece)
  expect(steep).toEqual([])
})
