/** The gate for articles where they are filed: the sanitiser is there, and says what it leaves out. */
import { type Flaw, isObject, parseWith, structureFlaw } from './parse.ts'
import { sanitiseArticle } from './sanitise-article.ts'
import { Article, type LiveUpdate } from './shapes/article.ts'
import type { Block } from './shapes/block.ts'
import { installDrawingRules } from './shapes/drawing.ts'
import * as drawingRules from './shapes/drawing-rules.ts'
import { mixedWordIn } from './shapes/mixed-scripts.ts'
import { foldName } from './shapes/name.ts'
import type { Topic } from './shapes/topic.ts'
import { isVisible } from './text/characters.ts'
import { Notes } from './text/omissions.ts'

installDrawingRules(drawingRules)

/** `notes` say what readers will not get of what was sent, each with its place. */
export type ParsedArticle = { ok: true; value: Article; notes: string[] } | { ok: false; flaws: Flaw[] }

export function parseArticle(input: unknown): ParsedArticle {
  const flaw = structureFlaw(input)
  if (flaw) return { ok: false, flaws: [flaw] }
  const notes = new Notes()
  const parsed = parseWith(Article, sanitiseArticle(toWellFormed(input), notes))
  if (!parsed.ok) return parsed
  const flaws = repeatedIdFlaws(parsed.value.updates ?? [])
  if (flaws.length > 0) return { ok: false, flaws }
  noteSharedSlugs(parsed.value.topics ?? [], notes)
  noteMixedScripts(parsed.value, notes)
  const { body, updates } = parsed.value
  const value = {
    ...parsed.value,
    body: removeInvisibleBlocks(body, '/body', notes),
    ...(updates && { updates: updates.map((update, at) => ({ ...update, body: removeInvisibleBlocks(update.body, `/updates/${at}/body`, notes) })) }),
  }
  return { ok: true, value, notes: notes.list() }
}

/** A heading of zero-width characters is announced to who hears the page, and a paragraph of them is a gap. What is empty is left as it is. */
const removeInvisibleBlocks = (body: readonly Block[], pointer: string, notes: Notes) =>
  body.filter((block, at) => {
    const { type, text } = block
    if (typeof text !== 'string' || text === '' || type === 'embed' || isVisible(type === 'code' ? text : text.replace(/<[^<>]*>/g, ''))) return true
    notes.add(`${pointer}/${at}: An empty ${type} block was left out.`)
    return false
  })

/** A rule for what is filed: what is filed already is read with its faults. */
function repeatedIdFlaws(updates: readonly LiveUpdate[]): Flaw[] {
  const known = new Set<string>()
  return updates.flatMap(({ id }, at) => {
    if (known.has(id)) return [{ pointer: `/updates/${at}/id`, message: `Another update already has the id "${id}". Choose a different one.` }]
    known.add(id)
    return []
  })
}

/** Two subjects that lead to one page, which bears the name of either. */
function noteSharedSlugs(topics: readonly Topic[], notes: Notes) {
  const known = new Map<string, string>()
  for (const [at, { name, slug }] of topics.entries()) {
    const before = known.get(slug) ?? name
    if (foldName(before) !== foldName(name))
      notes.add(`/topics/${at}/slug: “${name}” and “${before}” have the same slug, "${slug}", so they share a page. Give each its own slug.`)
    known.set(slug, before)
  }
}

/** Who reads the address aloud, or types it, gets another one. */
function noteMixedScripts({ slug, topics = [] }: Pick<Article, 'slug' | 'topics'>, notes: Notes) {
  for (const [pointer, text] of [['/slug', slug] as const, ...topics.map((topic, at) => [`/topics/${at}/slug`, topic.slug] as const)]) {
    const mixed = mixedWordIn(text)
    if (mixed) notes.add(`${pointer}: “${mixed.word}” mixes ${mixed.scripts.join(' and ')} letters, which look alike. Check that it’s spelled as it’s meant.`)
  }
}

/** No text may contain halves of surrogate pairs, which YAML can write, not even in unknown fields. */
function toWellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(toWellFormed)
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), toWellFormed(inner)])) : value
}
