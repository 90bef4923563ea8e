import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import type { PressContext } from '../../src/press/printing/press-context.ts'
import { nextTelling, tellSearch } from '../../src/press/printing/telling-search.ts'
import { Presence } from '../../src/press/writing/presence.ts'
import type { Telling } from '../../src/search/calls.ts'
import type { Search } from '../../src/search/search.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from '../press/newsroom.ts'
import { found, inside, tracesIn } from './a-search.ts'

const saying = (text: string) => ({ body: [{ type: 'paragraph', text }] as never })
const MALI = { topics: [{ slug: 'mali', name: 'Mali' }] }

describe('search is told', () => {
  test('of a publication and a correction, and finds the new words and not the old', () =>
    newsroom(async ({ press, search, settle, pass }) => {
      await press.file({ article: story('ferry', { headline: 'Ferry sinks', ...saying('Nobody drowned.') }), actor: EDITOR, publish: 'now' })
      await settle()
      expect(await found(search, 'drowned')).toEqual(['ferry'])
      await press.file({ article: story('ferry', { headline: 'Ferry runs aground', ...saying('Nobody was hurt.') }), actor: EDITOR })
      await pass(5)
      for (const [q, slugs] of [
        ['drowned', []],
        ['sinks', []],
        ['aground', ['ferry']],
        ['hurt', ['ferry']],
      ] as const)
        expect(await found(search, q), q).toEqual(slugs)
      await press.restore('ferry', 1, EDITOR)
      await press.publish('ferry', EDITOR)
      await pass(5)
      expect([await found(search, 'sinks'), await found(search, 'aground')]).toEqual([['ferry'], []])
    }))

  const ends: Record<string, (room: Room) => Promise<unknown>> = {
    'withdrawn by an editor': ({ press }) => press.withdraw('ferry', EDITOR),
    'killed by its agency': ({ press }) => press.stop({ actor: EDITOR, agency: { uri: 'urn:ferry', version: 2 }, order: 'kill' }),
    'held by its agency': ({ press }) => press.stop({ actor: EDITOR, agency: { uri: 'urn:ferry', version: 2 }, order: 'hold' }),
    'put under an embargo': ({ press }) => press.embargo('ferry', '2026-12-24T00:00:00Z', EDITOR),
    'taken down at its hour': async ({ press, pass }) => {
      await press.withdraw('ferry', EDITOR, { at: '2026-11-24T13:00:00Z' })
      await pass(3700)
    },
  }
  test.each(Object.entries(ends))('of a story that is %s before its page goes, and nothing of it is left', (_, end) =>
    newsroom(async (room) => {
      const { press, search, kv, settle } = room
      const article = story('ferry', { headline: 'Zanzibar ferry', ...MALI, ...saying('Zanzibar again.') })
      await press.file({ article, actor: EDITOR, publish: 'now', agency: { uri: 'urn:ferry', version: 1 } })
      await press.file({ article: story('other', saying('Something else.')), actor: EDITOR, publish: 'now' })
      await settle()
      expect((await tracesIn(search, 'zanzibar')).length).toBeGreaterThan(3)
      expect((await tracesIn(search, 'zan')).some((line) => line.startsWith('grams: '))).toBe(true)
      // KV is away: search forgets all the same.
      kv.beforeWrite = () => {
        throw new Error('KV PUT failed: 500')
      }
      await end(room).catch((error: Error) => expect(error.message).toBe('The outbox does not empty, or search is not told.'))
      expect(await found(search, 'zanzibar')).toEqual([])
      expect(await found(search, 'zanzibat')).toEqual([])
      expect(await tracesIn(search, 'zan')).toEqual([])
      expect(await found(search, 'something')).toEqual(['other'])
    }),
  )

  test('of what an embargo held back when it lifts, and not before', () =>
    newsroom(async ({ press, search, settle, pass }) => {
      await press.file({ article: story('later', { publishedAt: '2026-11-24T13:00:00Z' }), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('draft'), actor: EDITOR, publish: 'no' })
      await settle()
      expect(await tracesIn(search, 'later')).toEqual([])
      expect(await tracesIn(search, 'draft')).toEqual([])
      await pass(3700)
      expect(await found(search, 'later')).toEqual(['later'])
    }))

  test('of a renamed story under its new address, once', () =>
    newsroom(async ({ press, search, settle, pass }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await settle()
      await press.rename('one', 'first', EDITOR)
      await pass(5)
      expect(await found(search, 'story')).toEqual(['first'])
      await press.withdraw('first', EDITOR)
      expect(await found(search, 'story')).toEqual([])
    }))

  test('of a revision that is erased nothing is left, not even in its indexes', () =>
    newsroom(async ({ press, search, settle, pass }) => {
      await press.file({ article: story('trial', { headline: 'Zanzibar on trial', ...saying('Zanzibar.') }), actor: EDITOR, publish: 'now' })
      await settle()
      await press.file({ article: story('trial', { headline: 'A man on trial' }), actor: EDITOR })
      await pass(5)
      expect(await press.eraseRevision('trial', 1, 'A court ordered it.', ADMIN)).toEqual({ ok: true })
      expect(await tracesIn(search, 'zanzibar')).toEqual([])
      expect(await tracesIn(search, 'anz')).toEqual([])
    }))

  test('of a thousand imported stories, some at a time, and of an editor’s before the rest', () =>
    newsroom(async (room) => {
      const { press, search, settle } = room
      await settle()
      const tellings: Telling[] = []
      press.search = { tell: (telling) => search.tell(telling).finally(() => tellings.push(telling)) }
      const lines = Array.from({ length: 1000 }, (_, n) => JSON.stringify(story(`story-${n}`, MALI)))
      expect((await press.importLines(lines, ADMIN)).every(({ ok }) => ok)).toBe(true)
      const printing = press.alarm()
      await press.file({ article: story('urgent', { headline: 'Cyclone' }), actor: EDITOR, publish: 'now' })
      await printing
      await settle()
      expect((await search.find({ q: 'story' })).total).toBe(1000)
      expect(await search.popularTopics()).toEqual([{ slug: 'mali', name: 'Mali' }])
      expect(tellings.length).toBeLessThan(200)
      const toldAt = tellings.findIndex(({ stories }) => stories.some(({ card }) => card.slug === 'urgent'))
      expect(toldAt).toBeLessThan(tellings.length / 2)
      expect(tellings.map(({ sequence }) => sequence)).toEqual(tellings.map(({ sequence }) => sequence).toSorted((a, b) => a - b))
    }))
})

