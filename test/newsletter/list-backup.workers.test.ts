import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BackupCalls, BackupPart } from '../../src/backup/calls.ts'
import { backupPage, LIST_TABLES, NOT_BACKED_UP } from '../../src/newsletter/list/backup.ts'
import { countedSql } from '../counted-sql.ts'
import { openList, subscribe, tokenIn, WORDING } from './a-list.ts'

type List = Awaited<ReturnType<typeof openList>>
const ID = 'c'.repeat(64)
const asBackup = (list: List) => list.stub as unknown as BackupCalls

async function linesOf(list: List, part: BackupPart) {
  const lines: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await asBackup(list).backupPage({ part, ...(cursor !== undefined && { cursor }) })
    if (!page.ok) throw new Error('It moved.')
    lines.push(...page.lines)
    if (page.nextCursor === undefined) return lines
    cursor = page.nextCursor
  }
}

const backUp = async (list: List) => ({ keys: await linesOf(list, 'keys'), rows: await linesOf(list, 'mailing-list') })

async function restore(list: List, { keys, rows }: Awaited<ReturnType<typeof backUp>>) {
  const counts: Record<string, number> = {}
  for (const line of rows) {
    const { table } = JSON.parse(line) as { table: string }
    counts[table] = (counts[table] ?? 0) + 1
  }
  await asBackup(list).beginRestore(ID)
  await asBackup(list).restoreRows('keys', keys)
  expect(await asBackup(list).restoreRows('mailing-list', rows)).toEqual({ ok: true })
  expect(await asBackup(list).endRestore(counts, 'Ada')).toEqual({ ok: true })
}

const addIssue = (list: List, state: string) =>
  list.inside(({ db }) => {
    db.sql.exec(
      `INSERT INTO issues (list, slug, source, state, subject, articles, created_at, created_by, changed_at, scheduled_for, frozen_at, recipients)
       VALUES ('daily', ?, '{"kind":"digest","list":"daily"}', ?, 'The day', '[]', 1, 'Edith', 1, ?, ?, 2)`,
      ...[state, state, state === 'scheduled' ? 1 : null, state === 'scheduled' ? null : 1],
    )
  })

describe('a backup of the mailing list', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T10:00:00Z') }))
  afterEach(() => void vi.useRealTimers())

  test('has every table, or the table is on the list of what is counted again or passes', async () => {
    const list = await openList()
    const all = await list.inside(({ db }) =>
      db.sql
        .exec<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_cf_*'`)
        .toArray()
        .map(({ name }) => name),
    )
    const backedUp = [...LIST_TABLES, 'secrets']
    expect(all.filter((name) => backedUp.includes(name) === NOT_BACKED_UP.includes(name))).toEqual([])
  })

  test('of twice as many readers looks at twice as many rows, not at all consents for each', async () => {
    const sizes: { lines: number; looked: number }[] = []
    for (const readers of [20, 40]) {
      const list = await openList()
      for (let at = 0; at < readers; at++) await subscribe(list, `reader-${at}@example.org`)
      sizes.push(
        await list.inside((core) => {
          const { sql, looked } = countedSql(core.db.sql)
          const page = backupPage({ ...core.db, sql }, { part: 'mailing-list' })
          return { lines: page.ok ? page.lines.length : 0, looked: looked() }
        }),
      )
    }
    const [one, two] = sizes as [(typeof sizes)[0], (typeof sizes)[0]]
    expect(two.lines / one.lines).toBeGreaterThan(1.8)
    expect(two.looked / one.looked).toBeLessThan(2.1)
  })

  test('comes back in an empty one byte for byte: links in letters still work, and who was erased stays so', async () => {
    const first = await openList()
    await subscribe(first, 'a@mail.example')
    await subscribe(first, 'gone@mail.example')
    await first.stub.forget('gone@mail.example')
    await first.signUp('waits@mail.example')
    await addIssue(first, 'sent')
    const backup = await backUp(first)
    const { preferences } = (await first.stub.confirm(first.tokenTo('a@mail.example'))) as { preferences: string }

    const second = await openList()
    await restore(second, backup)
    expect(await backUp(second)).toEqual(backup)
    expect((await second.stub.counts()).lists).toEqual((await first.stub.counts()).lists)
    expect(await second.stub.settings(preferences)).toMatchObject({ email: 'a@mail.example' })
    expect((await second.stub.issuesOf('daily', 1)).total).toBe(1)
    const row = {
      line: 1,
      email: 'gone@mail.example',
      list: 'daily',
      wording: { version: '1', words: 'I agree.' },
      at: '2026-11-01T00:00:00Z',
      country: 'SG',
      source: 'paper',
    }
    expect(await second.stub.importSubscribers([row])).toEqual([{ line: 1, result: 'erased' }])
    expect(JSON.stringify(backup)).not.toContain('gone@mail.example')
  })

  test('sends nothing by itself once it is back: what was on its way waits for an editor', async () => {
    const first = await openList()
    await subscribe(first, 'a@mail.example')
    for (const state of ['sending', 'scheduled']) await addIssue(first, state)
    const second = await openList()
    await restore(second, await backUp(first))
    await second.alarm()
    expect(second.sent.filter((message) => tokenIn(message) === '')).toEqual([])
    const states = (await second.stub.listIssues('daily')).items.map(({ state }) => state)
    expect(states).toEqual(['draft', 'paused'])
  })

  test('gives nobody’s old number to a new reader, and takes nobody in before it is whole', async () => {
    const first = await openList()
    for (const email of ['a@mail.example', 'last@mail.example']) await subscribe(first, email)
    const old = first.tokenTo('last@mail.example')
    await first.stub.forget('last@mail.example')
    const second = await openList()
    const backup = await backUp(first)
    await asBackup(second).beginRestore(ID)
    const early = { email: 'early@mail.example', lists: ['daily'], wording: WORDING, country: 'SG', sender: 'x' }
    const refused = await second.inside((core) => core.signUp(early).catch((error: Error) => error.message))
    expect(refused).toContain('being restored')
    await restore(second, backup)
    await subscribe(second, 'new@mail.example')
    expect(await second.stub.confirmation(old)).toMatchObject({ ok: false })
    expect(await second.inside(({ db }) => db.sql.exec<{ id: number }>(`SELECT id FROM readers WHERE email = 'new@mail.example'`).one().id)).toBeGreaterThan(2)
  })

  test('goes into an empty one alone', async () => {
    const list = await openList()
    await list.signUp('a@mail.example')
    expect(await asBackup(list).beginRestore(ID)).toEqual({ ok: false, reason: 'not-empty', what: ['newsletter readers'] })
  })
})
