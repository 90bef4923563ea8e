/** Lexical, Ghost's documents since 2023 → HTML. */
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { isRow, type Row, rowsOf, textOf } from '../json-rows.ts'
import { type CardReading, cardHtml } from './cards.ts'

/** Deeper than any editor lets people write. */
const MAX_DEPTH = 60

export const htmlFromLexical = (document: Row, reading: CardReading): string =>
  isRow(document.root) ? childrenHtml(document.root, reading, 0) : childrenHtml(document, reading, 0)

function childrenHtml(node: Row, reading: CardReading, depth: number): string {
  if (depth > MAX_DEPTH) {
    reading.leaveOut('A text deeper than 60 levels')
    return ''
  }
  return rowsOf(node.children)
    .map((child) => nodeHtml(child, reading, depth + 1))
    .join('')
}

function nodeHtml(node: Row, reading: CardReading, depth: number): string {
  const inner = () => childrenHtml(node, reading, depth)
  const type = textOf(node.type)
  switch (type) {
    case 'paragraph':
      return `<p>${inner()}</p>\n`
    case 'heading':
    case 'extended-heading': {
      const tag = /^h[1-6]$/.test(textOf(node.tag)) ? textOf(node.tag) : 'h2'
      return `<${tag}>${inner()}</${tag}>\n`
    }
    case 'quote':
    case 'extended-quote':
    case 'aside':
      return `<blockquote${type === 'aside' ? ' class="pullquote"' : ''}><p>${inner()}</p></blockquote>\n`
    case 'list':
      return listHtml(node, reading, depth)
    case 'listitem':
      return `<li>${inner()}</li>`
    case 'link':
    case 'autolink':
    case 'at-link':
      return `<a href="${escapeAttribute(reading.absolute(textOf(node.url)))}">${inner()}</a>`
    case 'text':
    case 'extended-text':
    case 'tk':
    case 'code-highlight':
      return textHtml(typeof node.text === 'string' ? node.text : '', Number(node.format) || 0)
    case 'linebreak':
      return '<br>'
    case 'tab':
      return ' '
    case 'zwnj':
    case 'at-link-search':
      return ''
    case 'root':
      return inner()
    default:
      // Whatever holds text is text, whatever it is called.
      return rowsOf(node.children).length > 0 ? `<div>${inner()}</div>` : `\n${cardHtml(type, node, reading)}\n`
  }
}

/** A list within an item stands in an item of its own after it. */
function listHtml(node: Row, reading: CardReading, depth: number): string {
  const tag = node.listType === 'number' || node.tag === 'ol' ? 'ol' : 'ul'
  const start = tag === 'ol' && Number.isInteger(node.start) && node.start !== 1 ? ` start="${node.start}"` : ''
  let items = ''
  for (const item of rowsOf(node.children)) {
    const children = rowsOf(item.children)
    const isOnlyList = children.length > 0 && children.every((child) => child.type === 'list')
    const html = childrenHtml(item, reading, depth + 1)
    items = isOnlyList && items.endsWith('</li>') ? `${items.slice(0, -'</li>'.length)}${html}</li>` : `${items}<li>${html}</li>`
  }
  return `<${tag}${start}>${items}</${tag}>\n`
}

/** Bits of a text's format, and what they are in HTML. */
const FORMATS: readonly (readonly [number, string])[] = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
]

const textHtml = (text: string, format: number) =>
  FORMATS.reduce((html, [bit, tag]) => (Math.floor(format / bit) % 2 === 1 ? `<${tag}>${html}</${tag}>` : html), escapeText(text))
