/** Stories as WordPress's export (WXR 1.2), `export.xml`: posts, the pictures as attachments, people, categories and tags. */
import { join } from 'node:path'
import { offsetAt } from '../../copy/calendar.ts'
import { absoluteAddress } from '../../copy/html/to-html.ts'
import { pathOf } from '../../copy/shapes/article.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import type { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { escapeText } from '../../copy/text/escape.ts'
import { KEPT, keptFields } from '../kept-fields.ts'
import { type OutFile, outFile } from './out-file.ts'
import type { OutFormat, OutMeans, OutName, OutStory } from './out-story.ts'
import { asciiLogin, htmlOf, htmlToKeepFor, Logins, picturesIn, usedAs } from './story-parts.ts'

const STATUS: Record<OutStory['state'], string> = { published: 'publish', scheduled: 'future', draft: 'draft', withdrawn: 'private' }

/** What stories named, for the records at the end, and the numbers that WordPress gives everything. */
type Numbers = {
  next: number
  pictures: Map<string, number>
  /** By `src`. */
  addresses: Map<string, string>
  /** Of pictures. */
  titles: Set<string>
  sections: Set<string>
  topics: Map<string, string>
  writers: Logins
}

export async function wordpressExport(means: OutMeans): Promise<OutFormat> {
  const file = await outFile(join(means.folder, 'export.xml'))
  const numbers: Numbers = {
    next: 1,
    pictures: new Map(),
    addresses: new Map(),
    sections: new Set(),
    topics: new Map(),
    titles: new Set(),
    writers: new Logins(asciiLogin),
  }
  await file.write(head(means))
  return {
    async story(story) {
      const id = numbers.next++
      for (const picture of picturesIn(story.article)) await writeAttachment(file, picture, id, numbers, means)
      await file.write(postXml(story, id, numbers, means))
    },
    async finish(names) {
      for (const name of names) await writeGuestAuthor(file, name, numbers)
      await file.write(`${recordsXml(numbers, names, means)}</channel>\n</rss>\n`)
      await file.close()
    },
  }
}

/** Characters that XML 1.0 has no form for are no text. */
const XML_CONTROL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu
const cdata = (text: string) => `<![CDATA[${text.replace(XML_CONTROL, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
const element = (name: string, text: string) => `\t\t<${name}>${cdata(text)}</${name}>\n`

const head = ({ siteUrl, siteName, lang }: OutMeans) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>${escapeText(siteName || siteUrl)}</title>
	<link>${siteUrl}</link>
	<language>${escapeText(lang)}</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>${siteUrl}</wp:base_site_url>
	<wp:base_blog_url>${siteUrl}</wp:base_blog_url>
`

/** `parent` is the first post that shows it. What WordPress has no field for goes with it under our name. */
async function writeAttachment(file: OutFile, picture: Picture, parent: number, numbers: Numbers, means: OutMeans) {
  const { src, alt, caption = '' } = picture
  if (numbers.pictures.has(usedAs(picture))) return
  const address = await addressWithEnding(src, means)
  const [id, details] = [numbers.next++, means.ledger.picture(src)?.details ?? {}]
  numbers.addresses.set(src, address)
  numbers.pictures.set(usedAs(picture), id)
  const fields = [
    element('title', freeTitle(alt.slice(0, 100).toWellFormed() || `Picture ${id}`, numbers)),
    `\t\t<link>${escapeText(address)}</link>\n`,
    element('content:encoded', descriptionOf(details)),
    element('excerpt:encoded', caption),
    `\t\t<wp:post_id>${id}</wp:post_id>\n`,
    element('wp:status', 'inherit'),
    `\t\t<wp:post_parent>${parent}</wp:post_parent>\n`,
    element('wp:post_type', 'attachment'),
    element('wp:attachment_url', address),
    metaXml('_wp_attachment_image_alt', alt),
    Object.keys(details).length > 0 ? metaXml(KEPT, JSON.stringify(details)) : '',
  ]
  await file.write(`\t<item>\n${fields.join('')}\t</item>\n`)
}

