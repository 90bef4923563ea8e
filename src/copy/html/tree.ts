/** Questions that the readers of foreign HTML ask of its tree. */
import type { Element, Root } from 'hast'
import { INLINE_TAGS } from '../text/inline.ts'
import type { ReportOmission } from '../text/omissions.ts'

export type Node = Root['children'][number]
export type NodeElement = Element

export const isElement = (node: Node | undefined): node is Element => node?.type === 'element'

/** Text, or an inline element with nothing but such in it. */
export const isPhrase = (node: Node): boolean => node.type === 'text' || (isElement(node) && INLINE_TAG_SET.has(node.tagName) && node.children.every(isPhrase))

const INLINE_TAG_SET = new Set<string>(INLINE_TAGS)

export const isText = (node: Node) => node.type === 'text' && node.value.trim() !== ''

export const isBlank = (node: Node) => node.type === 'text' && node.value.trim() === ''

export const hasClass = (element: Element, name: string) =>
  String(element.properties.className ?? '')
    .split(/\s+/)
    .some((word) => word === name || word === `wp-block-${name}`)

export const firstAttributeOf = (element: Element, ...names: string[]) => {
  for (const name of names) {
    const value = element.properties[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return undefined
}

/** The text of nodes, white space collapsed, without what is struck out in it: no line can be drawn through plain text. */
export function plainTextOf(nodes: readonly Node[], report?: ReportOmission): string {
  if (report) {
    for (const struck of findAll(nodes, 's')) report({ what: 'element', tag: 's', words: allTextOf(struck.children) })
    for (const { properties } of findAll(nodes, 'a')) if (typeof properties.href === 'string') report({ what: 'link', href: properties.href, reason: PLAIN })
  }
  return rawTextOf(nodes).replace(/\s+/g, ' ').trim()
}

const PLAIN = 'captions, credits and titles are plain text. Its words were kept.'

export function rawTextOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value
      if (!isElement(node) || node.tagName === 's') return ''
      return node.tagName === 'br' ? '\n' : rawTextOf(node.children)
    })
    .join('')
}

/** As the DOM's `textContent`. */
export const textContentOf = (node: Node): string => (node.type === 'text' ? node.value : isElement(node) ? node.children.map(textContentOf).join('') : '')

/** Every word of nodes, whatever was meant by it. */
export const allTextOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => (isElement(node) ? allTextOf(node.children) : node.type === 'text' ? node.value : '')).join(' ')

export function findAll(nodes: readonly Node[], ...tags: string[]): Element[] {
  return nodes.flatMap((node) => (isElement(node) ? [...(tags.includes(node.tagName) ? [node] : []), ...findAll(node.children, ...tags)] : []))
}
