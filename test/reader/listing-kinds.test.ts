import { beforeEach, describe, expect, test } from 'vitest'
import type { Card, Listing } from '../../src/copy/shapes/listing.ts'
import { forget } from '../../src/edition/edition.ts'
import { composeSection } from '../../src/reader/listings/compose-section.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, frontOf, listingOf, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
const html = async (path: string) => (await site.request(path, {}, env)).text()
const PORTRAIT = { src: '/pictures/fedcba9876543210', alt: 'Edith Coyle at a desk', width: 800, height: 800 }

beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv())
  kv.put('site', testSite)
})

describe('an author’s page', () => {
  test('has portrait, role, biography, ways to reach them and their feed, and costs one KV read', async () => {
    const author = {
      role: 'Correspondent',
      bio: 'She reports from the coast.',
      portrait: PORTRAIT,
      contact: { email: 'edith@news.example', url: 'https://www.coyle.example/' },
    }
    kv.put('en:listing:author/edith-coyle', { ...listingOf('author/edith-coyle', cardsOf(3)), title: 'Edith Coyle', author })
    const page = await html('/author/edith-coyle')
    expect(kv.reads).toBe(1)
    for (const part of [
      '<h1>Edith Coyle</h1>',
      'Correspondent',
      'She reports from the coast.',
      'mailto:edith@news.example',
      '>coyle.example</a>',
      'href="/author/edith-coyle/feed.xml"',
      '3 articles',
    ])
      expect(page).toContain(part)
    expect(page).toMatch(/<img src="\/pictures\/fedcba9876543210\/\d+\.jpg"/)
    expect(page).toContain('<meta name="description" content="She reports from the coast."/>')
    const person = /"@type":"ProfilePage","mainEntity":(\{.*?\})\}<\/script>/.exec(page)?.[1] ?? 'null'
    expect(JSON.parse(person)).toEqual({
      '@type': 'Person',
      name: 'Edith Coyle',
      url: 'https://news.example/author/edith-coyle',
      jobTitle: 'Correspondent',
      description: 'She reports from the coast.',
      image: 'https://news.example/pictures/fedcba9876543210',
      email: 'edith@news.example',
      sameAs: ['https://www.coyle.example/'],
    })
  })

  test('without a record is their name and their articles', async () => {
    kv.put('en:listing:author/edith-coyle', { ...listingOf('author/edith-coyle', cardsOf(3)), title: 'Edith Coyle' })
    const page = await html('/author/edith-coyle')
    expect(page).toContain('<h1>Edith Coyle</h1>')
    expect(page).not.toContain('class="portrait"')
    expect(page.match(/<li><article/g)).toHaveLength(3)
  })
})

describe('a topic’s page', () => {
  const explainer = {
    card: { ...cardsOf(1)[0], slug: 'guide', headline: 'What to know', kind: 'explainer' },
    parts: [
      { title: 'Key people', lines: ['A harbour master.', 'An engineer.'] },
      { title: 'Since when', lines: ['Since Tuesday.'] },
    ],
  }

  test('has its introduction and, as a card beside the stories, what its explainer says first', async () => {
    const cards = [explainer.card, ...cardsOf(3)]
    kv.put('en:listing:topic/mali', { ...listingOf('topic/mali', cards as Card[]), title: 'Mali', introduction: 'A country in the Sahel.', explainer })
    const page = await html('/topic/mali')
    for (const part of [
      'A country in the Sahel.',
      '>What to know</a></h2>',
      '<h3>Key people</h3><ul><li>A harbour master.</li>',
      '<h3>Since when</h3><p>Since Tuesday.</p>',
    ])
      expect(page).toContain(part)
    expect(page.match(/href="\/[a-z]+\/guide"/g)).toHaveLength(1)
  })

  test('leads to articles of any kind as before where there is no record', async () => {
    kv.put('en:listing:topic/mali', { ...listingOf('topic/mali', cardsOf(3)), title: 'Mali' })
    const page = await html('/topic/mali')
    expect(page).not.toContain('class="explainer"')
    expect(page.match(/<article/g)).toHaveLength(3)
  })
})

