/**
 * `node bench/redirects.ts [redirects]`: two sites in one workerd, one without redirects and one with so many, asked in turns. Says what a page, an
 * unknown address and a redirect cost in workerd's CPU, each beside the other; absolute figures say little.
 */
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { benchArticle, benchSite } from './edition.ts'
import { TOKEN } from './fill.ts'
import { openLoad } from './load.ts'
import { median } from './median.ts'
import { BROWSER, get } from './rows.ts'
import { buildForMiniflare } from './worker.ts'

// As much as Cloudflare gives an isolate.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const REDIRECTS = Number(process.argv[2] ?? 50_000)
/** One in so many is spelled as an article's address is, and so has a key of its own. */
const LIKE_AN_ARTICLE = 10
const AT_ONCE = 5_000
const ASKED = 1_500
const ROUNDS = 11
const SLICE_MS = 200

const oldAddress = (at: number) => (at % LIKE_AN_ARTICLE === 0 ? `/old-${at}` : `/2019/05/old-${at}/x`)
const spread = (path: (at: number) => string) => Array.from({ length: ASKED }, (_, at) => path(Math.floor((at * REDIRECTS) / ASKED)))
const asks = {
  page: { status: 200, paths: ['/world/known'] },
  front: { status: 200, paths: ['/'] },
  unknown: { status: 404, paths: spread((at) => `/2019/05/nothing-${at}/x`) },
  'unknown, like an article': { status: 404, paths: spread((at) => `/world/nothing-${at}`) },
  redirect: { status: 301, paths: spread((at) => oldAddress(at % LIKE_AN_ARTICLE === 0 ? at + 1 : at)) },
  'redirect, like an article': { status: 301, paths: spread((at) => oldAddress(at - (at % LIKE_AN_ARTICLE))) },
}
type What = keyof typeof asks

const built = await buildForMiniflare({ DESK_TOKEN: TOKEN })
const workers = ['none', 'many'].map((name) => ({ ...built, name, kvNamespaces: { EDITION: `edition-of-${name}` } }))
const mf = new Miniflare(convertV4MiniflareOptions({ workers }))
const load = openLoad()

try {
  const ports = { none: await portOf('none'), many: await portOf('many') }
  for (const port of Object.values(ports)) await file(port)
  const seconds = await fill(ports.many)
  console.log(`${REDIRECTS.toLocaleString('en')} redirects imported in ${seconds.toFixed(0)} s, and readers have them`)
  const cpu = await measure(ports)
  const say = (what: string, over: number[] | undefined, under: number[] | undefined) =>
    console.log(`${what}: ${median((over ?? []).map((micros, at) => micros / (under?.[at] ?? Number.NaN))).toFixed(2)}`)
  for (const what of ['page', 'front', 'unknown', 'unknown, like an article'] as const)
    say(`${what}: many ÷ none`, cpu.get(`many ${what}`), cpu.get(`none ${what}`))
  for (const what of ['redirect', 'redirect, like an article'] as const) {
    say(`${what} ÷ page`, cpu.get(`many ${what}`), cpu.get('many page'))
    say(`${what} ÷ unknown`, cpu.get(`many ${what}`), cpu.get('many unknown'))
  }
} finally {
  load.close()
  await mf.dispose()
}

async function portOf(name: string) {
  return Number((await mf.unsafeGetDirectURL(name)).port)
}

async function file(port: number) {
  await send(port, 'PUT', '/api/site', 'application/json', JSON.stringify(benchSite))
  await send(
    port,
    'PUT',
    '/api/articles/known?publish=now',
    'application/json',
    JSON.stringify({ ...benchArticle('known', 1), section: 'world', picture: undefined }),
  )
  await until(port, '/world/known', 200)
}

/** In seconds, until the last is in KV. */
async function fill(port: number) {
  const began = performance.now()
  for (let from = 0; from < REDIRECTS; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, REDIRECTS - from) }, (_, at) => `${oldAddress(from + at)},/world/known`)
    await send(port, 'POST', '/api/redirects/import', 'text/csv', `from,to\n${rows.join('\n')}\n`)
  }
  for (const { status, paths } of [asks.redirect, asks['redirect, like an article']]) for (const path of paths) await until(port, path, status)
  return (performance.now() - began) / 1000
}

async function send(port: number, method: string, path: string, type: string, body: string) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': type }, body })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 500)}`)
}

async function until(port: number, path: string, status: number) {
  for (let tries = 0; tries < 600; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers: { 'CF-IPCountry': 'SG' } })
    await response.arrayBuffer()
    if (response.status === status) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`${path} never answered ${status}.`)
}

/** Microseconds for each request, by site and address, of each round; the first round warms everything up. */
async function measure(ports: Record<'none' | 'many', number>) {
  const cpu = new Map<string, number[]>()
  for (let round = 0; round <= ROUNDS; round++)
    for (const what of Object.keys(asks) as What[])
      for (const site of ['none', 'many'] as const) {
        if (site === 'none' && what.startsWith('redirect')) continue
        const { status, paths } = asks[what]
        const requests = paths.map((path) => get(path, BROWSER))
        const { cpuMicros } = await load.measure({
          port: ports[site],
          status,
          requests,
          after: round * 97,
          connections: 16,
          milliseconds: SLICE_MS,
          most: Number.MAX_SAFE_INTEGER,
        })
        if (round > 0) cpu.set(`${site} ${what}`, [...(cpu.get(`${site} ${what}`) ?? []), cpuMicros])
      }
  return cpu
}
