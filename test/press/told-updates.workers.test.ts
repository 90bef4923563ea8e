import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Filing } from '../../src/press/calls.ts'
import type { NewUpdate, UpdateOutcome } from '../../src/press/live-calls.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const said = (text: string): NewUpdate => ({ headline: text, body: [{ type: 'paragraph', text: `${text}.` }] as unknown as NewUpdate['body'] })
const idOf = (outcome: UpdateOutcome) => {
  if (!outcome.ok) throw new Error(outcome.reason)
  return 'update' in outcome ? outcome.update.id : outcome.waiting.id
}
const final = story('final', { kind: 'live', updates: [] })
const tell = async ({ press }: Room, text: string) => idOf(await press.addUpdate('final', said(text), EDITOR))
const newest = async ({ press }: Room) => {
  const read = await press.read('final')
  if (!read.ok) throw new Error(read.reason)
  return read
}
const headlinesOf = ({ updates = [] }: Article) => updates.map(({ headline, takenBack }) => (takenBack ? 'taken back' : headline))
const shown = async (room: Room) => {
  await room.settle()
  return headlinesOf(room.kv.json('en:article:final'))
}
const file = ({ press }: Room, article: Article, filing: Partial<Filing> = {}) => press.file({ article, actor: EDITOR, ...filing })

/** An event with one update, as an editor read it; and told since, a second. */
async function begun(room: Room) {
  await file(room, final, { publish: 'now' })
  const first = await tell(room, 'First')
  const { article: read, revision } = await newest(room)
  const second = await tell(room, 'Second')
  return { read, revision, first, second }
}

describe('copy of a live article from an hour ago', () => {
  test.each([
    ['without a condition', (_: number) => ({})],
    ['over whatever there is', (_: number) => ({ expect: 'any' as const })],
    ['with the revision it was made of', (revision: number) => ({ base: revision })],
    ['published again', (_: number) => ({ publish: 'now' as const })],
    ['by an admin', (_: number) => ({ actor: ADMIN })],
  ])('drops nothing that was told since, filed %s', (_, filing) =>
    newsroom(async (room) => {
      const { read, revision } = await begun(room)
      const outcome = await file(room, { ...read, headline: 'Reworded' }, filing(revision))
      expect(outcome).toMatchObject({ ok: true, notes: ['1 update that this copy didn’t have was kept. To take one back, delete it.'] })
      expect(await shown(room)).toEqual(['Second', 'First'])
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'Reworded' })
      expect(await file(room, { ...read, headline: 'Reworded' }, filing(revision))).toMatchObject({ changed: false })
    }),
  )

  test('drops nothing when a reporter files it and an editor publishes that', () =>
    newsroom(async (room) => {
      const { read } = await begun(room)
      await file(room, { ...read, headline: 'Reworded' }, { actor: REPORTER })
      await tell(room, 'Third')
      await room.press.publish('final', EDITOR)
      expect(await shown(room)).toEqual(['Third', 'Second', 'First'])
    }))

  test('drops nothing when it knows no updates at all, as an agency’s', () =>
    newsroom(async (room) => {
      const { revision } = await begun(room)
      const { updates: _, ...bare } = final
      await room.press.endEvent('final', EDITOR)
      await file(room, { ...bare, headline: 'Reworded' }, { expect: revision + 2 })
      expect(await shown(room)).toEqual(['Second', 'First'])
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'Reworded', ended: '2026-11-24T12:00:00Z' })
    }))

  test('drops nothing when it is imported, put into KV by hand or restored from the history', () =>
    newsroom(async (room) => {
      const { read, revision } = await begun(room)
      await room.press.importLines([JSON.stringify({ ...read, headline: 'Imported' })], ADMIN)
      expect(await shown(room)).toEqual(['Second', 'First'])
      room.time.now += 120_000
      room.kv.byHand('en:article:final', { ...read, headline: 'By hand' })
      await room.press.sweep(ADMIN)
      expect(await shown(room)).toEqual(['Second', 'First'])
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'By hand' })
      await room.press.restore('final', revision, EDITOR)
      expect(await shown(room)).toEqual(['Second', 'First'])
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'Story final' })
    }))

  test('drops nothing where a hand-put copy is found under a newer revision', () =>
    newsroom(async (room) => {
      const { read } = await begun(room)
      await room.settle()
      room.time.now += 120_000
      room.kv.byHand('en:article:final', { ...read, headline: 'By hand' })
      await tell(room, 'Third')
      await room.settle()
      expect(await room.press.publish('final', EDITOR)).toMatchObject({ ok: true })
      expect((await shown(room)).toSorted()).toEqual(['First', 'Second', 'Third'])
    }))

  test('tells nothing again that was taken back since', () =>
    newsroom(async (room) => {
      const { read, first } = await begun(room)
      await room.press.removeUpdate('final', first, EDITOR)
      expect(await file(room, read)).toMatchObject({
        ok: true,
        notes: [expect.stringContaining('kept'), `The update "${first}" was taken back, and stays so.`],
      })
      expect(await shown(room)).toEqual(['Second', 'taken back'])
    }))

  test('keeps what was corrected since, and the correction whatever it says', () =>
    newsroom(async (room) => {
      const { read, revision, first } = await begun(room)
      await room.press.changeUpdate('final', first, { headline: 'One nil', correction: 'It said otherwise.' }, EDITOR)
      for (const filing of [{ base: revision }, {}]) await file(room, read, filing)
      expect(await shown(room)).toEqual(['Second', 'One nil'])
      await file(room, { ...read, updates: [{ ...read.updates?.[0], headline: 'Nil one' }] as Article['updates'] }, { base: revision })
      expect(await shown(room)).toEqual(['Second', 'One nil'])
      await file(room, { ...read, updates: [{ ...read.updates?.[0], headline: 'Nil one' }] as Article['updates'] })
      expect(await shown(room)).toEqual(['Second', 'Nil one'])
      expect(room.kv.json('en:article:final').updates[1]).toMatchObject({ corrections: [{ text: 'It said otherwise.' }] })
    }))

  test('neither ends an event nor lets it go on that it knows nothing of', () =>
    newsroom(async (room) => {
      const { read, revision } = await begun(room)
      await room.press.endEvent('final', EDITOR)
      for (const filing of [{}, { base: revision }]) await file(room, { ...read, headline: 'Reworded' }, filing)
      await room.settle()
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'Reworded', ended: '2026-11-24T12:00:00Z' })
    }))

  test('is refused where with all that was told it has more than 500 updates', () =>
    newsroom(async (room) => {
      const { read } = await begun(room)
      const many = Array.from({ length: 499 }, (_, at) => ({ id: `own-${at}`, at: '2026-11-24T11:00:00Z', ...said(`${at}`) })) as unknown as Article['updates']
      expect(await file(room, { ...read, updates: [...(read.updates ?? []), ...(many ?? [])] })).toMatchObject({ reason: 'wrong-state' })
    }))
})

