/** JSON Feed 1 and 1.1 (jsonfeed.org) as the elements of Atom and RSS that say the same. */
import { isRow, type Row, rowsAt, rowsOf, textAt, textOf } from '../json-rows.ts'
import { jsonValues } from '../json-values.ts'
import type { Source } from '../old-system.ts'
import { textsOf } from '../source-texts.ts'
import type { XmlElement } from '../xml-elements.ts'
import type { FeedPart } from './feed-part.ts'

export async function* readJsonFeed(source: Pick<Source, 'bytes'>): AsyncGenerator<FeedPart> {
  const isWanted = (path: readonly string[], first: string) => (path.length === 1 ? path[0] !== 'items' || first !== '[' : path.length === 2)
  for await (const part of jsonValues(textsOf(source), isWanted)) {
    if (part.path === undefined) yield { type: 'damage', line: part.line, why: part.damage }
    else if (part.path[0] !== 'items') yield* headOf(part.path, 'value' in part ? part.value : undefined)
    else if ('damage' in part) yield { type: 'entry', element: element('entry'), line: part.line, damage: part.damage }
    else if (isRow(part.value)) yield { type: 'entry', element: entryOf(part.value), line: part.line }
    else yield { type: 'damage', line: part.line, why: 'It is no JSON object.' }
  }
}

const element = (name: string, text = '', attributes: Record<string, string> = {}): XmlElement => ({ name, attributes, children: text === '' ? [] : [text] })
const list = (name: string, texts: readonly string[]) => texts.filter(Boolean).map((text) => element(name, text))

function* headOf([name = '']: readonly string[], value: unknown): Generator<FeedPart> {
  const text = textOf(value)
  if (name === 'title' || name === 'language') yield { type: 'head', element: element(name, text) }
  if (name === 'home_page_url') yield { type: 'head', element: element('link', text) }
  if (name === 'next_url') yield { type: 'head', element: element('link', '', { rel: 'next', href: text }) }
  for (const author of name === 'authors' ? rowsOf(value) : name === 'author' && isRow(value) ? [value] : [])
    yield { type: 'head', element: element('author', textOf(author.name)) }
}

function entryOf(item: Row): XmlElement {
  const authors = [...rowsAt(item, 'authors'), ...(isRow(item.author) ? [item.author] : [])].map(({ name }) => textOf(name))
  const tags = Array.isArray(item.tags) ? item.tags.map(textOf) : []
  const html = textOf(item.content_html)
  const image = textOf(item.image) || textOf(item.banner_image)
  const children = [
    ...list('title', [textOf(item.title)]),
    ...list('guid', [textOf(item.id)]),
    ...list('link', [textOf(item.url) || textOf(item.external_url)]),
    ...(html || textOf(item.content_text) ? [element('content', html || textOf(item.content_text), { type: html ? 'html' : 'text' })] : []),
    ...(textOf(item.summary) ? [element('summary', textOf(item.summary), { type: 'text' })] : []),
    ...list('published', [textOf(item.date_published)]),
    ...list('updated', [textOf(item.date_modified)]),
    ...list('dc:language', [textOf(item.language)]),
    ...list('author', authors),
    ...list('category', tags),
    ...(image ? [element('media:content', '', { url: image, medium: 'image' })] : []),
    ...rowsAt(item, 'attachments').map((file) => element('enclosure', '', { url: textAt(file, 'url'), type: textAt(file, 'mime_type') })),
  ]
  return { name: 'entry', attributes: {}, children }
}
