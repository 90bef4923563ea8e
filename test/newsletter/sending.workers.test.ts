import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Delivery, Message } from '../../src/newsletter/delivery/mailer.ts'
import { moveClock } from './a-list.ts'
import { type Newsroom, openNewsroom } from './an-issue.ts'

afterEach(() => vi.useRealTimers())
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

async function sent(newsroom: Newsroom) {
  const issue = await newsroom.draft()
  await newsroom.stub.sendIssue('daily', issue)
  await newsroom.settle()
  return newsroom.read(issue)
}
const placesIn = (query: string) => Math.max((query.match(/\?(?!\d)/g) ?? []).length, ...[...query.matchAll(/\?(\d)/g)].map(([, place]) => Number(place)))
const everybody = (readers: number) => Array.from({ length: readers }, (_, at) => `reader-${at}@example.org`).sort()

describe('a morning letter', () => {
  test('goes to everybody on the list once, in batches of a hundred, and says how it went', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(250)
    const issue = await sent(newsroom)
    expect(issue).toMatchObject({ state: 'sent', progress: { recipients: 250, sent: 250, remaining: 0, uncertain: 0 }, batches: [], subject: 'The morning' })
    expect(newsroom.recipients()).toEqual(everybody(250))
    expect(newsroom.keys).toHaveLength(3)
  })

  test('bears each reader’s own way out and no address in its links', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(2)
    await sent(newsroom)
    const [one, other] = newsroom.letters as [Message, Message]
    expect(one.headers['List-Unsubscribe']).toMatch(/^<https:\/\/news\.example\/newsletters\/unsubscribe\?t=[\w-]+>$/)
    expect(one.headers['List-Unsubscribe']).not.toBe(other.headers['List-Unsubscribe'])
    expect(one.html).not.toContain('.invalid')
    expect(one.text).not.toContain('.invalid')
    expect(JSON.stringify({ ...one, to: '' })).not.toContain('reader-0')
    const token = /unsubscribe\?t=([\w-]+)/.exec(one.text)?.[1] ?? ''
    expect(await newsroom.stub.unsubscribe(token)).toMatchObject({ ok: true, list: 'daily' })
  })

  test('begins once, however often the button is pressed', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(3)
    const issue = await newsroom.draft()
    const answers = await Promise.all([1, 2, 3].map(() => newsroom.stub.sendIssue('daily', issue)))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    await newsroom.settle()
    expect(await newsroom.stub.sendIssue('daily', issue)).toMatchObject({ ok: true, issue: { state: 'sent' } })
    await newsroom.settle()
    expect(newsroom.letters).toHaveLength(3)
  })

  test('costs two rows a batch, however many readers are in it', async () => {
    const cost = async (readers: number) => {
      const newsroom = await openNewsroom()
      await newsroom.subscribeMany(readers)
      const issue = await newsroom.draft()
      await newsroom.stub.sendIssue('daily', issue)
      return newsroom.inside(async (core, state) => {
        let written = 0
        const { sql } = state.storage
        core.db.sql = {
          exec(query: string, ...bound: SqlStorageValue[]) {
            const cursor = sql.exec(query, ...bound)
            const found = cursor.toArray()
            written += cursor.rowsWritten
            return { toArray: () => found, one: () => found[0] }
          },
        } as unknown as SqlStorage
        await core.alarm()
        core.db.sql = sql
        return written
      })
    }
    const [one, eleven] = [await cost(100), await cost(1100)]
    expect(eleven - one).toBe(20)
  })

  test('walks no table to find the next readers, nor to find what is due or shown', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(1)
    const issue = await newsroom.draft()
    const scans = await newsroom.inside(async (core, state) => {
      const queries = new Set<string>()
      const { sql } = state.storage
      core.db.sql = {
        exec(query: string, ...bound: SqlStorageValue[]) {
          queries.add(query)
          return sql.exec(query, ...bound)
        },
      } as unknown as SqlStorage
      await core.issues.sendIssue('daily', issue)
      core.issues.context.limits.perDay = 5
      await core.alarm()
      await core.issues.readIssue('daily', issue)
      await core.issues.latestIssues()
      await core.issues.issuesOf('daily', 1)
      core.db.sql = sql
      const asked = [...queries].filter((query) => /readers|subscriptions|issues|batches/.test(query) && /^\s*(?:SELECT|UPDATE|DELETE)/.test(query))
      expect(asked.length).toBeGreaterThan(9)
      return asked.flatMap((query) =>
        sql
          .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...Array.from({ length: placesIn(query) }, () => 1))
          .toArray()
          .map(({ detail }) => detail)
          .filter((detail) => /^SCAN (?![lu]$|j VIRTUAL|issues USING (?:COVERING )?INDEX issues_active)/.test(detail))
          .map((detail) => `${detail}: ${query}`),
      )
    })
    expect(scans).toEqual([])
  })
})

