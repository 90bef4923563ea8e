import { beforeEach, expect, test } from 'vitest'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const PATH = '/api/topics/storms'
const put = (body: object, ask: object = {}) => room.ask('PUT', PATH, { as: 'editor', body, ...ask })

test('a topic’s record is created, read with its tag, and changed by whoever has seen it', async () => {
  expect((await room.ask('GET', PATH, { as: 'reporter' })).status).toBe(404)
  const created = await put({ name: 'Storms', introduction: 'Wind and water.' })
  expect([created.status, await created.json()]).toEqual([201, { slug: 'storms', name: 'Storms', introduction: 'Wind and water.' }])
  const read = await room.ask('GET', PATH, { as: 'reporter' })
  expect(read.headers.get('etag')).toBe(created.headers.get('etag'))
  const changed = await put({ name: 'Storms', explainer: 'guide' }, { headers: { 'If-Match': read.headers.get('etag') } })
  expect([changed.status, await changed.json()]).toEqual([200, { slug: 'storms', name: 'Storms', explainer: 'guide' }])
  expect((await put({ name: 'Storms' }, { headers: { 'If-Match': read.headers.get('etag') } })).status).toBe(412)
})

test.each([
  [{}, '/name'],
  [{ name: 'Storms', slug: 'weather' }, '/slug'],
  [{ name: 'Storms', introduction: 5 }, '/introduction'],
  [{ name: 'Storms', explainer: 'A guide!' }, '/explainer'],
])('%j is refused, and says where', async (body, pointer) => {
  expect(await problemOf(await put(body))).toMatchObject({ status: 422, flaws: [{ pointer }] })
})
