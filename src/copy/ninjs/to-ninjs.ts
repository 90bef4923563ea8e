/**
 * An article → IPTC ninjs 3.1, for editors and machines with a right to all of it. What came in as ninjs goes out as it
 * came wherever the article still says the same; what was edited since goes out as the article has it.
 */

import { absoluteAddress, htmlFromBlocks } from '../html/to-html.ts'
import type { Article, Kind } from '../shapes/article.ts'
import { allCorrections, pathOf } from '../shapes/article.ts'
import { bodyWithUpdates } from '../shapes/live.ts'
import type { Picture } from '../shapes/picture.ts'
import { slugFromName } from '../shapes/slug.ts'
import { bylineOf, isEditor, kindOf, OUR_CREATOR, sourceOf, topicsOf } from './credits.ts'
import { headlineOf, kickerOf, standfirstOf } from './headline.ts'
import { type Item, type JsonObject, OUR_IDS, PROPERTIES, plainText, recordsOf, textOfEntry } from './item.ts'
import { type PictureInput, pictureOf } from './pictures.ts'

export type NinjsOptions = {
  /** The site's origin: addresses within the site become absolute. */
  siteUrl: string
  /** Stands for the version of what was not filed as ninjs. */
  revision?: number
  embargoedUntil?: string
  pubStatus?: 'usable' | 'withheld' | 'canceled'
}

