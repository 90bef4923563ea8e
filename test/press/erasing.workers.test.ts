import { describe, expect, test } from 'vitest'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'
import { traces } from './traces.ts'

describe('a revision is erased', () => {
  const REASON = 'Court order 12/2026.'
  /** Out in three revisions, the second of which names somebody. */
  const withName = (work: (room: Room) => Promise<void>) =>
    newsroom(async (room) => {
      const { press, pass } = room
      await press.file({ article: story('trial'), actor: EDITOR, publish: 'now' })
      await pass(5)
      const named = story('trial', {
        headline: 'Zanzibar on trial',
        standfirst: 'Zanzibar',
        corrections: [{ at: '2026-11-24T09:00:00Z', text: 'A date was wrong.' }],
      })
      await press.file({ article: named, actor: EDITOR, idempotency: { key: 'k', bodyHash: 'h' } })
      await press.savePreview(named)
      await pass(5)
      room.kv.byHand('en:article:trial', `{"headline": "Zanzibar",`)
      await press.sweep(ADMIN)
      await pass(5)
      await press.file({ article: story('trial', { headline: 'A man on trial' }), actor: EDITOR })
      await pass(400)
      await work(room)
    })

  test('and its text is nowhere: not in the ledger, an export, a preview, a diff, the changes that readers see, nor in KV', () =>
    withName(async (room) => {
      const { press, kv, pass } = room
      expect(traces(room, 'Zanzibar').length).toBeGreaterThan(3)
      expect(await press.eraseRevision('trial', 2, REASON, ADMIN)).toEqual({ ok: true })
      await pass(5)
      expect(traces(room, 'Zanzibar')).toEqual([])
      expect((await everyLine(press)).join('\n')).not.toContain('Zanzibar')
      expect([...kv.values].filter(([, { text }]) => text.includes('Zanzibar'))).toEqual([])
      expect(JSON.stringify(await press.sweep(ADMIN))).not.toContain('Zanzibar')
      expect((await press.changes('trial')).map(({ from, to }) => [from, to])).toEqual([[1, 3]])
      expect(await press.read('trial', 2)).toMatchObject({ reason: 'erased-revision', revision: 2, erased: { by: 'Ada', reason: REASON } })
      expect(await press.restore('trial', 2, EDITOR)).toMatchObject({ reason: 'erased-revision' })
    }))

  test('and what remains says that there was one, who erased it and why; the story’s corrections stay', () =>
    withName(async ({ press, kv }) => {
      await press.eraseRevision('trial', 2, REASON, ADMIN)
      expect(await press.revisions('trial')).toMatchObject({
        revisions: [
          { revision: 3, live: true, headline: 'A man on trial' },
          { revision: 2, live: false, headline: '', by: 'Edith', erased: { by: 'Ada', reason: REASON } },
          { revision: 1, headline: 'Story trial' },
        ],
      })
      expect((await press.audit(undefined, 1)).items).toMatchObject([{ what: 'erase', by: 'Ada', slug: 'trial', revision: 2, detail: REASON }])
      expect(kv.json('en:article:trial')).toMatchObject({ headline: 'A man on trial', corrections: [{ text: 'A date was wrong.' }] })
      expect(await press.eraseRevision('trial', 2, 'Again.', ADMIN)).toEqual({ ok: true })
      expect(await press.read('trial', 2)).toMatchObject({ erased: { reason: REASON } })
    }))

  test('not while it is live, waits, or is the newest: what to do first is said', () =>
    withName(async ({ press }) => {
      const refused = (revision: number) => press.eraseRevision('trial', revision, REASON, ADMIN)
      expect(await refused(3)).toMatchObject({
        reason: 'wrong-state',
        message: expect.stringMatching(/^Readers see revision 3\. Publish a corrected revision first/),
      })
      await press.file({ article: story('trial', { headline: 'Waits' }), actor: EDITOR, publish: 'no' })
      await press.publish('trial', EDITOR, { at: '2026-12-24T00:00:00Z' })
      await press.file({ article: story('trial', { headline: 'Newest' }), actor: REPORTER })
      expect(await refused(4)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('is scheduled for 2026-12-24') })
      expect(await refused(5)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('is the newest') })
      expect(await refused(6)).toMatchObject({ reason: 'unknown-revision', newest: 5 })
      expect(await press.eraseRevision('trial', 2, REASON, EDITOR)).toMatchObject({ reason: 'not-allowed', needs: 'admin' })
      expect(await press.eraseRevision('trial', 2, REASON, ADMIN, { expect: 4 })).toMatchObject({ reason: 'stale-revision', got: 5 })
    }))

  test('and a backup that has it yet does not bring it back, however it says that the story stood', () =>
    withName(async (room) => {
      const { press, kv, pass } = room
      const lines = await everyLine(press)
      const outAgain = lines.map((line) =>
        line.includes('"type":"article"') ? line.replace('"live":3', '"live":2').replace(/"decided_at":\d+/, '"decided_at":9999999999999') : line,
      )
      await press.eraseRevision('trial', 2, REASON, ADMIN)
      for (const backup of [lines, outAgain]) {
        const refused = (await press.importLines(backup, ADMIN)).filter(({ ok }) => !ok)
        expect(refused[0]?.message).toBe('Revision 2 of "trial" was erased here, and an import can’t bring it back.')
        await pass(5)
      }
      expect(traces(room, 'Zanzibar')).toEqual([])
      expect(kv.json('en:article:trial')).toMatchObject({ headline: 'A man on trial' })
    }))

  test('and an export says so: in an empty site and in one that has its text yet', () =>
    withName(async (room) => {
      const earlier = await everyLine(room.press)
      await room.press.eraseRevision('trial', 2, REASON, ADMIN)
      const lines = await everyLine(room.press)
      const revisions = await room.press.revisions('trial')
      for (const before of [[], earlier, earlier.slice(0, 4)])
        await newsroom(async (other) => {
          await other.press.importLines(before, ADMIN)
          expect((await other.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
          await other.settle()
          await other.pass(5)
          expect(traces(other, 'Zanzibar')).toEqual([])
          expect(await other.press.revisions('trial')).toEqual(revisions)
          expect(await everyLine(other.press)).toEqual(lines)
          expect(other.kv.json('en:article:trial')).toEqual(room.kv.json('en:article:trial'))
        })
    }))

  test('the first of a story, too', () =>
    withName(async (room) => {
      await room.press.eraseRevision('trial', 1, REASON, ADMIN)
      const lines = await everyLine(room.press)
      await newsroom(async (other) => {
        expect((await other.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
        expect(await everyLine(other.press)).toEqual(lines)
      })
    }))

  test('and its page says no more that it changed, where nothing of what it was before is left', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: story('once'), actor: EDITOR, publish: 'now' })
      await pass(5)
      await press.file({ article: story('once', { headline: 'Once more' }), actor: EDITOR })
      await pass(400)
      expect(kv.values.get('en:article:once')?.metadata).toHaveProperty('changed')
      await press.eraseRevision('once', 1, REASON, ADMIN)
      await pass(5)
      expect(kv.values.get('en:article:once')?.metadata).not.toHaveProperty('changed')
    }))

  test('of a site whose story is called like one of another site: that one’s is left as it is', () =>
    withName(async (room) => {
      await room.press.eraseRevision('trial', 2, REASON, ADMIN)
      const lines = await everyLine(room.press)
      await newsroom(async ({ press, pass }) => {
        for (const headline of ['Ours', 'Ours, again', 'Ours at last']) {
          await pass(5)
          await press.file({ article: story('trial', { headline }), actor: ADMIN, publish: 'now' })
        }
        await press.importLines(lines, ADMIN)
        expect(await press.read('trial', 2)).toMatchObject({ ok: true, article: { headline: 'Ours, again' } })
      })
    }))

  test('and the front cache is told, which has what changed from it and to it', () =>
    withName(async ({ press, sql, time }) => {
      time.now += 3_600_000
      await press.eraseRevision('trial', 2, REASON, ADMIN)
      expect(sql.exec('SELECT key FROM purges WHERE due_at = ?', time.now).toArray()).toEqual([{ key: 'en:article:trial' }])
    }))

  test('and where an import broke off after its marker, whoever publishes the story is told what is missing', () =>
    withName(async (room) => {
      await room.press.eraseRevision('trial', 1, REASON, ADMIN)
      const lines = await everyLine(room.press)
      await newsroom(async ({ press }) => {
        await press.importLines(lines.slice(0, lines.findIndex((line) => line.includes('"revision":1')) + 1), ADMIN)
        for (const refused of [press.publish('trial', EDITOR), press.embargo('trial', '2026-12-24T00:00:00Z', EDITOR)])
          expect(await refused).toMatchObject({ reason: 'erased-revision', revision: 1 })
      })
    }))
})

