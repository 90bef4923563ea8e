/** An entry of a feed → a story. */
import { createHash } from 'node:crypto'
import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { embedHtml } from '../embeds.ts'
import { instantAt, instantFrom } from '../instants.ts'
import type { NoteLoss, OldCopy, OldPictureUse, OldStory, OldTerm } from '../old-item.ts'
import { plainText } from '../plain-text.ts'
import { blocksOf, headlineFrom, noteLostLetters, standfirstFrom } from '../story-words.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childOf, childrenOf, childText, descendantsOf, markupOf, textIn } from '../xml-tree.ts'

/** `authors`: of entries that name nobody (RFC 4287, 4.2.1). `sharedIds`: ids that entries of different addresses have. */
export type Feed = { url: string; lang?: string; name: string; now: number; authors: readonly XmlElement[]; sharedIds: ReadonlySet<string> }

export function storyOf(entry: XmlElement, feed: Feed, line: number): OldStory {
  const notes: string[] = []
  const note: NoteLoss = (sentence) => void notes.push(sentence)
  const link = linkOf(entry, feed)
  const content = contentOf(entry)
  const headline = headlineFrom(titleOf(entry), content.html, link || `No. ${line}`, note)
  const at = instantFrom(childText(entry, 'pubDate', 'published', 'issued', 'dc:date', 'updated', 'modified'))
  noteLostLetters(headline + content.html, note)
  const state = stateOf(entry, content.isSummary, at, feed, note)
  const base = baseOf(entry, link || feed.url)
  const html = withAbsoluteAddresses(content.html, base)
  const picture = pictureOf(entry, html, base)
  const terms = termsOf(entry)
  return {
    kind: 'story',
    id: idOf(entry, link, feed, headline),
    what: 'entry',
    title: headline,
    place: `line ${line.toLocaleString('en')}`,
    state,
    slug: slugIn(link),
    ...terms,
    copy: copyOf(entry, feed, { headline, at, state, html, picture, note }),
    readBody: (lost) => blocksOf(html + recordingsOf(entry, html), lost),
    addresses: state === 'published' ? addressesOf(entry, link) : [],
    notes,
  }
}

/** Atom says of what kind a text is; in RSS everything may be HTML. */
function textConstruct(element: XmlElement | undefined): string {
  if (!element) return ''
  const { type = '' } = element.attributes
  if (/xhtml/.test(type) || element.children.some((node) => typeof node !== 'string')) return markupOf(element.children)
  return type === 'text' || type === 'text/plain' ? escapeText(textIn(element)) : textIn(element)
}

const titleOf = (entry: XmlElement) => textConstruct(childrenOf(entry, 'title').find((title) => textIn(title).trim() !== '') ?? childOf(entry, 'media:title'))

/** A feed's word for a story, at most a paragraph or two, often cut. */
function contentOf(entry: XmlElement): { html: string; isSummary: boolean } {
  const full = childrenOf(entry, 'content:encoded', 'content', 'xhtml:body', 'xhtml:div', 'atom:content')
    .map(textConstruct)
    .find((html) => html.trim() !== '')
  if (full !== undefined) return { html: full, isSummary: false }
  const written = childrenOf(entry, 'description', 'summary', 'atom:summary').find((child) => textIn(child).trim() !== '')
  // Feeds of films have only what the film says of itself.
  const html = written ? textConstruct(written).trim() : escapeText(textIn(descendantsOf(entry, 'media:description')[0]).trim())
  return { html, isSummary: isSummary(html) }
}

function isSummary(html: string): boolean {
  const words = plainText(html)
  if (/(?:\[?(?:…|\.\.\.)\]?|read more|continue reading|weiterlesen|lire la suite|leer más)\W*$/i.test(words)) return true
  const paragraphs = html.match(/<(?:p|h\d|ul|ol|blockquote|figure)\b|<br\s*\/?>\s*<br/gi)?.length ?? 0
  return words.length < 1500 && paragraphs < 3
}

function stateOf(entry: XmlElement, isOnlySummary: boolean, at: number | undefined, { now }: Feed, note: NoteLoss): OldStory['state'] {
  if (childText(childOf(entry, 'app:control'), 'app:draft').toLowerCase() === 'yes') return 'draft'
  if (isOnlySummary) {
    note('The feed has only a summary of it: it’s a draft here.')
    return 'draft'
  }
  return at !== undefined && at > now ? 'scheduled' : 'published'
}

type CopyParts = { headline: string; at: number | undefined; state: OldStory['state']; html: string; picture: OldPictureUse | undefined; note: NoteLoss }

