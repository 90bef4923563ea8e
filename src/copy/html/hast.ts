/**
 * HTML in and out as a tree (hast). In: htmlparser2, which forgives what agencies send. Out: a writer that can only
 * write escaped text and attributes. Between the two, `hast-util-sanitize` throws out what copy may not hold.
 */
import type { Element, ElementContent, Root } from 'hast'
import { DomHandler } from 'htmlparser2'
import { escapeAttribute, escapeText } from '../text/escape.ts'
import { ShallowParser } from './shallow-parser.ts'

type ForeignNode = DomHandler['dom'][number]

/** Outside HTML nested deeper than this is flattened to its text: no tree of ours recurses further. */
const MAX_DEPTH = 60

export function parseHtml(html: string, maxDepth = MAX_DEPTH): Root {
  const tree = new TreeBuilder()
  new ShallowParser(tree, () => tree.depth).end(html)
  return { type: 'root', children: childrenOf(tree.dom, maxDepth) }
}

class TreeBuilder extends DomHandler {
  get depth() {
    return this.tagStack.length
  }
}

function childrenOf(nodes: ForeignNode[], depthLeft: number): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [{ type: 'text', value: (node as { data: string }).data }]
    if (!('attribs' in node)) return []
    if (depthLeft === 0) return [{ type: 'text', value: flatText(node) }]
    const { name, attribs, children } = node
    return [{ type: 'element', tagName: name, properties: propertiesOf(attribs), children: childrenOf(children, depthLeft - 1) }]
  })
}

/** The text below a node, without recursion: this is where hostile nesting ends. */
function flatText(node: ForeignNode): string {
  const left: ForeignNode[] = [node]
  let text = ''
  for (let next = left.pop(); next; next = left.pop()) {
    if (next.type === 'text') text += (next as { data: string }).data
    else if ('attribs' in next && !NON_TEXT_ELEMENTS.has(next.name) && !isStruckOrHidden(next))
      for (const child of (next.children as ForeignNode[]).toReversed()) left.push(child)
  }
  return text
}

/** Elements whose text is not for readers. */
export const NON_TEXT_ELEMENTS = new Set([
  ...['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'applet', 'noembed', 'noframes', 'canvas'],
  ...['svg', 'math', 'head', 'title', 'textarea', 'select', 'datalist', 'xml'],
])

/** Struck out or hidden, where no element is left to say so. */
const isStruckOrHidden = ({ name, attribs }: { name: string; attribs: Record<string, string> }) =>
  /^(?:del|s|strike)$/.test(name) || 'hidden' in attribs || /line-through|display:\s*none|mso-hide/i.test(attribs.style ?? '')

function propertiesOf(attribs: Record<string, string>): Element['properties'] {
  const properties: Element['properties'] = {}
  for (const [name, value] of Object.entries(attribs))
    properties[PROPERTY_NAMES[name] ?? name] = name === 'href' || name === 'src' ? normaliseAddress(value) : value
  return properties
}

/** `HTTPS://…` is https too; what comes after compares in lower case. */
const normaliseAddress = (value: string) => value.trim().replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase())

/** hast spells these as the DOM does; `hast-util-sanitize` matches on that spelling. */
const PROPERTY_NAMES: Record<string, string> = {
  class: 'className',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  datetime: 'dateTime',
  srcset: 'srcSet',
}
const ATTRIBUTE_NAMES = Object.fromEntries(Object.entries(PROPERTY_NAMES).map(([attribute, property]) => [property, attribute]))

const VOID = new Set(['br', 'hr', 'img', 'col', 'wbr', 'input', 'link', 'meta', 'source', 'track', 'area', 'base', 'embed', 'param'])

/** Writes a sanitised tree. Attributes come out in the order they went in, always double-quoted. */
export function writeHtml(nodes: readonly Root['children'][number][]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return escapeText(node.value)
      if (node.type !== 'element') return ''
      const attributes = Object.entries(node.properties)
        .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
        .map(([name, value]) => ` ${ATTRIBUTE_NAMES[name] ?? name}="${escapeAttribute(String(value))}"`)
        .join('')
      const open = `<${node.tagName}${attributes}>`
      return VOID.has(node.tagName) ? open : `${open}${writeHtml(node.children)}</${node.tagName}>`
    })
    .join('')
}

/** Character references in plain text, such as Markdown's, resolved as they are in an attribute: `?a=1&copy=2` stays. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  const [holder] = parseHtml(`<i title="${text.replace(/"/g, '&quot;')}"></i>`).children
  return holder?.type === 'element' ? String(holder.properties.title) : text
}