describe('a revision that came from KV is erased', () => {
  const byHand = story('trial', { headline: 'Zanzibar on trial' })
  const erased = (work: (room: Room) => Promise<void>) =>
    newsroom(async (room) => {
      const { press, kv, pass } = room
      kv.byHand('en:article:trial', byHand)
      await press.sweep(ADMIN)
      await pass(5)
      await press.file({ article: story('trial', { headline: 'A man on trial' }), actor: EDITOR })
      await pass(5)
      await press.eraseRevision('trial', 1, 'Court order 12/2026.', ADMIN)
      await work(room)
    })

  test.each<[string, (room: Room) => Promise<unknown>]>([
    ['the sweep', ({ press }) => press.sweep(ADMIN)],
    ['whoever is about to write over it', ({ press }) => press.correct('trial', 'It was a Tuesday.', EDITOR)],
  ])('and is not filed anew by %s, who is shown by KV what was there before', (_, look) =>
    erased(async (room) => {
      room.kv.byHand('en:article:trial', byHand)
      await look(room)
      await room.pass(5)
      expect(traces(room, 'Zanzibar')).toEqual([])
    }),
  )

  test('and what an editor puts there later is adopted as ever', () =>
    erased(async ({ press, kv, pass }) => {
      await pass(400)
      kv.byHand('en:article:trial', story('trial', { headline: 'Acquitted' }))
      await press.sweep(ADMIN)
      await pass(5)
      expect(kv.json('en:article:trial')).toMatchObject({ headline: 'Acquitted' })
    }))
})