describe('readers who change their mind while it goes out', () => {
  test('get nothing more when they left, were erased, complained or paused after it was frozen; nobody who came later gets it', async () => {
    const newsroom = await openNewsroom({ maxBatch: 10 })
    await newsroom.subscribeMany(30)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    const of = (number: number) => `reader-${number}@example.org`
    await newsroom.stub.forget(of(11))
    await newsroom.stub.report([
      { kind: 'complaint', address: of(12), at: '2026-11-26T07:00:00Z', id: 'c' },
      { kind: 'unsubscribe', address: of(13), at: '2026-11-26T07:00:00Z', id: 'u' },
    ])
    await newsroom.inside(({ db }) => db.sql.exec('UPDATE readers SET paused_until = ? WHERE email = ?', Date.now() + DAY, of(14)))
    moveClock(2000)
    await newsroom.subscribeMany(3, { name: 'late' })
    await newsroom.settle()
    expect(newsroom.recipients()).toEqual(everybody(30).filter((address) => ![11, 12, 13, 14].map(of).includes(address)))
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { recipients: 30, sent: 26, skipped: 4, remaining: 0 } })
  })
})

describe('an editor’s orders', () => {
  test('hold at once, go on where it stood, and end it for good', async () => {
    const newsroom = await openNewsroom({ maxBatch: 10 })
    await newsroom.subscribeMany(40)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    const core = await newsroom.inside((core) => core)
    newsroom.mailer.send = pausingAfter(newsroom, 1, () => core.issues.pauseIssue('daily', issue))
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'paused', why: 'editor', progress: { sent: 10, remaining: 30 } })
    expect(await newsroom.stub.resumeIssue('daily', issue)).toMatchObject({ ok: true })
    newsroom.mailer.send = pausingAfter(newsroom, 2, () => core.issues.stopIssue('daily', issue))
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'stopped', why: 'editor', progress: { sent: 30, remaining: 10 } })
    expect(await newsroom.stub.resumeIssue('daily', issue)).toEqual({ ok: false, reason: 'wrong-state', state: 'stopped' })
    expect(new Set(newsroom.recipients()).size).toBe(30)
    // The readers who got it have its link.
    expect(await newsroom.stub.issuePage('daily', issue)).toMatchObject({ slug: issue, isStopped: true })
    expect(await newsroom.stub.issuesOf('daily', 1)).toEqual({ items: [], total: 0 })
  })

  test('end it before anybody got it: it has no page', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(2)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.stub.stopIssue('daily', issue)
    await newsroom.settle()
    expect(await newsroom.stub.issuePage('daily', issue)).toBeNull()
  })

  test('name issues and newsletters that there are', async () => {
    const { stub } = await openNewsroom()
    for (const answer of [
      stub.sendIssue('daily', 'nothing'),
      stub.pauseIssue('x', 'y'),
      stub.settleUncertain('daily', 'z', 1, 'skip'),
      stub.readIssue('a', 'b'),
    ])
      expect(await answer).toEqual({ ok: false, reason: 'unknown-issue' })
    expect(await stub.createIssue({ kind: 'digest', list: 'gone' }, 'ed')).toMatchObject({ ok: false, reason: 'not-composed', why: 'unknown-list' })
  })

  test('send a test to one address that counts nowhere', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(2)
    const issue = await newsroom.draft()
    expect(await newsroom.stub.testSend('daily', issue, 'ed@news.example')).toMatchObject({ ok: true, issue: { state: 'draft' } })
    expect(newsroom.letters).toMatchObject([{ to: { address: 'ed@news.example' }, subject: '[Test] The morning' }])
    expect(await newsroom.stub.testSend('daily', issue, 'no address')).toEqual({ ok: false, reason: 'no-address' })
  })

  test('send a test whose links take nobody off a list, and are known as a test’s', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(2)
    const issue = await newsroom.draft()
    await newsroom.stub.testSend('daily', issue, 'reader-0@example.org')
    const [leave = '', settings = ''] = [...(newsroom.letters[0]?.text ?? '').matchAll(/\?t=([\w-]+)/g)].map(([, token]) => token)
    const test = { ok: false, reason: 'test' }
    expect(await newsroom.stub.unsubscription(leave)).toEqual(test)
    expect(await newsroom.stub.unsubscribe(leave)).toEqual(test)
    expect(await newsroom.stub.settings(settings)).toEqual(test)
    expect(await newsroom.stub.change(settings, { change: 'erase' })).toEqual(test)
    expect(await newsroom.statesOf('reader-0@example.org')).toEqual({ daily: 'confirmed' })
  })

  test('are refused where letters would not say who sends them', async () => {
    const newsroom = await openNewsroom()
    const issue = await newsroom.draft()
    const { newsletter } = newsroom.site.value
    newsroom.site.value = { ...newsroom.site.value, newsletter: newsletter && { ...newsletter, publisher: undefined } } as typeof newsroom.site.value
    expect(await newsroom.stub.sendIssue('daily', issue)).toEqual({ ok: false, reason: 'no-publisher' })
  })
})

