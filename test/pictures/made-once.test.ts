import sharp from 'sharp'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { variantKey } from '../../src/pictures/picture-keys.ts'
import { newsroom } from '../desk/newsroom.ts'
import { FakeBucket, FakeImages } from './fake-bucket.ts'

/** Takes as long as the platform's does, so that readers come meanwhile. */
class SlowImages extends FakeImages {
  override input(body: ReadableStream) {
    const { transform } = super.input(body)
    return {
      transform: (how: unknown) => ({
        output: async (output: { format: string }) => {
          await new Promise((resolve) => setTimeout(resolve, 50))
          return transform(how).output(output)
        },
      }),
    }
  }
}

let bucket: FakeBucket
let images: FakeImages
let room: Awaited<ReturnType<typeof newsroom>>
const counted: number[] = []
beforeEach(async () => {
  bucket = new FakeBucket()
  images = new SlowImages()
  room = await newsroom({ PICTURES: bucket, IMAGES: images })
  counted.length = 0
  Object.assign(room.press, { countTransformations: async (count: number) => void counted.push(count) })
})
const see = (path: string) => room.ask('GET', path, { as: '' })
async function uploaded(channels: 3 | 4 = 3) {
  const picture = sharp({ create: { width: 1500, height: 1000, channels, background: { r: 9, g: 9, b: 9, alpha: 0.5 } } })
  const [body, type] = channels === 4 ? [await picture.png().toBuffer(), 'image/png'] : [await picture.jpeg().toBuffer(), 'image/jpeg']
  return (await (await room.ask('POST', '/api/pictures', { as: 'reporter', body: new Uint8Array(body), type })).json()) as { id: string; src: string }
}

describe('a format of a picture', () => {
  test('is made once for readers who ask at once, and all of them get it', async () => {
    const { id, src } = await uploaded()
    const answers = await Promise.all(Array.from({ length: 8 }, () => see(`${src}/640.webp`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect(images.made).toHaveLength(1)
    expect([...bucket.objects.keys()].filter((key) => key.startsWith(`variants/${id}`))).toEqual([variantKey(id, '640.webp')])
  })

  test('isn’t made again where a cache has lost it: R2 has it', async () => {
    const { src } = await uploaded()
    await see(`${src}/640.webp`)
    for (let n = 0; n < 3; n++) expect((await see(`${src}/640.webp`)).status).toBe(200)
    expect(images.made).toHaveLength(1)
  })

  test('is counted for operators, with every step that the platform bills', async () => {
    const { src } = await uploaded()
    await see(`${src}/640.webp`)
    await see(`${src}/social-30-50.jpg`)
    await see(`${src}/640.webp`)
    expect(counted).toEqual([1, 2])
    expect(images.made).toHaveLength(3)
  })

  test('that nobody could count is given to its reader all the same', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    Object.assign(room.press, { countTransformations: async () => Promise.reject(new Error('The press is away')) })
    expect((await see(`${(await uploaded()).src}/640.webp`)).status).toBe(200)
  })

  test('whose maker died is made by the next who asks', async () => {
    const { id, src } = await uploaded()
    await bucket.put(variantKey(id, '640.webp.making'), '')
    const claim = bucket.objects.get(variantKey(id, '640.webp.making'))
    if (claim) claim.uploaded = new Date(Date.now() - 60_000)
    expect((await see(`${src}/640.webp`)).status).toBe(200)
    expect(images.made).toHaveLength(1)
  })
})
