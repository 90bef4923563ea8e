/** What other programs are told of, so that nothing happens on the site which they never hear of. */
import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'
import { addWebhook, deliver, listening, logOf, type Receiver } from './receiver.ts'

const HOUR_MS = 3_600_000
const at = ({ time }: Room, ms: number) => new Date(time.now + ms).toISOString().replace('.000', '')
const told = (receiver: Receiver) => receiver.got.map(({ payload: { type, data } }) => [type, data] as const)

async function listened(room: Room) {
  const receiver = listening(room)
  await room.press.setSite(SITE, ADMIN)
  await addWebhook(room)
  return receiver
}

describe('an order for later', () => {
  test('to withdraw a story is told when it is given, moved and called off, and once', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      const { press } = room
      await press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      const [soon, later] = [at(room, HOUR_MS), at(room, 2 * HOUR_MS)]
      for (const moment of [soon, soon, later]) await press.withdraw('a', EDITOR, { at: moment })
      await press.liftWithdrawal('a', EDITOR)
      await press.withdraw('a', EDITOR, { at: soon })
      await deliver(room, { seconds: 0, rounds: 1 })
      await deliver(room, { seconds: 3600, rounds: 2 })
      await deliver(room)
      expect(told(receiver).slice(1)).toEqual([
        ['article.withdrawal_scheduled', expect.objectContaining({ slug: 'a', at: soon })],
        ['article.withdrawal_scheduled', expect.objectContaining({ slug: 'a', at: later })],
        ['article.withdrawal_unscheduled', expect.objectContaining({ slug: 'a' })],
        ['article.withdrawal_scheduled', expect.objectContaining({ slug: 'a', at: soon })],
        ['article.withdrawn', expect.objectContaining({ slug: 'a', reason: 'withdrawn' })],
      ])
    }))

  test('falls with the schedule of a story that never came out', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      const { press } = room
      await press.file({ article: story('a'), actor: EDITOR })
      await press.publish('a', EDITOR, { at: at(room, HOUR_MS) })
      await press.withdraw('a', EDITOR, { at: at(room, 2 * HOUR_MS) })
      await press.unschedule('a', EDITOR)
      await deliver(room)
      expect(receiver.types()).toEqual(['article.scheduled', 'article.withdrawal_scheduled', 'article.unscheduled', 'article.withdrawal_unscheduled'])
    }))

  test('is called off with the story, also where readers had another version of it', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      const { press } = room
      await press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('a', { headline: 'Later' }), actor: EDITOR, publish: 'no' })
      await press.publish('a', EDITOR, { at: at(room, HOUR_MS) })
      await press.withdraw('a', EDITOR)
      await press.file({ article: story('b'), actor: EDITOR })
      await press.publish('b', EDITOR, { at: at(room, HOUR_MS) })
      await press.withdraw('b', EDITOR, { at: at(room, 2 * HOUR_MS) })
      await press.withdraw('b', EDITOR)
      await deliver(room)
      const of = (slug: string) => told(receiver).flatMap(([type, data]) => (data.slug === slug ? [type] : []))
      expect(of('a')).toEqual(['article.published', 'article.scheduled', 'article.withdrawn', 'article.unscheduled'])
      expect(of('b')).toEqual(['article.scheduled', 'article.withdrawal_scheduled', 'article.withdrawal_unscheduled', 'article.unscheduled'])
    }))

  test('falls when another version comes out now, and is no more than kept when it comes out at its time', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      const { press } = room
      await press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      const schedule = async (headline: string) => {
        await press.file({ article: story('a', { headline }), actor: EDITOR, publish: 'no' })
        await press.publish('a', EDITOR, { at: at(room, HOUR_MS) })
      }
      await schedule('Later')
      await press.file({ article: story('a', { headline: 'Now' }), actor: EDITOR, publish: 'no' })
      await press.publish('a', EDITOR)
      await schedule('Later still')
      await deliver(room, { seconds: 3600, rounds: 2 })
      await deliver(room)
      const types = ['article.published', 'article.scheduled', 'article.unscheduled', 'article.updated', 'article.scheduled', 'article.updated']
      expect(receiver.types()).toEqual(types)
    }))

  test('to publish stands again when a publication before its time is undone', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      const { press } = room
      await press.file({ article: story('a'), actor: EDITOR })
      const until = at(room, HOUR_MS)
      await press.publish('a', EDITOR, { at: until })
      await deliver(room)
      await press.publish('a', EDITOR)
      expect((await press.undoPublication('a', EDITOR)).ok).toBe(true)
      await deliver(room)
      expect(receiver.types()).toEqual(['article.scheduled', 'article.published', 'article.withdrawn', 'article.scheduled'])
      expect(told(receiver).at(-1)?.[1]).toMatchObject({ slug: 'a', until })
    }))

  test('is told anew when a longer embargo moves it, and under its new address when the story gets another', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      const { press } = room
      await press.file({ article: story('a'), actor: EDITOR })
      await press.publish('a', EDITOR, { at: at(room, HOUR_MS) })
      const embargoedUntil = at(room, 3 * HOUR_MS)
      await press.file({ article: story('a', { headline: 'Not before three' }), actor: REPORTER, embargoedUntil })
      await press.rename('a', 'b', EDITOR)
      await deliver(room)
      expect(told(receiver).slice(1)).toEqual([
        ['article.scheduled', expect.objectContaining({ slug: 'a', until: embargoedUntil })],
        ['article.unscheduled', expect.objectContaining({ slug: 'a' })],
        ['article.scheduled', expect.objectContaining({ slug: 'b', url: 'https://news.example/world/b', until: embargoedUntil })],
      ])
    }))
})

