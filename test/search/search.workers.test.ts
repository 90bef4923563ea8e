import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AFTER_ALL } from '../../src/copy/calendar.ts'
import type { SearchCalls } from '../../src/search/calls.ts'
import type { Search } from '../../src/search/search.ts'
import { EDITOR, newsroom, type Room, story } from '../press/newsroom.ts'

const text = (text: string) => [{ type: 'paragraph', text }] as never

async function library({ press, settle }: Room) {
  const file = (slug: string, more: Parameters<typeof story>[1], publish: 'now' | 'no' = 'now') =>
    press.file({ article: story(slug, more), actor: EDITOR, publish })
  await file('phone', {
    headline: 'Two leaders speak by phone',
    body: text('They spoke of <strong>Mali</strong> at length.'),
    topics: [{ slug: 'mali', name: 'Mali' }],
  })
  await file('mali-old', { headline: 'Mali votes', publishedAt: '2020-01-01T00:00:00Z' })
  await file('mali-new', { headline: 'Mali counts', section: 'asia' })
  await file('cafe', { headline: 'Café Zürich reopens after Đổi mới' })
  await file('beijing', { headline: '北京大学のニュース', body: text('今日は東京タワーで会議が行われた。') })
  await file('seoul', { headline: '서울에서 회담이 열렸다' })
  await file('cairo', { headline: 'الرئيس يزور القاهرة', body: text('زيارة رسميّة إلى المَدِينة') })
  await file('delhi', { headline: 'हिन्दी समाचार', standfirst: 'दिल्ली से' })
  await file('secret', { headline: 'Mali secret draft' }, 'no')
  await file('later', { headline: 'Mali later', publishedAt: '2027-01-01T00:00:00Z' })
  await settle()
}

const found = async (search: Room['search'], q: string, more = {}) => (await search.find({ q, ...more })).hits.map(({ card }) => card.slug)

/** Nobody else tells it anything. */
const alone = (work: (search: SearchCalls) => Promise<void>) =>
  work(env.SEARCH.get(env.SEARCH.idFromName(`alone-${crypto.randomUUID()}`)) as unknown as SearchCalls)