function copyOf(entry: XmlElement, feed: Feed, { headline, at, state, html, picture, note }: CopyParts): OldCopy {
  const updated = instantFrom(childText(entry, 'updated', 'modified', 'atom:updated', 'dcterms:modified'))
  const written = childText(entry, 'pubDate', 'published', 'issued', 'dc:date', 'updated')
  if (written && at === undefined) note(`Its date, “${written.slice(0, 60)}”, can’t be read.`)
  const standfirst = summaryBeside(entry, html, note)
  const byline = bylineOf(entry, feed)
  const lang = entry.attributes['xml:lang'] ?? (childText(entry, 'dc:language') || feed.lang)
  return {
    headline,
    ...(lang && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(lang) && { lang }),
    ...(standfirst && { standfirst }),
    ...(at !== undefined && { publishedAt: instantAt(at) }),
    ...(at !== undefined && updated !== undefined && updated > at && updated <= feed.now && state === 'published' && { updatedAt: instantAt(updated) }),
    ...(byline.length > 0 && { byline }),
    ...(picture && { picture }),
  }
}

/** A summary that is no beginning of the text, and not cut. */
function summaryBeside(entry: XmlElement, html: string, note: NoteLoss): string | undefined {
  const summary = textConstruct(childOf(entry, 'description', 'summary'))
  const words = plainText(summary)
  const text = plainText(html)
  const isCut = /(?:\[?(?:…|\.\.\.)\]?)\W*$/.test(words)
  return words === '' || isCut || text.startsWith(words.slice(0, 80)) || words === text ? undefined : standfirstFrom(summary, note)
}

/** "joe@old.example (Joe Doe)" is Joe Doe; addresses of email alone are nobody. */
function bylineOf(entry: XmlElement, feed: Feed): { name: string; slug: string }[] {
  const own = childrenOf(entry, 'author', 'atom:author', 'dc:creator', 'itunes:author')
  const source = childOf(entry, 'source', 'atom:source')
  const inherited = own.length > 0 ? [] : source ? childrenOf(source, 'author') : feed.authors
  const atom = [...childrenOf(entry, 'author', 'atom:author'), ...inherited].map((author) => childText(author, 'name', 'atom:name') || textIn(author))
  const names = [...childrenOf(entry, 'dc:creator').map(textIn), ...atom, ...childrenOf(entry, 'itunes:author').map(textIn)]
    .map((name) => plainText(name).replace(/^\S+@\S+\s*\(([^)]+)\)$/, '$1'))
    .filter((name) => name !== '' && !name.includes('@') && name.length <= 100)
  return [...new Set(names)].slice(0, 20).map((name) => ({ name, slug: slugFromName(name) ?? hashedSlugFromName(name) }))
}

/** Blogger says so what an entry is: `http://schemas.google.com/g/2005#kind`. */
export const isBloggersKind = (scheme = '') => /^https?:\/\/schemas\.google\.com\/.*#kind$/.test(scheme)

function termsOf(entry: XmlElement): { sections: OldTerm[]; topics: OldTerm[] } {
  const nameOf = (element: XmlElement) => plainText(element.attributes.label ?? (textIn(element) || (element.attributes.term ?? '')))
  const terms = (...names: string[]) => [
    ...new Set(
      childrenOf(entry, ...names)
        .filter(({ attributes }) => !isBloggersKind(attributes.scheme))
        .map(nameOf),
    ),
  ]
  const named = (list: string[]) => list.filter(Boolean).map((name): OldTerm => ({ name }))
  return { sections: named(terms('category')), topics: named(terms('dc:subject')) }
}

/** A permalink, before what counts readers in between. */
function linkOf(entry: XmlElement, { url }: Feed): string {
  const atom = childrenOf(entry, 'link', 'atom:link').find(({ attributes }) => attributes.href && (attributes.rel ?? 'alternate') === 'alternate')?.attributes
    .href
  const written = childText(entry, 'feedburner:origLink', 'link') || atom || entry.attributes['rdf:about'] || permalinkIn(entry) || ''
  if (written === '') return ''
  const base = baseOf(entry, url)
  return URL.canParse(written, base) ? new URL(written, base).href : ''
}

function permalinkIn(entry: XmlElement): string | undefined {
  const guid = childOf(entry, 'guid')
  const text = textIn(guid).trim()
  return guid && guid.attributes.isPermaLink !== 'false' && /^https?:\/\//.test(text) ? text : undefined
}

export const ownIdOf = (entry: XmlElement) => childText(entry, 'guid', 'id') || entry.attributes['rdf:about'] || ''

export const UNKNOWN_SITE = 'https://old-site.invalid/'
const isUnknown = (url: string) => url === UNKNOWN_SITE