test('words that were published by mistake and taken back are in no delivery that is still to come', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    const { press } = room
    await press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('a', { headline: 'A defamed man' }), actor: EDITOR, publish: 'no' })
    await press.publish('a', EDITOR)
    await press.undoPublication('a', EDITOR)
    await deliver(room)
    expect(receiver.types()).toEqual(['article.published', 'article.updated', 'article.updated'])
    expect(told(receiver).at(-1)?.[1]).toMatchObject({ headline: 'Story a' })
    expect(JSON.stringify([receiver.got, await logOf(room)])).not.toContain('defamed')
  }))

describe('an import', () => {
  const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => JSON.stringify(story(`s-${from + n}`)))

  test('of a thousand stories is one message, when it is over', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      for (let n = 0; n < 1000; n += 100) {
        await room.press.importLines(lines(n, n + 100), ADMIN)
        await deliver(room, { seconds: 10, rounds: 1 })
      }
      expect(receiver.got).toEqual([])
      await deliver(room, { seconds: 30, rounds: 4 })
      expect(told(receiver)).toEqual([['articles.imported', { articles: 1000, from: expect.any(String), until: expect.any(String) }]])
    }))

  test('that goes on and on is told every ten minutes, and not of what is on its way already', () =>
    newsroom(async (room) => {
      const receiver = await listened(room)
      for (let n = 0; n < 50; n++) {
        await room.press.importLines(lines(n, n + 1), ADMIN)
        await deliver(room, { seconds: 30, rounds: 1 })
      }
      expect(receiver.got.length).toBe(2)
      await deliver(room, { seconds: 60, rounds: 3 })
      expect(told(receiver).reduce((sum, [, data]) => sum + Number(data.articles), 0)).toBe(50)
    }))

  test('of what is here already is no message', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      const out = (await room.press.exportPage()).lines
      await newsroom(async (other) => {
        const receiver = await listened(other)
        for (const _ of ['first', 'again']) {
          await other.press.importLines(out, ADMIN)
          await deliver(other, { seconds: 100, rounds: 3 })
        }
        expect(told(receiver).map(([type, { articles }]) => [type, articles])).toEqual([['articles.imported', 1]])
      }, 'another')
    }))

  test('of pictures whose licences are over is no message for each', () =>
    newsroom(async (room) => {
      listening(room)
      const ids = ['1', '2', '3'].map((digit) => digit.repeat(32))
      const rights = { until: at(room, HOUR_MS) }
      for (const id of ids) {
        await room.press.recordPicture({ id, width: 1600, height: 1067, type: 'image/jpeg', bytes: 300_000 }, EDITOR)
        await room.press.setPictureDetails(id, { rights }, EDITOR)
      }
      const out = (await room.press.exportPage()).lines
      await newsroom(async (other) => {
        const receiver = await listened(other)
        other.time.now += 2 * HOUR_MS
        expect((await other.press.importLines(out, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
        await deliver(other)
        expect((await other.press.audit()).items.filter(({ what }) => what === 'picture-licence-ended')).toHaveLength(ids.length)
        expect(receiver.got).toEqual([])
      }, 'pictures')
    }))

  test('that takes a story from readers says so of each, and no waiting message keeps its words', () =>
    newsroom(async (room) => {
      const exported = async () => (await room.press.exportPage()).lines
      const defamed = story('a', { headline: 'A defamed man' })
      await room.press.file({ article: defamed, actor: EDITOR, publish: 'now' })
      const out = await exported()
      await room.press.file({ article: { ...defamed, standfirst: 'Still.' }, actor: EDITOR, publish: 'now' })
      await room.press.withdraw('a', EDITOR)
      const withdrawn = await exported()
      await newsroom(async (other) => {
        const receiver = await listened(other)
        await other.press.importLines(out, ADMIN)
        receiver.answer = () => new Response(null, { status: 500 })
        await other.press.withdraw('a', EDITOR)
        await other.press.publish('a', EDITOR)
        await deliver(other)
        expect(JSON.stringify(await logOf(other))).toContain('defamed')
        expect((await other.press.importLines(withdrawn, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
        receiver.answer = () => new Response(null, { status: 204 })
        receiver.got = []
        await deliver(other, { seconds: 60, rounds: 5 })
        expect(told(receiver)).toContainEqual(['article.withdrawn', expect.objectContaining({ slug: 'a', reason: 'withdrawn' })])
        expect(JSON.stringify(receiver.got)).not.toContain('defamed')
      }, 'other')
    }))
})

test('a licence that ends takes the picture from other programs too, and gives it back when it is extended', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    const { press } = room
    const id = 'd'.repeat(32)
    const until = at(room, HOUR_MS)
    await press.recordPicture({ id, width: 1600, height: 1067, type: 'image/jpeg', bytes: 300_000 }, EDITOR, { rights: { until } })
    room.time.now += HOUR_MS + 1000
    await deliver(room)
    await press.setPictureDetails(id, { rights: { until: at(room, 9 * HOUR_MS) } } as never, EDITOR)
    await press.recordPictureWithdrawn(id, EDITOR)
    // It was taken down for good: another date brings nothing back.
    await press.setPictureDetails(id, { rights: { until: at(room, -HOUR_MS) } } as never, EDITOR)
    await press.setPictureDetails(id, { rights: { until: at(room, HOUR_MS) } } as never, EDITOR)
    await deliver(room)
    const url = `https://news.example/pictures/${id}`
    expect(told(receiver)).toEqual([
      ['picture.withdrawn', { id, url, reason: 'licence-ended', at: expect.any(String) }],
      ['picture.restored', { id, url, at: expect.any(String) }],
      ['picture.withdrawn', { id, url, reason: 'withdrawn', at: expect.any(String) }],
    ])
  }))

test('a picture that is taken down twice is told once, and told to be back when it is uploaded again', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    const { press } = room
    const id = 'e'.repeat(32)
    const facts = { id, width: 1600, height: 1067, type: 'image/jpeg', bytes: 300_000 }
    await press.recordPicture(facts, EDITOR, { alt: 'A harbour' })
    await press.recordPictureWithdrawn(id, EDITOR)
    await press.recordPictureWithdrawn(id, EDITOR)
    await press.recordPictureAllowed(id, ADMIN)
    await deliver(room)
    expect(told(receiver)).toEqual([['picture.withdrawn', expect.objectContaining({ id, reason: 'withdrawn' })]])
    await press.recordPicture(facts, EDITOR)
    await deliver(room)
    expect(told(receiver).slice(1)).toEqual([['picture.restored', { id, url: `https://news.example/pictures/${id}`, at: expect.any(String) }]])
  }))

