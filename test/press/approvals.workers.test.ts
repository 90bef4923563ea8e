import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const UNTIL = '2026-12-01T12:00:00Z'
const HASH = 'a'.repeat(64)
const approvals = async ({ press }: Room, slug = 'mali') => {
  const found = await press.listApprovals(slug)
  return found.ok ? found.approvals : []
}
const withLink = (work: (room: Room, id: string) => Promise<unknown>) =>
  newsroom(async (room) => {
    await room.press.file({ article: story('mali'), actor: REPORTER })
    const created = await room.press.createApproval('mali', { hash: HASH, until: UNTIL }, REPORTER)
    expect(created).toMatchObject({ ok: true, approval: { revision: 1, by: 'Rex', state: 'open', until: UNTIL } })
    await work(room, created.ok ? created.approval.id : '')
  })

describe('somebody with a link', () => {
  test('reads that revision, also when there is a newer one, and approves it once; the trail says so', () =>
    withLink(async (room) => {
      const { press } = room
      await press.file({ article: story('mali', { headline: 'Newer' }), actor: EDITOR })
      expect(await press.readApproval(HASH)).toMatchObject({
        ok: true,
        article: { headline: 'Story mali' },
        approval: { state: 'open' },
        entry: { revision: 2 },
      })
      expect(await press.answerApproval(HASH, { verdict: 'approved', name: 'A. Lawyer' })).toMatchObject({ ok: true, approval: { state: 'approved' } })
      expect(await press.answerApproval(HASH, { verdict: 'sent-back', name: 'Somebody', reason: 'No.' })).toMatchObject({ ok: false, reason: 'answered-link' })
      expect(await approvals(room)).toMatchObject([{ state: 'approved', revision: 1, answer: { name: 'A. Lawyer', at: '2026-11-24T12:00:00Z' } }])
      expect((await press.audit()).items).toMatchObject([
        { what: 'approve', by: 'approval-link', slug: 'mali', revision: 1, detail: 'A. Lawyer, through a link of Rex' },
        { what: 'file' },
        { what: 'ask-approval', by: 'Rex' },
        { what: 'file' },
      ])
      // Nothing comes out by it.
      expect((await press.list({})).items).toMatchObject([{ state: 'draft' }])
    }))

  test('sends it back with a reason, which the desk reads', () =>
    withLink(async (room) => {
      await room.press.answerApproval(HASH, { verdict: 'sent-back', name: 'A. Lawyer', reason: 'The second paragraph names a minor.' })
      expect((await room.press.list({})).items).toMatchObject([{ approval: { state: 'sent-back', revision: 1 } }])
      expect(await approvals(room)).toMatchObject([{ state: 'sent-back', answer: { reason: 'The second paragraph names a minor.' } }])
      expect((await room.press.audit()).items[0]).toMatchObject({
        what: 'send-back',
        detail: 'A. Lawyer, through a link of Rex: The second paragraph names a minor.',
      })
    }))

  test.each<[string, (room: Room, id: string) => unknown]>([
    ['expired', ({ time }) => (time.now = Date.parse(UNTIL))],
    ['was revoked', ({ press }, id) => press.endApproval('mali', id, EDITOR)],
    ['is of a story that was withdrawn', ({ press }) => press.withdraw('mali', EDITOR)],
    [
      'is of a revision that was erased',
      async ({ press }) => {
        await press.file({ article: story('mali', { headline: 'Newer' }), actor: EDITOR })
        await press.eraseRevision('mali', 1, 'A court ordered it.', ADMIN)
      },
    ],
  ])('that %s is shown nothing and answers nothing', (_, end) =>
    withLink(async (room, id) => {
      await end(room, id)
      expect(await room.press.readApproval(HASH)).toEqual({ ok: false, reason: 'ended-link' })
      expect(await room.press.answerApproval(HASH, { verdict: 'approved', name: 'X' })).toEqual({ ok: false, reason: 'ended-link' })
    }),
  )

  test('that nobody made, or whose story was deleted, is told there is none', () =>
    withLink(async ({ press }) => {
      expect(await press.readApproval('b'.repeat(64))).toEqual({ ok: false, reason: 'unknown-link' })
      await press.deleteArticle('mali', EDITOR)
      expect(await press.readApproval(HASH)).toEqual({ ok: false, reason: 'unknown-link' })
    }))
})

