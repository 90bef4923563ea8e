import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import type { DraftToSave } from '../../src/press/writing-calls.ts'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, NOW, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'
import { traces } from './traces.ts'

const DAY = 86_400_000
const ID = 'story:mali'
const NEW = 'b8b1c7a0-0f5e-4f0e-9a52-0d6f7f1c2a11'
const typed = (sequence: number, more: Partial<DraftToSave> = {}): DraftToSave => ({
  tab: 'tab1',
  sequence,
  base: 1,
  headline: 'Mali',
  text: JSON.stringify({ headline: 'Mali', typed: sequence }),
  ...more,
})

const withMali = (work: (room: Room) => Promise<unknown>) =>
  newsroom(async (room) => {
    await room.press.file({ article: story('mali'), actor: EDITOR })
    await work(room)
  })

/** The copy of a person's draft, or null. */
async function textOf({ press }: Room, id: string, by = EDITOR.name) {
  const found = await press.readDraft(id, by)
  return found.ok && found.draft ? (JSON.parse(found.draft.text) as Record<string, unknown>) : null
}

const revisions = async ({ list }: Room['press']) => (await list({})).items.map(({ slug, revision, at, headline }) => ({ slug, revision, at, headline }))

/** Rows that a piece of work writes, indexes counted. */
async function rowsWritten({ sql }: Room, work: () => Promise<unknown>) {
  let written = 0
  const exec = sql.exec.bind(sql)
  sql.exec = ((query: string, ...bound: unknown[]) => {
    const cursor = exec(query, ...bound)
    written += cursor.rowsWritten
    return cursor
  }) as typeof sql.exec
  await work()
  sql.exec = exec
  return written
}

describe('autosave', () => {
  test('of a story of 3,000 words writes two rows at most', () =>
    withMali(async (room) => {
      const text = JSON.stringify({ ...story('mali'), body: Array.from({ length: 60 }, () => ({ type: 'paragraph', text: 'fifty words '.repeat(25) })) })
      expect(await rowsWritten(room, () => room.press.saveDraft(ID, typed(1, { text }), EDITOR))).toBeLessThanOrEqual(2)
      for (const sequence of [2, 3, 4])
        expect(await rowsWritten(room, () => room.press.saveDraft(ID, typed(sequence, { text: `${text} ` }), EDITOR))).toBeLessThanOrEqual(2)
      expect(await textOf(room, ID)).toMatchObject({ body: { length: 60 } })
    }))

  test('makes no revision, prints nothing, and is neither found, exported nor audited', () =>
    withMali(async (room) => {
      const { press, kv, sql, settle } = room
      await press.setSite(SITE, ADMIN)
      await settle()
      const before = [kv.snapshot(), await press.audit(), await revisions(press), await everyLine(press)]
      await press.saveDraft(ID, typed(1, { text: '{"headline":"Timbuktu"}' }), EDITOR)
      await press.saveDraft(NEW, typed(1, { text: '{"headline":"Timbuktu"}' }), REPORTER)
      expect(sql.exec('SELECT count(*) AS n FROM outbox').one()).toEqual({ n: 0 })
      await settle()
      expect([kv.snapshot(), await press.audit(), await revisions(press), await everyLine(press)]).toEqual(before)
      expect((await press.list({ q: 'Timbuktu' })).items).toEqual([])
    }))

  test('that arrives late changes nothing, and is told of the newer one', () =>
    withMali(async (room) => {
      const { press, time } = room
      expect(await press.saveDraft(ID, typed(2), EDITOR)).toMatchObject({
        ok: true,
        saved: true,
        draft: { by: 'Edith', base: 1, savedAt: '2026-11-24T12:00:00Z' },
      })
      time.now += 5000
      for (const late of [1, 2]) expect(await press.saveDraft(ID, typed(late), EDITOR)).toMatchObject({ ok: true, saved: false, draft: { sequence: 2 } })
      expect(await textOf(room, ID)).toEqual({ headline: 'Mali', typed: 2 })
    }))

  test('of another tab of the same person is refused, unless it names what it replaces', () =>
    withMali(async (room) => {
      const { press } = room
      await press.saveDraft(ID, typed(5), EDITOR)
      expect(await press.saveDraft(ID, typed(9, { tab: 'tab2' }), EDITOR)).toEqual({ ok: false, reason: 'stale-value', what: 'draft', current: 'tab1.5' })
      expect(await press.saveDraft(ID, typed(9, { tab: 'tab2' }), EDITOR, ['tab1.4'])).toMatchObject({ reason: 'stale-value' })
      expect(await press.saveDraft(ID, typed(1, { tab: 'tab2' }), EDITOR, ['tab1.5'])).toMatchObject({ saved: true })
      expect(await press.saveDraft(ID, typed(6), EDITOR)).toMatchObject({ reason: 'stale-value', current: 'tab2.1' })
    }))

  test('says when somebody has filed since', () =>
    withMali(async ({ press }) => {
      await press.file({ article: story('mali', { headline: 'Later' }), actor: REPORTER })
      expect(await press.saveDraft(ID, typed(1), EDITOR)).toMatchObject({ draft: { base: 1 }, entry: { revision: 2, by: 'Rex', headline: 'Later' } })
    }))

  test('of a story that does not exist is refused; under an id of its own it is taken', () =>
    withMali(async (room) => {
      expect(await room.press.saveDraft('story:none', typed(1), EDITOR)).toMatchObject({ reason: 'unknown-article' })
      expect(await room.press.saveDraft(NEW, typed(1, { base: undefined } as object), EDITOR)).toMatchObject({ saved: true, draft: { id: NEW } })
      expect(await room.press.listDrafts('never-filed')).toMatchObject([{ id: NEW, by: 'Edith' }])
      expect(await room.press.listDrafts({ by: 'Rex' })).toEqual([])
    }))

  test('is refused beyond two hundred drafts of one person', () =>
    withMali(async ({ press }) => {
      for (let n = 0; n < 200; n++) await press.saveDraft(`${NEW}-${n}`, typed(1), EDITOR)
      expect(await press.saveDraft(ID, typed(1), EDITOR)).toEqual({ ok: false, reason: 'too-many-drafts', most: 200 })
      expect(await press.saveDraft(`${NEW}-7`, typed(2), EDITOR)).toMatchObject({ saved: true })
      expect(await press.saveDraft(ID, typed(1), REPORTER)).toMatchObject({ saved: true })
    }))
})

