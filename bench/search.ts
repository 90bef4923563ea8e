/**
 * `node bench/search.ts [articles] [clients]`: how long an editor waits for a draft to be filed while readers search, each for something else,
 * beside how long it takes when nobody does. In turns, in one run; says medians and their ratio. No limit of searches is bound here: these
 * clients are as many networks.
 */
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { benchArticle, benchSite } from './edition.ts'
import { median } from './median.ts'
import { buildForMiniflare } from './worker.ts'

const ARTICLES = Number(process.argv[2] ?? 3000)
const CLIENTS = Number(process.argv[3] ?? 16)
const ROUNDS = 5
const SAVES = 12
const TOKEN = 'bench'
const headers = { Authorization: `Bearer ${TOKEN}` }
const WORDS = [...new Set(benchArticle('words', 1).body.flatMap(({ text }) => text.match(/[a-z]{4,}/g) ?? []))]

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const mf = new Miniflare(convertV4MiniflareOptions(await buildForMiniflare({ DESK_TOKEN: TOKEN })))
const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL('dateline')).port}`
let asked = 0

try {
  await fill()
  const rounds = []
  for (let round = 0; round <= ROUNDS; round++) {
    const alone = median(await saveSeveral(`alone-${round}`))
    const searches = search()
    const beside = median(await saveSeveral(`beside-${round}`))
    const { count, took } = await searches.stop()
    // The first round warms up.
    if (round > 0) rounds.push({ alone, beside, count, took })
    console.log(`round ${round}: ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside ${count} searches of ${took.toFixed(0)} ms`)
  }
  const ratios = rounds.map(({ alone, beside }) => beside / alone)
  console.log(
    `${ARTICLES} articles, ${CLIENTS} clients: a draft is filed in ${median(rounds.map(({ alone }) => alone)).toFixed(0)} ms alone and ` +
      `${median(rounds.map(({ beside }) => beside)).toFixed(0)} ms beside searches: ${median(ratios).toFixed(1)} times (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`,
  )
} finally {
  await mf.dispose()
}

async function fill() {
  const kv = await mf.getKVNamespace('EDITION', 'dateline')
  await call('PUT', '/api/site', JSON.stringify(benchSite), 'application/json')
  for (let from = 0; from < ARTICLES; from += 500) {
    const lines = Array.from({ length: Math.min(500, ARTICLES - from) }, (_, at) => JSON.stringify(benchArticle(`story-${from + at}`, from + at)))
    await call('POST', '/api/import', lines.join('\n'), 'application/jsonl')
  }
  while (((await kv.get('en:listing:latest', 'json')) as { total: number } | null)?.total !== ARTICLES) await pause(1000)
  await pause(20_000)
  const page = await (await fetch(`${origin}/search?q=${WORDS[0]}`)).text()
  if (!page.includes(new Intl.NumberFormat('en').format(ARTICLES))) throw new Error(`Search has not all ${ARTICLES} articles.`)
}

async function saveSeveral(slug: string) {
  const took: number[] = []
  for (let n = 0; n < SAVES; n++) {
    const began = performance.now()
    await call('PUT', `/api/articles/${slug}?publish=no`, JSON.stringify({ ...benchArticle(slug, 1), headline: `Save ${n}` }), 'application/json')
    took.push(performance.now() - began)
    await pause(50)
  }
  return took
}

function search() {
  let isOver = false
  const took: number[] = []
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) {
      const began = performance.now()
      const [one, other] = [WORDS[asked % WORDS.length], WORDS[Math.floor(asked / WORDS.length) % WORDS.length]]
      const response = await fetch(`${origin}/search?q=${one}+${other}&from=2001-01-${String(1 + (asked++ % 28)).padStart(2, '0')}`)
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      await response.arrayBuffer()
      took.push(performance.now() - began)
    }
  })
  return {
    async stop() {
      isOver = true
      await Promise.all(clients)
      return { count: took.length, took: median(took) }
    },
  }
}

async function call(method: string, path: string, body: string, type: string) {
  const response = await fetch(origin + path, { method, headers: { ...headers, 'Content-Type': type }, body })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
}
