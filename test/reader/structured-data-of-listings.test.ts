import { DomUtils, parseDocument } from 'htmlparser2'
import * as v from 'valibot'
import { beforeEach, describe, expect, test } from 'vitest'
import { Site } from '../../src/copy/shapes/site.ts'
import { collectionData, websiteData } from '../../src/reader/structured-data.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, testSite } from '../fakes.ts'

const siteWith = (change: object = {}) => v.parse(Site, { ...testSite, ...change })

let kv: FakeKv
let env: Env
const get = async (path: string) => (await site.request(path, { headers: { 'cf-ipcountry': 'SG' } }, env)).text()
const scriptsOf = (html: string) =>
  DomUtils.findAll(({ name, attribs }) => name === 'script' && attribs.type === 'application/ld+json', parseDocument(html).children)
const dataIn = (html: string) => scriptsOf(html).map((script) => JSON.parse(DomUtils.textContent(script)) as Record<string, unknown>)

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
})

describe('what search engines are told of listings and the site', () => {
  test('a listing leads to its cards, in order', () => {
    expect(
      collectionData(siteWith(), {
        title: 'World',
        path: '/world',
        cards: [
          { section: 'world', slug: 'one' },
          { section: 'asia', slug: 'two' },
        ],
      }),
    ).toMatchObject({
      '@type': 'CollectionPage',
      name: 'World',
      url: 'https://news.example/world',
      mainEntity: {
        '@type': 'ItemList',
        itemListElement: [
          { position: 1, url: 'https://news.example/world/one' },
          { position: 2, url: 'https://news.example/asia/two' },
        ],
      },
    })
  })

  test('the site says how it is searched and who publishes it', () => {
    const data = websiteData(
      siteWith({ publishingPrinciples: '/principles', contact: 'desk@news.example', socials: [{ name: 'X', url: 'https://x.com/test' }] }),
    )
    expect(data).toMatchObject({
      '@type': 'WebSite',
      url: 'https://news.example/',
      potentialAction: { '@type': 'SearchAction', target: { urlTemplate: 'https://news.example/search?q={q}' }, 'query-input': 'required name=q' },
      publisher: {
        '@type': 'NewsMediaOrganization',
        publishingPrinciples: 'https://news.example/principles',
        sameAs: ['https://x.com/test'],
        award: '2026 Edge News Prize',
      },
    })
  })
})

describe('in the pages of listings', () => {
  const card = { slug: 'phone-call', section: 'world', headline: 'Two leaders', publishedAt: '2026-11-10T16:05:00Z' }

  test('the front says what the site is', async () => {
    expect(dataIn(await get('/'))).toMatchObject([{ '@type': 'WebSite', name: 'The Test Line' }])
  })

  test('a section says what is in it', async () => {
    kv.put('en:listing:section/world', { v: 1, name: 'section/world', title: 'World', cards: [card], total: 1, updatedAt: '2026-11-10T16:05:00Z' })
    expect(dataIn(await get('/world'))).toMatchObject([
      {
        '@type': 'CollectionPage',
        url: 'https://news.example/world',
        mainEntity: { itemListElement: [{ position: 1, url: 'https://news.example/world/phone-call' }] },
      },
    ])
  })

  test('pages lead to their feeds', async () => {
    kv.put('en:listing:topic/mali', { v: 1, name: 'topic/mali', title: 'Mali', cards: [card], total: 1, updatedAt: '2026-11-10T16:05:00Z' })
    const links = (html: string) =>
      DomUtils.findAll(({ name, attribs }) => name === 'link' && attribs.rel === 'alternate', parseDocument(html).children).map(({ attribs }) => [
        attribs.type,
        attribs.href,
      ])
    expect(links(await get('/topic/mali'))).toEqual([
      ['application/rss+xml', '/feed.xml'],
      ['application/feed+json', '/feed.json'],
      ['application/rss+xml', '/topic/mali/feed.xml'],
    ])
  })
})
