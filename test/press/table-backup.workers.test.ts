import { describe, expect, test } from 'vitest'
import { LEDGER_TABLES, NOT_BACKED_UP } from '../../src/press/backup/ledger-tables.ts'
import { derivedOf, week } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const ID = 'b'.repeat(64)

/** All that a newsroom has beside its stories. */
async function everything(room: Room) {
  const { press } = room
  await week(room)
  await press.file({ article: story('story-2', { headline: 'Second thoughts' }), actor: EDITOR, publish: 'now' })
  await room.pass(5)
  await press.eraseRevision('story-2', 1, 'A court ordered it.', ADMIN)
  await press.rename('story-11', 'story-eleven', EDITOR)
  await press.saveDraft('story:story-1', { tab: 'a1', sequence: 1, text: '{"headline":"Half a thought"}' }, REPORTER)
  await press.addToken({ name: 'Wire', role: 'reporter', hash: 'f'.repeat(64) }, ADMIN)
  await press.leaveOutOfMostRead('story-12', true, EDITOR)
  await press.recordPicture({ id: 'c'.repeat(32), width: 10, height: 10, type: 'image/png', bytes: 99 }, REPORTER, { alt: 'A lighthouse' })
  await room.pass(3600)
}

async function backUp({ press }: Room, { between }: { between?: () => Promise<unknown> } = {}) {
  const mark = await press.beginBackup(ADMIN)
  const lines: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await press.backupPage({ part: 'ledger', mark, ...(cursor !== undefined && { cursor }) })
    if (!page.ok) return page
    lines.push(...page.lines)
    if (page.nextCursor === undefined) return { ok: true as const, lines, counts: countsOf(lines) }
    cursor = page.nextCursor
    await between?.()
  }
}

function countsOf(lines: string[]) {
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const { table } = JSON.parse(line) as { table: string }
    counts[table] = (counts[table] ?? 0) + 1
  }
  return counts
}

async function restore({ press }: Room, { lines, counts }: { lines: string[]; counts: Record<string, number> }) {
  expect(await press.beginRestore(ID)).toEqual({ ok: true, isDone: false })
  for (let at = 0; at < lines.length; at += 100) expect(await press.restoreRows('ledger', lines.slice(at, at + 100))).toEqual({ ok: true })
  expect(await press.endRestore(counts, 'Ada')).toEqual({ ok: true })
}

/** What a backup of a newsroom that has everything says. */
const aBackup = () =>
  newsroom(async (room) => {
    await everything(room)
    const backup = await backUp(room)
    if (!backup.ok) throw new Error('It moved.')
    return { ...backup, kv: room.kv.snapshot(), derived: derivedOf(room), time: room.time.now }
  })

