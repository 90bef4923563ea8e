import { describe, expect, test } from 'vitest'
import type { AgencyItem } from '../../src/copy/ninjs/item-version.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, story } from './newsroom.ts'
import { item, kill, slugOf, stateOf, URI, wire } from './wire.ts'

describe('an agency’s order to stop', () => {
  test.each<[string, AgencyItem, AgencyItem]>([
    ['the first came without a version', item(undefined, '2026-11-10T08:00:00.000Z'), item(3)],
    ['the order has none', item(7), item()],
    ['the order is older than what we have', item(7), item(2)],
    ['both are only dated, the order before the item', item(undefined, '2026-11-10T08:00:00.000Z'), item(undefined, '2026-11-09T08:00:00.000Z')],
    ['neither has anything', item(), item()],
  ])('is obeyed where %s', (_, first, order) =>
    newsroom(async (room) => {
      for (const how of ['kill', 'hold'] as const) {
        await room.press.file(wire(how, { ...first, uri: how }))
        expect(await room.press.stop({ ...kill({ ...order, uri: how }), order: how })).toMatchObject({ ok: true, changed: true, entry: { state: 'withdrawn' } })
      }
      await room.settle()
      for (const how of ['kill', 'hold']) expect(room.kv.json(`en:article:${how}`)).toMatchObject({ withdrawn: true })
      expect(room.kv.json('en:listing:latest').cards).toEqual([])
    }),
  )

  test('keeps out every version that is not newer than the highest seen, and lets a newer one in', () =>
    newsroom(async (room) => {
      await room.press.file(wire('summit', item(4)))
      await room.press.stop(kill(item(2)))
      for (const version of [1, 2, 3, 4]) expect(await room.press.file(wire('summit', item(version))), String(version)).toMatchObject({ ok: false, held: 4 })
      expect(await room.press.file(wire('summit', item()))).toMatchObject({ ok: false, reason: 'stopped-item' })
      expect(await stateOf(room, 'summit')).toBe('withdrawn')
      expect(await room.press.file(wire('summit', item(5)))).toMatchObject({ ok: true, entry: { slug: 'summit', state: 'published' } })
      // Let in, it is an item like any other.
      expect(await room.press.file(wire('summit', item()))).toMatchObject({ ok: true, entry: { state: 'published' } })
    }))

  test('that comes before the item is remembered: what comes late is a draft, and says why; a newer version comes out', () =>
    newsroom(async (room) => {
      for (const [n, order] of [item(5), item(), item(undefined, '2026-11-10T08:00:00.000Z')].entries()) {
        const uri = `urn:late:${n}`
        expect(await room.press.stop(kill({ ...order, uri }))).toMatchObject({ ok: false, reason: 'unknown-item' })
        const late = await room.press.file(wire(`late-${n}`, { uri, version: 4, made: '2026-11-10T08:00:00.000Z' }))
        expect(late).toMatchObject({ ok: true, created: true, entry: { state: 'draft' }, notes: [expect.stringContaining('stopped')] })
      }
      expect(await room.press.file(wire('late-0', { uri: 'urn:late:0', version: 6 }))).toMatchObject({
        ok: true,
        entry: { slug: 'late-0', state: 'published' },
      })
    }))

  test('takes down what an editor published of a reporter’s draft, and says what it did', () =>
    newsroom(async (room) => {
      const { press } = room
      await press.file(wire('summit', item(1), { actor: REPORTER, publish: 'no' }))
      // Edited since, and by hand: that it came from the item is not forgotten.
      await press.file({ article: story('summit', { headline: 'In our words' }), actor: EDITOR })
      await press.publish('summit', EDITOR)
      await press.correct('summit', 'It was a Tuesday.', EDITOR)
      await press.file(wire('from-the-wire', item(1)))
      const done = await press.stop(kill(item(2)))
      expect(done).toMatchObject({ entry: { slug: 'from-the-wire', state: 'withdrawn' }, others: [{ slug: 'summit', state: 'withdrawn' }] })
      expect(done.ok && done.stale).toEqual(expect.arrayContaining(['/world/from-the-wire', '/world/summit']))
      await room.settle()
      expect(room.kv.json('en:article:summit')).toMatchObject({ withdrawn: true })
    }))

  test('leaves what readers see of another story, and takes away what waits to replace it', () =>
    newsroom(async (room) => {
      const { press } = room
      await press.file({ article: story('ours'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('ours', { headline: 'From the wire', ninjs: { uri: URI } }), actor: REPORTER })
      await room.settle()
      expect(await press.stop(kill(item(2)))).toMatchObject({ ok: true, entry: { slug: 'ours', state: 'published', revision: 3 } })
      expect(await press.publish('ours', EDITOR)).toMatchObject({ changed: false })
      await room.settle()
      expect(room.kv.json('en:article:ours').headline).toBe('Story ours')
      expect(room.kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'ours' }])
    }))

  test('ends drafts and embargoes that came from the item', () =>
    newsroom(async (room) => {
      await room.press.file(wire('draft', item(1), { actor: REPORTER, publish: 'no' }))
      await room.press.file(wire('summit', item(1), { embargoedUntil: '2026-11-25T00:00:00Z' }))
      await room.press.stop(kill(item(1)))
      await room.pass(86_400)
      expect([await stateOf(room, 'summit'), await stateOf(room, 'draft')]).toEqual(['withdrawn', 'withdrawn'])
      expect(room.kv.values.has('en:article:summit')).toBe(false)
    }))

  test('is an editor’s to obey', () =>
    newsroom(async (room) => {
      await room.press.file(wire('summit', item(1)))
      expect(await room.press.stop(kill(item(2), { actor: REPORTER }))).toMatchObject({ ok: false, reason: 'not-allowed' })
      expect(await stateOf(room, 'summit')).toBe('published')
    }))

  test('rehearsed, changes nothing', () =>
    newsroom(async (room) => {
      await room.press.file(wire('summit', item(1)))
      expect(await room.press.stop(kill(item(2), { validateOnly: true }))).toMatchObject({ entry: { state: 'withdrawn' } })
      expect(await stateOf(room, 'summit')).toBe('published')
      expect(await room.press.stop(kill({ uri: 'urn:unseen' }, { validateOnly: true }))).toMatchObject({ reason: 'unknown-item' })
      expect(await room.press.file(wire('unseen', { uri: 'urn:unseen', version: 1 }))).toMatchObject({ entry: { state: 'published' } })
    }))

  test('is all done or not at all, wherever the object is killed', async () => {
    for (let fatal = 1; fatal < 12; fatal++)
      await newsroom(async (room) => {
        const { press, kv, storage } = room
        await press.file(wire('summit', item(1)))
        await press.file({ article: story('copied', { ninjs: { uri: URI } }), actor: EDITOR, publish: 'now' })
        await room.settle()
        room.time.now += 5000
        let moments = 0
        const transact = storage.transactionSync.bind(storage)
        const die = () => {
          if (++moments >= fatal) throw new Error('killed')
        }
        kv.beforeWrite = die
        storage.transactionSync = (action) => {
          die()
          return transact(action)
        }
        await press.stop(kill(item(2), { article: story('summit', { headline: 'KILL' }) })).catch((error: Error) => expect(error.message).toBe('killed'))
        kv.beforeWrite = () => {}
        storage.transactionSync = transact
        const states = [await stateOf(room, 'summit'), await stateOf(room, 'copied')]
        expect([['published', 'published'].join(), ['withdrawn', 'withdrawn'].join()], `killed at moment ${fatal}`).toContain(states.join())
        await room.settle()
        expect((kv.json('en:listing:latest').cards as unknown[]).length, `killed at moment ${fatal}`).toBe(states[0] === 'published' ? 2 : 0)
      })
  })

  test('travels with the ledger', async () => {
    const lines = await newsroom(async ({ press, settle }) => {
      await press.file(wire('summit', item('1.2')))
      await press.file({ article: story('copied'), actor: EDITOR, publish: 'now', agency: { uri: 'urn:other' } })
      await press.stop(kill(item(1)))
      await press.stop(kill({ uri: 'urn:unseen' }))
      await settle()
      return (await press.exportPage()).lines
    })
    await newsroom(async (room) => {
      expect((await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
      expect(await room.press.file(wire('summit', item('1.1')))).toMatchObject({ ok: false, held: '1.2' })
      expect(await room.press.file(wire('unseen', { uri: 'urn:unseen' }))).toMatchObject({ entry: { state: 'draft' } })
      expect(await room.press.stop(kill({ uri: 'urn:other' }))).toMatchObject({ entry: { slug: 'copied', state: 'withdrawn' } })
    })
  })
})

describe('what a reporter files of an agency’s item', () => {
  test('moves no version, binds no story, and is found again by the reporter', () =>
    newsroom(async (room) => {
      const { press } = room
      const draft = (version: number) => press.file(wire('summit', item(version), { actor: REPORTER, publish: 'no' }))
      expect(slugOf(await draft(8))).toBe('summit')
      expect(await draft(9)).toMatchObject({ created: false, entry: { slug: 'summit', revision: 2 } })
      expect(await draft(9)).toMatchObject({ reason: 'older-version', slug: 'summit' })
      // The agency’s own version 2 comes in, to a story of its own.
      expect(await press.file(wire('summit', item(2)))).toMatchObject({ created: true, entry: { slug: 'summit-a1b2c3d4', state: 'published' } })
      expect(await draft(10)).toMatchObject({ entry: { slug: 'summit', revision: 3, state: 'draft' } })
      expect(await press.file(wire('summit', item(3)))).toMatchObject({ created: false, entry: { slug: 'summit-a1b2c3d4', revision: 2, live: 2 } })
    }))

  test('over the agency’s own story waits, and the agency goes on', () =>
    newsroom(async ({ press }) => {
      await press.file(wire('summit', item(1)))
      expect(await press.file(wire('elsewhere', item(9), { actor: REPORTER, publish: 'no' }))).toMatchObject({
        entry: { slug: 'summit', revision: 2, live: 1 },
      })
      expect(await press.file(wire('summit', item(2)))).toMatchObject({ entry: { slug: 'summit', revision: 3, live: 3 } })
    }))

  test('under the address of a story that follows another item is refused, as an editor’s is', () =>
    newsroom(async ({ press }) => {
      await press.file(wire('summit', item(1)))
      for (const actor of [REPORTER, EDITOR]) {
        const { proposed: _, publish: __, ...filing } = wire('summit', { uri: 'urn:other', version: 1 }, { actor })
        expect(await press.file(filing)).toMatchObject({ reason: 'other-item', slug: 'summit', follows: URI })
      }
      // It is the first item’s story still.
      expect(await press.stop(kill(item(1)))).toMatchObject({ entry: { slug: 'summit', state: 'withdrawn' } })
    }))
})

describe('slugs that we propose', () => {
  test('sixteen agency items with one headline, filed at once, are sixteen stories', () =>
    newsroom(async (room) => {
      for (const slug of ['earthquake', 'item-0123456789ab', 'x'.repeat(160)]) {
        const filings = Array.from({ length: 16 }, (_, n) => wire(slug, { uri: `urn:${slug}:${n}`, version: 1 }, { proposed: { suffix: `suffix-${n % 4}` } }))
        const filed = await Promise.all(filings.map((filing) => room.press.file(filing)))
        expect(new Set(filed.map(slugOf)).size).toBe(16)
        for (const one of filed) expect(one).toMatchObject({ created: true, entry: { revision: 1 } })
        expect(filed.every((one) => slugOf(one).length <= 160)).toBe(true)
      }
      await room.settle()
      expect(room.kv.json('en:listing:latest').total).toBe(48)
    }))

  test('one item filed twice at once is one story', () =>
    newsroom(async ({ press }) => {
      const filed = await Promise.all([1, 1, 2].map((version) => press.file(wire('earthquake', item(version)))))
      expect(filed).toMatchObject([
        { created: true },
        { reason: 'older-version', held: 1, got: 1 },
        { created: false, entry: { slug: 'earthquake', revision: 2 } },
      ])
    }))
})

test('a ledger made when versions were numbers still keeps old versions out', () =>
  newsroom(async (room) => {
    const { sql } = room
    const { createTables } = await import('../../src/press/ledger/schema.ts')
    await room.press.file(wire('counted', { uri: 'urn:counted', version: 3 }))
    await room.press.file(wire('dated', { uri: 'urn:dated', made: '2026-11-10T08:00:00.000Z' }))
    const kept = await room.press.savePreview(story('counted'))
    for (const then of [
      'ALTER TABLE articles ADD COLUMN agency_version INTEGER',
      `UPDATE articles SET agency_version = iif(slug = 'counted', 3, strftime('%s', '2026-11-10T08:00:00'))`,
      'DELETE FROM items',
      'UPDATE previews SET slug = NULL',
    ])
      sql.exec(then)
    createTables(sql)
    createTables(sql)
    expect(await room.press.file(wire('counted', { uri: 'urn:counted', version: 3 }))).toMatchObject({ reason: 'older-version', held: 3 })
    expect(await room.press.file(wire('dated', { uri: 'urn:dated', made: '2026-11-10T07:00:00.000Z' }))).toMatchObject({ reason: 'older-version' })
    expect(await room.press.file(wire('dated', { uri: 'urn:dated', version: 2, made: '2026-11-10T09:00:00.000Z' }))).toMatchObject({ ok: true })
    await room.press.withdraw('counted', EDITOR)
    expect(await room.press.readPreview(kept.id)).toBe('ended')
  }))

describe('a preview', () => {
  test.each(['withdrawn', 'withdrawn at its hour', 'killed', 'held'])('ends when its story is %s', (how) =>
    newsroom(async (room) => {
      const { press } = room
      await press.file(wire('summit', item(1)))
      const found = await press.read('summit')
      const previews = [
        await press.savePreview(story('summit', { headline: 'x'.repeat(300), body: [{ type: 'paragraph', text: 'y'.repeat(1_300_000) }] as never })),
        ...(found.ok ? [await press.savePreview(found.article)] : []),
        // Never filed, under a slug of its own, and from the same item.
        ...(how === 'killed' || how === 'held' ? [await press.savePreview(story('rehearsed', { ninjs: { uri: URI } }))] : []),
      ]
      const bystander = await press.savePreview(story('another'))
      if (how === 'withdrawn') await press.withdraw('summit', EDITOR)
      if (how === 'withdrawn at its hour') await press.withdraw('summit', EDITOR, { at: '2026-11-24T13:00:00Z' })
      if (how === 'killed') await press.stop(kill(item(2)))
      if (how === 'held') await press.stop({ ...kill(item(2)), order: 'hold' })
      await room.pass(7200)
      for (const { id } of previews) expect(await press.readPreview(id)).toBe('ended')
      expect(await press.readPreview(bystander.id)).toMatchObject({ slug: 'another' })
      // Asked for anew, by somebody who knows.
      expect(await press.readPreview((await press.savePreview(story('summit'))).id)).toMatchObject({ slug: 'summit' })
    }),
  )

  test('of what was never filed ends with a kill that finds nothing to take down', () =>
    newsroom(async ({ press }) => {
      const { id } = await press.savePreview(story('rehearsed', { ninjs: { uri: URI } }))
      await press.stop(kill(item(1)))
      expect(await press.readPreview(id)).toBe('ended')
    }))

  test('ends again where a story that is withdrawn is withdrawn once more', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await press.withdraw('one', EDITOR)
      const { id } = await press.savePreview(story('one'))
      await press.withdraw('one', EDITOR)
      expect(await press.readPreview(id)).toBe('ended')
    }))
})
