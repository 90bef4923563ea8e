import { expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'
import { out, withStories } from './renamed-stories.ts'

const listed = async ({ press }: Room) => (await press.redirects({})).items.map(({ from, to, made }) => [from, to, made])

test('where stories, topics and authors were before is listed with editors’ redirects, page by page, and says what made it', () =>
  withStories(async (room) => {
    const { press, settle } = room
    await press.saveRedirect({ from: '/2019/harvest', to: '/world/old' }, EDITOR)
    await press.file({ article: story('beside', { topics: [{ slug: 'sahel', name: 'Sahel' }] }), actor: EDITOR, publish: 'now' })
    await settle()
    await press.rename('old', 'new', EDITOR)
    await press.mergeName('topic', 'mali', 'sahel', EDITOR)
    await press.renameName('topic', 'sahel', { slug: 'the-sahel' }, EDITOR)
    await settle()
    await press.file({ article: story('new', { section: 'asia' }), actor: EDITOR, publish: 'now' })
    await settle()
    const all = [
      ['/2019/harvest', '/asia/new', undefined],
      ['/topic/mali', '/topic/the-sahel', 'merger'],
      ['/topic/sahel', '/topic/the-sahel', 'rename'],
      ['/world/new', '/asia/new', 'section'],
      ['/world/old', '/asia/new', 'rename'],
    ]
    expect(await listed(room)).toEqual(all)
    expect((await press.redirects({})).total).toBe(5)
    expect((await press.redirects({ q: '/WORLD/' })).items.map(({ from }) => from)).toEqual(['/world/new', '/world/old'])
    let cursor: string | undefined
    const paged: string[] = []
    do {
      const page = await press.redirects({ limit: 2, ...(cursor && { cursor }) })
      paged.push(...page.items.map(({ from }) => from))
      cursor = page.nextCursor
    } while (cursor)
    expect(paged).toEqual(all.map(([from]) => from))
  }))

test('no editor points elsewhere what leads on by itself, nor removes it; an exported file that says the same comes in again', () =>
  withStories(async (room) => {
    const { press } = room
    await press.rename('old', 'new', EDITOR)
    const refusal = {
      ok: false,
      reason: 'bad-redirect',
      field: 'from',
      message: expect.stringMatching(/^\/world\/old leads to \/world\/new by itself: .* by a rename/),
    }
    expect(await press.saveRedirect({ from: '/world/old', to: '/world/beside' }, EDITOR)).toMatchObject(refusal)
    expect(await press.saveRedirect({ from: '/world/old', to: null }, EDITOR)).toMatchObject(refusal)
    expect(await press.removeRedirect('/World/old/', EDITOR)).toMatchObject(refusal)
    expect(await press.importRedirects([{ from: '/world/old', to: '/world/new' }], EDITOR)).toMatchObject([
      { ok: true, result: 'same', redirect: { made: 'rename' } },
    ])
    expect(await listed(room)).toEqual([['/world/old', '/world/new', 'rename']])
  }))

test('a story or topic that is back at its first address leaves no redirect there, and no circle', () =>
  withStories(async (room) => {
    const { press, kv, settle } = room
    await press.rename('old', 'new', EDITOR)
    await settle()
    await press.rename('new', 'old', EDITOR)
    await settle()
    expect(await listed(room)).toEqual([['/world/new', '/world/old', 'rename']])
    await press.renameName('topic', 'mali', { slug: 'the-mali' }, EDITOR)
    await press.renameName('topic', 'the-mali', { slug: 'mali' }, EDITOR)
    await settle()
    expect(await listed(room)).toEqual([
      ['/topic/the-mali', '/topic/mali', 'rename'],
      ['/world/new', '/world/old', 'rename'],
    ])
    expect(kv.json('en:listing:topic/the-mali')).toMatchObject({ to: '/topic/mali' })
    expect(kv.json('en:listing:topic/mali').to).toBeUndefined()
  }))

test('an editor’s redirect to a topic that takes its very address is gone, not a circle', () =>
  withStories(async (room) => {
    const { press } = room
    await press.saveRedirect({ from: '/topic/crops', to: '/topic/mali' }, EDITOR)
    await press.renameName('topic', 'mali', { slug: 'crops' }, EDITOR)
    expect(await listed(room)).toEqual([['/topic/mali', '/topic/crops', 'rename']])
  }))

test('a story that never came out leaves none, and one that is hidden by an embargo has none printed', () =>
  withStories(async (room) => {
    const { press, kv, settle, pass } = room
    await press.file({ article: story('draft'), actor: EDITOR })
    await press.rename('draft', 'drafted', EDITOR)
    expect(await listed(room)).toEqual([])
    await press.file({ article: story('old', { section: 'asia' }), actor: EDITOR, publish: 'now' })
    await settle()
    await pass(5)
    await press.withdraw('old', EDITOR)
    await settle()
    expect(await listed(room)).toEqual([['/world/old', '/asia/old', 'section']])
    expect(kv.json('en:article:old')).toMatchObject({ withdrawn: true })
  }))

test('a ledger from before they were listed lists what was renamed and merged in it', () =>
  withStories(async (room) => {
    const { press, sql, settle } = room
    await out(press, 'third', { topics: [{ slug: 'sahel', name: 'Sahel' }] })
    await settle()
    await press.rename('old', 'new', EDITOR)
    await press.mergeName('topic', 'mali', 'sahel', EDITOR)
    await press.renameName('topic', 'sahel', { slug: 'the-sahel' }, EDITOR)
    await settle()
    const before = await listed(room)
    sql.exec('DELETE FROM old_addresses')
    sql.exec('ALTER TABLE old_addresses DROP COLUMN made')
    createTables(sql)
    createTables(sql)
    expect(before.length).toBe(3)
    expect(await listed(room)).toEqual(before)
  }))

test('an export has all of them, page by page, and the ledger that imports it lists them and sends readers on', async () => {
  const lines: string[] = []
  let before: unknown[] = []
  await withStories(async (room) => {
    const { press, settle } = room
    await press.rename('old', 'new', EDITOR)
    await out(press, 'third', { topics: [{ slug: 'sahel', name: 'Sahel' }] })
    await settle()
    await press.mergeName('topic', 'mali', 'sahel', EDITOR)
    await press.file({ article: story('third', { section: 'asia' }), actor: EDITOR, publish: 'now' })
    const rows = Array.from({ length: 250 }, (_, at) => ({ from: `/many/${at}/x`, to: at % 2 ? '/world/new' : null }))
    for (let n = 0; n < 10; n++)
      await press.importRedirects(
        rows.map(({ from, to }) => ({ from: `${from}${n}`, to })),
        EDITOR,
      )
    await press.saveRedirect({ from: '/shop', to: 'https://shop.example/' }, EDITOR)
    await settle()
    before = (await press.redirects({ limit: 1000 })).items.map(({ from, to, made, by }) => [from, to, made, by])
    let cursor: string | undefined
    do {
      const page = await press.exportPage(cursor)
      lines.push(...page.lines)
      cursor = page.nextCursor
    } while (cursor)
  })
  expect(before.length).toBe(1000)
  await newsroom(async (room) => {
    expect((await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
    await room.settle()
    expect((await room.press.redirects({ limit: 1000 })).items.map(({ from, to, made, by }) => [from, to, made, by])).toEqual(before)
    expect((await room.press.redirects({})).total).toBe(2504)
    expect(room.kv.json('en:article:shop')).toMatchObject({ old: { '/shop': 'https://shop.example/' } })
    // The same again changes nothing.
    expect((await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
    expect((await room.press.redirects({})).total).toBe(2504)
  })
})
