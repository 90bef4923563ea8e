import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const MALI = { slug: 'mali', name: 'Mali' }
const CRISIS = { slug: 'mali-crisis', name: 'Mali crisis' }
const ANN = { slug: 'ann-lee', name: 'Ann Lee' }
const MISSPELT = { slug: 'an-lee', name: 'An Lee' }

/** One and two about Mali, three about the crisis, four about both. */
async function edition({ press, settle, time }: Room) {
  await press.setSite(SITE, ADMIN)
  const file = async (slug: string, more: Partial<Article>) => {
    time.now += 60_000
    await press.file({ article: story(slug, more), actor: EDITOR, publish: 'now' })
  }
  await file('one', { topics: [MALI], byline: [MISSPELT] })
  await file('two', { topics: [MALI], byline: [ANN] })
  await file('three', { topics: [CRISIS] })
  await file('four', { topics: [MALI, CRISIS], byline: [MISSPELT, ANN] })
  await settle()
}
const slugsIn = ({ kv }: Room, name: string): string[] => (kv.json(`en:listing:${name}`)?.cards ?? []).map(({ slug }: { slug: string }) => slug).sort()
const topicsOf = ({ kv }: Room, slug: string) => kv.json(`en:article:${slug}`).topics

describe('a topic that is merged into another', () => {
  test('has its stories in the other’s listing, and its own page leads there', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press, kv, settle } = room
      const merged = await press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      expect(merged).toMatchObject({ ok: true, slug: 'mali-crisis', name: 'Mali crisis', articles: 3 })
      expect(merged).toMatchObject({ stale: expect.arrayContaining(['/topic/mali', '/topic/mali-crisis', '/topic/mali/feed.xml']) })
      await settle()
      expect(slugsIn(room, 'topic/mali-crisis')).toEqual(['four', 'one', 'three', 'two'])
      expect(kv.json('en:listing:topic/mali-crisis')).toMatchObject({ total: 4, title: 'Mali crisis' })
      expect(kv.json('en:listing:topic/mali')).toMatchObject({ to: '/topic/mali-crisis', cards: [], total: 0 })
      expect(kv.json('en:listing:front').topics).toEqual([CRISIS])
      expect(await press.listingPage('topic/mali', 2)).toBeNull()
    }))

  test('is printed as the other in every story, once, while revisions stay as they were filed', () =>
    newsroom(async (room) => {
      await edition(room)
      await room.press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      await room.settle()
      for (const slug of ['one', 'two', 'three', 'four']) expect(topicsOf(room, slug), slug).toEqual([CRISIS])
      expect(await room.press.read('one')).toMatchObject({ article: { topics: [MALI] }, revision: 1 })
      expect(await room.press.read('four', undefined, 'shown')).toMatchObject({ article: { topics: [CRISIS] }, revision: 1 })
      expect(await room.press.popularTopics(9)).toEqual([{ ...CRISIS, count: 4 }])
      expect((await room.search.find({ q: 'crisis' })).total).toBe(4)
    }))

  test('is the other in what is filed later, which says so; the same copy sent again is no revision', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press } = room
      await press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      const again = await press.file({ article: story('one', { topics: [MALI], byline: [MISSPELT] }), actor: EDITOR })
      expect(again).toMatchObject({ ok: true, changed: false, entry: { revision: 1 } })
      const fresh = await press.file({ article: story('five', { topics: [MALI, { slug: 'trade', name: 'Trade' }] }), actor: REPORTER })
      expect(fresh).toMatchObject({ ok: true, notes: ['/topics: “Mali” is called otherwise now: Mali crisis, Trade.'] })
      expect(await press.read('five')).toMatchObject({ article: { topics: [CRISIS, { slug: 'trade', name: 'Trade' }] } })
      const same = await press.file({ article: story('five', { topics: [MALI, { slug: 'trade', name: 'Trade' }] }), actor: REPORTER })
      expect(same).toMatchObject({ ok: true, changed: false, entry: { revision: 1 } })
    }))

  test('stays merged after everything is rebuilt, and nothing more is written', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press, kv, settle } = room
      await press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      await settle()
      const texts = () => Object.fromEntries(Object.entries(kv.snapshot()).flatMap(([key, { text }]) => (key === 'campaigns' ? [] : [[key, text]])))
      const before = texts()
      await press.reprint(ADMIN)
      await settle()
      expect(texts()).toEqual(before)
      expect((await press.sweep(ADMIN)).adopted).toEqual([])
    }))

  test('leads straight to where the other goes later, and never in a circle', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press, kv, settle } = room
      await press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      await press.renameName('topic', 'mali-crisis', { slug: 'sahel', name: 'The Sahel' }, EDITOR)
      await settle()
      expect(kv.json('en:listing:topic/mali').to).toBe('/topic/sahel')
      expect(kv.json('en:listing:topic/mali-crisis').to).toBe('/topic/sahel')
      expect(topicsOf(room, 'one')).toEqual([{ slug: 'sahel', name: 'The Sahel' }])
      expect(await press.mergeName('topic', 'sahel', 'mali', EDITOR)).toEqual({
        ok: false,
        reason: 'moved-name',
        kind: 'topic',
        slug: 'mali',
        current: 'sahel',
      })
      expect(await press.renameName('topic', 'sahel', { slug: 'mali', name: 'Mali' }, EDITOR)).toMatchObject({ ok: true, slug: 'mali' })
      await settle()
      expect(kv.json('en:listing:topic/mali')).toMatchObject({ total: 4, title: 'Mali' })
      expect(kv.json('en:listing:topic/mali').to).toBeUndefined()
      for (const old of ['sahel', 'mali-crisis']) expect(kv.json(`en:listing:topic/${old}`).to).toBe('/topic/mali')
    }))

  test('is followed by newsletters that name it', () =>
    newsroom(async (room) => {
      await edition(room)
      const newsletter = {
        ...(SITE.newsletter as object),
        lists: [{ slug: 'sahel', name: 'Sahel', kind: 'digest', content: { topics: ['mali', 'mali-crisis'], max: 3 } }],
      }
      await room.press.setSite({ ...SITE, newsletter } as never, ADMIN)
      await room.press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      await room.settle()
      expect(room.kv.json('site').newsletter.lists[0].content).toEqual({ topics: ['mali-crisis'], max: 3 })
    }))

  test('is known to newsletters under the name that an editor’s file of the site still has: their digests aren’t empty', () =>
    newsroom(async (room) => {
      await edition(room)
      await room.press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      await room.press.renameName('topic', 'mali-crisis', { slug: 'sahel' }, EDITOR)
      const lists = [
        { slug: 'sahel', name: 'Sahel', kind: 'digest', content: { topics: ['mali', 'mali-crisis'] } },
        { slug: 'all', name: 'All', kind: 'digest' },
      ]
      await room.press.setSite({ ...SITE, newsletter: { ...(SITE.newsletter as object), lists } } as never, ADMIN)
      await room.settle()
      expect(room.kv.json('site').newsletter.lists.map(({ content }: { content?: object }) => content)).toEqual([{ topics: ['sahel'] }, undefined])
    }))
})

