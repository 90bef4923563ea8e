/** The edition that a fresh clone shows: all of it must be fit to print. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dayAt } from '../../src/copy/calendar.ts'
import { checkArticle } from '../../src/copy/checks/check-article.ts'
import { parseHouseStyle } from '../../src/copy/checks/house-style/parse-rules.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { type Parsed, parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { type Article, pathOf } from '../../src/copy/shapes/article.ts'
import { BLOCK_TYPES, type Block, type ListItem } from '../../src/copy/shapes/block.ts'
import { Campaigns, SLOTS } from '../../src/copy/shapes/campaign.ts'
import type { Picture } from '../../src/copy/shapes/picture.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { textOf } from '../../src/copy/text/inline.ts'

const DEMO = new URL('../../demo/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, DEMO), 'utf8')

/** Copy in files names its pictures by their files; uploading puts the address of the uploaded picture there. */
const uploaded = (text: string) => text.replaceAll(/(?:\.\.\/)?pictures\/([\w-]+\.jpg)/g, '/pictures/$1')
const json = (path: string): unknown => JSON.parse(uploaded(read(path)))

const files = readdirSync(new URL('articles/', DEMO)).sort()
const parsed = files.map((file) => {
  const path = `articles/${file}`
  return { file, result: file.endsWith('.md') ? fromMarkdown(uploaded(read(path))) : parseArticle(json(path)) }
})
const articles = parsed.flatMap(({ result }) => (result.ok ? [result.value] : []))
const site = must(parseWith(Site, json('site.json')))
const campaigns = must(parseWith(Campaigns, json('campaigns.json')))
const { pins } = JSON.parse(read('front.json')) as { pins: string[] }

const slugs = new Set(articles.map(({ slug }) => slug))
const sections = new Set(site.sections.map(({ slug }) => slug))

test.each(parsed)('$file is copy that the site takes, filed under its own name', ({ file, result }) => {
  expect(result.ok ? [] : result.flaws).toEqual([])
  expect(result.ok && result.value.slug).toBe(file.replace(/\.\w+$/, ''))
})

test('the paper is full: 24 articles or more in six sections or more, all of which the site has', () => {
  expect(articles.length).toBeGreaterThanOrEqual(24)
  const used = new Set(articles.map(({ section }) => section))
  expect(used.size).toBeGreaterThanOrEqual(6)
  expect([...used].filter((section) => !sections.has(section))).toEqual([])
  expect([...sections].filter((section) => !used.has(section))).toEqual([])
})

test('there is a newsletter for breaking news, each offered by sections of this edition, and each sample is one of its stories', () => {
  const lists = site.newsletter?.lists ?? []
  expect(lists.map(({ kind }) => kind)).toContain('breaking')
  expect(lists.flatMap((list) => list.sections ?? []).filter((slug) => !sections.has(slug))).toEqual([])
  const paths = new Set(articles.map(pathOf))
  expect(lists.flatMap(({ sample }) => sample ?? []).filter((path) => !paths.has(path))).toEqual([])
  expect(site.newsletter?.from).toBeDefined()
})

test('picks and pins are articles of this edition, and none recommends itself', () => {
  expect(pins.filter((slug) => !slugs.has(slug))).toEqual([])
  const picks = articles.flatMap(({ slug, related = [] }) => related.map((pick) => ({ slug, pick })))
  expect(picks.filter(({ slug, pick }) => !slugs.has(pick) || pick === slug)).toEqual([])
  expect(new Set(picks.map(({ slug }) => slug)).size).toBeGreaterThanOrEqual(10)
})

test('every picture says what it shows and whose it is, and lies in the folder', () => {
  const pictures = articles.flatMap(picturesOf)
  expect(pictures.filter(({ alt, credit }) => alt.length < 20 || !credit)).toEqual([])
  const shown = [...pictures, ...campaigns.flatMap(({ creatives }) => creatives.flatMap(({ picture }) => picture ?? []))]
  expect([...new Set(shown.map(({ src }) => src))].filter((src) => !existsSync(new URL(`.${src}`, DEMO)))).toEqual([])
})

