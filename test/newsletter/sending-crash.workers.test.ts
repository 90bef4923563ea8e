import { afterEach, describe, expect, test, vi } from 'vitest'
import type { IssueCalls, IssueOutcome } from '../../src/newsletter/calls.ts'
import { moveClock } from './a-list.ts'
import { openNewsroom } from './an-issue.ts'

afterEach(() => vi.useRealTimers())
const READERS = 25
const everybody = Array.from({ length: READERS }, (_, at) => `reader-${at}@example.org`).sort()

/**
 * Sends an issue in three batches. At the `fatal`th moment (before a transaction, before and after a batch is handed over) the object
 * is killed: nothing that it would still do reaches its disk or a reader. Then another one goes on.
 */
async function send(isIdempotent: boolean, fatal: number) {
  const newsroom = await openNewsroom({ idempotent: isIdempotent, maxBatch: 10 })
  await newsroom.subscribeMany(READERS)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  let moments = 0
  const isDead = () => moments >= fatal
  const moment = () => {
    if (isDead() || ++moments >= fatal) throw new Error('killed')
  }
  const handOver = newsroom.mailer.send
  newsroom.mailer.send = async (messages, key) => {
    moment()
    const deliveries = await handOver(messages, key)
    moment()
    return deliveries
  }
  await newsroom.inside(async (core, { storage }) => {
    const [transact, { sql }] = [storage.transactionSync.bind(storage), core.db]
    storage.transactionSync = (action) => {
      moment()
      return transact(action)
    }
    core.db.sql = {
      exec(query: string, ...bound: SqlStorageValue[]) {
        if (isDead()) throw new Error('killed')
        return sql.exec(query, ...bound)
      },
    } as unknown as SqlStorage
    await core.issues.alarm().catch(() => {})
    if (isDead()) return
    storage.transactionSync = transact
    core.db.sql = sql
  })
  newsroom.mailer.send = handOver
  const died = isDead()
  if (died) await newsroom.restart()
  await newsroom.settle(5)
  return { died, letters: newsroom.recipients(), issue: await newsroom.read(issue) }
}

test('the object is killed at any moment of a send by a way that sends nothing twice: everybody has the letter once', async () => {
  let deaths = 0
  for (let fatal = 1; ; fatal++) {
    const { died, letters, issue } = await send(true, fatal)
    expect(letters, `killed at moment ${fatal}`).toEqual(everybody)
    expect(issue).toMatchObject({ state: 'sent', progress: { sent: READERS, uncertain: 0, remaining: 0 } })
    if (!died) break
    deaths++
  }
  expect(deaths).toBeGreaterThan(12)
}, 120_000)

test('and by any other way: nobody has it twice, and who may have none is uncertain', async () => {
  let uncertain = 0
  for (let fatal = 1; ; fatal++) {
    const { died, letters, issue } = await send(false, fatal)
    expect(new Set(letters).size, `killed at moment ${fatal}`).toBe(letters.length)
    const { progress } = issue
    expect(issue.state).toBe('sent')
    expect((progress?.sent ?? 0) + (progress?.uncertain ?? 0)).toBe(READERS)
    expect(letters.length).toBeGreaterThanOrEqual(progress?.sent ?? 0)
    expect(progress?.uncertain ?? 0).toBeLessThanOrEqual(10)
    expect(issue.batches.reduce((sum, batch) => sum + (batch.state === 'uncertain' ? batch.letters : 0), 0)).toBe(progress?.uncertain)
    uncertain += progress?.uncertain ?? 0
    if (!died) break
  }
  expect(uncertain).toBeGreaterThan(20)
}, 120_000)

/** An issue whose first batch of ten was handed over, and nobody heard the answer. `meanwhile` happens while it is on its way. */
async function interrupted(given: { idempotentSeconds?: number } = {}, meanwhile: (issues: IssueCalls, issue: string) => Promise<unknown> = async () => {}) {
  const newsroom = await openNewsroom({ idempotent: true, maxBatch: 10, ...given })
  await newsroom.subscribeMany(READERS)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  const handOver = newsroom.mailer.send
  await newsroom.inside(async (core) => {
    newsroom.mailer.send = async (messages, key) => {
      const deliveries = await handOver(messages, key)
      await meanwhile(core.issues, issue)
      core.db.sql = { exec: dead } as unknown as SqlStorage
      return deliveries
    }
    await core.issues.alarm().catch(() => {})
  })
  newsroom.mailer.send = handOver
  await newsroom.restart()
  return { ...newsroom, issue }
}

const dead = () => {
  throw new Error('killed')
}

