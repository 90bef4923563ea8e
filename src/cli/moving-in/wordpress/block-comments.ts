/** The comments that WordPress's block editor writes around what it makes: `<!-- wp:image {"id":5} -->`. */
import { embedHtml } from '../embeds.ts'
import { withLineBreaks } from './line-breaks.ts'

const COMMENT = /<!--\s+(\/)?wp:([a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?)\s/g

/** Blocks without HTML of their own, whose content WordPress makes when a page is shown. They are no part of the story. */
const FURNITURE = new Set([
  'spacer',
  'separator',
  'more',
  'nextpage',
  'footnotes',
  'block',
  'freeform',
  'shortcode',
  'embed',
  'core-embed',
  'navigation',
  'post-title',
])

export type BlockReading = {
  /** The content of a shared block. */
  sharedBlock(id: string): string | undefined
  leaveOut(name: string): void
}

/** What they show is made of other posts when the page is shown; within them is only how. */
const LISTS = new Set(['query', 'comments'])

const MAX_SHARED_DEPTH = 5

/** HTML as readers got it, without the comments. Texts outside blocks are classic ones. `within`: the shared blocks that it is part of. */
export function withoutBlockComments(html: string, reading: BlockReading, within: readonly string[] = []): string {
  let result = ''
  let at = 0
  const open: string[] = []
  const take = (text: string) => {
    const isClassic = open.length === 0 || open.at(-1) === 'freeform'
    result += isClassic ? withLineBreaks(text) : text
  }
  for (const { 0: start, index, 1: closes, 2: name = '' } of html.matchAll(COMMENT)) {
    if (index < at) continue
    const end = html.indexOf('-->', index)
    if (end === -1) break
    take(html.slice(at, index))
    at = end + 3
    const attributes = html.slice(index + start.length, end).trim()
    if (closes) {
      if (open.at(-1) === name) open.pop()
    } else if (!attributes.endsWith('/')) {
      open.push(name)
      if (LISTS.has(name)) reading.leaveOut(name)
    } else result += voidBlock(name, attributes.slice(0, -1), reading, within)
  }
  take(html.slice(at))
  return result
}

function voidBlock(name: string, attributes: string, reading: BlockReading, within: readonly string[]): string {
  if (name === 'block') {
    const id = String(valueIn(attributes, 'ref') ?? '')
    const shared = within.length < MAX_SHARED_DEPTH && !within.includes(id) ? reading.sharedBlock(id) : undefined
    if (shared !== undefined) return `\n${withoutBlockComments(shared, reading, [...within, id])}\n`
    reading.leaveOut('reusable block')
  }
  const url = /^(?:core-)?embed\b/.test(name) ? valueIn(attributes, 'url') : undefined
  if (typeof url === 'string' && /^https?:/i.test(url)) return `\n\n${embedHtml(url)}\n\n`
  if (name !== 'block' && !FURNITURE.has(name)) reading.leaveOut(name)
  return ''
}

function valueIn(attributes: string, field: string): unknown {
  try {
    return (JSON.parse(attributes) as Record<string, unknown>)[field]
  } catch {
    // Attributes that are no JSON say nothing.
    return undefined
  }
}
