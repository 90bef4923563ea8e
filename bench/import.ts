/**
 * `node bench/import.ts [articles]`: bulk import through the API of the built Worker, as `newsdesk import` does it. Says how
 * long each thousand takes to be filed, how long the press then prints, what was written, and how much memory workerd took.
 */
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { benchArticle, benchSite } from './edition.ts'
import { buildForMiniflare } from './worker.ts'
import { workerdUsage } from './workerd.ts'

// As much as Cloudflare gives an isolate; what is kept needlessly would end the run.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const ARTICLES = Number(process.argv[2] ?? 20_000)
const TOKEN = 'bench'
const headers = { Authorization: `Bearer ${TOKEN}` }

const mf = new Miniflare(convertV4MiniflareOptions(await buildForMiniflare({ DESK_TOKEN: TOKEN })))

try {
  const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL('dateline')).port}`
  const kv = await mf.getKVNamespace('EDITION', 'dateline')
  await expectOk(
    await fetch(`${origin}/api/site`, { method: 'PUT', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(benchSite) }),
  )
  const start = performance.now()
  const thousands: number[] = []
  for (let from = 0; from < ARTICLES; from += 1000) {
    const began = performance.now()
    const lines = Array.from({ length: Math.min(1000, ARTICLES - from) }, (_, at) => JSON.stringify(articleFor(from + at)))
    const answer = await fetch(`${origin}/api/import`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/jsonl' }, body: lines.join('\n') })
    const results = (await expectOk(answer)).trim().split('\n')
    const refused = results.filter((line) => !JSON.parse(line).ok)
    if (results.length !== lines.length || refused.length > 0) throw new Error(`${results.length} answers, ${refused.length} refusals: ${refused[0]}`)
    thousands.push((performance.now() - began) / 1000)
    console.log(`filed ${from + lines.length}: ${thousands.at(-1)?.toFixed(1)} s; ${usage()}`)
  }
  const filed = (performance.now() - start) / 1000
  // An article and what stands beside it, and that many listings; the last listing is written when all articles are.
  for (let total = 0; total < ARTICLES; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const latest = (await kv.get('en:listing:latest', 'json')) as { total: number } | null
    total = latest?.total ?? 0
  }
  for (;;) {
    const beside = await kv.list({ prefix: 'en:also/', limit: 1 })
    if (beside.keys.length > 0 && (await countOf('en:also/')) === ARTICLES) break
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  console.log(`${ARTICLES} articles: filed in ${filed.toFixed(0)} s, printed after ${((performance.now() - start) / 1000).toFixed(0)} s`)
  console.log(`first thousand ${thousands[0]?.toFixed(1)} s, last ${thousands.at(-1)?.toFixed(1)} s; ${usage()}`)

  async function countOf(prefix: string) {
    let count = 0
    for (let cursor: string | undefined; ; ) {
      const page = await kv.list({ prefix, ...(cursor && { cursor }) })
      count += page.keys.length
      if (page.list_complete) return count
      cursor = page.cursor
    }
  }
} finally {
  await mf.dispose()
}

/** Over ten years, six sections, fifty topics and thirty writers. */
function articleFor(n: number) {
  const publishedAt = `${new Date(Date.UTC(2016, 0, 1) + ((n * 7919) % 87_600) * 3_600_000).toISOString().slice(0, 19)}Z`
  const topics = [n % 50, (n * 7 + 3) % 50].map((topic) => ({ slug: `topic-${topic}`, name: `Topic ${topic}` }))
  const section = benchSite.sections[n % benchSite.sections.length]?.slug
  return { ...benchArticle(`story-${n}`, n), section, publishedAt, topics, byline: [{ name: `Writer ${n % 30}`, slug: `writer-${n % 30}` }] }
}

function usage() {
  const used = workerdUsage()
  return used ? `workerd ${(used.cpuMicros / 1e6).toFixed(1)} s of CPU so far, ${used.megabytes} MB` : 'CPU and memory not measured'
}

async function expectOk(response: Response) {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
  return text
}
