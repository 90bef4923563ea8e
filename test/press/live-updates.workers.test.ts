import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import type { NewUpdate, UpdateOutcome } from '../../src/press/live-calls.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const final = story('final', { kind: 'live', updates: [] })
const paragraphs = (text: string) => [{ type: 'paragraph', text }] as unknown as NewUpdate['body']
const said = (text: string, more: Partial<NewUpdate & { id: string }> = {}): NewUpdate & { id?: string } => ({
  headline: text,
  body: paragraphs(`${text}.`),
  ...more,
})

const begun = ({ press }: Room) => press.file({ article: final, actor: EDITOR, publish: 'now' })
const shown = ({ kv }: Room) => (kv.json('en:article:final')?.updates ?? []) as { id: string; headline?: string; pinned?: boolean; takenBack?: string }[]
const headlines = (room: Room) => shown(room).map(({ headline }) => headline)
const idOf = (outcome: UpdateOutcome) => {
  if (!outcome.ok) throw new Error(outcome.reason)
  return 'update' in outcome ? outcome.update.id : outcome.waiting.id
}
const trail = async ({ press }: Room) => (await press.audit()).items.map(({ what, by }) => `${what} by ${by}`)

describe('an editor’s update', () => {
  test('is a revision of its own and with readers at once', () =>
    newsroom(async (room) => {
      await begun(room)
      const outcome = await room.press.addUpdate('final', said('Kick-off'), EDITOR)
      await room.settle()
      expect(outcome).toMatchObject({ ok: true, entry: { revision: 2, live: 2, state: 'published' }, changed: true })
      expect(headlines(room)).toEqual(['Kick-off'])
      expect(room.kv.json('en:article:final')).toMatchObject({ updatedAt: '2026-11-24T12:00:00Z' })
      expect(await trail(room)).toContain('update by Edith')
    }))

  test('waits with a draft, and comes out with it', () =>
    newsroom(async (room) => {
      await room.press.file({ article: final, actor: EDITOR })
      expect(await room.press.addUpdate('final', said('Kick-off'), EDITOR)).toMatchObject({ entry: { state: 'draft', revision: 2 } })
      await room.settle()
      expect(shown(room)).toEqual([])
      await room.press.publish('final', EDITOR)
      await room.settle()
      expect(headlines(room)).toEqual(['Kick-off'])
    }))

  test('of a scheduled article comes out when that does', () =>
    newsroom(async (room) => {
      await room.press.file({ article: { ...final, publishedAt: '2026-11-24T13:00:00Z' }, actor: EDITOR, publish: 'now' })
      expect(await room.press.addUpdate('final', said('The teams'), EDITOR)).toMatchObject({
        entry: { state: 'scheduled', ready: 2, until: '2026-11-24T13:00:00Z' },
      })
      await room.pass(3601)
      expect(headlines(room)).toEqual(['The teams'])
    }))

  test('does not bring out what a reporter filed, and is not lost under it', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.press.file({ article: { ...final, headline: 'Reworded' }, actor: REPORTER })
      await room.press.addUpdate('final', said('Kick-off'), EDITOR)
      await room.settle()
      expect(room.kv.json('en:article:final')).toMatchObject({ headline: 'Story final', updates: [{ headline: 'Kick-off' }] })
      const newest = await room.press.read('final')
      expect(newest).toMatchObject({ article: { headline: 'Reworded', updates: [{ headline: 'Kick-off' }] } })
    }))

  test('brings nothing back that was withdrawn', () =>
    newsroom(async (room) => {
      await begun(room)
      await room.press.withdraw('final', EDITOR)
      expect(await room.press.addUpdate('final', said('Late'), EDITOR)).toMatchObject({ ok: true, entry: { state: 'withdrawn' } })
      await room.settle()
      expect(room.kv.json('en:article:final')).toMatchObject({ withdrawn: true })
    }))

  test('is refused where the article is no live coverage, is unknown or was renamed', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('plain'), actor: EDITOR })
      expect(await press.addUpdate('plain', said('x'), EDITOR)).toMatchObject({ reason: 'wrong-state' })
      expect(await press.addUpdate('nothing', said('x'), EDITOR)).toMatchObject({ reason: 'unknown-article' })
      await press.rename('plain', 'other', EDITOR)
      expect(await press.addUpdate('plain', said('x'), EDITOR)).toMatchObject({ reason: 'renamed', current: 'other' })
    }))

  test('is one of at most 500', () =>
    newsroom(async ({ press }) => {
      const updates = Array.from({ length: 500 }, (_, at) => ({ id: `u-${at}`, at: '2026-11-24T11:00:00Z', ...said(`n ${at}`) })) as never
      await press.file({ article: { ...final, updates }, actor: EDITOR, publish: 'now' })
      expect(await press.addUpdate('final', said('One more'), EDITOR)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('500 updates') })
    }))
})