describe('while search', () => {
  test('fails, publishing is what it was; afterwards search catches up by itself', () =>
    newsroom(async ({ press, search, kv, time, settle }) => {
      await press.file({ article: story('before'), actor: EDITOR, publish: 'now' })
      await settle()
      press.search = { tell: () => Promise.reject(new Error('The object is overloaded.')) }
      expect(await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })).toMatchObject({ ok: true, entry: { state: 'published' } })
      await press.file({ article: story('two'), actor: EDITOR, publish: 'now' })
      await press.withdraw('before', EDITOR)
      for (let minute = 0; minute < 120; minute++) {
        time.now += 60_000
        await press.alarm()
      }
      expect(kv.json('en:listing:latest').cards.map(({ slug }: { slug: string }) => slug)).toEqual(['two', 'one'])
      await press.withdraw('two', EDITOR)
      expect(await found(search, 'story')).toEqual(['before'])
      press.search = search
      await settle()
      expect(await found(search, 'story')).toEqual(['one'])
    }))

  test('fails, it is asked less and less often, once a minute in the end', () =>
    newsroom(async ({ press, sql, time, settle }) => {
      await settle()
      let asked = 0
      press.search = { tell: () => Promise.reject(new Error(`Away: ${++asked}`)) }
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      const moments: number[] = []
      for (let n = 0; n < 12; n++) {
        const next = nextTelling({ sql, lang: 'en' }) ?? Number.NaN
        moments.push(next - time.now)
        time.now = Math.max(time.now, next)
        await press.alarm()
      }
      expect(moments.at(-1)).toBe(60_000)
      expect(asked).toBeLessThan(16)
    }))

  test('hangs, an order is answered all the same; and what was told then comes too late to count', () =>
    newsroom(async (room) => {
      const { press, search, settle, time } = room
      await settle()
      const held: Telling[] = []
      const hanging = { tell: (telling: Telling) => new Promise<never>(() => held.push(telling)) }
      press.search = { tell: () => Promise.reject(new Error('Away.')) }
      await press.file({ article: story('one', { headline: 'First words' }), actor: EDITOR, publish: 'now' })
      time.now += 60_000
      const began = Date.now()
      expect(await tellSearch(contextOf(room), hanging, 20)).toBe(0)
      expect(Date.now() - began).toBeLessThan(5000)
      expect(held).toHaveLength(1)
      press.search = hanging
      time.now += 60_000
      expect(await press.file({ article: story('one', { headline: 'Second words' }), actor: EDITOR })).toMatchObject({ ok: true })
      press.search = search
      await settle()
      for (const late of held) expect(await search.tell(late)).toMatchObject({ changed: 0 })
      expect([await found(search, 'first'), await found(search, 'second')]).toEqual([[], ['one']])
    }))
})

