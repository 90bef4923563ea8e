/** An edition with a front, the latest, a section, a topic and a writer, and a press that has their deeper pages. */
import type { Card } from '../../src/copy/shapes/listing.ts'
import { cardsOf, fakeEnv, fakePress, frontOf, listingOf, testSite } from '../fakes.ts'

const SECTIONS = ['world', 'asia']
export const cards = cardsOf(30, (at) => ({ section: SECTIONS[at % 2] ?? 'world' }))

/** `asked` is what the press was asked. */
export function listingsEdition() {
  const press = fakePress({
    listingPage: async (name, page) =>
      listingOf(
        name,
        cardsOf(20, (at) => ({ slug: `older-${page}-${at}` })),
        64,
      ),
    listingAfter: async (name, { slug }) => ({
      cards:
        slug === 'the-last'
          ? []
          : (cardsOf(20, (at) => ({ slug: `${name.replace('/', '-')}-after-${slug}-${at}`, publishedAt: '2026-11-09T10:00:00Z' })) as Card[]),
      more: slug !== 'older',
    }),
  })
  const { kv, env } = fakeEnv({ PRESS: press.namespace })
  kv.put('site', testSite)
  kv.put(
    'en:listing:front',
    frontOf(cards, {
      topics: [{ slug: 'mali', name: 'Mali' }],
      corrections: [{ slug: 'story-1', section: 'asia', headline: 'Story 1', at: '2026-11-10T12:00:00Z', text: 'The river was misnamed.' }],
    }),
  )
  kv.put('en:listing:latest', listingOf('latest', cards, 64))
  kv.put('en:listing:section/world', listingOf('section/world', cards, 64))
  kv.put('en:listing:topic/mali', listingOf('topic/mali', cards, 64))
  kv.put('en:listing:author/edith-coyle', listingOf('author/edith-coyle', cards.slice(0, 3)))
  return { kv, env, asked: press.asked }
}
