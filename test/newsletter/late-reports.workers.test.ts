/** A provider's report arrives after what it is about: hours later, where their webhook was down. */
import { afterEach, expect, test, vi } from 'vitest'
import type { MailReport } from '../../src/newsletter/calls.ts'
import { moveClock, openList, subscribe, WORDING } from './a-list.ts'
import { choose, linksTo } from './readers-links.ts'

const MINUTE = 60_000
const READER = 'reader@example.org'
afterEach(() => vi.useRealTimers())

/** A reader who confirmed, and something that happened then. */
async function reader() {
  const list = await openList()
  await subscribe(list, READER)
  moveClock(5 * MINUTE)
  const happened = new Date(Date.now()).toISOString()
  moveClock(30 * MINUTE)
  let told = 0
  const report = (kind: MailReport['kind'], at = happened) => list.stub.report([{ kind, address: READER, at, id: `report ${told++}` }])
  const comeBack = async () => {
    await list.stub.unsubscribe((await linksTo(list, READER)).unsubscribe)
    return subscribe(list, READER)
  }
  return { ...list, list, report, comeBack }
}

test.each(['bounce', 'complaint', 'unsubscribe'] as const)('an old %s doesn’t take off a reader who left and confirmed again since', async (kind) => {
  const { report, comeBack, statesOf, stub } = await reader()
  await comeBack()
  await report(kind)
  expect(await statesOf(READER)).toEqual({ daily: 'confirmed' })
  expect((await stub.counts()).suppressed).toMatchObject({ bounce: 0, complaint: 0 })
})

test.each(['bounce', 'complaint', 'unsubscribe'] as const)(
  'an old %s takes them off what they were on by then, and leaves them what they chose since',
  async (kind) => {
    const { list, report, statesOf } = await reader()
    await choose(list, (await linksTo(list, READER)).preferences, ['daily', 'weekly'])
    await report(kind)
    expect(await statesOf(READER)).toEqual({ daily: 'unsubscribed', weekly: 'confirmed' })
  },
)

test('a request that nobody confirmed doesn’t outlive a complaint, and neither does an import', async () => {
  const { report, signUp, statesOf, stub } = await reader()
  await signUp(READER, { lists: ['weekly'] })
  const row = { line: 1, email: READER, list: 'monthly', wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'desk' }
  await stub.importSubscribers([row])
  await report('complaint')
  expect(await statesOf(READER)).toEqual({ daily: 'unsubscribed', monthly: 'unsubscribed', weekly: 'unsubscribed' })
  expect((await stub.counts()).suppressed).toMatchObject({ complaint: 1 })
})

test('a report without a moment, or with one that lies ahead, counts as just now', async () => {
  for (const at of ['', 'yesterday', '2999-01-01T00:00:00Z']) {
    const { report, comeBack, statesOf } = await reader()
    await comeBack()
    await report('complaint', at)
    expect(await statesOf(READER), at).toEqual({ daily: 'unsubscribed' })
  }
})

test('who confirms again after soft bounces begins anew with them', async () => {
  const { report, comeBack, statesOf } = await reader()
  const now = () => new Date(Date.now()).toISOString()
  for (let time = 0; time < 4; time++) await report('soft-bounce', now())
  await comeBack()
  await report('soft-bounce', now())
  expect(await statesOf(READER)).toEqual({ daily: 'confirmed' })
})
