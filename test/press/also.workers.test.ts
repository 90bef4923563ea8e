/** What stands under "Also worth reading", as an editor would choose it. */
import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const topic = (slug: string) => ({ slug, name: slug })
const beside = (room: Room, slug: string) => (room.kv.json(`en:also/${slug}`).cards as { slug: string }[]).map((card) => card.slug)

async function publish({ press }: Room, slug: string, fields: object) {
  expect(await press.file({ article: story(slug, { topics: [], ...fields }), actor: EDITOR, publish: 'now' })).toMatchObject({ ok: true })
}

describe('beside a story are', () => {
  test('its own thread, from either end; then its topics and its writer, most in common first; then the newest of its section', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      const by = (slug: string) => ({ byline: [{ name: slug, slug }] })
      await publish(room, 'newest', { publishedAt: '2026-11-24T09:00:00Z' })
      await publish(room, 'older', { publishedAt: '2026-11-24T05:00:00Z' })
      await publish(room, 'one-topic', { topics: [topic('storms')], publishedAt: '2026-11-24T08:00:00Z' })
      await publish(room, 'topic-and-writer', { topics: [topic('storms')], ...by('ruth'), publishedAt: '2026-11-24T04:00:00Z', section: 'asia' })
      await publish(room, 'picked', { publishedAt: '2026-11-20T08:00:00Z', section: 'asia' })
      await publish(room, 'story', { topics: [topic('storms')], ...by('ruth'), related: ['picked'], publishedAt: '2026-11-24T07:00:00Z' })
      await publish(room, 'follow-up', { related: ['story'], publishedAt: '2026-11-24T09:30:00Z', section: 'asia' })
      await room.settle()
      await room.pass(5)
      expect(beside(room, 'story')).toEqual(['picked', 'follow-up', 'topic-and-writer', 'one-topic', 'newest', 'older'])
    }))

  test('never what is paid for, even if somebody picked it', () =>
    newsroom(async (room) => {
      await room.press.setSite(SITE, ADMIN)
      await publish(room, 'paid', { kind: 'sponsored', topics: [topic('storms')] })
      await publish(room, 'news', { topics: [topic('storms')] })
      await publish(room, 'story', { topics: [topic('storms')], related: ['paid'] })
      await room.settle()
      expect(beside(room, 'story')).toEqual(['news'])
    }))

  test('no pages about the publication, which its footer leads to, unless an editor picks one', () =>
    newsroom(async (room) => {
      await room.press.setSite({ ...SITE, footer: [{ name: 'How we work', url: '/world/how-we-work' }] }, ADMIN)
      await publish(room, 'how-we-work', {})
      await publish(room, 'war', {})
      await publish(room, 'about-us', { related: ['how-we-work'] })
      await room.settle()
      expect(beside(room, 'war')).toEqual(['about-us'])
      expect(beside(room, 'about-us')).toEqual(['how-we-work', 'war'])
    }))
})