test('forty updates from two people are forty, each once, however often they are sent', () =>
  newsroom(async (room) => {
    await begun(room)
    const send = (by: string, n: number) => {
      const idempotency = { key: `${by}-${n}`, bodyHash: `${by}-${n}` }
      return room.press.addUpdate('final', said(`${by} ${n}`), { name: by, role: 'editor' }, { idempotency })
    }
    const sends = Array.from({ length: 20 }, (_, n) => ['Ann', 'Bob'].flatMap((by) => [send(by, n), send(by, n)])).flat()
    const outcomes = await Promise.all(sends)
    await room.settle()
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(new Set(outcomes.map(idOf)).size).toBe(40)
    expect(headlines(room).toSorted()).toEqual(['Ann', 'Bob'].flatMap((by) => Array.from({ length: 20 }, (_, n) => `${by} ${n}`)).toSorted())
    expect(await room.press.addUpdate('final', said('other'), { name: 'Ann', role: 'editor' }, { idempotency: { key: 'Ann-1', bodyHash: 'x' } })).toMatchObject(
      {
        reason: 'key-reused',
      },
    )
  }))

test('forty updates in a second are taken without waiting for the page, which is printed once with all of them', () =>
  newsroom(async (room) => {
    await begun(room)
    await room.settle()
    room.press.patienceMs = 2500
    const prints = () => room.kv.writes.filter((key) => key === 'en:article:final').length
    const before = prints()
    for (let n = 0; n < 20; n++) await Promise.all(['Ann', 'Bob'].map((name) => room.press.addUpdate('final', said(`${name} ${n}`), { name, role: 'editor' })))
    expect(prints()).toBe(before)
    await room.settle()
    expect([prints(), shown(room).length, room.kv.tooFast]).toEqual([before + 1, 40, []])
  }))

