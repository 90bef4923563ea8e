import fs from 'node:fs'
import zlib from 'node:zlib'

const { buildWorker } = await import('./scripts/build-worker.ts')
const { outputs } = await buildWorker()
const w = (n) => zlib.gzipSync(fs.readFileSync(n)).length
const all = Object.keys(outputs).filter((n) => n.endsWith('.js'))
const main = Object.keys(outputs).find((n) => outputs[n]?.entryPoint === 'src/worker.ts')
const found = new Set()
const go = (n) => {
  if (!n || found.has(n)) return
  found.add(n)
  for (const { path, kind, external } of outputs[n]?.imports ?? []) if (kind === 'import-statement' && !external) go(path)
}
go(main)
console.log(
  'start',
  [...found].reduce((s, n) => s + w(n), 0),
  'all',
  all.reduce((s, n) => s + w(n), 0),
  'chunks',
  all.length,
)
if (process.argv[2]) for (const n of all.sort((a, b) => w(b) - w(a))) console.log(w(n), n, outputs[n].entryPoint ?? '')