test('a picture is described by the same words wherever it stands in one language', () => {
  const alts = new Map<string, Set<string>>()
  const inArticles = articles.flatMap((article) => picturesOf(article).map(({ src, alt }) => ({ key: `${article.lang ?? site.lang} ${src}`, alt })))
  const inCreatives = campaigns.flatMap(({ creatives }) =>
    creatives.flatMap(({ picture }) => (picture ? { key: `${site.lang} ${picture.src}`, alt: picture.alt } : [])),
  )
  for (const { key, alt } of [...inArticles, ...inCreatives]) alts.set(key, (alts.get(key) ?? new Set()).add(alt))
  expect([...alts].filter(([, words]) => words.size > 1)).toEqual([])
})

test('every link within the site leads somewhere', () => {
  const fromArticles = articles.flatMap((article) => [
    ...textsOf(article).flatMap((html) => [...html.matchAll(/<a href="([^"#][^"]*)"/g)].map(([, href = '']) => href)),
    ...(article.translations ?? []).map(({ url }) => url),
  ])
  const fromCampaigns = campaigns.flatMap(({ creatives }) => creatives.map(({ href }) => href))
  const fromSite = [...site.footer.map(({ url }) => url), ...[site.badge?.url, site.publishingPrinciples].filter((url) => url !== undefined)]
  const links = [...fromArticles, ...fromCampaigns, ...fromSite].filter((href) => href.startsWith('/'))
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter((href) => !isPage(href))).toEqual([])
})

test('every note leads back to its text, and the text to its note', () => {
  const broken = articles.flatMap((article) => {
    const html = textsOf(article).join('')
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    return [...html.matchAll(/href="#([^"]+)"/g)].flatMap(([, id = '']) => (ids.has(id) ? [] : [`${article.slug}#${id}`]))
  })
  expect(broken).toEqual([])
})

test('no two articles begin with the same sentence', () => {
  const firsts = articles.map(
    ({ body }) => textOf(body.flatMap((block) => (block.type === 'paragraph' ? block.text : []))[0] ?? '').split(/[.!?]\s|[。،]/)[0] ?? '',
  )
  expect(firsts.filter((first) => first.length < 8)).toEqual([])
  expect(new Set(firsts).size).toBe(articles.length)
})

test('a topic and a section have one name each, and several topics fill a page', () => {
  const names = new Map<string, string[]>()
  for (const { slug, name } of articles.flatMap(({ topics = [] }) => topics)) names.set(slug, [...(names.get(slug) ?? []), name])
  expect([...names].filter(([, all]) => new Set(all).size > 1)).toEqual([])
  expect([...names.values()].filter((all) => all.length >= 4).length).toBeGreaterThanOrEqual(5)
})

test('times follow one another: published, corrected, updated, all before the edition was closed', () => {
  const late = articles.filter(({ publishedAt, updatedAt = publishedAt, corrections = [], updates = [] }) => {
    const within = [...corrections, ...updates].map(({ at }) => at)
    return updatedAt < publishedAt || updatedAt > '2026-11-25T00:00:00Z' || within.some((at) => at < publishedAt || at > updatedAt)
  })
  expect(late.map(({ slug }) => slug)).toEqual([])
})

test('one article of every kind, and every part that a page can have, is shown', () => {
  expect(new Set(articles.map(({ kind = 'news' }) => kind))).toEqual(new Set(['news', 'live', 'analysis', 'explainer', 'opinion', 'sponsored']))
  expect(articles.find(({ kind }) => kind === 'live')?.updates?.length).toBeGreaterThanOrEqual(6)
  expect(articles.filter(({ kind, byline }) => kind === 'opinion' && byline?.some(({ slug, role }) => slug && role)).length).toBeGreaterThanOrEqual(3)
  expect(articles.filter(({ sensitive }) => sensitive).length).toBeGreaterThanOrEqual(1)
  expect(articles.filter(({ developing }) => developing).length).toBeGreaterThanOrEqual(1)
  expect(articles.filter(({ corrections = [] }) => corrections.length >= 2).length).toBeGreaterThanOrEqual(1)
  expect(articles.filter(({ picture }) => !picture).length).toBeGreaterThanOrEqual(6)
  expect(articles.map(({ lang }) => lang)).toEqual(expect.arrayContaining(['ar', 'zh-Hant']))
  expect(new Set(campaigns.flatMap(({ slots = [] }) => slots))).toEqual(new Set(SLOTS))
})

test('the long read is long and has every block there is, but for a scoreboard, which the cup final has', () => {
  const longest = articles.toSorted((one, other) => wordsOf(other) - wordsOf(one))[0]
  expect(longest && wordsOf(longest)).toBeGreaterThanOrEqual(1500)
  const final = articles.find(({ slug }) => slug === 'harbour-cup-final-live')
  expect(final?.body[1]?.type).toBe('scoreboard')
  expect(new Set([...(longest?.body ?? []), ...(final?.body ?? [])].map(({ type }) => type))).toEqual(new Set(BLOCK_TYPES))
})

test('the call between Moscow and Bamako is there with all its parts', () => {
  const call = articles.find(({ slug }) => slug === 'putin-mali-goita-phone-call')
  expect(call).toMatchObject({ section: 'world', source: { name: 'Reuters', credit: 'ec' }, publishedAt: '2023-10-10T16:05:00Z' })
  expect(call?.topics?.map(({ name }) => name)).toEqual(['Russia', 'Vladimir Putin', 'Mali'])
  expect(call && wordsOf(call)).toBeGreaterThanOrEqual(350)
})

function must<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.flaws))
  return result.value
}