describe('a reporter’s update', () => {
  test('is nowhere but in the tray until an editor approves it', () =>
    newsroom(async (room) => {
      const { press, sql } = room
      await begun(room)
      const sent = await press.addUpdate('final', said('A goal, I think', { key: true }), REPORTER)
      await room.settle()
      expect(sent).toMatchObject({ ok: true, waiting: {} })
      expect(shown(room)).toEqual([])
      expect(JSON.stringify(await press.exportPage())).not.toContain('A goal')
      expect(sql.exec('SELECT count(*) AS n FROM revisions').one()).toEqual({ n: 1 })
      expect(await press.liveDesk('final')).toMatchObject({ waiting: [{ headline: 'A goal, I think', by: 'Rex', key: true }] })

      expect(await press.approveUpdate('final', idOf(sent), REPORTER)).toMatchObject({ reason: 'not-allowed' })
      room.time.now += 60_000
      const approved = await press.approveUpdate('final', idOf(sent), EDITOR)
      await room.settle()
      expect(approved).toMatchObject({ ok: true, update: { id: idOf(sent) } })
      expect(shown(room)).toMatchObject([{ headline: 'A goal, I think', at: '2026-11-24T12:01:00Z', key: true }])
      expect(await press.liveDesk('final')).toMatchObject({ updates: [{ by: 'Rex' }], waiting: [] })
      expect(await press.approveUpdate('final', idOf(sent), EDITOR)).toMatchObject({ ok: true, changed: false })
      expect(await trail(room)).toContain('approve-update by Edith')
    }))

  test('is approved as the editor saw it, or not at all', () =>
    newsroom(async (room) => {
      const { press } = room
      await begun(room)
      const sent = await press.addUpdate('final', said('One nil'), REPORTER)
      const seen = sent.ok && 'waiting' in sent ? sent.waiting.tag : ''
      await press.changeUpdate('final', idOf(sent), { headline: 'Two nil' }, REPORTER)
      expect(await press.approveUpdate('final', idOf(sent), EDITOR, { expect: [seen] })).toMatchObject({ reason: 'stale-value' })
      expect(await press.liveDesk('final')).toMatchObject({ updates: [], waiting: [{ headline: 'Two nil' }] })
    }))

  test('is refused with a reason, changed by its writer and sent again', () =>
    newsroom(async (room) => {
      const { press } = room
      await begun(room)
      const id = idOf(await press.addUpdate('final', said('Rumour'), REPORTER))
      await press.removeUpdate('final', id, EDITOR, { reason: 'Who says so?' })
      expect(await press.liveDesk('final')).toMatchObject({ waiting: [{ refused: { by: 'Edith', reason: 'Who says so?' } }] })
      expect(await press.changeUpdate('final', id, { headline: 'The referee confirms' }, { name: 'Ron', role: 'reporter' })).toMatchObject({
        reason: 'not-allowed',
      })
      await press.changeUpdate('final', id, { headline: 'The referee confirms' }, REPORTER)
      const desk = await press.liveDesk('final')
      expect(desk.ok && desk.waiting[0]?.refused).toBeUndefined()
      await press.removeUpdate('final', id, REPORTER)
      expect(await press.liveDesk('final')).toMatchObject({ waiting: [] })
    }))

  test('that was told cannot be changed or taken back by a reporter', () =>
    newsroom(async (room) => {
      await begun(room)
      const id = idOf(await room.press.addUpdate('final', said('One nil'), EDITOR))
      expect(await room.press.changeUpdate('final', id, { headline: 'x' }, REPORTER)).toMatchObject({ reason: 'not-allowed' })
      expect(await room.press.removeUpdate('final', id, REPORTER)).toMatchObject({ reason: 'not-allowed' })
    }))

  test('goes with a draft that is deleted', () =>
    newsroom(async ({ press, sql }) => {
      await press.file({ article: final, actor: EDITOR })
      await press.addUpdate('final', said('x'), REPORTER)
      await press.addUpdate('final', said('y'), EDITOR)
      await press.deleteArticle('final', EDITOR)
      for (const table of ['waiting_updates', 'update_authors']) expect(sql.exec(`SELECT count(*) AS n FROM ${table}`).one()).toEqual({ n: 0 })
    }))
})

