import { describe, expect, test } from 'vitest'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

/** Everything that the ledger has, as text. */
const everything = ({ sql }: Room) =>
  sql
    .exec<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'filed_%' AND name NOT LIKE 'words_%' AND name NOT LIKE 'grams_%'`,
    )
    .toArray()
    .filter(({ name }) => !name.startsWith('_cf_') && !name.startsWith('sqlite_') && name !== 'words' && name !== 'grams')
    .flatMap(({ name }) =>
      sql
        .exec(`SELECT * FROM ${name}`)
        .toArray()
        .map((row) => `${name}: ${JSON.stringify(row)}`),
    )
const traces = (room: Room, word: string) => everything(room).filter((line) => line.includes(word))
let requests = 0
const draft = (press: Room['press'], slug = 'draft', more = {}) =>
  press.file({ article: story(slug, { headline: 'Zanzibar', ...more }), actor: REPORTER, idempotency: { key: `request-${requests++}`, bodyHash: 'h' } })

describe('a draft is deleted', () => {
  test('with its revisions, previews, former names and what it is looked for by; its words are nowhere, nor in an export', () =>
    newsroom(async (room) => {
      const { press } = room
      await draft(press, 'working-title')
      await draft(press, 'working-title', { standfirst: 'Zanzibar, again.' })
      await press.rename('working-title', 'draft', EDITOR)
      const { id } = await press.savePreview(story('draft', { headline: 'Zanzibar' }))
      await press.setPins(['draft'], EDITOR)
      expect(await press.deleteArticle('draft', EDITOR)).toEqual({ ok: true })
      expect(await press.read('draft')).toMatchObject({ reason: 'unknown-article' })
      expect(await press.readPreview(id)).toBeNull()
      expect(await press.pins()).toEqual([])
      expect((await press.list({ q: 'zanzibar' })).items).toEqual([])
      expect((await everyLine(press)).join('\n')).not.toMatch(/Zanzibar|"draft"|working-title/)
      expect(traces(room, 'Zanzibar')).toEqual([])
      expect((await press.audit(undefined, 1)).items).toMatchObject([{ what: 'delete', by: 'Edith', slug: 'draft', revision: 2 }])
      for (const slug of ['draft', 'working-title']) expect(await draft(press, slug)).toMatchObject({ ok: true, created: true, entry: { revision: 1 } })
    }))

  test('and the agency’s item that it came from may come again, in whatever version; that an item was stopped is not forgotten', () =>
    newsroom(async ({ press }) => {
      const item = (uri: string, version: number) => press.file({ article: story('wire'), actor: EDITOR, publish: 'no', agency: { uri, version } })
      await item('urn:a', 5)
      await press.deleteArticle('wire', EDITOR)
      expect(await item('urn:a', 4)).toMatchObject({ ok: true, created: true })
      expect(await item('urn:a', 5)).toMatchObject({ ok: true, entry: { revision: 1 } })
      await press.stop({ actor: EDITOR, agency: { uri: 'urn:a', version: 6 }, order: 'kill' })
      await press.deleteArticle('wire', EDITOR)
      expect(await press.file({ article: story('wire'), actor: EDITOR, publish: 'now', agency: { uri: 'urn:a', version: 6 } })).toMatchObject({
        entry: { state: 'draft' },
        notes: [expect.stringContaining('stopped')],
      })
    }))

  test('once, however often the order comes under one key', () =>
    newsroom(async ({ press }) => {
      await draft(press)
      const idempotency = { key: 'k', bodyHash: 'h' }
      expect(await press.deleteArticle('draft', EDITOR, { idempotency })).toEqual({ ok: true })
      await draft(press)
      expect(await press.deleteArticle('draft', EDITOR, { idempotency })).toEqual({ ok: true })
      expect(await press.read('draft')).toMatchObject({ ok: true })
    }))

  test('and an older backup brings it back as the draft that it was', () =>
    newsroom(async ({ press }) => {
      await draft(press)
      const lines = await everyLine(press)
      await press.deleteArticle('draft', EDITOR)
      await press.importLines(lines, ADMIN)
      expect(await press.read('draft')).toMatchObject({ ok: true, entry: { state: 'draft' } })
    }))
})

describe('nothing is deleted', () => {
  test('that readers ever had', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('out'), actor: EDITOR, publish: 'now' })
      expect(await press.deleteArticle('out', EDITOR)).toMatchObject({
        reason: 'wrong-state',
        state: 'published',
        message: expect.stringContaining('Withdraw it instead'),
      })
      await press.embargo('out', '2026-12-01T00:00:00Z', EDITOR)
      expect(await press.deleteArticle('out', ADMIN)).toMatchObject({ reason: 'wrong-state', state: 'scheduled' })
      await press.withdraw('out', EDITOR)
      expect(await press.deleteArticle('out', ADMIN)).toMatchObject({ reason: 'wrong-state', state: 'withdrawn', message: expect.stringContaining('erase') })
    }))

  test('that is scheduled, until it is taken off the schedule', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('soon', { publishedAt: '2026-12-01T00:00:00Z' }), actor: EDITOR, publish: 'now' })
      expect(await press.deleteArticle('soon', EDITOR)).toMatchObject({
        reason: 'wrong-state',
        message: expect.stringContaining('Unschedule it first'),
      })
      await press.unschedule('soon', EDITOR)
      expect(await press.deleteArticle('soon', EDITOR)).toEqual({ ok: true })
    }))

  test('by a reporter, or over a revision that nobody has seen', () =>
    newsroom(async ({ press }) => {
      await draft(press)
      expect(await press.deleteArticle('draft', REPORTER)).toMatchObject({ reason: 'not-allowed', needs: 'editor' })
      expect(await press.deleteArticle('draft', EDITOR, { expect: 2 })).toMatchObject({ reason: 'stale-revision', got: 1 })
      expect(await press.deleteArticle('none', EDITOR)).toMatchObject({ reason: 'unknown-article' })
    }))
})

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
})
