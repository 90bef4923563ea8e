/** A news item of NewsML-G2 with a text → a story. */
import { kindOf, namesIn } from '../../../copy/ninjs/credits.ts'
import { MOST } from '../../../copy/shapes/bounded-line.ts'
import { hashedSlugFromName, slugFromHeadline, slugFromName } from '../../../copy/shapes/slug.ts'
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { instantAt, instantFrom } from '../instants.ts'
import type { NoteLoss, OldCopy, OldStory, OldTerm } from '../old-item.ts'
import { blocksOf, headlineFrom, noteLostLetters, standfirstFrom } from '../story-words.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childOf, childrenOf, childText, descendantsOf, markupOf, textIn } from '../xml-tree.ts'
import { contentMetaOf, descriptionOf, guidOf, headlineOf, itemMetaOf, type NewsPicture, nameOf } from './item.ts'
import { deskFieldsOf, noteDeskWords } from './rights.ts'

export type ItemState = { state: OldStory['state']; until?: string; notes: string[] }
export type StoryContext = {
  place: string
  absolute(address: string): string /** Those that a package or a link puts beside it, best first. */
  pictures: readonly NewsPicture[]
}

export function storyOf(item: XmlElement, { state, until, notes: before }: ItemState, { place, absolute, pictures }: StoryContext): OldStory {
  const notes = [...before]
  const note: NoteLoss = (sentence) => void notes.push(sentence)
  const html = withAddresses(contentOf(item), absolute)
  noteDeskWords(item, note)
  const headline = headlineFrom(escapeText(headlineOf(item)), html, guidOf(item), note)
  noteLostLetters(headline + html, note)
  const [hero, ...more] = pictures.filter(({ src }) => !html.includes(escapeAttribute(src)))
  return {
    kind: 'story',
    id: guidOf(item),
    what: 'newsItem',
    title: headline,
    place,
    state,
    slug: slugFromHeadline(headline) ?? '',
    sections: [],
    topics: topicsOf(item, note),
    copy: copyOf(item, { headline, until, hero, note }),
    readBody: (lost) => [...blocksOf(html, lost), ...more.map((picture) => ({ type: 'picture' as const, alt: '', ...picture }))],
    addresses: state === 'published' ? addressesOf(item) : [],
    notes,
  }
}