describe('an update that was told', () => {
  test('is pinned alone', () =>
    newsroom(async (room) => {
      await begun(room)
      const first = idOf(await room.press.addUpdate('final', said('First', { pinned: true }), EDITOR))
      const second = idOf(await room.press.addUpdate('final', said('Second'), EDITOR))
      await room.press.changeUpdate('final', second, { pinned: true }, EDITOR)
      await room.settle()
      expect(shown(room).flatMap(({ id, pinned }) => (pinned ? [id] : []))).toEqual([second])
      await room.press.addUpdate('final', said('Third', { pinned: true }), EDITOR)
      await room.settle()
      expect(shown(room).filter(({ pinned }) => pinned)).toMatchObject([{ headline: 'Third' }])
      expect(shown(room).find(({ id }) => id === first)).not.toHaveProperty('pinned')
    }))

  test('is corrected in place, and the correction is with all others', () =>
    newsroom(async (room) => {
      const { press } = room
      await begun(room)
      const id = idOf(await press.addUpdate('final', said('One nil'), EDITOR))
      const outcome = await press.changeUpdate('final', id, { body: paragraphs('Two nil.'), correction: 'An earlier version had the wrong score.' }, EDITOR)
      await room.settle()
      expect(outcome).toMatchObject({ ok: true, changed: true })
      expect(shown(room)).toMatchObject([
        { headline: 'One nil', body: [{ text: 'Two nil.' }], corrections: [{ at: '2026-11-24T12:00:00Z', text: 'An earlier version had the wrong score.' }] },
      ])
      expect(await press.corrections(1)).toMatchObject({ total: 1, items: [{ slug: 'final', text: 'An earlier version had the wrong score.' }] })
    }))

  test('is changed as the editor saw it, or not at all', () =>
    newsroom(async (room) => {
      const { press } = room
      await begun(room)
      const added = await press.addUpdate('final', said('One nil'), EDITOR)
      const tag = added.ok && 'update' in added ? added.update.tag : ''
      const changed = await press.changeUpdate('final', idOf(added), { headline: 'One all' }, EDITOR, { expect: [tag] })
      expect(changed).toMatchObject({ ok: true })
      expect(await press.changeUpdate('final', idOf(added), { headline: 'One two' }, EDITOR, { expect: [tag] })).toMatchObject({
        reason: 'stale-value',
        current: changed.ok && 'update' in changed && changed.update.tag,
      })
      expect(await press.changeUpdate('final', idOf(added), { headline: null, body: [] }, EDITOR)).toMatchObject({ reason: 'wrong-state' })
    }))

  test('that is changed to what it is makes no revision', () =>
    newsroom(async (room) => {
      await begun(room)
      const id = idOf(await room.press.addUpdate('final', said('One nil'), EDITOR))
      expect(await room.press.changeUpdate('final', id, { headline: 'One nil', pinned: false }, EDITOR)).toMatchObject({
        changed: false,
        entry: { revision: 2 },
      })
    }))

  test('leaves a line where it was taken back, and nothing where nobody had seen it', () =>
    newsroom(async (room) => {
      const { press, search } = room
      await press.file({ article: final, actor: EDITOR })
      const unseen = idOf(await press.addUpdate('final', said('Not yet'), EDITOR))
      await press.removeUpdate('final', unseen, EDITOR)
      expect(await press.liveDesk('final')).toMatchObject({ updates: [] })
      await press.publish('final', EDITOR)
      const id = idOf(await press.addUpdate('final', said('Wrong man'), EDITOR))
      await press.removeUpdate('final', id, EDITOR, { reason: 'Mistaken identity' })
      await room.settle()
      expect(shown(room)).toEqual([{ id, at: '2026-11-24T12:00:00Z', body: [], takenBack: '2026-11-24T12:00:00Z' }])
      expect((await press.audit()).items[0]).toMatchObject({ what: 'take-back-update', detail: `${id}: Mistaken identity` })
      expect(await search.find({ q: 'wrong' })).toMatchObject({ total: 0 })
      expect(await press.changeUpdate('final', id, { headline: 'Right man' }, EDITOR)).toMatchObject({ reason: 'unknown-update' })
    }))
})

test('an id that a sender gave is used once, also when what bore it was taken back', () =>
  newsroom(async (room) => {
    const { press } = room
    await press.file({ article: final, actor: EDITOR })
    await press.addUpdate('final', said('Never seen', { id: 'goal-0' }), EDITOR)
    await press.removeUpdate('final', 'goal-0', EDITOR)
    await press.publish('final', EDITOR)
    expect(await press.addUpdate('final', said('One nil', { id: 'goal-1' }), EDITOR)).toMatchObject({ ok: true, update: { id: 'goal-1' } })
    await press.addUpdate('final', said('A rumour', { id: 'goal-2' }), REPORTER)
    for (const id of ['goal-1', 'goal-2'])
      expect(await press.addUpdate('final', said('Two nil', { id }), EDITOR)).toMatchObject({ message: expect.stringContaining('already an update') })
    await press.removeUpdate('final', 'goal-1', EDITOR)
    for (const id of ['goal-0', 'goal-1'])
      expect(await press.addUpdate('final', said('Again', { id }), EDITOR)).toMatchObject({ message: expect.stringContaining('taken back') })
    await room.settle()
    expect(headlines(room)).toEqual([undefined])
  }))

