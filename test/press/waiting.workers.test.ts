import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/press/calls.ts'
import { EDITOR, newsroom, REPORTER, story } from './newsroom.ts'

const at = (clock: string) => `2026-11-24T${clock}:00Z`
const first = story('one')
const second = story('one', { headline: 'Second' })
const headline = (kv: { json: (key: string) => { headline?: string } | null }) => kv.json('en:article:one')?.headline

describe('what nobody published does not come out', () => {
  test('because an embargo is taken off: it is a draft again, and publishing it stays somebody’s order', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: REPORTER })
      await press.embargo('one', at('13:00'), EDITOR)
      const lifted = await press.liftEmbargo('one', EDITOR)
      expect(lifted).toMatchObject({ ok: true, stale: [], entry: { state: 'draft', revision: 1 } })
      expect(lifted.ok && lifted.entry.until).toBeUndefined()
      await pass(7200)
      expect(kv.values.has('en:article:one')).toBe(false)
      expect(await press.publish('one', EDITOR)).toMatchObject({ entry: { state: 'published' } })
    }))

  test('because an agency sends its item again without the embargo', () =>
    newsroom(async ({ press, kv, settle }) => {
      const item = (version: number, embargoedUntil: string) =>
        press.file({ article: story('one', { headline: `v${version}` }), actor: EDITOR, agency: { uri: 'urn:1', version }, embargoedUntil })
      await item(1, at('15:00'))
      await press.embargo('one', at('16:00'), EDITOR)
      expect(await item(2, at('11:00'))).toMatchObject({ entry: { state: 'draft', revision: 2 } })
      await settle()
      expect(kv.values.has('en:article:one')).toBe(false)
    }))

  test('because a colleague mends a scheduled story, or brings an old revision of it back, with the date it was written', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR })
      await press.publish('one', EDITOR, { at: at('15:00') })
      expect(await press.file({ article: second, actor: EDITOR })).toMatchObject({ entry: { state: 'scheduled', until: at('15:00'), ready: 3 } })
      expect(await press.restore('one', 1, EDITOR)).toMatchObject({ entry: { state: 'scheduled', until: at('15:00'), ready: 4 } })
      await pass(2 * 3600)
      expect(kv.values.has('en:article:one')).toBe(false)
      await pass(3600)
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one', publishedAt: at('15:00') })
    }))

  test('after it was removed the schedule, whatever had put it there', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR })
      await press.publish('one', EDITOR, { at: at('13:00') })
      await press.withdraw('one', EDITOR, { at: at('14:00') })
      expect(await press.liftEmbargo('one', EDITOR)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('/schedule') })
      expect(await press.unschedule('one', EDITOR)).toMatchObject({ ok: true, entry: { state: 'draft' } })
      expect(await press.unschedule('one', EDITOR)).toMatchObject({ reason: 'wrong-state', state: 'draft' })
      expect(await press.unschedule('one', REPORTER)).toMatchObject({ reason: 'not-allowed' })
      await pass(3 * 3600)
      expect(kv.values.has('en:article:one')).toBe(false)
      expect((await press.audit()).items[0]).toMatchObject({ what: 'unschedule', by: 'Edith', detail: expect.stringContaining(at('13:00')) })
      expect(await press.publish('one', EDITOR)).toMatchObject({ entry: { state: 'published', publishedAt: at('15:00') } })
    }))

  test('because its embargo was made longer by who may not publish it', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now', embargoedUntil: at('13:00') })
      await press.file({ article: second, actor: REPORTER, embargoedUntil: at('14:00') })
      await pass(3600)
      expect(kv.values.has('en:article:one')).toBe(false)
      await pass(3600)
      expect(headline(kv)).toBe('Story one')
    }))
})

