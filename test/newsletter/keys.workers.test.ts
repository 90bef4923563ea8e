/** The key that signs links may leak; letters that lie in mailboxes must still be left by theirs. */
import { afterEach, expect, test, vi } from 'vitest'
import { moveClock, subscribe, tokenIn, WORDING } from './a-list.ts'
import { openNewsroom } from './an-issue.ts'

afterEach(() => vi.useRealTimers())

async function withLetters() {
  const newsroom = await openNewsroom()
  await subscribe(newsroom, 'reader@example.org')
  await newsroom.signUp('new@example.org')
  await newsroom.alarm()
  const confirm = newsroom.tokenTo('new@example.org')
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle(3)
  const [leave = '', settings = ''] = [...(newsroom.letters[0]?.text ?? '').matchAll(/\?t=([\w-]+)/g)].map(([, token]) => token)
  return { ...newsroom, confirm, leave, settings }
}

test('after the key was renewed, however often, a reader still leaves by the link in an old letter; nothing else opens by it', async () => {
  const { stub, confirm, leave, settings, restart, statesOf } = await withLetters()
  for (let time = 0; time < 11; time++) expect(await stub.renewKey()).toEqual({ ok: true })
  await restart()
  expect(await stub.settings(settings)).toEqual({ ok: false, reason: 'expired' })
  expect(await stub.change(settings, { change: 'erase' })).toEqual({ ok: false, reason: 'expired' })
  expect(await stub.confirm(confirm)).toEqual({ ok: false, reason: 'expired' })
  expect(await stub.unsubscribe(leave)).toMatchObject({ ok: true, list: 'daily' })
  expect(await statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed' })
})

test('whose link to confirm expired with the key gets a fresh one that works', async () => {
  const { stub, confirm, sent, alarm, statesOf } = await withLetters()
  await stub.renewKey()
  moveClock(11 * 60_000)
  expect(await stub.resend(confirm)).toEqual({ ok: true })
  await alarm()
  expect(await stub.confirm(tokenIn(sent.at(-1)))).toMatchObject({ ok: true })
  expect(await statesOf('new@example.org')).toEqual({ daily: 'confirmed' })
})

test('letters that go out afterwards are signed with the new key', async () => {
  const newsroom = await withLetters()
  await newsroom.stub.renewKey()
  newsroom.press.articles = ['three']
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle(3)
  const [, settings = ''] = [...(newsroom.letters[1]?.text ?? '').matchAll(/\?t=([\w-]+)/g)].map(([, token]) => token)
  expect(await newsroom.stub.settings(settings)).toMatchObject({ ok: true, email: 'reader@example.org' })
})

test('who was erased is suppressed after it as before', async () => {
  const { stub } = await withLetters()
  await stub.forget('reader@example.org')
  await stub.renewKey()
  const row = { line: 1, email: 'reader@example.org', list: 'daily', wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'desk' }
  expect(await stub.importSubscribers([row])).toEqual([{ line: 1, result: 'erased' }])
})

test('a batch that was handed over and not answered is not given other links', async () => {
  const newsroom = await openNewsroom({ idempotent: true, answer: () => ({ result: 'uncertain', reason: 'no answer' }) })
  await newsroom.subscribeMany(2)
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle(2)
  expect(await newsroom.stub.renewKey()).toEqual({ ok: false, reason: 'sending' })
})
