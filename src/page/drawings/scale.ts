/** From values to shares of a side. */

export type Scale = { low: number; high: number; ticks: number[]; step: number; at: (value: number) => number }

/** A number has no more digits than this to tell ticks apart by. */
const DIGITS = 15
/** Less than this between the values is none. */
const LEAST_SPAN = 1e-300

/** Round numbers around all values, at most `most` steps of them. `fromZero`: bars are as long as what they stand for. */
export function scaleOf(values: readonly number[], { most, fromZero }: { most: number; fromZero: boolean }): Scale {
  const [low, high] = boundsOf(values, fromZero)
  const finest = Math.max(Math.abs(low), Math.abs(high)) * 10 ** -DIGITS
  const step = roundStep(Math.max((high - low) / most, finest))
  // What is a tick but for its last bit begins there; and nought has no sign.
  const [first, last] = [Math.floor(low / step + 1e-9) + 0, Math.ceil(high / step - 1e-9) + 0]
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(DIGITS)))
  const [bottom, top] = [first * step, last * step]
  return { low: bottom, high: top, ticks, step, at: (value) => (value - bottom) / (top - bottom) }
}

function boundsOf(values: readonly number[], fromZero: boolean): [low: number, high: number] {
  const [low, high] = [Math.min(...values, ...(fromZero ? [0] : [])), Math.max(...values, ...(fromZero ? [0] : []))]
  if (high - low < LEAST_SPAN) return Math.abs(low) < LEAST_SPAN ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)]
  // A line to or from near nought should reach it.
  if (low > 0 && low < high * 0.4) return [0, high]
  if (high < 0 && high > low * 0.4) return [low, 0]
  return [low, high]
}

/** 1, 2 or 5, times a power of ten. */
function roundStep(rough: number) {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10
  return factor * power
}

export const valuesOf = (rows: readonly (readonly [string, ...(number | null)[]])[]) =>
  rows.flatMap(([, ...values]) => values.filter((value) => value !== null))
