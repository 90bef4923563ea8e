/**
 * Foreign HTML → blocks: whole documents of agencies, NITF leftovers, malformed tags, exports of other systems.
 * What comes out is input for `parseArticle`, which has the last word. A picture without its size comes out without it,
 * so that whoever imports can measure it, leave it out, or be refused with the picture's place.
 */
import type { ElementContent } from 'hast'
import type { BlockInput } from './block.ts'
import { cleanBlockNodes } from './clean.ts'
import { parseHtml, SILENT } from './hast.ts'
import { embedOf, figureOf, pictureOf } from './html-media.ts'
import { tableOf } from './html-table.ts'
import { inlineOf, isElement, isPhrase, type Node, type NodeElement, plainOf, rawTextOf, withClass } from './html-tree.ts'
import { INLINE_TAGS } from './inline.ts'

type CountingInput = { ordered?: true; start?: number; reversed?: true }
type ListItemInput = string | { text: string; value?: number; list?: CountingInput & { items: ListItemInput[] } }

export const blocksFromHtml = (html: string): BlockInput[] => flow(parseHtml(html).children, true)

/** `loose`: text that stands outside any paragraph, where a blank line parts paragraphs as it does in other systems' exports. */
function flow(nodes: readonly Node[], loose: boolean): BlockInput[] {
  const blocks: BlockInput[] = []
  let run: ElementContent[] = []
  const endRun = () => {
    for (const text of paragraphsOf(run, loose)) blocks.push({ type: 'paragraph', text })
    run = []
  }
  for (const node of unwrapped(nodes)) {
    if (isElement(node) && !isPhrase(node)) {
      if (SILENT_HERE.has(node.tagName)) continue
      endRun()
      blocks.push(...blocksOf(node))
    } else if (node.type !== 'doctype') run.push(node)
  }
  endRun()
  return blocks
}

/** The head of an NITF body repeats headline and byline, which copy has in fields of their own. */
const SILENT_HERE = new Set([...[...SILENT].filter((tag) => tag !== 'iframe'), 'body.head', 'docdata', 'button', 'input', 'form', 'nav'])

/** `font`, `span` and what nobody knows stand for their content; so does an inline element around a block. */
function unwrapped(nodes: readonly Node[]): Node[] {
  return nodes
    .flatMap((node) =>
      isElement(node) && !KEPT.has(node.tagName) && !SILENT_HERE.has(node.tagName) && !BLOCK_TAGS.has(node.tagName) ? unwrapped(node.children) : [node],
    )
    .flatMap((node) => (isElement(node) && INLINE.has(node.tagName) && !node.children.every(isPhrase) ? unwrapped(node.children) : [node]))
}

const INLINE = new Set<string>(INLINE_TAGS)
const KEPT = new Set<string>([...INLINE_TAGS, 'img', 'iframe'])
const BLOCK_TAGS = new Set([
  'html',
  'body',
  'body.content',
  'body.end',
  'nitf',
  'block',
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'address',
  'center',
  'figure',
  'media',
  'video',
  'audio',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hl1',
  'hl2',
  'blockquote',
  'ul',
  'ol',
  'menu',
  'dir',
  'li',
  'dl',
  'details',
  'table',
  'tr',
  'td',
  'th',
  'pre',
  'hr',
])

function blocksOf(element: NodeElement): BlockInput[] {
  switch (element.tagName) {
    case 'h1':
    case 'h2':
    case 'hl1':
    case 'hl2':
      return headingOf(element, 2)
    case 'h3':
      return headingOf(element, 3)
    case 'h4':
    case 'h5':
    case 'h6':
      return headingOf(element, 4)
    case 'p':
      return flow(element.children, false)
    case 'blockquote':
      return quotesOf(element, withClass(element, 'pullquote') ? 'pullquote' : 'quote')
    case 'aside':
      return withClass(element, 'pullquote') ? quotesOf(element, 'pullquote') : withClass(element, 'embed') ? embedOf(element) : flow(element.children, true)
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return listOf(element)
    case 'table':
      return tableOf(element)
    case 'pre':
      return codeOf(element)
    case 'hr':
      return [{ type: 'divider' }]
    case 'img':
      return pictureOf(element)
    case 'figure':
    case 'media':
      return figureOf(element, (children) => flow(children, true))
    case 'iframe':
    case 'video':
    case 'audio':
      return embedOf(element)
    case 'dl':
    case 'details':
      return htmlOf([element])
    case 'div':
      return withClass(element, 'html') ? htmlOf(element.children) : flow(element.children, true)
    default:
      return flow(element.children, true)
  }
}

function codeOf(element: NodeElement): BlockInput[] {
  const text = rawTextOf(element.children).replace(/^\n/, '')
  const holder = element.children.find(isElement) ?? element
  const language = /(?:^|\s)lang(?:uage)?-(\S+)/.exec(String(holder.properties.className ?? ''))?.[1]
  return text.trim() === '' ? [] : [{ type: 'code', text, ...(language && { language }) }]
}