describe('what readers have stays while its next version waits', () => {
  test.each([
    ['dated ahead', { article: { ...second, publishedAt: at('13:00') }, actor: EDITOR }, at('13:00')],
    ['under an agency’s embargo', { article: second, actor: EDITOR, embargoedUntil: at('13:00') }, first.publishedAt],
  ])('%s', (_, filing, publishedAt) =>
    newsroom(async ({ press, search, kv, pass, settle }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await settle()
      expect(await press.file(filing)).toMatchObject({ changed: true, stale: [], entry: { state: 'published', live: 1, ready: 2, until: at('13:00') } })
      await settle()
      expect(headline(kv)).toBe('Story one')
      expect((await search.find({ q: 'Story' })).total).toBe(1)
      await pass(3600)
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Second', publishedAt })
      expect(kv.json('en:listing:latest').cards).toMatchObject([{ headline: 'Second' }])
    }),
  )

  test('for the moment it is ordered for, or held back until, and keeps the day the story came out', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: second, actor: REPORTER })
      expect(await press.publish('one', EDITOR, { at: at('13:00') })).toMatchObject({ stale: [], entry: { live: 1, ready: 2, until: at('13:00') } })
      expect(await press.embargo('one', at('14:00'), EDITOR)).toMatchObject({ stale: [], entry: { live: 1, ready: 2, until: at('14:00') } })
      await pass(3600)
      expect(headline(kv)).toBe('Story one')
      await pass(3600)
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Second', publishedAt: first.publishedAt })
      const read = await press.read('one')
      expect(read.ok && read.entry).toMatchObject({ state: 'published', live: 2 })
      expect(read.ok && read.entry.ready).toBeUndefined()
    }))

  test('is corrected at once, and the next version with it, which goes on waiting', () =>
    newsroom(async ({ press, kv, pass, settle }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: second, actor: EDITOR, embargoedUntil: at('13:00') })
      await press.file({ article: story('one', { headline: 'Third' }), actor: REPORTER })
      expect(await press.correct('one', 'It was a Tuesday.', EDITOR)).toMatchObject({ entry: { live: 4, ready: 5, revision: 6, until: at('13:00') } })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one', corrections: [{ text: 'It was a Tuesday.' }] })
      expect(await press.revisions('one')).toMatchObject({ revisions: [{ by: 'Rex' }, { by: 'Edith' }, { live: true }, {}, {}, {}] })
      await pass(3600)
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Second', corrections: [{ text: 'It was a Tuesday.' }] })
    }))

  test('until another takes the place of what waits; taken off the schedule, it stays out alone', () =>
    newsroom(async ({ press, kv, pass, settle }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: second, actor: EDITOR, publish: 'no' })
      await press.publish('one', EDITOR, { at: at('13:00') })
      expect(await press.file({ article: story('one', { headline: 'Third' }), actor: EDITOR })).toMatchObject({ stale: [], entry: { live: 1, ready: 3 } })
      expect((await press.audit()).items[0]).toMatchObject({ detail: 'replacing revision 2, which was waiting' })
      const off = await press.unschedule('one', EDITOR)
      expect(off).toMatchObject({ stale: [], entry: { state: 'published', live: 1, revision: 3 } })
      expect(off.ok && [off.entry.until, off.entry.ready]).toEqual([undefined, undefined])
      await pass(7200)
      expect(headline(kv)).toBe('Story one')
      await press.publish('one', EDITOR)
      await settle()
      expect(headline(kv)).toBe('Third')
    }))

  test('and is taken down by a withdrawal together with what waits', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: { ...second, publishedAt: at('13:00') }, actor: EDITOR })
      expect(await press.withdraw('one', EDITOR)).toMatchObject({ entry: { state: 'withdrawn' } })
      await pass(7200)
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
    }))

  test('unless it is held back itself: an embargo on the newest, set or filed with it again, takes it down until then', () =>
    newsroom(async ({ press, kv, pass, settle }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      const again = await press.file({ article: first, actor: EDITOR, embargoedUntil: at('13:00') })
      expect(again).toMatchObject({ changed: true, entry: { state: 'scheduled', revision: 1, until: at('13:00') } })
      expect(again.ok && again.stale).toContain('/world/one')
      await settle()
      expect(kv.values.has('en:article:one')).toBe(false)
      await pass(3600)
      expect(kv.json('en:article:one')).toMatchObject({ publishedAt: first.publishedAt })
    }))

  test('and so does the same copy filed under an embargo after a colleague’s revision that is not out', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: second, actor: REPORTER })
      expect(await press.file({ article: first, actor: EDITOR, embargoedUntil: at('13:00') })).toMatchObject({ entry: { state: 'scheduled', ready: 3 } })
      await settle()
      expect(kv.values.has('en:article:one')).toBe(false)
    }))

  test('a withdrawn story that was to come again and is taken off the schedule is gone, as it was', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.withdraw('one', EDITOR)
      await settle()
      const gone = kv.json('en:article:one')
      await press.publish('one', EDITOR, { at: at('15:00') })
      await settle()
      expect(kv.values.has('en:article:one')).toBe(false)
      expect(await press.unschedule('one', EDITOR)).toMatchObject({ entry: { state: 'withdrawn' } })
      await settle()
      expect(kv.json('en:article:one')).toEqual(gone)
    }))
})

