import { expect, test } from 'vitest'
import { openNewsroom } from './an-issue.ts'

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