function picturesOf({ picture, body, updates = [] }: Article): Picture[] {
  const blocks = [...body, ...updates.flatMap((update) => update.body)]
  return [...(picture ? [picture] : []), ...blocks.flatMap((block) => (block.type === 'picture' ? [block] : []))]
}

const textsOf = ({ body, updates = [] }: Article) => [...body, ...updates.flatMap((update) => update.body)].flatMap(textsIn)
const wordsOf = (article: Article) => textOf(textsOf(article).join(' ')).split(/\s+/).length

function textsIn(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'pullquote':
      return [block.text]
    case 'list':
      return block.items.flatMap(itemTexts)
    case 'table':
      return [...(block.head ?? []), ...block.rows.flat()]
    case 'html':
      return [block.html]
    case 'scoreboard':
      return (block.events ?? []).map(({ text }) => text)
    case 'chart':
    case 'map':
    case 'picture':
    case 'code':
    case 'embed':
    case 'divider':
      return []
  }
}

const itemTexts = (item: ListItem): string[] => (typeof item === 'string' ? [item] : [item.text, ...(item.list?.items ?? []).flatMap(itemTexts)])

const OWN_PAGES = new Set(['/', '/corrections', '/feed.xml', '/latest', '/newsletters', '/saved', '/search'])
const pages = new Set([
  ...articles.flatMap((article) => [
    pathOf(article),
    ...(article.topics ?? []).map(({ slug }) => `/topic/${slug}`),
    ...(article.byline ?? []).map(({ slug }) => `/author/${slug}`),
    // A story out at 16:05 UTC is the next day's in the newsroom's own zone, and only there is a page.
    `/archive/${dayAt(Date.parse(article.publishedAt), site.timeZone)?.replaceAll('-', '/')}`,
  ]),
  ...[...sections].map((slug) => `/${slug}`),
])
const isPage = (href: string) => OWN_PAGES.has(href) || pages.has(href)

test('the edition has a house style of its own, its articles keep it, and nothing in them would be kept from readers', () => {
  const houseStyle = must(parseHouseStyle(site.houseStyle))
  expect(houseStyle.length).toBeGreaterThan(5)
  const found = articles.flatMap((article) => checkArticle(article, { now: '2026-11-26T00:00:00Z', houseStyle, lang: site.lang }))
  expect(found.filter(({ code, level }) => code === 'house-style' || level === 'block')).toEqual([])
})