function pausingAfter(newsroom: Newsroom, batches: number, order: () => Promise<unknown>) {
  let left = batches
  return async (messages: readonly Message[]): Promise<readonly Delivery[]> => {
    newsroom.letters.push(...messages)
    if (--left === 0) await order()
    return messages.map(() => ({ result: 'sent' }))
  }
}

describe('what happens in the middle of a send', () => {
  test('an article that is withdrawn holds the digest, which goes on without it', async () => {
    const newsroom = await openNewsroom({ maxBatch: 10 })
    await newsroom.subscribeMany(20)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    newsroom.mailer.send = pausingAfter(newsroom, 1, async () => newsroom.press.withdrawn.push('two'))
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'paused', why: 'article-withdrawn', articles: ['two'], progress: { sent: 10 } })
    expect(await newsroom.stub.resumeIssue('daily', issue)).toMatchObject({ ok: true, issue: { articles: ['one'] } })
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', hash: 'one', progress: { sent: 20 } })
    expect(newsroom.recipients()).toEqual(everybody(20))
  })

  test('a breaking letter whose article is withdrawn ends', async () => {
    const newsroom = await openNewsroom({ maxBatch: 10 })
    await newsroom.subscribeMany(20)
    const issue = await newsroom.draft({ kind: 'breaking', articles: ['one'] })
    await newsroom.stub.sendIssue('daily', issue)
    newsroom.mailer.send = pausingAfter(newsroom, 1, async () => newsroom.press.withdrawn.push('one'))
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'stopped', why: 'article-withdrawn', progress: { sent: 10, remaining: 10 } })
    expect(newsroom.letters).toHaveLength(10)
  })

  test('a newsletter that the site has no more stands still; a site that is renamed changes no letter', async () => {
    const newsroom = await openNewsroom({ maxBatch: 10 })
    await newsroom.subscribeMany(20)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    const before = newsroom.site.value
    newsroom.mailer.send = pausingAfter(newsroom, 1, async () => {
      newsroom.site.value = {
        ...before,
        url: 'https://renamed.example',
        newsletter: before.newsletter && { ...before.newsletter, lists: before.newsletter.lists.slice(1) },
      }
    })
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'paused', why: 'list-removed' })
    newsroom.site.value = { ...before, name: 'Renamed', url: 'https://renamed.example' }
    await newsroom.stub.resumeIssue('daily', issue)
    await newsroom.settle()
    expect(newsroom.recipients()).toEqual(everybody(20))
    expect(new Set(newsroom.letters.map(({ headers }) => headers['List-Archive']))).toEqual(new Set(['<https://news.example/newsletters/daily>']))
  })

  test('a press that is away is asked again in a minute, and nothing goes out meanwhile', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(5)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    newsroom.press.isAway = true
    await newsroom.settle()
    expect(newsroom.letters).toHaveLength(0)
    newsroom.press.isAway = false
    moveClock(MINUTE + 1000)
    await newsroom.settle()
    expect(newsroom.letters).toHaveLength(5)
    expect(newsroom.press.asked).toBeLessThan(6)
  })
})

