import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { forgetAnswers } from '../../src/reader/ask-search.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, fakeEnv, fakePress, fakeSearch, frontOf, listingOf, paragraph, phoneCall, testSite } from '../fakes.ts'

/** Rules of style are ours; what stays is what browsers and screen readers stumble over. */
const CONFIG: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off',
    'no-inline-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-implicit-button-type': 'off',
    'prefer-native-element': 'off',
    'heading-level': ['error', { allowMultipleH1: false }],
  },
}
const validator = new HtmlValidate(new StaticConfigLoader(CONFIG))
/** An article has several places for ads and two for sharing, named alike on purpose. */
const REPEATED_ON_ARTICLES = 'unique-landmark'

const chart = { type: 'chart', title: 'Ice', columns: ['Year', 'Loss', 'Gain'], source: 'GLAMOS' }
const DRAWINGS = [
  ...['bar', 'line', 'dot'].map((form) => ({
    ...chart,
    form,
    rows: [
      ['2022', 6, -1],
      ['2023', null, 2],
    ],
  })),
  {
    type: 'map',
    title: 'North',
    points: [{ label: 'Gao', at: [16.27, -0.05] }],
    lines: [
      {
        path: [
          [16.27, -0.05],
          [18.44, 1.41],
        ],
      },
    ],
  },
]

let env: Env
const SECTIONS = ['world', 'asia', 'opinion']
const cards = cardsOf(60, (at) => ({
  section: SECTIONS[at % 3] ?? 'world',
  ...(at % 3 === 2 && { kind: 'opinion' as const, by: ['Edith Coyle'] }),
  ...(at % 7 === 0 && { lang: 'ar', headline: 'مكالمة هاتفية' }),
}))
const run = [{ text: 'The ' }, { text: 'river', hit: true as const }]

beforeEach(() => {
  forget()
  forgetAnswers()
  const press = fakePress({
    listingPage: async (name) => listingOf(name, cards, 64),
    listingAfter: async () => ({ cards, more: true }),
    archiveDay: async (date) => ({ ...listingOf(`day/${date}`, cards, 64), before: '2020-01-01', after: '2020-02-01', changedAt: 1 }),
    archiveMonth: async () => ({ days: [{ day: '2020-01-10', count: 1 }], before: '2019-12', changedAt: 1 }),
    archiveMonths: async () => ({ months: [{ month: '2020-01', count: 3, lastModified: '2020-01-24T00:00:00Z' }], changedAt: 1 }),
    corrections: async () => ({
      items: [{ slug: 'phone-call', section: 'world', headline: 'Two leaders', at: '2026-11-11T08:00:00Z', text: 'Wrong day.' }],
      total: 60,
    }),
    changes: async () => [{ at: '2026-11-10T18:05:00Z', from: 1, to: 2, edits: [{ done: 'changed', what: 'headline', count: 1 }] }],
    popularTopics: async () => [{ slug: 'mali', name: 'Mali', count: 9 }],
  })
  const search = fakeSearch({
    find: async ({ q, page = 1 }) =>
      q === 'nothing'
        ? { q, hits: [], total: 0, page, pages: 0, sections: [] }
        : {
            q,
            hits: cards.slice(0, 5).map((card) => ({ card, headline: run, excerpt: run })),
            total: 43,
            page,
            pages: 3,
            sections: [
              { section: 'world', count: 40 },
              { section: 'asia', count: 3 },
            ],
          },
    popularTopics: async () => [{ slug: 'mali', name: 'Mali' }],
  })
  const { kv, env: made } = fakeEnv({ PRESS: press.namespace, SEARCH: search.namespace })
  env = made
  kv.put('site', { ...testSite, showChanges: true, breaking: { text: 'Cyclone makes landfall', url: '/world/story-1' } })
  kv.put(
    'en:listing:front',
    frontOf(cards, {
      topics: [{ slug: 'mali', name: 'Mali' }],
      corrections: [{ slug: 'story-1', section: 'asia', headline: 'Story 1', at: '2026-11-10T12:00:00Z', text: 'The river was misnamed.' }],
    }),
  )
  for (const name of ['latest', 'section/world', 'topic/mali', 'author/edith-coyle']) kv.put(`en:listing:${name}`, listingOf(name, cards, 64))
  const portrait = { src: '/pictures/0123456789abcdef', alt: 'A writer', width: 800, height: 800 }
  const author = { role: 'Correspondent', bio: 'She reports.', portrait, contact: { email: 'ann@news.example', url: 'https://ann.example' } }
  kv.put('en:listing:author/ann-lee', { ...listingOf('author/ann-lee', cards, 64), author })
  const explainer = { card: { ...cards[4], kind: 'explainer' }, parts: [{ title: 'Key people', lines: ['One.', 'Two.'] }] }
  kv.put('en:listing:topic/storms', { ...listingOf('topic/storms', cards, 64), introduction: 'Wind and water.', explainer })
  kv.put('en:listing:section/sport', {
    ...listingOf('section/sport', cards, 64),
    rows: [{ topic: { slug: 'chess', name: 'Chess' }, cards: cards.slice(9, 12) }],
  })
  const views = cards.map((card) => ({ ...card, kind: 'opinion' as const, by: ['Ann Lee'] }))
  const voices = views.map(({ slug }) => ({ slug, author: 'ann-lee', role: 'Columnist', portrait }))
  kv.put('en:listing:section/opinion', { ...listingOf('section/opinion', views, 64), voices })
  kv.put('en:article:phone-call', phoneCall)
  kv.put('en:article:drawn', { ...phoneCall, slug: 'drawn', body: [...phoneCall.body, ...DRAWINGS] })
  kv.put('en:article:phone-call-live', liveCall)
  kv.put('en:article:gone', { v: 1, withdrawn: true, slug: 'gone', section: 'world', at: '2026-11-24T00:00:00Z' })
})

