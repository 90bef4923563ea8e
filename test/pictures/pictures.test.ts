import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { byteRange } from '../../src/pictures/byte-range.ts'
import { headOf } from '../../src/pictures/picture-head.ts'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { FakeBucket, FakeImages } from './fake-bucket.ts'

const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const
const files = {} as Record<(typeof FORMATS)[number], Uint8Array<ArrayBuffer>>
const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a33' } })
beforeAll(async () => {
  for (const format of FORMATS) files[format] = new Uint8Array(await blank(64, 48).toFormat(format).toBuffer())
})

let bucket: FakeBucket
let images: FakeImages
let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  bucket = new FakeBucket()
  images = new FakeImages()
  room = await newsroom({ PICTURES: bucket, IMAGES: images })
})
type Kept = { id: string; src: string; width: number; height: number; type: string }
const upload = (body: unknown, type: string, more: { as?: string; headers?: Record<string, string> } = {}) =>
  room.ask('POST', '/api/pictures', { as: 'reporter', body, type, ...more })
const kept = async (format: (typeof FORMATS)[number] = 'jpeg') => (await (await upload(files[format], `image/${format}`)).json()) as Kept
const see = (path: string, headers: Record<string, string> = {}, method = 'GET') => room.ask(method, path, { as: '', headers })

describe('uploading', () => {
  test.each(FORMATS)('a %s is kept under its hash, with its size', async (format) => {
    const response = await upload(files[format], `image/${format}`)
    expect(response.status).toBe(201)
    const picture = (await response.json()) as Kept
    expect(picture).toMatchObject({ width: 64, height: 48, type: `image/${format}`, src: `/pictures/${picture.id}` })
    expect(picture.id).toMatch(/^[0-9a-f]{32}$/)
    expect(response.headers.get('location')).toBe(picture.src)
  })

  test('the same bytes again are the same picture', async () => {
    const first = await kept()
    const again = await upload(files.jpeg, 'image/jpeg')
    expect(again.status).toBe(200)
    expect(await again.json()).toEqual(first)
    expect(bucket.puts).toBe(1)
  })

  test('what is no picture is refused', async () => {
    const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>')
    expect((await problemOf(await upload(html, 'image/png'))).status).toBe(422)
    expect((await problemOf(await upload(new Uint8Array(0), 'image/png'))).status).toBe(422)
    expect((await problemOf(await upload(files.jpeg.slice(0, 20), 'image/jpeg'))).status).toBe(422)
    expect((await problemOf(await upload('<svg/>', 'image/svg+xml'))).status).toBe(415)
    expect((await problemOf(await upload('x', 'multipart/form-data'))).status).toBe(415)
    expect(bucket.puts).toBe(0)
  })

  test('a picture under another’s name is refused', async () => {
    const said = await problemOf(await upload(files.jpeg, 'image/png'))
    expect(said.status).toBe(415)
    expect(said.detail).toContain('image/jpeg')
  })

  test('over 20 MB is refused before it is read', async () => {
    let sent = 0
    const endless = () =>
      new ReadableStream(
        {
          pull: (controller) => {
            sent += 1_000_000
            controller.enqueue(new Uint8Array(1_000_000))
          },
        },
        { highWaterMark: 0 },
      )
    expect((await problemOf(await upload(endless(), 'image/jpeg', { headers: { 'Content-Length': '30000000' } }))).status).toBe(413)
    expect(sent).toBe(0)
    expect((await problemOf(await upload(endless(), 'image/jpeg'))).status).toBe(413)
    expect(sent).toBeLessThan(23_000_000)
  })

  test('readers cannot upload', async () => {
    expect((await upload(files.jpeg, 'image/jpeg', { as: '' })).status).toBe(401)
    expect((await see('/pictures/0123456789abcdef0123456789abcdef', {}, 'POST')).status).toBe(405)
  })
})

