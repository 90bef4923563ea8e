/** Inputs that failed once, filed again as outsiders filed them, where their folder stands beside the repository. */
import { env, SELF } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../src/edge/sha256.ts'
import { forget } from '../src/edition/edition.ts'
import { pressOf } from '../src/press/calls.ts'
import { testSite } from './fakes.ts'

const { CASES } = env as unknown as { CASES: Record<string, string> } // vitest.config.ts binds them.
const bytesOf = (name: string) => Uint8Array.from(atob(CASES[name] ?? ''), (letter) => letter.charCodeAt(0))
const textOf = (name: string) => new TextDecoder().decode(bytesOf(name))
const isLeft = (name: string) => !(name in CASES)

const ROOT = 'https://news.example'
const ask = (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) =>
  SELF.fetch(`${ROOT}${path}`, { method, headers: { Authorization: 'Bearer dl_admin', ...headers }, ...(body !== undefined && { body }) })
/** A reader whose isolate remembers nothing. */
const see = (path: string, headers: Record<string, string> = {}) => {
  forget()
  return SELF.fetch(`${ROOT}${path}`, { redirect: 'manual', headers })
}
const page = async (path: string) => {
  const answer = await see(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

/** Listings follow their articles within seconds. */
const listing = (path: string) => expect.poll(() => page(path), { timeout: 8000, interval: 250 })

type Answer = { slug: string; url: string; state: string; publishedAt: string; detail: string; notes?: string[]; flaws?: { pointer: string }[] }
const answerOf = async (response: Response) => ({ status: response.status, ...((await response.json()) as Answer) })

/** As `newsdesk put FILE` files what it never filed before. */
const put = async (name: string, { publish = true, slug = name.replace(/\.\w+$/, '') } = {}) => {
  const type = name.endsWith('.json') ? 'application/json' : 'text/markdown'
  const path = `/api/articles/${slug}${publish ? '?publish=now' : ''}`
  return answerOf(await ask('PUT', path, textOf(name), { 'Content-Type': type, 'If-None-Match': '*' }))
}
const sendItem = async (name: string) =>
  answerOf(await ask('POST', '/api/ninjs?section=world&publish=now', textOf(name), { 'Content-Type': 'application/ninjs+json' }))
const TYPES: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' }
const sendPicture = async (name: string) => ask('POST', '/api/pictures', bytesOf(name), { 'Content-Type': TYPES[name.split('.').at(-1) ?? ''] ?? '' })
const articleOf = async (slug: string) =>
  (await (await ask('GET', `/api/articles/${slug}`)).json()) as {
    body: { type: string; text?: string; items?: unknown }[]
    topics?: { slug: string; name: string }[]
  }

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'admin@desk', role: 'admin', hash: await sha256('dl_admin') }, { name: 'test', role: 'admin' })
  const site = { ...testSite, sections: [...testSite.sections, { slug: 'sport', name: 'Sport' }] }
  expect((await ask('PUT', '/api/site', JSON.stringify(site), { 'Content-Type': 'application/json' })).status).toBe(200)
})

