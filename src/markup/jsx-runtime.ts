/**
 * What TypeScript's and esbuild's JSX calls: each element becomes HTML where it is written, inside out. There is no tree, no
 * context and nothing to wait for. `jsxImportSource` names this file by package.json's "imports".
 */
import type { JSX as HonoJsx } from 'hono/jsx'
import { type AttributeValue, attributeHtml } from './attributes.ts'
import { type Child, htmlOf, Markup } from './markup.ts'

type Component = (props: never) => Child
type Attributes = { children?: Child; [name: string]: AttributeValue | Child }

export function jsx(tag: string | Component, props: Attributes): Markup {
  if (typeof tag === 'string') return new Markup(elementHtml(tag, props))
  const shown = tag(props as never)
  return shown instanceof Markup ? shown : new Markup(htmlOf(shown))
}

/** Children come in one array or alone; and Vite, in tests, calls what tells where an element stands in the source. */
export { jsx as jsxDEV, jsx as jsxs }

export const Fragment = ({ children }: { children?: Child }) => children

/** How an element of each name begins and ends: names are few, and each is looked at once. */
const tags = new Map<string, { start: string; end: string }>()
/** Void elements (HTML section 13.1.2). */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

function elementHtml(name: string, props: Attributes) {
  const { start, end } = tags.get(name) ?? tagsOf(name)
  let html = start
  for (const attribute of Object.keys(props)) if (attribute !== 'children') html += attributeHtml(attribute, props[attribute] as AttributeValue)
  return end === '' ? `${html}/>` : `${html}>${htmlOf(props.children)}${end}`
}

function tagsOf(name: string) {
  if (!/^[a-z][\w-]*$/i.test(name)) throw new TypeError(`There is no element ${JSON.stringify(name)}.`)
  const made = { start: `<${name}`, end: VOID.has(name) ? '' : `</${name}>` }
  tags.set(name, made)
  return made
}

/** An element's attributes as hono knows them, but for what we never write: handlers, promises, objects. */
type Known<Element> = {
  [Name in keyof Element as string extends Name ? never : Name extends 'children' | 'dangerouslySetInnerHTML' | `on${string}` ? never : Name]: Extract<
    Element[Name],
    AttributeValue
  >
}
type NoHandlers = { [name: `on${string}`]: undefined }
type KnownElements = {
  [Name in keyof HonoJsx.IntrinsicElements as string extends Name ? never : Name]: Known<HonoJsx.IntrinsicElements[Name]> & Attributes & NoHandlers
}

export declare namespace JSX {
  type Element = Markup
  type ElementType = string | Component
  interface ElementChildrenAttribute {
    children: Child
  }
  interface IntrinsicAttributes {
    key?: string | number | undefined
  }
  interface IntrinsicElements extends KnownElements {
    [name: string]: Attributes & NoHandlers
  }
}
