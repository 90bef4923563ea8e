/** The gate for articles where they are filed: the sanitiser is there, and says what it leaves out. */

import { cleanBlock, cleanInline } from './html/sanitise.ts'
import { type Flaw, isObject, parseWith, wholeFlaw } from './parse.ts'
import { Article, type LiveUpdate } from './shapes/article.ts'
import type { Block } from './shapes/block.ts'
import { foldedName } from './shapes/name.ts'
import type { Topic } from './shapes/topic.ts'
import { isVisible, mendWords } from './text/characters.ts'
import { Notes } from './text/omissions.ts'

/** `notes` say what readers will not get of what was sent, each with its place. */
export type ParsedArticle = { ok: true; value: Article; notes: string[] } | { ok: false; flaws: Flaw[] }

export function parseArticle(input: unknown): ParsedArticle {
  const flaw = wholeFlaw(input)
  if (flaw) return { ok: false, flaws: [flaw] }
  const notes = new Notes()
  const parsed = parseWith(Article, cleaned(whole(input), notes))
  if (!parsed.ok) return parsed
  const flaws = repeatedIds(parsed.value.updates ?? [])
  if (flaws.length > 0) return { ok: false, flaws }
  noteShared(parsed.value.topics ?? [], notes)
  const { body, updates } = parsed.value
  const value = {
    ...parsed.value,
    body: visible(body, '/body', notes),
    ...(updates && { updates: updates.map((update, at) => ({ ...update, body: visible(update.body, `/updates/${at}/body`, notes) })) }),
  }
  return { ok: true, value, notes: notes.list() }
}

/** A heading of zero-width characters is announced to who hears the page, and a paragraph of them is a gap. What is empty is left as it is. */
const visible = (body: readonly Block[], pointer: string, notes: Notes) =>
  body.filter((block, at) => {
    const { type, text } = block
    if (typeof text !== 'string' || text === '' || type === 'embed' || isVisible(type === 'code' ? text : text.replace(/<[^<>]*>/g, ''))) return true
    notes.add(`${pointer}/${at}: An empty ${type} block was left out.`)
    return false
  })

/** A rule for what is filed: what stands already is read with its faults. */
function repeatedIds(updates: readonly LiveUpdate[]): Flaw[] {
  const known = new Set<string>()
  return updates.flatMap(({ id }, at) => {
    if (known.has(id)) return [{ pointer: `/updates/${at}/id`, message: `Another update already has the id "${id}". Choose a different one.` }]
    known.add(id)
    return []
  })
}

/** Two subjects that lead to one page, which bears the name of either. */
function noteShared(topics: readonly Topic[], notes: Notes) {
  const known = new Map<string, string>()
  for (const [at, { name, slug }] of topics.entries()) {
    const before = known.get(slug) ?? name
    if (foldedName(before) !== foldedName(name))
      notes.add(`/topics/${at}/slug: “${name}” and “${before}” have the same slug, "${slug}", so they share a page. Give each its own slug.`)
    known.set(slug, before)
  }
}

/** Halves of surrogate pairs, which YAML can write, stand in no text, not even in fields that nobody knows. */
function whole(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(whole)
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), whole(inner)])) : value
}

/** Every text that holds HTML is cleaned here, where its place is known; the schema finds it clean. What has the wrong shape is the schema's affair. */
function cleaned(input: unknown, notes: Notes): unknown {
  if (!isObject(input)) return input
  const { section, slug, body, updates } = input
  const copy: Copy = { notes, page: typeof section === 'string' && typeof slug === 'string' ? `/${section}/${slug}` : undefined }
  for (const [field, value] of Object.entries(input)) if (PLAIN_FIELDS.has(field)) notePlain(value, `/${field}`, notes)
  return {
    ...input,
    ...(Array.isArray(body) && { body: body.map((block, at) => cleanBlockOf(block, `/body/${at}`, copy)) }),
    ...(Array.isArray(updates) && { updates: updates.map((update, at) => cleanUpdate(update, `/updates/${at}`, copy)) }),
  }
}

