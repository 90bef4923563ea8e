import { describe, expect, test } from 'vitest'
import { hashedSlugFromName } from '../../src/copy/shapes/slug.ts'
import { encodeLetters } from '../../src/copy/shapes/slug-spelling.ts'
import { rowsOf } from './counted-rows.ts'
import { ADMIN, EDITOR, newsroom, SITE, story } from './newsroom.ts'

const BEIJING = { slug: '北京', name: '北京' }
const wire = encodeLetters

describe('a topic in another script', () => {
  test('is listed, found, renamed and merged like any other', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.setSite(SITE, ADMIN)
      await press.file({ article: story('two-leaders', { topics: [BEIJING, { slug: '𠮷野家', name: '𠮷野家' }] }), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('القمة', { section: 'اقتصاد', topics: [BEIJING] }), actor: EDITOR, publish: 'now' })
      await settle()
      expect(kv.json('en:listing:topic/北京')).toMatchObject({ title: '北京', total: 2 })
      expect(kv.json('en:article:القمة')).toMatchObject({ section: 'اقتصاد' })
      expect((await press.names('topic', {})).items.map(({ slug }) => slug)).toEqual(['北京', '𠮷野家'])
      expect((await press.names('topic', { q: '北' })).items).toMatchObject([BEIJING])
      expect((await press.names('topic', { limit: 1, cursor: '北京' })).items.map(({ slug }) => slug)).toEqual(['𠮷野家'])
      expect(await press.renameName('topic', '北京', { slug: '北京市' }, EDITOR)).toMatchObject({
        ok: true,
        stale: expect.arrayContaining([wire('/topic/北京市')]),
      })
      await settle()
      expect(kv.json('en:listing:topic/北京')).toMatchObject({ to: wire('/topic/北京市') })
      expect(await press.mergeName('topic', '北京市', '𠮷野家', EDITOR)).toMatchObject({ ok: true, articles: 2 })
    }))

  test('stays where it was before names had addresses in their own script', () =>
    newsroom(async ({ press }) => {
      const former = hashedSlugFromName('北京')
      await press.file({ article: story('old', { topics: [{ slug: former, name: '北京' }] }), actor: EDITOR, publish: 'now' })
      await press.reprint(ADMIN)
      const filed = await press.file({ article: story('new', { topics: [BEIJING] }), actor: EDITOR, publish: 'now' })
      expect(filed).toMatchObject({ ok: true })
      expect(await press.read('new')).toMatchObject({ article: { topics: [{ slug: former, name: '北京' }] } })
    }))

  test('is in Latin letters where the newsroom wants that, unless it was there before', () =>
    newsroom(async ({ press, settle }) => {
      await press.file({ article: story('old', { topics: [{ slug: 'москва', name: 'Москва' }] }), actor: EDITOR, publish: 'now' })
      await settle()
      await press.setSite({ ...SITE, addresses: 'latin' }, ADMIN)
      const topics = [
        { slug: 'москва', name: 'Москва' },
        { slug: 'путин', name: 'Путин' },
        { slug: 'القاهرة', name: 'القاهرة' },
        { slug: 'chosen-сам', name: 'Сам' },
      ]
      await press.file({ article: story('new', { topics }), actor: EDITOR, publish: 'now' })
      expect(await press.read('new')).toMatchObject({
        article: { topics: [{ slug: 'москва' }, { slug: 'putin' }, { slug: 'القاهرة' }, { slug: 'chosen-сам' }] },
      })
      const again = await press.file({ article: story('new', { topics }), actor: EDITOR })
      expect(again).toMatchObject({ ok: true, changed: false })
    }))
})

test('a topic is found by the beginning of its name, whatever rule made its address', () =>
  newsroom(async ({ press }) => {
    await press.setSite({ ...SITE, addresses: 'latin' }, ADMIN)
    const topics = [
      { slug: 'москва', name: 'Москва' },
      { slug: hashedSlugFromName('東京'), name: '東京' },
      { slug: hashedSlugFromName('🎉'), name: '🎉' },
    ]
    await press.file({ article: story('one', { topics }), actor: EDITOR, publish: 'now' })
    const found = async (q: string) => (await press.names('topic', { q })).items.map(({ name }) => name)
    expect(await found('Моск')).toEqual(['Москва'])
    expect(await found('東京')).toEqual(['東京'])
    expect(await found('🎉')).toEqual(['🎉'])
    expect(await found('Пе')).toEqual([])
  }))