/** By file. What a folder has besides, somebody has to say the right value of. */
const RIGHT: Record<string, () => Promise<void>> = {
  'cjk-bold.md': async () => {
    const { url } = await put('cjk-bold.md')
    const html = await page(url)
    for (const bold of ['「重要」', '注意：', '「強調」', '‘강조’']) expect(html).toContain(`<strong>${bold}</strong>`)
  },
  'tilde.md': async () => {
    const html = await page((await put('tilde.md')).url)
    expect(html).toContain('营业时间为9~11点，票价5~10元。')
    expect(html).not.toMatch(/<(?:s|del)>/)
  },
  'list-start.md': async () => {
    const { url, slug } = await put('list-start.md')
    expect((await articleOf(slug)).body[0]).toEqual({ type: 'paragraph', text: '1986. A great year for the harbour, said its keeper.' })
    const html = await page(url)
    for (const start of ['<ol start="4">', '<ol start="6">']) expect(html).toContain(start)
  },
  'footnote.md': async () => {
    const { url } = await put('footnote.md')
    expect(await page(url)).toMatch(/<li[^>]*>(?:(?!<\/li>).)*The note\.(?:(?!<\/li>).)*Its second paragraph\./s)
    await listing('/feed.xml').toContain(`${ROOT}${url}#`)
    expect(await page('/feed.xml')).not.toContain('href="#')
  },
  'links.md': async () => {
    const { url, notes = [] } = await put('links.md')
    const html = await page(url)
    for (const to of ['tel:+6518002214444', 'sms:+6512345678', 'https://example.com/annual%20report.pdf', 'https://example.com/x'])
      expect(html).toContain(`href="${to}"`)
    expect(html.includes('href="/sport/match"') || notes.join().includes('../sport/match')).toBe(true)
  },
  'table.md': async () => {
    expect(await page((await put('table.md')).url)).toMatch(/<div[^>]+tabindex="0"[^>]*>\s*<table/)
  },
  'no-standfirst.md': async () => {
    await put('no-standfirst.md')
    await listing('/feed.xml').toMatch(/<title>A story with no standfirst<\/title>(?:(?!<\/item>).)*<description>[^<]*The first sentence says what happened\./s)
  },
  'sponsored.md': async () => {
    const { url } = await put('sponsored.md')
    await listing('/world').toContain(url)
    expect(await page('/sitemap-news.xml')).not.toContain(url)
  },
  'month-edge.md': async () => {
    const { url } = await put('month-edge.md')
    for (const path of ['/archive/2026/08/01', '/sitemap/2026-08.xml']) await listing(path).toContain(url)
    expect(await page('/archive/2026/08')).toContain('/archive/2026/08/01')
    expect(await (await see('/archive/2026/07/31')).text()).not.toContain(url)
  },
  'future.md': async () => {
    expect(await put('future.md')).toMatchObject({ status: 422, flaws: [{ pointer: '/updatedAt' }] })
  },
  'draft-date.md': async () => {
    const { slug, publishedAt: filed } = await put('draft-date.md', { publish: false })
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const { publishedAt } = await answerOf(await ask('PUT', `/api/articles/${slug}/publication`))
    expect(publishedAt > filed).toBe(true)
  },
  'same-slug-1.md': async () => {
    expect(await put('same-slug-1.md', { slug: 'week-in-pictures' })).toMatchObject({ status: 201, url: '/world/week-in-pictures' })
  },
  'same-slug-2.md': async () => {
    await put('same-slug-1.md', { slug: 'week-in-pictures' })
    expect((await put('same-slug-2.md', { slug: 'week-in-pictures' })).status).toBe(412)
    expect(await page('/world/week-in-pictures')).toContain('Week one.')
  },
  'live-ids.json': async () => {
    expect(await put('live-ids.json')).toMatchObject({ status: 422, flaws: [{ pointer: '/updates/1/id' }] })
  },
  'del.ninjs.json': async () => {
    const { url } = await sendItem('del.ninjs.json')
    expect(await page(url)).toMatch(/The toll is <s>13<\/s>(?:<u>)?15(?:<\/u>)?, <s>not 20<\/s>[ \u00a0]as first said\./)
    const [, said = ''] = /<meta name="description" content="([^"]*)"/.exec(await page(url)) ?? []
    expect(said).toMatch(/The toll is 15/)
    expect(said).not.toMatch(/13|not 20/)
  },
  'ruby.ninjs.json': async () => {
    const { url } = await sendItem('ruby.ninjs.json')
    const html = await page(url)
    expect(html).toContain('<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>の読み。')
    expect(/<meta name="description" content="([^"]*)"/.exec(html)?.[1]).toContain('漢字（かんじ）の読み。')
  },
  'topics.ninjs.json': async () => {
    const { slug } = await sendItem('topics.ninjs.json')
    const { topics = [] } = await articleOf(slug)
    expect(topics.map(({ name }) => name)).toEqual(['C#', 'الاقتصاد', '经济'])
    expect(new Set([...topics.map((it) => it.slug), 'c']).size).toBe(4)
    for (const topic of topics) await listing(`/topic/${topic.slug}`).toContain('A story on C sharp')
  },
  'word.ninjs.json': async () => {
    const { slug } = await sendItem('word.ninjs.json')
    expect((await articleOf(slug)).body).toEqual([
      { type: 'list', items: [{ text: 'Dredge the channel', list: { items: ['By the spring'] } }] },
      { type: 'list', ordered: true, items: ['First step'] },
    ])
  },
  'search.json': async () => {
    const { cases } = JSON.parse(textOf('search.json')) as { cases: { text: string; queries: string[] }[] }
    for (const [n, { text, queries }] of cases.entries()) {
      const slug = `found-${n}`
      const copy = { v: 1, slug, section: 'world', headline: `Item ${n}`, body: [{ type: 'paragraph', text }] }
      expect((await ask('PUT', `/api/articles/${slug}?publish=now`, JSON.stringify(copy), { 'Content-Type': 'application/json' })).status).toBe(201)
      for (const query of queries) await listing(`/search?q=${encodeURIComponent(query)}`).toContain(`/world/${slug}`)
    }
  },
  'urls.txt': async () => {
    const copy = '---\nheadline: A phone call\nsection: world\n---\nText.'
    await ask('PUT', '/api/articles/putin-mali-goita-phone-call?publish=now', copy, { 'Content-Type': 'text/markdown' })
    for (const path of textOf('urls.txt').split('\n').filter(Boolean)) {
      const moved = await see(path)
      expect(moved.status, path).toBe(301)
      const to = new URL(moved.headers.get('location') ?? '', ROOT).pathname
      expect(to, path).toBe(/feed|rss/.test(path) ? '/feed.xml' : /sport/i.test(path) ? '/sport' : '/world/putin-mali-goita-phone-call')
      await page(to)
    }
  },
  'feed-304.txt': async () => {
    const story = (slug: string, headline: string, publish = '?publish=now') =>
      ask('PUT', `/api/articles/${slug}${publish}`, `---\nheadline: ${headline}\nsection: world\n---\nText.`, { 'Content-Type': 'text/markdown' })
    const [day] = new Date().toISOString().split('T') as [string]
    const month = (new Date(Date.parse(`${day}T00:00:00Z`)).toLocaleDateString('sv', { timeZone: testSite.timeZone }) as string).slice(0, 7)
    const feeds = ['/feed.xml', '/feed.json', '/world/feed.xml', '/sitemap.xml', '/sitemap-news.xml', `/sitemap/${month}.xml`]
    await story('until-noon', 'Until noon')
    await story('reworded', 'As it was')
    await story('filed-before', 'Filed before', '')
    const changes = [
      () => ask('DELETE', '/api/articles/until-noon/publication'),
      () => story('reworded', 'As it is now'),
      () => ask('PUT', '/api/articles/filed-before/publication'),
    ]
    for (const change of changes) {
      // A date counts seconds, and what changed within the last one is dated before it.
      await new Promise((resolve) => setTimeout(resolve, 2100))
      const before = await Promise.all(feeds.map(async (path) => (await see(path)).headers.get('last-modified') ?? ''))
      expect((await change()).ok).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 1100))
      for (const [n, path] of feeds.entries()) expect((await see(path, { 'If-Modified-Since': before[n] as string })).status, path).toBe(200)
    }
  },
  'chart.png': async () => {
    const { src } = (await (await sendPicture('chart.png')).json()) as { src: string }
    const variant = await (await see(`${src}/640.jpg`)).blob()
    const small = await env.IMAGES.input(variant.stream()).transform({ width: 8, height: 8, fit: 'cover' }).output({ format: 'image/png' })
    const shown = new Uint8Array(await small.response().arrayBuffer())
    expect(shown.length).toBeGreaterThan(0)
    expect(await lightness(shown)).toBeGreaterThan(160)
  },
  'gps.jpg': async () => {
    const { src } = (await (await sendPicture('gps.jpg')).json()) as { src: string }
    const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
    const shown = latin(new Uint8Array(await (await see(src)).arrayBuffer()))
    const told =
      latin(bytesOf('gps.jpg'))
        .slice(0, 400)
        .match(/[A-Za-z][\w :-]{5,}/g) ?? []
    expect(told.length).toBeGreaterThan(0)
    for (const words of told) expect(shown).not.toContain(words)
    // The tag of the GPS directory, in either order of bytes.
    for (const tag of ['\x25\x88\x04\x00', '\x88\x25\x00\x04']) expect(shown.slice(0, 400)).not.toContain(tag)
  },
  'cut.jpg': async () => {
    expect(await answerOf(await sendPicture('cut.jpg'))).toMatchObject({ status: 422 })
  },
  'anim.gif': async () => {
    const { src } = (await (await sendPicture('anim.gif')).json()) as { src: string }
    for (const path of [src, `${src}/320.webp`])
      expect(new TextDecoder('latin1').decode(await (await see(path)).arrayBuffer()), path).toMatch(/NETSCAPE2\.0|ANMF/)
  },
}

/** From 0 to 255, of a PNG of one kind: what the images binding writes for so few pixels. */
async function lightness(png: Uint8Array) {
  const view = new DataView(png.buffer)
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= png.length; at += 12 + view.getUint32(at))
    if (new TextDecoder().decode(png.subarray(at + 4, at + 8)) === 'IDAT') parts.push(png.slice(at + 8, at + 8 + view.getUint32(at)))
  const rows = new Uint8Array(await new Response(new Blob(parts as BlobPart[]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer())
  // The first pixel of the first row: where a chart has its empty corner.
  return Math.min(...rows.subarray(1, 4))
}

describe.skipIf(Object.keys(CASES).length === 0)('what failed once', () => {
  test('is all known here', () => {
    const unknown = Object.keys(CASES).filter((name) => name !== 'README.md' && !(name in RIGHT))
    expect(unknown, 'Say in RIGHT what is right for them.').toEqual([])
  })

  for (const [name, isRight] of Object.entries(RIGHT)) test.skipIf(isLeft(name))(name, isRight)
})
