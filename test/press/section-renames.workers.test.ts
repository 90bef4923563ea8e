import { expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'
import { addWebhook, deliver, listening } from './receiver.ts'

const WITH_NEWSLETTER = {
  ...SITE,
  sections: [
    { slug: 'world', name: 'World' },
    { slug: 'asia', name: 'Asia' },
  ],
}

const withSection = (work: (room: Room) => Promise<void>, stories = 3) =>
  newsroom(async (room) => {
    await room.press.setSite(WITH_NEWSLETTER, ADMIN)
    for (let at = 0; at < stories; at++) await room.press.file({ article: story(`s-${at}`), actor: EDITOR, publish: 'now' })
    await room.press.file({ article: story('draft'), actor: EDITOR })
    await room.settle()
    await work(room)
  })

async function untilMoved({ press, settle, pass }: Room) {
  for (let n = 0; n < 20; n++) await press.alarm()
  await settle()
  await pass(5)
}

test('a renamed section takes its stories along, in steps, and its page, its feed and theirs lead on', () =>
  withSection(async (room) => {
    const { press, kv } = room
    await press.saveRedirect({ from: '/category/world', to: '/world' }, EDITOR)
    expect(await press.renameSection('world', 'globe', ADMIN)).toMatchObject({ ok: true, section: 'globe', articles: 60 })
    await untilMoved(room)
    expect((await press.listingPage('section/globe', 1))?.total).toBe(60)
    expect(kv.json('en:listing:section/world')).toMatchObject({ to: '/globe', total: 0 })
    expect(kv.json('en:article:s-0')).toMatchObject({ section: 'globe' })
    expect((await press.read('draft', 1)) as object).toMatchObject({ ok: true })
    expect(await press.revisions('draft')).toMatchObject({ revisions: [{ revision: 2 }, { revision: 1 }] })
    expect((await press.redirects({ q: '/world' })).items.filter(({ slug }) => !slug)).toMatchObject([
      { from: '/category/world', to: '/globe' },
      { from: '/world', to: '/globe', made: 'rename' },
    ])
    expect((await press.redirects({ q: '/world/s-7' })).items).toMatchObject([{ from: '/world/s-7', to: '/globe/s-7', made: 'section' }])
    expect((await press.readSite())?.sections.map(({ slug, name }) => [slug, name])).toEqual([
      ['globe', 'World'],
      ['asia', 'Asia'],
    ])
    expect(kv.tooFast).toEqual([])
  }, 60))

test('another slug under the same name in the settings is the same section', () =>
  withSection(async (room) => {
    const { press, kv } = room
    const set = await press.setSite(
      {
        ...WITH_NEWSLETTER,
        sections: [
          { slug: 'globe', name: 'World' },
          { slug: 'asia', name: 'Asia' },
        ],
      },
      ADMIN,
    )
    expect(set).toMatchObject({ ok: true, sections: [{ section: 'world', change: 'moved', to: 'globe', articles: 3 }] })
    await untilMoved(room)
    expect(kv.json('en:listing:section/world')).toMatchObject({ to: '/globe' })
    expect(kv.json('en:article:s-1')).toMatchObject({ section: 'globe' })
  }))

test('a section that is only removed, or replaced by one of another name, moves nothing', () =>
  withSection(async (room) => {
    const { press, kv } = room
    await press.setSite(
      {
        ...WITH_NEWSLETTER,
        sections: [
          { slug: 'globe', name: 'Globe' },
          { slug: 'asia', name: 'Asia' },
        ],
      },
      ADMIN,
    )
    await untilMoved(room)
    expect(kv.json('en:article:s-1')).toMatchObject({ section: 'world' })
    expect((await press.redirects({})).total).toBe(0)
  }))

test('what is filed under the former slug is filed in the section as it is called now, and a note says so', () =>
  withSection(async (room) => {
    const { press } = room
    await press.renameSection('world', 'globe', ADMIN)
    await untilMoved(room)
    const filed = await press.file({ article: story('late'), actor: EDITOR, publish: 'now' })
    expect(filed).toMatchObject({ ok: true, entry: { section: 'globe' }, notes: [expect.stringMatching(/“world” was renamed/)] })
  }))

test('a section renamed back has its first address again, and the other leads there', () =>
  withSection(async (room) => {
    const { press, kv } = room
    await press.renameSection('world', 'globe', ADMIN)
    expect(await press.renameSection('globe', 'world', ADMIN)).toMatchObject({ ok: false, reason: 'section-moving' })
    await untilMoved(room)
    expect(await press.renameSection('globe', 'world', ADMIN)).toMatchObject({ ok: true })
    await untilMoved(room)
    expect(kv.json('en:listing:section/globe')).toMatchObject({ to: '/world' })
    expect(kv.json('en:listing:section/world')).toMatchObject({ total: 3 })
    expect((await press.redirects({})).items.map(({ from, to }) => [from, to])).toEqual([
      ['/globe', '/world'],
      ['/globe/s-0', '/world/s-0'],
      ['/globe/s-1', '/world/s-1'],
      ['/globe/s-2', '/world/s-2'],
    ])
  }))

test('a new section under the former slug has a page of its own, and nothing leads on from there', () =>
  withSection(async (room) => {
    const { press, kv } = room
    await press.renameSection('world', 'globe', ADMIN)
    await untilMoved(room)
    const site = await press.readSite()
    if (site) await press.setSite({ ...site, sections: [...site.sections, { slug: 'world', name: 'The other world' }] }, ADMIN)
    await untilMoved(room)
    expect(kv.json('en:listing:section/world')).toMatchObject({ title: 'The other world', total: 0 })
    expect(kv.json('en:listing:section/world').to).toBeUndefined()
    expect(await press.file({ article: story('late'), actor: EDITOR, publish: 'now' })).toMatchObject({ entry: { section: 'world' } })
  }))

test.each([
  ['nowhere', 'globe', 'unknown-name'],
  ['world', 'world', 'same-name'],
  ['world', 'asia', 'name-taken'],
])('%s to %s is refused: %s', (from, to, reason) =>
  withSection(async ({ press }) => expect(await press.renameSection(from, to, ADMIN)).toMatchObject({ ok: false, reason, kind: 'section' }), 1),
)

test('campaigns and newsletters of the section follow it', () =>
  withSection(async (room) => {
    const { press } = room
    const gate = { default: 'offer' } as never
    await press.setSite(
      {
        ...WITH_NEWSLETTER,
        newsletter: { gate, lists: [{ slug: 'daily', name: 'Daily', kind: 'digest', sections: ['world'], content: { sections: ['world', 'asia'] } }] },
      } as never,
      ADMIN,
    )
    const campaign = { id: 'c', advertiser: 'Us', kind: 'house', weight: 1, sections: ['world'], creatives: [{ id: 'a', href: '/', headline: 'Read us' }] }
    await press.setCampaign(campaign as never, ADMIN)
    await press.renameSection('world', 'globe', ADMIN)
    await untilMoved(room)
    expect((await press.readSite())?.newsletter?.lists).toMatchObject([{ sections: ['globe'], content: { sections: ['globe', 'asia'] } }])
    expect(await press.campaigns()).toMatchObject([{ sections: ['globe'] }])
  }))

test('what is filed, published, corrected, scheduled and withdrawn while a section is renamed ends in the section as it is called now', () =>
  withSection(async (room) => {
    const { press, kv, time } = room
    const at = (seconds: number) => new Date(time.now + seconds * 1000).toISOString().replace(/\.\d+Z/, 'Z')
    await press.file({ article: story('soon'), actor: EDITOR })
    await press.publish('soon', EDITOR, { at: at(2) })
    await press.file({ article: story('later'), actor: EDITOR })
    await press.publish('later', EDITOR, { at: at(86_400) })
    await press.renameSection('world', 'globe', ADMIN)
    await press.alarm()
    await press.file({ article: story('fresh'), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('new-name', { section: 'globe' }), actor: EDITOR, publish: 'now' })
    await press.publish('draft', EDITOR)
    await press.alarm()
    time.now += 3000
    await press.file({ article: story('s-59', { headline: 'Another headline' }), actor: EDITOR, publish: 'now' })
    await press.correct('s-58', 'It was on Tuesday.', EDITOR)
    await press.withdraw('s-57', EDITOR)
    await untilMoved(room)
    const slugs = ['soon', 'fresh', 'new-name', 'draft', 's-0', 's-58', 's-59']
    expect(slugs.map((slug) => [slug, kv.json(`en:article:${slug}`).section])).toEqual(slugs.map((slug) => [slug, 'globe']))
    expect(kv.json('en:article:s-59')).toMatchObject({ headline: 'Another headline' })
    expect(kv.json('en:article:s-57')).toMatchObject({ withdrawn: true, section: 'globe' })
    expect((await press.listingPage('section/globe', 1))?.total).toBe(63)
    expect((await press.list({ section: 'world' })).items).toEqual([])
    time.now += 86_400_000
    await untilMoved(room)
    expect(kv.json('en:article:later')).toMatchObject({ section: 'globe' })
  }, 60))

test('programs that keep the site’s addresses are told once that a section has another, and how many articles with it', () =>
  withSection(async (room) => {
    const receiver = listening(room)
    const { press } = room
    await addWebhook(room)
    await press.renameSection('world', 'globe', ADMIN)
    await deliver(room, { seconds: 30, rounds: 6 })
    expect(receiver.got.map(({ payload: { type, data } }) => [type, data])).toEqual([
      [
        'section.renamed',
        {
          from: 'world',
          to: 'globe',
          formerUrl: 'https://news.example/world',
          url: 'https://news.example/globe',
          articles: 30,
          at: expect.any(String),
        },
      ],
    ])
    await press.renameSection('globe', 'world', ADMIN)
    await deliver(room, { seconds: 30, rounds: 6 })
    expect(receiver.got.map(({ payload: { data } }) => [data.from, data.to])).toEqual([
      ['world', 'globe'],
      ['globe', 'world'],
    ])
  }, 30))