test('whoever files from a file again and again takes nothing back that never was in it', () =>
  newsroom(async (room) => {
    const { read, first, second } = await begun(room)
    let expect_: Partial<Filing> = {}
    for (const headline of ['Story final', 'Once', 'Twice', 'Twice']) {
      const outcome = await file(room, { ...read, headline }, expect_)
      expect(outcome).toMatchObject({ ok: true })
      expect(await shown(room)).toEqual(['Second', 'First'])
      if (outcome.ok) expect_ = { expect: outcome.entry.revision }
    }
    await room.press.changeUpdate('final', first, { headline: 'One nil' }, EDITOR)
    const { revision } = await newest(room)
    await file(room, { ...read, headline: 'Thrice' }, { base: Number(expect_.expect), expect: revision })
    expect(await shown(room)).toEqual(['Second', 'One nil'])
    const { article, revision: seen } = await newest(room)
    await file(room, { ...article, updates: article.updates?.filter(({ id }) => id !== second) as Article['updates'] }, { expect: seen })
    expect(await shown(room)).toEqual(['Second', 'One nil'])
  }))

describe('whoever knew an update', () => {
  test('takes it back by leaving it out, and readers see that there was one', () =>
    newsroom(async (room) => {
      const { first } = await begun(room)
      const { article, revision } = await newest(room)
      const outcome = await file(room, { ...article, updates: article.updates?.filter(({ id }) => id !== first) as Article['updates'] }, { expect: revision })
      expect(outcome).not.toHaveProperty('notes')
      expect(await shown(room)).toEqual(['Second', 'taken back'])
    }))

  test('lets an ended event go on by leaving that out', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.press.endEvent('final', EDITOR)
      const { article, revision } = await newest(room)
      const { ended: _, ...open } = article
      await file(room, open as Article, { expect: revision })
      await room.settle()
      expect(room.kv.json('en:article:final')).not.toHaveProperty('ended')
    }))

  test('leaves nothing of it where readers never had the article', () =>
    newsroom(async (room) => {
      await file(room, final)
      await tell(room, 'First')
      const { article, revision } = await newest(room)
      await file(room, { ...article, updates: [] }, { expect: revision })
      expect(headlinesOf((await newest(room)).article)).toEqual([])
    }))

  test('cannot tell another under its id once it is taken back', () =>
    newsroom(async (room) => {
      const { first } = await begun(room)
      await room.press.removeUpdate('final', first, EDITOR)
      const { article, revision } = await newest(room)
      const updates = article.updates?.map((update) => (update.id === first ? { id: first, at: update.at, ...said('Something else') } : update))
      expect(await file(room, { ...article, updates: updates as Article['updates'] }, { expect: revision })).toMatchObject({
        reason: 'wrong-state',
        message: `The update "${first}" was taken back, and its id can’t be used again. Give what you add an id of its own.`,
      })
    }))
})
