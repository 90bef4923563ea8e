import { expect, test } from 'vitest'
import { readRows } from '../../src/backup/table-rows.ts'
import { LEDGER_KEYS, ledgerTables } from '../../src/press/backup/ledger-tables.ts'
import { countedSql } from '../counted-sql.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

/** Stories with all that can belong to a story, so that each of its tables grows with their number. */
async function fill({ press }: Room, stories: number) {
  for (let at = 0; at < stories; at++) {
    const slug = `story-${at}`
    await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
    await press.file({ article: story(slug, { headline: `Second thoughts on ${at}` }), actor: EDITOR, publish: 'now' })
    await press.correct(slug, 'An earlier version named the wrong day.', EDITOR)
    await press.rename(slug, `renamed-${at}`, EDITOR)
    await press.leaveOutOfMostRead(`renamed-${at}`, true, EDITOR)
    await press.saveDraft(`story:renamed-${at}`, { tab: 'a1', sequence: 1, text: '{"headline":"Half a thought"}' }, REPORTER)
    await press.recordPicture({ id: at.toString(16).padStart(32, '0'), width: 10, height: 10, type: 'image/png', bytes: 99 }, REPORTER, { alt: 'A lighthouse' })
  }
  await press.addToken({ name: 'Wire', role: 'reporter', hash: 'f'.repeat(64) }, ADMIN)
}

/** Lines of a whole backup, and rows that SQLite had to look at for them. */
function readAll(room: Room) {
  const { sql, looked } = countedSql(room.sql)
  const { lines } = readRows(sql, ledgerTables(Number.MAX_SAFE_INTEGER), LEDGER_KEYS, undefined)
  return { lines: lines.length, looked: looked() }
}

test('a backup of twice as many stories looks at twice as many rows, not at all stories for each', async () => {
  const sizes: { lines: number; looked: number }[] = []
  for (const stories of [20, 40])
    await newsroom(async (room) => {
      await fill(room, stories)
      sizes.push(readAll(room))
    })
  const [one, two] = sizes as [(typeof sizes)[0], (typeof sizes)[0]]
  expect(two.lines / one.lines).toBeGreaterThan(1.9)
  expect(two.looked / one.looked).toBeLessThan(2.1)
})
