/** What the workerd that this process started has used so far. Linux alone tells. */
import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in ticks of 10 ms. */
const TICK_MICROS = 10_000

/** CPU time, user's and system's, and resident memory; undefined where there is no /proc, or no workerd. */
export function workerdUsage(): { cpuMicros: number; megabytes: number } | undefined {
  const used = processes().flatMap((pid) => usageOf(pid) ?? [])
  if (used.length === 0) return undefined
  return { cpuMicros: used.reduce((sum, it) => sum + it.ticks, 0) * TICK_MICROS, megabytes: used.reduce((sum, it) => sum + it.megabytes, 0) }
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    // No /proc on this system.
    return []
  }
}

function usageOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    if (text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')) !== 'workerd' || Number(fields[1]) !== process.pid) return undefined
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    return { ticks: Number(fields[11]) + Number(fields[12]), megabytes: Math.round(kilobytes / 1024) }
  } catch {
    // The process ended between the two looks.
    return undefined
  }
}
