/** An edition to measure: stories filed through the API as editors file them, and more articles straight in KV. */
import type { Miniflare } from 'miniflare'
import { benchArticle, benchSite } from './edition.ts'
import { COLD_ARTICLES, type Known } from './rows.ts'

export const TOKEN = 'bench'
const STORIES = 240
const CAMPAIGNS = 20
const LIVE_UPDATES = 20

export async function fillEdition(mf: Miniflare, worker: string): Promise<Known> {
  const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL(worker)).port}`
  const kv = await mf.getKVNamespace('EDITION', worker)
  const sections = benchSite.sections.map(({ slug }) => slug)

  await file('PUT', '/site', benchSite)
  for (let at = 0; at < CAMPAIGNS; at++) await file('PUT', `/campaigns/campaign-${at}`, campaign(at))
  const stories = Array.from({ length: STORIES }, (_, at) => ({
    ...benchArticle(`story-${at}`, at),
    picture: undefined,
    section: sections[at % sections.length],
    publishedAt: new Date(Date.now() - (at + 1) * 600_000).toISOString(),
  }))
  await file('POST', '/import', stories.map((story) => JSON.stringify(story)).join('\n'))
  for (;;) {
    const latest = (await kv.get('en:listing:latest', 'json')) as { total: number } | null
    if (latest?.total === STORIES && (await kv.list({ prefix: 'en:also/' })).keys.length === STORIES) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }

  await kv.put('en:article:live', JSON.stringify(liveArticle()))
  await kv.put('en:article:withdrawn', JSON.stringify({ v: 1, withdrawn: true, slug: 'withdrawn', section: 'world', at: '2026-10-11T00:00:00Z' }))
  for (let from = 0; from < COLD_ARTICLES; from += 100) {
    const slugs = Array.from({ length: 100 }, (_, at) => `cold-${from + at}`)
    await Promise.all(slugs.map((slug, at) => kv.put(`en:article:${slug}`, JSON.stringify(benchArticle(slug, from + at)), { metadata: { tag: 'r1' } })))
  }

  const ask = (path: string) => fetch(`${origin}${path}`, { headers: { 'CF-IPCountry': 'SG' } })
  const etag = (await ask('/world/story-0')).headers.get('etag') ?? ''
  const live = await (await ask('/world/live')).text()
  const known = ['after', 'seen'].map((name) => `${name}=${new RegExp(`data-${name}="([^"]*)"`).exec(live)?.[1]}`)
  return { etag, live: `/fragments/live/live?${known.join('&')}` }

  async function file(method: string, path: string, body: object | string) {
    const type = typeof body === 'string' ? 'application/jsonl' : 'application/json'
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': type }
    const response = await fetch(`${origin}/api${path}`, { method, headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok || text.includes('"ok":false')) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
  }
}

const campaign = (at: number) => ({
  id: `campaign-${at}`,
  advertiser: `Advertiser ${at}`,
  kind: 'direct',
  creatives: [{ id: 'one', href: 'https://example.org/', headline: `The ${at}th thing to buy`, text: 'It comes in two colours.', action: 'See it' }],
})

const liveArticle = () => ({
  ...benchArticle('live', 1),
  kind: 'live',
  publishedAt: new Date(Date.now() - 3_600_000).toISOString(),
  updates: Array.from({ length: LIVE_UPDATES }, (_, at) => ({
    id: `u-${at}`,
    at: new Date(Date.now() - (at + 1) * 60_000).toISOString(),
    headline: `What was said at stage ${at}`,
    body: benchArticle('live', at).body.slice(0, 2),
  })),
})
