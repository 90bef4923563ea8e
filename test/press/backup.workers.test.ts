import { describe, expect, test } from 'vitest'
import { derivedOf, everyLine, timeless, week } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

describe('reprint, export and import', () => {
  test('wipe KV, reprint, and the edition is byte for byte what it was', () =>
    newsroom(async (room) => {
      await week(room)
      const before = room.kv.snapshot()
      expect(Object.keys(before).length).toBeGreaterThan(50)
      room.kv.values.clear()
      await room.press.reprint(ADMIN)
      await room.settle()
      expect(room.kv.snapshot()).toEqual(before)
    }))

  test('a reprint of an edition that is whole changes nothing', () =>
    newsroom(async (room) => {
      await week(room)
      const before = room.kv.snapshot()
      room.time.now += 86_400_000
      await room.press.reprint(ADMIN)
      await room.settle()
      expect(room.kv.snapshot()).toEqual(before)
    }))

  test('what is exported gives a fresh site the same edition, the same revisions and the same plans', async () => {
    const { lines, before, list, time } = await newsroom(async (room) => {
      await week(room)
      return { lines: await everyLine(room.press), before: room.kv.snapshot(), list: (await room.press.list({ limit: 200 })).items, time: room.time.now }
    })
    await newsroom(async (room) => {
      room.time.now = time
      const results = await room.press.importLines(lines, ADMIN)
      expect(results.filter(({ ok }) => !ok)).toEqual([])
      await room.settle()
      // What a fresh site prints is new there, and its `Last-Modified` with it.
      expect(timeless(room.kv.snapshot())).toEqual(timeless(before))
      const sorted = (entries: { slug: string }[]) => entries.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
      expect(sorted((await room.press.list({ limit: 200 })).items)).toEqual(sorted(list))
      expect(await room.press.revisions('story-7')).toMatchObject({
        revisions: [
          { revision: 2, by: 'Rex', live: false },
          { revision: 1, live: true },
        ],
      })
      // Nobody published it, there or here.
      expect(await room.press.liftEmbargo('story-6', EDITOR)).toMatchObject({ entry: { state: 'draft' } })
      expect(room.kv.json('en:article:story-8')).toMatchObject({ headline: 'Story story-8' })
      room.time.now = Date.parse('2026-12-24T00:00:00Z')
      await room.settle()
      expect(room.kv.json('en:article:ahead')).not.toBeNull()
      expect(room.kv.json('en:article:story-8')).toMatchObject({ headline: 'Comes later' })
      // A second time, nothing happens: what came out or was lifted meanwhile stays so.
      const refused = (await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)
      expect(refused.filter(({ message }) => !message?.includes('after this line was written')).length).toBeLessThan(3)
    })
  })

  test('what a plain article loses is noted with its line, and a revision filed before a rule was made comes back', () =>
    newsroom(async ({ press }) => {
      const body = [{ type: 'paragraph', text: 'a<script>x()</script>' }]
      const updates = ['u', 'u'].map((id) => ({ id, at: '2026-11-10T16:05:00Z', body: [] }))
      const lines = [
        { ...story('lossy'), body },
        { type: 'revision', slug: 'old', revision: 1, at: '2026-11-10T16:05:00Z', by: 'edith', article: story('old', { kind: 'live', updates }) },
      ]
      expect(
        await press.importLines(
          lines.map((line) => JSON.stringify(line)),
          ADMIN,
        ),
      ).toEqual([
        { line: 1, ok: true, slug: 'lossy', notes: ['/body/0: A script was left out.'] },
        { line: 2, ok: true, slug: 'old' },
      ])
    }))

  test('plain articles are imported line by line, and a bad line is named without stopping the others', () =>
    newsroom(async ({ press, kv, settle }) => {
      const lines = [
        JSON.stringify(story('one')),
        '{"v":1,',
        JSON.stringify({ ...story('two'), headline: '' }),
        '',
        JSON.stringify(story('later', { publishedAt: '2027-01-01T00:00:00Z' })),
      ]
      const results = await press.importLines(lines, ADMIN)
      expect(results).toMatchObject([
        { line: 1, ok: true, slug: 'one' },
        { line: 2, ok: false, message: expect.stringContaining('isn’t valid JSON') },
        { line: 3, ok: false, slug: 'two', message: expect.stringContaining('/headline') },
        { line: 5, ok: true, slug: 'later' },
      ])
      expect(kv.writes).toEqual([])
      await settle()
      expect(kv.values.has('en:article:one')).toBe(true)
      expect(kv.values.has('en:article:later')).toBe(false)
    }))
})

