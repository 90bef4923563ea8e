/** What an XML element holds. */
import { escapeAttribute, escapeText } from '../../copy/text/escape.ts'
import type { XmlElement, XmlNode } from './xml-elements.ts'

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

/** Its children of these names, in their order. */
export const childrenOf = (element: XmlElement, ...names: string[]): XmlElement[] =>
  element.children.filter((node): node is XmlElement => isElement(node) && names.includes(node.name))
export const childOf = (element: XmlElement | undefined, ...names: string[]): XmlElement | undefined => element && childrenOf(element, ...names)[0]

/** At any depth, outermost first. */
export const descendantsOf = (element: XmlElement, ...names: string[]): XmlElement[] =>
  element.children.flatMap((node) => (isElement(node) ? [...(names.includes(node.name) ? [node] : []), ...descendantsOf(node, ...names)] : []))

export const textIn = (element: XmlElement | undefined): string =>
  element ? element.children.map((node) => (isElement(node) ? textIn(node) : node)).join('') : ''

/** Of the first child that says anything. */
export const childText = (element: XmlElement | undefined, ...names: string[]): string =>
  names
    .map((name) =>
      element
        ? (childrenOf(element, name)
            .map((child) => textIn(child).trim())
            .find(Boolean) ?? '')
        : '',
    )
    .find(Boolean) ?? ''

/** Markup within XML, as HTML: XHTML and NITF lose their prefixes. */
export const markupOf = (nodes: readonly XmlNode[]): string =>
  nodes
    .map((node) => {
      if (!isElement(node)) return escapeText(node)
      const name = node.name.replace(/^[\w-]+:/, '')
      const attributes = Object.entries(node.attributes)
        .filter(([key]) => !key.startsWith('xmlns'))
        .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
        .join('')
      return node.children.length === 0 && VOID.has(name) ? `<${name}${attributes}>` : `<${name}${attributes}>${markupOf(node.children)}</${name}>`
    })
    .join('')

const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'source', 'wbr'])