/** Fields of plain text, and those that hold some. What nobody knows is kept as it is. */
const PLAIN_FIELDS = new Set(['kicker', 'headline', 'standfirst', 'dateline', 'byline', 'source', 'picture', 'topics', 'corrections', 'seo'])
const PLAIN_TEXTS = new Set(['name', 'role', 'credit', 'title', 'description', 'text', 'alt', 'caption', 'cite', 'provider', 'language'])

function notePlain(value: unknown, pointer: string, notes: Notes) {
  if (typeof value === 'string') return noteStray(value, pointer, notes)
  if (Array.isArray(value)) for (const [at, entry] of value.entries()) notePlainTexts(entry, `${pointer}/${at}`, notes)
  else notePlainTexts(value, pointer, notes)
}

function notePlainTexts(holder: unknown, pointer: string, notes: Notes) {
  if (isObject(holder)) for (const [field, text] of Object.entries(holder)) if (PLAIN_TEXTS.has(field)) noteStray(text, `${pointer}/${field}`, notes)
}

type Copy = { notes: Notes; page: string | undefined }

function cleanUpdate(update: unknown, pointer: string, copy: Copy): unknown {
  if (!isObject(update)) return update
  noteStray(update.headline, `${pointer}/headline`, copy.notes)
  if (!Array.isArray(update.body)) return update
  return { ...update, body: update.body.map((block, at) => cleanBlockOf(block, `${pointer}/body/${at}`, copy)) }
}

function cleanBlockOf(block: unknown, pointer: string, copy: Copy): unknown {
  if (!isObject(block)) return block
  const { text, html, items, head, rows } = block
  notePlainTexts(INLINE_TEXTS.has(String(block.type)) ? { ...block, text: undefined } : block, pointer, copy.notes)
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'pullquote':
      return { ...block, text: clean(text, pointer, copy) }
    case 'html':
      if (typeof html !== 'string' || html.length > MAX_CHARS) return block
      noteStray(html, pointer, copy.notes)
      return { ...block, html: cleanBlock(html, copy.notes.at(pointer), copy.page) }
    case 'list':
      return { ...block, items: cleanItems(items, pointer, copy, MAX_LISTS) }
    case 'table':
      return {
        ...block,
        ...(Array.isArray(head) && { head: head.map((cell) => clean(cell, pointer, copy)) }),
        ...(Array.isArray(rows) && { rows: rows.map((row) => (Array.isArray(row) ? row.map((cell) => clean(cell, pointer, copy)) : row)) }),
      }
    default:
      return block
  }
}

/** Blocks whose `text` is inline HTML. */
const INLINE_TEXTS = new Set(['paragraph', 'heading', 'quote', 'pullquote'])

/** No list that the schema takes is deeper. */
const MAX_LISTS = 5

function cleanItems(items: unknown, pointer: string, copy: Copy, depth: number): unknown {
  if (!Array.isArray(items) || depth === 0) return items
  return items.map((item: unknown) => {
    if (!isObject(item)) return clean(item, pointer, copy)
    const list = isObject(item.list) ? { list: { ...item.list, items: cleanItems(item.list.items, pointer, copy, depth - 1) } } : {}
    return { ...item, text: clean(item.text, pointer, copy), ...list }
  })
}

/** No text that the schema takes is longer. */
const MAX_CHARS = 50_000

function clean(text: unknown, pointer: string, { notes, page }: Copy): unknown {
  if (typeof text !== 'string' || text.length > MAX_CHARS) return text
  noteStray(text, pointer, notes)
  return cleanInline(mendWords(text), notes.at(pointer), page)
}

function noteStray(text: unknown, pointer: string, notes: Notes) {
  if (typeof text === 'string' && mendWords(text) !== text)
    notes.at(pointer)({ what: 'other', sentence: 'Invisible characters, such as control characters and direction marks, were left out.' })
}
