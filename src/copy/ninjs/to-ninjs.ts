/**
 * An article → IPTC ninjs 3.1, for editors and machines with a right to all of it. What came in as ninjs goes out as it
 * came wherever the article still says the same; what was edited since goes out as the article has it.
 */

import { absolute, htmlFromBlocks } from '../html/to-html.ts'
import type { Article, Kind } from '../shapes/article.ts'
import { pathOf } from '../shapes/article.ts'
import { withUpdates } from '../shapes/live.ts'
import type { Picture } from '../shapes/picture.ts'
import { slugOfName } from '../shapes/slug.ts'
import { bylineOf, isEditor, kindOf, OWN_CREATOR, sourceOf, topicsOf } from './credits.ts'
import { headlineOf, kickerOf, standfirstOf } from './headline.ts'
import { type Item, type Keyed, OWN_IDS, PROPERTIES, plainText, recordsOf, wordsOf } from './item.ts'
import { type PictureInput, pictureOf } from './pictures.ts'

export type NinjsOptions = {
  /** The site's origin: addresses within the site become absolute. */
  siteUrl: string
  /** Stands for the version of what was not filed as ninjs. */
  revision?: number
  embargoedUntil?: string
  pubStatus?: 'usable' | 'withheld' | 'canceled'
}

export function toNinjs(article: Article, { siteUrl, revision, embargoedUntil, pubStatus = 'usable' }: NinjsOptions): Keyed {
  const kept = (typeof article.ninjs === 'object' && article.ninjs !== null ? article.ninjs : undefined) as Item | undefined
  const item: Item = kept ?? { uri: `${siteUrl}${pathOf(article)}`, type: 'text', ...(revision !== undefined && { version: String(revision) }) }
  const written: Keyed = {
    standard: { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' },
    ...item,
    pubStatus,
    embargoedUntil,
    firstCreated: article.publishedAt,
    versionCreated: article.updatedAt ?? article.publishedAt,
    language: article.lang,
    headlines: headlinesOf(article, item),
    descriptions: descriptionsOf(article, item),
    bodies: [{ role: 'main', contentType: 'text/html', value: htmlFromBlocks(withUpdates(article), siteUrl) }],
    ...creditsOf(article, item),
    located: article.dateline === undefined || article.dateline === plainText(item.located) ? item.located : article.dateline,
    genres: same(kindOf(item.genres) ?? 'news', article.kind ?? 'news') ? item.genres : genresOf(article.kind),
    subjects: same(topicsOf(item.subjects), article.topics) ? item.subjects : subjectsOf(article, item),
    associations: nonEmpty([...picturesOf(article, siteUrl), ...recordsOf(item.associations)]),
    altIds: [...recordsOf(item.altIds), { role: OWN_IDS.slug, value: article.slug }, { role: OWN_IDS.section, value: article.section }],
  }
  return Object.fromEntries(PROPERTIES.filter((name) => written[name] !== undefined).map((name) => [name, written[name]]))
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const nonEmpty = (list: Keyed[]) => (list.length > 0 ? list : undefined)

const entry = (role: string, value: string): Keyed => ({ role, contentType: 'text/plain', value })

function headlinesOf(article: Article, item: Item) {
  const found = headlineOf(item)
  const kept = recordsOf(item.headlines).filter(
    (headline, at) =>
      !(found?.from === 'headlines' && found.text !== article.headline && at === found.at) &&
      !(kickerOf({ headlines: [headline] }) && kickerOf(item) !== article.kicker),
  )
  return nonEmpty([
    ...(found?.text === article.headline ? [] : [entry('main', article.headline)]),
    ...kept,
    ...(article.kicker && kickerOf(item) !== article.kicker ? [entry('kicker', article.kicker)] : []),
  ])
}

function descriptionsOf(article: Article, item: Item) {
  const stands = standfirstOf(item) === article.standfirst
  const kept = recordsOf(item.descriptions).filter((description) => stands || wordsOf(description) !== standfirstOf(item))
  return nonEmpty([
    ...(stands || !article.standfirst ? [] : [entry('summary', article.standfirst)]),
    ...kept,
    ...(article.corrections ?? []).map(({ at, text }) => entry('correction', `${at} ${text}`)),
  ])
}

function creditsOf(article: Article, item: Item) {
  const names = (article.byline ?? []).map(({ name }) => name)
  const authors = (article.byline ?? []).flatMap(({ name, slug }) => (slug ? [{ name, rel: 'author', literal: slug }] : []))
  const bylineStands = same(
    bylineOf(item)?.map(({ name, slug }) => [name, slug]) ?? [],
    (article.byline ?? []).map(({ name, slug }) => [name, slug]),
  )
  const others = recordsOf(item.people).filter(({ name, rel }) => !(rel === 'author' && authors.some((author) => author.name === name)))
  const source = [
    ...(article.source ? [{ name: article.source.name, role: 'source' }] : []),
    ...(article.source?.credit ? [{ name: article.source.credit, role: 'editor' }] : []),
  ]
  const sourceStands = same(sourceOf(item), article.source && { name: article.source.name, ...(article.source.credit && { credit: article.source.credit }) })
  return {
    by: bylineStands ? item.by : names.length > 0 ? names.join(', ').replace(/, (?=[^,]*$)/, ' and ') : undefined,
    people: bylineStands ? item.people : nonEmpty([...authors, ...others]),
    infoSources: sourceStands
      ? item.infoSources
      : nonEmpty([
          ...source,
          ...recordsOf(item.infoSources).filter((party) => !isEditor(party) && plainText(party.name) !== sourceOf(item)?.name && party.role !== 'source'),
        ]),
  }
}

const GENRE_NAMES: Partial<Record<Kind, Keyed>> = {
  opinion: { name: 'Opinion', uri: 'http://cv.iptc.org/newscodes/genre/Opinion' },
  analysis: { name: 'Analysis', uri: 'http://cv.iptc.org/newscodes/genre/Analysis' },
  sponsored: { name: 'Sponsored', literal: 'sponsored' },
  live: { name: 'Live coverage', literal: 'live-coverage' },
}
const genresOf = (kind: Kind | undefined) => (kind && GENRE_NAMES[kind] ? [GENRE_NAMES[kind]] : undefined)

/** Subjects that never became topics stay; those of topics that were taken out go. */
function subjectsOf(article: Article, item: Item) {
  const topics = (article.topics ?? []).map(({ slug, name, ninjs }) => ({
    name,
    ...(typeof ninjs === 'object' && ninjs),
    ...(slugOfName(name) !== slug && { literal: slug, creator: OWN_CREATOR }),
  }))
  const known = new Set(topicsOf(item.subjects)?.map(({ name }) => name))
  return nonEmpty([...topics, ...recordsOf(item.subjects).filter(({ name }) => !known.has(plainText(name)))])
}

function picturesOf(article: Article, siteUrl: string): Keyed[] {
  const inText = article.body.flatMap((block) => (block.type === 'picture' ? [block] : []))
  return [
    ...(article.picture ? [associationOf(article.picture, 'hero', siteUrl)] : []),
    ...inText.map((picture, at) => associationOf(picture, `picture-${at + 1}`, siteUrl)),
  ]
}

function associationOf(picture: Picture & Keyed, name: string, siteUrl: string): Keyed {
  const kept = (typeof picture.ninjs === 'object' && picture.ninjs !== null ? picture.ninjs : {}) as Keyed
  const said = pictureOf(kept)
  if (said && same(essence(said), essence(picture))) return kept
  const { src, alt, width, height, caption, credit, focus } = picture
  const href = absolute(src, siteUrl)
  const main = { name: 'main', href, width, height, ...(focus && { poi: { x: Math.round(focus.x * width), y: Math.round(focus.y * height) } }) }
  const others = recordsOf(kept.descriptions).filter(
    ({ role }) => !/^(?:alt|alttext|caption|credit|creditline|main|text|description|summary)?$/i.test(String(role ?? '')),
  )
  return {
    name,
    uri: href,
    type: 'picture',
    ...kept,
    descriptions: [entry('alt', alt), ...(caption ? [entry('caption', caption)] : []), ...(credit ? [entry('creditline', credit)] : []), ...others],
    renditions: said?.src === src && said.width === width && said.height === height && same(said.focus, focus) ? kept.renditions : [main],
  }
}

const essence = ({ src, alt, width, height, caption, credit, focus }: Picture | PictureInput) => [src, alt, width, height, caption, credit, focus]
