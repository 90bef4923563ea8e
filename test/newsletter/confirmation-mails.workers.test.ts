import { afterEach, describe, expect, test, vi } from 'vitest'
import { findReader } from '../../src/newsletter/subscribers/subscriptions.ts'
import { moveClock, openList, subscribe, tokenIn } from './a-list.ts'
import { askToMove, choose, linksTo } from './readers-links.ts'

const MINUTE = 60_000
const OLD = 'old@example.org'
const NEW = 'new@example.org'
afterEach(() => vi.useRealTimers())

describe('emails that ask to confirm', () => {
  test('fill nobody’s mailbox, whoever asks and whatever for: seven readers name one address, and it gets one in ten minutes, four a day', async () => {
    const list = await openList()
    const readers = []
    for (let number = 0; number < 7; number++) {
      await subscribe(list, `reader-${number}@example.org`)
      readers.push((await linksTo(list, `reader-${number}@example.org`)).preferences)
    }
    list.sent.length = 0
    for (const [number, preferences] of readers.entries()) await list.stub.change(preferences, { change: 'address', email: NEW, sender: `network-${number}` })
    await list.signUp(NEW)
    await list.alarm()
    await list.alarm()
    expect(list.sent.map(({ to }) => to.address)).toEqual([NEW])
    let last = Date.now()
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 5) {
      moveClock(5 * MINUTE)
      const before = list.sent.length
      await list.alarm()
      expect(list.sent.length - before).toBeLessThanOrEqual(1)
      if (list.sent.length > before) {
        expect(Date.now() - last).toBeGreaterThanOrEqual(10 * MINUTE)
        last = Date.now()
      }
      if (minutes < 23 * 60) expect(list.sent.length).toBeLessThanOrEqual(4)
    }
    // What could not go out within a day is no longer expected by anybody.
    expect(list.sent.length).toBeLessThanOrEqual(5)
  })

  test('reach a reader who changes the address right after confirming at once', async () => {
    const list = await openList()
    const { preferences } = (await subscribe(list, OLD)) as { preferences: string }
    await askToMove(list, preferences)
    moveClock(2000)
    await list.alarm()
    expect(list.sent.at(-1)?.to.address).toBe(NEW)
  })

  test('go to five new addresses of one reader within an hour, and to ten of one network', async () => {
    const list = await openList()
    const { preferences } = (await subscribe(list, OLD)) as { preferences: string }
    const answers = []
    for (let number = 0; number < 6; number++)
      answers.push(await list.stub.change(preferences, { change: 'address', email: `n-${number}@example.org`, sender: `network-${number}` }))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
    expect(answers.at(-1)).toMatchObject({ reason: 'too-many', retryAfterSeconds: expect.any(Number) })
    moveClock(61 * MINUTE)
    expect(await askToMove(list, preferences, 'n-9@example.org')).toEqual({ ok: true })
  })

  test('tell nobody’s page that an address is on the lists, blocked or new', async () => {
    const list = await openList()
    const { preferences } = (await subscribe(list, OLD)) as { preferences: string }
    await subscribe(list, NEW)
    await list.stub.report([{ kind: 'complaint', address: NEW, id: 'x', at: new Date(Date.now()).toISOString() }])
    for (const email of [NEW, 'stranger@example.org']) expect(await askToMove(list, preferences, email)).toEqual({ ok: true })
    // Whoever has the page sees this one on it.
    expect(await askToMove(list, preferences, OLD)).toEqual({ ok: false, reason: 'same-address' })
    moveClock(11 * MINUTE)
    list.sent.length = 0
    await list.alarm()
    expect(list.sent.map(({ to }) => to.address)).toEqual(['stranger@example.org'])
  })

  test.each(['complaint', 'bounce'] as const)('go out to no address after a %s, whether they wait or are asked for by an old link', async (kind) => {
    const list = await openList()
    await subscribe(list, OLD)
    const token = list.tokenTo(OLD)
    await list.stub.mailLink({ email: OLD, sender: 'home' })
    await list.stub.report([{ kind, address: OLD, id: 'x', at: new Date(Date.now()).toISOString() }])
    list.sent.length = 0
    expect(await list.stub.resend(token)).toEqual({ ok: false, reason: 'suppressed' })
    moveClock(11 * MINUTE)
    await list.alarm()
    expect(list.sent).toEqual([])
  })

  test('say that a reader is subscribed to what they are, and to nothing that they left before they pressed the button', async () => {
    const list = await openList()
    await list.signUp(OLD, { lists: ['daily', 'weekly'] })
    await list.alarm()
    const token = tokenIn(list.sent[0])
    const { preferences } = (await list.stub.confirmation(token)) as { preferences: string }
    await list.inside(async ({ db }) => {
      const { leaveList } = await import('../../src/newsletter/subscribers/subscriptions.ts')
      leaveList(db, 'weekly', findReader(db, OLD)?.id ?? 0, Date.now())
    })
    expect(await list.stub.confirmation(token)).toMatchObject({ ok: true, lists: ['daily'] })
    await choose(list, preferences, [])
    for (const answer of [await list.stub.confirmation(token), await list.stub.confirm(token)]) expect(answer).toEqual({ ok: false, reason: 'left' })
    expect(await list.statesOf(OLD)).toEqual({ daily: 'unsubscribed', weekly: 'unsubscribed' })
  })
})