describe('how fast it goes', () => {
  test('no more letters a day than are allowed, and the others on the next day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T10:00:00Z') })
    const newsroom = await openNewsroom({ limits: { perDay: 25 }, maxBatch: 10 })
    await newsroom.subscribeMany(40)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sending', waits: { for: 'daily-cap', until: '2026-11-27T00:00:00Z' }, progress: { sent: 25 } })
    moveClock(12 * HOUR)
    await newsroom.settle()
    expect(newsroom.letters).toHaveLength(25)
    moveClock(3 * HOUR)
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: 40 } })
    expect(newsroom.recipients()).toEqual(everybody(40))
  })

  test('so many a second and no more', async () => {
    const newsroom = await openNewsroom({ limits: { perSecond: 10 } })
    await newsroom.subscribeMany(25)
    const begun = Date.now()
    await sent(newsroom)
    expect(newsroom.keys).toHaveLength(3)
    expect(Date.now() - begun).toBeGreaterThan(1900)
  })
})

describe('a way of delivery that says', () => {
  test('“not now” of one host waits longer each time, with that host alone', async () => {
    let isPatient = false
    const newsroom = await openNewsroom({
      answer: ({ to }) => (to.address.endsWith('slow.example') && !isPatient ? { result: 'deferred', reason: '4.7.1 later' } : { result: 'sent' }),
    })
    await newsroom.subscribeMany(120)
    await newsroom.subscribeMany(60, { host: 'slow.example' })
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.settle()
    const waiting = await newsroom.read(issue)
    expect(waiting).toMatchObject({ state: 'sending', waits: { for: 'delivery' }, progress: { sent: 120, deferred: 60, remaining: 0 } })
    expect(waiting.batches).toMatchObject([{ state: 'deferred', host: 'slow.example', letters: 60, attempts: 1, reason: '4.7.1 later' }])
    moveClock(MINUTE + 1000)
    await newsroom.settle()
    const [again] = (await newsroom.read(issue)).batches
    expect(again).toMatchObject({ attempts: 2 })
    expect(Date.parse(again?.dueAt ?? '') - Date.now()).toBeGreaterThan(MINUTE)
    isPatient = true
    moveClock(2 * MINUTE + 1000)
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: 180, deferred: 0 }, batches: [] })
    expect(new Set(newsroom.keys).size).toBe(newsroom.keys.length)
  })

  test('“not now” to everything is left in peace, and at last shown to an editor; no reader loses the letter by it', async () => {
    let isOpen = false
    const newsroom = await openNewsroom({ answer: () => (isOpen ? { result: 'sent' } : { result: 'deferred', reason: 'Wrong key.', retryAfterSeconds: 600 }) })
    await newsroom.subscribeMany(150)
    await newsroom.subscribeMany(50, { host: 'other.example' })
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.settle()
    expect(newsroom.keys.length).toBeLessThan(4)
    for (let hour = 0; hour < 14; hour++) {
      moveClock(HOUR)
      await newsroom.settle(5)
    }
    expect(await newsroom.read(issue)).toMatchObject({ state: 'paused', why: 'not-taken', said: 'Wrong key.' })
    isOpen = true
    await newsroom.stub.resumeIssue('daily', issue)
    await newsroom.settle()
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: 200, failed: 0, deferred: 0 } })
    expect(new Set(newsroom.recipients()).size).toBe(200)
  })

  test('“not now” to one reader for good: the issue is done without them, and that counts as a bounce', async () => {
    const newsroom = await openNewsroom({
      answer: ({ to }) => (to.address === 'reader-3@dead.example' ? { result: 'deferred', reason: '4.4.1' } : { result: 'sent' }),
    })
    await newsroom.subscribeMany(20)
    await newsroom.subscribeMany(4, { host: 'dead.example' })
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    for (let hour = 0; hour < 10; hour++) {
      await newsroom.settle(3)
      moveClock(HOUR)
    }
    expect(await newsroom.read(issue)).toMatchObject({
      state: 'sent',
      progress: { recipients: 24, sent: 23, failed: 1, deferred: 0, remaining: 0 },
      batches: [],
    })
    expect(await newsroom.inside(({ db }) => db.sql.exec('SELECT email FROM readers WHERE soft_bounces = 1').toArray())).toEqual([
      { email: 'reader-3@dead.example' },
    ])
  })

  test('“not now” to a crowd of one host, also after others had the letter: nobody loses it', async () => {
    let isOpen = true
    const newsroom = await openNewsroom({
      maxBatch: 10,
      answer: () => (isOpen ? { result: 'sent' } : { result: 'deferred', reason: 'Quota.', retryAfterSeconds: 3600 }),
    })
    await newsroom.subscribeMany(30)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    const { send } = newsroom.mailer
    newsroom.mailer.send = async (messages, key) => {
      const deliveries = await send(messages, key)
      isOpen = false
      return deliveries
    }
    for (let hour = 0; hour < 12; hour++) {
      await newsroom.settle(5)
      moveClock(HOUR + 1000)
    }
    expect(await newsroom.read(issue)).toMatchObject({ state: 'paused', why: 'not-taken', progress: { sent: 10, deferred: 20, failed: 0 } })
    newsroom.mailer.send = send
    isOpen = true
    await newsroom.stub.resumeIssue('daily', issue)
    await newsroom.settle()
    expect(newsroom.recipients()).toEqual(everybody(30))
  })

  test('“never” to every reader is held for an editor, for the letter is at fault', async () => {
    let isMended = false
    const newsroom = await openNewsroom({ answer: () => (isMended ? { result: 'sent' } : { result: 'rejected', reason: 'Spam.' }) })
    await newsroom.subscribeMany(120)
    const issue = await sent(newsroom)
    expect(issue).toMatchObject({ state: 'paused', why: 'all-rejected', said: 'Spam.', progress: { sent: 0, rejected: 0 } })
    isMended = true
    await newsroom.stub.resumeIssue('daily', issue.issue)
    await newsroom.settle()
    expect(newsroom.recipients()).toEqual(everybody(120))
  })

  test('“never” to one reader five times in a row: they are written to no more', async () => {
    const newsroom = await openNewsroom({
      answer: ({ to }) => (to.address === 'reader-3@example.org' ? { result: 'rejected', reason: '550' } : { result: 'sent' }),
    })
    await newsroom.subscribeMany(6)
    for (let day = 0; day < 5; day++) {
      newsroom.press.articles = [`story-${day}`]
      expect(await sent(newsroom)).toMatchObject({ progress: { sent: 5, rejected: 1 } })
      moveClock(DAY)
    }
    newsroom.press.articles = ['last']
    expect(await sent(newsroom)).toMatchObject({ progress: { recipients: 5, sent: 5, rejected: 0 } })
    expect((await newsroom.stub.counts()).suppressed.bounce).toBe(1)
  })

  test('nothing of a letter, by a way that may send twice: an editor decides, and nobody else', async () => {
    let isClear = false
    const newsroom = await openNewsroom({
      answer: ({ to }) => (to.address === 'reader-3@example.org' && !isClear ? { result: 'uncertain', reason: 'No answer.' } : { result: 'sent' }),
    })
    await newsroom.subscribeMany(10)
    const issue = await sent(newsroom)
    expect(issue).toMatchObject({ state: 'sent', progress: { sent: 9, uncertain: 1 }, batches: [{ state: 'uncertain', letters: 1, reason: 'No answer.' }] })
    moveClock(DAY)
    await newsroom.settle()
    expect(newsroom.letters).toHaveLength(9)
    isClear = true
    const batch = issue.batches[0]?.batch ?? 0
    expect(await newsroom.stub.settleUncertain('daily', issue.issue, batch, 'resend')).toMatchObject({ ok: true, issue: { state: 'sending' } })
    await newsroom.settle()
    expect(await newsroom.read(issue.issue)).toMatchObject({ state: 'sent', progress: { sent: 10, uncertain: 0 }, batches: [] })
    expect(await newsroom.stub.settleUncertain('daily', issue.issue, batch, 'skip')).toEqual({ ok: false, reason: 'unknown-batch' })
  })

  test('nothing of a letter, by a way that sends nothing twice: the same batch goes again under its key', async () => {
    let isClear = false
    const newsroom = await openNewsroom({
      idempotent: true,
      answer: ({ to }) => (to.address === 'reader-3@example.org' && !isClear ? { result: 'uncertain', reason: 'No answer.' } : { result: 'sent' }),
    })
    await newsroom.subscribeMany(10)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    await newsroom.settle()
    isClear = true
    moveClock(2 * MINUTE)
    await newsroom.settle()
    expect(newsroom.keys).toEqual([newsroom.keys[0], newsroom.keys[0]])
    expect(await newsroom.read(issue)).toMatchObject({ state: 'sent', progress: { sent: 10, uncertain: 0 } })
    expect(newsroom.recipients()).toEqual(everybody(10))
  })
})