describe('a section', () => {
  const cards = cardsOf(20) as Card[]
  const row = (slug: string, own: Card[]) => ({ topic: { slug, name: slug }, cards: own })

  test('has a lead with a picture, seconds no higher than it, and shows nothing twice', () => {
    const { lead, seconds, rows, rest } = composeSection({
      ...listingOf('section/world', cards),
      rows: [row('a', cards.slice(0, 8)), row('b', cards.slice(6, 9))],
    } as Listing)
    expect(lead?.picture).toBeDefined()
    expect(seconds.filter(({ pictured }) => pictured).length).toBeLessThanOrEqual(1)
    const slugs = [lead, ...seconds.map(({ card }) => card), ...rows.flatMap((it) => it.cards), ...rest].map((card) => card?.slug)
    expect(new Set(slugs).size).toBe(slugs.length)
    expect(slugs.toSorted()).toEqual(cards.map(({ slug }) => slug).toSorted())
  })

  test('never leads with what is paid for', () => {
    const paid = cards.map((card, at) => (at < 2 ? { ...card, kind: 'sponsored' as const } : card))
    const { lead, seconds } = composeSection(listingOf('section/world', paid) as Listing)
    for (const card of [lead, ...seconds.map((it) => it.card)]) expect(card?.kind).not.toBe('sponsored')
  })

  test('names its sub-topics, and gives a row to those with two stories that aren’t shown above', async () => {
    kv.put('en:listing:section/world', { ...listingOf('section/world', cards), rows: [row('storms', cards.slice(9, 12)), row('wars', cards.slice(0, 2))] })
    const page = await html('/world')
    expect(page).toContain('<h2 id="topic-storms"><a href="/topic/storms">storms</a></h2>')
    expect(page).not.toContain('id="topic-wars"')
    expect(page).toContain('<a href="/topic/wars">wars</a>')
  })

  test('of opinions shows its writers large, with the portraits of those who have a record', async () => {
    const opinions = cardsOf(3, (at) => ({ slug: `view-${at}`, kind: 'opinion' as const, by: [`Writer ${at}`] }))
    kv.put('en:listing:section/world', {
      ...listingOf('section/world', opinions),
      voices: [{ slug: 'view-1', author: 'writer-1', role: 'Columnist', portrait: PORTRAIT }],
    })
    const page = await html('/world')
    expect(page.match(/<p class="voice">/g)).toHaveLength(3)
    expect(page.match(/class="portrait"/g)).toHaveLength(1)
    expect(page).toContain('<p class="voice"><a href="/author/writer-1">Writer 1</a></p><p class="column-role">Columnist</p>')
  })
})

describe('the front', () => {
  test('has corrections at its foot, portraits beside opinions, and what is paid for on a ground of its own', async () => {
    const cards = cardsOf(30, (at) => ({
      section: at % 2 ? 'world' : 'asia',
      ...(at > 12 && at % 2 === 1 && { kind: 'opinion' as const, by: ['Ann Lee'] }),
      ...(at === 10 && { kind: 'sponsored' as const }),
    })) as Card[]
    const voices = cards.filter(({ kind }) => kind === 'opinion').map(({ slug }) => ({ slug, author: 'ann-lee', portrait: PORTRAIT }))
    const corrections = [{ slug: 'story-1', section: 'asia', headline: 'Story 1', at: '2026-11-10T12:00:00Z', text: 'The river was misnamed.' }]
    const opinions = cards.filter(({ kind }) => kind === 'opinion')
    const rows = [
      { section: 'asia', cards: cards.filter(({ section, slug }) => section === 'asia' && Number(slug.slice(6)) > 8).slice(0, 4) },
      { section: 'world', cards: opinions.slice(0, 4) },
    ]
    kv.put('en:listing:front', frontOf(cards, { rows, voices, corrections }))
    const page = await html('/')
    expect(page.match(/class="portrait"/g)?.length).toBeGreaterThan(0)
    expect(page).toMatch(/class="teaser [^"]*teaser-sponsored"/)
    expect(page.indexOf('class="front-corrections"')).toBeGreaterThan(page.lastIndexOf('class="section-row"'))
    expect(page.slice(page.indexOf('class="front-corrections"'))).not.toContain('<article')
  })
})
