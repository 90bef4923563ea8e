/** Arc's documents (ANS 0.10): stories, galleries, pictures, authors, sections and redirects, in files, lists, JSON Lines and folders. */
import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { instantFrom } from '../instants.ts'
import { jsonItems } from '../json-items.ts'
import { isRow, type Row, rowsOf, textAt, textOf, valueAt } from '../json-rows.ts'
import type { LeftOut, OldItem } from '../old-item.ts'
import type { OpenOldSystem, Source } from '../old-system.ts'
import { plainText } from '../plain-text.ts'
import { type OtherFile, otherFile } from '../source-files.ts'
import { pictureOf } from './elements.ts'
import { type AnsSite, absolute, addressesOf, idOf, sectionTerm, storyOf } from './story.ts'

const UNKNOWN_SITE = 'https://old-site.invalid'

/** Of a story, the revision that counts; where stories are, for redirects. */
type Register = { taken: Map<string, { place: string; at: number; isPublished: boolean }>; idAt: Map<string, string>; documents: number; damage?: string }

export const openAns: OpenOldSystem = async (source, { files, now }) => {
  const site: AnsSite = { url: (files.site ?? UNKNOWN_SITE).replace(/\/+$/, ''), now }
  const register = await registerOf(source, site)
  if (register.documents === 0)
    throw new ExitError(EXIT.refused, `${source.name} has no documents of Arc: none has a “type” and an “_id”.${register.damage ? ` ${register.damage}` : ''}`)
  return { title: `Arc documents of ${source.name}`, siteUrl: site.url, items: () => oldItems(source, register, site) }
}

type Document = { place: string; row: Row } | { place: string; damage: string } | OtherFile

async function* documentsIn(source: Source): AsyncGenerator<Document> {
  for await (const read of jsonItems(source)) {
    if ('other' in read || 'damage' in read) yield read
    else
      for (const [at, value] of unwrapped(read.value).entries()) {
        const place = at === 0 ? read.place : `${read.place}, document ${at + 1}`
        yield isRow(value) ? { place, row: value } : { place, damage: 'It is no JSON object.' }
      }
  }
}

/** Search results, and what Arc's Migration Center takes, wrap documents. */
function unwrapped(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(unwrapped)
  if (!isRow(value)) return [value]
  const inner = value.ANS ?? value.ans ?? value._source
  if (isRow(inner)) return [inner]
  const isList = value.type === 'results' || value.type === 'collection' || (value.type === undefined && value._id === undefined)
  const list = isList ? [value.content_elements, value.data, value.items, value.hits].find(Array.isArray) : undefined
  return Array.isArray(list) ? list.flatMap(unwrapped) : [value]
}

async function registerOf(source: Source, site: AnsSite): Promise<Register> {
  const register: Register = { taken: new Map(), idAt: new Map(), documents: 0 }
  for await (const read of documentsIn(source)) {
    if ('damage' in read) register.damage ??= `${read.place}: ${read.damage}`
    if (!('row' in read) || !(textOf(read.row.type) || textOf(read.row._id))) continue
    register.documents++
    if (!isStory(read.row)) continue
    const [id, at, isPublished] = [idOf(read.row), instantFrom(read.row.last_updated_date) ?? 0, valueAt(read.row, 'revision', 'published') !== false]
    const known = register.taken.get(id)
    // What readers saw counts before a newer draft of it.
    if (!known || (isPublished === known.isPublished ? at >= known.at : isPublished)) register.taken.set(id, { place: read.place, at, isPublished })
    for (const address of addressesOf(read.row, site.url)) register.idAt.set(pathOf(address), id)
  }
  return register
}

const isStory = ({ type, _id }: Row) => (type === 'story' || type === 'gallery') && textOf(_id) !== ''
const pathOf = (address: string) => new URL(address).pathname.replace(/\/$/, '')

async function* oldItems(source: Source, register: Register, site: AnsSite): AsyncGenerator<OldItem> {
  for await (const read of documentsIn(source)) {
    if ('other' in read) yield otherFile(read, 'files of JSON')
    else if ('damage' in read) yield { ...leftOut('damage', '', read.place, read.damage), isLoss: true }
    else yield itemOf(read.row, read.place, register, site)
  }
}

const leftOut = (what: string, title: string, place: string, why: string): LeftOut => ({ kind: 'left-out', id: `${what} at ${place}`, what, title, place, why })

