/** The built Worker in workerd on a disk that outlives it, so that it can be killed: whatever it was doing, another goes on from there. */
import { readFileSync } from 'node:fs'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { freePort } from '../scripts/run-site.ts'
import { buildForMiniflare } from './worker.ts'

export const TOKEN = 'bench'

export type Dateline = Awaited<ReturnType<typeof openDateline>>

/** It is at the same address again after it was killed. */
export async function openDateline(bindings: Record<string, string>, storage: string) {
  const worker = { ...(await buildForMiniflare({ DESK_TOKEN: TOKEN, ...bindings })), unsafeDirectSockets: [{ host: '127.0.0.1', port: await freePort() }] }
  const start = () => new Miniflare({ ...convertV4MiniflareOptions(worker), resourcePersistencePath: storage })
  let mf = start()
  const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL('dateline')).port}`
  return {
    origin,
    /** SIGKILL, in the middle of whatever it does, and another workerd on the same disk. */
    async kill() {
      for (const pid of workerds()) process.kill(pid, 'SIGKILL')
      await mf.dispose().catch(() => {})
      mf = start()
      await mf.ready
    },
    stop: () => mf.dispose(),
  }
}

/** Those that this very process started. */
const workerds = () =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .filter((pid) => pid > 0 && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd')