describe('search is filled', () => {
  const three = async ({ press, settle }: Room) => {
    for (const slug of ['one', 'two', 'three']) await press.file({ article: story(slug, MALI), actor: EDITOR, publish: 'now' })
    await settle()
  }
  const lose = (search: Room['search']) =>
    inside(search, ({ sql }) => {
      for (const table of ['stories', 'texts', 'kept', 'words', 'grams']) sql.exec(`DELETE FROM ${table}`)
    })

  test('by a ledger from before search was an object of its own, and by none of its copies twice', () =>
    newsroom(async (room) => {
      const { press, search, sql, settle } = room
      await three(room)
      await lose(search)
      // As an earlier version left it, or came back for a while.
      for (const statement of [
        'DROP TABLE search_queue',
        `DELETE FROM kept WHERE name = 'search-filling'`,
        `UPDATE kept SET name = 'search-index' WHERE name = 'words-index'`,
        `CREATE VIRTUAL TABLE grams USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1', detail = none)`,
        `INSERT INTO grams (rowid, text) VALUES (1, 'story one')`,
      ])
        sql.exec(statement)
      createTables(sql)
      createTables(sql)
      expect(sql.exec(`SELECT name FROM sqlite_schema WHERE name LIKE 'grams%'`).toArray()).toEqual([])
      expect(sql.exec(`SELECT json FROM kept WHERE name = 'words-index'`).toArray()).toHaveLength(1)
      expect(await search.find({ q: 'story' })).toMatchObject({ total: 0, isFilling: true })
      await settle()
      const { hits, isFilling } = await search.find({ q: 'story' })
      expect([hits.map(({ card }) => card.slug).sort(), isFilling]).toEqual([['one', 'three', 'two'], undefined])
      await press.withdraw('two', EDITOR)
      expect((await found(search, 'story')).sort()).toEqual(['one', 'three'])
    }))

  test('some at a time, and what happens meanwhile counts', () =>
    newsroom(async (room) => {
      const { press, search, settle } = room
      await press.importLines(
        Array.from({ length: 120 }, (_, n) => JSON.stringify(story(`story-${n}`))),
        ADMIN,
      )
      await settle()
      await lose(search)
      await press.fillSearch()
      const context = contextOf(room)
      await tellSearch(context, search)
      const first = (await search.find({ q: 'story' })).total
      expect(first).toBeGreaterThan(0)
      expect(first).toBeLessThan(60)
      await press.withdraw('story-3', EDITOR)
      await press.withdraw('story-117', EDITOR)
      await press.file({ article: story('story-5', { headline: 'Other' }), actor: EDITOR })
      await settle()
      expect((await search.find({ q: 'body' })).total).toBe(118)
      expect(await found(search, 'other')).toEqual(['story-5'])
    }))

  test('anew when it has lost what it had: it asks the press once it is asked itself, and no more than once a minute', () =>
    newsroom(async (room) => {
      const { press, search, settle } = room
      await three(room)
      const stub = search as unknown as DurableObjectStub
      await lose(search)
      await evictDurableObject(stub as never)
      let asked = 0
      await runInDurableObject(stub, async (instance) => {
        const core = await (instance as unknown as Search).core
        core.press = { fillSearch: async () => void asked++ }
        for (let n = 0; n < 5; n++) expect(await core.find({ q: 'story' })).toMatchObject({ total: 0, isFilling: true })
      })
      expect(asked).toBe(1)
      await press.fillSearch()
      await settle()
      expect((await search.find({ q: 'story' })).total).toBe(3)
      // Told the next change, it says so itself.
      await lose(search)
      await press.file({ article: story('four'), actor: EDITOR, publish: 'now' })
      await settle()
      expect(await search.find({ q: 'story' })).toMatchObject({ total: 4 })
    }))

  test('by a reprint, which removes what is there without reason and mends what is wrong', () =>
    newsroom(async (room) => {
      const { press, search, settle } = room
      await three(room)
      await inside(search, ({ sql }) => {
        sql.exec(
          `INSERT INTO stories (id, section, published_at, card, names, spelling) VALUES (999, 'world', '2026-11-24T08:00:00Z', '{"slug":"ghost","headline":"Ghost story"}', '', 2)`,
        )
        sql.exec(`INSERT INTO texts (id, text) VALUES (999, 'Story of a ghost')`)
        sql.exec(`INSERT INTO words (rowid, headline, body) VALUES (999, 'Story', 'Story of a ghost')`)
        sql.exec(`UPDATE texts SET text = 'Other' WHERE id = 1`)
        sql.exec(`UPDATE stories SET spelling = 1 WHERE id = 2`)
      })
      expect((await search.find({ q: 'story' })).total).toBe(4)
      await press.reprint(ADMIN)
      await settle()
      expect((await found(search, 'story')).sort()).toEqual(['one', 'three', 'two'])
      expect(await tracesIn(search, 'ghost')).toEqual([])
      expect(await tracesIn(search, 'other')).toEqual([])
    }))

  test('by a ledger that was set back to an earlier day, whose numbers search has had', () =>
    newsroom(async (room) => {
      const { press, search, sql, settle } = room
      await three(room)
      for (const sequence of [0, 1, 2, 3, 4]) {
        sql.exec(`UPDATE kept SET json = json_set(json, '$.sequence', ?) WHERE name = 'search-filling'`, sequence)
        await press.file({ article: story(`after-${sequence}`), actor: EDITOR, publish: 'now' })
        await settle()
        expect(await found(search, `after-${sequence}`)).toEqual([`after-${sequence}`])
      }
    }))
})