test('a picture that comes back with an ended licence is not said to be back, nor one that nobody had to be gone', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    const { press } = room
    const facts = (letter: string) => ({ id: letter.repeat(32), width: 1600, height: 1067, type: 'image/jpeg', bytes: 300_000 })
    const rights = { until: at(room, HOUR_MS) }
    await press.recordPicture(facts('e'), EDITOR, { rights })
    await press.recordPictureWithdrawn(facts('e').id, EDITOR)
    room.time.now += 2 * HOUR_MS
    await press.recordPictureAllowed(facts('e').id, ADMIN)
    await press.recordPicture(facts('e'), EDITOR)
    await press.recordPicture(facts('f'), EDITOR, {}, { rights })
    await deliver(room)
    expect(told(receiver)).toEqual([['picture.withdrawn', expect.objectContaining({ id: facts('e').id, reason: 'withdrawn' })]])
    expect(await press.picture(facts('f').id)).toMatchObject({ takenOff: expect.any(String) })
  }))

test('a correction of a live update is told as a correction, once, as the page of corrections has it', () =>
  newsroom(async (room) => {
    const receiver = await listened(room)
    const { press } = room
    await press.file({ article: { ...story('final'), kind: 'live', updates: [] }, actor: EDITOR, publish: 'now' })
    const sent = await press.addUpdate('final', { headline: 'Two nil', body: [] }, EDITOR)
    if (!sent.ok || !('update' in sent)) throw new Error('not told')
    const { id } = sent.update
    await press.changeUpdate('final', id, { headline: 'One nil', correction: 'It said two.' }, EDITOR)
    await press.changeUpdate('final', id, { headline: 'One–nil' }, EDITOR)
    await press.correct('final', 'The ground was misnamed.', EDITOR)
    await deliver(room)
    const correction = (text: string) => expect.objectContaining({ slug: 'final', corrections: [{ at: expect.any(String), text }] })
    expect(told(receiver).slice(1)).toEqual([
      ['article.updated', expect.anything()],
      ['article.corrected', correction('It said two.')],
      ['article.updated', expect.not.objectContaining({ corrections: expect.anything() })],
      ['article.corrected', correction('The ground was misnamed.')],
    ])
  }))
