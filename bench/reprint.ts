/**
 * `node bench/reprint.ts [articles]`: how long an editor waits for a publication while the whole edition is printed anew,
 * beside how long it takes when nothing else is to be done. Says the ratio, and what the press wrote meanwhile.
 */
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { benchArticle, benchSite } from './edition.ts'
import { median } from './median.ts'
import { buildForMiniflare } from './worker.ts'

const ARTICLES = Number(process.argv[2] ?? 4000)
const TOKEN = 'bench'
const headers = { Authorization: `Bearer ${TOKEN}` }
const json = { ...headers, 'Content-Type': 'application/json' }

const words = (all: number[]) => `median ${median(all).toFixed(0)} ms, longest ${Math.max(...all).toFixed(0)} ms`

const mf = new Miniflare(convertV4MiniflareOptions(await buildForMiniflare({ DESK_TOKEN: TOKEN })))

try {
  const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL('dateline')).port}`
  const kv = await mf.getKVNamespace('EDITION', 'dateline')
  await call('PUT', '/api/site', JSON.stringify(benchSite))
  for (let from = 0; from < ARTICLES; from += 500) {
    const lines = Array.from({ length: Math.min(500, ARTICLES - from) }, (_, at) => JSON.stringify(benchArticle(`story-${from + at}`, from + at)))
    const answer = await fetch(`${origin}/api/import`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/jsonl' }, body: lines.join('\n') })
    await answer.text()
  }
  while (((await kv.get('en:listing:latest', 'json')) as { total: number } | null)?.total !== ARTICLES) await pause(1000)
  await pause(15_000)
  const idle = await publishSeveral('idle')
  const { queued } = (await call('POST', '/api/reprint')) as { queued: number }
  const busy = await publishSeveral('busy')
  console.log(`published with nothing else to do: ${words(idle)}; during a reprint of ${queued} values: ${words(busy)}`)
  console.log(`ratio of the medians ${(median(busy) / median(idle)).toFixed(1)}`)

  async function publishSeveral(name: string) {
    const took: number[] = []
    for (let n = 0; n < 9; n++) {
      took.push(await publish(`${name}-${n}`))
      await pause(300)
    }
    return took
  }
  async function publish(slug: string) {
    const began = performance.now()
    await call('PUT', `/api/articles/${slug}?publish=now`, JSON.stringify({ ...benchArticle(slug, 1), publishedAt: new Date().toISOString() }))
    const answered = performance.now() - began
    while (!(await kv.get(`en:article:${slug}`))) await pause(50)
    return answered
  }
  async function call(method: string, path: string, body?: string) {
    const response = await fetch(origin + path, { method, headers: json, ...(body && { body }) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${text}`)
    return JSON.parse(text)
  }
} finally {
  await mf.dispose()
}

function pause(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