describe('a topic', () => {
  test('gets another name everywhere, and keeps its slug', () =>
    newsroom(async (room) => {
      await edition(room)
      expect(await room.press.renameName('topic', 'mali', { name: 'Mali and its neighbours' }, EDITOR)).toMatchObject({ slug: 'mali', articles: 3 })
      await room.settle()
      expect(room.kv.json('en:listing:topic/mali').title).toBe('Mali and its neighbours')
      expect(topicsOf(room, 'four')).toEqual([{ slug: 'mali', name: 'Mali and its neighbours' }, CRISIS])
      await room.press.file({ article: story('six', { topics: [MALI], publishedAt: '2026-11-24T13:30:00Z' }), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(room.kv.json('en:listing:topic/mali').title).toBe('Mali and its neighbours')
    }))

  test('that isn’t there, has another’s slug or is itself is refused', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press } = room
      expect(await press.renameName('topic', 'none', { name: 'X' }, EDITOR)).toMatchObject({ reason: 'unknown-name' })
      expect(await press.renameName('topic', 'mali', { slug: 'mali-crisis' }, EDITOR)).toMatchObject({ reason: 'name-taken' })
      expect(await press.mergeName('topic', 'mali', 'none', EDITOR)).toMatchObject({ reason: 'unknown-name', slug: 'none' })
      expect(await press.mergeName('topic', 'mali', 'mali', EDITOR)).toMatchObject({ reason: 'same-name' })
      await expect(press.mergeName('topic', 'mali', 'mali-crisis', REPORTER)).rejects.toThrow('needs editor')
    }))

  test('is listed by its slug with its stories, page by page, and found by how it begins', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press } = room
      expect(await press.names('topic', {})).toEqual({
        items: [
          { ...MALI, articles: 3 },
          { ...CRISIS, articles: 2 },
        ],
      })
      expect(await press.names('topic', { limit: 1 })).toEqual({ items: [{ ...MALI, articles: 3 }], nextCursor: 'mali' })
      expect(await press.names('topic', { limit: 1, cursor: 'mali' })).toEqual({ items: [{ ...CRISIS, articles: 2 }] })
      expect((await press.names('topic', { q: 'MALI c' })).items).toEqual([{ ...CRISIS, articles: 2 }])
      await press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      expect(await press.names('topic', {})).toEqual({ items: [{ ...CRISIS, articles: 4 }] })
      expect((await press.audit()).items[0]).toMatchObject({ what: 'merge-topic', by: 'Edith' })
    }))
})

