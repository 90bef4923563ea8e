import { afterEach, describe, expect, test, vi } from 'vitest'
import type { NewsletterList } from '../../src/copy/shapes/site.ts'
import type { IssueCalls } from '../../src/newsletter/calls.ts'
import { moveClock } from './a-list.ts'
import { openNewsroom } from './an-issue.ts'

afterEach(() => vi.useRealTimers())
const HOUR = 3_600_000
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** A newsroom in Singapore with a letter each morning at seven, opened on a Thursday at noon. */
async function mornings() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T04:00:00Z') })
  const newsroom = await openNewsroom()
  const { newsletter } = newsroom.site.value
  const daily = { slug: 'daily', name: 'The Daily', kind: 'digest', schedule: { days: [...DAYS], at: '07:00' } } as NewsletterList
  newsroom.site.value = { ...newsroom.site.value, timeZone: 'Asia/Singapore', newsletter: newsletter && { ...newsletter, lists: [daily] } }
  await newsroom.subscribeMany(3)
  await newsroom.stub.keepSchedules()
  const issues = async () => (await newsroom.stub.listIssues('daily')).items
  return { ...newsroom, issues }
}

describe('a digest by schedule', () => {
  test('goes out at its hour and not before, by the alarm alone', async () => {
    const { issues, letters, settle } = await mornings()
    await settle(3)
    expect(await issues()).toEqual([])
    moveClock(18 * HOUR)
    await settle(3)
    expect(letters).toEqual([])
    moveClock(HOUR + 1000)
    await settle(3)
    expect(letters).toHaveLength(3)
    expect(await issues()).toMatchObject([{ issue: '2026-11-27', state: 'sent', createdBy: 'schedule' }])
  })

  test('holds nothing that the list was sent before; where nothing is new, nothing goes out', async () => {
    const { issues, letters, settle, press, composed } = await mornings()
    moveClock(20 * HOUR)
    await settle(3)
    moveClock(24 * HOUR)
    await settle(3)
    expect(letters).toHaveLength(3)
    expect(composed.at(-1)?.options).toMatchObject({ since: Date.parse('2026-11-27T00:00:00Z') })
    press.articles = ['three', 'one']
    moveClock(24 * HOUR)
    await settle(3)
    expect((await issues()).map(({ issue, articles }) => [issue, articles])).toEqual([
      ['2026-11-29', ['three']],
      ['2026-11-27', ['one', 'two']],
    ])
  })

  test('that was missed for days is made up once', async () => {
    const { issues, letters, settle, stub } = await mornings()
    moveClock(4 * 24 * HOUR)
    await Promise.all([stub.keepSchedules(), stub.keepSchedules(), stub.keepSchedules()])
    await settle(3)
    expect(letters).toHaveLength(3)
    expect(await issues()).toMatchObject([{ issue: '2026-11-30', state: 'sent' }])
  })

  test('is made up after the object began anew, and after the press was away', async () => {
    const { issues, settle, stub, restart, context } = await mornings()
    await restart()
    moveClock(20 * HOUR)
    const { compose } = context
    context.compose = () => Promise.reject(new Error('The press is away.'))
    await stub.keepSchedules()
    context.compose = compose
    await settle(3)
    expect(await issues()).toEqual([])
    moveClock(61_000)
    await settle(3)
    expect(await issues()).toMatchObject([{ state: 'sent' }])
  })

  test('goes out by the alarm of an object that was woken by nothing else', async () => {
    const { issues, settle, restart } = await mornings()
    await restart()
    moveClock(19 * HOUR + 1000)
    await settle(3)
    expect(await issues()).toMatchObject([{ issue: '2026-11-27', state: 'sent', createdBy: 'schedule' }])
  })

  test('of a schedule that was moved, or taken away and set again, has missed nothing', async () => {
    const { issues, site, settle, stub } = await mornings()
    const setSchedule = async (at: string | undefined) => {
      const { newsletter } = site.value
      const daily = { slug: 'daily', name: 'The Daily', kind: 'digest', ...(at && { schedule: { days: [...DAYS], at } }) } as NewsletterList
      site.value = { ...site.value, newsletter: newsletter && { ...newsletter, lists: [daily] } }
      await stub.keepSchedules()
      await settle(2)
    }
    await setSchedule('11:30')
    expect(await issues()).toEqual([])
    await setSchedule(undefined)
    moveClock(48 * HOUR)
    await settle(2)
    await setSchedule('11:30')
    expect(await issues()).toEqual([])
    moveClock(24 * HOUR)
    await settle(3)
    expect(await issues()).toMatchObject([{ issue: '2026-11-29' }])
  })

  test('at an hour that clocks skip or show twice goes out once that day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-10-24T12:00:00Z') })
    const newsroom = await openNewsroom()
    const { newsletter } = newsroom.site.value
    const night = { slug: 'daily', name: 'Night', kind: 'digest', schedule: { days: [...DAYS], at: '02:30' } } as NewsletterList
    newsroom.site.value = { ...newsroom.site.value, timeZone: 'Europe/Berlin', newsletter: newsletter && { ...newsletter, lists: [night] } }
    await newsroom.subscribeMany(1)
    await newsroom.stub.keepSchedules()
    const sentAt = async (from: string, hours: number) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(from) })
      const before = newsroom.letters.length
      const moments: string[] = []
      for (let half = 0; half < hours * 2; half++) {
        newsroom.press.articles = [`of ${from} ${half}`]
        await newsroom.settle(2)
        if (newsroom.letters.length > before + moments.length) moments.push(new Date().toISOString().slice(11, 16))
        moveClock(HOUR / 2)
      }
      return moments
    }
    expect(await sentAt('2026-10-24T22:00:00Z', 6)).toEqual(['00:30'])
    await sentAt('2027-03-27T12:00:00Z', 1)
    expect(await sentAt('2027-03-27T22:00:00Z', 6)).toEqual(['01:00'])
  })

  test('of a schedule that was just set begins with its next hour', async () => {
    const { issues, site, stub, settle } = await mornings()
    const { newsletter } = site.value
    const evening = { slug: 'evening', name: 'Evening', kind: 'digest', schedule: { days: [...DAYS], at: '09:00' } } as NewsletterList
    site.value = { ...site.value, newsletter: newsletter && { ...newsletter, lists: [evening] } }
    await stub.keepSchedules()
    await settle(2)
    expect((await stub.listIssues('evening')).items).toEqual([])
    expect(await issues()).toEqual([])
  })
})