/** XHTML or NITF, whichever has text; plain text where there is only that. Several forms are of one text. */
export function contentOf(item: XmlElement): string {
  const set = childOf(item, 'contentSet')
  if (!set) return ''
  const marked = childrenOf(set, 'inlineXML').map((inline) => markupOf(bodyNodes(inline)))
  const found = marked.sort((a, b) => b.length - a.length).find((html) => html.trim() !== '')
  if (found !== undefined) return found
  const data = childrenOf(set, 'inlineData').find((inline) => textIn(inline).trim() !== '')
  if (!data) return ''
  const written = textIn(data).trim()
  const text = data.attributes.encoding === 'base64' ? new TextDecoder().decode(Buffer.from(written, 'base64')).trim() : written
  if (/html/.test(data.attributes.contenttype ?? '')) return text
  return text
    .split(/\n[ \t]*\n|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line.trim())}</p>`)
    .join('\n')
}

/** Heads of documents repeat what the item says. */
function bodyNodes(inline: XmlElement) {
  const [body] = descendantsOf(inline, 'nitf:body.content', 'body.content', 'xhtml:body', 'body')
  return (body ?? inline).children
}

const ADDRESS = /(<(?:a|img|media-reference)\b[^>]*?\s(?:href|src|source)=")([^"]*)(")/g

const withAddresses = (html: string, absolute: (address: string) => string) =>
  html.replace(ADDRESS, (whole, before: string, address: string, after: string) =>
    /^(?:[a-z][a-z0-9+.-]*:|#)/i.test(address) ? whole : before + escapeAttribute(absolute(address.replaceAll('&amp;', '&'))) + after,
  )

function topicsOf(item: XmlElement, note: NoteLoss): OldTerm[] {
  const subjects = childrenOf(contentMetaOf(item) ?? item, 'subject', 'keyword')
  const names = subjects.map((subject) => (subject.name === 'keyword' ? textIn(subject).trim() : nameOf(subject, langOf(item))))
  const nameless = subjects.filter((_, at) => names[at] === '').map(({ attributes }) => attributes.qcode ?? attributes.uri ?? 'without a code')
  if (nameless.length > 0) note(`Subjects that have no name weren’t added as topics: ${nameless.slice(0, 20).join(', ')}.`)
  return [...new Set(names)].filter(Boolean).map((name) => ({ name }))
}

const langOf = (item: XmlElement) => item.attributes['xml:lang'] ?? childOf(contentMetaOf(item), 'language')?.attributes.tag ?? ''

/** When it first came, as far as it says. */
export const dateOf = (item: XmlElement) =>
  instantFrom(childText(itemMetaOf(item), 'firstCreated')) ??
  instantFrom(childText(contentMetaOf(item), 'contentCreated')) ??
  instantFrom(childText(itemMetaOf(item), 'versionCreated'))

type CopyParts = { headline: string; until: string | undefined; hero: NewsPicture | undefined; note: NoteLoss }

function copyOf(item: XmlElement, { headline, until, hero, note }: CopyParts): OldCopy {
  const [meta, itemMeta] = [contentMetaOf(item), itemMetaOf(item)]
  const version = instantFrom(childText(itemMeta, 'versionCreated'))
  const at = dateOf(item)
  const lang = langOf(item)
  const standfirst = standfirstFrom(escapeText(descriptionOf(item, /^(?:summary|abstract|teaser|lead|main|)$/)), note)
  const provider = nameOf(childOf(itemMeta, 'provider')) || nameOf(childOf(meta, 'infoSource'))
  const dateline = childText(meta, 'dateline') || nameOf(childOf(meta, 'located'))
  const kind = kindOf(childrenOf(meta ?? item, 'genre').map((genre) => ({ name: nameOf(genre), literal: genre.attributes.qcode })))
  const byline = bylineOf(item)
  return {
    headline,
    ...(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(lang) && { lang }),
    ...(kind && { kind }),
    ...(standfirst && { standfirst }),
    ...(dateline && dateline.length <= MOST.dateline && { dateline }),
    ...(byline.length > 0 && { byline }),
    ...(provider && { source: { name: provider.slice(0, 400) } }),
    ...(until ? { publishedAt: until } : at !== undefined && { publishedAt: instantAt(at) }),
    ...(!until && at !== undefined && version !== undefined && version > at && { updatedAt: instantAt(version) }),
    ...(hero && { picture: hero }),
    ninjs: deskFieldsOf(item),
  }
}

function bylineOf(item: XmlElement): { name: string; slug: string }[] {
  const meta = contentMetaOf(item)
  const provider = nameOf(childOf(itemMetaOf(item), 'provider')).toLowerCase()
  const written = namesIn(childText(meta, 'by'), [provider])
  const names = written.length > 0 ? written : childrenOf(meta ?? item, 'creator', 'contributor').map((creator) => nameOf(creator))
  return [...new Set(names)]
    .filter((name) => name !== '' && !name.includes('@') && name.length <= MOST.name && name.toLowerCase() !== provider)
    .slice(0, 20)
    .map((name) => ({ name, slug: slugFromName(name) ?? hashedSlugFromName(name) }))
}

/** Only where it says that it is a page. */
const addressesOf = (item: XmlElement): string[] =>
  childrenOf(itemMetaOf(item) ?? item, 'link')
    .filter(({ attributes }) => /canonical|permalink/i.test(attributes.rel ?? ''))
    .flatMap(({ attributes }) => attributes.href ?? [])
    .filter((address) => /^https?:/.test(address))