test('a link works for thirty days at most, belongs to its story under every slug, and is in no export', () =>
  withLink(async (room, id) => {
    const { press, sql } = room
    expect(await press.createApproval('mali', { hash: 'b'.repeat(64), until: '2030-01-01T00:00:00Z' }, EDITOR)).toMatchObject({
      approval: { until: '2026-12-24T12:00:00Z' },
    })
    expect(await press.createApproval('mali', { hash: 'c'.repeat(64), until: UNTIL, revision: 7 }, EDITOR)).toMatchObject({ reason: 'unknown-revision' })
    await press.rename('mali', 'talks', EDITOR)
    expect(await press.readApproval(HASH)).toMatchObject({ article: { slug: 'talks' } })
    await press.file({ article: story('other'), actor: EDITOR })
    expect(await press.endApproval('other', id, EDITOR)).toMatchObject({ reason: 'unknown-link' })
    expect(JSON.stringify(await everyLine(press))).not.toContain(HASH)
    const plan = sql.exec<{ detail: string }>('EXPLAIN QUERY PLAN SELECT * FROM approvals WHERE hash = ?', HASH).toArray()
    expect(plan.map(({ detail }) => detail).join()).toMatch(/^SEARCH approvals USING INDEX/)
  }))

test('an approval is no decision about the story: an older backup may still say what state it is in', () =>
  newsroom(async ({ press, time }) => {
    await press.file({ article: story('mali'), actor: EDITOR, publish: 'now' })
    const lines = (await press.exportPage()).lines
    time.now += 60_000
    await press.createApproval('mali', { hash: HASH, until: UNTIL }, EDITOR)
    await press.answerApproval(HASH, { verdict: 'approved', name: 'X' })
    expect((await press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
  }))

test('a link is ended by who made it or by an editor, and by no other reporter', () =>
  withLink(async (room, id) => {
    const { press } = room
    expect(await press.endApproval('mali', id, { name: 'Nadia', role: 'reporter' })).toMatchObject({ reason: 'not-allowed', needs: 'editor' })
    expect(await approvals(room)).toMatchObject([{ state: 'open' }])
    expect(await press.endApproval('mali', id, REPORTER)).toEqual({ ok: true })
    const made = await press.createApproval('mali', { hash: 'b'.repeat(64), until: UNTIL }, REPORTER)
    expect(await press.endApproval('mali', made.ok ? made.approval.id : '', EDITOR)).toEqual({ ok: true })
    expect((await press.audit()).items.filter(({ what }) => what === 'end-approval')).toMatchObject([{ by: 'Edith' }, { by: 'Rex' }])
  }))

test('previews of a story are listed with their makers and ends, and ended one by one', () =>
  newsroom(async ({ press, time }) => {
    await press.file({ article: story('mali'), actor: EDITOR })
    const first = await press.savePreview(story('mali'), { by: 'Rex' })
    expect(first.until).toBe('2026-11-25T12:00:00Z')
    time.now += 1000
    const second = await press.savePreview(story('mali'), { by: 'Edith', until: '2026-12-10T00:00:00Z' })
    expect((await press.savePreview(story('other'), { until: '2030-01-01T00:00:00Z' })).until).toBe('2026-12-24T12:00:01Z')
    expect(await press.listPreviews('mali')).toEqual({
      ok: true,
      previews: [
        { id: second.id, until: '2026-12-10T00:00:00Z', by: 'Edith', at: '2026-11-24T12:00:01Z' },
        { id: first.id, until: '2026-11-25T12:00:00Z', by: 'Rex', at: '2026-11-24T12:00:00Z' },
      ],
    })
    expect(await press.endPreview('mali', second.id, EDITOR)).toEqual({ ok: true })
    expect(await press.endPreview('mali', 'unknown', EDITOR)).toMatchObject({ reason: 'unknown-link' })
    expect(await press.readPreview(second.id)).toBe('ended')
    expect((await press.audit()).items.slice(0, 3)).toMatchObject([
      { what: 'end-preview', by: 'Edith', slug: 'mali' },
      { what: 'make-preview', by: 'Edith', slug: 'mali' },
      { what: 'make-preview', by: 'Rex', slug: 'mali' },
    ])
    time.now = Date.parse('2026-11-25T13:00:00Z')
    expect(await press.listPreviews('mali')).toEqual({ ok: true, previews: [] })
  }))

test('a preview made before its maker was known is listed without one', () =>
  newsroom(async ({ press, sql }) => {
    await press.file({ article: story('mali'), actor: EDITOR })
    const { id, until } = await press.savePreview(story('mali'))
    for (const column of ['by', 'made_at']) sql.exec(`ALTER TABLE previews DROP COLUMN ${column}`)
    createTables(sql)
    expect(await press.listPreviews('mali')).toEqual({ ok: true, previews: [{ id, until }] })
  }))
