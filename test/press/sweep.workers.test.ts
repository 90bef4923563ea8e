import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const CRON = { name: 'cron', role: 'admin' } as const

async function sweepAll({ press, settle }: Room, actor: { name: string; role: 'admin' } = CRON) {
  const adopted: string[] = []
  const malformed: { key: string; message: string }[] = []
  for (;;) {
    const report = await press.sweep(actor)
    adopted.push(...report.adopted)
    malformed.push(...report.malformed)
    if (report.done) break
  }
  await settle()
  return { adopted, malformed }
}

describe('what editors put straight into KV', () => {
  test('is adopted into ledger and listings, and bears the press’s tag afterwards', () =>
    newsroom(async (room) => {
      room.kv.byHand('en:article:by-hand', story('by-hand'))
      expect(await sweepAll(room)).toEqual({ adopted: ['by-hand'], malformed: [] })
      expect(room.kv.values.get('en:article:by-hand')?.metadata?.tag).toMatch(/^1/)
      expect(room.kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'by-hand' }])
      expect(await room.press.revisions('by-hand')).toMatchObject({ revisions: [{ by: 'kv', live: true }] })
      expect((await sweepAll(room)).adopted).toEqual([])
    }))

  test('and cannot be shown whole is adopted, and its loss reported and kept with the revision', () =>
    newsroom(async (room) => {
      room.kv.byHand('en:article:by-hand', story('by-hand', { body: [{ type: 'paragraph', text: 'a<script>x()</script>' }] as never }))
      const report = await room.press.sweep(CRON)
      expect(report).toMatchObject({ adopted: ['by-hand'], notes: [{ key: 'en:article:by-hand', notes: ['/body/0: A script was left out.'] }] })
      expect(await room.press.revisions('by-hand')).toMatchObject({ revisions: [{ note: expect.stringContaining('A script was left out.') }] })
      await room.settle()
      expect((await sweepAll(room)).adopted).toEqual([])
    }))

  test('over an article of ours becomes its newest revision', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.settle()
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      expect((await sweepAll(room)).adopted).toEqual(['one'])
      expect(room.kv.json('en:listing:front').cards[0].headline).toBe('By hand')
      expect(await room.press.revisions('one')).toMatchObject({ revisions: [{ revision: 2, by: 'kv', live: true }, { revision: 1 }] })
    }))

  test('is kept as a revision when a filing comes before the sweep', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.settle()
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      room.time.now += 60_000
      await room.press.file({ article: story('one', { headline: 'Filed' }), actor: EDITOR })
      await room.settle()
      expect(room.kv.json('en:article:one').headline).toBe('Filed')
      expect(await room.press.revisions('one')).toMatchObject({
        revisions: [{ by: 'kv', headline: 'By hand', live: false }, { headline: 'Filed', live: true }, {}],
      })
    }))

  test('and is malformed is reported, not dropped, and looked at again when a person asks', () =>
    newsroom(async (room) => {
      room.kv.byHand('en:article:broken', '{"v":1,')
      room.kv.byHand('en:article:wrong', story('other'))
      const first = await sweepAll(room)
      expect(first.malformed.map(({ key }) => key)).toEqual(['en:article:broken', 'en:article:wrong'])
      expect((await sweepAll(room)).malformed).toEqual(first.malformed)
      room.kv.byHand('en:article:broken', story('broken'))
      expect(await sweepAll(room, { name: 'Ada', role: 'admin' })).toMatchObject({ adopted: ['broken'], malformed: [{ key: 'en:article:wrong' }] })
      expect(room.kv.values.has('en:article:wrong')).toBe(true)
    }))

  test('before its time is taken out until it comes', () =>
    newsroom(async (room) => {
      room.kv.byHand('en:article:early', story('early', { publishedAt: '2026-11-24T13:00:00Z' }))
      await sweepAll(room)
      expect(room.kv.values.has('en:article:early')).toBe(false)
      await room.pass(3600)
      expect(room.kv.json('en:article:early')).toMatchObject({ slug: 'early' })
    }))

  test('over a corrected article carries the correction on, and is filed once, even where its time has not come', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.press.correct('one', 'It was a Tuesday.', EDITOR)
      await room.settle()
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand', publishedAt: '2026-11-24T13:00:00Z' }))
      await sweepAll(room)
      expect(room.kv.json('en:article:one')).toMatchObject({ headline: 'Story one', corrections: [{ text: 'It was a Tuesday.' }] })
      expect(await room.press.revisions('one')).toMatchObject({ revisions: [{ revision: 3, by: 'kv' }, { revision: 2 }, { revision: 1 }] })
      await room.pass(3600)
      expect(room.kv.json('en:article:one')).toMatchObject({ headline: 'By hand', corrections: [{ text: 'It was a Tuesday.' }] })
    }))

  test('and was withdrawn is not brought back by an old view of it that KV still hands out', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.press.correct('one', 'It was a Tuesday.', EDITOR)
      await room.settle()
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      await sweepAll(room)
      await room.press.withdraw('one', EDITOR)
      await room.settle()
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      expect((await sweepAll(room)).adopted).toEqual([])
      expect(await room.press.read('one')).toMatchObject({ entry: { state: 'withdrawn' } })
    }))

  test('with an update ahead of the clock, put by hand or imported, is reported and kept out of the ledger', () =>
    newsroom(async (room) => {
      const ahead = story('ahead', { updatedAt: '2027-11-25T09:00:00Z' })
      room.kv.byHand('en:article:ahead', ahead)
      const { adopted, malformed } = await sweepAll(room)
      expect(adopted).toEqual([])
      expect(malformed).toMatchObject([{ key: 'en:article:ahead', message: expect.stringContaining('/updatedAt: 2027-11-25T09:00:00Z is in the future') }])
      expect(await room.press.importLines([JSON.stringify(ahead)], ADMIN)).toMatchObject([{ ok: false, message: expect.stringContaining('is in the future') }])
      expect(await room.press.read('ahead')).toMatchObject({ ok: false })
    }))

  test('a draft of the same name does not touch it; the sweep makes it the published revision', () =>
    newsroom(async (room) => {
      room.kv.byHand('en:article:one', story('one', { headline: 'By hand' }))
      await room.press.file({ article: story('one'), actor: REPORTER })
      await room.settle()
      expect(room.kv.json('en:article:one').headline).toBe('By hand')
      await sweepAll(room)
      expect(await room.press.read('one')).toMatchObject({ entry: { state: 'published', live: 2 } })
    }))

  test('out of another ledger, with its tags, is adopted too; what was withdrawn there stays so', async () => {
    const copied = await newsroom(async ({ press, kv, settle }) => {
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await press.withdraw('two', EDITOR)
      await settle()
      return [...kv.values].filter(([key]) => key.includes(':article:'))
    })
    await newsroom(async (room) => {
      for (const [key, value] of copied) room.kv.values.set(key, value)
      expect(await sweepAll(room)).toEqual({ adopted: ['one'], malformed: [] })
      expect(room.kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'one' }])
      expect(room.kv.json('en:article:two')).toMatchObject({ withdrawn: true })
    })
  })

  test('a site and campaigns put by hand are kept, and listings are named by them', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      room.kv.byHand('site', SITE)
      room.kv.byHand('campaigns', [{ id: 'house', advertiser: 'Us', creatives: [{ id: 'a', href: '/x', headline: 'Y' }] }])
      expect((await sweepAll(room)).adopted).toEqual(['site', 'campaigns'])
      expect(room.kv.json('en:listing:section/world').title).toBe('World')
      expect(await room.press.campaigns()).toMatchObject([{ id: 'house' }])
      expect((await sweepAll(room)).adopted).toEqual([])
    }))

  test('thousands are adopted in steps, and a value gone astray is written again', () =>
    newsroom(async (room) => {
      for (let n = 0; n < 1100; n++) room.kv.byHand(`en:article:hand-${n}`, story(`hand-${n}`))
      const first = await room.press.sweep(ADMIN)
      expect(first).toMatchObject({ seen: 1000, done: false })
      expect((await sweepAll(room)).adopted.length + first.adopted.length).toBe(1100)
      expect(room.kv.json('en:listing:latest').total).toBe(1100)
      const stray = room.kv.values.get('en:article:hand-7') as { text: string; metadata: { tag: string } }
      room.kv.values.set('en:article:hand-7', { text: '{}', metadata: { tag: 'another' } })
      room.time.now += 3_600_000
      await sweepAll(room)
      expect(room.kv.values.get('en:article:hand-7')).toEqual(stray)
    }))
})

