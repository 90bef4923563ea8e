/** As growth.test.ts, with pieces made up at random. For seconds in each run of the tests, and as long as you like with `npm run growth`. */
import { expect, test } from 'vitest'
import { DOORS } from './doors.ts'
import { isTooSteep } from './measure.ts'
import { composedPiece } from './pieces.ts'

const seconds = Number(process.env.GROWTH_SECONDS ?? 1)
const seed = Number(process.env.GROWTH_SEED ?? 20261126)
/** The greatest, where somebody waits for it. */
const isLong = process.env.GROWTH_SECONDS !== undefined

/** Mulberry32. */
function randomFrom(start: number) {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test('no random piece makes work grow with the square', { timeout: (seconds + 600) * 1000 }, async () => {
  const random = randomFrom(seed)
  const until = performance.now() + seconds * 1000
  const steep: string[] = []
  while (performance.now() < until) {
    const { what, most, short, work } = DOORS[Math.floor(random() * DOORS.length)] as (typeof DOORS)[number]
    const piece = composedPiece(random)
    if (await isTooSteep(work, piece, isLong ? most : short)) steep.push(`${what}: ${JSON.stringify(piece)}`)
  }
  expect(steep).toEqual([])
})
