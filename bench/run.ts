/**
 * `npm run bench`: the built Worker in workerd on its direct socket, without the proxies of development. Every figure is
 * a ratio to a constant answer of the same size from the same workerd in the same run; absolute figures say little.
 * `--write` puts the table into docs/performance.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { root } from '../scripts/run-node.ts'
import { benchAlso, benchArticle, benchSite } from './edition.ts'
import { type Load, measure } from './load.ts'
import { buildForMiniflare } from './worker.ts'

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false }, requests: { type: 'string', default: '6000' } } })
const requests = Number(options.requests)
/** Far more articles than an isolate remembers: asked in turn, each is cold again. */
const COLD_ARTICLES = 1500
const MEASURED_ROUNDS = 3
const SINGAPORE = { 'CF-IPCountry': 'SG' }

const CONSTANT = `
let bodies = new Map()
export default { fetch(request) {
  const size = Number(new URL(request.url).searchParams.get('size'))
  if (size === 0) return new Response(null, { status: 304, headers: { ETag: '"constant"' } })
  if (!bodies.has(size)) bodies.set(size, new Uint8Array(size).fill(97))
  return new Response(bodies.get(size), { headers: { 'Content-Type': 'text/html; charset=utf-8', ETag: '"constant"', 'Cache-Control': 'private, max-age=30' } })
} }`

const mf = new Miniflare(
  convertV4MiniflareOptions({
    workers: [
      await buildForMiniflare(),
      {
        name: 'constant',
        modules: [{ type: 'ESModule', path: 'constant.js', contents: CONSTANT }],
        compatibilityDate: '2026-10-20',
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      },
    ],
  }),
)

try {
  const site = Number((await mf.unsafeGetDirectURL('dateline')).port)
  const constant = Number((await mf.unsafeGetDirectURL('constant')).port)
  await fillEdition()
  report(await compare(site, constant))
} finally {
  await mf.dispose()
}

async function fillEdition() {
  const kv = await mf.getKVNamespace('EDITION', 'dateline')
  await kv.put('site', JSON.stringify(benchSite))
  const slugs = Array.from({ length: COLD_ARTICLES }, (_, at) => `story-${at}`)
  for (let at = 0; at < slugs.length; at += 100) {
    await Promise.all(
      slugs.slice(at, at + 100).map((slug, seed) => kv.put(`en:article:${slug}`, JSON.stringify(benchArticle(slug, at + seed)), { metadata: { tag: 'r1' } })),
    )
  }
  await kv.put('en:also/story-0', JSON.stringify(benchAlso('story-0')), { metadata: { tag: 'a1' } })
}

type Row = { name: string; bytes: number; perSecond: number; cpu: number | undefined }

async function compare(site: number, constant: number): Promise<Row[]> {
  const etag = (await fetch(`http://127.0.0.1:${site}/world/story-0`, { headers: SINGAPORE })).headers.get('etag') ?? ''
  const hot = { paths: ['/world/story-0'], headers: SINGAPORE, status: 200 }
  const cases: [string, Omit<Load, 'port' | 'requests'>][] = [
    ['hot article', hot],
    ['cold article (one KV read, rendered)', { ...hot, paths: Array.from({ length: COLD_ARTICLES }, (_, at) => `/world/story-${at}`) }],
    ['fragment “Also worth reading”', { ...hot, paths: ['/fragments/also/story-0'] }],
    ['304 Not Modified', { ...hot, headers: { ...SINGAPORE, 'If-None-Match': etag }, status: 304 }],
  ]
  const rows: Row[] = []
  for (const [name, load] of cases) {
    const rounds: Row[] = []
    for (let round = 0; round <= MEASURED_ROUNDS; round++) {
      const ours = await measure({ ...load, port: site, requests })
      const theirs = await measure({ port: constant, paths: [`/?size=${ours.bytes}`], requests, status: load.status })
      // The first round warms both up.
      if (round > 0)
        rounds.push({
          name,
          bytes: ours.bytes,
          perSecond: ours.perSecond / theirs.perSecond,
          cpu: ours.cpuMicros && theirs.cpuMicros && ours.cpuMicros / theirs.cpuMicros,
        })
    }
    rounds.sort((a, b) => a.perSecond - b.perSecond)
    const middle = rounds[Math.floor(rounds.length / 2)]
    if (middle) rows.push(middle)
  }
  return rows
}

function report(rows: Row[]) {
  const table = [
    '| request | bytes | throughput ÷ constant | workerd CPU ÷ constant |',
    '|---|---:|---:|---:|',
    ...rows.map(({ name, bytes, perSecond, cpu }) => `| ${name} | ${bytes} | ${perSecond.toFixed(2)} | ${cpu?.toFixed(2) ?? 'not measured'} |`),
  ].join('\n')
  console.log(table)
  if (!options.write) return
  const path = join(root, 'docs/performance.md')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/, `$1${table}\n$2`))
}
