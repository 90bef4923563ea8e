/** What readers may have of a picture file, and which files are none. */
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/pictures/files/bytes.ts'
import type { PictureFile } from '../../src/pictures/files/parsed-picture.ts'
import { readPicture } from '../../src/pictures/files/picture-file.ts'
import { crc32 } from '../../src/pictures/files/png-chunk.ts'

type Bytes = Uint8Array<ArrayBuffer>
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const
type Format = (typeof FORMATS)[number]

const SECRET = 'Edith Coyle'
const EXIF = {
  IFD0: { Artist: SECRET, Make: 'Secret Camera', Model: 'Secret 5000', ImageDescription: SECRET },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 3000/100' },
}
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${SECRET}"/></rdf:RDF></x:xmpmeta>`

const bytesOf = async (image: Sharp) => new Uint8Array(await image.toBuffer()) as Bytes
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const pixels = async (bytes: Uint8Array) => (await sharp(bytes, { animated: true }).autoOrient().raw().toBuffer()).toString('base64')

/** Noise, so that a part of it is no picture of its own. */
const noise = (width: number, height: number, channels: 3 | 4 = 3) => {
  let seed = 1
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return (seed >> 16) & 255
  }
  return sharp(Buffer.from(Array.from({ length: width * height * channels }, random)), { raw: { width, height, channels } })
}

async function read(bytes: Uint8Array): Promise<PictureFile & { file: Bytes }> {
  const found = await readPicture(bytes)
  if (!found) throw new Error('No picture.')
  return { ...found, file: concatBytes(found.publicParts) }
}

const plain = {} as Record<Format, Bytes>
const telling = {} as Record<Format, Bytes>
beforeAll(async () => {
  for (const format of FORMATS) {
    plain[format] = await bytesOf(noise(64, 48).toFormat(format))
    telling[format] = await bytesOf(noise(64, 48).withExif(EXIF).withXmp(XMP).withIccProfile('p3').toFormat(format))
  }
})