test('among ten thousand Chinese topics, none costs more than among five thousand', { timeout: 600_000 }, async () => {
  const costs: { what: string; size: number; read: number; written: number }[] = []
  for (const size of [5000, 10_000])
    await newsroom(async ({ press, sql, settle }) => {
      await press.setSite(SITE, ADMIN)
      const n = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})`
      // All begin alike, as names of one script seldom do.
      const slug = `char(0x5317, 0x4e00 + i / 128, 0x4e00 + i % 128)`
      sql.exec(`INSERT OR IGNORE INTO totals ${n} SELECT 'topic/' || ${slug}, 'topic', 1 + i % 50 FROM n`)
      await press.file({ article: story('warm', { topics: [BEIJING] }), actor: EDITOR, publish: 'now' })
      await settle()
      const work: [string, () => unknown][] = [
        [
          'publication',
          async () => {
            await press.file({ article: story('fresh', { topics: [BEIJING, { slug: '北一三', name: '北一三' }] }), actor: EDITOR, publish: 'now' })
            await settle()
          },
        ],
        ['topics at the desk', () => press.names('topic', { limit: 50 })],
        ['a topic while it is typed', () => press.names('topic', { q: '北', limit: 10 })],
        ['the sitemap of pages', () => press.popularTopics(1000)],
        ['a rename', () => press.renameName('topic', '北京', { slug: '北京市' }, EDITOR)],
      ]
      for (const [what, done] of work) costs.push({ what, size, ...(await rowsOf(sql, done)) })
    }, `chinese-${size}`)
  const of = (size: number) => costs.filter((cost) => cost.size === size)
  expect(of(10_000).filter(({ read, written }, at) => read > (of(5000)[at]?.read ?? 0) + 20 || written > (of(5000)[at]?.written ?? 0) + 20)).toEqual([])
})

test('two names that fall to one slug are said to share a page, once', () =>
  newsroom(async ({ press, settle }) => {
    await press.file({ article: story('one', { topics: [{ slug: 'lodz', name: 'Lodz' }] }), actor: EDITOR, publish: 'now' })
    await settle()
    const second = story('two', { topics: [{ slug: 'lodz', name: 'Łódź' }] })
    expect(await press.file({ article: second, actor: EDITOR })).toMatchObject({
      ok: true,
      notes: ['/topics: “Łódź” and “Lodz” have the same slug, "lodz", so they share a page. If they are two topics, give one of them another slug.'],
    })
    const again = await press.file({ article: { ...second, headline: 'Another' }, actor: EDITOR })
    expect(again).toMatchObject({ ok: true })
    expect(again).not.toHaveProperty('notes')
  }))

test('a story whose address is in another script is renamed, withdrawn, exported and imported', () =>
  newsroom(async ({ press, kv, settle }) => {
    await press.file({ article: story('обзор', { section: 'мир' }), actor: EDITOR, publish: 'now' })
    await settle()
    expect(await press.rename('обзор', 'обзор-дня', EDITOR)).toMatchObject({ ok: true, entry: { url: wire('/мир/обзор-дня') } })
    await settle()
    expect(kv.json('en:article:обзор')).toMatchObject({ section: 'мир', to: wire('/мир/обзор-дня') })
    await press.withdraw('обзор-дня', EDITOR)
    await settle()
    expect(kv.json('en:article:обзор-дня')).toMatchObject({ withdrawn: true, section: 'мир' })
  }))

test('an agency’s second item under one headline gets a slug of its own, however long', () =>
  newsroom(async ({ press }) => {
    const slug = '京'.repeat(80)
    const filing = (uri: string) => ({ article: story(slug), actor: EDITOR, agency: { uri }, proposed: { suffix: 'dpa' } })
    await press.file(filing('urn:1'))
    const second = await press.file(filing('urn:2'))
    expect(second).toMatchObject({ ok: true, entry: { slug: `${'京'.repeat(77)}-dpa` } })
  }))
