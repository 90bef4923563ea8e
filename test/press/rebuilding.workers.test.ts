import { describe, expect, test } from 'vitest'
import { derivedOf, everyLine, timeless, week } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'

const GHOST = `'ghost', 'world', '2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z', '2026-11', 0, '{"slug":"ghost"}', '[]'`

/** What is done to the tables, or to KV, behind the press's back. */
const DAMAGE: Record<string, (room: Room) => unknown> = {
  'a story that was never published is live': ({ sql }) => sql.exec(`INSERT INTO live VALUES (999999, ${GHOST})`),
  'a draft is live': ({ sql }) =>
    sql.exec(
      `INSERT INTO live SELECT id, slug, 'world', '2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z', '2026-11', 0, '{}', '[]' FROM articles WHERE slug = 'story-6'`,
    ),
  'a published story is not': ({ sql }) => sql.exec(`DELETE FROM live WHERE slug = 'story-8'`),
  'cards are those of yesterday': ({ sql }) =>
    sql.exec(
      `UPDATE live SET card = '{"slug":"story-8","headline":"Yesterday"}', published_at = '2025-01-01T00:00:00Z', month = '2025-01' WHERE slug IN ('story-8', 'story-9')`,
    ),
  'everything is gone': ({ sql }) =>
    ['live', 'listing_entries', 'totals', 'picks', 'corrections', 'filed', 'words'].map((table) => sql.exec(`DELETE FROM ${table}`)),
  'stories stand in listings that are not theirs': ({ sql }) =>
    sql.exec(
      `INSERT INTO listing_entries VALUES ('topic/stray', '2026-11-24T08:00:00Z', 'story-8', 'Stray'), ('latest', '2026-11-24T08:00:00Z', 'ghost', 'Latest')`,
    ),
  'and not in their own': ({ sql }) => sql.exec(`DELETE FROM listing_entries WHERE slug = 'story-9' OR name = 'topic/mali'`),
  'totals are wrong': ({ sql }) =>
    sql.exec(
      `UPDATE totals SET total = total + 5; INSERT INTO totals VALUES ('topic/stray', 'topic', 7), ('month/1999-01', 'month', 3); DELETE FROM totals WHERE name = 'author/edith-coyle'`,
    ),
  'what stands beside is nowhere': ({ sql }) =>
    sql.exec(`INSERT INTO also VALUES ('ghost', 0, ''), ('ghost', 1, 'story-8'), ('story-9', 7, 'ghost'), ('story-9', 8, 'story-9')`),
  'corrections are another’s': ({ sql }) =>
    sql.exec(
      `INSERT INTO corrections VALUES ('2026-11-24T09:00:00Z', 'ghost', 0, 'Stray'), ('2026-11-24T09:00:00Z', 'story-8', 0, 'Stray'); DELETE FROM corrections WHERE slug = 'story-3'`,
    ),
  'picks are another’s': ({ sql }) =>
    sql.exec(`INSERT INTO picks VALUES ('story-8', 'ghost', 0), ('story-8', 'story-10', 0); DELETE FROM picks WHERE slug = 'story-9'`),
  'words lead nowhere': ({ sql }) =>
    sql.exec(`INSERT INTO words (rowid, headline) VALUES (999999, 'story');
      INSERT INTO words (rowid, headline) SELECT id, 'story' FROM articles WHERE slug = 'story-6'; DELETE FROM words WHERE rowid = (SELECT id FROM articles WHERE slug = 'story-8')`),
  'the desk finds what is not filed': ({ sql }) =>
    sql.exec(`INSERT INTO filed (rowid, slug, headline) VALUES (999999, 'ghost', 'Ghost'); UPDATE filed SET headline = 'Other' WHERE slug = 'story-8'`),
  'KV has what the ledger does not publish': ({ kv }) => {
    const tag = (value: unknown) => ({ text: JSON.stringify(value), metadata: { tag: 'stray' } })
    for (const [key, value] of [
      ['en:article:story-6', story('story-6')],
      ['en:listing:topic/stray', { v: 1, name: 'topic/stray', title: 'Stray', cards: [], total: 1, updatedAt: '2026-11-24T08:00:00Z' }],
      ['en:listing:section/gone', {}],
      ['en:also/ghost', { v: 1, slug: 'ghost', cards: [] }],
    ] as const)
      kv.values.set(key, tag(value))
  },
  'KV has a page of a story that was withdrawn': ({ kv }) =>
    kv.values.set('en:article:story-4', { text: JSON.stringify(story('story-4')), metadata: { tag: 'stray' } }),
}

describe('a reprint heals', () => {
  const names = Object.keys(DAMAGE)
  test.each([0, 5, 10])('whatever befell readers’ tables and KV (%d)', (from) =>
    newsroom(async (room) => {
      await week(room)
      const before = { edition: room.kv.snapshot(), tables: derivedOf(room) }
      for (const name of names.slice(from, from + 5)) {
        DAMAGE[name]?.(room)
        await room.press.reprint(ADMIN)
        await room.settle()
        expect(derivedOf(room), name).toEqual(before.tables)
        expect(room.kv.snapshot(), name).toEqual(before.edition)
      }
    }),
  )

  test('all of it at once, and what comes out is what a fresh import of the ledger gives', async () => {
    const { lines, healed, now } = await newsroom(async (room) => {
      await week(room)
      for (const damage of Object.values(DAMAGE)) {
        try {
          damage(room)
        } catch {
          // Some of the damage is done already.
        }
      }
      await room.press.reprint(ADMIN)
      await room.settle()
      return { lines: await everyLine(room.press), healed: { tables: derivedOf(room), edition: timeless(room.kv.snapshot()) }, now: room.time.now }
    })
    await newsroom(async (fresh) => {
      fresh.time.now = now
      await fresh.press.importLines(lines, ADMIN)
      await fresh.settle()
      expect(healed).toEqual({ tables: derivedOf(fresh), edition: timeless(fresh.kv.snapshot()) })
    })
  })
})