describe('authors', () => {
  const RECORD = { ...ANN, role: 'Sahel correspondent', bio: 'Writes from Bamako.', contact: { email: 'ann@paper.example' }, desk: 7 }

  test('have a record whose name readers see, and its tag guards it', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press, kv, settle } = room
      expect(await press.readAuthor('ann-lee')).toEqual({ ok: true, author: ANN, isRecorded: false })
      expect(await press.saveAuthor(RECORD, EDITOR)).toMatchObject({ ok: true, created: true, stale: [] })
      expect(await press.readAuthor('ann-lee')).toEqual({ ok: true, author: RECORD, isRecorded: true })
      expect(await press.saveAuthor({ ...RECORD, name: 'Ann Lee-Diallo' }, EDITOR, ['old'])).toMatchObject({ reason: 'stale-value' })
      expect(await press.saveAuthor({ ...RECORD, name: 'Ann Lee-Diallo' }, EDITOR)).toMatchObject({
        created: false,
        stale: expect.arrayContaining(['/author/ann-lee']),
      })
      await settle()
      expect(kv.json('en:article:two').byline).toEqual([{ slug: 'ann-lee', name: 'Ann Lee-Diallo' }])
      expect(kv.json('en:listing:author/ann-lee').title).toBe('Ann Lee-Diallo')
      expect(kv.json('en:listing:latest').cards.find(({ slug }: { slug: string }) => slug === 'two').by).toEqual(['Ann Lee-Diallo'])
      expect(await press.removeAuthor('ann-lee', EDITOR)).toEqual({ ok: true })
      await settle()
      expect(kv.json('en:article:two').byline).toEqual([ANN])
    }))

  test('who were written in two ways become one', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press, kv, settle } = room
      await press.saveAuthor(RECORD, EDITOR)
      expect(await press.mergeName('author', 'an-lee', 'ann-lee', EDITOR)).toMatchObject({ ok: true, articles: 2 })
      await settle()
      expect(kv.json('en:article:one').byline).toEqual([ANN])
      expect(kv.json('en:article:four').byline).toEqual([ANN])
      expect(slugsIn(room, 'author/ann-lee')).toEqual(['four', 'one', 'two'])
      expect(kv.json('en:listing:author/an-lee').to).toBe('/author/ann-lee')
      expect(await press.readAuthor('an-lee')).toMatchObject({ reason: 'moved-name', current: 'ann-lee' })
      expect(await press.saveAuthor({ slug: 'an-lee', name: 'An Lee' }, EDITOR)).toMatchObject({ reason: 'moved-name' })
    }))

  test('take their record along to another slug', () =>
    newsroom(async (room) => {
      await edition(room)
      await room.press.saveAuthor(RECORD, EDITOR)
      await room.press.renameName('author', 'ann-lee', { slug: 'ann-diallo', name: 'Ann Diallo' }, EDITOR)
      expect(await room.press.readAuthor('ann-diallo')).toEqual({ ok: true, author: { ...RECORD, slug: 'ann-diallo', name: 'Ann Diallo' }, isRecorded: true })
    }))

  test('are found by how their first or last name begins, also before their first story', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press } = room
      await press.saveAuthor({ slug: 'zoe-kone', name: 'Zoé Koné', role: 'Editor' }, EDITOR)
      for (const q of ['zoe', 'ZOÉ K', 'kon', 'Koné'])
        expect((await press.names('author', { q })).items, q).toEqual([{ slug: 'zoe-kone', name: 'Zoé Koné', role: 'Editor', articles: 0 }])
      expect((await press.names('author', { q: 'ann' })).items).toEqual([{ ...ANN, articles: 2 }])
      expect((await press.names('author', { q: 'nobody' })).items).toEqual([])
    }))
})

