/** Load from one machine: keep-alive connections asking one after another; what counts is the CPU that workerd spends. */

import { readdirSync, readFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'

export type Load = { port: number; paths: readonly string[]; headers?: Record<string, string>; requests: number; status: number }
export type Measured = { perSecond: number; cpuMicros: number | undefined; bytes: number }

const CONNECTIONS = 8
/** Linux counts processes' time in ticks of 10 ms. */
const TICK_MICROS = 10_000

export async function measure({ port, paths, headers = {}, requests, status }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let sent = 0
  let bytes = 0
  const before = workerdTicks()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (sent < requests) {
        const path = paths[sent++ % paths.length] ?? '/'
        bytes = await ask({ port, path, headers, agent, status })
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const ticks = workerdTicks()
  agent.destroy()
  return {
    perSecond: requests / seconds,
    cpuMicros: before === undefined || ticks === undefined ? undefined : ((ticks - before) * TICK_MICROS) / requests,
    bytes,
  }
}

type Asking = { port: number; path: string; headers: Record<string, string>; agent: Agent; status: number }

function ask({ port, path, headers, agent, status }: Asking): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent }, (response: IncomingMessage) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => (response.statusCode === status ? resolve(bytes) : reject(new Error(`${path} answered ${response.statusCode}, not ${status}`))))
      response.on('error', reject)
    }).on('error', reject)
  })
}

/** User and system time of every workerd under this process; undefined where there is no /proc. */
function workerdTicks(): number | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => statOf(pid))
      .filter((stat) => stat?.name === 'workerd' && stat.parent === process.pid)
      .reduce((sum, stat) => sum + (stat?.ticks ?? 0), 0)
  } catch {
    // No /proc: throughput alone is told.
    return undefined
  }
}

function statOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    // The process ended between the two looks.
    return undefined
  }
}
