/** What search engines are told of a page, as schema.org objects. Lean: every byte of it is part of the page. */

import { ASSETS } from '../build/manifest.ts'
import { wordsIn } from '../copy/reading-time.ts'
import { type Article, allCorrections, lastChangedAt, pathOf } from '../copy/shapes/article.ts'
import type { Byline } from '../copy/shapes/byline.ts'
import type { Card } from '../copy/shapes/listing.ts'
import type { Picture } from '../copy/shapes/picture.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { summaryOf } from '../copy/summary.ts'
import { absoluteUrl } from '../page/meta.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { pictureFile } from '../page/picture-address.ts'

export type Thing = { '@type': string } & Record<string, unknown>
type Root = Thing & { '@context': 'https://schema.org' }

const MAX_PICTURES = 3

const withContext = (thing: Thing): Root => ({ '@context': 'https://schema.org', ...thing })

/** Of the front: the site, how it is searched, and who publishes it. */
export const websiteData = (site: Site): Root =>
  withContext({
    '@type': 'WebSite',
    name: site.name,
    ...(site.tagline && { description: site.tagline }),
    url: `${site.url}/`,
    inLanguage: site.lang,
    publisher: publisherInFull(site),
    potentialAction: { '@type': 'SearchAction', target: { '@type': 'EntryPoint', urlTemplate: `${site.url}/search?q={q}` }, 'query-input': 'required name=q' },
  })

/** Of a listing: its page and, in order, where its cards lead. */
export const collectionData = (site: Site, { title, path, cards }: { title: string; path: string; cards: readonly Pick<Card, 'section' | 'slug'>[] }): Root =>
  withContext({
    '@type': 'CollectionPage',
    name: title,
    url: `${site.url}${path}`,
    inLanguage: site.lang,
    isPartOf: { '@type': 'WebSite', name: site.name, url: `${site.url}/` },
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: cards.map((card, at) => ({ '@type': 'ListItem', position: at + 1, url: `${site.url}${pathOf(card)}` })),
    },
  })

/** `drawn` is the article's picture where it has none of its own; `live` is what only live coverage has (`liveDataOf`). */
type More = { drawn?: Picture | undefined; live?: object | undefined }

/** Of an article: the piece itself by its kind, and the way to it. */
export const articleData = (article: Article, site: Site, more: More = {}): Root[] => [
  withContext(articleThing(article, site, more)),
  withContext(breadcrumbs(article, site)),
]

function articleThing(article: Article, site: Site, { drawn, live }: More): Thing {
  const { kind = 'news', headline, publishedAt, topics = [], dateline } = article
  const corrections = allCorrections(article)
  const summary = summaryOf(article)
  const words = wordsIn(article.body)
  const pictures = picturesOf(article, drawn)
  return {
    '@type': TYPES[kind],
    headline,
    ...(summary && { description: summary }),
    mainEntityOfPage: absoluteUrl(site, article.canonical ?? pathOf(article)),
    datePublished: publishedAt,
    dateModified: lastChangedAt(article),
    ...(pictures.length > 0 && { image: pictures.map((picture) => imageOf(picture, site)) }),
    author: authorsOf(article, site),
    publisher: publisher(site),
    ...(site.publishingPrinciples && { publishingPrinciples: absoluteUrl(site, site.publishingPrinciples) }),
    articleSection: sectionName(site, article.section),
    ...(topics.length > 0 && { keywords: topics.map(({ name }) => name) }),
    inLanguage: article.lang ?? site.lang,
    isAccessibleForFree: true,
    ...(words > 0 && { wordCount: words }),
    ...(dateline && DATELINED.has(kind) && { dateline }),
    ...(corrections.length > 0 && { correction: corrections.map(({ at, text }) => ({ '@type': 'CorrectionComment', text, datePublished: at })) }),
    ...live,
  }
}

const TYPES = {
  news: 'NewsArticle',
  live: 'LiveBlogPosting',
  analysis: 'AnalysisNewsArticle',
  explainer: 'BackgroundNewsArticle',
  opinion: 'OpinionNewsArticle',
  sponsored: 'AdvertiserContentArticle',
} as const

/** Only a NewsArticle and what descends from it has a `dateline`. */
const DATELINED: ReadonlySet<string> = new Set(['news', 'analysis', 'explainer', 'opinion'])

function picturesOf({ picture, body }: Article, drawn: Picture | undefined): Picture[] {
  const own = [...(picture ? [picture] : []), ...body.filter((block) => block.type === 'picture')].slice(0, MAX_PICTURES)
  return own.length === 0 && drawn ? [drawn] : own
}

function imageOf(picture: Picture, site: Site): Thing {
  const { src, width, height } = pictureFile(picture)
  return {
    '@type': 'ImageObject',
    url: absoluteUrl(site, src),
    width,
    height,
    ...(picture.credit && { creditText: picture.credit }),
    ...(picture.structured as object),
  }
}

/** Who wrote it; where nobody is named, whose copy it is. */
function authorsOf({ byline = [], source }: Article, site: Site): Thing | Thing[] {
  if (byline.length > 0) return byline.map((writer) => personOf(writer, site))
  return source
    ? { '@type': 'Organization', name: source.name, url: searchForName(source.name, site) }
    : { '@type': 'Organization', name: site.name, url: `${site.url}/` }
}

const personOf = ({ name, slug, role }: Byline, site: Site): Thing => ({
  '@type': 'Person',
  name,
  url: slug ? absoluteUrl(site, `/author/${slug}`) : searchForName(name, site),
  ...(role && { jobTitle: role }),
})

/** Who has no page here is still told apart by what of theirs is here. */
const searchForName = (name: string, site: Site) => `${site.url}/search?${new URLSearchParams({ q: name })}`

function publisher(site: Site): Thing {
  const logo = ASSETS['logo.png'] ?? ASSETS['apple-touch-icon.png']
  return {
    '@type': 'NewsMediaOrganization',
    name: site.name,
    url: `${site.url}/`,
    ...(logo && { logo: { '@type': 'ImageObject', url: absoluteUrl(site, logo) } }),
  }
}

const publisherInFull = (site: Site): Thing => ({
  ...publisher(site),
  ...(site.publishingPrinciples && { publishingPrinciples: absoluteUrl(site, site.publishingPrinciples) }),
  correctionsPolicy: `${site.url}/corrections`,
  ...(site.contact && { email: site.contact }),
  ...(site.badge && { award: site.badge.label }),
  ...(site.socials.length > 0 && { sameAs: site.socials.map(({ url }) => absoluteUrl(site, url)) }),
})

const breadcrumbs = (article: Article, site: Site): Thing => ({
  '@type': 'BreadcrumbList',
  itemListElement: [
    { '@type': 'ListItem', position: 1, name: phrasesFor(site.lang).front, item: `${site.url}/` },
    { '@type': 'ListItem', position: 2, name: sectionName(site, article.section), item: absoluteUrl(site, `/${article.section}`) },
    { '@type': 'ListItem', position: 3, name: article.headline },
  ],
})
