/** What an issue leaves to others: to readers who wait for one mail, and of the calls that the platform allows. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Mailer } from '../../src/newsletter/delivery/mailer.ts'
import { CallBudget } from '../../src/newsletter/sending/call-budget.ts'
import { moveClock, WORDING } from './a-list.ts'
import { openNewsroom } from './an-issue.ts'

afterEach(() => vi.useRealTimers())
const HOUR = 3_600_000

describe('a reader who asks to be on a list while an issue goes out', () => {
  test('is asked to confirm after the batch that is on its way, not after all of them', async () => {
    let lettersBefore = -1
    const newsroom = await openNewsroom({ maxBatch: 10 })
    await newsroom.subscribeMany(100)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.inside(async (core) => {
      const confirming: Mailer = {
        name: 'confirming',
        idempotent: false,
        maxBatch: 10,
        async send(messages) {
          lettersBefore = newsroom.letters.length
          return messages.map(() => ({ result: 'sent' }))
        },
      }
      core.post = { ...core.post, mailer: async () => confirming }
      const { mailer } = newsroom
      let isFirst = true
      core.issues.context.mailer = async () => ({
        ...mailer,
        async send(messages, key) {
          if (isFirst) await core.signUp({ email: 'late@example.org', lists: ['daily'], wording: WORDING, country: 'SG', sender: 'late' })
          isFirst = false
          return mailer.send(messages, key)
        },
      })
      await core.alarm()
    })
    expect(lettersBefore).toBe(10)
    expect(newsroom.letters).toHaveLength(100)
  })

  test('finds a tenth of the day’s mails free, and more if more readers ask; issues wait for the next day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T10:00:00Z') })
    const newsroom = await openNewsroom({ limits: { perDay: 50, sharesDay: true } })
    await newsroom.subscribeMany(100)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.settle(3)
    expect(await newsroom.read(issue)).toMatchObject({ waits: { for: 'daily-cap' }, progress: { sent: 45 } })
    moveClock(14.5 * HOUR)
    for (let reader = 0; reader < 8; reader++) await newsroom.signUp(`late-${reader}@example.org`)
    await newsroom.settle(3)
    expect(newsroom.sent).toHaveLength(8)
    expect(await newsroom.read(issue)).toMatchObject({ waits: { for: 'daily-cap', until: '2026-11-28T00:00:00Z' }, progress: { sent: 45 + 42 } })
    moveClock(24 * HOUR)
    await newsroom.settle(3)
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: 100 } })
  })

  test('takes nothing from an issue that goes by another provider', async () => {
    const newsroom = await openNewsroom({ limits: { perDay: 50, sharesDay: false } })
    await newsroom.subscribeMany(60)
    const issue = await newsroom.draft()
    await newsroom.signUp('late@example.org')
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.settle(3)
    expect(await newsroom.read(issue)).toMatchObject({ progress: { sent: 50 } })
  })
})

describe('the calls that the platform allows in one go', () => {
  test('are never exceeded by a provider that takes a letter a call, on a free plan too; everybody gets the issue', async () => {
    const newsroom = await openNewsroom({ limits: { callsPerAlarm: 50 }, callsFor: (letters) => letters })
    await newsroom.subscribeMany(150)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    let before = 0
    for (let alarm = 0; alarm < 6; alarm++) {
      await newsroom.inside((core) => core.alarm())
      expect(newsroom.letters.length - before).toBeLessThanOrEqual(48)
      before = newsroom.letters.length
    }
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: 150, uncertain: 0 } })
  })

  test('let a batch that was claimed under a larger allowance go out by itself', () => {
    const mailer = { name: 'each', idempotent: true, maxBatch: 100, callsFor: (letters: number) => letters, send: async () => [] }
    const budget = new CallBudget(50)
    budget.spendBeforeBatch()
    expect(budget.fits(mailer, 100)).toBe(true)
    budget.spend(mailer, 100)
    expect(budget.hasRoom).toBe(false)
  })
})
