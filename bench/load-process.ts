/** The process that makes the load, and nothing else, so that workerd is what a run waits for. */
import { Connection } from './connection.ts'

/**
 * `requests` are whole HTTP/1.1 requests, asked in turn, from the one at `after`. `status`: what each must answer with; 0 takes all below 500.
 * It ends after so many milliseconds, or the `most` requests.
 */
export type Load = { port: number; requests: readonly string[]; after: number; status: number; connections: number; milliseconds: number; most: number }
/** `latency`: the middle one, in microseconds. `busy`: the part of one core that this process used. `bytes`: of the last body. */
export type Counted = { answered: number; seconds: number; latency: number; busy: number; bytes: number }

process.on('message', async (load: Load) => {
  process.send?.(await run(load).catch((error: Error) => ({ error: error.message })))
})

async function run(load: Load): Promise<Counted> {
  const connections = await Promise.all(Array.from({ length: load.connections }, () => Connection.open(load.port)))
  const requests = load.requests.map((request) => Buffer.from(request))
  const latencies: number[] = []
  let next = load.after
  let bytes = 0
  const cpu = process.cpuUsage()
  const start = performance.now()
  const until = start + load.milliseconds
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until && next - load.after < load.most) {
        const began = performance.now()
        const at = next++ % requests.length
        const answer = await connection.ask(requests[at] as Buffer)
        if (load.status ? answer.status !== load.status : answer.status >= 500) throw new Error(`${load.requests[at]}\nanswered ${answer.status}`)
        bytes = answer.bytes
        latencies.push((performance.now() - began) * 1000)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  for (const connection of connections) connection.close()
  latencies.sort((one, other) => one - other)
  const latency = latencies[Math.floor(latencies.length / 2)] ?? Number.NaN
  return { answered: latencies.length, seconds, latency, busy: (user + system) / 1e6 / seconds, bytes }
}
