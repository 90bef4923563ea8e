import { describe, expect, test } from 'vitest'
import { EDITOR, newsroom, type Room, story } from './newsroom.ts'

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

const found = async (press: Room['press'], q: string, more = {}) => (await press.search({ q, ...more })).hits.map(({ card }) => card.slug)

describe('search', () => {
  test('finds published copy alone, the better match and the newer first', () =>
    newsroom(async (room) => {
      await library(room)
      expect(await found(room.press, 'mali')).toEqual(['mali-new', 'phone', 'mali-old'])
      expect(await found(room.press, 'secret')).toEqual([])
      expect(await room.press.search({ q: 'mali' })).toMatchObject({
        total: 3,
        pages: 1,
        sections: [
          { section: 'world', count: 2 },
          { section: 'asia', count: 1 },
        ],
      })
      expect(await room.press.search({ q: 'mali', section: 'asia' })).toMatchObject({ total: 1, hits: [{ card: { slug: 'mali-new' } }] })
      expect(await found(room.press, 'mali', { from: '2026-01-01' })).toEqual(['mali-new', 'phone'])
      expect(await found(room.press, 'mali', { to: '2020-01-01' })).toEqual(['mali-old'])
      await room.press.withdraw('mali-new', EDITOR)
      expect(await found(room.press, 'mali')).toEqual(['phone', 'mali-old'])
    }))

  test('knows no difference between café and cafe, and takes the beginning of a word', () =>
    newsroom(async (room) => {
      await library(room)
      for (const q of ['cafe', 'CAFÉ', 'zurich', 'zür', 'reop', 'cafe zurich']) expect(await found(room.press, q), q).toEqual(['cafe'])
    }))

  test('reads scripts without spaces, and Arabic with and without its article and vowel signs', () =>
    newsroom(async (room) => {
      await library(room)
      for (const q of ['北京', '大学', '東京タワー', '東', 'ニュース', '京大']) expect(await found(room.press, q), q).toEqual(['beijing'])
      expect(await found(room.press, '京東')).toEqual([])
      for (const q of ['서울', '회담']) expect(await found(room.press, q), q).toEqual(['seoul'])
      for (const q of ['الرئيس', 'رئيس', 'القاهره', 'رسمية', 'المدينة', 'مدينة']) expect(await found(room.press, q), q).toEqual(['cairo'])
      for (const q of ['हिन्दी', 'दिल्ली', 'समा']) expect(await found(room.press, q), q).toEqual(['delhi'])
    }))

  test('finds what is nearly spelled so', () =>
    newsroom(async (room) => {
      await library(room)
      expect(await found(room.press, 'leeders speak')).toEqual(['phone'])
      expect(await found(room.press, 'qqqqqq')).toEqual([])
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
        const result = await room.press.search({ q })
        expect(
          result.hits.every(({ card }) => card.slug !== 'secret' && card.slug !== 'later'),
          q,
        ).toBe(true)
      }
      expect(await found(room.press, '"mali"')).toEqual(['mali-new', 'phone', 'mali-old'])
      expect((await room.press.search({ q: 'mali', page: 1e9 })).hits).toEqual([])
      expect((await room.press.search({ q: 'mali', page: Number.NaN })).page).toBe(1)
    }))

  test('marks what matched, in plain text', () =>
    newsroom(async (room) => {
      await library(room)
      const [hit] = (await room.press.search({ q: 'Phone mali' })).hits
      expect(hit?.headline).toEqual([{ text: 'Two leaders speak by ' }, { text: 'phone', hit: true }])
      expect(hit?.excerpt).toEqual([{ text: 'They spoke of ' }, { text: 'Mali', hit: true }, { text: ' at length.' }])
      expect((await room.press.search({ q: '大学' })).hits[0]?.headline).toEqual([{ text: '北京' }, { text: '大学', hit: true }, { text: 'のニュース' }])
      expect((await room.press.search({ q: 'cafe' })).hits[0]?.headline[0]).toEqual({ text: 'Café', hit: true })
    }))
})