describe('what the first bytes say', () => {
  test('a phone’s picture that stands on its side has its sides changed', async () => {
    const turned = new Uint8Array(await blank(64, 48).withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect(headOf(turned)).toEqual({ type: 'image/jpeg', width: 48, height: 64 })
    const upright = new Uint8Array(await blank(64, 48).withMetadata({ orientation: 3 }).jpeg().toBuffer())
    expect(headOf(upright)).toEqual({ type: 'image/jpeg', width: 64, height: 48 })
  })

  test('every kind of WebP and JPEG', async () => {
    const rgba = sharp({ create: { width: 31, height: 17, channels: 4, background: '#a338' } })
    for (const bytes of [
      await rgba.clone().webp({ lossless: true }).toBuffer(),
      await rgba.clone().webp().toBuffer(),
      await blank(31, 17).webp().toBuffer(),
      await blank(31, 17).jpeg({ progressive: true }).toBuffer(),
    ])
      expect(headOf(new Uint8Array(bytes))).toMatchObject({ width: 31, height: 17 })
  })

  test('cut off anywhere, or with any byte broken, nothing throws', () => {
    for (const format of FORMATS) {
      const whole = files[format]
      for (let length = 0; length < Math.min(whole.length, 800); length++) headOf(whole.slice(0, length))
      for (let at = 0; at < Math.min(whole.length, 800); at++) {
        const broken = whole.slice()
        broken[at] = 0xff
        headOf(broken)
        broken[at] = 0
        headOf(broken)
      }
    }
  })
})

describe('readers', () => {
  test('see the original, for ever', async () => {
    const { src, id } = await kept()
    const response = await see(src)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('etag')).toBe(`"${id}"`)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(files.jpeg)
  })

  test('who hold it already are not sent it again', async () => {
    const { src, id } = await kept()
    expect((await see(src, { 'If-None-Match': `"${id}"` })).status).toBe(304)
    expect((await see('/pictures/00000000000000000000000000000000', { 'If-None-Match': '*' })).status).toBe(404)
  })

  test('HEAD answers the size alone', async () => {
    const response = await see((await kept()).src, {}, 'HEAD')
    expect(response.headers.get('content-length')).toBe(String(files.jpeg.length))
    expect((await response.arrayBuffer()).byteLength).toBe(0)
  })

  test('may ask for a part', async () => {
    const { src, id } = await kept()
    const size = files.jpeg.length
    const part = await see(src, { Range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${size}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(files.jpeg.slice(10, 20))
    expect((await see(src, { Range: 'bytes=-5' })).headers.get('content-range')).toBe(`bytes ${size - 5}-${size - 1}/${size}`)
    const beyond = await see(src, { Range: `bytes=${size}-` })
    expect(beyond.status).toBe(416)
    expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`)
    expect((await see(src, { Range: 'bytes=0-1', 'If-Range': '"another"' })).status).toBe(200)
    expect((await see(src, { Range: 'bytes=0-1', 'If-Range': `"${id}"` })).status).toBe(206)
  })

  test.each([
    ['bytes=0-0', { offset: 0, length: 1 }],
    ['bytes=5-', { offset: 5, length: 95 }],
    ['bytes=90-200', { offset: 90, length: 10 }],
    ['bytes=-200', { offset: 0, length: 100 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=9-5', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=1-2', undefined],
    ['bytes=-', undefined],
    [undefined, undefined],
  ])('of 100 bytes, %s is %o', (header, range) => expect(byteRange(header, 100)).toEqual(range))

  test('see variants, made once', async () => {
    const { src } = await kept()
    for (const [name, type] of [
      ['640.webp', 'image/webp'],
      ['320.jpg', 'image/jpeg'],
      ['1280.avif', 'image/avif'],
    ] as const) {
      const first = await see(`${src}/${name}`)
      expect(first.status, name).toBe(200)
      expect(first.headers.get('content-type')).toBe(type)
      expect(first.headers.get('cache-control')).toContain('immutable')
      const again = await see(`${src}/${name}`)
      expect(await again.text()).toBe(await first.text())
      expect((await see(`${src}/${name}`, { 'If-None-Match': first.headers.get('etag') ?? '' })).status).toBe(304)
    }
    expect(images.made).toHaveLength(3)
    expect(images.made[0]).toMatchObject({ transform: { width: 640, fit: 'scale-down' }, output: { format: 'image/webp' } })
  })

  test('of social networks see 1200 × 630', async () => {
    expect((await see(`${(await kept()).src}/social.jpg`)).status).toBe(200)
    expect(images.made).toMatchObject([{ transform: { width: 1200, height: 630, fit: 'cover' } }])
  })

  test('see the original while variants cannot be made, and not for long', async () => {
    const { src } = await kept('png')
    images.failing = true
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const response = await see(`${src}/640.webp`)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(files.png)
    images.failing = false
    expect((await see(`${src}/640.webp`)).headers.get('content-type')).toBe('image/webp')
  })

  test.each(['/641.webp', '/640.png', '/640', '/99999.jpg', '/0640.webp', '/social.webp', '/640.webp/x', '/..%2f640.webp'])(
    'get nothing at %s, and nothing is made',
    async (name) => {
      const { src } = await kept()
      expect((await see(`${src}${name}`)).status).toBe(404)
      expect(images.made).toHaveLength(0)
    },
  )

  test('get 404 for what was never kept', async () => {
    for (const path of [
      '/pictures/00000000000000000000000000000000',
      '/pictures/00000000000000000000000000000000/640.webp',
      '/pictures/short',
      '/pictures/variants%2fx',
      '/pictures',
    ])
      expect((await see(path)).status, path).toBe(404)
  })
})