describe('search', () => {
  test('finds published copy alone, the better match and the newer first', () =>
    newsroom(async (room) => {
      await library(room)
      expect(await found(room.search, 'mali')).toEqual(['mali-new', 'phone', 'mali-old'])
      expect(await found(room.search, 'secret')).toEqual([])
      expect(await room.search.find({ q: 'mali' })).toMatchObject({
        total: 3,
        pages: 1,
        sections: [
          { section: 'world', count: 2 },
          { section: 'asia', count: 1 },
        ],
      })
      expect(await room.search.find({ q: 'mali', section: 'asia' })).toMatchObject({ total: 1, hits: [{ card: { slug: 'mali-new' } }] })
      expect(await found(room.search, 'mali', { between: ['2026-01-01T00:00:00Z', AFTER_ALL] })).toEqual(['mali-new', 'phone'])
      expect(await found(room.search, 'mali', { between: ['', '2020-01-02T00:00:00Z'] })).toEqual(['mali-old'])
      await room.press.withdraw('mali-new', EDITOR)
      expect(await found(room.search, 'mali')).toEqual(['phone', 'mali-old'])
    }))

  test('knows no difference between café and cafe, and takes the beginning of a word', () =>
    newsroom(async (room) => {
      await library(room)
      for (const q of ['cafe', 'CAFÉ', 'zurich', 'zür', 'reop', 'cafe zurich']) expect(await found(room.search, q), q).toEqual(['cafe'])
    }))

  test('reads scripts without spaces, and Arabic with and without its article and vowel signs', () =>
    newsroom(async (room) => {
      await library(room)
      for (const q of ['北京', '大学', '東京タワー', '東', 'ニュース', '京大']) expect(await found(room.search, q), q).toEqual(['beijing'])
      expect(await found(room.search, '京東')).toEqual([])
      for (const q of ['서울', '회담']) expect(await found(room.search, q), q).toEqual(['seoul'])
      for (const q of ['الرئيس', 'رئيس', 'القاهره', 'رسمية', 'المدينة', 'مدينة']) expect(await found(room.search, q), q).toEqual(['cairo'])
      for (const q of ['हिन्दी', 'दिल्ली', 'समा']) expect(await found(room.search, q), q).toEqual(['delhi'])
    }))

  test('finds what is nearly spelled so', () =>
    newsroom(async (room) => {
      await library(room)
      expect(await found(room.search, 'leeders speak')).toEqual(['phone'])
      expect(await found(room.search, 'qqqqqq')).toEqual([])
    }))

  test('takes operators, quotes and signs for what they are: nothing', () =>
    newsroom(async (room) => {
      await library(room)
      for (const q of [
        '"mali',
        'mali*',
        "mali' OR 1=1 --",
        'headline:mali',
        '(mali',
        'mali AND',
        'NOT mali',
        'NEAR(mali, 2)',
        '^mali',
        '{mali}',
        'mali;DROP TABLE live',
        '%',
        '',
        '   ',
        '"""',
        '\u0000mali',
        '🦊',
        'a'.repeat(5000),
      ]) {
        const result = await room.search.find({ q })
        expect(
          result.hits.every(({ card }) => card.slug !== 'secret' && card.slug !== 'later'),
          q,
        ).toBe(true)
      }
      expect(await found(room.search, '"mali"')).toEqual(['mali-new', 'phone', 'mali-old'])
      expect((await room.search.find({ q: 'mali', page: 1e9 })).hits).toEqual([])
      expect((await room.search.find({ q: 'mali', page: Number.NaN })).page).toBe(1)
    }))

  test('answers whatever is typed, however it is put together', () =>
    newsroom(async (room) => {
      await library(room)
      const tokens = [
        'mali',
        'AND',
        'OR',
        'NOT',
        'NEAR(',
        '"',
        "'",
        '(',
        ')',
        '*',
        '^',
        ':',
        '-',
        '+',
        '.',
        '#',
        '&',
        'body',
        '{',
        '}',
        '北',
        '京',
        'ال',
        'é',
        '\u0301',
        '\u200d',
        '\0',
        '9',
        '1,000',
        '🦊',
        '\ud800',
        ' ',
        ' ',
        'a.b',
        'U.S.',
      ]
      const questions = fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 120 }).map((parts) => parts.join(''))
      await fc.assert(
        fc.asyncProperty(questions, async (q) => {
          const { hits, page, pages } = await room.search.find({ q })
          expect([hits.length <= 20, page, pages <= 50]).toEqual([true, 1, true])
        }),
        { numRuns: 300, seed: 1709 },
      )
      for (const token of tokens) expect((await room.search.find({ q: token.repeat(200) })).hits.length).toBeLessThan(20)
    }))

  test('marks what matched, in plain text', () =>
    newsroom(async (room) => {
      await library(room)
      const [hit] = (await room.search.find({ q: 'Phone mali' })).hits
      expect(hit?.headline).toEqual([{ text: 'Two leaders speak by ' }, { text: 'phone', hit: true }])
      expect(hit?.excerpt).toEqual([{ text: 'They spoke of ' }, { text: 'Mali', hit: true }, { text: ' at length.' }])
      expect((await room.search.find({ q: '大学' })).hits[0]?.headline).toEqual([{ text: '北京' }, { text: '大学', hit: true }, { text: 'のニュース' }])
      expect((await room.search.find({ q: 'cafe' })).hits[0]?.headline[0]).toEqual({ text: 'Café', hit: true })
    }))

  const copies: [text: string, queries: string[], others?: string[]][] = [
    [
      'Wałęsa met Sørensen of Tromsø in Đà Nẵng; Straße; Diyarbakır; Þórður.',
      ['Walesa', 'WAŁĘSA', 'Sorensen', 'Soerensen', 'Tromsö', 'Da Nang', 'Strasse', 'strasse walesa', 'Diyarbakir', 'DİYARBAKIR', 'thordur'],
    ],
    ['高通推出5G晶片，記者報道AI技術與Ｇ７峰會。', ['5G', '5g', '５Ｇ', 'AI', 'G7', '推出5G', '5G晶片', '晶片 5G', '報道'], ['6G']],
    ['کتابخانه ملی یکی از بزرگ‌ترین‌هاست، در سال ۱۴۰۵.', ['ملي', 'ملى', 'كتابخانه', 'بزرگترین', 'بزرگ ترین', 'بزرگ‌ترین', '1405', '١٤٠٥']],
    ['أُعلِن في القاهرة عن مُؤتمر للطاقة.', ['اعلن', 'القاهره', 'قاهرة', 'مؤتمر', 'الطاقة', 'طاقه']],
    [
      'The U.S. and the U.K. signed; co-operation on 1,000 F-16 jets, don’t ask AT&T or O’Brien.',
      [
        'US',
        'U.S.',
        'UK',
        'cooperation',
        'co-operation',
        'co operation',
        '1000',
        '1,000',
        '1.000',
        'F-16',
        'F16',
        'F 16',
        "don't",
        'dont',
        'AT&T',
        'ATT',
        "O'Brien",
        'OBrien',
        'brien',
      ],
    ],
    ['The US has cooperation over 2000 F16s at Brien’s.', ['U.S.', 'co-operation', '2,000', 'F-16', 'F 16', 'Brien']],
    [
      'All ferries and a museum were shut, by one election; women waited in boxes.',
      ['ferry', 'ferries', 'museums', 'museum', 'elections', 'woman', 'box'],
      ['new'],
    ],
    ['He wrote it in C++ and told #MeToo, @edith_coyle said.', ['C++', '#MeToo', 'metoo', 'me too', '@edith_coyle', 'edith coyle'], ['C', 'C#']],
  ]
  test.each(copies)('finds what is written in several ways: %s', (copy, queries, others = []) =>
    newsroom(async ({ press, search, settle }) => {
      await press.file({ article: story('wanted', { headline: 'Nothing to see', body: text(copy) }), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('other', { headline: 'Elsewhere', body: text('Quite another thing, for good.') }), actor: EDITOR, publish: 'now' })
      await settle()
      for (const q of queries) {
        expect(await found(search, q), q).toEqual(['wanted'])
        expect(
          (await search.find({ q })).hits[0]?.excerpt.some(({ hit }) => hit),
          q,
        ).toBe(true)
      }
      for (const q of others) expect(await found(search, q), q).toEqual([])
    }),
  )

  test('puts what says it as asked before what says it in another form, however new and prominent', () =>
    newsroom(async ({ press, search, settle }) => {
      const file = (slug: string, headline: string, body: string, publishedAt: string) =>
        press.file({ article: story(slug, { headline, body: text(body), publishedAt }), actor: EDITOR, publish: 'now' })
      await file('singular', 'Shut', 'One museum in town.', '2020-01-01T00:00:00Z')
      await file('plural', 'Museums open', 'All museums.', '2026-11-24T08:00:00Z')
      await file('news', 'Some news', 'All of it.', '2026-11-24T08:00:00Z')
      await settle()
      expect(await found(search, 'museum')).toEqual(['singular', 'plural'])
      expect(await found(search, 'museums')).toEqual(['plural', 'singular'])
      expect(await found(search, 'new')).toEqual(['news'])
      expect(await found(search, 'new york')).toEqual([])
    }))

  test('of a word that thousands of articles have weighs the last two thousand, and counts all', () =>
    alone(async (search) => {
      const stories = Array.from({ length: 2100 }, (_, n) => ({
        id: n + 1,
        card: { slug: `story-${n}`, section: n % 2 ? 'asia' : 'world', headline: n === 0 ? 'Mali' : `Story ${n} of Mali`, publishedAt: '2026-11-24T08:00:00Z' },
        names: '',
        text: '',
      }))
      for (let at = 0; at < stories.length; at += 700)
        await search.tell({ sequence: at + 1, stories: stories.slice(at, at + 700) as never, gone: [], topics: [], span: { after: at, upTo: at + 700 } })
      const first = await search.find({ q: 'mali' })
      expect([first.total, first.pages, first.hits.length, first.hits.some(({ card }) => card.slug === 'story-0')]).toEqual([2100, 50, 20, false])
      expect((await search.find({ q: 'mali', page: 50 })).hits).toHaveLength(20)
      // Fewer match, and all are weighed.
      expect((await search.find({ q: 'mali', section: 'world' })).hits[0]?.card.slug).toBe('story-0')
    }))

  test('answers one after the other, takes what the press says in between, and turns away who would wait too long', () =>
    alone(async (search) => {
      const card = { slug: 'one', section: 'world', headline: 'Mali', publishedAt: '2026-11-24T08:00:00Z' } as never
      await search.tell({ sequence: 1, stories: [{ id: 1, card, names: '', text: '' }], gone: [], topics: [], span: { after: 0 } })
      const order: string[] = []
      const searches = Array.from({ length: 60 }, () => search.find({ q: 'mali' }).finally(() => order.push('found')))
      const told = search.tell({ sequence: 2, stories: [], gone: [1], topics: [] }).then(() => order.push('told'))
      const answers = await Promise.all(searches)
      await told
      expect(answers.filter(({ isBusy }) => isBusy)).toHaveLength(20)
      expect(order.lastIndexOf('found')).toBeGreaterThan(order.indexOf('told') + 20)
      expect(answers.findLast(({ isBusy }) => !isBusy)).toMatchObject({ total: 0 })
      expect((await search.find({ q: 'mali' })).total).toBe(0)
    }))

  test('finds an index for every question that it asks', () =>
    alone(async (search) => {
      const plans = await runInDurableObject(search as unknown as DurableObjectStub, async (instance, { storage: { sql } }) => {
        const core = await (instance as unknown as Search).core
        const asked = new Map<string, unknown[]>()
        const exec = sql.exec.bind(sql)
        sql.exec = ((query: string, ...bound: unknown[]) => {
          asked.set(query, bound)
          return exec(query, ...bound)
        }) as typeof sql.exec
        const story = (id: number) => ({
          id,
          card: { slug: `story-${id}`, section: 'world', headline: 'Mali', publishedAt: '2026-11-24T08:00:00Z' },
          names: '',
          text: 'Text.',
        })
        core.tell({ sequence: 1, stories: [story(1), story(2)] as never, gone: [3], topics: [], span: { after: 0 } })
        core.tell({ sequence: 2, stories: Array.from({ length: 2001 }, (_, at) => story(at + 2)) as never, gone: [1], topics: [] })
        for (const query of [{ q: 'mali' }, { q: 'mali', section: 'world', page: 3 }, { q: 'malo' }]) await core.find(query)
        sql.exec = exec
        return [...asked].flatMap(([query, bound]) =>
          /^(?:SELECT|DELETE)/.test(query)
            ? exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bound)
                .toArray()
                .map(({ detail }) => ({ detail, query }))
            : [],
        )
      })
      expect(plans.length).toBeGreaterThan(15)
      expect(plans.filter(({ detail }) => /^SCAN (?!\(subquery|.*VIRTUAL TABLE INDEX)/.test(detail))).toEqual([])
    }))
})
