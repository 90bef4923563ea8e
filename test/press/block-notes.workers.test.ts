import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const bodyOf = (...texts: string[]) => texts.map((text) => ({ type: 'paragraph', text })) as unknown as Article['body']
const file = ({ press }: Room, ...texts: string[]) => press.file({ article: story('mali', { body: bodyOf(...texts) }), actor: EDITOR })
const notes = async ({ press }: Room) => {
  const found = await press.listNotes('mali')
  return found.ok ? found.notes : []
}
const MINISTER = 'The minister arrived in Bamako on Tuesday'

const withNote = (work: (room: Room) => Promise<unknown>) =>
  newsroom(async (room) => {
    await file(room, 'Lead', MINISTER, 'End')
    expect(await room.press.addNote('mali', { text: 'Says who?', block: 1 }, REPORTER)).toEqual({ ok: true, id: 1 })
    await work(room)
  })

describe('a note', () => {
  test('follows its block through revisions, moved and rewritten little by little, and waits where it is removed', () =>
    withNote(async (room) => {
      expect(await notes(room)).toEqual([{ id: 1, text: 'Says who?', by: 'Rex', at: '2026-11-24T12:00:00Z', block: 1, excerpt: MINISTER }])
      await file(room, 'Lead', 'New', MINISTER, 'End')
      expect(await notes(room)).toMatchObject([{ block: 2 }])
      for (const text of [
        'The foreign minister arrived in Bamako on Tuesday',
        'The foreign minister came to Bamako on Tuesday',
        'Mali’s foreign minister came to Bamako today',
      ])
        await file(room, text, 'Lead', 'End')
      expect(await notes(room)).toMatchObject([{ block: 0, excerpt: 'Mali’s foreign minister came to Bamako today' }])
      await file(room, 'Lead', 'End')
      expect((await notes(room))[0]).not.toHaveProperty('block')
      await room.press.restore('mali', 1, EDITOR)
      await file(room, 'Lead', 'Mali’s foreign minister came to Bamako today', 'End')
      expect(await notes(room)).toMatchObject([{ block: 1 }])
    }))

  test('is resolved and opened again by anybody, and changed or deleted by who wrote it or an editor', () =>
    withNote(async (room) => {
      const { press } = room
      const other = { name: 'Nadia', role: 'reporter' as const }
      await press.changeNote('mali', 1, { resolved: true }, other)
      expect(await notes(room)).toMatchObject([{ resolved: { by: 'Nadia', at: '2026-11-24T12:00:00Z' } }])
      expect((await press.list({})).items[0]).not.toHaveProperty('openNotes')
      await press.changeNote('mali', 1, { resolved: false }, EDITOR)
      expect((await press.list({})).items).toMatchObject([{ openNotes: 1 }])
      expect(await press.changeNote('mali', 1, { text: 'Mine' }, other)).toMatchObject({ reason: 'not-allowed' })
      expect(await press.deleteNote('mali', 1, other)).toMatchObject({ reason: 'not-allowed' })
      await press.changeNote('mali', 1, { text: 'The ministry says' }, REPORTER)
      expect(await notes(room)).toMatchObject([{ text: 'The ministry says' }])
      expect(await press.deleteNote('mali', 1, EDITOR)).toEqual({ ok: true })
      expect(await press.deleteNote('mali', 1, EDITOR)).toMatchObject({ reason: 'unknown-note' })
    }))

  test('leaves a line in the audit trail when it is written, changed, resolved, opened again and deleted, and none of its words', () =>
    withNote(async ({ press }) => {
      await press.changeNote('mali', 1, { text: 'The ministry says' }, REPORTER)
      await press.changeNote('mali', 1, { resolved: true }, EDITOR)
      await press.changeNote('mali', 1, { resolved: true }, EDITOR)
      await press.changeNote('mali', 1, { resolved: false }, REPORTER)
      await press.deleteNote('mali', 1, EDITOR)
      const { items } = await press.audit()
      expect(items.slice(0, 6).map(({ what, by, detail }) => [what, by, detail])).toEqual([
        ['delete-note', 'Edith', 'note 1'],
        ['reopen-note', 'Rex', 'note 1'],
        ['resolve-note', 'Edith', 'note 1'],
        ['change-note', 'Rex', 'note 1'],
        ['add-note', 'Rex', 'note 1'],
        ['file', 'Edith', undefined],
      ])
    }))

  test('on words that somebody has rewritten, or not filed yet, finds its block', () =>
    withNote(async (room) => {
      const { press } = room
      await press.addNote('mali', { text: 'Rewritten', block: 2, excerpt: 'The minister arrived in Bamako late on Tuesday' }, REPORTER)
      await press.addNote('mali', { text: 'Unfiled', block: 7, excerpt: 'Crowds waited for hours' }, REPORTER)
      expect(await notes(room)).toMatchObject([{ text: 'Says who?' }, { text: 'Rewritten', block: 1 }, { text: 'Unfiled', excerpt: 'Crowds waited for hours' }])
      expect((await notes(room))[2]).not.toHaveProperty('block')
      await file(room, 'Lead', MINISTER, 'Crowds waited for hours.', 'End')
      expect((await notes(room))[2]).toMatchObject({ text: 'Unfiled', block: 2 })
    }))

  test('is on a block that is there, or on the whole story, and belongs to its story alone', () =>
    withNote(async (room) => {
      const { press } = room
      expect(await press.addNote('mali', { text: 'x', block: 3 }, EDITOR)).toMatchObject({ reason: 'unknown-block', blocks: 3 })
      expect(await press.addNote('mali', { text: 'x', block: 0, revision: 9 }, EDITOR)).toMatchObject({ reason: 'unknown-revision' })
      await press.addNote('mali', { text: 'Too long' }, EDITOR)
      expect((await notes(room))[1]).toEqual({ id: 2, text: 'Too long', by: 'Edith', at: '2026-11-24T12:00:00Z' })
      await press.file({ article: story('other'), actor: EDITOR })
      expect(await press.deleteNote('other', 1, EDITOR)).toMatchObject({ reason: 'unknown-note' })
      await press.rename('mali', 'talks', EDITOR)
      expect(await press.listNotes('talks')).toMatchObject({ notes: [{ id: 1 }, { id: 2 }] })
    }))

  test('is never published, exported, or left behind by what is deleted or erased', () =>
    withNote(async (room) => {
      const { press, kv, settle } = room
      await press.publish('mali', EDITOR)
      await settle()
      expect(JSON.stringify([kv.snapshot(), await everyLine(press), await press.audit()])).not.toContain('Says who?')
      await file(room, 'Lead', 'End')
      await press.eraseRevision('mali', 1, 'A court ordered it.', ADMIN)
      expect(await notes(room)).toEqual([{ id: 1, text: 'Says who?', by: 'Rex', at: '2026-11-24T12:00:00Z', excerpt: '' }])
      await press.file({ article: story('draft'), actor: EDITOR })
      await press.addNote('draft', { text: 'Gone soon' }, EDITOR)
      await press.deleteArticle('draft', EDITOR)
      expect(room.sql.exec('SELECT count(*) AS n FROM block_notes').one()).toEqual({ n: 1 })
    }))
})