describe('a draft', () => {
  test('of each person on a story is their own, and each sees that the other has one', () =>
    withMali(async (room) => {
      const { press, time } = room
      await press.saveDraft(ID, typed(1), EDITOR)
      time.now += 1000
      await press.saveDraft(ID, typed(1, { text: '{"headline":"Rex’s"}' }), REPORTER)
      expect(await press.readDraft(ID, 'Edith')).toMatchObject({ draft: { by: 'Edith', sequence: 1 }, others: [{ by: 'Rex' }], entry: { slug: 'mali' } })
      expect(await textOf(room, ID, 'Rex')).toEqual({ headline: 'Rex’s' })
      expect(await press.readDraft(ID, 'Ada')).toMatchObject({ draft: null, others: [{ by: 'Rex' }, { by: 'Edith' }] })
    }))

  test('follows its story to another slug, and is found under the former one', () =>
    withMali(async (room) => {
      await room.press.saveDraft(ID, typed(1), REPORTER)
      await room.press.rename('mali', 'mali-talks', EDITOR)
      expect(await room.press.readDraft('story:mali-talks', 'Rex')).toMatchObject({ draft: { id: 'story:mali-talks', slug: 'mali-talks' } })
      expect(await room.press.saveDraft(ID, typed(2), REPORTER)).toMatchObject({
        saved: true,
        draft: { id: 'story:mali-talks' },
        entry: { slug: 'mali-talks' },
      })
      expect(await room.press.listDrafts({ by: 'Rex' })).toMatchObject([{ id: 'story:mali-talks', sequence: 2 }])
    }))

  test('ends when it is filed, and a slow request does not bring it back', () =>
    withMali(async (room) => {
      const { press } = room
      await press.saveDraft(ID, typed(3), EDITOR)
      await press.saveDraft(ID, typed(1), REPORTER)
      const draft = { id: ID, tab: 'tab1', sequence: 4 }
      await press.file({ article: story('mali', { headline: 'Filed' }), actor: EDITOR, expect: 1, draft })
      expect(await press.readDraft(ID, 'Edith')).toMatchObject({ draft: null, others: [{ by: 'Rex' }] })
      expect(await press.saveDraft(ID, typed(4), EDITOR)).toMatchObject({ saved: false })
      expect(await textOf(room, ID)).toBeNull()
      expect(await press.saveDraft(ID, typed(5, { base: 2 }), EDITOR)).toMatchObject({ saved: true })
    }))

  test('stays when filing is refused, or is only tried', () =>
    withMali(async (room) => {
      await room.press.saveDraft(ID, typed(3), EDITOR)
      const draft = { id: ID, tab: 'tab1', sequence: 3 }
      expect((await room.press.file({ article: story('mali', { headline: 'X' }), actor: EDITOR, expect: 7, draft })).ok).toBe(false)
      expect((await room.press.file({ article: story('mali', { headline: 'X' }), actor: EDITOR, validateOnly: true, draft })).ok).toBe(true)
      expect(await textOf(room, ID)).toMatchObject({ typed: 3 })
    }))

  test('that its page saved after what was filed stays, on top of it; and so does another tab’s', () =>
    withMali(async (room) => {
      const { press } = room
      await press.saveDraft(ID, typed(5), EDITOR)
      await press.file({ article: story('mali', { headline: 'Filed' }), actor: EDITOR, draft: { id: ID, tab: 'tab1', sequence: 4 } })
      expect(await press.readDraft(ID, 'Edith')).toMatchObject({ draft: { sequence: 5, base: 2 } })
      await press.file({ article: story('mali', { headline: 'Other' }), actor: EDITOR, draft: { id: ID, tab: 'tab2', sequence: 9 } })
      expect(await press.readDraft(ID, 'Edith')).toMatchObject({ draft: { tab: 'tab1', base: 2 } })
    }))

  test('of a story never filed is that story’s when it is: mine ends, others’ stay', () =>
    newsroom(async (room) => {
      const { press } = room
      for (const actor of [EDITOR, REPORTER]) await press.saveDraft(NEW, typed(2), actor)
      await press.file({ article: story('fresh'), actor: EDITOR, draft: { id: NEW, tab: 'tab1', sequence: 2 } })
      expect(await press.listDrafts('never-filed')).toEqual([])
      expect(await press.readDraft('story:fresh', 'Rex')).toMatchObject({ draft: { slug: 'fresh', sequence: 2 } })
      expect(await press.readDraft('story:fresh', 'Edith')).toMatchObject({ draft: null })
      expect(await press.saveDraft(NEW, typed(2), EDITOR)).toMatchObject({ saved: false })
    }))

  test('outlives its story where that is deleted', () =>
    withMali(async (room) => {
      const { press } = room
      for (const actor of [EDITOR, REPORTER]) await press.saveDraft(ID, typed(1), actor)
      await press.deleteArticle('mali', EDITOR)
      const left = await press.listDrafts('never-filed')
      expect(left.map(({ by }) => by).sort()).toEqual(['Edith', 'Rex'])
      expect(new Set(left.map(({ id }) => id)).size).toBe(2)
      expect(left[0]?.id).toMatch(/^[0-9a-f]{32}$/)
      await press.file({ article: story('another'), actor: EDITOR })
      expect(await press.readDraft('story:another', 'Edith')).toMatchObject({ draft: null, others: [] })
    }))

  test('started from a revision that is erased keeps what its writer wrote, without the words that were erased, and says so', () =>
    withMali(async (room) => {
      const { press } = room
      const body = (...texts: string[]) => texts.map((text) => ({ type: 'paragraph', text })) as never
      const named = story('mali', {
        headline: 'Zanzibar in Mali',
        body: body('The body of mali.', 'They met <a href="https://x.example/zanzibar">Zanzibar</a> there.'),
      })
      await press.file({ article: named, actor: EDITOR })
      await press.file({ article: story('mali', { headline: 'Three' }), actor: EDITOR })
      const draft = { ...named, body: [...named.body, ...body('My own unsent words of an hour.')] }
      await press.saveDraft(ID, typed(1, { base: 2, headline: named.headline, text: JSON.stringify(draft) }), EDITOR)
      await press.saveDraft(ID, typed(1, { base: 3 }), REPORTER)
      await press.eraseRevision('mali', 2, 'A court ordered it.', ADMIN)
      expect(traces(room, 'anzibar')).toEqual([])
      expect(await textOf(room, ID)).toMatchObject({
        headline: '[erased] Mali',
        body: [{ text: 'The body of mali.' }, { text: expect.stringMatching(/^\[erased\].*<a>\[erased\]<\/a>/) }, { text: 'My own unsent words of an hour.' }],
        erased: { revision: 2, by: 'Ada' },
      })
      expect(await press.readDraft(ID, 'Edith')).toMatchObject({ draft: { base: 1, headline: '[erased] Mali' }, others: [{ by: 'Rex', base: 3 }] })
      expect(await textOf(room, ID, 'Rex')).toEqual({ headline: 'Mali', typed: 1 })

      const late = await press.saveDraft(ID, typed(2, { base: 2, text: JSON.stringify(draft) }), EDITOR)
      expect(late, 'from a page that has it yet').toMatchObject({ reason: 'erased-revision', revision: 2 })
      expect(traces(room, 'anzibar')).toEqual([])
    }))

  test('started from the first revision, which is erased, goes on from the next', () =>
    withMali(async ({ press }) => {
      await press.file({ article: story('mali', { headline: 'Two' }), actor: EDITOR })
      await press.saveDraft(ID, typed(1), EDITOR)
      await press.eraseRevision('mali', 1, 'A court ordered it.', ADMIN)
      expect(await press.readDraft(ID, 'Edith')).toMatchObject({ draft: { base: 2 } })
    }))

  test('that is deleted is gone, and its page’s late request does not bring it back', () =>
    withMali(async (room) => {
      await room.press.saveDraft(ID, typed(3), EDITOR)
      expect(await room.press.deleteDraft(ID, EDITOR, ['tab1.2'])).toMatchObject({ reason: 'stale-value' })
      expect(await room.press.deleteDraft(ID, EDITOR)).toEqual({ ok: true })
      expect(await room.press.deleteDraft(ID, EDITOR)).toEqual({ ok: true })
      expect(await room.press.saveDraft(ID, typed(2), EDITOR)).toMatchObject({ saved: false })
      expect(await room.press.listDrafts({ by: 'Edith' })).toEqual([])
    }))

  test('is kept ninety days, by the press’s clock', () =>
    withMali(async (room) => {
      const { press, time, sql } = room
      await press.saveDraft(ID, typed(1), EDITOR)
      await press.saveDraft(NEW, typed(1), REPORTER)
      await press.deleteDraft(NEW, REPORTER)
      time.now = NOW + 89 * DAY
      await press.alarm()
      expect(await textOf(room, ID)).not.toBeNull()
      expect(sql.exec('SELECT count(*) AS n FROM drafts').one()).toEqual({ n: 1 })
      time.now = NOW + 91 * DAY
      expect(await textOf(room, ID)).toBeNull()
      await press.saveDraft(NEW, typed(1), REPORTER)
      expect(sql.exec('SELECT person FROM drafts').toArray()).toEqual([{ person: 'Rex' }])
    }))
})

