/** Questions that the readers of foreign HTML ask of its tree. */
import type { Element, ElementContent, Root } from 'hast'
import { cleanInlineNodes } from './clean.ts'
import { INLINE_TAGS } from './inline.ts'

export type Node = Root['children'][number]
export type NodeElement = Element

export const isElement = (node: Node | undefined): node is Element => node?.type === 'element'

/** Text, or an inline element with nothing but such in it. */
export function isPhrase(node: Node): boolean {
  if (node.type === 'text') return true
  return isElement(node) && PHRASE.has(node.tagName) && node.children.every(isPhrase)
}
const PHRASE = new Set<string>([
  ...INLINE_TAGS,
  'span',
  'font',
  'del',
  'ins',
  'var',
  'kbd',
  'samp',
  'big',
  'tt',
  'strike',
  'bdi',
  'bdo',
  'label',
  'wbr',
  'person',
  'org',
  'location',
  'chron',
])

export const withClass = (element: Element, name: string) =>
  String(element.properties.className ?? '')
    .split(/\s+/)
    .some((word) => word === name || word === `wp-block-${name}`)

export const attributeOf = (element: Element, ...names: string[]) => {
  for (const name of names) {
    const value = element.properties[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return undefined
}

/** The text of nodes, white space collapsed. */
export const plainOf = (nodes: readonly Node[]): string => rawTextOf(nodes).replace(/\s+/g, ' ').trim()

export function rawTextOf(nodes: readonly Node[]): string {
  return nodes.map((node) => (node.type === 'text' ? node.value : isElement(node) ? (node.tagName === 'br' ? '\n' : rawTextOf(node.children)) : '')).join('')
}

export function allOf(nodes: readonly Node[], ...tags: string[]): Element[] {
  return nodes.flatMap((node) => (isElement(node) ? [...(tags.includes(node.tagName) ? [node] : []), ...allOf(node.children, ...tags)] : []))
}

/** Inline nodes → inline text. White space counts as HTML counts it; spaces and line breaks at the ends go, and so does a text of nothing else. */
export function inlineOf(nodes: readonly ElementContent[]): string {
  let html: string = cleanInlineNodes(nodes.map(collapsed)).replace(/^(?:\s|<br>)+/, '')
  // Not as one pattern: that would begin anew at each of many spaces.
  for (html = html.trimEnd(); html.endsWith('<br>'); html = html.slice(0, -'<br>'.length).trimEnd());
  return html
}

function collapsed(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replace(/[ \t\r\n\f]+/g, ' ') }
  return node.type === 'element' ? { ...node, children: node.children.map(collapsed) } : node
}
