import { beforeEach, describe, expect, test, vi } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})

describe('out and in again', () => {
  const linesOf = async (response: Response) =>
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; ok: boolean; slug?: string; message?: string })
  const send = (body: unknown, type = 'application/jsonl') => room.ask('POST', '/api/import', { body, type })

  test('an export is every line of the ledger, page after page', async () => {
    for (const slug of ['a', 'b', 'c', 'd', 'e']) await room.ask('PUT', `/api/articles/${slug}`, { body: { ...phoneCall, slug } })
    const response = await room.ask('GET', '/api/export')
    expect(response.headers.get('content-type')).toContain('application/jsonl')
    expect(
      (await response.text())
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { slug: string }).slug),
    ).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('an import answers each line by its number', async () => {
    const results = await linesOf(await send('{"slug":"a"}\n\nnonsense\r\n{"slug":"b"}\n'))
    expect(results).toEqual([
      { line: 1, ok: true, slug: 'a' },
      { line: 3, ok: false, message: 'This line isn’t valid JSON.' },
      { line: 4, ok: true, slug: 'b' },
    ])
  })

  test('a last line without its line feed is taken when it is whole', async () => {
    expect(await linesOf(await send('{"slug":"a"}\n{"slug":"b"}'))).toMatchObject([{ ok: true }, { line: 2, ok: true, slug: 'b' }])
  })

  test('a stream that ends inside a line: what was complete is in, the rest is named', async () => {
    const results = await linesOf(await send('{"slug":"a"}\n{"slug":"b"}\n{"slug":"c'))
    expect(results.slice(0, 2)).toMatchObject([{ ok: true }, { ok: true }])
    expect(results[2]).toMatchObject({ line: 3, ok: false, message: expect.stringContaining('ended in the middle of line 3') })
  })

  test('a stream that breaks off: what was complete is in, the rest is named', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    let step = 0
    const body = new ReadableStream({
      pull(controller) {
        if (step++ === 0) controller.enqueue(new TextEncoder().encode('{"slug":"a"}\n{"slug"'))
        else controller.error(new Error('gone'))
      },
    })
    expect(await linesOf(await send(body))).toMatchObject([
      { line: 1, ok: true, slug: 'a' },
      { line: 2, ok: false, message: expect.stringContaining('upload stopped in line 2') },
    ])
    expect(room.press.imported).toEqual([['{"slug":"a"}']])
  })

  test('letters cut between two chunks stay whole', async () => {
    const bytes = new TextEncoder().encode('{"slug":"ü"}\n')
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    expect(await linesOf(await send(body))).toEqual([{ line: 1, ok: true, slug: 'ü' }])
  })

  test('an import is being read before its answer is', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode('{"slug":"a"}\n')) }, { highWaterMark: 0 })
    const response = await send(body)
    expect(body.locked).toBe(true)
    await response.body?.cancel()
  })

  test('twenty thousand lines go to the press in batches, and are never all in memory', async () => {
    let sent = 0
    let furthestAhead = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          furthestAhead = Math.max(furthestAhead, sent - room.press.imported.flat().length)
          if (sent === 20_000) return controller.close()
          controller.enqueue(new TextEncoder().encode(Array.from({ length: 50 }, () => `{"slug":"a-${++sent}"}\n`).join('')))
        },
      },
      { highWaterMark: 0 },
    )
    const results = await linesOf(await send(body))
    expect(results).toHaveLength(20_000)
    expect(results.at(-1)).toEqual({ line: 20_000, ok: true, slug: 'a-20000' })
    expect(room.press.imported).toHaveLength(200)
    expect(furthestAhead).toBeLessThanOrEqual(200)
  })

  test('a line longer than any article is named, and the next is taken', async () => {
    const results = await linesOf(await send(`{"slug":"${'x'.repeat(4_100_000)}"}\n{"slug":"b"}\n`))
    expect(results).toMatchObject([
      { line: 1, ok: false, message: expect.stringContaining('longer') },
      { line: 2, ok: true, slug: 'b' },
    ])
  })

  test('a batch that the press does not answer is named, and the next goes on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    room.press.failure = new Error('overloaded')
    const results = await linesOf(await send(Array.from({ length: 101 }, (_, at) => `{"slug":"a-${at}"}\n`).join('')))
    expect(results.filter(({ ok }) => !ok)).toHaveLength(100)
    expect(results.at(-1)).toMatchObject({ line: 101, ok: true })
  })

  test('what is no JSON Lines is refused', async () => {
    expect((await problemOf(await send('<xml/>', 'text/xml'))).status).toBe(415)
    expect((await problemOf(await room.ask('POST', '/api/import', { headers: { 'Content-Type': 'application/jsonl' } }))).status).toBe(400)
  })

  test('reprint and adopt report', async () => {
    expect(await (await room.ask('POST', '/api/reprint')).json()).toEqual({ articles: 0, listings: 3, queued: 4 })
    expect(await (await room.ask('POST', '/api/adopt')).json()).toMatchObject({ adopted: ['by-hand'], malformed: [{ key: 'en:article:broken' }], done: true })
  })
})
