/** The Workers runtime's own bucket and images: what fakes cannot promise. */
import { env, SELF } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { PictureFile } from '../../src/pictures/files/parsed-picture.ts'
import { readPicture } from '../../src/pictures/files/picture-file.ts'
import { chunk } from '../../src/pictures/files/png-chunk.ts'
import { flattenOnWhite } from '../../src/pictures/flatten-png.ts'
import { originalKey, variantKey } from '../../src/pictures/picture-keys.ts'
import { takeDownPicture } from '../../src/pictures/take-down.ts'
import { storePicture } from '../../src/pictures/upload.ts'
import { testSite } from '../fakes.ts'

type Bytes = Uint8Array<ArrayBuffer>
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) as Bytes
/** A red PNG of 8 × 6 pixels. */
const RED = fromBase64('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWO4y8CAFWEXpZMEAE6KKXHBdXx6AAAAAElFTkSuQmCC')
/** A GIF of 2 × 2 pixels that moves: two frames. */
const MOVING = fromBase64('R0lGODlhAgACAIAAAP8AAAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAgACAAACAoRRACH5BAAKAAAALAAAAAACAAIAAAICjF8AOw==')

/** Rows of RGB or, with `alpha`, RGBA. */
async function pngOf(width: number, height: number, alpha: boolean, colourAt: (x: number, y: number) => number[]): Promise<Bytes> {
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([8, alpha ? 6 : 2], 8)
  const rows = Uint8Array.from(Array.from({ length: height }, (_, y) => [0, ...Array.from({ length: width }, (__, x) => colourAt(x, y)).flat()]).flat())
  const data = new Uint8Array(await new Response(new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer())
  return new Uint8Array(await new Blob([RED.subarray(0, 8), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', new Uint8Array())]).arrayBuffer())
}

async function fileOf(bytes: Uint8Array): Promise<PictureFile> {
  const file = await readPicture(bytes)
  if (!file) throw new Error('The fixture is no picture.')
  return file
}
async function kept(bytes: Bytes = RED) {
  const outcome = await storePicture(env.PICTURES, bytes, await fileOf(bytes))
  if (!outcome.ok) throw new Error('Withdrawn.')
  return { ...outcome.picture, created: outcome.created }
}
const see = (path: string, headers: Record<string, string> = {}) => SELF.fetch(`https://news.example${path}`, { headers })
const bytesAt = async (path: string) => new Uint8Array(await (await see(path)).arrayBuffer())
const sizeAt = async (path: string) => {
  const { type, width, height } = await fileOf(await bytesAt(path))
  return { type, width, height }
}
/** The colour in the middle of a picture of ours: scaled to little, and read as a PNG of one kind. */
async function middleOf(bytes: Bytes) {
  const small = await env.IMAGES.input(new Blob([bytes]).stream())
    .transform({ width: 1, height: 1, fit: 'cover' })
    .output({ format: 'image/png' })
  const png = new Uint8Array(await small.response().arrayBuffer())
  const { publicParts } = await fileOf(png)
  const data = publicParts.find((part) => new TextDecoder().decode(part.subarray(4, 8)) === 'IDAT')?.slice(8, -4) ?? new Uint8Array()
  return [...new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer())].slice(1)
}

test('the bucket keeps a picture once, and readers get it whole or in part', async () => {
  const { src, width, height, created } = await kept()
  expect({ width, height, created }).toEqual({ width: 8, height: 6, created: true })
  expect((await kept()).created).toBe(false)
  expect(await bytesAt(src)).toEqual(RED)
  const part = await see(src, { Range: 'bytes=-10' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-length')).toBe('10')
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(RED.slice(-10))
  const head = await SELF.fetch(`https://news.example${src}`, { method: 'HEAD' })
  expect(head.headers.get('content-length')).toBe(String(RED.length))
})

test('a PNG whose pixels have words behind them is refused here, too', async () => {
  const words = new TextEncoder().encode('Edith Coyle, 12 Mill Lane')
  const at = 8 + 25 + 21
  expect(new TextDecoder().decode(RED.subarray(at + 4, at + 8))).toBe('IDAT')
  const end = at + 12 + new DataView(RED.buffer).getUint32(at)
  const data = RED.slice(at + 8, end - 4)
  expect((await fileOf(RED)).flaw).toBeUndefined()
  for (const idat of [[chunk('IDAT', new Uint8Array([...data, ...words]))], [chunk('IDAT', data), chunk('IDAT', words)]]) {
    const file = new Uint8Array(await new Blob([RED.subarray(0, at), ...idat, RED.subarray(end)]).arrayBuffer())
    expect((await fileOf(file)).flaw).toBeDefined()
  }
})

test('variants are made by the images binding, never larger than the original', async () => {
  const { src, id } = await kept()
  for (const [name, type] of [
    ['320.webp', 'image/webp'],
    ['320.jpg', 'image/jpeg'],
    ['320.avif', 'image/avif'],
  ] as const) {
    expect((await see(`${src}/${name}`)).headers.get('content-type'), name).toBe(type)
    expect(await sizeAt(`${src}/${name}`), name).toEqual({ type, width: 8, height: 6 })
    expect(await env.PICTURES.head(variantKey(id, name))).not.toBeNull()
  }
  expect(await sizeAt(`${src}/social.jpg`)).toEqual({ type: 'image/jpeg', width: 1200, height: 630 })
})

test('an original that the images binding cannot read is shown as it is', async () => {
  const broken = await pngOf(8, 6, false, () => [1, 2, 3])
  broken[20] = (broken[20] as number) ^ 1
  const file: PictureFile = { type: 'image/png', width: 8, height: 6, frames: 1, hasAlpha: false, publicParts: [broken.subarray(0, 60)] }
  const outcome = await storePicture(env.PICTURES, broken, file)
  const response = await see(`${outcome.ok ? outcome.picture.src : ''}/320.webp`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('cache-control')).toBe('public, max-age=300')
})

test('what is clear in a graphic is light in all that is made of it', async () => {
  const { src } = await kept(await pngOf(1300, 700, true, (x) => (x < 40 ? [0, 0, 0, 255] : [0, 0, 0, 0])))
  for (const name of ['320.jpg', '640.webp', '320.avif', 'social.jpg', 'social-10-50.jpg']) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = await middleOf(await bytesAt(`${src}/${name}`))
    expect(Math.min(red, green, blue, alpha), name).toBeGreaterThan(240)
  }
})

test('every kind of clear PNG comes to stand on white', async () => {
  const half = await flattenOnWhite(await pngOf(3, 2, true, () => [100, 0, 200, 128]))
  expect((await fileOf(half)).flaw).toBeUndefined()
  expect(await middleOf(half)).toEqual([177, 127, 227])
  const opaque = await pngOf(3, 2, false, () => [1, 2, 3])
  expect(await flattenOnWhite(opaque)).toBe(opaque)
})

test('what matters in a picture stays in what social networks show', async () => {
  // Red above, then blue; of a tall picture a third is shown.
  const { src } = await kept(await pngOf(400, 600, false, (_, y) => (y < 200 ? [255, 0, 0] : y < 400 ? [0, 255, 0] : [0, 0, 255])))
  const colourOf = async (name: string) => {
    const middle = await middleOf(await bytesAt(`${src}/${name}`))
    return ['red', 'green', 'blue'][middle.indexOf(Math.max(...middle.slice(0, 3)))]
  }
  expect(await colourOf('social-50-10.jpg')).toBe('red')
  expect(await colourOf('social.jpg')).toBe('green')
  expect(await colourOf('social-50-90.jpg')).toBe('blue')
  for (const name of ['social-50-10.jpg', 'social-50-30.jpg', 'social-50-90.jpg'])
    expect(await sizeAt(`${src}/${name}`), name).toEqual({ type: 'image/jpeg', width: 1200, height: 630 })
})

test('a picture that moves goes on moving', async () => {
  const { src } = await kept(MOVING)
  expect((await fileOf(await bytesAt(`${src}/320.webp`))).frames).toBe(2)
  expect((await see(`${src}/320.webp`)).status).toBe(200)
  expect((await see(`${src}/320.jpg`)).headers.get('content-type')).toBe('image/jpeg')
})

test('of a picture taken down nothing remains, and nobody brings it back', async () => {
  const bytes = await pngOf(16, 16, true, (x, y) => [x, y, 7, 100])
  const { src, id } = await kept(bytes)
  for (const name of ['320.webp', '320.jpg', 'social.jpg']) await see(`${src}/${name}`)
  expect(await takeDownPicture(env.PICTURES, id, '2026-11-25T08:00:00Z')).toEqual({ ok: true, at: '2026-11-25T08:00:00Z', changed: true })
  for (const path of [src, `${src}/320.webp`, `${src}/1600.avif`, `${src}/social.jpg`, `${src}/social-10-50.jpg`]) {
    const response = await see(path)
    expect(response.status, path).toBe(410)
    expect(await response.text()).toContain('This picture is no longer available')
  }
  const { objects } = await env.PICTURES.list()
  const left = objects.filter(({ key }) => key.includes(id))
  expect(left.map(({ key, size }) => ({ key, size }))).toEqual([{ key: originalKey(id), size: 0 }])
  expect(await storePicture(env.PICTURES, bytes, await fileOf(bytes))).toMatchObject({ ok: false, reason: 'withdrawn' })
  expect((await see(src)).status).toBe(410)
})

test('a picture sent and taken down at once, ten times over, is either there or gone for good', async () => {
  for (let n = 0; n < 10; n++) {
    const bytes = await pngOf(8, 8, false, (x, y) => [x, y, n])
    const { src, id } = await kept(bytes)
    await Promise.all([
      see(`${src}/320.webp`),
      see(`${src}/social.jpg`),
      takeDownPicture(env.PICTURES, id, '2026-11-25T08:00:00Z'),
      storePicture(env.PICTURES, bytes, await fileOf(bytes)),
      see(src),
    ])
    for (const path of [src, `${src}/320.webp`, `${src}/social.jpg`]) expect((await see(path)).status).toBe(410)
    const { objects } = await env.PICTURES.list()
    expect(objects.filter(({ key }) => key.includes(id)).map(({ size }) => size)).toEqual([0])
  }
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
  await env.EDITION.put('site', JSON.stringify(testSite))
  forget()
  await env.EDITION.put('en:article:ferries-stop', JSON.stringify(article))
  const html = await (await see('/asia/ferries-stop')).text()
  const path = /"og:image" content="https?:\/\/[^/]+(\/pictures\/social\/[^"]+)"/.exec(html)?.[1] ?? 'none'
  expect((await see(path)).status).toBe(200)
  expect(await sizeAt(path)).toEqual({ type: 'image/png', width: 1200, height: 630 })
})
