import { describe, expect, test } from 'vitest'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, SITE, story } from './newsroom.ts'

const slugsOf = (value: { cards: { slug: string }[] } | null) => value?.cards.map(({ slug }) => slug)

describe('filing and publishing', () => {
  test('what is filed is a draft, and nowhere for readers', () =>
    newsroom(async ({ press, kv, settle }) => {
      expect(await press.file({ article: story('one'), actor: EDITOR })).toMatchObject({
        ok: true,
        created: true,
        entry: { state: 'draft', revision: 1 },
        stale: [],
      })
      await settle()
      expect([...kv.values.keys()]).toEqual([])
      expect(await press.publicState('one')).toBe('unknown')
    }))

  test('what is published is readable when the call returns, and in its listings', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.setSite(SITE, ADMIN)
      const topics = [{ slug: 'mali', name: 'Mali' }]
      const done = await press.file({ article: story('one', { topics }), actor: EDITOR, publish: 'now' })
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one' })
      expect(done).toMatchObject({ ok: true, entry: { state: 'published', live: 1, url: '/world/one' } })
      expect(done.ok && done.stale).toEqual(expect.arrayContaining(['/world/one', '/', '/world', '/topic/mali', '/latest', '/feed.xml']))
      await settle()
      for (const name of ['front', 'latest', 'section/world', 'topic/mali']) expect(slugsOf(kv.json(`en:listing:${name}`))).toEqual(['one'])
      expect(kv.json('en:listing:topic/mali')).toMatchObject({ title: 'Mali', total: 1, updatedAt: '2026-11-24T08:00:00Z' })
      expect(kv.json('en:listing:section/world')).toMatchObject({ title: 'World' })
    }))

  test('readers are told that an article changed since it came out once they can see what did', () =>
    newsroom(async ({ press, kv, settle, pass }) => {
      await press.setSite(SITE, ADMIN)
      const changed = () => (kv.values.get('en:article:one')?.metadata as { changed?: string } | undefined)?.changed
      await press.file({ article: story('one', { updatedAt: '2026-11-24T09:00:00Z' }), actor: EDITOR, publish: 'now' })
      await settle()
      expect(changed()).toBeUndefined()
      await press.file({ article: story('one', { updatedAt: '2026-11-24T09:00:00Z', sensitive: true }), actor: EDITOR })
      await pass(60)
      expect(changed()).toBeUndefined()
      await press.file({ article: story('one', { headline: 'Another headline' }), actor: EDITOR })
      await pass(60)
      expect(changed()).toBe((await press.changes('one'))[0]?.at)
      expect(changed()).toMatch(/^2026-11-24T/)
    }))

  test('an article dated ahead is scheduled, is nowhere, and comes out at its second', () =>
    newsroom(async ({ press, kv, pass, settle }) => {
      const outcome = await press.file({ article: story('later', { publishedAt: '2026-11-24T12:01:00Z' }), actor: EDITOR, publish: 'now' })
      expect(outcome).toMatchObject({ ok: true, entry: { state: 'scheduled', until: '2026-11-24T12:01:00Z' } })
      await settle()
      await pass(59)
      expect([...kv.values.keys()].filter((key) => key.includes('later'))).toEqual([])
      await pass(1)
      expect(kv.json('en:article:later')).toMatchObject({ publishedAt: '2026-11-24T12:01:00Z' })
      expect((await press.read('later')).ok && (await press.read('later'))).toMatchObject({ entry: { state: 'published', revision: 1, live: 1 } })
    }))

  test('an embargo takes a published article out of everything until it lifts', () =>
    newsroom(async ({ press, search, kv, pass, settle }) => {
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await settle()
      expect(slugsOf(kv.json('en:also/two'))).toEqual(['one'])
      await press.embargo('one', '2026-11-24T13:00:00Z', EDITOR)
      await settle()
      expect(JSON.stringify(kv.snapshot())).not.toContain('Story one')
      expect((await search.find({ q: 'Story' })).hits.map(({ card }) => card.slug)).toEqual(['two'])
      await pass(3600)
      expect(kv.json('en:article:one')).not.toBeNull()
      expect(slugsOf(kv.json('en:also/two'))).toEqual(['one'])
    }))

  test('agency copy under an embargo is not published before it, whoever says so', () =>
    newsroom(async ({ press, kv, settle, pass }) => {
      await press.file({ article: story('wire'), actor: EDITOR, embargoedUntil: '2026-11-24T14:00:00Z' })
      expect(await press.publish('wire', EDITOR)).toMatchObject({ entry: { state: 'scheduled', until: '2026-11-24T14:00:00Z' } })
      await settle()
      expect(kv.values.has('en:article:wire')).toBe(false)
      await pass(2 * 3600)
      expect(kv.json('en:article:wire')).toMatchObject({ publishedAt: '2026-11-24T14:00:00Z' })
    }))

  test('a reporter may hold copy back longer, never shorter', () =>
    newsroom(async ({ press }) => {
      const wire = (actor: typeof EDITOR, embargoedUntil: string) => press.file({ article: story('wire'), actor, embargoedUntil })
      await wire(EDITOR, '2026-11-24T14:00:00Z')
      await wire(REPORTER, '2026-11-24T13:00:00Z')
      expect(await press.publish('wire', EDITOR)).toMatchObject({ entry: { until: '2026-11-24T14:00:00Z' } })
      await wire(REPORTER, '2026-11-24T15:00:00Z')
      expect(await press.publish('wire', EDITOR)).toMatchObject({ entry: { until: '2026-11-24T15:00:00Z' } })
    }))

  test('a lifted embargo brings out what somebody published, dated when it lifted', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('two'), actor: EDITOR })
      await press.embargo('two', '2026-11-25T00:00:00Z', EDITOR)
      await press.publish('two', EDITOR)
      await press.embargo('one', '2026-11-25T00:00:00Z', EDITOR)
      expect(await press.liftEmbargo('one', EDITOR)).toMatchObject({ entry: { state: 'published', publishedAt: '2026-11-24T08:00:00Z' } })
      expect(await press.liftEmbargo('two', EDITOR)).toMatchObject({ entry: { state: 'published', publishedAt: '2026-11-24T12:00:00Z' } })
      await settle()
      expect(slugsOf(kv.json('en:listing:latest'))).toEqual(['two', 'one'])
      expect(await press.liftEmbargo('one', EDITOR)).toMatchObject({ ok: false, reason: 'wrong-state' })
    }))

  test('a withdrawn article leaves the listings before it goes, and is gone for good', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await settle()
      kv.writes = []
      expect(await press.withdraw('one', EDITOR, { reason: 'Court order' })).toMatchObject({ ok: true, entry: { state: 'withdrawn' } })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true, section: 'world' })
      expect(slugsOf(kv.json('en:listing:front'))).toEqual([])
      expect(kv.values.has('en:listing:section/world')).toBe(false)
      expect(kv.writes.at(-1)).toBe('en:article:one')
      expect(await press.publicState('one')).toBe('withdrawn')
      expect(await press.notPublished(['one', 'never-filed'])).toEqual(['one', 'never-filed'])
      expect(await press.withdraw('one', EDITOR)).toMatchObject({ ok: true, changed: false })
      expect(await press.publish('one', EDITOR)).toMatchObject({ entry: { state: 'published' } })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one' })
    }))

  test('a withdrawal may be ordered for later', () =>
    newsroom(async ({ press, kv, pass }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      expect(await press.withdraw('one', EDITOR, { at: '2026-11-24T12:30:00Z' })).toMatchObject({
        entry: { state: 'published', withdrawAt: '2026-11-24T12:30:00Z' },
      })
      await pass(1800)
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
    }))

  test('a reporter files drafts, and a published article waits for an editor to take the reporter’s revision', () =>
    newsroom(async ({ press, kv, settle }) => {
      expect(await press.file({ article: story('one'), actor: REPORTER, publish: 'now' })).toMatchObject({ ok: false, reason: 'not-allowed', needs: 'editor' })
      await press.file({ article: story('one'), actor: REPORTER })
      expect(await press.publish('one', REPORTER)).toMatchObject({ reason: 'not-allowed' })
      await press.publish('one', EDITOR)
      expect(await press.file({ article: story('one', { headline: 'Better' }), actor: REPORTER })).toMatchObject({
        entry: { revision: 2, live: 1, state: 'published' },
      })
      await settle()
      expect(kv.json('en:article:one').headline).toBe('Story one')
      await press.publish('one', EDITOR)
      await settle()
      expect(kv.json('en:article:one').headline).toBe('Better')
      expect(kv.json('en:listing:front').cards[0].headline).toBe('Better')
    }))

  test('a correction does not publish a revision that waits, and does not bury it', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('one', { headline: 'Waiting' }), actor: REPORTER })
      expect(await press.correct('one', 'It was a Tuesday.', EDITOR)).toMatchObject({ entry: { revision: 4, live: 3, headline: 'Waiting' } })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one', corrections: [{ text: 'It was a Tuesday.' }] })
      expect(await press.corrections(1)).toMatchObject({ total: 1, items: [{ slug: 'one', text: 'It was a Tuesday.' }] })
      await press.publish('one', EDITOR)
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Waiting', corrections: [{ text: 'It was a Tuesday.' }] })
      expect(await press.changes('one')).toMatchObject([
        { from: 3, to: 4, edits: [{ done: 'changed', what: 'headline', count: 1 }] },
        { from: 1, to: 3, edits: [{ done: 'added', what: 'correction', count: 1 }] },
      ])
    }))

  test('what changed in a book of a story is looked for as far back as an editor can wait for', () =>
    newsroom(async ({ press, settle, sql }) => {
      const book = (n: number) => Array.from({ length: 100 }, (_, at) => ({ type: 'paragraph' as const, text: `${n} ${at} ${'storm '.repeat(1500)}` }))
      await press.file({ article: story('one', { body: book(1) as never }), actor: EDITOR, publish: 'now' })
      await settle()
      for (let revision = 2; revision <= 21; revision++) {
        sql.exec(
          'INSERT INTO revisions SELECT article, ?, at, by, headline, note, hash || ?, undated, erased, knew FROM revisions WHERE revision = 1',
          revision,
          revision,
        )
        sql.exec(
          `INSERT INTO copy SELECT article, ?, part, replace(json, '"text":"1 ', '"text":"' || ? || ' ') FROM copy WHERE revision = 1`,
          revision,
          revision,
        )
        sql.exec(`INSERT INTO releases (article, revision, at) SELECT id, ?, ? FROM articles`, revision, `2026-11-24T12:00:${revision}Z`)
      }
      const changes = await press.changes('one')
      expect(changes.map(({ from, to }) => [from, to])).toEqual([21, 20, 19, 18, 17, 16, 15].slice(0, changes.length).map((to) => [to - 1, to]))
      expect(changes.length).toBeGreaterThan(3)
      expect(changes.length).toBeLessThan(10)
    }))

  test('a month tells in which languages its articles are, also of a ledger that was made before it could', () =>
    newsroom(async ({ press, settle, sql }) => {
      const versions = [{ lang: 'fr', url: 'https://fr.news.example/monde/un' }]
      const told = async () => (await press.sitemapMonth('2026-11')).entries.map(({ path, translations }) => ({ path, translations }))
      await press.file({ article: story('one', { translations: versions }), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('two', { publishedAt: '2026-11-24T07:00:00Z' }), actor: EDITOR, publish: 'now' })
      await settle()
      const both = [
        { path: '/world/one', translations: versions },
        { path: '/world/two', translations: undefined },
      ]
      expect(await told()).toEqual(both)

      sql.exec('ALTER TABLE live DROP COLUMN translations')
      createTables(sql)
      createTables(sql)
      expect((await press.publishedSince('2026-11-24T00:00:00Z', 10)).entries.length).toBe(2)
      // What an editor filed since is not out yet.
      await press.file({ article: story('one'), actor: EDITOR, publish: 'no' })
      expect(await told()).toEqual(both)
      expect(sql.exec('SELECT count(*) AS count FROM live WHERE translations IS NULL').one()).toEqual({ count: 0 })

      await press.publish('one', EDITOR)
      await settle()
      expect((await told())[0]).toEqual({ path: '/world/one', translations: undefined })
    }))

  test('two editors save revision 2 at once: one of them is told', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one'), actor: EDITOR })
      const save = (headline: string) => press.file({ article: story('one', { headline }), actor: EDITOR, expect: 1 })
      expect(await Promise.all([save('A'), save('B')])).toMatchObject([{ ok: true }, { ok: false, reason: 'stale-revision', expected: 1, got: 2 }])
      expect(await press.file({ article: story('one'), actor: EDITOR, expect: 'none' })).toMatchObject({ reason: 'already-filed', got: 2 })
    }))

  test('the same request twice is done once; the same key with another body is refused', () =>
    newsroom(async ({ press }) => {
      const filing = { article: story('one'), actor: EDITOR, idempotency: { key: 'k', bodyHash: 'h' } }
      const first = await press.file(filing)
      await press.file({ article: story('one', { headline: 'Other' }), actor: EDITOR })
      expect(await press.file(filing)).toEqual(first)
      expect(await press.file({ ...filing, idempotency: { key: 'k', bodyHash: 'other' } })).toMatchObject({ reason: 'key-reused' })
      expect((await press.revisions('one')).ok && (await press.revisions('one'))).toMatchObject({ revisions: [{ revision: 2 }, { revision: 1 }] })
    }))

  test('the same copy again is no new revision', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one'), actor: EDITOR })
      expect(await press.file({ article: story('one'), actor: EDITOR })).toMatchObject({ changed: false, entry: { revision: 1 } })
    }))

  test('an agency’s older version is refused, and its item stays under its first slug', () =>
    newsroom(async ({ press }) => {
      const wire = (slug: string, version: number) =>
        press.file({ article: story(slug, { headline: `v${version}` }), actor: EDITOR, agency: { uri: 'urn:wire:1', version } })
      await wire('wire', 2)
      expect(await wire('wire', 1)).toMatchObject({ reason: 'older-version', held: 2, got: 1 })
      expect(await wire('another-slug', 3)).toMatchObject({ entry: { slug: 'wire', revision: 2 } })
      expect(await wire('wire', 3)).toMatchObject({ reason: 'older-version', held: 3, got: 3 })
    }))

  test('a rehearsal answers as if, and keeps nothing', () =>
    newsroom(async ({ press, kv, settle }) => {
      expect(await press.file({ article: story('one'), actor: EDITOR, publish: 'now', validateOnly: true })).toMatchObject({ ok: true, created: true })
      await settle()
      expect(await press.read('one')).toMatchObject({ reason: 'unknown-article' })
      expect(kv.writes).toEqual([])
    }))

  test('what moves to another section leaves the old one', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.setSite(SITE, ADMIN)
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await settle()
      const moved = await press.file({ article: story('one', { section: 'asia' }), actor: EDITOR })
      expect(moved.ok && moved.stale).toEqual(expect.arrayContaining(['/world/one', '/asia/one', '/world', '/asia']))
      await settle()
      expect(slugsOf(kv.json('en:listing:section/world'))).toEqual([])
      expect(slugsOf(kv.json('en:listing:section/asia'))).toEqual(['one'])
    }))

  test('publication may be back-dated, and the listing follows', () =>
    newsroom(async ({ press, kv, settle }) => {
      for (const slug of ['one', 'two']) await press.file({ article: story(slug, { publishedAt: '2026-11-24T09:00:00Z' }), actor: EDITOR, publish: 'now' })
      await press.publish('two', EDITOR, { at: '2026-11-01T00:00:00Z' })
      await settle()
      expect(slugsOf(kv.json('en:listing:latest'))).toEqual(['one', 'two'])
      expect(await press.archiveMonths()).toMatchObject({ months: [{ month: '2026-11', count: 2 }] })
    }))

  test('pins come first on the front, in order; what is not out yet is left out until it is', () =>
    newsroom(async ({ press, kv, settle }) => {
      for (const slug of ['one', 'two', 'three']) await press.file({ article: story(slug), actor: EDITOR, publish: slug === 'three' ? 'no' : 'now' })
      expect(await press.setPins(['three', 'one', 'nobody'], EDITOR)).toMatchObject({ pins: ['three', 'one'], unknown: ['nobody'] })
      await settle()
      expect(slugsOf(kv.json('en:listing:front'))).toEqual(['one', 'two'])
      await press.publish('three', EDITOR)
      await settle()
      expect(slugsOf(kv.json('en:listing:front'))).toEqual(['three', 'one', 'two'])
    }))
})

test('a publication during a reprint of the whole edition waits for a handful of its values, not for the reprint', () =>
  newsroom(async ({ press, kv, settle, time }) => {
    for (let n = 0; n < 120; n++) await press.file({ article: story(`old-${n}`), actor: EDITOR, publish: 'now' })
    await settle()
    time.now += 60_000
    await press.reprint(ADMIN)
    kv.writes.length = 0
    let ordered = Infinity
    kv.afterWrite = () => {
      if (ordered === Infinity && kv.writes.length >= 10) {
        ordered = kv.writes.length
        void press.file({ article: story('breaking'), actor: EDITOR, publish: 'now' })
      }
    }
    await press.alarm()
    const place = kv.writes.indexOf('en:article:breaking')
    expect(place).toBeGreaterThan(0)
    expect(place - ordered).toBeLessThan(12)
    expect(kv.writes.length).toBeGreaterThan(100)
  }))
