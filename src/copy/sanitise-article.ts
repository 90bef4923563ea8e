/** The HTML in an article's texts, sanitised before the schema sees it: here its place is known, and notes can name it. */
import { sanitiseBlock, sanitiseInline } from './html/sanitise.ts'
import { isObject } from './parse.ts'
import type { Block } from './shapes/block.ts'
import { cleanText } from './text/characters.ts'
import type { Notes } from './text/omissions.ts'

/** `page`: the path of the article, from which relative links are read. */
type Context = { notes: Notes; page: string | undefined }

/** Every text that holds HTML is sanitised; the schema finds it clean. What has the wrong shape is the schema's affair. */
export function sanitiseArticle(input: unknown, notes: Notes): unknown {
  if (!isObject(input)) return input
  const { section, slug, body, updates } = input
  const context: Context = { notes, page: typeof section === 'string' && typeof slug === 'string' ? `/${section}/${slug}` : undefined }
  for (const [field, value] of Object.entries(input)) if (PLAIN_FIELDS.has(field)) noteStraysInField(value, `/${field}`, notes)
  return {
    ...input,
    ...(Array.isArray(body) && { body: body.map((block, at) => sanitiseBlockTexts(block, `/body/${at}`, context)) }),
    ...(Array.isArray(updates) && { updates: updates.map((update, at) => sanitiseUpdate(update, `/updates/${at}`, context)) }),
  }
}

/** Fields of plain text, and those that hold some. What nobody knows is kept as it is. */
const PLAIN_FIELDS = new Set(['kicker', 'headline', 'standfirst', 'dateline', 'byline', 'source', 'picture', 'topics', 'corrections', 'seo'])
const PLAIN_TEXTS = new Set(['name', 'role', 'credit', 'title', 'description', 'text', 'alt', 'caption', 'cite', 'provider', 'language'])

function noteStraysInField(value: unknown, pointer: string, notes: Notes) {
  if (typeof value === 'string') return noteStrays(value, pointer, notes)
  if (Array.isArray(value)) for (const [at, entry] of value.entries()) noteStraysIn(entry, `${pointer}/${at}`, notes)
  else noteStraysIn(value, pointer, notes)
}

function noteStraysIn(holder: unknown, pointer: string, notes: Notes) {
  if (isObject(holder)) for (const [field, text] of Object.entries(holder)) if (PLAIN_TEXTS.has(field)) noteStrays(text, `${pointer}/${field}`, notes)
}

function sanitiseUpdate(update: unknown, pointer: string, context: Context): unknown {
  if (!isObject(update)) return update
  noteStrays(update.headline, `${pointer}/headline`, context.notes)
  noteStraysInField(update.corrections, `${pointer}/corrections`, context.notes)
  if (!Array.isArray(update.body)) return update
  return { ...update, body: update.body.map((block, at) => sanitiseBlockTexts(block, `${pointer}/body/${at}`, context)) }
}

/** Where a block holds HTML. Its other fields are plain text. */
const HTML_IN: Record<Block['type'], 'text' | 'html' | 'items' | 'cells' | 'nothing'> = {
  paragraph: 'text',
  heading: 'text',
  picture: 'nothing',
  quote: 'text',
  pullquote: 'text',
  list: 'items',
  table: 'cells',
  chart: 'nothing',
  map: 'nothing',
  code: 'nothing',
  embed: 'nothing',
  scoreboard: 'nothing',
  divider: 'nothing',
  html: 'html',
}

function sanitiseBlockTexts(block: unknown, pointer: string, context: Context): unknown {
  if (!isObject(block)) return block
  const { text, html, items, head, rows } = block
  const place = HTML_IN[block.type as Block['type']] // Of a type that is none, nothing is known: the schema refuses it.
  noteStraysIn(place === 'text' ? { ...block, text: undefined } : block, pointer, context.notes)
  switch (place) {
    case 'text':
      return { ...block, text: sanitiseText(text, pointer, context) }
    case 'html':
      if (typeof html !== 'string' || html.length > MAX_CHARS) return block
      noteStrays(html, pointer, context.notes)
      return { ...block, html: sanitiseBlock(html, context.notes.reporterAt(pointer), context.page) }
    case 'items':
      return { ...block, items: sanitiseItems(items, pointer, context, MAX_LISTS) }
    case 'cells':
      return {
        ...block,
        ...(Array.isArray(head) && { head: head.map((cell) => sanitiseText(cell, pointer, context)) }),
        ...(Array.isArray(rows) && { rows: rows.map((row) => (Array.isArray(row) ? row.map((cell) => sanitiseText(cell, pointer, context)) : row)) }),
      }
    default:
      return block
  }
}

/** No list that the schema takes is deeper. */
const MAX_LISTS = 5

function sanitiseItems(items: unknown, pointer: string, context: Context, depth: number): unknown {
  if (!Array.isArray(items) || depth === 0) return items
  return items.map((item: unknown) => {
    if (!isObject(item)) return sanitiseText(item, pointer, context)
    const list = isObject(item.list) ? { list: { ...item.list, items: sanitiseItems(item.list.items, pointer, context, depth - 1) } } : {}
    return { ...item, text: sanitiseText(item.text, pointer, context), ...list }
  })
}

/** No text that the schema takes is longer. */
const MAX_CHARS = 50_000

function sanitiseText(text: unknown, pointer: string, { notes, page }: Context): unknown {
  if (typeof text !== 'string' || text.length > MAX_CHARS) return text
  noteStrays(text, pointer, notes)
  return sanitiseInline(cleanText(text), notes.reporterAt(pointer), page)
}

function noteStrays(text: unknown, pointer: string, notes: Notes) {
  if (typeof text === 'string' && cleanText(text) !== text)
    notes.reporterAt(pointer)({ what: 'other', sentence: 'Invisible characters, such as control characters and direction marks, were left out.' })
}