export function toNinjs(article: Article, { siteUrl, revision, embargoedUntil, pubStatus = 'usable' }: NinjsOptions): JsonObject {
  const received = (typeof article.ninjs === 'object' && article.ninjs !== null ? article.ninjs : undefined) as Item | undefined
  const item: Item = received ?? { uri: `${siteUrl}${pathOf(article)}`, type: 'text', ...(revision !== undefined && { version: String(revision) }) }
  const written: JsonObject = {
    standard: { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' },
    ...item,
    pubStatus,
    embargoedUntil,
    firstCreated: article.publishedAt,
    versionCreated: article.updatedAt ?? article.publishedAt,
    language: article.lang,
    headlines: headlinesOf(article, item),
    descriptions: descriptionsOf(article, item),
    bodies: [{ role: 'main', contentType: 'text/html', value: htmlFromBlocks(bodyWithUpdates(article), siteUrl) }],
    ...creditsOf(article, item),
    located: article.dateline === undefined || article.dateline === plainText(item.located) ? item.located : article.dateline,
    genres: isSame(kindOf(item.genres) ?? 'news', article.kind ?? 'news') ? item.genres : genresOf(article.kind),
    subjects: isSame(topicsOf(item.subjects), article.topics) ? item.subjects : subjectsOf(article, item),
    associations: unlessEmpty([...picturesOf(article, siteUrl), ...recordsOf(item.associations)]),
    altIds: [...recordsOf(item.altIds), { role: OUR_IDS.slug, value: article.slug }, { role: OUR_IDS.section, value: article.section }],
  }
  return Object.fromEntries(PROPERTIES.filter((name) => written[name] !== undefined).map((name) => [name, written[name]]))
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const unlessEmpty = (list: JsonObject[]) => (list.length > 0 ? list : undefined)

const plainEntry = (role: string, value: string): JsonObject => ({ role, contentType: 'text/plain', value })

function headlinesOf(article: Article, item: Item) {
  const found = headlineOf(item)
  const unchanged = recordsOf(item.headlines).filter(
    (headline, at) =>
      !(found?.from === 'headlines' && found.text !== article.headline && at === found.at) &&
      !(kickerOf({ headlines: [headline] }) && kickerOf(item) !== article.kicker),
  )
  return unlessEmpty([
    ...(found?.text === article.headline ? [] : [plainEntry('main', article.headline)]),
    ...unchanged,
    ...(article.kicker && kickerOf(item) !== article.kicker ? [plainEntry('kicker', article.kicker)] : []),
  ])
}

function descriptionsOf(article: Article, item: Item) {
  const isSameStandfirst = standfirstOf(item) === article.standfirst
  const unchanged = recordsOf(item.descriptions).filter((description) => isSameStandfirst || textOfEntry(description) !== standfirstOf(item))
  return unlessEmpty([
    ...(isSameStandfirst || !article.standfirst ? [] : [plainEntry('summary', article.standfirst)]),
    ...unchanged,
    ...allCorrections(article).map(({ at, text }) => plainEntry('correction', `${at} ${text}`)),
  ])
}

function creditsOf(article: Article, item: Item) {
  const names = (article.byline ?? []).map(({ name }) => name)
  const authors = (article.byline ?? []).flatMap(({ name, slug }) => (slug ? [{ name, rel: 'author', literal: slug }] : []))
  const isSameByline = isSame(
    bylineOf(item)?.map(({ name, slug }) => [name, slug]) ?? [],
    (article.byline ?? []).map(({ name, slug }) => [name, slug]),
  )
  const others = recordsOf(item.people).filter(({ name, rel }) => !(rel === 'author' && authors.some((author) => author.name === name)))
  const source = [
    ...(article.source ? [{ name: article.source.name, role: 'source' }] : []),
    ...(article.source?.credit ? [{ name: article.source.credit, role: 'editor' }] : []),
  ]
  const isSameSource = isSame(sourceOf(item), article.source && { name: article.source.name, ...(article.source.credit && { credit: article.source.credit }) })
  return {
    by: isSameByline ? item.by : names.length > 0 ? names.join(', ').replace(/, (?=[^,]*$)/, ' and ') : undefined,
    people: isSameByline ? item.people : unlessEmpty([...authors, ...others]),
    infoSources: isSameSource
      ? item.infoSources
      : unlessEmpty([
          ...source,
          ...recordsOf(item.infoSources).filter((party) => !isEditor(party) && plainText(party.name) !== sourceOf(item)?.name && party.role !== 'source'),
        ]),
  }
}

const GENRE_NAMES: Partial<Record<Kind, JsonObject>> = {
  opinion: { name: 'Opinion', uri: 'http://cv.iptc.org/newscodes/genre/Opinion' },
  analysis: { name: 'Analysis', uri: 'http://cv.iptc.org/newscodes/genre/Analysis' },
  explainer: { name: 'Background', uri: 'http://cv.iptc.org/newscodes/genre/Background' },
  sponsored: { name: 'Sponsored', literal: 'sponsored' },
  live: { name: 'Live coverage', literal: 'live-coverage' },
}
const genresOf = (kind: Kind | undefined) => (kind && GENRE_NAMES[kind] ? [GENRE_NAMES[kind]] : undefined)

/** Subjects that never became topics stay; those of topics that were removed are removed. */
function subjectsOf(article: Article, item: Item) {
  const topics = (article.topics ?? []).map(({ slug, name, ninjs }) => ({
    name,
    ...(typeof ninjs === 'object' && ninjs),
    ...(slugFromName(name) !== slug && { literal: slug, creator: OUR_CREATOR }),
  }))
  const known = new Set(topicsOf(item.subjects)?.map(({ name }) => name))
  return unlessEmpty([...topics, ...recordsOf(item.subjects).filter(({ name }) => !known.has(plainText(name)))])
}

function picturesOf(article: Article, siteUrl: string): JsonObject[] {
  const inText = article.body.flatMap((block) => (block.type === 'picture' ? [block] : []))
  return [
    ...(article.picture ? [associationOf(article.picture, 'hero', siteUrl)] : []),
    ...inText.map((picture, at) => associationOf(picture, `picture-${at + 1}`, siteUrl)),
  ]
}

function associationOf(picture: Picture & JsonObject, name: string, siteUrl: string): JsonObject {
  const received = (typeof picture.ninjs === 'object' && picture.ninjs !== null ? picture.ninjs : {}) as JsonObject
  const receivedPicture = pictureOf(received)
  if (receivedPicture && isSame(visibleFields(receivedPicture), visibleFields(picture))) return received
  const { src, alt, width, height, caption, credit, focus } = picture
  const href = absoluteAddress(src, siteUrl)
  const main = { name: 'main', href, width, height, ...(focus && { poi: { x: Math.round(focus.x * width), y: Math.round(focus.y * height) } }) }
  const others = recordsOf(received.descriptions).filter(
    ({ role }) => !/^(?:alt|alttext|caption|credit|creditline|main|text|description|summary)?$/i.test(String(role ?? '')),
  )
  return {
    name,
    uri: href,
    type: 'picture',
    ...received,
    descriptions: [
      plainEntry('alt', alt),
      ...(caption ? [plainEntry('caption', caption)] : []),
      ...(credit ? [plainEntry('creditline', credit)] : []),
      ...others,
    ],
    renditions:
      receivedPicture?.src === src && receivedPicture.width === width && receivedPicture.height === height && isSame(receivedPicture.focus, focus)
        ? received.renditions
        : [main],
  }
}

const visibleFields = ({ src, alt, width, height, caption, credit, focus }: Picture | PictureInput) => [src, alt, width, height, caption, credit, focus]
