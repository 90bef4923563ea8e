import { expect, test } from 'vitest'
import { tagOf } from '../../src/edition/fingerprint.ts'
import { ADMIN, EDITOR, newsroom, SITE, story } from './newsroom.ts'

const UNTIL = '2026-11-24T15:00:00Z'

test('of two who start from the same revision one is told, whatever both order', () =>
  newsroom(async ({ press }) => {
    await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
    const ORDERS = [
      (expect: number[]) => press.correct('one', 'It was a Tuesday.', EDITOR, { expect }),
      (expect: number[]) => press.publish('one', EDITOR, { at: UNTIL, expect }),
      (expect: number[]) => press.file({ article: story('one', { headline: 'Mine' }), actor: EDITOR, expect }),
    ]
    for (const first of ORDERS)
      for (const second of ORDERS) {
        const read = await press.read('one')
        const revision = read.ok ? read.entry.revision : 0
        const [done, told] = await Promise.all([first([revision]), second([revision, 99])])
        if (done.ok && !done.changed) continue
        expect(done.ok).toBe(true)
        expect(told).toMatchObject({ ok: false, reason: 'stale-revision', expected: revision })
      }
    for (const stale of [
      press.embargo('one', UNTIL, EDITOR, { expect: [1] }),
      press.liftEmbargo('one', EDITOR, { expect: [1] }),
      press.unschedule('one', EDITOR, { expect: [1] }),
      press.restore('one', 1, EDITOR, { expect: [1] }),
      press.withdraw('one', EDITOR, { expect: [1] }),
      press.publish('one', EDITOR, { expect: [1] }),
    ])
      expect(await stale).toMatchObject({ reason: 'stale-revision', expected: 1 })
  }))

test('"any" and "none" are looked at when the press acts, not before', () =>
  newsroom(async ({ press }) => {
    const file = (headline: string, expect: 'any' | 'none') => press.file({ article: story('one', { headline }), actor: EDITOR, expect })
    expect(await Promise.all([file('A', 'any'), file('B', 'none'), file('C', 'any'), file('D', 'none')])).toMatchObject([
      { reason: 'unknown-article' },
      { ok: true, created: true },
      { ok: true, created: false },
      { reason: 'already-filed', got: 2 },
    ])
    expect(await press.publish('one', EDITOR, { expect: 'none' })).toMatchObject({ reason: 'already-filed' })
  }))

test('a correction whose answer was lost is published once; what failed may be tried again under its key', () =>
  newsroom(async ({ press }) => {
    const idempotency = { key: 'k', bodyHash: 'h' }
    expect(await press.correct('one', 'It was a Tuesday.', EDITOR, { idempotency })).toMatchObject({ reason: 'unknown-article' })
    await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
    const first = await press.correct('one', 'It was a Tuesday.', EDITOR, { idempotency })
    expect(await press.correct('one', 'It was a Tuesday.', EDITOR, { idempotency })).toEqual(first)
    expect(await press.correct('one', 'A Wednesday.', EDITOR, { idempotency: { key: 'k', bodyHash: 'other' } })).toMatchObject({ reason: 'key-reused' })
    const read = await press.read('one')
    expect(read.ok && read.article.corrections).toMatchObject([{ text: 'It was a Tuesday.' }])
  }))

test('a publication whose answer was lost does not bring back what was withdrawn since', () =>
  newsroom(async ({ press }) => {
    const idempotency = { key: 'k', bodyHash: 'h' }
    await press.file({ article: story('one'), actor: EDITOR })
    await press.publish('one', EDITOR, { idempotency })
    await press.withdraw('one', EDITOR)
    expect(await press.publish('one', EDITOR, { idempotency })).toMatchObject({ ok: true, entry: { state: 'published' } })
    expect(await press.read('one')).toMatchObject({ entry: { state: 'withdrawn' } })
  }))

test('of two who change the front, the site or a booking from the same view of it one is told', () =>
  newsroom(async ({ press }) => {
    await press.setSite(SITE, ADMIN)
    const booking = { id: 'tea', advertiser: 'Tea House', kind: 'house' as const, weight: 1, creatives: [{ id: 'a', href: '/x', headline: 'Tea' }] }
    await press.setCampaign(booking, EDITOR)
    for (const change of [
      () => press.setPins(['one'], EDITOR, [tagOf([])]),
      () => press.setSite({ ...SITE, name: 'Renamed' }, ADMIN, [tagOf(SITE)]),
      () => press.setCampaign({ ...booking, weight: 2 }, EDITOR, [tagOf(booking)]),
    ]) {
      await press.file({ article: story('one'), actor: EDITOR })
      expect(await Promise.all([change(), change()])).toMatchObject([{ ok: true }, { ok: false, reason: 'stale-value', current: expect.any(String) }])
    }
  }))
