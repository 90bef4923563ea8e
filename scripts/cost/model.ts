/** From counts to dollars. Everything is for a million page views of this mix. */
import type { PageCount } from './count.ts'
import { type Meter, PLAN, PRICES } from './prices.ts'

/** Of a hundred page views. */
export const MIX: Record<string, number> = { article: 75, front: 15, section: 8, 'live story': 2 }
/** A counted read that is sent by itself: this many rows written, and as long as this that its object is awake. Isolates send them together. */
const ROWS_A_READ = 2
const OBJECT_SECONDS = 0.01
const OBJECT_GB = 0.128

/** Microseconds of CPU, from the bench's table. */
export type Cpu = { page: number; coldPage: number; fragment: number; coldFragment: number; picture: number; gateway: number }
/** `cached`: of the answers, the share that the front cache gives. `remembered`: of the values asked for, the share that an isolate has in memory. */
export type Design = { name: string; cached: number; remembered: number; isNaive?: true }
/** Units of each meter, in millions. */
export type Usage = Record<Meter, number>

export const DESIGNS: readonly Design[] = [
  { name: 'naive', cached: 0, remembered: 0, isNaive: true },
  { name: 'nothing cached or remembered', cached: 0, remembered: 0 },
  { name: '50 % from the front cache', cached: 0.5, remembered: 0 },
  { name: '90 % from the front cache', cached: 0.9, remembered: 0 },
  { name: '90 % from the front cache, 90 % remembered', cached: 0.9, remembered: 0.9 },
]

export function usageOf(design: Design, pages: readonly PageCount[], cpu: Cpu): Usage {
  const sum: Usage = { requests: 0, cpuMs: 0, kvKeys: 0, objectCalls: 0, objectGbSeconds: 0, rowsWritten: 0, pictureReads: 0 }
  for (const page of pages) {
    const share = (MIX[page.page] ?? 0) / 100
    for (const [meter, units] of Object.entries(usageOfView(design, page, cpu))) sum[meter as Meter] += share * units
  }
  return sum
}

function usageOfView({ cached, remembered, isNaive }: Design, { requests, keys, reads }: PageCount, cpu: Cpu): Usage {
  const { page, fragments, polls, pictures } = requests
  const small = fragments + polls
  const all = page + small + pictures
  const cold = 1 - remembered
  const made = page * (cold * cpu.coldPage + remembered * cpu.page) + small * (cold * cpu.coldFragment + remembered * cpu.fragment) + pictures * cpu.picture
  const allKeys = keys.page + keys.fragments + keys.polls
  // Which copy a reader gets depends on their place and the site's rules, so a cached page needs the site's value, too.
  const keysBeforeCache = cached * (page + small)
  const calls = isNaive ? 1 : reads
  return {
    requests: all,
    cpuMs: ((isNaive ? 0 : all * cpu.gateway) + (1 - cached) * made) / 1000,
    kvKeys: cold * ((1 - cached) * allKeys + keysBeforeCache),
    objectCalls: calls,
    objectGbSeconds: calls * OBJECT_SECONDS * OBJECT_GB,
    rowsWritten: calls * ROWS_A_READ,
    pictureReads: (1 - cached) * pictures,
  }
}

/** Without what is included. */
export const dollarsEach = (usage: Usage) => Object.entries(PRICES).reduce((sum, [meter, { each }]) => sum + usage[meter as Meter] * each, 0)

/** A month with so many million views, with the plan and what it includes. */
export const monthlyBill = (usage: Usage, millions: number) =>
  Object.entries(PRICES).reduce((sum, [meter, { each, included }]) => sum + Math.max(0, usage[meter as Meter] * millions - included) * each, PLAN)
