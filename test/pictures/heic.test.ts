import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { originalKey, publicKey } from '../../src/pictures/picture-keys.ts'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { FakeBucket, FakeImages } from './fake-bucket.ts'

const heic = new Uint8Array(400)
heic.set(new TextEncoder().encode('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))
heic.set(new TextEncoder().encode('Edith Coyle'), 100)

/** As the platform's: it makes a JPEG of what it is given. */
class HeicImages extends FakeImages {
  jpeg = new Uint8Array()
  override input(body: ReadableStream) {
    const { transform } = super.input(body)
    return {
      transform: (how: unknown) => ({
        output: async (output: { format: string }) => {
          await transform(how).output(output)
          return { response: () => new Response(this.jpeg), image: () => new Blob([this.jpeg]).stream() }
        },
      }),
    }
  }
}

let bucket: FakeBucket
let images: HeicImages
/** What Images was asked for, as the press hears of it: each is billed, whether it succeeds or not. */
let counted: number[]
let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  bucket = new FakeBucket()
  images = new HeicImages()
  images.jpeg = new Uint8Array(
    await sharp({ create: { width: 640, height: 480, channels: 3, background: '#a33' } })
      .withExif({ IFD0: { Artist: 'Edith Coyle' } })
      .jpeg()
      .toBuffer(),
  )
  room = await newsroom({ PICTURES: bucket, IMAGES: images })
  counted = []
  Object.assign(room.press, { countTransformations: async (count: number) => void counted.push(count) })
})
const upload = (type = 'image/heic') => room.ask('POST', '/api/pictures', { as: 'reporter', body: heic, type })

describe('a HEIC of a telephone', () => {
  test('becomes a JPEG for readers, without its metadata, and stays what it was for editors', async () => {
    const sent = await upload()
    expect(sent.status).toBe(201)
    const { id, src, ...said } = (await sent.json()) as { id: string; src: string }
    expect(said).toMatchObject({ type: 'image/jpeg', width: 640, height: 480 })
    const shown = await room.ask('GET', src, { as: '' })
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await shown.arrayBuffer()).toString('latin1')).not.toContain('Edith Coyle')
    const original = await room.ask('GET', `/api/pictures/${id}/original`)
    expect(original.headers.get('content-disposition')).toContain(`${id}.heic`)
    expect(new Uint8Array(await original.arrayBuffer())).toEqual(heic)
  })

  test('is made again from the original where its file for readers is gone', async () => {
    const { id, src } = (await (await upload()).json()) as { id: string; src: string }
    await bucket.delete(publicKey(id))
    expect((await room.ask('GET', src, { as: '' })).headers.get('content-type')).toBe('image/jpeg')
    expect(bucket.objects.get(originalKey(id))?.httpMetadata?.contentType).toBe('image/heic')
    expect(counted).toEqual([1, 1])
  })

  test('that Images can’t read is refused with what to do, and not kept', async () => {
    images.failing = true
    const refused = await problemOf(await upload())
    expect(refused.detail).toContain('Export it as JPEG')
    expect(bucket.objects.size).toBe(0)
    expect(counted).toEqual([1])
  })

  test('sent under another type is told its own', async () => {
    expect((await problemOf(await upload('image/png'))).detail).toContain('Send it as image/heic')
  })
})
