/** That a letter was sent is told to the press, which tells whoever asked: also where one of them was away. */
import { afterEach, expect, test, vi } from 'vitest'
import { moveClock } from './a-list.ts'
import { openNewsroom } from './an-issue.ts'

afterEach(() => vi.useRealTimers())

test('an issue that was sent is told once, with how many got it and nobody’s address', async () => {
  const newsroom = await openNewsroom()
  await newsroom.subscribeMany(3)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle()
  await newsroom.settle()
  expect(newsroom.press.told).toEqual([
    {
      id: `evt_issue_daily_${issue}`,
      type: 'newsletter.sent',
      at: expect.any(String),
      data: { newsletter: 'daily', issue, url: `https://news.example/newsletters/daily/${issue}`, subject: 'The morning', recipients: 3, sent: 3 },
    },
  ])
  expect(JSON.stringify(newsroom.press.told)).not.toContain('@')
})

test('a press that is away hears of it when it is back', async () => {
  const newsroom = await openNewsroom()
  await newsroom.subscribeMany(3)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  const { tellWebhooks } = newsroom.context
  newsroom.context.tellWebhooks = () => Promise.reject(new Error('The press is away.'))
  await newsroom.settle()
  expect(newsroom.press.told).toEqual([])
  newsroom.context.tellWebhooks = tellWebhooks
  moveClock(3_600_000)
  await newsroom.settle()
  expect(newsroom.press.told.length).toBe(1)
})

test('an issue that is stopped on its way is told as stopped, with how many have it and nothing of what it says', async () => {
  const newsroom = await openNewsroom()
  await newsroom.subscribeMany(3)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.stub.pauseIssue('daily', issue)
  await newsroom.stub.stopIssue('daily', issue)
  moveClock(60_000)
  await newsroom.settle()
  await newsroom.settle()
  expect(newsroom.press.told).toEqual([
    {
      id: `evt_stopped_daily_${issue}`,
      type: 'newsletter.stopped',
      at: expect.any(String),
      data: { newsletter: 'daily', issue, recipients: expect.any(Number), sent: 0, why: 'editor' },
    },
  ])
})

test('a draft that is thrown away is told to nobody', async () => {
  const newsroom = await openNewsroom()
  const issue = await newsroom.draft()
  await newsroom.stub.stopIssue('daily', issue)
  moveClock(60_000)
  await newsroom.settle()
  expect(newsroom.press.told).toEqual([])
})
