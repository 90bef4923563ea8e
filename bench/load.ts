/** Load from one machine: keep-alive connections asking one after another; what counts is the CPU that workerd spends. */

import { Agent, get, type IncomingMessage } from 'node:http'
import { workerdUsage } from './workerd.ts'

export type Load = { port: number; paths: readonly string[]; headers?: Record<string, string>; requests: number; status: number }
export type Measured = { perSecond: number; cpuMicros: number | undefined; bytes: number }

const CONNECTIONS = 8

export async function measure({ port, paths, headers = {}, requests, status }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let sent = 0
  let bytes = 0
  const before = workerdUsage()?.cpuMicros
  const start = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (sent < requests) {
        const path = paths[sent++ % paths.length] ?? '/'
        bytes = await request({ port, path, headers, agent, status })
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const after = workerdUsage()?.cpuMicros
  agent.destroy()
  return {
    perSecond: requests / seconds,
    cpuMicros: before === undefined || after === undefined ? undefined : (after - before) / requests,
    bytes,
  }
}

type PageRequest = { port: number; path: string; headers: Record<string, string>; agent: Agent; status: number }

function request({ port, path, headers, agent, status }: PageRequest): Promise<number> {
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