describe('a story in another language', () => {
  const LEILA = { slug: 'leila-haddad', name: 'Leila Haddad' }
  const ARABIC = { lang: 'ar', byline: [{ slug: 'leila-haddad', name: 'ليلى حدّاد', role: 'مراسلة' }], topics: [{ slug: 'mali', name: 'مالي' }] }

  /** One in English, then one in Arabic, by the same writer, who has a record. */
  async function twoLanguages(room: Room) {
    await edition(room)
    await room.press.saveAuthor({ ...LEILA, role: 'Roving correspondent' }, EDITOR)
    await room.press.renameName('topic', 'mali', { name: 'Mali' }, EDITOR)
    for (const [slug, more] of [
      ['in-english', { byline: [LEILA] }],
      ['in-arabic', { ...ARABIC, kind: 'opinion' }],
    ] as const) {
      room.time.now += 60_000
      await room.press.file({ article: story(slug, more as Partial<Article>), actor: EDITOR, publish: 'now' })
    }
    await room.settle()
  }
  const cardOf = ({ kv }: Room, listing: string, slug: string) => kv.json(`en:listing:${listing}`).cards.find((card: { slug: string }) => card.slug === slug)

  test('keeps its writer’s name as it is written there, on its page, its card and in every list', () =>
    newsroom(async (room) => {
      await twoLanguages(room)
      const { press, kv } = room
      expect(kv.json('en:article:in-arabic')).toMatchObject(ARABIC)
      expect(await press.read('in-arabic', undefined, 'shown')).toMatchObject({ article: ARABIC })
      for (const listing of ['latest', 'author/leila-haddad']) expect(cardOf(room, listing, 'in-arabic').by, listing).toEqual(['ليلى حدّاد'])
      expect(cardOf(room, 'latest', 'in-english').by).toEqual(['Leila Haddad'])
      expect(kv.json('en:listing:latest').cards).toHaveLength(6)
      expect(kv.json('en:listing:front').voices).toMatchObject([{ slug: 'in-arabic', author: 'leila-haddad' }])
    }))

  test('is on its writer’s page, which has the name that the newsroom knows', () =>
    newsroom(async (room) => {
      await twoLanguages(room)
      expect(slugsIn(room, 'author/leila-haddad')).toEqual(['in-arabic', 'in-english'])
      expect(room.kv.json('en:listing:author/leila-haddad').title).toBe('Leila Haddad')
      expect(room.kv.json('en:listing:topic/mali').title).toBe('Mali')
      expect(await room.press.names('author', { q: 'leila' })).toMatchObject({ items: [{ ...LEILA, articles: 2 }] })
    }))

  test('that is the newest doesn’t title its topic’s and its writer’s page where the newsroom has no record of them', () =>
    newsroom(async (room) => {
      const { press, kv, settle } = room
      await press.setSite(SITE, ADMIN)
      const english = { byline: [LEILA], topics: [MALI] }
      for (const [slug, more] of [
        ['in-english', { ...english, publishedAt: '2023-10-10T16:01:00Z' }],
        ['in-british-english', { ...english, lang: 'en-GB', byline: [{ ...LEILA, name: 'L. Haddad' }], publishedAt: '2023-10-10T16:02:00Z' }],
        ['in-arabic', { ...ARABIC, publishedAt: '2023-10-10T16:03:00Z' }],
      ] as const)
        await press.file({ article: story(slug, more as Partial<Article>), actor: EDITOR, publish: 'now' })
      await settle()
      expect(kv.json('en:listing:topic/mali').title).toBe('Mali')
      expect(kv.json('en:listing:author/leila-haddad').title).toBe('L. Haddad')
      expect(kv.json('en:listing:front').topics).toEqual([MALI])
      expect(await press.names('topic', { q: 'mali' })).toMatchObject({ items: [{ ...MALI, articles: 3 }] })
      for (const slug of ['in-english', 'in-british-english']) await press.withdraw(slug, EDITOR, {})
      await settle()
      expect(kv.json('en:listing:author/leila-haddad').title).toBe('ليلى حدّاد')
    }))

  test('keeps the name when its writer is renamed, and leads to where they are now', () =>
    newsroom(async (room) => {
      await twoLanguages(room)
      const { press, kv, settle } = room
      await press.renameName('author', 'leila-haddad', { slug: 'leila-haddad-roy', name: 'Leila Haddad-Roy' }, EDITOR)
      await settle()
      expect(kv.json('en:article:in-english').byline).toEqual([{ slug: 'leila-haddad-roy', name: 'Leila Haddad-Roy' }])
      expect(kv.json('en:article:in-arabic').byline).toEqual([{ ...ARABIC.byline[0], slug: 'leila-haddad-roy' }])
      expect(kv.json('en:listing:author/leila-haddad-roy')).toMatchObject({ title: 'Leila Haddad-Roy', total: 2 })
    }))

  test('is found under both names', () =>
    newsroom(async (room) => {
      await twoLanguages(room)
      for (const q of ['ليلى حداد', 'Leila Haddad'])
        expect(
          (await room.search.find({ q })).hits.map(({ card }) => card.slug),
          q,
        ).toContain('in-arabic')
    }))

  test('or in the edition’s, a name in other letters than the record’s stays as it is written', () =>
    newsroom(async (room) => {
      await twoLanguages(room)
      const byline = [{ slug: 'leila-haddad', name: 'ليلى حدّاد' }]
      await room.press.file({ article: story('borrowed', { byline }), actor: EDITOR, publish: 'now' })
      await room.press.file({ article: story('short', { lang: 'en-GB', byline: [{ ...LEILA, name: 'L. Haddad' }] }), actor: EDITOR, publish: 'now' })
      await room.settle()
      expect(room.kv.json('en:article:borrowed').byline).toEqual(byline)
      expect(room.kv.json('en:article:short').byline).toEqual([LEILA])
    }))
})