/** Ids of feeds are URIs; what is none is one within its feed. */
function idOf(entry: XmlElement, link: string, { url, sharedIds }: Feed, headline: string): string {
  const named = ownIdOf(entry)
  const own = sharedIds.has(named) ? '' : named
  if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(own)) return own
  const hash = () =>
    createHash('sha256')
      .update(`${headline}\n${childText(entry, 'pubDate', 'published', 'dc:date')}`)
      .digest('hex')
      .slice(0, 24)
  // Of a feed that doesn't say whose it is, its entries do.
  const within = isUnknown(url) && link ? new URL(link).origin : url
  return own ? `${within}#${encodeURIComponent(own)}` : link || `${url}#${hash()}`
}

/** Its link; and its guid, where that is an address of the same site, as WordPress's `?p=12`. */
function addressesOf(entry: XmlElement, link: string): string[] {
  const guid = childText(entry, 'guid', 'id')
  const isOwn = URL.canParse(guid) && URL.canParse(link) && /^https?:/.test(guid) && new URL(guid).hostname === new URL(link).hostname
  return [...new Set([link, ...(isOwn ? [guid] : [])])].filter((address) => URL.canParse(address))
}

const slugIn = (link: string) =>
  URL.canParse(link)
    ? (new URL(link).pathname
        .split('/')
        .filter((part) => part !== '' && !/^(?:index|amp)?(?:\.\w+)?$/.test(part))
        .at(-1)
        ?.replace(/\.(?:html?|php|aspx?)$/i, '') ?? '')
    : ''

/** `xml:base`, of the text before the entry's. */
function baseOf(entry: XmlElement, fallback: string): string {
  const bases = [entry, ...childrenOf(entry, 'content', 'summary')].flatMap(({ attributes }) => attributes['xml:base'] ?? [])
  return bases.reduce((base, next) => (URL.canParse(next, base) ? new URL(next, base).href : base), fallback)
}

const ADDRESS = /(<(?:a|img|video|audio|source|iframe)\b[^>]*?\s(?:href|src|data-src)\s*=\s*)(["'])([^"']*)\2/gi

const withAbsoluteAddresses = (html: string, base: string) =>
  html.replace(ADDRESS, (whole, before: string, quote: string, address: string) => {
    const plain = address.trim().replaceAll('&amp;', '&')
    if (plain === '' || plain.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(plain) || !URL.canParse(plain, base)) return whole
    return `${before}${quote}${escapeAttribute(new URL(plain, base).href)}${quote}`
  })

/** The largest of its pictures, unless it stands in the text. */
function pictureOf(entry: XmlElement, html: string, base: string): OldPictureUse | undefined {
  const media = descendantsOf(entry, 'media:content').filter(
    ({ attributes }) => attributes.url && (/^image/.test(attributes.type ?? '') || attributes.medium === 'image' || isPictureName(attributes.url)),
  )
  const enclosures = [
    ...childrenOf(entry, 'enclosure').filter(({ attributes }) => /^image\//.test(attributes.type ?? '')),
    ...childrenOf(entry, 'link').filter(({ attributes }) => attributes.rel === 'enclosure' && /^image\//.test(attributes.type ?? '')),
  ]
  const width = ({ attributes }: XmlElement) => Number(attributes.width) || 0
  const best = [...[...media].sort((a, b) => width(b) - width(a)), ...enclosures, ...descendantsOf(entry, 'media:thumbnail')][0]
  const written = best?.attributes.url ?? best?.attributes.href
  if (!best || !written || !URL.canParse(written, base)) return undefined
  const src = new URL(written, base).href
  if (html.includes(`/${new URL(src).pathname.split('/').at(-1) || src}`)) return undefined
  const text = (name: string) => plainText(textIn(descendantsOf(best, name)[0] ?? descendantsOf(entry, name)[0]))
  const [caption, credit, alt] = [text('media:description'), text('media:credit'), text('media:text')]
  return { src, ...(alt && { alt: alt.slice(0, 1000) }), ...(caption && { caption: caption.slice(0, 4000) }), ...(credit && { credit: credit.slice(0, 400) }) }
}

const isPictureName = (address: string) => /\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)/i.test(address)

/** Films and sound that come with it, as cards with a link. */
function recordingsOf(entry: XmlElement, html: string): string {
  const enclosed = childrenOf(entry, 'enclosure', 'link').filter(({ name, attributes }) => name === 'enclosure' || attributes.rel === 'enclosure')
  const files = [...enclosed, ...descendantsOf(entry, 'media:content')].filter(
    ({ attributes }) => /^(?:audio|video)\b/.test(attributes.type ?? '') || /^(?:audio|video)$/.test(attributes.medium ?? ''),
  )
  // Of one recording in several sizes the first is enough.
  const sizes = files.filter(({ name }, at) => name !== 'media:content' || files.findIndex((file) => file.name === name) === at)
  const addresses = sizes.flatMap(({ attributes }) => attributes.url ?? attributes.href ?? []).filter((address) => !html.includes(address))
  return [...new Set(addresses)].map((address) => `\n${embedHtml(address.replace(/^http:/, 'https:'))}`).join('')
}
