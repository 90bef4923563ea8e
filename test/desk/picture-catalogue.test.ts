import { expect, test } from 'vitest'
import { PICTURE } from './fake-pictures.ts'
import { newsroom } from './newsroom.ts'

const room = await newsroom()
const put = (body: unknown, headers: Record<string, string> = {}) => room.ask('PUT', `/api/pictures/${PICTURE.id}`, { as: 'reporter', body, headers })

test('a picture is read with what uses it, and changed under the tag it was read with', async () => {
  const read = await room.ask('GET', `/api/pictures/${PICTURE.id}`, { as: 'reporter' })
  expect(await read.json()).toMatchObject({ ...PICTURE, uses: { articles: [{ slug: 'mali' }], campaigns: ['spring'], isComplete: true } })
  const tag = read.headers.get('ETag') ?? ''
  const changed = await put({ alt: ' A tug ', rights: { until: '2027-01-01T08:00:00+08:00' } }, { 'If-Match': tag })
  expect(await changed.json()).toMatchObject({ alt: 'A tug', rights: { until: '2027-01-01T00:00:00Z' } })
  expect(changed.headers.get('ETag')).not.toBe(tag)
  expect((await put({ alt: 'A tug' }, { 'If-Match': '"old"' })).status).toBe(412)
})

test.each([
  ['no alt text at all', { alt: ' ' }, '/alt'],
  ['a focus point outside the picture', { focus: { x: 2, y: 0 } }, '/focus/x'],
  ['an end of rights without its time zone', { rights: { until: '2027-01-01T08:00' } }, '/rights/until'],
])('%s is refused, at its place', async (_what, body, pointer) => {
  const refused = await put(body)
  expect(refused.status).toBe(422)
  expect(((await refused.json()) as { flaws: { pointer: string }[] }).flaws.map((flaw) => flaw.pointer)).toContain(pointer)
})

test('a picture that isn’t there is 404, whatever is asked of it', async () => {
  const [bucket] = [{ head: async () => null }]
  const { ask } = await newsroom({ PICTURES: bucket })
  expect((await ask('GET', `/api/pictures/${'0'.repeat(32)}`)).status).toBe(404)
  expect((await ask('PUT', `/api/pictures/${'0'.repeat(32)}`, { body: {} })).status).toBe(404)
  expect((await ask('GET', '/api/pictures/ferry')).status).toBe(404)
})

test('the list takes in pictures older than itself, in steps, before it answers', async () => {
  const object = (n: number) => ({
    key: `originals/${String(n).padStart(32, '0')}`,
    size: 9,
    uploaded: new Date('2024-01-01T00:00:00Z'),
    httpMetadata: { contentType: 'image/png' },
    customMetadata: n === 2 ? { withdrawn: '2024-02-02T00:00:00Z' } : { width: '10', height: '20' },
  })
  const asked: unknown[] = []
  const pages = [
    { objects: [object(1), object(2)], truncated: true },
    { objects: [object(3)], truncated: false },
  ]
  const { press, ask } = await newsroom({ PICTURES: { list: async (options: unknown) => pages[asked.push(options) - 1] } })
  const taken: unknown[] = []
  Object.assign(press, {
    pictures: async () => ({ items: [], ...(taken.length === 0 && { olderAfter: '' }) }),
    recordOlderPictures: async (pictures: unknown[], after?: string) => void taken.push([pictures, after]),
  })
  expect((await ask('GET', '/api/pictures')).status).toBe(200)
  expect(asked).toMatchObject([{ prefix: 'originals/' }, { startAfter: `originals/${'2'.padStart(32, '0')}` }])
  const older = (n: number) => ({ id: String(n).padStart(32, '0'), width: 10, height: 20, type: 'image/png', bytes: 9, at: '2024-01-01T00:00:00Z' })
  expect(taken).toEqual([
    [[older(1)], `originals/${'2'.padStart(32, '0')}`],
    [[older(3)], undefined],
  ])
})

test('a HEIC picture is refused with what to do about it', async () => {
  const bytes = new Uint8Array(64)
  bytes.set(new TextEncoder().encode('ftypheic'), 4)
  for (const type of ['image/heic', 'image/jpeg']) {
    const refused = await room.ask('POST', '/api/pictures', { as: 'reporter', body: bytes, type })
    expect([415, 422]).toContain(refused.status)
    expect(((await refused.json()) as { detail: string }).detail).toContain('Export it as JPEG')
  }
})
