/** Nothing that somebody wrote into a file beside its picture reaches readers, wherever in the file it stands. */
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/pictures/files/bytes.ts'
import { readPicture } from '../../src/pictures/files/picture-file.ts'
import { chunk } from '../../src/pictures/files/png-chunk.ts'

const SECRET = 'Edith Coyle, 12 Mill Lane'
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const pixels = async (bytes: Uint8Array) => (await sharp(bytes, { animated: true }).raw().toBuffer()).toString('base64')
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const
type Format = (typeof FORMATS)[number]
const files = {} as Record<Format | 'moving-gif' | 'moving-webp', Uint8Array<ArrayBuffer>>

beforeAll(async () => {
  let seed = 7
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return (seed >> 16) & 255
  }
  const noise = sharp(Buffer.from(Array.from({ length: 48 * 32 * 3 }, random)), { raw: { width: 48, height: 32, channels: 3 } })
  for (const format of FORMATS) files[format] = new Uint8Array(await noise.clone().withIccProfile('p3').toFormat(format).toBuffer())
  const frames = sharp(Buffer.from(Array.from({ length: 16 * 32 * 3 }, random)), { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
  files['moving-gif'] = new Uint8Array(await frames.clone().gif().toBuffer())
  files['moving-webp'] = new Uint8Array(await frames.clone().webp().toBuffer())
})

async function publicFile(bytes: Uint8Array) {
  const found = await readPicture(bytes)
  if (!found) throw new Error('No picture.')
  return { ...found, file: concatBytes(found.publicParts) }
}

async function saysNothing(bytes: Uint8Array, like: Uint8Array) {
  expect(textOf(bytes)).toContain(SECRET)
  const { file, flaw } = await publicFile(bytes)
  expect(flaw).toBeUndefined()
  expect(textOf(file)).not.toContain(SECRET.slice(0, 11))
  expect(await pixels(file)).toBe(await pixels(like))
}

const insert = (bytes: Uint8Array, at: number, part: Uint8Array) => concatBytes([bytes.subarray(0, at), part, bytes.subarray(at)])

describe('a JPEG', () => {
  const segment = (marker: number, data: Uint8Array) => concatBytes([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data])
  const extended = (bytes: Uint8Array, marker: number) => {
    const at = bytes.findIndex((byte, n) => byte === 0xff && bytes[n + 1] === marker)
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    const longer = insert(bytes, at + 2 + length, latin(SECRET))
    longer[at + 2] = (length + SECRET.length) >> 8
    longer[at + 3] = (length + SECRET.length) & 255
    return longer
  }
  test.each(Array.from({ length: 16 }, (_, n) => 0xe0 + n))('says nothing of its application segment %i', async (marker) => {
    for (const head of ['', 'JFXX\0', 'Exif\0\0', 'http://ns.adobe.com/xap/1.0/\0', 'MPF\0', 'Photoshop 3.0\x008BIM', 'JP\0\x01jumb'])
      await saysNothing(insert(files.jpeg, 2, segment(marker, latin(head + SECRET))), files.jpeg)
    // Which change its colours.
    for (const head of ['ICC_PROFILE\0\x01\x01', 'Adobe\0\x64\0\0\0\0\x01'])
      expect(textOf((await publicFile(insert(files.jpeg, 2, segment(marker, latin(head + SECRET))))).file)).not.toContain(SECRET)
  })
  test('says nothing of comments, of what stands between segments and behind its end', async () => {
    await saysNothing(insert(files.jpeg, 2, segment(0xfe, latin(SECRET))), files.jpeg)
    const tables = files.jpeg.findIndex((byte, n) => byte === 0xff && files.jpeg[n + 1] === 0xdb)
    await saysNothing(insert(files.jpeg, tables, latin(SECRET)), files.jpeg)
    await saysNothing(concatBytes([files.jpeg, latin(SECRET)]), files.jpeg)
    await saysNothing(concatBytes([files.jpeg, insert(files.jpeg, 2, segment(0xe1, latin(SECRET)))]), files.jpeg)
  })
  test.each([
    ['quantisation', 0xdb],
    ['codes', 0xc4],
    ['frame', 0xc0],
  ])('says nothing of what stands behind the tables of its %s', async (_, marker) => saysNothing(extended(files.jpeg, marker), files.jpeg))
})

describe('a PNG', () => {
  test.each(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX', 'sPLT', 'prVt', 'hIST', 'gAMA', 'pHYs', 'sBIT', 'cHRM', 'bKGD'])(
    'says nothing of its chunk %s, however long that is',
    async (name) => saysNothing(insert(files.png, 33, chunk(name, latin(`Author\0${SECRET}`.padEnd(60)))), files.png),
  )
  test('says nothing behind its end, or in it', async () => {
    await saysNothing(concatBytes([files.png, latin(SECRET)]), files.png)
    await saysNothing(concatBytes([files.png.subarray(0, -12), chunk('IEND', latin(SECRET))]), files.png)
  })
})

describe('a GIF', () => {
  const block = (text: string) => concatBytes([Uint8Array.of(text.length), latin(text)])
  const end = new Uint8Array(1)
  test('says nothing in comments, plain texts, unknown extensions, and further blocks of those that stay', async () => {
    const gif = files['moving-gif']
    const at = 13 + ((gif[10] as number) & 0x80 ? 3 << (((gif[10] as number) & 7) + 1) : 0)
    for (const extension of [
      concatBytes([Uint8Array.of(0x21, 0xfe), block(SECRET), end]),
      concatBytes([Uint8Array.of(0x21, 0x01), block(SECRET), end]),
      concatBytes([Uint8Array.of(0x21, 0xff), block('XMP DataXMP'), block(SECRET), end]),
      concatBytes([Uint8Array.of(0x21, 0xff), block('NETSCAPE2.0'), block('\x01\0\0'), block(SECRET), end]),
      concatBytes([Uint8Array.of(0x21, 0xf9), block('\0\0\0\0'), block(SECRET), end]),
    ])
      await saysNothing(insert(gif, at, extension), gif)
    await saysNothing(concatBytes([gif, latin(SECRET)]), gif)
  })
})

describe('a WebP', () => {
  const riff = (bytes: Uint8Array) => {
    const sized = bytes.slice()
    new DataView(sized.buffer).setUint32(4, sized.length - 8, true)
    return sized
  }
  const part = (name: string, data: Uint8Array) => {
    const head = concatBytes([latin(name), new Uint8Array(4)])
    new DataView(head.buffer).setUint32(4, data.length, true)
    return concatBytes([head, data, new Uint8Array(data.length & 1)])
  }
  test.each(['EXIF', 'XMP ', 'C2PA', 'JUNK', 'ICCP'])('says nothing of its chunk %s', async (name) => {
    for (const file of [files.webp, files['moving-webp']]) await saysNothing(riff(concatBytes([file, part(name, latin(SECRET))])), file)
  })
  test('says nothing behind its end, or in the head of its animation', async () => {
    await saysNothing(concatBytes([files['moving-webp'], latin(SECRET)]), files['moving-webp'])
    const moving = files['moving-webp']
    const at = textOf(moving).indexOf('ANIM')
    const longer = insert(moving, at + 14, latin(`${SECRET} `))
    new DataView(longer.buffer).setUint32(at + 4, 6 + SECRET.length + 1, true)
    await saysNothing(riff(longer), moving)
  })
})

describe('an AVIF', () => {
  const box = (type: string, data: Uint8Array) => {
    const head = concatBytes([new Uint8Array(4), latin(type)])
    new DataView(head.buffer).setUint32(0, 8 + data.length)
    return concatBytes([head, data])
  }
  test.each(['uuid', 'free', 'jumb', 'udta', 'meta'])('says nothing in a box %s at its end, or behind it', async (type) =>
    saysNothing(concatBytes([files.avif, box(type, latin(SECRET))]), files.avif),
  )
  test('says nothing in a property that describes the picture', async () => {
    // In the place of its colour profile, which is long enough.
    const told = files.avif.slice()
    const at = textOf(told).search(/colr(?:prof|rICC)/)
    told.set(latin('udes'), at)
    told.fill(0, at + 4, at + 8)
    told.set(latin(SECRET), at + 8)
    expect(at).toBeGreaterThan(0)
    expect(textOf(told)).toContain(SECRET)
    const { file, flaw } = await publicFile(told)
    expect(flaw).toBeUndefined()
    expect(textOf(file)).not.toContain(SECRET)
  })
})

test('whatever byte of a file is broken, nothing that stood beside its picture comes out', async () => {
  const exif = { IFD0: { Artist: SECRET, ImageDescription: SECRET } }
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${SECRET}</x:xmpmeta>`
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const told = new Uint8Array(await sharp(files[format]).withExif(exif).withXmp(xmp).toFormat(format).toBuffer())
    let seed = 3
    for (let round = 0; round < 400; round++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
      const broken = told.slice()
      broken[seed % Math.min(told.length, 4000)] = (seed >> 8) & 255
      const { file, flaw } = await publicFile(broken).catch(() => ({ file: new Uint8Array(), flaw: 'none' }))
      // What has a flaw isn't taken.
      if (!flaw) expect(textOf(file).includes(SECRET), `${format}, byte ${seed % Math.min(told.length, 4000)}`).toBe(false)
    }
  }
})
