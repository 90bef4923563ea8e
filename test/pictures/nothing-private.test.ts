/** Whatever a reader can ask for of a picture says nothing of who took it, where and with what: where files are made by a program that keeps all it is given. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/pictures/files/bytes.ts'
import { readPicture } from '../../src/pictures/files/picture-file.ts'
import { newsroom } from '../desk/newsroom.ts'
import { FakeBucket } from './fake-bucket.ts'
import { film, foundIn, PLANTED } from './planted.ts'

const fullBytes = async (body: ReadableStream) => Buffer.from(await new Response(body).arrayBuffer())

/** Images that would pass on every word. */
const keepingImages = {
  input: (body: ReadableStream) => ({
    transform: ({ width, height }: { width?: number; height?: number }) => ({
      output: async ({ format, anim = false }: { format: string; anim?: boolean }) => {
        const made = await sharp(await fullBytes(body), { animated: anim })
          .resize({ width, height, fit: height ? 'cover' : 'inside', withoutEnlargement: true } as never)
          .keepMetadata()
          .toFormat(format.slice('image/'.length) as 'png')
          .toBuffer()
        return { response: () => new Response(new Uint8Array(made)), image: () => new Blob([new Uint8Array(made)]).stream() }
      },
    }),
  }),
}

const FORMS = ['', ...[320, 640].flatMap((width) => ['webp', 'jpg', 'avif'].map((format) => `/${width}.${format}`)), '/social.jpg', '/social-10-50.jpg']

describe.each(Object.entries(PLANTED))('of %s', (_, { type, make }) => {
  test('readers get no word, in any form', async () => {
    const bytes = await make()
    expect(foundIn(bytes)).toBe(true)
    const bucket = new FakeBucket()
    const room = await newsroom({ PICTURES: bucket, IMAGES: keepingImages as never })
    const sent = await room.ask('POST', '/api/pictures', { as: 'reporter', body: bytes, type })
    expect(sent.status, await sent.clone().text()).toBe(201)
    const { src } = (await sent.json()) as { src: string }
    for (const form of FORMS) {
      const answer = await room.ask('GET', src + form, { as: '' })
      expect(answer.status, form).toBe(200)
      expect(answer.headers.get('content-type'), form).toMatch(/^image\//)
      expect(answer.headers.get('x-content-type-options'), form).toBe('nosniff')
      expect(foundIn(new Uint8Array(await answer.arrayBuffer())), form).toBe(false)
    }
    // For whoever reads the bucket itself.
    for (const [key, { bytes: kept }] of bucket.objects) if (!key.startsWith('originals/')) expect(foundIn(kept), key).toBe(false)
  })
})

describe('an AVIF that moves', () => {
  test.each([{}, { placeOf: 'co64' }, { sized: false }])(
    'keeps its still and its samples, and nothing else of its data or of its other tracks: %o',
    async (how) => {
      const { bytes, pixels } = film(how)
      expect(foundIn(bytes)).toBe(true)
      const found = await readPicture(bytes)
      expect(found).toMatchObject({ type: 'image/avif', width: 64, height: 48, frames: 4 })
      expect(found?.flaw).toBeUndefined()
      const file = concatBytes(found?.publicParts ?? [])
      expect(foundIn(file)).toBe(false)
      expect(file.length).toBe(bytes.length)
      const text = Buffer.from(file)
      for (const part of [pixels, pixels.subarray(0, 100), pixels.subarray(100)]) expect(text.includes(part)).toBe(true)
      expect(text.indexOf(pixels.subarray(0, 100), text.indexOf(pixels) + 1)).toBeGreaterThan(0)
    },
  )

  test('whose item says that it lies where its words do brings none of them back', async () => {
    const { bytes } = film()
    const words = Buffer.from(bytes).indexOf('Edith')
    const places = Buffer.from(bytes).indexOf('iloc')
    const lying = bytes.slice()
    // Where its first item is: behind the box's head, the item's number and its count.
    new DataView(lying.buffer).setUint32(places + 4 + 4 + 2 + 2 + 6, words)
    expect((await readPicture(lying))?.flaw).toBe('cut')
  })

  test('that is broken in any byte tells none of its words, but where it says that they are its picture', async () => {
    const { bytes } = film()
    const text = Buffer.from(bytes).toString('latin1')
    const places = [...text.matchAll(/iloc|stsc|stco/g)].map(({ index }) => [index - 4, index - 4 + new DataView(bytes.buffer).getUint32(index - 4)] as const)
    for (const mask of [0xff, 0x20, 1])
      for (let at = 0; at < bytes.length; at++) {
        const broken = bytes.slice()
        broken[at] = (broken[at] as number) ^ mask
        const found = await readPicture(broken)
        if (!found || found.flaw || places.some(([from, to]) => at >= from && at < to)) continue
        expect(foundIn(concatBytes(found.publicParts)), `byte ${at}`).toBe(false)
      }
  })

  test('that ends anywhere before its end is refused', async () => {
    const { bytes } = film()
    for (let at = 40; at < bytes.length; at++) expect((await readPicture(bytes.slice(0, at)))?.flaw, `byte ${at}`).toBeDefined()
  })
})
