/** The pages that are counted: a story with three pictures and six cards beside it, a front and a section of stories with pictures. */
import { benchArticle, benchSite } from '../../bench/edition.ts'

/** A live story goes on, and is asked for news, only while its updates are fresh. */
const NOW = new Date().toISOString()
/** So long somebody stays with a live story. */
export const LIVE_MINUTES = 5
const AT = '2026-10-10T16:05:00Z'

const picture = (at: number) => ({ src: `/pictures/${String(at).padStart(16, '0')}`, alt: 'The river at night', width: 1600, height: 1067 })

const cards = (count: number, first = 0) =>
  Array.from({ length: count }, (_, at) => ({
    slug: `other-${first + at}`,
    section: 'world',
    headline: `Round ${first + at} of the talks ends without a result`,
    standfirst: 'Both sides said that they would meet again.',
    publishedAt: AT,
    picture: picture(first + at),
  }))

const story = (slug: string) => {
  const article = benchArticle(slug, 1)
  return {
    ...article,
    body: [...article.body.slice(0, 4), { type: 'picture', ...picture(900) }, ...article.body.slice(4), { type: 'picture', ...picture(901) }],
  }
}

/** What KV has under each key. */
export const EDITION: Record<string, object> = {
  site: benchSite,
  'en:article:story': story('story'),
  'en:article:live': {
    ...story('live'),
    kind: 'live',
    publishedAt: NOW,
    updates: [{ id: 'one', at: NOW, headline: 'It began', body: benchArticle('live', 2).body.slice(0, 2) }],
  },
  ...Object.fromEntries(['story', 'live'].map((slug) => [`en:also/${slug}`, { v: 1, slug, cards: cards(6, 100) }])),
  'en:listing:section/world': { v: 1, name: 'section/world', title: 'World', cards: cards(20), total: 200, updatedAt: AT },
  'en:listing:latest': { v: 1, name: 'latest', title: 'Latest', cards: cards(20), total: 200, updatedAt: AT },
  'en:listing:front': {
    v: 1,
    name: 'front',
    cards: cards(14),
    latest: cards(12),
    rows: benchSite.sections.map(({ slug }, at) => ({ section: slug, cards: cards(6, 200 + at * 6) })),
    updatedAt: AT,
  },
}