describe('a digest that is stopped', () => {
  async function stoppedAfter(batches: number) {
    const newsroom = await openNewsroom({ maxBatch: 1 })
    await newsroom.subscribeMany(3)
    const issue = await newsroom.draft()
    await newsroom.stub.sendIssue('daily', issue)
    let stop: Promise<unknown> | undefined
    await newsroom.inside(async (core) => {
      const { mailer } = newsroom
      core.issues.context.mailer = async () => ({
        ...mailer,
        async send(messages, key) {
          if (newsroom.letters.length === batches - 1) stop = core.issues.stopIssue('daily', issue)
          return mailer.send(messages, key)
        },
      })
      if (batches === 0) await core.issues.stopIssue('daily', issue)
      await core.alarm()
      await stop
    })
    expect(newsroom.letters).toHaveLength(batches)
    return newsroom
  }

  test('before anybody got it gives its articles back: the next has them, and what came out since the last', async () => {
    const { draft, composed, read, stub, settle } = await stoppedAfter(0)
    expect(await stub.sentIssues('daily')).toEqual([])
    const issue = await draft()
    expect(await read(issue)).toMatchObject({ articles: ['one', 'two'] })
    expect(composed.at(-1)?.options.since).toBeLessThan(Date.now() - 6 * 24 * HOUR)
    await stub.sendIssue('daily', issue)
    await settle(3)
    expect(await stub.createIssue({ kind: 'digest', list: 'daily' }, 'ed')).toMatchObject({ ok: false, why: 'no-articles' })
  })

  test.each([1, 2])('while its batch number %i is on its way has sent its articles: nobody gets them again, and no preview shows them', async (batches) => {
    const { stub } = await stoppedAfter(batches)
    expect(await stub.sentIssues('daily')).toMatchObject([{ articles: ['one', 'two'], isStopped: true }])
    expect(await stub.createIssue({ kind: 'digest', list: 'daily' }, 'ed')).toMatchObject({ ok: false, why: 'no-articles' })
  })
})

/** Composing takes so long that another digest comes in between. */
function composeSlowly({ context }: Awaited<ReturnType<typeof openNewsroom>>) {
  const { compose } = context
  context.compose = async (source, options) => {
    const composed = await compose(source, options)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return composed
  }
}