describe('while readers’ tables are made anew', () => {
  test('what an editor does between two steps remains', async () => {
    const { lines, healed, now } = await newsroom(async (room) => {
      const { press, time, sql } = room
      await week(room)
      sql.exec('DELETE FROM totals')
      await press.reprint(ADMIN)
      const during = Array.from({ length: 8 }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, n))
        time.now += 1500
        const article = story(`during-${n}`, { topics: [{ slug: 'mali', name: 'Mali' }] })
        return n % 2 ? press.withdraw(`story-${10 + n}`, EDITOR) : press.file({ article, actor: EDITOR, publish: 'now' })
      })
      await Promise.all([press.alarm(), ...during])
      await room.settle()
      return { lines: await everyLine(press), healed: { tables: derivedOf(room), edition: timeless(room.kv.snapshot()) }, now: time.now }
    })
    await newsroom(async (fresh) => {
      fresh.time.now = now
      await fresh.press.importLines(lines, ADMIN)
      await fresh.settle()
      expect(healed).toEqual({ tables: derivedOf(fresh), edition: timeless(fresh.kv.snapshot()) })
    })
  })

  test('and the object is killed at any step, the next one goes on', () =>
    newsroom(async (room) => {
      const { press, storage, kv, sql } = room
      await week(room)
      const before = { edition: timeless(kv.snapshot()), tables: derivedOf(room) }
      const transact = storage.transactionSync.bind(storage)
      for (const fatal of [2, 7, 12, 16, 19]) {
        sql.exec(`DELETE FROM listing_entries WHERE name = 'latest'; UPDATE totals SET total = 1; INSERT INTO live VALUES (999999, ${GHOST})`)
        await press.reprint(ADMIN)
        let moments = 0
        storage.transactionSync = (action) => {
          if (++moments >= fatal) throw new Error('killed')
          return transact(action)
        }
        await press.alarm()
        storage.transactionSync = transact
        await room.settle()
        expect(derivedOf(room), `killed at step ${fatal}`).toEqual(before.tables)
        expect(timeless(kv.snapshot())).toEqual(before.edition)
      }
    }))

  test('and KV does not list, urgent work goes out, and the rest when KV is back', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      await week(room)
      const before = timeless(kv.snapshot())
      kv.values.set('en:listing:topic/stray', { text: '{}', metadata: { tag: 'stray' } })
      const list = kv.list.bind(kv)
      kv.list = async () => {
        throw new Error('KV LIST failed: 500')
      }
      await press.reprint(ADMIN)
      await press.alarm()
      room.time.now += 5000
      await press.file({ article: story('urgent'), actor: EDITOR, publish: 'now' })
      expect(kv.json('en:article:urgent')).toMatchObject({ slug: 'urgent' })
      kv.list = list
      await press.withdraw('urgent', EDITOR)
      await room.pass(60)
      expect(kv.values.has('en:listing:topic/stray')).toBe(false)
      expect(Object.keys(before).every((key) => kv.values.has(key))).toBe(true)
    }))

  test('no step reads more than its share, however many stories there are', () =>
    newsroom(async ({ press, sql, storage, settle }) => {
      for (let from = 0; from < 400; from += 200) {
        const lines = Array.from({ length: 200 }, (_, n) => JSON.stringify(story(`story-${from + n}`, { topics: [{ slug: `topic-${n % 9}`, name: 'Topic' }] })))
        await press.importLines(lines, ADMIN)
      }
      await settle()
      await press.reprint(ADMIN)
      const exec = sql.exec.bind(sql)
      const transact = storage.transactionSync.bind(storage)
      let copies = 0
      let most = 0
      const asked = new Map<string, unknown[]>()
      sql.exec = ((query: string, ...bound: unknown[]) => {
        asked.set(query, bound)
        if (query.startsWith('SELECT c.json, a.slug FROM copy')) copies++
        return exec(query, ...bound)
      }) as typeof sql.exec
      storage.transactionSync = (action) => {
        copies = 0
        const answer = transact(action)
        most = Math.max(most, copies)
        return answer
      }
      await settle()
      sql.exec = exec
      storage.transactionSync = transact
      expect(most).toBeGreaterThan(1)
      expect(most).toBeLessThanOrEqual(50)
      const plans = [...asked].flatMap(([query, bound]) =>
        /^\s*(?:SELECT|UPDATE|DELETE)/.test(query)
          ? exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bound)
              .toArray()
              .map(({ detail }) => `${detail} of ${query}`)
          : [],
      )
      expect(
        plans.filter((plan) => /^(?:SCAN (?:articles|live|l|listing_entries|also|picks|corrections|copy) of|USE TEMP B-TREE FOR ORDER)/.test(plan)),
      ).toEqual([])
    }))
})
