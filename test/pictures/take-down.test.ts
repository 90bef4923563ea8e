import sharp from 'sharp'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { originalKey, publicKey, variantKey } from '../../src/pictures/picture-keys.ts'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { FakeBucket, FakeImages } from './fake-bucket.ts'

let bucket: FakeBucket
let room: Awaited<ReturnType<typeof newsroom>>
let jpeg: Uint8Array<ArrayBuffer>
beforeEach(async () => {
  bucket = new FakeBucket()
  room = await newsroom({ PICTURES: bucket, IMAGES: new FakeImages() })
  jpeg = new Uint8Array(
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
      .withExif({ IFD0: { Artist: 'Edith Coyle' } })
      .jpeg()
      .toBuffer(),
  )
})

const upload = (bytes = jpeg, type = 'image/jpeg') => room.ask('POST', '/api/pictures', { as: 'reporter', body: bytes, type })
const kept = async () => (await (await upload()).json()) as { id: string; src: string }
const see = (path: string, headers: Record<string, string> = {}, method = 'GET') => room.ask(method, path, { as: '', headers })
const takeDown = (id: string, as = 'editor', more: { body?: unknown } = {}) => room.ask('DELETE', `/api/pictures/${id}`, { as, ...more })
const FORMS = ['', '/640.webp', '/320.jpg', '/1280.avif', '/social.jpg', '/social-10-50.jpg']

describe('a picture that an editor takes down', () => {
  test('is gone in every form, whether it was ever made or not, and nothing of it is kept', async () => {
    const { id, src } = await kept()
    for (const form of FORMS.slice(0, 4)) await see(src + form)
    expect(bucket.objects.size).toBeGreaterThan(4)
    const response = await takeDown(id, 'editor', { body: { reason: 'Shows a minor' } })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ id, changed: true, articles: [], campaigns: [] })
    for (const form of FORMS) {
      const gone = await see(src + form)
      expect(gone.status, form).toBe(410)
      expect(gone.headers.get('cache-control'), form).toBe('public, max-age=60')
      expect(gone.headers.get('cache-tag'), form).toBe(`picture:${id}`)
    }
    expect([...bucket.objects.keys()].filter((key) => key.includes(id))).toEqual([originalKey(id)])
    expect(bucket.objects.get(originalKey(id))?.bytes.byteLength).toBe(0)
    expect(room.press.trail.at(-1)).toMatchObject({ by: 'editor@desk', what: 'withdraw-picture', detail: `${id}: Shows a minor` })
  })

  test('is shown to nobody who holds its tag', async () => {
    const { id, src } = await kept()
    const etag = (await see(src)).headers.get('etag') ?? ''
    await takeDown(id)
    expect((await see(src, { 'If-None-Match': etag })).status).toBe(410)
    expect((await see(src, { Range: 'bytes=0-9' })).status).toBe(410)
    expect((await see(src, {}, 'HEAD')).status).toBe(410)
  })

  test('leaves its space on the page, and says so in the edition’s language', async () => {
    room = await newsroom({ PICTURES: bucket, IMAGES: new FakeImages(), EDITION_LANG: 'de' })
    const { id, src } = await kept()
    await takeDown(id)
    const gone = await see(`${src}/640.webp`)
    expect(gone.headers.get('content-type')).toContain('image/svg+xml')
    const svg = await gone.text()
    expect(svg).toContain('Dieses Bild ist nicht mehr verfügbar')
    expect(svg).not.toMatch(/viewBox|<svg[^>]*(?:width|height)=/)
  })

  test('is not taken again, nor is what readers could save of it', async () => {
    const { id, src } = await kept()
    const saved = new Uint8Array(await (await see(src)).arrayBuffer())
    expect(saved.length).not.toBe(jpeg.length)
    await takeDown(id)
    for (const bytes of [jpeg, saved]) {
      const said = await problemOf(await upload(bytes))
      expect(said.status).toBe(409)
      expect(said.detail).toMatch(/withdrawn at \d{4}-/)
    }
    expect((await see(src)).status).toBe(410)
  })

  test('is not taken again as readers saved it, though its licence ended before and its files were gone', async () => {
    const { id, src } = await kept()
    const saved = new Uint8Array(await (await see(src)).arrayBuffer())
    bucket.objects.delete(publicKey(id))
    await takeDown(id)
    expect((await upload(saved)).status).toBe(409)
  })

  test('may come back when an admin allows it, and does not come back by itself', async () => {
    const { id, src } = await kept()
    const allow = (as: string) => room.ask('DELETE', `/api/pictures/${id}/withdrawal`, { as })
    expect((await allow('admin')).status).toBe(409)
    await takeDown(id)
    expect((await allow('editor')).status).toBe(403)
    expect((await allow('admin')).status).toBe(204)
    expect((await allow('admin')).status).toBe(404)
    expect((await see(src)).status).toBe(404)
    expect((await upload()).status).toBe(201)
    expect((await see(src)).status).toBe(200)
    expect(room.press.trail.map(({ what }) => what)).toEqual(['withdraw-picture', 'allow-picture'])
  })

  test('twice is as once; the first moment stands', async () => {
    const { id } = await kept()
    const first = (await (await takeDown(id)).json()) as { withdrawn: string }
    bucket.objects.set(variantKey(id, '640.webp'), { bytes: new Uint8Array(3) })
    expect(await (await takeDown(id)).json()).toMatchObject({ withdrawn: first.withdrawn, changed: false })
    expect(bucket.objects.has(variantKey(id, '640.webp'))).toBe(false)
  })

  test('was known to the site, and an editor ordered it', async () => {
    const { id, src } = await kept()
    expect((await takeDown(id, 'reporter')).status).toBe(403)
    expect((await takeDown(id, '')).status).toBe(401)
    expect((await takeDown('0'.repeat(32))).status).toBe(404)
    expect((await takeDown('short')).status).toBe(404)
    expect((await takeDown(id, 'editor', { body: { reason: 5 } })).status).toBe(422)
    expect((await see(src)).status).toBe(200)
  })

  test('stays down though a variant, its public file or an upload was under way', async () => {
    for (const moment of ['variants/', 'public/', 'originals/']) {
      bucket.objects.clear()
      const { id, src } = await kept()
      if (moment === 'public/') bucket.objects.delete(publicKey(id))
      if (moment === 'originals/') bucket.objects.clear()
      let isUnderWay = true
      bucket.beforePut = async (key) => {
        if (!isUnderWay || !key.startsWith(moment)) return
        isUnderWay = false
        if (moment === 'originals/') await upload()
        await takeDown(id)
      }
      const answer = await (moment === 'originals/' ? upload() : see(moment === 'public/' ? src : `${src}/640.webp`))
      expect(isUnderWay, moment).toBe(false)
      expect(answer.status, moment).toBe(moment === 'originals/' ? 409 : 410)
      bucket.beforePut = () => undefined
      for (const form of FORMS) expect((await see(src + form)).status, moment).toBe(410)
      expect(
        [...bucket.objects.keys()].filter((key) => key.includes(id)),
        moment,
      ).toEqual([originalKey(id)])
    }
  })

  test('stays down though its variant could not be made', async () => {
    const images = new FakeImages()
    room = await newsroom({ PICTURES: bucket, IMAGES: images })
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const { id, src } = await kept()
    images.failing = true
    await takeDown(id)
    expect((await see(`${src}/640.webp`)).status).toBe(410)
  })
})