function headingOf(element: NodeElement, level: 2 | 3 | 4): BlockInput[] {
  const inner = flow(element.children, false)
  return inner.map((block) => (block.type === 'paragraph' ? { type: 'heading', level, text: block.text } : block))
}

/** Paragraphs of a quotation are one quote; what else stood in it follows as itself. */
function quotesOf(element: NodeElement, type: 'quote' | 'pullquote'): BlockInput[] {
  const isCite = (node: Node) =>
    isElement(node) && (node.tagName === 'footer' || (node.tagName === 'cite' && element.children.every((other) => other === node || !isText(other))))
  const cite = plainOf(element.children.filter(isCite)).replace(/^[—–-]\s*/, '')
  const blocks: BlockInput[] = []
  for (const block of flow(
    element.children.filter((node) => !isCite(node)),
    true,
  )) {
    const last = blocks.at(-1)
    if (block.type !== 'paragraph') blocks.push(block)
    else if (last?.type === type) last.text = `${last.text}<br><br>${block.text}`
    else blocks.push({ type, text: block.text })
  }
  const first = blocks.find((block) => block.type === type)
  if (first && cite) first.cite = cite
  return blocks
}

const isText = (node: Node) => node.type === 'text' && node.value.trim() !== ''

const htmlOf = (nodes: readonly Node[]): BlockInput[] => {
  const html = cleanBlockNodes([...nodes]).trim()
  return html ? [{ type: 'html', html }] : []
}

/** Lists nest as deep as copy allows; deeper items stand in line with the deepest. What is no text in an item follows the list. */
function listOf(element: NodeElement): BlockInput[] {
  const after: BlockInput[] = []
  const items = itemsOf(element, 1, after)
  return [...(items.length > 0 ? [{ type: 'list' as const, ...countingOf(element), items }] : []), ...after]
}

function itemsOf(list: NodeElement, depth: number, after: BlockInput[]): ListItemInput[] {
  return list.children.flatMap((node): ListItemInput[] => {
    if (!isElement(node)) return isText(node) ? paragraphsOf([node], false) : []
    // A list right within a list, as some editors write it, belongs to no item.
    if (LISTS.has(node.tagName)) return itemsOf(node, depth, after)
    const isList = (child: Node): child is NodeElement => isElement(child) && LISTS.has(child.tagName)
    const inner = flow(node.tagName === 'li' ? node.children.filter((child) => !isList(child)) : [node], false)
    after.push(...inner.filter((block) => typeof block.text !== 'string'))
    const text = inner.flatMap((block) => (typeof block.text === 'string' ? [block.text] : [])).join('<br>')
    const nested = node.tagName === 'li' ? node.children.filter(isList) : []
    const items = nested.flatMap((child) => itemsOf(child, Math.min(depth + 1, MAX_LIST_DEPTH), after))
    const value = list.tagName === 'ol' ? ordinalOf(node, 'value') : undefined
    const own = text === '' ? [] : [value === undefined ? text : { text, value }]
    if (items.length === 0) return own
    if (depth >= MAX_LIST_DEPTH) return [...own, ...items]
    return [{ text, ...(value !== undefined && { value }), list: { ...(nested[0] && countingOf(nested[0])), items } }]
  })
}

function countingOf(list: NodeElement): CountingInput {
  if (list.tagName !== 'ol') return {}
  const start = ordinalOf(list, 'start')
  const reversed = list.properties.reversed !== undefined
  return { ordered: true, ...(start !== undefined && (reversed || start !== 1) && { start }), ...(reversed && { reversed }) }
}

function ordinalOf(element: NodeElement, name: 'start' | 'value'): number | undefined {
  const written = String(element.properties[name] ?? '').trim()
  return /^-?\d{1,9}$/.test(written) ? Number(written) : undefined
}

const LISTS = new Set(['ul', 'ol', 'menu', 'dir'])
/** See block.ts: an item at this depth is text. */
const MAX_LIST_DEPTH = 4

/** A run of inline nodes → inline texts, parted at doubled `<br>`s (and blank lines, in loose text). */
function paragraphsOf(run: readonly ElementContent[], loose: boolean): string[] {
  const parts: ElementContent[][] = [[]]
  let breaks = 0
  for (const node of run.flatMap((node) => (loose ? partedAtBlankLines(node) : [node]))) {
    if (isElement(node) && node.tagName === 'br') breaks++
    else if (isText(node)) breaks = 0
    else if (node.type === 'element') breaks = 0
    if (breaks === 2) parts.push([])
    else parts.at(-1)?.push(node)
  }
  return parts.map(inlineOf).filter((text) => text !== '')
}

function partedAtBlankLines(node: ElementContent): ElementContent[] {
  if (node.type !== 'text' || !/\n[ \t\r]*\n/.test(node.value)) return [node]
  const br: ElementContent = { type: 'element', tagName: 'br', properties: {}, children: [] }
  return node.value
    .split(/\n[ \t\r]*\n\s*/)
    .flatMap((value, at): ElementContent[] => (at === 0 ? [{ type: 'text', value }] : [br, br, { type: 'text', value }]))
}
