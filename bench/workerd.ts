/** What the workerd that this process started has used so far. Linux alone tells. */
import { readdirSync, readFileSync } from 'node:fs'

/** CPU time of all its threads, user's and system's, and resident memory; undefined where there is no /proc, or no workerd. */
export function workerdUsage(): { cpuMicros: number; megabytes: number } | undefined {
  const used = workerds().flatMap((pid) => usageOf(pid) ?? [])
  if (used.length === 0) return undefined
  return { cpuMicros: used.reduce((sum, it) => sum + it.cpuMicros, 0), megabytes: used.reduce((sum, it) => sum + it.megabytes, 0) }
}

function usageOf(pid: string) {
  try {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    const threads = readdirSync(`/proc/${pid}/task`).map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
    return { cpuMicros: threads.reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1000, 0), megabytes: Math.round(kilobytes / 1024) }
  } catch {
    // The process, or a thread of it, ended between the two looks.
    return undefined
  }
}

/** Those that this very process started. */
function workerds(): string[] {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
    return children.filter((pid) => pid && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd')
  } catch {
    // No /proc on this system.
    return []
  }
}