describe('a batch that was interrupted', () => {
  test('is not handed over again when one of its readers has left since: nobody is written to after they said no', async () => {
    const newsroom = await interrupted()
    await newsroom.stub.forget('reader-3@example.org')
    await newsroom.settle(3)
    const { progress, batches } = await newsroom.read(newsroom.issue)
    expect(progress).toMatchObject({ sent: 15, uncertain: 10 })
    expect(batches).toMatchObject([{ state: 'uncertain', letters: 10 }])
    expect(newsroom.recipients()).toEqual(everybody)
    await newsroom.stub.settleUncertain('daily', newsroom.issue, batches[0]?.batch ?? 0, 'skip')
    expect(await newsroom.read(newsroom.issue)).toMatchObject({ state: 'sent', progress: { sent: 15, skipped: 10, uncertain: 0 }, batches: [] })
  })

  test('nor when its way of delivery remembers the key no more', async () => {
    const newsroom = await interrupted({ idempotentSeconds: 1500 })
    moveClock(26 * 60_000)
    await newsroom.settle(3)
    expect((await newsroom.read(newsroom.issue)).progress).toMatchObject({ sent: 15, uncertain: 10 })
    expect(newsroom.letters).toHaveLength(READERS)
  })

  test('nor by another way of delivery, which knows nothing of its key', async () => {
    const newsroom = await interrupted()
    newsroom.context.mailer = async () => ({ ...newsroom.mailer, name: 'another' })
    await newsroom.settle(3)
    expect((await newsroom.read(newsroom.issue)).progress).toMatchObject({ sent: 15, uncertain: 10 })
    expect(newsroom.letters).toHaveLength(READERS)
  })

  test('nor when the digest was composed anew since: the same key would stand for two letters', async () => {
    const newsroom = await interrupted()
    newsroom.press.withdrawn.push('two')
    await newsroom.settle(3)
    await newsroom.stub.resumeIssue('daily', newsroom.issue)
    await newsroom.settle(3)
    expect(await newsroom.read(newsroom.issue)).toMatchObject({ state: 'sent', articles: ['one'], progress: { sent: 15, uncertain: 10 } })
    expect(newsroom.recipients()).toEqual(everybody)
  })

  test('waits while the issue is paused, and goes again under its key when it goes on', async () => {
    const newsroom = await interrupted()
    await newsroom.stub.pauseIssue('daily', newsroom.issue)
    await newsroom.settle(2)
    expect(newsroom.keys).toHaveLength(1)
    await newsroom.stub.resumeIssue('daily', newsroom.issue)
    await newsroom.settle(3)
    expect(newsroom.keys.slice(0, 2)).toEqual([newsroom.keys[0], newsroom.keys[0]])
    expect(newsroom.recipients()).toEqual(everybody)
    expect(await newsroom.read(newsroom.issue)).toMatchObject({ state: 'sent', progress: { sent: READERS, uncertain: 0 } })
  })

  test('is uncertain when the issue is stopped, also where it is stopped first and interrupted then', async () => {
    const stoppedAfter = await interrupted()
    await stoppedAfter.stub.stopIssue('daily', stoppedAfter.issue)
    expect(await stoppedAfter.read(stoppedAfter.issue)).toMatchObject({ state: 'stopped', progress: { uncertain: 10, remaining: 15 } })
    const answers: IssueOutcome[] = []
    const stoppedBefore = await interrupted({}, async (issues, issue) => answers.push(await issues.stopIssue('daily', issue)))
    expect(answers).toMatchObject([{ ok: true, issue: { state: 'stopped', progress: { uncertain: 0 } } }])
    expect(await stoppedBefore.read(stoppedBefore.issue)).toMatchObject({ state: 'stopped', progress: { uncertain: 10, remaining: 15 } })
  })
})

test('letters that waiting to be tried again are found again by the object that comes after', async () => {
  let isOpen = false
  const newsroom = await openNewsroom({
    maxBatch: 10,
    answer: ({ to }) => (isOpen || !to.address.startsWith('reader-1') ? { result: 'sent' } : { result: 'deferred', reason: 'Later.' }),
  })
  await newsroom.subscribeMany(READERS)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle(3)
  expect((await newsroom.read(issue)).progress?.deferred).toBeGreaterThan(5)
  await newsroom.restart()
  isOpen = true
  moveClock(61_000)
  await newsroom.settle(10)
  moveClock(61_000)
  await newsroom.settle(10)
  expect(newsroom.recipients()).toEqual(everybody)
  expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: READERS, deferred: 0 }, batches: [] })
})
