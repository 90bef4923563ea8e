import { afterEach, expect, test, vi } from 'vitest'
import { issueProblem } from '../../src/desk/api/issue-problem.ts'
import type { IssueOutcome } from '../../src/newsletter/calls.ts'
import { type Newsroom, openNewsroom } from './an-issue.ts'
import { ORDERS, type Order, STATES, type State } from './orders-table.ts'

afterEach(() => vi.useRealTimers())

const soon = () => new Date(Date.now() + 3_600_000).toISOString()

/** Brings a draft to a state; one that was begun has a batch, number 900, that waits for a decision. */
async function issueThatIs(state: State, { stub, draft, settle, inside }: Newsroom) {
  const issue = await draft()
  if (state === 'draft') return issue
  if (state === 'scheduled') await stub.scheduleIssue('daily', issue, soon())
  else await stub.sendIssue('daily', issue)
  if (state === 'paused') await stub.pauseIssue('daily', issue)
  if (state === 'stopped') await stub.stopIssue('daily', issue)
  if (state === 'sent') await settle()
  if (state !== 'scheduled')
    await inside(({ db }) => {
      db.sql.exec(
        `INSERT INTO batches (issue, number, state, host, readers, attempts, due_at, reason, at)
         SELECT id, 900, 'uncertain', '', '[1]', 1, 0, 'No answer.', 0 FROM issues WHERE slug = ?`,
        issue,
      )
    })
  return issue
}

const give: Record<Order, (stub: Newsroom['stub'], issue: string) => Promise<IssueOutcome>> = {
  send: (stub, issue) => stub.sendIssue('daily', issue),
  schedule: (stub, issue) => stub.scheduleIssue('daily', issue, soon()),
  pause: (stub, issue) => stub.pauseIssue('daily', issue),
  resume: (stub, issue) => stub.resumeIssue('daily', issue),
  stop: (stub, issue) => stub.stopIssue('daily', issue),
  test: (stub, issue) => stub.testSend('daily', issue, 'ed@news.example'),
  resend: (stub, issue) => stub.settleUncertain('daily', issue, 900, 'resend'),
  skip: (stub, issue) => stub.settleUncertain('daily', issue, 900, 'skip'),
}

const cells = Object.entries(ORDERS).flatMap(([order, results]) => STATES.map((state, at) => [order as Order, state, results[at] ?? ''] as const))

test.each(cells)('the order to %s an issue that is %s: %s', async (order, state, result) => {
  const newsroom = await openNewsroom()
  await newsroom.subscribeMany(3)
  const issue = await issueThatIs(state, newsroom)
  expect((await newsroom.read(issue)).state).toBe(state)
  const outcome = await give[order](newsroom.stub, issue)
  expect(outcome.ok ? outcome.issue.state : String(issueProblem(outcome).status)).toBe(result === '=' ? state : result)
  // A refusal changes nothing either.
  if (!outcome.ok) expect((await newsroom.read(issue)).state).toBe(state)
})

test('an issue that was stopped for a mistake goes to nobody any more, not even as a test', async () => {
  const newsroom = await openNewsroom()
  const issue = await newsroom.draft()
  await newsroom.stub.stopIssue('daily', issue)
  expect(await newsroom.stub.testSend('daily', issue, 'ed@news.example')).toEqual({ ok: false, reason: 'wrong-state', state: 'stopped' })
  expect(newsroom.letters).toEqual([])
})
