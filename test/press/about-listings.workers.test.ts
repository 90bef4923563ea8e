import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const STORMS = { slug: 'storms', name: 'Storms' }
const ANN = { slug: 'ann-lee', name: 'Ann Lee' }
const PORTRAIT = { src: '/pictures/0123456789abcdef', alt: 'Ann Lee', width: 800, height: 800 }
const RECORD = { ...ANN, role: 'Columnist', bio: 'Writes on Mondays.', portrait: PORTRAIT, contact: { email: 'ann@news.example' } }

const file = async ({ press, time }: Room, slug: string, more: Partial<Article> = {}) => {
  time.now += 60_000
  await press.file({ article: story(slug, more), actor: EDITOR, publish: 'now' })
}
const listing = ({ kv }: Room, name: string) => kv.json(`en:listing:${name}`)

describe('an author’s record', () => {
  test('is on their page, and their portrait beside their opinions on the section’s page and the front; removed, it is on none', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await file(room, 'column', { kind: 'opinion', byline: [ANN] })
      await file(room, 'report', { byline: [ANN] })
      await room.settle()
      await room.press.saveAuthor(RECORD, EDITOR)
      await room.settle()
      const { slug: _, name: __, ...author } = RECORD
      expect(listing(room, 'author/ann-lee')).toMatchObject({ author })
      const voices = [{ slug: 'column', author: 'ann-lee', role: 'Columnist', portrait: PORTRAIT }]
      expect(listing(room, 'section/world').voices).toEqual(voices)
      expect(listing(room, 'front').voices).toEqual(voices)
      await room.press.removeAuthor('ann-lee', EDITOR)
      await room.settle()
      expect(listing(room, 'author/ann-lee').author).toBeUndefined()
      for (const name of ['section/world', 'front']) expect(listing(room, name).voices, name).toBeUndefined()
    }))
})

describe('a topic’s record', () => {
  const body = [
    { type: 'heading', level: 2, text: 'What we know' },
    { type: 'list', items: ['It is <em>wide</em>.', { text: 'It is slow.' }] },
    { type: 'heading', level: 2, text: 'Since when' },
    { type: 'paragraph', text: 'Since Tuesday.' },
    { type: 'heading', level: 2, text: 'Nothing below' },
  ] as Article['body']
  const parts = [
    { title: 'What we know', lines: ['It is wide.', 'It is slow.'] },
    { title: 'Since when', lines: ['Since Tuesday.'] },
  ]

  test('introduces its page, with the explainer that editors chose, as long as readers find that in the topic', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await file(room, 'news', { topics: [STORMS] })
      await file(room, 'guide', { kind: 'explainer', topics: [STORMS], body })
      const saved = await room.press.saveTopic({ ...STORMS, introduction: 'Wind and water.', explainer: 'guide' }, EDITOR)
      expect(saved).toMatchObject({ ok: true, created: true })
      await room.settle()
      expect(listing(room, 'topic/storms')).toMatchObject({ introduction: 'Wind and water.', explainer: { card: { slug: 'guide', kind: 'explainer' }, parts } })
      await room.press.rename('guide', 'guide-to-storms', EDITOR)
      await room.settle()
      expect(listing(room, 'topic/storms').explainer.card.slug).toBe('guide-to-storms')
      await room.press.withdraw('guide-to-storms', EDITOR)
      await room.settle()
      expect(listing(room, 'topic/storms')).toMatchObject({ introduction: 'Wind and water.' })
      expect(listing(room, 'topic/storms').explainer).toBeUndefined()
    }))

  test('renames it, and goes with it when it is merged; of a topic that nobody knows there is none to read', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await file(room, 'news', { topics: [STORMS] })
      await room.press.saveTopic({ slug: 'storms', name: 'Storms and floods', introduction: 'Wind and water.' }, EDITOR)
      await room.settle()
      expect(listing(room, 'topic/storms').title).toBe('Storms and floods')
      expect(await room.press.readTopic('nothing')).toMatchObject({ ok: false, reason: 'unknown-name' })
      await room.press.renameName('topic', 'storms', { slug: 'weather' }, EDITOR)
      expect(await room.press.readTopic('weather')).toMatchObject({ ok: true, topic: { slug: 'weather', introduction: 'Wind and water.' }, isRecorded: true })
      expect(await room.press.saveTopic({ ...STORMS }, EDITOR)).toMatchObject({ ok: false, reason: 'moved-name', current: 'weather' })
    }))
})

describe('a section’s sub-topics', () => {
  test('have a row each once two stories of the section are in it, under the topic’s present name', () =>
    newsroom(async (room) => {
      const sections = SITE.sections.map((section) => (section.slug === 'world' ? { ...section, topics: ['storms', 'none'] } : section))
      await room.press.setSite({ ...SITE, sections }, ADMIN)
      await file(room, 'one', { topics: [STORMS] })
      await room.settle()
      expect(listing(room, 'section/world').rows).toBeUndefined()
      await file(room, 'two', { topics: [STORMS] })
      await file(room, 'elsewhere', { topics: [STORMS], section: 'asia' })
      await room.press.renameName('topic', 'storms', { slug: 'weather', name: 'Weather' }, EDITOR)
      await room.settle()
      await room.press.setSite({ ...SITE, sections }, ADMIN)
      await room.settle()
      expect(listing(room, 'section/world').rows).toMatchObject([{ topic: { slug: 'weather', name: 'Weather' }, cards: [{ slug: 'two' }, { slug: 'one' }] }])
    }))
})

test('the stories after one that a reader has seen are the same, whatever came out or was withdrawn meanwhile', () =>
  newsroom(async (room) => {
    await room.press.setSite(SITE, ADMIN)
    for (let at = 1; at <= 24; at++) await file(room, `s-${at}`, { publishedAt: `2026-11-01T${String(at - 1).padStart(2, '0')}:00:00Z` })
    await room.settle()
    const place = listing(room, 'latest').cards.at(-1)
    const before = await room.press.listingAfter('latest', place)
    expect(before).toMatchObject({ cards: [{ slug: 's-4' }, {}, {}, { slug: 's-1' }], more: false })
    await file(room, 'new', { publishedAt: '2026-11-02T00:00:00Z' })
    await room.press.withdraw(place.slug, EDITOR)
    await room.settle()
    expect(await room.press.listingAfter('latest', place)).toEqual(before)
    expect(await room.press.listingAfter('topic/nothing', place)).toEqual({ cards: [], more: false })
  }))