const aMinuteAgo = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+/, '')
/** It goes on, and has two pages of updates. */
const liveCall = {
  ...phoneCall,
  slug: 'phone-call-live',
  kind: 'live',
  updatedAt: aMinuteAgo,
  body: [
    {
      type: 'scoreboard',
      sides: [
        { name: 'Moscow', score: '1' },
        { name: 'Bamako', score: '1' },
      ],
      events: [{ clock: '9′', side: 1, text: 'A cough' }],
    },
    ...phoneCall.body,
  ],
  updates: Array.from({ length: 60 }, (_, at) => ({
    id: `u${at}`,
    at: `2026-11-10T17:${String(at).padStart(2, '0')}:00Z`,
    headline: `Update ${at}`,
    key: at % 20 === 0,
    pinned: at === 5,
    body: [{ type: 'heading', level: 2, text: 'Within' }, paragraph('Told.')],
  })),
}

const faultsIn = async (html: string) => {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} at ${html.split('\n')[line - 1]?.slice(column - 40, column + 80)}`),
  )
}

describe('valid HTML, its headings in order', () => {
  test.each([
    '/',
    '/world',
    '/world?page=2',
    '/world?after=2026-11-10T15:00:00Z_story-1',
    '/asia',
    '/sport',
    '/opinion',
    '/topic/mali',
    '/topic/storms',
    '/author/ann-lee',
    '/author/edith-coyle',
    '/latest',
    '/archive',
    '/archive/2020',
    '/archive/2020/01',
    '/archive/2020/01/10',
    '/corrections',
    '/search',
    '/search?q=river',
    '/search?q=nothing',
    '/search?q=river&from=2026-02-30',
    '/world/phone-call',
    '/world/drawn',
    '/world/phone-call/changes',
    '/world/phone-call-live',
    '/world/phone-call-live?from=u9',
    '/world/gone',
    '/nowhere',
  ])('%s', async (path) => {
    const response = await site.request(path, { headers: { 'cf-ipcountry': 'SG' } }, env)
    expect(response.status).toBeLessThan(500)
    const faults = await faultsIn(await response.text())
    expect(faults.filter((fault) => !/^\/world\/(?:phone-call|drawn)(?!\/)/.test(path) || !fault.startsWith(REPEATED_ON_ARTICLES))).toEqual([])
  })

  test.each([
    '/fragments/listing/latest?after=2026-11-10T15:00:00Z_story-1',
    '/fragments/search?q=river',
    '/fragments/new?since=2026-01-01T00:00:00Z',
    '/fragments/latest',
    '/fragments/live/phone-call-live?after=u58&seen=0.x',
  ])('%s, inside a page', async (path) => {
    const part = await (await site.request(path, {}, env)).text()
    const page = `<!DOCTYPE html><html lang="en"><head><title>Page</title></head><body><main><h1>Page</h1>${path.includes('/live/') ? '<h2>Live updates</h2>' : ''}${part.replace(/<hx-partial.*<\/hx-partial>/gs, '')}</main></body></html>`
    expect(await faultsIn(page)).toEqual([])
  })
})
