/** What styles say of foreign HTML: word processors write bold, struck and hidden text as nothing but style. */
import type { Element, Root } from 'hast'

/** Properties in lower case → values in lower case. */
export type Style = ReadonlyMap<string, string>

/** Classes, or '' for none → elements, or '' for any → what a document's own style sheet says of them. */
export type StyleSheet = ReadonlyMap<string, ReadonlyMap<string, Style>>

const NO_STYLE: Style = new Map()

/** What is asked of a style below; a sheet may say a thousand other things. */
const KNOWN_PROPERTIES = new Set([
  ...['display', 'visibility', 'opacity', 'left', 'top', 'text-indent', 'margin-left', 'text-decoration', 'text-decoration-line', 'font-weight'],
  ...['font-style', 'font-size', 'vertical-align', 'mso-hide', 'mso-list', 'mso-element', 'mso-special-character', 'mso-outline-level', 'mso-style-name'],
])

export function styleSheetOf(nodes: Root['children']): StyleSheet {
  const sheet = new Map<string, Map<string, Map<string, string>>>()
  for (const rule of styleTexts(nodes).flatMap((text) => removeComments(text).split('}'))) {
    const [selectors = '', declarations = ''] = rule.split('{')
    const style = declarationsOf(declarations)
    if (style.size === 0) continue
    const struck = new Map([...style].filter(([property]) => property.startsWith('text-decoration')))
    for (const selector of selectors.split(',')) {
      // Of a rule for what stands within something else it is not known here whether it holds.
      const [, tag = '', name = ''] = /^([a-z]\w*)?(?:\.([\w-]+))?$/i.exec(selector.trim()) ?? []
      // Pages hide their whole body until they are loaded; of elements alone it counts only whether they are struck out.
      const applicable = name === '' ? struck : style
      if (applicable.size === 0 || (tag === '' && name === '')) continue
      const rules = sheet.get(name) ?? new Map<string, Map<string, string>>()
      sheet.set(name, rules.set(tag.toLowerCase(), new Map([...(rules.get(tag.toLowerCase()) ?? []), ...applicable])))
    }
  }
  return sheet
}

function styleTexts(nodes: Root['children']): string[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return []
    if (node.tagName !== 'style') return styleTexts(node.children)
    return [node.children.map((child) => (child.type === 'text' ? child.value : '')).join('')]
  })
}

function removeComments(text: string) {
  let remaining = ''
  let at = 0
  for (;;) {
    const start = text.indexOf('/*', at)
    if (start < 0) return remaining + text.slice(at)
    remaining += text.slice(at, start)
    const end = text.indexOf('*/', start + 2)
    if (end < 0) return remaining
    at = end + 2
  }
}

/** The element's own style takes precedence over that of its classes. */
export function styleOf({ tagName, properties: { style, className } }: Element, sheet: StyleSheet): Style {
  const own = typeof style === 'string' ? declarationsOf(style) : NO_STYLE
  if (sheet.size === 0) return own
  const names = ['', ...(className === undefined ? [] : String(className).split(/\s+/))]
  const rules = [...new Set(names)].flatMap((name) => ['', tagName].flatMap((tag) => [...(sheet.get(name)?.get(tag) ?? [])]))
  return rules.length === 0 ? own : new Map([...rules, ...own])
}

function declarationsOf(text: string): Style {
  const style = new Map<string, string>()
  for (const declaration of text.split(';')) {
    const colon = declaration.indexOf(':')
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (KNOWN_PROPERTIES.has(property))
      style.set(
        property,
        declaration
          .slice(colon + 1)
          .replace(/!\s*important/i, '')
          .trim()
          .toLowerCase(),
      )
  }
  return style
}

export const isStruckBy = (style: Style) => ['text-decoration', 'text-decoration-line'].some((property) => style.get(property)?.includes('line-through'))

export const isUnderlinedBy = (style: Style) => ['text-decoration', 'text-decoration-line'].some((property) => style.get(property)?.includes('underline'))

/** `undefined` where the style says nothing of weight. */
export function isBoldBy(style: Style): boolean | undefined {
  const weight = style.get('font-weight')
  if (weight === undefined) return undefined
  if (/^(?:bold|bolder|[6-9]\d\d|1000)$/.test(weight)) return true
  return /^(?:normal|lighter|[1-5]\d\d)$/.test(weight) ? false : undefined
}

export function isItalicBy(style: Style): boolean | undefined {
  const slant = style.get('font-style')
  return slant === undefined ? undefined : /^(?:italic|oblique)/.test(slant) ? true : slant === 'normal' ? false : undefined
}

export function verticalPositionOf(style: Style): 'sup' | 'sub' | undefined {
  const place = style.get('vertical-align')
  return place === 'super' ? 'sup' : place === 'sub' ? 'sub' : undefined
}

/** Nothing of it is seen where it comes from. `isLeaf`: nothing within it can have a size of its own. */
export const isHiddenBy = (style: Style, isLeaf: boolean) =>
  style.get('display') === 'none' ||
  /^(?:hidden|collapse)$/.test(style.get('visibility') ?? '') ||
  /^(?:all|yes)$/.test(style.get('mso-hide') ?? '') ||
  /^0(?:\.0+)?%?$/.test(style.get('opacity') ?? '') ||
  (isLeaf && /^0(?:\.0+)?(?:px|pt|em|rem|%)?$/.test(style.get('font-size') ?? '')) ||
  ['left', 'top', 'text-indent', 'margin-left'].some((property) => /^-\d{4,}/.test(style.get(property) ?? '')) ||
  /^(?:comment-list|comment)$/.test(style.get('mso-element') ?? '') ||
  style.get('mso-special-character') === 'comment'
