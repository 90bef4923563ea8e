/** An edition in memory for tests that need no runtime. It counts what is asked of it. */

import type { Card, Front, Listing } from '../src/copy/shapes/listing.ts'
import { forget } from '../src/edition/edition.ts'
import type { PressCalls } from '../src/press/calls.ts'
import type { SearchCalls } from '../src/search/calls.ts'

type Stored = { text: string; metadata: unknown }

export class FakeKv {
  values = new Map<string, Stored>()
  /** One bulk get counts once, as Workers KV counts operations. */
  reads = 0
  failing = false

  put(key: string, value: unknown, metadata: unknown = null) {
    this.values.set(key, { text: typeof value === 'string' ? value : JSON.stringify(value), metadata })
  }

  async getWithMetadata(keys: string | string[]) {
    this.reads++
    if (this.failing) throw new Error('KV GET failed: 500 Internal Server Error')
    const read = (key: string) => {
      const stored = this.values.get(key)
      return { value: stored?.text ?? null, metadata: stored?.metadata ?? null, cacheStatus: null }
    }
    return Array.isArray(keys) ? new Map(keys.map((key) => [key, read(key)])) : read(keys)
  }
}

/** An environment with an edition in memory; `with` brings what else a test needs. */
export function fakeEnv(extra: Record<string, unknown> = {}) {
  const kv = new FakeKv()
  return { kv, env: { EDITION: kv, DATELINE_ENV: 'development', MAIL_CONFIRMATIONS: 'outbox', ...extra } as unknown as Env }
}

export const testSite = {
  v: 1,
  name: 'The Test Line',
  url: 'https://news.example',
  lang: 'en',
  timeZone: 'Asia/Singapore',
  timeZoneLabel: 'SGT',
  badge: { label: '2026 Edge News Prize' },
  sections: [
    { slug: 'world', name: 'World' },
    { slug: 'asia', name: 'Asia' },
  ],
  newsletter: {
    lists: [
      { slug: 'daily', name: 'The Daily Line' },
      { slug: 'weekly', name: 'The Week' },
    ],
    consentVersion: '2026-11',
    consent: 'By subscribing I agree to receive news by email.',
    withheld: 'Our newsletters are not offered to residents of the European Union.',
    from: { name: 'The Test Line', address: 'letters@news.example' },
  },
}

export const paragraph = (text: string) => ({ type: 'paragraph', text })
const LONG = 'The line was clear for once, and both ends of it said so, at some length and in two languages. '

/** An article with every part of the page. */
export const phoneCall = {
  v: 1,
  slug: 'phone-call',
  section: 'world',
  kicker: 'Sahel',
  headline: 'Two leaders speak by phone',
  standfirst: 'They spoke for half an hour, both sides said.',
  dateline: 'Bamako',
  byline: [{ name: 'Edith Coyle', slug: 'edith-coyle', role: 'Africa correspondent' }],
  source: { name: 'Reuters', credit: 'ec' },
  publishedAt: '2026-11-10T16:05:00Z',
  updatedAt: '2026-11-10T18:05:00Z',
  picture: {
    src: '/pictures/0123456789abcdef',
    alt: 'A telephone on a desk',
    width: 1600,
    height: 1067,
    caption: 'The telephone.',
    credit: 'Illustration: Dateline',
  },
  body: [paragraph(`${LONG.repeat(4)}<a href="/topic/mali">More on Mali</a>.`), ...Array.from({ length: 9 }, (_, at) => paragraph(`${at} ${LONG.repeat(6)}`))],
  topics: [
    { slug: 'russia', name: 'Russia' },
    { slug: 'mali', name: 'Mali' },
  ],
  corrections: [{ at: '2026-11-11T08:00:00Z', text: 'An earlier version named the wrong day.' }],
}

/** A press that knows what a test tells it and remembers what it was asked; what it was not told, it cannot answer. */
export const fakePress = (answers: Partial<PressCalls> = {}) => fakeObject(answers, 'The press is away.')
/** The same of search. */
export const fakeSearch = (answers: Partial<SearchCalls> = {}) => fakeObject(answers, 'Search is away.')

function fakeObject<T extends object>(answers: T, away: string) {
  const asked: string[] = []
  const calls = new Proxy(answers, {
    get:
      (known, name) =>
      async (...args: unknown[]) => {
        asked.push(`${String(name)} ${JSON.stringify(args)}`)
        const answer = known[name as keyof T] as ((...args: unknown[]) => unknown) | undefined
        if (!answer) throw new Error(away)
        return answer(...args)
      },
  })
  return { asked, namespace: { idFromName: (name: string) => name, get: () => calls } }
}

/** Cards, newest first, an hour apart: `Story 1`, `Story 2`, … */
export const cardsOf = (count: number, change: (at: number) => Partial<Card> = () => ({})): Card[] =>
  Array.from({ length: count }, (_, index) => {
    const at = index + 1
    return {
      slug: `story-${at}`,
      section: 'world',
      headline: `Story ${at}`,
      standfirst: `What story ${at} says.`,
      publishedAt: new Date(Date.UTC(2026, 10, 10, 16) - at * 3_600_000).toISOString().replace('.000', ''),
      ...(at % 2 === 1 && { picture: { src: `/pictures/${String(at).padStart(16, '0')}`, alt: `What story ${at} shows`, width: 1600, height: 1067 } }),
      ...change(at),
    }
  })

export const listingOf = (name: string, cards: Card[], total = cards.length): Listing => ({
  v: 1,
  name,
  title: 'Mali',
  cards: cards.slice(0, 20),
  total,
  updatedAt: '2026-11-10T16:00:00Z',
})

export const frontOf = (cards: Card[], more: Partial<Front> = {}): Front => ({
  v: 1,
  name: 'front',
  cards: cards.slice(0, 14),
  latest: cards.slice(0, 12),
  rows: [...new Set(cards.map(({ section }) => section))].map((section) => ({ section, cards: cards.filter((card) => card.section === section).slice(0, 6) })),
  updatedAt: '2026-11-10T16:00:00Z',
  ...more,
})

/** An edition that holds the site and the phone call, and an isolate that remembers nothing. */
export function editionWithCall() {
  forget()
  const fake = fakeEnv()
  fake.kv.put('site', testSite)
  fake.kv.put('en:article:phone-call', phoneCall)
  return fake
}