describe('an import over articles that are here already', () => {
  /** Two sites: what is done at the first reaches the second by its export. */
  async function copied(then: (room: Room) => Promise<unknown>, check: (room: Room) => Promise<unknown>) {
    const before: string[] = []
    const after: string[] = []
    await newsroom(async (room) => {
      await week(room)
      before.push(...(await everyLine(room.press)))
      await then(room)
      await room.settle()
      after.push(...(await everyLine(room.press)))
    })
    const copied = await newsroom(async (room) => {
      room.time.now += 86_400_000
      await room.press.importLines(before, ADMIN)
      await room.settle()
      expect(room.kv.json('en:listing:latest').total).toBe(24)
      // Twice: an import may be repeated.
      for (let n = 0; n < 2; n++) expect((await room.press.importLines(after, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
      await room.settle()
      await check(room)
      return { tables: derivedOf(room), edition: timeless(room.kv.snapshot()), now: room.time.now }
    })
    await newsroom(async (fresh) => {
      fresh.time.now = copied.now
      await fresh.press.importLines(after, ADMIN)
      await fresh.settle()
      expect(copied).toEqual({ tables: derivedOf(fresh), edition: timeless(fresh.kv.snapshot()), now: copied.now })
    })
  }

  test('takes a withdrawn story out of every listing, page and search, and leaves its tombstone', () =>
    copied(
      ({ press }) => press.withdraw('story-9', EDITOR),
      async ({ search, kv }) => {
        expect(kv.json('en:article:story-9')).toMatchObject({ withdrawn: true })
        for (const [key, { text }] of kv.values) if (key !== 'en:article:story-9') expect(text, key).not.toContain('"slug":"story-9"')
        expect((await search.find({ q: '"story-9"' })).hits.map(({ card }) => card.slug)).not.toContain('story-9')
      },
    ))

  test('takes one that is under an embargo now off the site until it lifts', () =>
    copied(
      ({ press }) => press.embargo('story-9', '2026-12-24T00:00:00Z', EDITOR),
      async ({ press, kv }) => {
        expect(kv.values.has('en:article:story-9')).toBe(false)
        expect(await press.publicState('story-9')).toBe('unknown')
      },
    ))

  test('takes the page down where the line says draft, and a preview with it where it says withdrawn', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await room.settle()
      const { id } = await press.savePreview(story('two'))
      const line = { type: 'article', revision: 1, came_out: 1, releases: [{ revision: 1, at: '2026-11-24T12:00:00Z' }] }
      const lines = [
        { ...line, slug: 'one', path: '/world/one', state: 'draft' },
        { ...line, slug: 'two', path: '/world/two', state: 'withdrawn', withdrawn_at: '2026-11-20T00:00:00Z' },
      ].map((it) => JSON.stringify(it))
      expect(await press.importLines(lines, ADMIN)).toMatchObject([{ ok: true }, { ok: true }])
      await room.settle()
      expect(kv.values.has('en:article:one')).toBe(false)
      expect(kv.json('en:article:two')).toMatchObject({ withdrawn: true })
      expect(kv.json('en:listing:latest').cards).toEqual([])
      expect(await press.readPreview(id)).toBe('ended')
    }))

  test('brings back nothing that was withdrawn here since, by a ledger or as a plain article; what came out again there does', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.settle()
      const lines = await everyLine(press)
      await press.withdraw('one', EDITOR)
      const withdrawn = await everyLine(press)
      for (const line of [...lines.filter((it) => it.includes('"type":"article"')), JSON.stringify(story('one', { headline: 'Back' }))])
        expect(await press.importLines([line], ADMIN)).toMatchObject([{ ok: false, message: expect.stringContaining('was withdrawn here') }])
      await room.settle()
      expect(kv.json('en:article:one')).toMatchObject({ withdrawn: true })
      await press.publish('one', EDITOR)
      const again = await everyLine(press)
      expect((await press.importLines(withdrawn, ADMIN)).every(({ ok }) => ok)).toBe(true)
      expect(await press.publicState('one')).toBe('withdrawn')
      expect((await press.importLines(again, ADMIN)).every(({ ok }) => ok)).toBe(true)
      await room.settle()
      expect(kv.json('en:article:one')).toMatchObject({ slug: 'one', headline: 'Story one' })
    }))

  const decisions: [string, (room: Room) => Promise<unknown>, (room: Room) => Promise<unknown>, object][] = [
    [
      'an embargo set since',
      ({ press }) => press.file({ article: story('one'), actor: EDITOR, publish: 'now' }),
      ({ press }) => press.embargo('one', '2026-12-24T00:00:00Z', EDITOR),
      { state: 'scheduled', until: '2026-12-24T00:00:00Z' },
    ],
    [
      'a later embargo',
      ({ press }) => press.file({ article: story('one'), actor: EDITOR, publish: 'now', embargoedUntil: '2026-11-25T00:00:00Z' }),
      ({ press }) => press.embargo('one', '2026-12-24T00:00:00Z', EDITOR),
      { state: 'scheduled', until: '2026-12-24T00:00:00Z' },
    ],
    [
      'a draft taken off the schedule',
      ({ press }) => press.file({ article: story('one', { publishedAt: '2026-11-25T00:00:00Z' }), actor: EDITOR, publish: 'now' }),
      ({ press }) => press.unschedule('one', EDITOR),
      { state: 'draft' },
    ],
    [
      'a withdrawal ordered since',
      ({ press }) => press.file({ article: story('one'), actor: EDITOR, publish: 'now' }),
      ({ press }) => press.withdraw('one', EDITOR, { at: '2026-11-25T00:00:00Z' }),
      { state: 'published', withdrawAt: '2026-11-25T00:00:00Z' },
    ],
    [
      'what has come out since',
      ({ press }) => press.file({ article: story('one', { publishedAt: '2026-11-24T13:00:00Z' }), actor: EDITOR, publish: 'now' }),
      ({ pass }) => pass(7200),
      { state: 'published' },
    ],
  ]
  for (const [what, before, since, stands] of decisions) {
    test(`leaves ${what}, whatever yesterday’s backup says; today’s says the same on another site`, async () => {
      const { old, now } = await newsroom(async (room) => {
        const { press } = room
        await before(room)
        await room.settle()
        const old = await everyLine(press)
        await since(room)
        const now = await everyLine(press)
        expect((await press.importLines(now, ADMIN)).every(({ ok }) => ok)).toBe(true)
        expect((await press.importLines(old, ADMIN)).filter(({ ok }) => !ok)).toMatchObject([
          { slug: 'one', message: expect.stringContaining('after this line was written') },
        ])
        await room.settle()
        expect(await press.read('one')).toMatchObject({ entry: stands })
        return { old, now }
      })
      await newsroom(async (room) => {
        for (const lines of [old, now]) expect((await room.press.importLines(lines, ADMIN)).every(({ ok }) => ok)).toBe(true)
        expect(await room.press.read('one')).toMatchObject({ entry: stands })
        expect((await room.press.importLines(old, ADMIN)).every(({ ok }) => ok)).toBe(false)
        expect(await room.press.read('one')).toMatchObject({ entry: stands })
      })
    })
  }

  test('leaves an embargo alone too where a backup of an earlier version does not say when it was decided', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      const old = (await everyLine(press)).map((line) => line.replace(/"decided_at":\d+,/, ''))
      await press.embargo('one', '2026-12-24T00:00:00Z', EDITOR)
      expect((await press.importLines(old, ADMIN)).every(({ ok }) => ok)).toBe(false)
      expect(await press.read('one')).toMatchObject({ entry: { state: 'scheduled' } })
    }))

  test('brings back no copy that the agency stopped since, neither out nor waiting beside what is out', () =>
    newsroom(async (room) => {
      const { press } = room
      const [uri, other] = ['urn:wire:1', 'urn:wire:2']
      for (const slug of ['waits', 'was-out']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('waits', { headline: 'From the wire', ninjs: { uri } }), actor: REPORTER })
      await press.publish('waits', EDITOR, { at: '2026-11-25T12:00:00Z' })
      await press.file({ article: story('was-out', { headline: 'From the wire', ninjs: { uri } }), actor: EDITOR })
      for (const slug of ['waits', 'was-out']) await press.file({ article: story(slug, { headline: 'Newest', ninjs: { uri: other } }), actor: REPORTER })
      const before = await everyLine(press)
      await press.publish('was-out', EDITOR)
      await press.stop({ actor: EDITOR, agency: { uri, version: 2 }, order: 'kill' })
      const refused = (await press.importLines(before, ADMIN)).filter(({ ok }) => !ok)
      expect(refused.map(({ slug, message }) => [slug, message?.includes(`The agency stopped ${uri}`)])).toEqual([
        ['waits', true],
        ['was-out', true],
      ])
      await room.pass(172_800)
      expect(room.kv.json('en:article:waits').headline).toBe('Story waits')
      expect(room.kv.json('en:article:was-out').headline).toBe('Newest')
    }))

  test('refuses one line, and not the others, where an agency’s item is another story’s here', () =>
    newsroom(async ({ press }) => {
      const uri = 'urn:wire:1'
      await press.file({ article: story('here'), actor: EDITOR, agency: { uri, version: 1 } })
      await press.file({ article: story('there'), actor: EDITOR })
      const line = { type: 'article', slug: 'there', revision: 1, state: 'draft', came_out: 0, path: '/world/there', releases: [], agency_uri: uri }
      expect(await press.importLines([JSON.stringify(line), JSON.stringify(story('other'))], ADMIN)).toMatchObject([
        { ok: false, message: expect.stringContaining('"here"') },
        { ok: true },
      ])
    }))
})