describe('a story that KV lost', () => {
  test('is printed again by the next sweep, once KV has settled, and then no more', () =>
    newsroom(async (room) => {
      for (const slug of ['one', 'three', 'two']) await room.press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await room.settle()
      room.kv.values.delete('en:article:two')
      await sweepAll(room)
      expect(room.kv.values.has('en:article:two')).toBe(false)
      await room.pass(301)
      const before = room.kv.writes.length
      await sweepAll(room)
      expect(room.kv.json('en:article:two').headline).toBe(story('two').headline)
      expect(room.kv.writes.slice(before)).toEqual(['en:article:two'])
      await room.pass(301)
      await sweepAll(room)
      expect(room.kv.writes.slice(before)).toEqual(['en:article:two'])
    }))

  test('is printed again wherever it was among thousands: before, between and after the pages of a list', () =>
    newsroom(async (room) => {
      const slugs = Array.from({ length: 7 }, (_, at) => `story-${at}`)
      for (const slug of slugs) await room.press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await room.settle()
      await room.pass(301)
      const { list } = room.kv
      room.kv.list = (options) => list.call(room.kv, { ...options, limit: 2 })
      for (const slug of ['story-0', 'story-3', 'story-6']) room.kv.values.delete(`en:article:${slug}`)
      await sweepAll(room)
      expect(slugs.filter((slug) => !room.kv.values.has(`en:article:${slug}`))).toEqual([])
    }))
})

