/** Memory of workerd over time, and whether it grew; and its CPU. */
import { median } from '../median.ts'
import { workerdUsage } from '../workerd.ts'

const EVERY_MS = 5000
/** Caches fill and V8 finds its size: this part of the time isn't looked at. */
const WARM_UP = 0.3
/** What garbage that isn't collected yet makes of it from one minute to the next. */
const MAX_GROWTH = 0.1

/** Seconds since it began, and megabytes resident. */
export type Sample = { at: number; megabytes: number }
/** `from` and `to`: medians of the first and the last third after warming up, in megabytes. */
export type Memory = { samples: Sample[]; from: number; to: number; hasGrown: boolean }

export function watchWorkerd(say: (line: string) => void) {
  const began = performance.now()
  const before = workerdUsage()?.cpuMicros ?? Number.NaN
  const samples: Sample[] = []
  const timer = setInterval(() => {
    const megabytes = workerdUsage()?.megabytes
    if (megabytes === undefined) return
    samples.push({ at: (performance.now() - began) / 1000, megabytes })
    if (samples.length % 12 === 0) say(`${samples.length / 12} min: ${megabytes} MB`)
  }, EVERY_MS)
  return {
    end(): { memory: Memory; cpuSeconds: number } {
      clearInterval(timer)
      return { memory: growthOf(samples), cpuSeconds: ((workerdUsage()?.cpuMicros ?? Number.NaN) - before) / 1e6 }
    },
  }
}

/** Medians of thirds, so that one peak before a collection is no growth, and what comes back after each is none either. */
function growthOf(samples: Sample[]): Memory {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP)).map(({ megabytes }) => megabytes)
  const third = Math.ceil(warm.length / 3)
  const [from, to] = [median(warm.slice(0, third)), median(warm.slice(-third))]
  return { samples, from, to, hasGrown: to > from * (1 + MAX_GROWTH) }
}