describe('what was withdrawn', () => {
  test('does not come back because its folder is filed once more, as after an interruption; publishing it is an order', () =>
    newsroom(async ({ press, kv, settle }) => {
      const again = { article: first, actor: EDITOR, publish: 'now' } as const
      await press.file(again)
      await press.withdraw('one', EDITOR)
      await settle()
      expect(await press.file(again)).toMatchObject({ reason: 'wrong-state', state: 'withdrawn', message: expect.stringContaining('newsdesk publish one') })
      expect(await press.file({ ...again, undated: true })).toMatchObject({ reason: 'wrong-state' })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
      expect(await press.publish('one', EDITOR)).toMatchObject({ entry: { state: 'published' } })
    }))
})

describe('what was to be taken down later', () => {
  test('stays up once that is called off, and nothing else changes', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: second, actor: EDITOR, publish: 'no' })
      await press.publish('one', EDITOR, { at: at('13:00') })
      await press.withdraw('one', EDITOR, { at: at('14:00') })
      expect(await press.liftWithdrawal('one', REPORTER)).toMatchObject({ reason: 'not-allowed' })
      const { entry } = (await press.liftWithdrawal('one', EDITOR)) as Extract<Outcome, { ok: true }>
      expect(entry).toMatchObject({ state: 'published', live: 1, ready: 2, until: at('13:00') })
      expect(entry.withdrawAt).toBeUndefined()
      expect(await press.liftWithdrawal('one', EDITOR)).toMatchObject({ reason: 'wrong-state' })
      await pass(3 * 3600)
      expect(headline(kv)).toBe('Second')
    }))

  test('is not left up by taking what waits off the schedule, and whoever looks for that order is told which', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: first, actor: EDITOR, publish: 'now' })
      await press.file({ article: second, actor: EDITOR, publish: 'no' })
      await press.publish('one', EDITOR, { at: at('13:00') })
      await press.withdraw('one', EDITOR, { at: at('14:00') })
      expect(await press.unschedule('one', EDITOR)).toMatchObject({ entry: { live: 1, withdrawAt: at('14:00') } })
      expect(await press.unschedule('one', EDITOR)).toMatchObject({ message: expect.stringContaining('DELETE /api/articles/one/withdrawal') })
      await pass(3 * 3600)
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
    }))

  test('is told of while the story still waits to come out', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one', { publishedAt: at('13:00') }), actor: EDITOR, publish: 'now' })
      expect(await press.withdraw('one', EDITOR, { at: at('12:30') })).toMatchObject({ entry: { state: 'scheduled', withdrawAt: at('12:30') } })
    }))
})
