import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { socialPicture } from '../../src/page/picture-address.ts'
import { byteRange } from '../../src/pictures/byte-range.ts'
import { crc32 } from '../../src/pictures/files/png-chunk.ts'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { FakeBucket, FakeImages } from './fake-bucket.ts'
import { vastPng } from './vast-png.ts'

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

test('a picture is answered with an ending, too, by which WordPress knows it', async () => {
  const { src } = await kept('png')
  const response = await see(`${src}.png`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('cache-tag')).toBe((await see(src)).headers.get('cache-tag'))
  expect((await see(`${src}.exe`)).status).toBe(404)
  expect((await see('/pictures/../x.png')).status).toBe(404)
})

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
    expect([...bucket.objects.keys()].filter((key) => key.startsWith('originals/'))).toHaveLength(1)
    expect(bucket.puts).toBe(2)
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

  test.each([
    ['cut short', async () => files.jpeg.slice(0, -20), /ends before the picture does/],
    ['cut short and filled with zeros', async () => new Uint8Array([...files.jpeg.slice(0, -20), ...new Uint8Array(20)]), /ends before the picture does/],
    ['without a picture in it', async () => new Uint8Array([...files.jpeg.slice(0, files.jpeg.length - 200), 0xff, 0xd9]), /ends before|header but no picture/],
    ['of one pixel', async () => new Uint8Array(await blank(1, 1).jpeg().toBuffer()), /1 × 1 pixels\. It must be at least/],
    ['wider than can be worked with', async () => new Uint8Array(await blank(12_001, 8).jpeg().toBuffer()), /up to 12,000 pixels on a side/],
  ])('a picture %s is refused with a sentence, and not kept', async (_, bytes, words) => {
    const said = await problemOf(await upload(await bytes(), 'image/jpeg'))
    expect(said.status).toBe(422)
    expect(said.detail).toMatch(words)
    expect(bucket.puts).toBe(0)
  })

  test('a bomb is refused unpacked, and a moving picture is measured with all its frames', async () => {
    const png = files.png.slice()
    const view = new DataView(png.buffer)
    view.setUint32(16, 11_000)
    view.setUint32(20, 11_000)
    view.setInt32(29, crc32(png.subarray(12, 29)))
    expect((await problemOf(await upload(png, 'image/png'))).detail).toMatch(/^This picture is 11,000 × 11,000 pixels\. .*50 million in total/)
    const head = [...new TextEncoder().encode('GIF89a'), 0x88, 0x13, 0x88, 0x13, 0, 0, 0]
    const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0x44, 0]
    const gif = (frames: number) => new Uint8Array([...head, ...Array.from({ length: frames }, () => frame).flat(), 0x3b])
    expect((await upload(gif(2), 'image/gif')).status).toBe(201)
    expect((await problemOf(await upload(gif(3), 'image/gif'))).detail).toMatch(/5,000 × 5,000 pixels, 3 times.*counting all its frames/)
  })

  test.each([
    ['png', 20_000, 20_000, 400_000],
    ['png', 10_000, 6_000, 100_000],
    ['jpeg', 10_000, 6_000, 2_000_000],
  ] as const)('a small file of a vast picture is refused before anything is unpacked: %s, %i × %i', async (format, width, height, most) => {
    const bytes = format === 'png' ? vastPng(width, height) : new Uint8Array(await blank(width, height).jpeg({ quality: 20 }).toBuffer())
    expect(bytes.length).toBeLessThan(most)
    const unpack = vi.spyOn(globalThis, 'DecompressionStream')
    const said = await problemOf(await upload(bytes, `image/${format}`))
    expect([said.status, said.detail]).toEqual([422, expect.stringContaining('Make it smaller')])
    expect(unpack).not.toHaveBeenCalled()
    expect(bucket.puts).toBe(0)
    unpack.mockRestore()
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

describe('readers', () => {
  test('see the picture, and are not promised it for ever', async () => {
    const { src, id } = await kept()
    const response = await see(src)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    expect(response.headers.get('cloudflare-cdn-cache-control')).toContain('max-age=86400')
    expect(response.headers.get('cache-tag')).toBe(`picture:${id}`)
    expect(response.headers.get('etag')).toContain(id)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(files.jpeg)
  })

  test('who hold it already are not sent it again', async () => {
    const { src, id } = await kept()
    const etag = (await see(src)).headers.get('etag') ?? ''
    expect((await see(src, { 'If-None-Match': etag })).status).toBe(304)
    // What was kept under this tag still said where it was taken.
    expect((await see(src, { 'If-None-Match': `"${id}"` })).status).toBe(200)
    expect((await see('/pictures/00000000000000000000000000000000', { 'If-None-Match': '*' })).status).toBe(404)
  })

  test('HEAD answers the size alone', async () => {
    const response = await see((await kept()).src, {}, 'HEAD')
    expect(response.headers.get('content-length')).toBe(String(files.jpeg.length))
    expect((await response.arrayBuffer()).byteLength).toBe(0)
  })

  test('may ask for a part', async () => {
    const { src } = await kept()
    const size = files.jpeg.length
    const etag = (await see(src)).headers.get('etag') ?? ''
    const part = await see(src, { Range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${size}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(files.jpeg.slice(10, 20))
    expect((await see(src, { Range: 'bytes=-5' })).headers.get('content-range')).toBe(`bytes ${size - 5}-${size - 1}/${size}`)
    const beyond = await see(src, { Range: `bytes=${size}-` })
    expect(beyond.status).toBe(416)
    expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`)
    expect((await see(src, { Range: 'bytes=0-1', 'If-Range': '"another"' })).status).toBe(200)
    expect((await see(src, { Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206)
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
      expect(first.headers.get('cache-control')).toBe('public, max-age=300')
      expect(first.headers.get('cache-tag')).toMatch(/^picture:/)
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

  test.each([
    [{ x: 0.5, y: 0.1 }, 1000, 1500, '/social-50-10.jpg', [{ height: 630, gravity: 'top' }]],
    [
      { x: 0.5, y: 0.44 },
      1000,
      1500,
      '/social-50-40.jpg',
      [
        { width: 1200, height: 1035, gravity: 'top' },
        { height: 630, gravity: 'bottom' },
      ],
    ],
    [{ x: 0.5, y: 1 }, 1000, 1500, '/social-50-100.jpg', [{ height: 1800 }, { height: 630, gravity: 'bottom' }]],
    [{ x: 0.1, y: 0.5 }, 2000, 500, '/social-10-50.jpg', [{ width: 1200, gravity: 'left' }]],
    [
      { x: 0.7, y: 0.2 },
      2000,
      500,
      '/social-70-50.jpg',
      [
        { width: 2364, height: 630, gravity: 'left' },
        { width: 1200, gravity: 'right' },
      ],
    ],
  ])('of social networks see what matters in a picture (%o of %i × %i: %s)', async (focus, width, height, name, steps) => {
    const bytes = new Uint8Array(await blank(width, height).jpeg().toBuffer())
    const { src } = (await (await upload(bytes, 'image/jpeg')).json()) as Kept
    expect(socialPicture({ src, width, height, focus }).src).toBe(`${src}${name}`)
    expect((await see(`${src}${name}`)).status).toBe(200)
    expect(images.made.map(({ transform }) => transform)).toMatchObject(steps)
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

  test.each([
    '/641.webp',
    '/social-30-70.jpg',
    '/social-50-50.jpg',
    '/social-35-50.jpg',
    '/social-050-30.jpg',
    '/social-50-110.jpg',
    '/ground.png',
    '/640.png',
    '/640',
    '/99999.jpg',
    '/0640.webp',
    '/social.webp',
    '/640.webp/x',
    '/..%2f640.webp',
  ])('get nothing at %s, and nothing is made', async (name) => {
    const { src } = await kept()
    expect((await see(`${src}${name}`)).status).toBe(404)
    expect(images.made).toHaveLength(0)
  })

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

test('a graphic that moves and is clear in places is put on white as it moves, so that its ink is not lost on a dark page', async () => {
  const pixels = Buffer.from(Array.from({ length: 40 * 80 }, (_, at) => (at % 3 ? [0, 0, 0, 255] : [0, 0, 0, 0])).flat())
  const clear = new Uint8Array(
    await sharp(pixels, { raw: { width: 40, height: 80, channels: 4, pageHeight: 40 } })
      .gif()
      .toBuffer(),
  )
  const { src } = (await (await upload(clear, 'image/gif')).json()) as Kept
  expect((await see(`${src}/320.webp`)).status).toBe(200)
  expect(images.made).toMatchObject([{ output: { format: 'image/webp', anim: true, background: '#ffffff' } }])
})
