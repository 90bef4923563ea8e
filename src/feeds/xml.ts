/** XML 1.0, escaped by construction: text goes in as text, and only `element` makes markup. */
declare const made: unique symbol
/** Well-formed markup. Only `element` makes it. */
export type Xml = { readonly markup: string; readonly [made]: true }
export type XmlChild = Xml | string | number | false | null | undefined | readonly XmlChild[]
export type XmlAttributes = Record<string, string | number | undefined>

/** Attributes without a value are left out. Names are ours, never copy's. */
export function element(name: string, attributes: XmlAttributes, ...children: XmlChild[]): Xml {
  const opened = `<${name}${Object.entries(attributes).map(attribute).join('')}`
  const content = children.map(contentOf).join('')
  return { markup: content ? `${opened}>${content}</${name}>` : `${opened}/>` } as Xml
}

export const xmlDocument = (root: Xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`

const attribute = ([name, value]: [string, string | number | undefined]) =>
  value === undefined ? '' : ` ${name}="${escapeXml(String(value)).replace(/[\t\n]/g, (space) => `&#${space.charCodeAt(0)};`)}"`

function contentOf(child: XmlChild): string {
  if (child === false || child === null || child === undefined) return ''
  if (typeof child === 'string' || typeof child === 'number') return escapeXml(String(child))
  return 'markup' in child ? child.markup : child.map(contentOf).join('')
}

/** What no XML 1.0 document may hold, not even as a reference: most control characters and halves of surrogate pairs. */
const NOT_CHARACTERS = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

const escapeXml = (text: string) => text.replace(NOT_CHARACTERS, '').replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? '')
