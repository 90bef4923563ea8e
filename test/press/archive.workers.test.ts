import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const TOPICS = [
  { slug: 'mali', name: 'Mali' },
  { slug: 'trade', name: 'Trade' },
]

/** A week in the newsroom. */
async function week({ press, settle, time, pass }: Room) {
  await press.setSite(SITE, ADMIN)
  for (let n = 0; n < 30; n++) {
    const article = story(`story-${n}`, {
      section: n % 3 ? 'world' : 'asia',
      topics: TOPICS.slice(n % 2, 2),
      byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }],
      related: n === 9 ? ['story-2'] : [],
    })
    await press.file({ article, actor: EDITOR, publish: n % 7 === 6 ? 'no' : 'now' })
    time.now += 2000
  }
  await press.correct('story-3', 'It was a Tuesday.', EDITOR)
  await press.withdraw('story-4', EDITOR)
  await press.embargo('story-5', '2026-12-01T00:00:00Z', EDITOR)
  await press.file({ article: story('story-7', { headline: 'Waits' }), actor: REPORTER })
  await press.file({ article: story('ahead', { publishedAt: '2026-12-24T00:00:00Z' }), actor: EDITOR, publish: 'now' })
  await press.setPins(['story-10', 'story-2'], EDITOR)
  await press.setCampaign(
    { id: 'house', advertiser: 'Us', kind: 'house', weight: 1, creatives: [{ id: 'a', href: '/newsletters', headline: 'Read us' }] },
    ADMIN,
  )
  await settle()
  await pass(3600)
}

async function everyLine(press: Room['press']) {
  const lines: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await press.exportPage(cursor)
    lines.push(...page.lines)
    if (!page.nextCursor) return lines
    cursor = page.nextCursor
  }
}

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

  test('a reprint over what stands changes nothing', () =>
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
      expect(room.kv.snapshot()).toEqual(before)
      const sorted = (entries: { slug: string }[]) => entries.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
      expect(sorted((await room.press.list({ limit: 200 })).items)).toEqual(sorted(list))
      expect(await room.press.revisions('story-7')).toMatchObject({
        revisions: [
          { revision: 2, by: 'Rex', live: false },
          { revision: 1, live: true },
        ],
      })
      room.time.now = Date.parse('2026-12-24T00:00:00Z')
      await room.settle()
      expect(room.kv.json('en:article:ahead')).not.toBeNull()
      // A second time, nothing happens.
      expect((await room.press.importLines(lines, ADMIN)).filter(({ ok }) => !ok).length).toBeLessThan(3)
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
        { line: 2, ok: false, message: expect.stringContaining('not JSON') },
        { line: 3, ok: false, slug: 'two', message: expect.stringContaining('/headline') },
        { line: 5, ok: true, slug: 'later' },
      ])
      expect(kv.writes).toEqual([])
      await settle()
      expect(kv.values.has('en:article:one')).toBe(true)
      expect(kv.values.has('en:article:later')).toBe(false)
    }))
})