test('an event that ended takes no more, until it goes on', () =>
  newsroom(async (room) => {
    const { press } = room
    await begun(room)
    const sent = idOf(await press.addUpdate('final', said('Late'), REPORTER))
    expect(await press.endEvent('final', REPORTER)).toMatchObject({ reason: 'not-allowed' })
    expect(await press.endEvent('final', EDITOR)).toMatchObject({ ok: true, changed: true })
    expect(await press.endEvent('final', EDITOR)).toMatchObject({ ok: true, changed: false })
    await room.settle()
    expect(room.kv.json('en:article:final')).toMatchObject({ ended: '2026-11-24T12:00:00Z' })
    for (const outcome of [await press.addUpdate('final', said('x'), EDITOR), await press.approveUpdate('final', sent, EDITOR)])
      expect(outcome).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('This event ended') })
    await press.resumeEvent('final', EDITOR)
    await press.approveUpdate('final', sent, EDITOR)
    await room.settle()
    expect(room.kv.json('en:article:final')).not.toHaveProperty('ended')
    expect(headlines(room)).toEqual(['Late'])
  }))

test('a ledger from before there was a tray has one when it wakes', () =>
  newsroom(async (room) => {
    await begun(room)
    for (const table of ['waiting_updates', 'update_authors']) room.sql.exec(`DROP TABLE ${table}`)
    createTables(room.sql)
    await room.press.addUpdate('final', said('One nil'), REPORTER)
    expect(await room.press.liveDesk('final')).toMatchObject({ waiting: [{ headline: 'One nil' }] })
  }))

test('erasing a revision leaves no text of its updates in answers that are kept', () =>
  newsroom(async ({ press, sql }) => {
    await press.file({ article: final, actor: EDITOR, publish: 'now' })
    await press.addUpdate('final', said('A name'), EDITOR, { idempotency: { key: 'k', bodyHash: 'h' } })
    expect(JSON.stringify(sql.exec('SELECT outcome FROM idempotency').toArray())).not.toContain('A name')
  }))

describe('the banner', () => {
  test('is set and ended by an editor, and nothing else of the site changes', () =>
    newsroom(async (room) => {
      const { press } = room
      expect(await press.setBanner({ text: 'x' }, EDITOR)).toBe('no-site')
      await press.setSite(SITE, ADMIN)
      expect(await press.setBanner({ text: 'The bridge is closed', url: '/world/bridge' }, EDITOR)).toMatchObject({ ok: true })
      await room.settle()
      expect(room.kv.json('site')).toEqual({ ...SITE, breaking: { text: 'The bridge is closed', url: '/world/bridge' } })
      expect(await press.setBanner({ text: 'Other' }, EDITOR, ['stale'])).toMatchObject({ reason: 'stale-value' })
      expect(await press.setBanner(null, EDITOR)).toMatchObject({ ok: true })
      await room.settle()
      expect(room.kv.json('site')).toEqual(SITE)
      expect(await trail(room)).toEqual(expect.arrayContaining(['set-banner by Edith', 'end-banner by Edith']))
    }))

  test('is none of a reporter’s', () => newsroom(({ press }) => expect(press.setBanner({ text: 'x' }, REPORTER)).rejects.toThrow('needs editor')))
})

describe('the front', () => {
  test('tells the second editor who was first, and changes nothing', () =>
    newsroom(async ({ press }) => {
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      const { tag } = await press.frontDesk()
      expect(await press.setPins(['one'], EDITOR, [tag])).toMatchObject({ ok: true })
      expect(await press.setPins(['two'], { name: 'Eva', role: 'editor' }, [tag])).toMatchObject({
        reason: 'stale-value',
        what: 'front',
        changed: { by: 'Edith', at: '2026-11-24T12:00:00Z' },
      })
      expect(await press.frontDesk()).toMatchObject({ pins: ['one'], changed: { by: 'Edith' } })
    }))

  test('can be looked at with other pins before they are set', () =>
    newsroom(async ({ press, settle }) => {
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await settle()
      await press.setPins(['one'], EDITOR)
      const slugs = (await press.frontWith(['two'])).cards.map(({ slug }) => slug)
      expect(slugs).toEqual(['two', 'one'])
      expect(await press.pins()).toEqual(['one'])
      expect((await press.entriesOf(['two', 'nothing', 'one'])).map(({ slug }) => slug)).toEqual(['two', 'one'])
    }))
})
