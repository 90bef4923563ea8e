/** An edition of two stories and the listings that name them, as the press writes it into KV. */
import { cardOf } from '../../src/copy/shapes/listing.ts'
import { fingerprint } from '../../src/edition/fingerprint.ts'
import { fakeEnv, phoneCall, testSite } from '../fakes.ts'

type Story = Parameters<typeof cardOf>[0]
export const story = (slug: string, change: object = {}) => ({ ...phoneCall, slug, ...change }) as unknown as Story

export const call = story('phone-call')
export const bridge = story('bridge', {
  section: 'asia',
  headline: 'A bridge & its <river>',
  byline: [{ name: 'Kim Tan' }, { name: 'Lee Ong', slug: 'lee-ong' }],
  updatedAt: undefined,
  corrections: undefined,
  picture: undefined,
  lang: 'fr',
})

/** As the press writes: with a tag, and since when it says this. */
const metadataOf = (value: unknown, at = '2026-11-11T08:00:00Z') => ({ tag: fingerprint(JSON.stringify(value)), at: Date.parse(at) })

export type FeedEdition = ReturnType<typeof feedEdition>

export function feedEdition() {
  const { kv, env } = fakeEnv()
  const publish = (...stories: Story[]) => {
    for (const one of stories) kv.put(`en:article:${one.slug}`, one, metadataOf(one))
  }
  const list = (name: string, title: string, stories: Story[], { further, at }: { further?: string[]; at?: string } = {}) => {
    const listing = { v: 1, name, title, cards: stories.map(cardOf), ...(further && { further }), total: stories.length, updatedAt: '2026-11-10T18:05:00Z' }
    kv.put(`en:listing:${name}`, listing, metadataOf(listing, at))
  }
  kv.put('site', testSite, metadataOf(testSite, '2026-11-01T00:00:00Z'))
  publish(call, bridge)
  list('latest', 'Latest', [call, bridge])
  list('section/world', 'World', [call])
  list('topic/mali', 'Mali', [call])
  list('author/edith-coyle', 'Edith Coyle', [call])
  return { kv, env, list, publish }
}