function itemOf(row: Row, place: string, register: Register, site: AnsSite): OldItem {
  const type =
    textOf(row.type) || (row.byline !== undefined || row.bio !== undefined ? 'author' : row.site !== undefined || row.parent !== undefined ? 'section' : '')
  const title = plainText(textAt(row, 'headlines', 'basic') || textOf(row.name) || textOf(row.slug))
  switch (type) {
    case 'story':
    case 'gallery':
      return storyItem(row, type, title, place, register, site)
    case 'redirect':
      return redirectItem(row, place, register, site)
    case 'image':
      return pictureItem(row, title, place, site)
    case 'author':
      return authorItem(row, place, site)
    case 'section':
      return sectionItem(row, place, site)
    case 'video':
    case 'audio':
      return leftOut(type, title, place, 'Films and sound stay where they are. Stories that show them have a card with a link.')
    default:
      return { ...leftOut(type || 'document without a type', title, place, 'Stories are of type story or gallery.'), isLoss: type === '' }
  }
}

function storyItem(row: Row, type: string, title: string, place: string, { taken }: Register, site: AnsSite): OldItem {
  if (textOf(row._id) === '') return { ...leftOut(type, title, place, 'It has no _id, so that it can’t be told from others.'), isLoss: true }
  if (taken.get(idOf(row))?.place !== place) return leftOut(type, title, place, 'Another revision of it in the input was taken.')
  if (title === '' && rowsOf(row.content_elements).length === 0) return leftOut(type, title, place, 'It has neither a title nor a text.')
  return storyOf(row, place, site)
}

function redirectItem(row: Row, place: string, { idAt }: Register, site: AnsSite): OldItem {
  const [from, to] = [absolute(textOf(row.canonical_url) || textOf(row.website_url), site.url), absolute(textOf(row.redirect_url), site.url)]
  if (!from || !to) return { ...leftOut('redirect', textOf(row.canonical_url), place, 'It doesn’t say from where, or where to.'), isLoss: true }
  const isOwn = new URL(to).origin === new URL(site.url).origin
  const own = `${new URL(to).pathname}${new URL(to).search}`
  return { kind: 'redirect', id: `${from}#redirect`, what: 'redirect', title: from, place, from, to: idAt.get(pathOf(to)) ?? (isOwn ? own : to), status: 301 }
}

function pictureItem(row: Row, title: string, place: string, site: AnsSite): OldItem {
  const picture = pictureOf(row, (address) => absolute(address, site.url))
  if (!picture) return { ...leftOut('image', title, place, 'It has no address.'), isLoss: true }
  const { src, alt, caption, credit } = picture
  return {
    kind: 'picture',
    id: idOf(row),
    what: 'image',
    title: caption || title,
    place,
    address: src,
    ...(alt && { alt }),
    ...(caption && { caption }),
    ...(credit && { credit }),
  }
}

/** Email addresses and numbers of people stay where they were. */
function authorItem(row: Row, place: string, site: AnsSite): OldItem {
  const name = plainText(textOf(row.byline) || textOf(row.name) || `${textOf(row.firstName)} ${textOf(row.lastName)}`).slice(0, 100)
  if (!name || name.includes('@')) return leftOut('author', '', place, 'It has no name.')
  const slug = slugFromName(name) ?? hashedSlugFromName(name)
  const [bio, portrait, page, role] = [
    plainText(textOf(row.longBio) || textOf(row.bio)),
    absolute(textAt(row, 'image', 'url') || textOf(row.image), site.url),
    textOf(row.bio_page) || textOf(row.url),
    textOf(row.role),
  ]
  return {
    kind: 'author',
    id: `urn:ans:author:${textOf(row._id) || slug}`,
    what: 'author',
    title: name,
    place,
    slug,
    name,
    ...(role && { role: role.slice(0, 120) }),
    ...(bio && { bio }),
    ...(portrait && { portrait }),
    ...(page && { addresses: [absolute(page, site.url)] }),
  }
}

function sectionItem(row: Row, place: string, site: AnsSite): OldItem {
  const term = sectionTerm(row)
  if (!term.name) return leftOut('section', '', place, 'It has no name.')
  const introduction = plainText(textAt(row, 'site', 'site_description') || textOf(row.description))
  return {
    kind: 'topic',
    id: `urn:ans:section:${textOf(row._id)}`,
    what: 'section',
    title: term.name,
    place,
    term,
    isCategory: true,
    ...(introduction && { introduction: introduction.slice(0, 4000) }),
    addresses: textOf(row._id).startsWith('/') ? [absolute(`${textOf(row._id).replace(/\/$/, '')}/`, site.url)] : [],
  }
}