test('a ledger from before there were drafts takes them', () =>
  withMali(async (room) => {
    room.sql.exec('DROP TABLE drafts')
    createTables(room.sql)
    expect(await room.press.saveDraft(ID, typed(1), EDITOR)).toMatchObject({ saved: true })
  }))

test('every question about drafts, notes and links finds an index', () =>
  withMali(async ({ press, sql }) => {
    await press.saveDraft(NEW, typed(1), EDITOR)
    const asked = new Map<string, unknown[]>()
    const exec = sql.exec.bind(sql)
    sql.exec = ((query: string, ...bound: unknown[]) => {
      asked.set(query, bound)
      return exec(query, ...bound)
    }) as typeof sql.exec
    await press.saveDraft(ID, typed(1), EDITOR)
    await press.readDraft(ID, 'Edith')
    await press.listDrafts('never-filed')
    await press.listDrafts({ by: 'Edith' })
    await press.deleteDraft(ID, EDITOR)
    await press.file({ article: story('mali', { headline: 'Two' }), actor: EDITOR, draft: { id: NEW, tab: 'tab1', sequence: 1 } })
    await press.addNote('mali', { text: 'Says who?', block: 0 }, EDITOR)
    await press.changeNote('mali', 1, { resolved: true }, EDITOR)
    await press.listNotes('mali')
    const link = await press.createApproval('mali', { hash: 'a', until: '2026-12-01T00:00:00Z' }, EDITOR)
    await press.answerApproval('a', { verdict: 'approved', name: 'X' })
    await press.listApprovals('mali')
    if (link.ok) await press.endApproval('mali', link.approval.id, EDITOR)
    const { id } = await press.savePreview(story('mali'), { by: 'Edith' })
    await press.listPreviews('mali')
    await press.endPreview('mali', id, EDITOR)
    await press.eraseRevision('mali', 1, 'A court ordered it.', ADMIN)
    await press.deleteArticle('mali', EDITOR)
    await press.alarm()
    const plans = [...asked].flatMap(([query, bound]) =>
      /^\s*(?:SELECT|UPDATE|DELETE)/.test(query) && /drafts|block_notes|approvals|previews/.test(query)
        ? exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...(bound as never[]))
            .toArray()
            .map(({ detail }) => ({ detail, query }))
        : [],
    )
    expect(plans.length).toBeGreaterThan(20)
    expect(plans.filter(({ detail }) => /^SCAN (?!.*(?:INDEX|CONSTANT ROW))/.test(detail))).toEqual([])
  }))