describe('what editors put into KV and nobody can read', () => {
  const tombstone = (slug: string, more: object = {}) => ({ v: 1, withdrawn: true, slug, section: 'world', at: '2026-11-24T12:00:00Z', ...more })
  const edited = story('one', { headline: 'Hours of work' })

  test.each<[string, unknown]>([
    ['a typo', `${JSON.stringify(edited).slice(0, -1)},}`],
    ['null', 'null'],
    ['a list', [edited]],
    ['a field that is not right', { ...edited, publishedAt: 'today' }],
    ['another’s slug', { ...edited, slug: 'two' }],
    ['an article marked as withdrawn', { ...edited, withdrawn: true }],
    ['half a tombstone', tombstone('one', { at: undefined })],
    ['another’s tombstone', tombstone('two')],
  ])('%s: the good copy is put back, and what stood there is kept for whoever wrote it', (_, value) =>
    newsroom(async (room) => {
      const { press, kv } = room
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.settle()
      const good = kv.values.get('en:article:one')
      room.time.now += 600_000
      kv.byHand('en:article:one', value)
      // A reader is there first, and asks twice.
      for (let n = 0; n < 2; n++)
        expect(await press.lastGoodCopy('en:article:one', '/headline: Wrong.')).toEqual({ text: good?.text, tag: good?.metadata?.tag })
      expect((await sweepAll(room)).malformed.map(({ key }) => key)).toEqual(['en:article:one'])
      expect(kv.values.get('en:article:one')).toEqual(good)
      expect(await press.read('one')).toMatchObject({ entry: { state: 'published', revision: 1 } })
      const report = await press.sweep(ADMIN)
      expect(report.malformed).toEqual([])
      expect(report.healed).toMatchObject([{ key: 'en:article:one', text: typeof value === 'string' ? value : JSON.stringify(value) }])
      const told = (await press.audit()).items.filter(({ what }) => what === 'malformed')
      expect(told).toMatchObject([
        { by: 'kv', slug: 'one', detail: expect.stringContaining('copy was restored') },
        { detail: 'en:article:one: /headline: Wrong.' },
      ])
      // The same slip again, within the hour.
      kv.byHand('en:article:one', value)
      await sweepAll(room)
      expect(kv.values.get('en:article:one')).toEqual(good)
    }),
  )

  test('over a story that was withdrawn, its tombstone is put back', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.press.withdraw('one', EDITOR)
      await room.settle()
      room.kv.byHand('en:article:one', '{')
      expect(JSON.parse((await room.press.lastGoodCopy('en:article:one', 'This isn’t valid JSON.'))?.text ?? '')).toMatchObject({ withdrawn: true })
      await sweepAll(room)
      expect(room.kv.json('en:article:one')).toMatchObject({ withdrawn: true })
    }))

  test('where the ledger publishes nothing, it is left, and nothing that waits gets out', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      await press.file({ article: story('draft'), actor: REPORTER })
      await press.file({ article: story('ahead', { publishedAt: '2026-12-24T00:00:00Z' }), actor: EDITOR, publish: 'now' })
      for (const slug of ['draft', 'ahead', 'nobody']) {
        kv.byHand(`en:article:${slug}`, '{')
        expect(await press.lastGoodCopy(`en:article:${slug}`, 'This isn’t valid JSON.')).toBeNull()
      }
      await sweepAll(room)
      for (const slug of ['draft', 'ahead', 'nobody']) expect(kv.values.get(`en:article:${slug}`)?.text).toBe('{')
      for (const key of ['', 'en:other:x', 'de:article:draft', 'en:listing:', 'en:listing:topic/none', 'en:also/none'])
        expect(await press.lastGoodCopy(key, 'x'), key).toBeNull()
    }))

  test('the site’s value and the bookings are put back; what was never right is left', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      kv.byHand('campaigns', '[{]')
      await sweepAll(room)
      expect(kv.values.get('campaigns')?.text).toBe('[{]')
      await press.setSite(SITE, ADMIN)
      await press.setCampaign({ id: 'house', advertiser: 'Us', kind: 'house', weight: 1, creatives: [{ id: 'a', href: '/x', headline: 'Y' }] }, EDITOR)
      await room.settle()
      const good = [kv.values.get('site'), kv.values.get('campaigns')]
      for (const text of ['{"name":', 'null', '[]', '{}', '7']) {
        kv.byHand('site', text)
        kv.byHand('campaigns', text === '[]' ? '{}' : text)
        expect((await press.lastGoodCopy('site', 'Wrong.'))?.text).toBe(good[0]?.text)
        room.time.now += 2000
        await sweepAll(room)
        expect([kv.values.get('site'), kv.values.get('campaigns')]).toEqual(good)
      }
    }))

  test('a listing is written again as soon as a reader met it, and nobody is told twice', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await room.settle()
      const good = kv.values.get('en:listing:latest')
      kv.byHand('en:listing:latest', '{}')
      for (let n = 0; n < 5; n++) expect((await press.lastGoodCopy('en:listing:latest', '/v: This field is missing.'))?.text).toBe(good?.text)
      await room.settle()
      expect(kv.values.get('en:listing:latest')).toEqual(good)
      expect((await press.audit()).items.filter(({ what }) => what === 'malformed').length).toBe(1)
    }))

  test('a tombstone put there by hand takes the story down, once KV is sure to hand out what is there now', () =>
    newsroom(async (room) => {
      const { press, kv } = room
      for (const slug of ['one', 'two']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await room.settle()
      kv.byHand('en:article:one', tombstone('one'))
      expect((await sweepAll(room)).adopted).toEqual([])
      room.time.now += 600_000
      expect((await sweepAll(room)).adopted).toEqual(['one'])
      expect(await press.read('one')).toMatchObject({ entry: { state: 'withdrawn' } })
      expect(kv.values.get('en:article:one')?.metadata?.tag).toMatch(/w/)
      expect(kv.json('en:listing:latest').cards).toMatchObject([{ slug: 'two' }])
      expect((await sweepAll(room)).adopted).toEqual([])
    }))

  test('of a story that was killed before it was ever out, no tombstone tells', () =>
    newsroom(async (room) => {
      const agency = { uri: 'urn:wire:never-out', version: 1 }
      await room.press.file({ article: story('never-out'), actor: EDITOR, agency })
      await room.press.stop({ actor: EDITOR, agency, order: 'kill' })
      room.kv.byHand('en:article:never-out', '{')
      await sweepAll(room)
      expect(room.kv.values.get('en:article:never-out')?.text).toBe('{')
      expect(await room.press.publicState('never-out')).toBe('unknown')
    }))
})
