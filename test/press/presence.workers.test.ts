import { expect, test } from 'vitest'
import { EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const present = async ({ press }: Room, actor = EDITOR, tab = 'tab1', typing = false, slug = 'mali') => {
  const seen = await press.heartbeat(slug, { tab, typing }, actor)
  return seen.ok ? seen.present : seen.reason
}
const withMali = (work: (room: Room) => Promise<unknown>) =>
  newsroom(async (room) => {
    await room.press.file({ article: story('mali'), actor: EDITOR })
    await work(room)
  })

test('who has a story open sees who else has, since when, and who is typing', () =>
  withMali(async (room) => {
    expect(await present(room)).toEqual([])
    room.time.now += 5000
    expect(await present(room, REPORTER, 'tab1', true)).toEqual([{ by: 'Edith', since: '2026-11-24T12:00:00Z', typing: false }])
    room.time.now += 5000
    expect(await present(room)).toEqual([{ by: 'Rex', since: '2026-11-24T12:00:05Z', typing: true }])
    room.time.now += 16_000
    expect(await present(room)).toEqual([{ by: 'Rex', since: '2026-11-24T12:00:05Z', typing: false }])
  }))

test('who has it open in a second tab is told so', () =>
  withMali(async (room) => {
    await present(room, EDITOR, 'tab2', true)
    expect(await present(room)).toEqual([{ by: 'Edith', since: '2026-11-24T12:00:00Z', typing: true, you: true }])
  }))

test('who leaves is gone at once, and who says nothing after forty seconds', () =>
  withMali(async (room) => {
    await present(room, REPORTER)
    await room.press.heartbeat('mali', { tab: 'tab1', typing: false, leaving: true }, REPORTER)
    expect(await present(room)).toEqual([])
    await present(room, REPORTER)
    room.time.now += 40_000
    expect(await present(room)).toEqual([])
  }))

test('an open page learns of a newer revision, a withdrawal and a rename', () =>
  withMali(async (room) => {
    const { press } = room
    await press.file({ article: story('mali', { headline: 'Later' }), actor: REPORTER })
    expect(await press.heartbeat('mali', { tab: 'a', typing: false }, EDITOR)).toMatchObject({ entry: { revision: 2, by: 'Rex' } })
    await present(room, REPORTER)
    await press.withdraw('mali', EDITOR)
    await press.rename('mali', 'talks', EDITOR)
    expect(await press.heartbeat('mali', { tab: 'a', typing: false }, EDITOR)).toMatchObject({
      entry: { slug: 'talks', state: 'withdrawn' },
      present: [{ by: 'Rex' }],
    })
    expect(await present(room, EDITOR, 'a', false, 'none')).toBe('unknown-article')
  }))

test('a heartbeat writes no row', () =>
  withMali(async (room) => {
    const exec = room.sql.exec.bind(room.sql)
    let written = 0
    room.sql.exec = ((query: string, ...bound: unknown[]) => {
      const cursor = exec(query, ...bound)
      written += cursor.rowsWritten
      return cursor
    }) as typeof exec
    await present(room)
    await present(room, REPORTER)
    expect(written).toBe(0)
  }))

test('however many tabs say they are there, only the last are remembered', () =>
  withMali(async (room) => {
    for (let n = 0; n < 200; n++) await present(room, { name: `Writer ${n}`, role: 'reporter' })
    expect(await present(room)).toHaveLength(59)
  }))