describe('in a backup', () => {
  test('records, merges and where old pages lead come along', async () => {
    let lines: string[] = []
    await newsroom(async (room) => {
      await edition(room)
      await room.press.saveAuthor({ ...ANN, role: 'Correspondent' }, EDITOR)
      await room.press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
      await room.press.saveTopic({ ...CRISIS, introduction: 'Since 2012.', explainer: 'guide' }, EDITOR)
      ;({ lines } = await room.press.exportPage())
    })
    await newsroom(async (room) => {
      const { press, kv, settle } = room
      expect((await press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
      await settle()
      expect(kv.json('en:listing:topic/mali').to).toBe('/topic/mali-crisis')
      expect(topicsOf(room, 'one')).toEqual([CRISIS])
      expect(slugsIn(room, 'topic/mali-crisis')).toEqual(['four', 'one', 'three', 'two'])
      expect(await press.readAuthor('ann-lee')).toMatchObject({ author: { role: 'Correspondent' } })
      expect(await press.readTopic('mali-crisis')).toMatchObject({ topic: { introduction: 'Since 2012.', explainer: 'guide' } })
      expect(kv.json('en:listing:topic/mali-crisis').introduction).toBe('Since 2012.')
      expect(await press.read('one')).toMatchObject({ article: { topics: [MALI] } })
    })
  })
})

describe('sections', () => {
  test('that are removed from the site, or named otherwise, are told with what it affects', () =>
    newsroom(async (room) => {
      await edition(room)
      const { press } = room
      expect(await press.sections()).toEqual([{ section: 'world', articles: 4 }])
      const others = SITE.sections.filter(({ slug }) => slug !== 'world')
      expect(await press.setSite({ ...SITE, sections: [{ slug: 'world', name: 'The World' }, ...others] }, ADMIN)).toMatchObject({
        sections: [{ section: 'world', change: 'renamed', articles: 4 }],
      })
      expect(await press.setSite({ ...SITE, sections: others }, ADMIN)).toMatchObject({ sections: [{ section: 'world', change: 'removed', articles: 4 }] })
      expect(await press.setSite(SITE, ADMIN)).toMatchObject({ sections: [] })
    }))
})

test('no question about names looks through the whole ledger', () =>
  newsroom(async (room) => {
    await edition(room)
    const { press, sql } = room
    await press.saveAuthor({ ...ANN, role: 'Correspondent' }, EDITOR)
    const asked = new Map<string, unknown[]>()
    const exec = sql.exec.bind(sql)
    sql.exec = ((query: string, ...bound: unknown[]) => {
      asked.set(query, bound)
      return exec(query, ...bound)
    }) as typeof sql.exec
    for (const kind of ['topic', 'author'] as const) {
      await press.names(kind, {})
      await press.names(kind, { q: 'ann' })
    }
    await press.readAuthor('ann-lee')
    await press.file({ article: story('five', { topics: [MALI], byline: [ANN] }), actor: EDITOR })
    await press.mergeName('topic', 'mali', 'mali-crisis', EDITOR)
    sql.exec = exec
    const scans = [...asked]
      .filter(([query]) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE)/.test(query) && /names|totals|listing_entries/.test(query))
      .flatMap(([query, bound]) =>
        exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...(bound as never[]))
          .toArray()
          .filter(({ detail }) => /^SCAN (?!CONSTANT|names(?: |$)|named|\()/.test(detail))
          .map(({ detail }) => `${detail}: ${query}`),
      )
    expect(scans).toEqual([])
  }))

test('an older ledger gets its table, and prints as before', () =>
  newsroom(async (room) => {
    await edition(room)
    room.sql.exec('DROP TABLE names')
    createTables(room.sql)
    expect((await room.press.names('topic', {})).items).toHaveLength(2)
    room.kv.writes = []
    await room.press.reprint(ADMIN)
    await room.settle()
    expect(topicsOf(room, 'one')).toEqual([MALI])
  }))