/** WordPress's importer takes an attachment of the same title and date for one that it has. */
function freeTitle(title: string, { titles }: Numbers): string {
  let free = title
  for (let n = 2; titles.has(free); n++) free = `${title} (${n})`
  titles.add(free)
  return free
}

/**
 * WordPress's importer puts its own file's name in a text where this address stands, without either's ending: a picture whose address has none
 * would lead to nothing. Readers get a JPEG where a HEIC was sent.
 */
async function addressWithEnding(src: string, { siteUrl, pictureFile }: OutMeans): Promise<string> {
  const [, ending] = (await pictureFile(src))?.file.split('.') ?? []
  return absoluteAddress(src, siteUrl) + (ending ? `.${ending === 'heic' ? 'jpg' : ending}` : '')
}

/** In WordPress's description, what an editor there needs to read before using it. */
function descriptionOf({ credit, source, people, place, digitalSource, rights = {} }: PictureDetails): string {
  const lines: [string, string | undefined][] = [
    ['Credit', credit],
    ['Source', source],
    ['Shown', people?.join(', ')],
    ['Place', place],
    ['Made by', digitalSource],
    ['Licence', rights.licence],
    ['Licence ends', rights.until],
    ['Rights holder', rights.holder],
    ['Copyright', rights.notice],
    ['Terms', rights.terms],
    ['Licence page', rights.licenceUrl],
    ['To licence it', rights.acquireUrl],
  ]
  return lines.flatMap(([name, text]) => (text ? [escapeText(`${name}: ${text}`)] : [])).join('\n')
}

/** As the plugin Co-Authors Plus has people who don't log in. */
async function writeGuestAuthor(file: OutFile, { kind, slug, name, record = {} }: OutName, numbers: Numbers) {
  const login = numbers.writers.known(slug, name)
  const bio = typeof record.bio === 'string' ? record.bio : ''
  if (kind !== 'author' || !login || !bio) return
  const id = numbers.next++
  const meta = { 'cap-user_login': login, 'cap-display_name': name, 'cap-description': escapeText(bio) }
  await file.write(
    `\t<item>\n${element('title', escapeText(name))}\t\t<wp:post_id>${id}</wp:post_id>\n${element('wp:post_name', `cap-${login}`)}${element('wp:status', 'publish')}\t\t<wp:post_parent>0</wp:post_parent>\n${element('wp:post_type', 'guest-author')}${Object.entries(
      meta,
    )
      .map(([key, value]) => metaXml(key, value))
      .join('')}\t</item>\n`,
  )
}

function postXml(story: OutStory, id: number, numbers: Numbers, { siteUrl, ledger }: OutMeans): string {
  const { article, state, until, isUndated, formerly, feedId } = story
  const html = htmlOf(article, siteUrl, (src) => numbers.addresses.get(src) ?? absoluteAddress(src, siteUrl))
  const published = until ?? article.publishedAt
  const date = isUndated ? UNDATED : sqlOf(published)
  const shownDate = isUndated ? UNDATED : sqlOf(clockAt(published, ledger.timeZone))
  const thumbnail = article.picture && numbers.pictures.get(usedAs(article.picture))
  const writers = (article.byline ?? []).map((writer) => ({ name: writer.name, login: numbers.writers.of(writer) }))
  numbers.sections.add(article.section)
  for (const { slug, name } of article.topics ?? []) if (!numbers.topics.has(slug)) numbers.topics.set(slug, name)
  return `\t<item>
${element('title', escapeText(article.headline))}\t\t<link>${siteUrl}${pathOf(article)}</link>
${element('dc:creator', writers[0]?.login ?? '')}\t\t<guid isPermaLink="false">${siteUrl}${pathOf(article)}</guid>
\t\t<description></description>
${element('content:encoded', article.body.length === 0 ? '' : contentOf(html))}${element('excerpt:encoded', escapeText(article.standfirst ?? ''))}\t\t<wp:post_id>${id}</wp:post_id>
${element('wp:post_date', shownDate)}${element('wp:post_date_gmt', date)}${element('wp:post_modified_gmt', isUndated ? date : sqlOf(article.updatedAt ?? published))}${element('wp:post_name', article.slug)}${element('wp:status', STATUS[state])}\t\t<wp:post_parent>0</wp:post_parent>
${element('wp:post_type', 'post')}${termXml('category', article.section, ledger.sectionNames.get(article.section) ?? article.section)}${(article.topics ?? []).map(({ slug, name }) => termXml('post_tag', slug, name)).join('')}${writers.map(({ login, name }) => termXml('author', `cap-${login}`, name)).join('')}${thumbnail ? metaXml('_thumbnail_id', String(thumbnail)) : ''}${seoXml(article)}${formerly.map((slug) => metaXml('_wp_old_slug', slug)).join('')}${metaXml(KEPT, JSON.stringify(keptFields(article, { html: htmlToKeepFor(article, html), feedId })))}\t</item>
`
}