describe('two digests of a newsletter that go out in the same moment', () => {
  test('by two editors are one: nobody gets the same articles twice', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(3)
    const drafts = [await newsroom.draft(), await newsroom.draft()]
    composeSlowly(newsroom)
    const orders = await Promise.all(drafts.map((draft) => newsroom.stub.sendIssue('daily', draft)))
    await newsroom.settle(3)
    expect(orders.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(orders.find(({ ok }) => !ok)).toMatchObject({ reason: 'not-composed', why: 'no-articles' })
    expect(newsroom.letters).toHaveLength(3)
  })

  test('by schedule and by an editor are one too, and an editor who pressed twice has sent one', async () => {
    const newsroom = await mornings()
    const draft = await newsroom.draft()
    moveClock(20 * HOUR)
    composeSlowly(newsroom)
    await Promise.all([newsroom.stub.sendIssue('daily', draft), newsroom.stub.keepSchedules(), newsroom.stub.sendIssue('daily', draft)])
    await newsroom.settle(3)
    expect(newsroom.letters).toHaveLength(3)
    expect((await newsroom.issues()).filter(({ state }) => state === 'sent')).toHaveLength(1)
  })

  test('with articles that an editor named again sends them again', async () => {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(3)
    const drafts = [await newsroom.draft(), await newsroom.draft({ articles: ['one'] })]
    composeSlowly(newsroom)
    await Promise.all(drafts.map((draft) => newsroom.stub.sendIssue('daily', draft)))
    await newsroom.settle(3)
    expect(newsroom.letters).toHaveLength(6)
  })
})

describe('an issue for a later hour', () => {
  test('waits for it, and is composed when it goes out', async () => {
    const { stub, draft, read, settle, letters, press } = await mornings()
    const issue = await draft({ articles: ['one', 'two'] })
    expect(await stub.scheduleIssue('daily', issue, '2026-11-26T06:00:00Z')).toMatchObject({
      ok: true,
      issue: { state: 'scheduled', at: '2026-11-26T06:00:00Z' },
    })
    await settle(2)
    expect(letters).toEqual([])
    press.withdrawn.push('two')
    moveClock(2 * HOUR)
    await settle(2)
    expect(await read(issue)).toMatchObject({ state: 'sent', articles: ['one'], progress: { sent: 3 } })
  })

  test('is a draft again when it is paused, and stopped with the reason when nothing is left of it', async () => {
    const { stub, draft, read, settle, letters, press } = await mornings()
    const issue = await draft({ articles: ['one'] })
    await stub.scheduleIssue('daily', issue, '2026-11-26T06:00:00Z')
    expect(await stub.pauseIssue('daily', issue)).toMatchObject({ ok: true, issue: { state: 'draft' } })
    await stub.scheduleIssue('daily', issue, '2026-11-26T06:00:00Z')
    press.withdrawn.push('one')
    moveClock(2 * HOUR)
    await settle(2)
    expect(await read(issue)).toMatchObject({ state: 'stopped', why: 'not-composed', said: 'Nothing is new.' })
    expect(letters).toEqual([])
  })

  /** The alarm composes it while an editor gives an order. */
  async function orderedWhileComposed(give: (issues: IssueCalls, issue: string) => Promise<unknown>, isNews = true) {
    const newsroom = await openNewsroom()
    await newsroom.subscribeMany(3)
    const issue = await newsroom.draft()
    await newsroom.stub.scheduleIssue('daily', issue, new Date(Date.now() + HOUR).toISOString())
    moveClock(HOUR + 1000)
    if (!isNews) newsroom.press.articles = []
    composeSlowly(newsroom)
    await newsroom.inside(async (core) => {
      const alarm = core.issues.alarm()
      expect(await give(core.issues, issue)).toMatchObject({ ok: true })
      await alarm
    })
    await newsroom.settle(3)
    return { newsroom, state: (await newsroom.read(issue)).state }
  }

  test('that an editor pauses in its very minute goes to nobody: they were told that it is a draft', async () => {
    const { newsroom, state } = await orderedWhileComposed((issues, issue) => issues.pauseIssue('daily', issue))
    expect([state, newsroom.letters]).toEqual(['draft', []])
  })

  test.each([true, false])('that an editor puts off in its very minute goes to nobody yet, and waits for its new hour (with news: %s)', async (isNews) => {
    const later = new Date(Date.now() + 5 * HOUR).toISOString()
    const { newsroom, state } = await orderedWhileComposed((issues, issue) => issues.scheduleIssue('daily', issue, later), isNews)
    expect([state, newsroom.letters]).toEqual(['scheduled', []])
  })
})
