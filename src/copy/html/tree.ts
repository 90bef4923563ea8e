/** Questions that the readers of foreign HTML ask of its tree. */
import type { Element, Root } from 'hast'
import { INLINE_TAGS } from '../text/inline.ts'
import type { Report } from '../text/omissions.ts'

export type Node = Root['children'][number]
export type NodeElement = Element

export const isElement = (node: Node | undefined): node is Element => node?.type === 'element'

/** Text, or an inline element with nothing but such in it. */
export const isPhrase = (node: Node): boolean => node.type === 'text' || (isElement(node) && PHRASE.has(node.tagName) && node.children.every(isPhrase))

const PHRASE = new Set<string>(INLINE_TAGS)

export const isText = (node: Node) => node.type === 'text' && node.value.trim() !== ''

export const isBlank = (node: Node) => node.type === 'text' && node.value.trim() === ''

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

/** The text of nodes, white space collapsed, without what is struck out in it: no line can be drawn through plain text. */
export function plainOf(nodes: readonly Node[], report?: Report): string {
  if (report) for (const struck of allOf(nodes, 's')) report({ what: 'element', tag: 's', words: wordsOf(struck.children) })
  return rawTextOf(nodes).replace(/\s+/g, ' ').trim()
}

export function rawTextOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value
      if (!isElement(node) || node.tagName === 's') return ''
      return node.tagName === 'br' ? '\n' : rawTextOf(node.children)
    })
    .join('')
}

/** Every word of nodes, whatever was meant by it. */
export const wordsOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => (isElement(node) ? wordsOf(node.children) : node.type === 'text' ? node.value : '')).join(' ')

export function allOf(nodes: readonly Node[], ...tags: string[]): Element[] {
  return nodes.flatMap((node) => (isElement(node) ? [...(tags.includes(node.tagName) ? [node] : []), ...allOf(node.children, ...tags)] : []))
}
