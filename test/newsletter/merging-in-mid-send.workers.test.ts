/** Two addresses of one reader become one while an issue is on its way: the reader has it once. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Delivery, Message } from '../../src/newsletter/delivery/mailer.ts'
import { moveClock } from './a-list.ts'
import { openNewsroom } from './an-issue.ts'
import { askToMove, linksTo } from './readers-links.ts'

const MINUTE = 60_000
const [FIRST, LAST] = ['reader-0@example.org', 'reader-3@example.org']
afterEach(() => vi.useRealTimers())

/** Four readers, an issue that went out to the first two of them and is paused. */
async function inMidSend(answer?: (message: Message) => Delivery) {
  const newsroom = await openNewsroom({ maxBatch: 2, ...(answer && { answer }) })
  await newsroom.subscribeMany(4)
  moveClock(MINUTE)
  const issue = await newsroom.draft()
  const core = await newsroom.inside((core) => core)
  const { send } = newsroom.mailer
  newsroom.mailer.send = async (...given) => {
    newsroom.mailer.send = send
    const answered = await send(...given)
    await core.issues.pauseIssue('daily', issue)
    return answered
  }
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle()
  expect(await newsroom.read(issue)).toMatchObject({ state: 'paused', progress: { remaining: 2 } })
  const merge = async (from: string, into: string) => {
    moveClock(11 * MINUTE)
    await askToMove(newsroom, (await linksTo(newsroom, from)).preferences, into)
    await newsroom.alarm()
    expect(await newsroom.stub.confirm(newsroom.tokenTo(into))).toMatchObject({ ok: true, email: into })
  }
  const goOn = async () => {
    await newsroom.stub.resumeIssue('daily', issue)
    await newsroom.settle()
    return newsroom.read(issue)
  }
  return { ...newsroom, merge, goOn }
}

test('who had it at the old address doesn’t get it at the new one', async () => {
  const { merge, goOn, recipients } = await inMidSend()
  await merge(FIRST, LAST)
  expect(await goOn()).toMatchObject({ state: 'sent', progress: { sent: 3, skipped: 1, remaining: 0 } })
  expect(recipients()).toEqual(['reader-0@example.org', 'reader-1@example.org', 'reader-2@example.org'])
})

test('nor after they moved on to a third', async () => {
  const { merge, goOn, recipients } = await inMidSend()
  await merge(FIRST, 'reader-2@example.org')
  await merge('reader-2@example.org', LAST)
  expect(await goOn()).toMatchObject({ state: 'sent', progress: { sent: 2, remaining: 0 } })
  expect(recipients()).toEqual(['reader-0@example.org', 'reader-1@example.org'])
})

test('who had it at neither gets it at the new one', async () => {
  const { merge, goOn, recipients } = await inMidSend()
  await merge('reader-2@example.org', LAST)
  expect(await goOn()).toMatchObject({ state: 'sent', progress: { sent: 3, remaining: 0 } })
  expect(recipients()).toContain(LAST)
})

test('the next issue comes as ever', async () => {
  const { merge, goOn, draft, stub, settle, letters, press } = await inMidSend()
  await merge(FIRST, LAST)
  await goOn()
  letters.length = 0
  press.articles = ['three']
  await stub.sendIssue('daily', await draft())
  await settle()
  expect(letters.map(({ to }) => to.address).sort()).toEqual(['reader-1@example.org', 'reader-2@example.org', LAST])
})

describe('an email that', () => {
  test('waits for another try was not had: its reader gets it at the new address', async () => {
    const { merge, goOn, recipients } = await inMidSend(({ to }) => (to.address === FIRST ? { result: 'deferred', reason: 'later' } : { result: 'sent' }))
    await merge(FIRST, LAST)
    expect(await goOn()).toMatchObject({ state: 'sent' })
    expect(recipients()).toEqual(['reader-1@example.org', 'reader-2@example.org', LAST])
  })

  test('may have been sent may have been had', async () => {
    const { merge, goOn, recipients } = await inMidSend(({ to }) => (to.address === FIRST ? { result: 'uncertain', reason: 'silence' } : { result: 'sent' }))
    await merge(FIRST, LAST)
    expect(await goOn()).toMatchObject({ state: 'sent' })
    expect(recipients()).toEqual(['reader-1@example.org', 'reader-2@example.org'])
  })

  test('waits at the new address is not tried there again', async () => {
    let isBusy = true
    const { merge, goOn, recipients } = await inMidSend(({ to }) =>
      isBusy && to.address === 'reader-1@example.org' ? { result: 'deferred', reason: 'later' } : { result: 'sent' },
    )
    isBusy = false
    await merge(FIRST, 'reader-1@example.org')
    expect(await goOn()).toMatchObject({ state: 'sent', progress: { sent: 3, remaining: 0 } })
    expect(recipients()).toEqual(['reader-0@example.org', 'reader-2@example.org', LAST])
  })
})
