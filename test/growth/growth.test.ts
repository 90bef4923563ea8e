/** Four times the copy is not much more than four times the work, whatever it is made of: one upload must not keep every reader of its isolate waiting. */
import { expect, test } from 'vitest'
import { DOORS } from './doors.ts'
import { isTooSteep } from './measure.ts'
import { FEW_PIECES } from './pieces.ts'

test.each(DOORS)('whatever it is made of: $what', { timeout: 300_000 }, async ({ short, work }) => {
  await work('warm')
  const steep: string[] = []
  for (const piece of FEW_PIECES) if (await isTooSteep(work, piece, short)) steep.push(piece)
  expect(steep).toEqual([])
})
