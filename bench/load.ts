/** Load from a process of its own, beside what workerd spends on it. This process only waits meanwhile. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Counted, Load } from './load-process.ts'
import { workerdUsage } from './workerd.ts'

/** `cpuMicros`: of workerd, for each request; `workerdBusy`: the part of one core that it used. */
export type Measured = Counted & { cpuMicros: number; workerdBusy: number }

export function openLoad() {
  const child = fork(join(import.meta.dirname, 'load-process.ts'))

  const count = (load: Load) =>
    new Promise<Counted>((resolve, reject) => {
      child.once('message', (answer: Counted | { error: string }) => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer)))
      child.send(load)
    })

  return {
    async measure(load: Load): Promise<Measured> {
      const before = workerdUsage()?.cpuMicros ?? Number.NaN
      const counted = await count(load)
      const spent = (workerdUsage()?.cpuMicros ?? Number.NaN) - before
      return { ...counted, cpuMicros: spent / counted.answered, workerdBusy: spent / 1e6 / counted.seconds }
    },
    close: () => child.kill(),
  }
}
