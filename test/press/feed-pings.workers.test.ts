/** WebSub: the hub is told which feeds changed, so that subscribers needn't ask. */
import { expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'
import { deliver, listening } from './receiver.ts'

const HUB = 'https://hub.example.org/'

async function withHub(room: Room) {
  const receiver = listening(room)
  room.press.outside.hub = HUB
  await room.press.setSite(SITE, ADMIN)
  await room.settle()
  await deliver(room, { seconds: 120 })
  receiver.got = []
  return receiver
}

const feedsOf = (got: { body: string }[]) => got.map(({ body }) => new URLSearchParams(body).get('hub.url')?.replace('https://news.example', '')).sort()

test('the hub is told of every feed that has the story, once for ten changes, and once more when KV has settled everywhere', () =>
  newsroom(async (room) => {
    const receiver = await withHub(room)
    const topics = [{ slug: 'mali', name: 'Mali' }]
    for (let n = 0; n < 10; n++) {
      await room.press.file({ article: story('call', { headline: `Version ${n}`, topics }), actor: EDITOR, publish: 'now' })
      await room.pass(1)
    }
    expect(receiver.got).toEqual([])
    await deliver(room, { seconds: 5, rounds: 5 })
    const feeds = ['/feed.json', '/feed.xml', '/topic/mali/feed.json', '/topic/mali/feed.xml', '/world/feed.json', '/world/feed.xml']
    expect(feedsOf(receiver.got)).toEqual(feeds)
    expect(receiver.got.every(({ url, init }) => url === HUB && init.method === 'POST')).toBe(true)
    expect(new URLSearchParams(receiver.got[0]?.body).get('hub.mode')).toBe('publish')
    await deliver(room, { seconds: 20, rounds: 6 })
    expect(feedsOf(receiver.got)).toEqual([...feeds, ...feeds].sort())
    await deliver(room, { seconds: 600, rounds: 4 })
    expect(receiver.got.length).toBe(2 * feeds.length)
  }))

test('a withdrawal changes feeds, too', () =>
  newsroom(async (room) => {
    const receiver = await withHub(room)
    await room.press.file({ article: story('call'), actor: EDITOR, publish: 'now' })
    await room.settle()
    await deliver(room, { seconds: 120 })
    receiver.got = []
    await room.press.withdraw('call', EDITOR)
    await room.settle()
    await deliver(room, { seconds: 20, rounds: 2 })
    expect(feedsOf(receiver.got)).toEqual(['/feed.json', '/feed.xml', '/world/feed.json', '/world/feed.xml'])
  }))

test('a hub that is away is asked later, not for every feed at once, and given up in the end', () =>
  newsroom(async (room) => {
    const receiver = await withHub(room)
    receiver.answer = () => new Response(null, { status: 503 })
    const topics = Array.from({ length: 20 }, (_, n) => ({ slug: `t-${n}`, name: `T ${n}` }))
    await room.press.file({ article: story('call', { topics }), actor: EDITOR, publish: 'now' })
    await room.settle()
    await deliver(room, { seconds: 15, rounds: 4 })
    expect(receiver.got.length).toBeLessThan(6)
    await deliver(room, { seconds: 7 * 3600, rounds: 200 })
    expect(room.sql.exec('SELECT * FROM feed_pings').toArray()).toEqual([])
  }))

test('without a hub, nothing is noted', () =>
  newsroom(async (room) => {
    listening(room)
    await room.press.file({ article: story('call'), actor: EDITOR, publish: 'now' })
    await room.settle()
    expect(room.sql.exec('SELECT * FROM feed_pings').toArray()).toEqual([])
  }))
