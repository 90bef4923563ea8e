/**
 * `node bench/profile.ts [words] [seconds]`: where the built Worker spends its time with the first row whose name has these words, as V8's
 * sampler in workerd sees it. Of every function, as our source names it, the part of the time in which requests were worked on.
 */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join, relative } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { WORKER_FOLDER } from '../scripts/build-worker.ts'
import { root } from '../scripts/run-node.ts'
import { fillEdition, TOKEN } from './fill.ts'
import { openLoad } from './load.ts'
import { rowsOf } from './rows.ts'
import { buildForMiniflare } from './worker.ts'

type Frame = { functionName: string; url: string; lineNumber: number; columnNumber: number }
type Profile = { nodes: { id: number; callFrame: Frame }[]; samples: number[]; timeDeltas: number[] }

const SHOWN = 40
const maps = new Map<string, SourceMap>()
const [words = 'hot', seconds = '4'] = process.argv.slice(2)

const mf = new Miniflare(convertV4MiniflareOptions({ workers: [await buildForMiniflare({ DESK_TOKEN: TOKEN })], inspectorPort: 0 }))
const load = openLoad()
try {
  const row = rowsOf(await fillEdition(mf, 'dateline')).find(({ name }) => name.includes(words))
  if (!row) throw new Error(`No row has "${words}" in its name.`)
  const port = Number((await mf.unsafeGetDirectURL('dateline')).port)
  const run = (after: number) =>
    load.measure({
      ...row,
      port,
      after,
      connections: 16,
      milliseconds: Number(seconds) * 1000,
      most: row.most ? row.requests.length / 2 : Number.MAX_SAFE_INTEGER,
    })
  const { answered } = await run(0)
  const inspector = await inspect(await mf.getInspectorURL())
  await inspector('Profiler.enable')
  await inspector('Profiler.setSamplingInterval', { interval: 100 })
  await inspector('Profiler.start')
  const measured = await run(answered)
  const { profile } = (await inspector('Profiler.stop')) as { profile: Profile }
  console.log(`${row.name}: ${measured.answered} requests, ${measured.cpuMicros.toFixed(0)} µs of CPU each while watched`)
  show(profile)
} finally {
  load.close()
  await mf.dispose()
}

function show({ nodes, samples, timeDeltas }: Profile) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map<string, number>()
  samples.forEach((id, at) => {
    const name = names.get(id) ?? ''
    spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[at] ?? 0))
  })
  spent.delete('(idle)')
  const total = [...spent.values()].reduce((sum, micros) => sum + micros, 0)
  for (const [name, micros] of [...spent].toSorted((one, other) => other[1] - one[1]).slice(0, SHOWN))
    console.log(`${((100 * micros) / total).toFixed(1).padStart(5)} %  ${name}`)
}

function nameOf({ functionName, url, lineNumber, columnNumber }: Frame): string {
  const map = /\.js$/.test(url) ? sourceMapOf(url.split('/').at(-1) ?? '') : undefined
  const entry = map?.findEntry(lineNumber, columnNumber)
  if (!entry || !('originalSource' in entry)) return functionName || url || '(anonymous)'
  // The types leave out its name.
  return `${(entry as { name?: string }).name ?? functionName}  ${relative(root, join(WORKER_FOLDER, entry.originalSource))}:${entry.originalLine + 1}`
}

function sourceMapOf(file: string) {
  const known = maps.get(file)
  if (known) return known
  const made = new SourceMap(JSON.parse(readFileSync(join(WORKER_FOLDER, `${file}.map`), 'utf8')))
  maps.set(file, made)
  return made
}

/** Asks workerd's inspector (Chrome DevTools Protocol). */
async function inspect(url: URL) {
  const [target] = (await (await fetch(new URL('/json', `http://${url.host}`))).json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  let last = 0
  const waiting = new Map<number, (result: unknown) => void>()
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(String(data))
    waiting.get(id)?.(result)
    waiting.delete(id)
  }
  return (method: string, params: object = {}) =>
    new Promise<unknown>((resolve) => {
      waiting.set(++last, resolve)
      socket.send(JSON.stringify({ id: last, method, params }))
    })
}
