/** The Workers runtime's own bucket and images: what fakes cannot promise. */
import { env, SELF } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { keepPicture } from '../../src/pictures/keep.ts'
import { headOf } from '../../src/pictures/picture-head.ts'

/** A red PNG of 8 × 6 pixels. */
const RED = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWO4y8CAFWEXpZMEAE6KKXHBdXx6AAAAAElFTkSuQmCC'),
  (char) => char.charCodeAt(0),
)

async function kept() {
  const head = headOf(RED)
  if (!head) throw new Error('The fixture is no picture.')
  return keepPicture(env.PICTURES, RED, head)
}
const see = (path: string, headers: Record<string, string> = {}) => SELF.fetch(`https://news.example${path}`, { headers })

test('the bucket keeps a picture once, and readers get it whole or in part', async () => {
  const { src, width, height, created } = await kept()
  expect({ width, height, created }).toEqual({ width: 8, height: 6, created: true })
  expect((await kept()).created).toBe(false)
  expect(new Uint8Array(await (await see(src)).arrayBuffer())).toEqual(RED)
  const part = await see(src, { Range: 'bytes=-10' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-length')).toBe('10')
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(RED.slice(-10))
  const head = await SELF.fetch(`https://news.example${src}`, { method: 'HEAD' })
  expect(head.headers.get('content-length')).toBe(String(RED.length))
})

test('variants are made by the images binding, never larger than the original', async () => {
  const { src, id } = await kept()
  for (const [name, type] of [
    ['320.webp', 'image/webp'],
    ['320.jpg', 'image/jpeg'],
    ['320.avif', 'image/avif'],
  ] as const) {
    const response = await see(`${src}/${name}`)
    expect(response.headers.get('content-type'), name).toBe(type)
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(headOf(new Uint8Array(await response.arrayBuffer())), name).toEqual({ type, width: 8, height: 6 })
    expect(await env.PICTURES.head(`variants/${id}/${name}`)).not.toBeNull()
  }
  const social = await see(`${src}/social.jpg`)
  expect(headOf(new Uint8Array(await social.arrayBuffer()))).toEqual({ type: 'image/jpeg', width: 1200, height: 630 })
})

test('an original that the images binding cannot read is shown as it is', async () => {
  const broken = RED.slice(0, 40)
  const { src } = await keepPicture(env.PICTURES, broken, { type: 'image/png', width: 8, height: 6 })
  const response = await see(`${src}/320.webp`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('cache-control')).toBe('public, max-age=300')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(broken)
})

test('a headline is drawn with the letters among the static files', async () => {
  const article = {
    v: 1,
    slug: 'ferries-stop',
    section: 'asia',
    headline: 'Ferries stop as the storm nears Port Averil',
    publishedAt: '2026-11-10T16:05:00Z',
    body: [{ type: 'paragraph', text: 'They stopped.' }],
  }
  await env.EDITION.put('en:article:ferries-stop', JSON.stringify(article))
  const html = await (await see('/asia/ferries-stop')).text()
  const path = /"og:image" content="https?:\/\/[^/]+(\/pictures\/social\/[^"]+)"/.exec(html)?.[1] ?? 'none'
  const response = await see(path)
  expect(response.status).toBe(200)
  expect(headOf(new Uint8Array(await response.arrayBuffer()))).toEqual({ type: 'image/png', width: 1200, height: 630 })
})