describe('what was kept before files were looked through', () => {
  test('reaches readers without what it tells', async () => {
    const { id, src } = await kept()
    bucket.objects.delete(publicKey(id))
    const response = await see(src)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).not.toContain('Edith')
    expect(bucket.objects.has(publicKey(id))).toBe(true)
  })

  test('is shown as far as it goes, though it would not be taken today', async () => {
    const { id, src } = await kept()
    bucket.objects.delete(publicKey(id))
    bucket.objects.set(originalKey(id), { bytes: jpeg.slice(0, -8), httpMetadata: { contentType: 'image/jpeg' } })
    expect((await see(src)).status).toBe(200)
    bucket.objects.delete(publicKey(id))
    bucket.objects.set(originalKey(id), { bytes: new TextEncoder().encode('Not a picture.') })
    expect((await see(src)).status).toBe(404)
  })
})

describe('the original', () => {
  test('is for editors: as it was sent, and never kept by a cache', async () => {
    const { id } = await kept()
    const ask = (as: string) => room.ask('GET', `/api/pictures/${id}/original`, { as })
    expect((await ask('reporter')).status).toBe(403)
    const response = await ask('editor')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(jpeg)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-disposition')).toContain('attachment')
    await takeDown(id)
    expect((await ask('editor')).status).toBe(410)
    expect((await room.ask('GET', `/api/pictures/${'0'.repeat(32)}/original`)).status).toBe(404)
  })
})

test('a hot picture costs one look into the bucket', async () => {
  const { src } = await kept()
  await see(`${src}/640.webp`)
  bucket.reads = 0
  expect((await see(`${src}/640.webp`)).status).toBe(200)
  expect(bucket.reads).toBe(1)
})