test('readers’ search pages are purged once search has been told, after a withdrawal with what readers must not see', () =>
  newsroom(async (room) => {
    const { press, sql, settle } = room
    const queued = () => sql.exec<{ key: string; rank: number }>(`SELECT key, rank FROM purges WHERE key = 'search'`).toArray()
    await settle()
    await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
    await settle()
    sql.exec('DELETE FROM purges')
    for (const [order, rank] of [
      [() => press.file({ article: story('one', { headline: 'Again' }), actor: EDITOR }), 1],
      [() => press.withdraw('one', EDITOR), 0],
    ] as const) {
      press.search = { tell: () => Promise.reject(new Error('Away.')) }
      room.time.now += 2000
      await order()
      await press.alarm()
      expect(queued()).toEqual([])
      room.time.now += 60_000
      await tellSearch(contextOf(room), room.search)
      expect(queued()).toEqual([{ key: 'search', rank }])
      press.search = room.search
      await settle()
      sql.exec('DELETE FROM purges')
    }
    // Told the same again, nothing changes, and nothing is purged.
    await press.fillSearch()
    await tellSearch(contextOf(room), room.search)
    expect(queued()).toEqual([])
  }))

function contextOf(room: Room): PressContext {
  const { sql, storage, kv, time } = room
  return {
    ledger: { sql, lang: 'en' },
    kv: kv as never,
    transact: (step) => storage.transactionSync(step),
    clock: () => time.now,
    presence: new Presence(),
    outside: room.press.outside,
    log: () => {},
  }
}
