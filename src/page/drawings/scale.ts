/** From values to shares of a side. */

export type Scale = { low: number; high: number; ticks: number[]; step: number; at: (value: number) => number }

/** Round numbers around all values, at most `most` steps of them. `fromZero`: bars are as long as what they stand for. */
export function scaleOf(values: readonly number[], { most, fromZero }: { most: number; fromZero: boolean }): Scale {
  let low = Math.min(...values, ...(fromZero ? [0] : []))
  let high = Math.max(...values, ...(fromZero ? [0] : []))
  // A line from near nought should begin there.
  if (!fromZero && low > 0 && low < high * 0.4) low = 0
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)]
  const step = roundStep((high - low) / most)
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)]
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
  const [bottom, top] = [first * step, last * step]
  return { low: bottom, high: top, ticks, step, at: (value) => (value - bottom) / (top - bottom) }
}

/** 1, 2 or 5, times a power of ten. */
function roundStep(rough: number) {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10
  return factor * power
}

export const valuesOf = (rows: readonly (readonly [string, ...(number | null)[]])[]) =>
  rows.flatMap(([, ...values]) => values.filter((value) => value !== null))
