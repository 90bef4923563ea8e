import { beforeEach, describe, expect, test } from 'vitest'
import { paragraph, phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const file = (body: unknown = phoneCall, query = '', more: { as?: string; type?: string; headers?: Record<string, string> } = {}) =>
  room.ask('PUT', `/api/articles/phone-call${query}`, { body, ...more })

describe('bad copy', () => {
  test.each([
    ['application/xml', 415],
    ['text/html', 415],
    ['application/json; charset=utf-16', 415],
    ['multipart/form-data', 415],
  ])('as %s is %i', async (type, status) => {
    expect((await problemOf(await file('x', '', { type }))).status).toBe(status)
  })

  test('that is compressed is 415', async () => {
    expect((await problemOf(await file(phoneCall, '', { headers: { 'Content-Encoding': 'gzip' } }))).status).toBe(415)
  })

  test('broken JSON is answered with line and column', async () => {
    const said = await problemOf(await file('{"v": 1,\n  "headline": oops}'))
    expect(said.status).toBe(400)
    expect(said.detail).toMatch(/line 2 column 15\b/)
    expect(said.flaws).toMatchObject([{ pointer: '', message: said.detail }])
  })

  test('bytes that are no UTF-8 are 400', async () => {
    expect((await problemOf(await file(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22]), '', { type: 'application/json' }))).status).toBe(400)
  })

  test('an empty body is 400, and called empty', async () => {
    expect(await problemOf(await file(''))).toMatchObject({ status: 400, detail: expect.stringContaining('empty') })
  })

  test('a time that is none has one flaw, which shows how to write one', async () => {
    const said = await problemOf(await file({ ...phoneCall, publishedAt: 'tomorrow' }))
    expect(said.flaws).toEqual([{ pointer: '/publishedAt', message: expect.stringContaining('2023-10-10T16:05:00Z') }])
  })

  test('JSON that is no object is called so', async () => {
    for (const body of ['[]', 'null', '"text"', '7'])
      expect(await problemOf(await file(body))).toMatchObject({ status: 422, flaws: [{ pointer: '', message: expect.stringContaining('object') }] })
  })

  test('an order that is no object is told what it must be', async () => {
    await file()
    for (const body of ['null', '"2026-11-10T16:05:00Z"'])
      expect(await problemOf(await room.ask('PUT', '/api/articles/phone-call/embargo', { body }))).toMatchObject({
        status: 422,
        flaws: [{ pointer: '', message: expect.stringContaining('object') }],
      })
  })

  test('an unknown block names the known ones', async () => {
    const said = await problemOf(await file({ ...phoneCall, body: [paragraph('a'), { type: 'marquee', text: 'b' }] }))
    expect(said.flaws?.[0]).toMatchObject({ pointer: '/body/1/type' })
    expect(said.flaws?.[0]?.message).toContain('paragraph')
  })

  test.each(['body', 'topics', 'related', 'whatever'])('10,000 elements in %s are a flaw', async (field) => {
    const said = await problemOf(await file({ ...phoneCall, [field]: Array.from({ length: 10_000 }, () => 'x') }))
    expect(said).toMatchObject({ status: 422, flaws: [{ pointer: `/${field}` }] })
    expect(said.flaws).toHaveLength(1)
    expect(said.flaws?.[0]?.message).toContain('10,000')
  })

  test('deep nesting is a flaw, however deep', async () => {
    const deep = 400_000
    const said = await problemOf(await file(`{"v":1,"x":${'['.repeat(deep)}${']'.repeat(deep)}}`))
    expect(said.status).toBe(422)
    expect(said.flaws?.[0]?.message).toContain('more than 64 levels')
  })

  test('a key of its prototype harms nobody', async () => {
    const text = JSON.stringify(phoneCall).replace('{', '{"__proto__":{"polluted":true},')
    expect((await file(text)).status).toBe(201)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('a section that collides with a route is a flaw', async () => {
    for (const section of ['search', 'api', 'fragments', 'pictures', 'preview', 'desk'])
      expect(await problemOf(await file({ ...phoneCall, section })), section).toMatchObject({ status: 422, flaws: [{ pointer: '/section' }] })
    expect((await problemOf(await file(phoneCall, '?section=api'))).status).toBe(422)
  })

  test.each(['2026-02-30T10:00:00Z', '2026-11-10', 'yesterday', '2026-11-10T25:00:00Z'])('%s is no date', async (publishedAt) => {
    const said = await problemOf(await file({ ...phoneCall, publishedAt }))
    expect(said.status).toBe(422)
    expect(said.flaws?.[0]?.pointer).toBe('/publishedAt')
  })

  test('a slug that is none is a flaw', async () => {
    expect(await problemOf(await room.ask('PUT', '/api/articles/Not_A_Slug', { body: phoneCall }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/slug' }],
    })
  })

  test('a query that is not understood is a flaw', async () => {
    expect(await problemOf(await file(phoneCall, '?publish=soon'))).toMatchObject({ status: 422, flaws: [{ pointer: '/publish' }] })
    expect(await problemOf(await file(phoneCall, '?validate=yes'))).toMatchObject({ status: 422, flaws: [{ pointer: '/validate' }] })
  })
})

describe('a body over the limit', () => {
  test('is refused by its announced length, unread', async () => {
    let pulled = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(1000))
        },
      },
      { highWaterMark: 0 },
    )
    const response = await file(body, '', { type: 'application/json', headers: { 'Content-Length': '5000000' } })
    expect((await problemOf(response)).status).toBe(413)
    expect(pulled).toBe(0)
  })

  test('is refused without an announced length before it is read to its end', async () => {
    let sent = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          sent += 100_000
          controller.enqueue(new Uint8Array(100_000).fill(0x20))
        },
      },
      { highWaterMark: 0 },
    )
    expect((await problemOf(await file(body, '', { type: 'application/json' }))).status).toBe(413)
    expect(sent).toBeLessThan(2_500_000)
  })
})
