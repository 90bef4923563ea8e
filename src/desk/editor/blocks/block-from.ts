/** A node of the editor's document → a block of copy. */
import type { Attrs, Node } from 'prosemirror-model'
import { eventFrom } from '../../../copy/markdown/scoreboard.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { MAX_LIST_DEPTH } from '../lists/lines.ts'
import { inlineHtml } from './inline-html.ts'

type Fields = Record<string, unknown>

/** The fields that the editor knows of each type of block. What else a block has is kept. */
const KNOWN_FIELDS: Record<string, readonly string[]> = {
  paragraph: ['text'],
  heading: ['level', 'text'],
  quote: ['text', 'cite'],
  pullquote: ['text', 'cite'],
  code: ['text', 'language'],
  list: ['ordered', 'start', 'reversed', 'items'],
  table: ['caption', 'head', 'rows', 'rowHeads'],
  embed: ['url', 'title', 'provider', 'text'],
  html: ['html'],
  scoreboard: ['title', 'sides', 'clock', 'startsAt', 'events'],
  divider: [],
}

/** `was` is the block from which the node came: its fields keep their order, and those that the editor doesn't know their values. */
export function blockFrom(node: Node, was: BlockInput | undefined): BlockInput {
  if (node.type.name === 'unknown' || node.type.name === 'drawing') return node.attrs.block
  if (node.type.name === 'picture') return { type: 'picture', ...node.attrs.picture }
  const { type, ...fields } = fieldsOf(node)
  if (!was) return { type, ...definedIn(fields) }
  const known = new Set([...(KNOWN_FIELDS[was.type] ?? []), ...(KNOWN_FIELDS[type] ?? [])])
  const kept = Object.fromEntries(Object.entries(was).filter(([name]) => name !== 'type' && !(known.has(name) && fields[name] === undefined)))
  return { type, ...kept, ...definedIn(fields) }
}

const definedIn = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))

function fieldsOf(node: Node): Fields & { type: BlockInput['type'] } {
  const { attrs } = node
  switch (node.type.name) {
    case 'heading':
      return { type: 'heading', level: attrs.level, text: inlineHtml(node.content) }
    case 'quote':
    case 'pullquote':
      return { type: node.type.name, text: inlineHtml(node.content), cite: attrs.cite }
    case 'code_block':
      return { type: 'code', language: attrs.language, text: node.textContent }
    case 'list':
      return { type: 'list', ...listFields(node, 1) }
    case 'table':
      return { type: 'table', ...tableFields(node) }
    case 'embed':
      return { type: 'embed', url: attrs.url, title: attrs.title, provider: attrs.provider, text: attrs.text }
    case 'scoreboard':
      return scoreboardFields(attrs)
    case 'html':
      return { type: 'html', html: attrs.html }
    case 'divider':
      return { type: 'divider' }
    default:
      return { type: 'paragraph', text: inlineHtml(node.content) }
  }
}

function scoreboardFields({ title, sides, clock, startsAt, events }: Attrs): Fields & { type: BlockInput['type'] } {
  const lines = String(events)
    .split('\n')
    .filter((line) => line.trim() !== '')
  const names = (sides as { name: string }[]).map(({ name }) => name)
  // A side that is none of the two is part of what happened.
  const told = lines.map((line) => eventFrom(line.trim(), names) ?? { text: line.trim() })
  return { type: 'scoreboard', title, sides, clock, startsAt, events: told.length > 0 ? told : undefined }
}

function listFields({ attrs, children }: Node, depth: number): Fields {
  const { ordered, start, reversed } = attrs
  const items = children.flatMap((item) => (depth < MAX_LIST_DEPTH ? [itemFrom(item, depth)] : flattened(item)))
  return { ...definedIn({ ordered, start, reversed }), items }
}

function itemFrom({ attrs, children }: Node, depth: number): unknown {
  // A list that is copied in part may begin with an inner one.
  const line = children.find(({ isTextblock }) => isTextblock)
  const list = children.find(({ isTextblock }) => !isTextblock)
  const text = line ? inlineHtml(line.content) : ''
  if (!list && attrs.value === null) return text
  return { text, ...(attrs.value !== null && { value: attrs.value }), ...(list && { list: listFields(list, depth + 1) }) }
}

/** Deeper than copy allows, items follow on the same level. */
const flattened = (item: Node): unknown[] => [
  itemFrom(item.copy(item.content.cut(0, item.child(0).nodeSize)), 1),
  ...(item.maybeChild(1)?.children ?? []).flatMap(flattened),
]

function tableFields({ attrs, children }: Node): Fields {
  const rows = children.map((row) => row.children.map((cell) => inlineHtml(cell.content)))
  const hasHead = attrs.head && rows.length > 1
  return { caption: attrs.caption, head: hasHead ? rows[0] : undefined, rows: hasHead ? rows.slice(1) : rows, rowHeads: attrs.rowHeads }
}