const UNDATED = '0000-00-00 00:00:00'
/** WordPress shows a date as it is written, and has another field for when that was. */
const clockAt = (instant: string, timeZone: string) => new Date(Date.parse(instant) + offsetAt(Date.parse(instant), timeZone)).toISOString()

/** One block of HTML, so that no line end and no bracket in it means anything. */
const contentOf = (html: string) => `<!-- wp:html -->\n${html.replaceAll('[', '&#91;')}\n<!-- /wp:html -->`

const sqlOf = (instant: string) => instant.slice(0, 19).replace('T', ' ')
const termXml = (domain: string, slug: string, name: string) => `\t\t<category domain="${domain}" nicename="${slug}">${cdata(name)}</category>\n`
const metaXml = (key: string, value: string) => `\t\t<wp:postmeta>\n${element('wp:meta_key', key)}${element('wp:meta_value', value)}\t\t</wp:postmeta>\n`

const seoXml = ({ seo }: OutStory['article']) =>
  [
    ...(seo?.title ? [metaXml('_yoast_wpseo_title', seo.title)] : []),
    ...(seo?.description ? [metaXml('_yoast_wpseo_metadesc', seo.description)] : []),
    ...(seo?.noindex ? [metaXml('_yoast_wpseo_meta-robots-noindex', '1')] : []),
  ].join('')

/** They may stand anywhere in the channel; here it is known who and what is in it. */
function recordsXml({ sections, topics, writers }: Numbers, names: readonly OutName[], { ledger }: OutMeans): string {
  const recordOf = (kind: OutName['kind'], slug: string) => names.find((name) => name.kind === kind && name.slug === slug)
  const text = (name: OutName | undefined, field: string) => (typeof name?.record?.[field] === 'string' ? name.record[field] : '')
  return [
    ...[...writers.names].map(
      // In one line: so the importer's parser wants it that does without PHP's XML.
      ([login, name]) =>
        `\t<wp:author><wp:author_login>${cdata(login)}</wp:author_login><wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>\n`,
    ),
    ...[...sections].map(
      (slug, at) =>
        `\t<wp:category>\n\t\t<wp:term_id>${at + 1}</wp:term_id>\n${element('wp:category_nicename', slug)}${element('wp:cat_name', ledger.sectionNames.get(slug) ?? slug)}\t</wp:category>\n`,
    ),
    ...[...topics].map(
      ([slug, name], at) =>
        `\t<wp:tag>\n\t\t<wp:term_id>${sections.size + at + 1}</wp:term_id>\n${element('wp:tag_slug', slug)}${element('wp:tag_name', name)}${element('wp:tag_description', escapeText(text(recordOf('topic', slug), 'introduction')))}\t</wp:tag>\n`,
    ),
  ].join('')
}
