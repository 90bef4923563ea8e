/** Other people's servers that answer in odd ways, or go away at an odd moment. */
import { expect, test } from 'vitest'
import { rowsOf } from './counted-rows.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'
import { addWebhook, deliver, listening, logOf } from './receiver.ts'

async function listened(room: Room) {
  const receiver = listening(room)
  await addWebhook(room)
  return receiver
}

test('a receiver that says 200 and then never ends its answer has the message', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    room.press.outside.patienceMs = 100
    receiver.answer = () =>
      new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new TextEncoder().encode('Thank')),
          pull: () => new Promise(() => {}),
          cancel: () => new Promise(() => {}),
        }),
      )
    await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
    await deliver(room)
    expect((await logOf(room))[0]).toMatchObject({ state: 'delivered', attempts: 1, said: 'Thank' })
  }))

test('a receiver whose address can’t be called at all fails like any other, and doesn’t stay on its way', () =>
  newsroom(async (room) => {
    await listened(room)
    room.press.outside.fetch = () => {
      throw new TypeError('Invalid header value')
    }
    await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
    await deliver(room, { rounds: 1 })
    expect((await logOf(room))[0]).toMatchObject({ state: 'waiting', attempts: 1, said: 'It can’t be reached: Invalid header value' })
    expect((await room.press.webhook('hook'))?.failures).toBe(1)
  }))

test('a receiver that is removed between its turn and its message is sent nothing, least of all without a signature', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
    const alarm = room.press.alarm()
    await room.press.removeWebhook('hook', ADMIN)
    await alarm
    await deliver(room)
    expect(receiver.got.filter(({ signature }) => signature === '')).toEqual([])
  }))

test('a message that is written down costs no more where hundreds are kept', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    receiver.answer = () => new Response(null, { status: 500 })
    let issue = 0
    const tell = () => room.press.tellWebhooks({ id: `evt_${issue++}`, type: 'newsletter.sent', at: '2026-11-26T07:00:00Z', data: {} })
    const costOfOne = async () => {
      room.time.now += 60_001
      return (await rowsOf(room.sql, tell)).read
    }
    const first = await costOfOne()
    for (let n = 0; n < 400; n++) await tell()
    expect(await costOfOne()).toBeLessThan(first + 20)
  }))
