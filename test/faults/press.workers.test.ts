/** What editors are told while KV says nothing, and what readers have afterwards. docs/reliability.md has the table. */
import { afterEach, expect, test, vi } from 'vitest'
import { EDITOR, newsroom, type Room, story } from '../press/newsroom.ts'

afterEach(() => void vi.useRealTimers())

/** Every write of these keys takes until it is let go, and lands then. */
function hold({ kv }: Room, isHeld: (key: string) => boolean) {
  const landing: (() => void)[] = []
  const put = kv.put.bind(kv)
  let isHolding = true
  kv.put = async (...asked: Parameters<typeof put>) => {
    if (isHolding && isHeld(asked[0])) await new Promise<void>((resolve) => landing.push(resolve))
    return put(...asked)
  }
  return {
    /** The next writes go through; those that were held may still land. */
    mend: () => {
      isHolding = false
    },
    land: () => {
      for (const go of landing.splice(0)) go()
    },
  }
}

test('an editor is answered within five seconds although KV takes no write, and readers get the story when it does', () =>
  newsroom(async (room) => {
    const { press, kv, time, settle } = room
    const held = hold(room, () => true)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const filing = press.file({ article: story('late'), actor: EDITOR, publish: 'now' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(await filing).toMatchObject({ ok: true, entry: { state: 'published' } })
    expect(kv.json('en:article:late')).toBeNull()
    // The write counts as failed, and is tried again.
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    held.mend()
    time.now += 60_000
    await settle()
    expect(kv.json('en:article:late')).toMatchObject({ headline: 'Story late' })
    expect(kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'late' }])
  }))

test('a write that lands minutes late, over what was written since, is written over again', () =>
  newsroom(async (room) => {
    const { press, kv, time, settle } = room
    const held = hold(room, (key) => key === 'en:listing:latest')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const filing = press.file({ article: story('first'), actor: EDITOR, publish: 'now' })
    await vi.advanceTimersByTimeAsync(5000)
    await filing
    const printing = press.alarm()
    await vi.advanceTimersByTimeAsync(20_000)
    await printing
    vi.useRealTimers()
    held.mend()
    time.now += 60_000
    await settle()
    await press.file({ article: story('second'), actor: EDITOR, publish: 'now' })
    await settle()
    expect(kv.json('en:listing:latest').cards).toHaveLength(2)
    held.land()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(kv.json('en:listing:latest').cards).toHaveLength(1)
    time.now += 300_000
    await settle()
    expect(kv.json('en:listing:latest').cards).toHaveLength(2)
  }))

test('KV that answers no read holds no publication up', () =>
  newsroom(async (room) => {
    const { press, kv, time, settle } = room
    const read = kv.getWithMetadata.bind(kv)
    kv.getWithMetadata = () => new Promise(() => {})
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const filing = press.file({ article: story('unread'), actor: EDITOR, publish: 'now' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(await filing).toMatchObject({ ok: true })
    await vi.advanceTimersByTimeAsync(15_000)
    expect(kv.json('en:article:unread')).toMatchObject({ headline: 'Story unread' })
    vi.useRealTimers()
    kv.getWithMetadata = read
    time.now += 10_000
    await settle()
    expect(kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'unread' }])
  }))