describe('what readers get of a picture', () => {
  test.each(FORMATS)('a %s says nothing of place, device or owner, and looks the same', async (format) => {
    const { flaw, file } = await read(telling[format])
    expect(flaw).toBeUndefined()
    for (const told of [SECRET, 'Secret Camera', 'xmpmeta', 'GPS', 'Adobe', 'Apple']) expect(textOf(file), told).not.toContain(told)
    const { exif, xmp, iptc } = await sharp(file).metadata()
    expect({ exif, xmp, iptc }).toEqual({})
    expect(await pixels(file)).toBe(await pixels(telling[format]))
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('the colours of a %s stay what they were', async (format) => {
    const { file } = await read(telling[format])
    const [before, after] = [(await sharp(telling[format]).metadata()).icc, (await sharp(file).metadata()).icc]
    expect(after?.length).toBe(before?.length)
    expect(textOf(before ?? new Uint8Array())).toContain('d\0e\0s\0c'.replaceAll('\0', ''))
    const inSrgb = async (bytes: Uint8Array) => (await sharp(bytes).toColourspace('srgb').raw().toBuffer()).toString('base64')
    expect(await inSrgb(file)).toBe(await inSrgb(telling[format]))
  })

  test.each([
    ['jpeg', 6],
    ['jpeg', 3],
    ['png', 8],
    ['webp', 6],
  ] as const)('a phone’s %s that stands on its side (%i) is still turned upright', async (format, orientation) => {
    const turned = await bytesOf(noise(64, 48).withExif(EXIF).withMetadata({ orientation }).toFormat(format))
    const { width, height, file } = await read(turned)
    expect([width, height]).toEqual(orientation >= 5 ? [48, 64] : [64, 48])
    expect((await sharp(file).metadata()).orientation).toBe(orientation)
    expect(await pixels(file)).toBe(await pixels(turned))
  })

  test('comments, maker’s notes, Photoshop’s and unknown segments, a thumbnail and what stands behind the end of a JPEG go', async () => {
    const segment = (marker: number, text: string) => concatBytes([Uint8Array.of(0xff, marker, (text.length + 2) >> 8, (text.length + 2) & 255), latin(text)])
    const thumbnail = concatBytes([
      Uint8Array.of(0xff, 0xe0, 0, 28),
      latin('JFIF\0'),
      Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 2, 2),
      latin(SECRET),
      Uint8Array.of(0),
    ])
    const told = [segment(0xfe, SECRET), segment(0xed, `Photoshop 3.0\0${SECRET}`), segment(0xe2, `MPF\0${SECRET}`), segment(0xeb, SECRET)]
    const bare = plain.jpeg.subarray(2)
    const { flaw, file } = await read(concatBytes([plain.jpeg.subarray(0, 2), thumbnail, ...told, bare, latin(SECRET), plain.jpeg]))
    expect(flaw).toBeUndefined()
    expect(textOf(file)).not.toContain(SECRET)
    expect(await pixels(file)).toBe(await pixels(plain.jpeg))
  })

  test('an Adobe JPEG keeps the one segment that says which colours it has', async () => {
    const cmyk = await bytesOf(noise(32, 32).toColourspace('cmyk').jpeg())
    const { file } = await read(cmyk)
    expect(textOf(file)).toContain('Adobe')
    expect(await pixels(file)).toBe(await pixels(cmyk))
  })

  test('texts, times and private chunks of a PNG go', async () => {
    const chunk = (type: string, text: string) => {
      const body = latin(type + text)
      const end = new DataView(new ArrayBuffer(4))
      end.setInt32(0, crc32(body))
      return concatBytes([Uint8Array.of(0, 0, 0, text.length), body, new Uint8Array(end.buffer)])
    }
    const told = [chunk('tEXt', `Author\0${SECRET}`), chunk('tIME', '\x07\xea\x0b\x18\x08\0\0'), chunk('prVt', SECRET)]
    const { flaw, file } = await read(concatBytes([plain.png.subarray(0, 33), ...told, plain.png.subarray(33), latin(SECRET)]))
    expect(flaw).toBeUndefined()
    expect(textOf(file)).not.toMatch(/Edith|tIME|prVt/)
    expect(await pixels(file)).toBe(await pixels(plain.png))
  })

  test('comments and XMP of a GIF go; it still moves', async () => {
    const moving = await bytesOf(
      sharp([await noise(32, 32).png().toBuffer(), await noise(32, 32).negate().png().toBuffer()], { join: { animated: true } }).gif({
        loop: 0,
        delay: [100, 200],
      }),
    )
    const at = 13 + ((moving[10] ?? 0) & 0x80 ? 3 << (((moving[10] ?? 0) & 7) + 1) : 0)
    const block = (label: number, ...texts: string[]) =>
      concatBytes([Uint8Array.of(0x21, label), ...texts.map((text) => concatBytes([Uint8Array.of(text.length), latin(text)])), Uint8Array.of(0)])
    const { flaw, frames, file } = await read(
      concatBytes([moving.subarray(0, at), block(0xfe, SECRET), block(0xff, 'XMP DataXMP', SECRET), moving.subarray(at)]),
    )
    expect({ flaw, frames }).toEqual({ flaw: undefined, frames: 2 })
    expect(textOf(file)).not.toContain(SECRET)
    expect(await pixels(file)).toBe(await pixels(moving))
    expect(await sharp(file, { animated: true }).metadata()).toMatchObject({ pages: 2, loop: 0, delay: [100, 200] })
  })

  test('a moving WebP still moves', async () => {
    const frames = [await noise(32, 32).png().toBuffer(), await noise(32, 32).negate().png().toBuffer()]
    const moving = await bytesOf(
      sharp(frames, { join: { animated: true } })
        .withExif(EXIF)
        .withXmp(XMP)
        .webp({ loop: 3, delay: [100, 200] }),
    )
    const found = await read(moving)
    expect(found).toMatchObject({ width: 32, height: 32, frames: 2 })
    expect(textOf(found.file)).not.toContain(SECRET)
    expect(await pixels(found.file)).toBe(await pixels(moving))
    expect(await sharp(found.file, { animated: true }).metadata()).toMatchObject({ pages: 2, loop: 3, delay: [100, 200] })
  })

  test('what is clear is known to be', async () => {
    for (const format of ['png', 'webp', 'avif'] as const) {
      expect((await read(await bytesOf(noise(32, 32, 4).toFormat(format)))).hasAlpha, format).toBe(true)
      expect((await read(plain[format])).hasAlpha, format).toBe(false)
    }
    expect((await read(await bytesOf(noise(32, 32, 4).webp({ lossless: true })))).hasAlpha).toBe(true)
    expect((await read(await bytesOf(sharp({ create: { width: 32, height: 32, channels: 4, background: '#0000' } }).png({ palette: true })))).hasAlpha).toBe(
      true,
    )
  })
})

describe('what is no whole picture', () => {
  test.each(FORMATS)('a %s cut off anywhere is not whole, and nothing throws', async (format) => {
    const whole = telling[format]
    for (let length = 0; length < whole.length; length += length < 64 ? 1 : 37) {
      const found = await readPicture(whole.slice(0, length))
      expect(found === undefined || found.flaw !== undefined, `${length} of ${whole.length}`).toBe(true)
    }
  })

  test.each(FORMATS)('a %s of which half was sent and the rest is zeros is not whole', async (format) => {
    const cut = plain[format].slice()
    cut.fill(0, cut.length >> 1)
    expect((await read(cut)).flaw).toBeDefined()
  })

  test.each(FORMATS)('a %s with any byte broken never throws', async (format) => {
    const broken = telling[format].slice()
    for (let at = 0; at < Math.min(broken.length, 1500); at += 11)
      for (const value of [0, 0xff]) {
        const before = broken[at] as number
        broken[at] = value
        await readPicture(broken)
        broken[at] = before
      }
  })

  test('a PNG whose pixels are fewer or more than its head says is none', async () => {
    const headOf = (bytes: Uint8Array, height: number) => {
      const changed = bytes.slice()
      new DataView(changed.buffer).setUint32(20, height)
      new DataView(changed.buffer).setInt32(29, crc32(changed.subarray(12, 29)))
      return changed
    }
    expect((await read(headOf(plain.png, 96))).flaw).toBe('cut')
    expect((await read(headOf(plain.png, 24))).flaw).toBe('damaged')
    const misread = plain.png.slice()
    misread[60] = (misread[60] as number) ^ 1
    expect((await read(misread)).flaw).toBe('damaged')
  })

  test('a JPEG that announces more than its data can hold is none', async () => {
    const bomb = plain.jpeg.slice()
    const frame = textOf(bomb).indexOf('\xff\xc0')
    new DataView(bomb.buffer).setUint32(frame + 5, (9000 << 16) | 9000)
    expect((await read(bomb)).flaw).toBe('cut')
  })

  test('a head without a picture is none', async () => {
    const png = concatBytes([plain.png.subarray(0, 33), plain.png.subarray(-12)])
    const jpeg = concatBytes([plain.jpeg.subarray(0, textOf(plain.jpeg).indexOf('\xff\xda')), Uint8Array.of(0xff, 0xd9)])
    const gif = concatBytes([plain.gif.subarray(0, 13 + 3 * 256), Uint8Array.of(0x3b)])
    const webp = latin('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\0\0\x2f\0\0')
    for (const bytes of [png, jpeg, gif, webp]) expect((await read(bytes)).flaw).toBe('empty')
  })

  test('a file whose items lie over one another is none', async () => {
    const repeated = (part: Uint8Array, count: number) => Buffer.alloc(part.length * count, part)
    const box = (type: string, ...parts: Uint8Array[]) => {
      const inside = concatBytes(parts)
      const head = new Uint8Array(8)
      new DataView(head.buffer).setUint32(0, 8 + inside.length)
      head.set(latin(type), 4)
      return concatBytes([head, inside])
    }
    const item = Uint8Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0, 64, 0, 1, 0, 0)
    const iloc = box('iloc', Uint8Array.of(0, 0, 0, 0, 0x44, 0, 0x7f, 0xff), repeated(item, 0x7fff))
    const iinf = box('iinf', Uint8Array.of(0, 0, 0, 0, 0, 1), box('infe', Uint8Array.of(2, 0, 0, 0, 0, 1, 0, 0), latin('av01')))
    const overlapping = concatBytes([box('ftyp', latin('avif')), box('meta', new Uint8Array(4), iinf, iloc), box('mdat', new Uint8Array(70_000).fill(1))])
    expect((await read(overlapping)).flaw).toBe('damaged')
  })

  test('a file that says it is small and holds a vast picture is none', async () => {
    const vast = Uint8Array.of(0xff, 0xff, 0xff, 0xff)
    const gif = Uint8Array.from(plain.gif)
    gif.set(vast, gif.lastIndexOf(0x2c, gif.indexOf(0x2c, 13 + 3 * 256)) + 5)
    const [start, size] = [plain.jpeg.findIndex((byte, at) => byte === 0xff && plain.jpeg[at + 1] === 0xc0), 19]
    const second = Uint8Array.from(plain.jpeg.subarray(start, start + size))
    second.set(vast, 5)
    const jpeg = concatBytes([plain.jpeg.subarray(0, start + size), second, plain.jpeg.subarray(start + size)])
    const webp = await bytesOf(noise(64, 48, 4).webp({ lossless: true }).withExif(EXIF))
    webp.set([3, 0, 0, 3, 0, 0], textOf(webp).indexOf('VP8X') + 12)
    for (const bytes of [gif, jpeg, webp]) expect((await read(bytes)).flaw).toBe('damaged')
  })
})