describe('a backup of the press', () => {
  test('has every table, or the table is on the list of what is made again or passes', () =>
    newsroom(async ({ sql }) => {
      const all = sql
        .exec<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '_cf_*'`)
        .toArray()
        .map(({ name }) => name)
      // What full-text search stores for itself.
      const own = all.filter((name) => !/^(?:words|grams|filed|picture_words)_/.test(name))
      const left = Object.values(NOT_BACKED_UP).flat() as string[]
      expect(own.filter((name) => LEDGER_TABLES.includes(name) === left.includes(name))).toEqual([])
    }))

  test('comes back in an empty site, and a second backup is byte for byte the first', async () => {
    const first = await aBackup()
    expect(first.counts).toMatchObject({ articles: 31, drafts: 1, tokens: 1, left_out_of_most_read: 1, pictures: 1, redirects: 1 })
    await newsroom(async (room) => {
      room.time.now = first.time
      await restore(room, first)
      await room.settle()
      await room.pass(60)
      expect(await backUp(room)).toEqual({ ok: true, lines: first.lines, counts: first.counts })
      expect(room.kv.snapshot()).toEqual(first.kv)
      expect(derivedOf(room)).toEqual(first.derived)
      expect(await room.press.tokenHolder('f'.repeat(64))).toEqual({ name: 'Wire', role: 'reporter' })
      expect((await room.press.pictures({ q: 'lighthouse', limit: 5 })).items.length).toBe(1)
      expect((await room.press.audit(undefined, 5)).items.some(({ what }) => what === 'restore-backup')).toBe(true)
      expect(await room.press.read('story-2', 1)).toMatchObject({ reason: 'erased-revision' })
    })
  })

  test('has no plain token, and nothing of who is signed in', async () => {
    const { lines } = await aBackup()
    const tables = new Set(lines.map((line) => (JSON.parse(line) as { table: string }).table))
    for (const table of ['sessions', 'sign_in_links', 'spent_challenges', 'outbox']) expect(tables).not.toContain(table)
    expect(lines.join('\n')).not.toContain('challenge-key')
  })

  test('is restored from the beginning again after a kill, and nothing falls due or changes in between', async () => {
    const first = await aBackup()
    const name = `killed-restore-${Math.random()}`
    const kept = await newsroom(async (room) => {
      room.time.now = first.time + 90 * 86_400_000
      await room.press.beginRestore(ID)
      await room.press.restoreRows('ledger', first.lines.slice(0, 200))
      await room.press.alarm()
      expect(room.kv.writes).toEqual([])
      await expect(room.press.file({ article: story('meanwhile'), actor: EDITOR })).rejects.toThrow('being restored')
      expect(await room.press.endRestore(first.counts, 'Ada')).toMatchObject({ reason: 'incomplete' })
      return { kv: room.kv, time: { now: first.time } }
    }, name)
    await newsroom(
      async (room) => {
        await restore(room, first)
        await room.settle()
        expect(await backUp(room)).toMatchObject({ lines: first.lines })
        // Sent once more, it is done.
        expect(await room.press.beginRestore(ID)).toEqual({ ok: true, isDone: true })
      },
      name,
      kept,
    )
  })

  test('goes into an empty press alone: what is there is named, and stays', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('here'), actor: EDITOR, publish: 'now' })
      expect(await room.press.beginRestore(ID)).toEqual({ ok: false, reason: 'not-empty', what: ['articles'] })
      await room.settle()
      expect(await room.press.restoreRows('ledger', [])).toEqual({ ok: false, reason: 'not-begun' })
      expect((await room.press.list({ limit: 5 })).items.length).toBe(1)
    }))

  test('begins again where a story was renamed while it was read, and takes in what is filed', () =>
    newsroom(async (room) => {
      const { press, settle } = room
      const long = 'x'.repeat(600_000)
      const body = [{ type: 'paragraph', text: long }] as never
      for (const slug of ['one', 'two', 'three']) await press.file({ article: story(slug, { body }), actor: EDITOR, publish: 'now' })
      await settle()
      const filing = await backUp(room, { between: () => press.file({ article: story('three', { body, headline: `Again ${Math.random()}` }), actor: EDITOR }) })
      expect(filing.ok).toBe(true)
      let renamed = false
      const renaming = await backUp(room, {
        between: async () => {
          if (!renamed) await press.rename('one', 'first', EDITOR)
          renamed = true
        },
      })
      expect(renaming).toEqual({ ok: false, reason: 'moved' })
    }))

  test('can be restored whatever was filed, published or noted between any two of its pages', async () => {
    const body = [{ type: 'paragraph', text: 'x'.repeat(600_000) }] as never
    const again = async ({ press, settle }: Room) => {
      for (const slug of ['one', 'two', 'three'])
        await press.file({ article: story(slug, { body, headline: `Again ${Math.random()}` }), actor: EDITOR, publish: 'now' })
      await press.addNote('two', { text: 'Who says so?' }, EDITOR)
      await settle()
    }
    const backup = await newsroom(async (room) => {
      await again(room)
      return backUp(room, { between: () => again(room) })
    })
    if (!backup.ok) throw new Error('It moved.')
    await newsroom(async (room) => {
      await restore(room, backup)
      expect((await room.press.list({ limit: 5 })).items.length).toBe(3)
    })
  })

  test.each([
    [
      'a publication is undone',
      async ({ press }: Room) => {
        await press.file({ article: story('four'), actor: EDITOR })
        await press.publish('four', EDITOR)
        await press.undoPublication('four', EDITOR)
      },
    ],
    ['a note is deleted', ({ press }: Room) => press.deleteNote('one', 1, EDITOR)],
    ['a picture is allowed again', ({ press }: Room) => press.recordPictureAllowed('c'.repeat(32), ADMIN)],
  ])('begins again where %s meanwhile: its number goes to the next', (_, move) =>
    newsroom(async (room) => {
      const { press } = room
      await press.recordPicture({ id: 'c'.repeat(32), width: 10, height: 10, type: 'image/png', bytes: 99 }, REPORTER, {})
      await press.recordPictureWithdrawn('c'.repeat(32), ADMIN)
      const body = [{ type: 'paragraph', text: 'x'.repeat(600_000) }] as never
      for (const slug of ['two', 'three', 'one']) await press.file({ article: story(slug, { body }), actor: EDITOR, publish: 'now' })
      await press.addNote('one', { text: 'Who says so?' }, EDITOR)
      let isMoved = false
      const between = async () => {
        if (!isMoved) await move(room)
        isMoved = true
      }
      const backup = await backUp(room, { between })
      expect((await press.audit(undefined, 1)).items[0]?.what).not.toBe('backup')
      expect(backup).toEqual({ ok: false, reason: 'moved' })
    }),
  )

  test('of a later version is refused with the name of what is not known here', () =>
    newsroom(async ({ press }) => {
      await press.beginRestore(ID)
      const line = JSON.stringify({ table: 'names', row: { kind: 'topic', slug: 'a', at: 'x', by: 'y', colour: 'red' } })
      expect(await press.restoreRows('ledger', [line])).toMatchObject({ reason: 'bad-line', line: 1, message: expect.stringContaining('"colour"') })
      expect(await press.restoreRows('ledger', ['{"table":"sqlite_schema","row":{}}'])).toMatchObject({ reason: 'bad-line' })
    }))
})
