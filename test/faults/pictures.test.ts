/** R2 that fails, hangs or has done what it doesn't say, at every step of what an editor does with a picture. docs/reliability.md has the table. */
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { FakeBucket, FakeImages } from '../pictures/fake-bucket.ts'
import { fails, hangs, waited } from './faults.ts'

let jpeg: Uint8Array<ArrayBuffer>
let bucket: FakeBucket
let room: Awaited<ReturnType<typeof newsroom>>
let calls = 0
/** The call that the fault hits; Infinity for none. */
let fatal = Infinity

beforeAll(async () => {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
  jpeg = new Uint8Array(
    await picture
      .withExif({ IFD0: { Artist: 'Edith Coyle' } })
      .jpeg()
      .toBuffer(),
  )
  // What is loaded late is loaded before: it takes time, and is no fault.
  await open('fails')
  const { id } = (await (await upload()).json()) as { id: string }
  await room.ask('DELETE', `/api/pictures/${id}`)
})
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => void vi.useRealTimers())

const WAYS = ['fails', 'hangs', 'has done it, and fails'] as const
type Way = (typeof WAYS)[number]

async function open(way: Way) {
  calls = 0
  fatal = Infinity
  bucket = new FakeBucket()
  const broken = new Proxy(bucket, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...asked: unknown[]) => {
        calls++
        if (calls !== fatal) return member.apply(target, asked)
        if (way === 'hangs') return hangs()
        if (way === 'has done it, and fails') await member.apply(target, asked)
        return fails()
      }
    },
  })
  room = await newsroom({ PICTURES: broken, IMAGES: new FakeImages() })
}

const upload = (bytes = jpeg) => room.ask('POST', '/api/pictures', { as: 'reporter', body: bytes, type: 'image/jpeg' })
const see = (path: string) => room.ask('GET', path, { as: '' })

/** Does it while the nth call is hit: what was answered, or undefined once there is no such call. */
async function hit(n: number, work: () => Promise<Response>): Promise<Response | undefined> {
  fatal = calls + n
  const { answer } = await waited(work(), 5000)
  const wasHit = calls >= fatal
  fatal = Infinity
  return wasHit ? answer : undefined
}

async function expectUnknown(answer: Response, at: string) {
  expect(answer.status, at).toBe(503)
  expect(await problemOf(answer), at).toMatchObject({ outcome: 'unknown' })
}

describe.each(WAYS)('R2 that %s', (way) => {
  test('in an upload leaves nothing half there: it can be sent again, and is the same picture', async () => {
    let times = 0
    for (let n = 1; ; n++) {
      await open(way)
      const answer = await hit(n, upload)
      if (!answer) break
      times++
      await expectUnknown(answer, `call ${n}`)
      const again = await upload()
      expect([200, 201]).toContain(again.status)
      const { src } = (await again.json()) as { src: string }
      const seen = await see(src)
      expect(seen.status).toBe(200)
      expect(Buffer.from(await seen.arrayBuffer()).includes('Edith Coyle')).toBe(false)
    }
    expect(times).toBeGreaterThan(3)
  })

  test('in a withdrawal leaves nothing of the picture once it is ordered again, and neither form of it can be sent anew', async () => {
    let times = 0
    for (let n = 1; ; n++) {
      await open(way)
      const { id, src } = (await (await upload()).json()) as { id: string; src: string }
      const seenByReaders = new Uint8Array(await (await see(src)).arrayBuffer())
      await see(`${src}/640.webp`)
      const answer = await hit(n, () => room.ask('DELETE', `/api/pictures/${id}`))
      if (!answer) break
      times++
      await expectUnknown(answer, `call ${n}`)
      expect((await room.ask('DELETE', `/api/pictures/${id}`)).status).toBe(200)
      for (const form of [src, `${src}/640.webp`]) expect((await see(form)).status, `${form} after call ${n}`).toBe(410)
      expect((await upload()).status, `sent again after call ${n}`).toBe(409)
      expect((await upload(seenByReaders)).status, `what readers saved of it, after call ${n}`).toBe(409)
    }
    expect(times).toBeGreaterThan(4)
  })

  test('in allowing it again leaves it withdrawn or allowed, and the order can be given again', async () => {
    for (let n = 1; ; n++) {
      await open(way)
      const { id, src } = (await (await upload()).json()) as { id: string; src: string }
      await room.ask('DELETE', `/api/pictures/${id}`)
      const answer = await hit(n, () => room.ask('DELETE', `/api/pictures/${id}/withdrawal`))
      if (!answer) break
      await expectUnknown(answer, `call ${n}`)
      expect([204, 404]).toContain((await room.ask('DELETE', `/api/pictures/${id}/withdrawal`)).status)
      expect((await upload()).status).toBe(201)
      expect((await see(src)).status).toBe(200)
    }
  })
})

test('a picture whose bytes stop coming from R2 holds no withdrawal up for ever', async () => {
  await open('fails')
  const { id } = (await (await upload()).json()) as { id: string }
  const get = bucket.get.bind(bucket)
  bucket.get = async (...asked: Parameters<typeof get>) => {
    const object = await get(...asked)
    return object && { ...object, body: new ReadableStream<Uint8Array<ArrayBuffer>>({ pull: hangs }) as unknown as ReturnType<Blob['stream']> }
  }
  const { answer, ms } = await waited(room.ask('DELETE', `/api/pictures/${id}`), 5000)
  expect(answer.status).toBe(503)
  expect(ms).toBeLessThanOrEqual(60_000)
  bucket.get = get
  expect((await room.ask('DELETE', `/api/pictures/${id}`)).status).toBe(200)
})
