/** What styles say of foreign HTML: word processors write bold, struck and hidden text as nothing but style. */
import type { Element, Root } from 'hast'

/** Properties in lower case → values in lower case. */
export type Style = ReadonlyMap<string, string>

/** Classes → what a document's own style sheet says of them. `tag` where the rule is for one element only. */
export type StyleSheet = ReadonlyMap<string, readonly { tag: string | undefined; style: Style }[]>

const NO_STYLE: Style = new Map()

/** Documents of word processors have some hundred rules; more are somebody's whole site. */
const MAX_RULES = 2000

export function styleSheetOf(nodes: Root['children']): StyleSheet {
  const sheet = new Map<string, { tag: string | undefined; style: Style }[]>()
  let rules = 0
  for (const text of styleTexts(nodes)) {
    for (const rule of text.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '').split('}')) {
      if (rules++ === MAX_RULES) return sheet
      const [selectors = '', declarations = ''] = rule.split('{')
      const style = declarationsOf(declarations)
      if (style.size === 0) continue
      for (const selector of selectors.split(',')) {
        // Of a rule for what stands within something else it is not known here whether it holds.
        const [, tag, name = ''] = /^\s*([a-z]\w*)?\.([\w-]+)\s*$/i.exec(selector) ?? []
        if (name) sheet.set(name, [...(sheet.get(name) ?? []), { tag: tag?.toLowerCase(), style }])
      }
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

/** The element's own style goes before that of its classes. */
export function styleOf({ tagName, properties: { style, className } }: Element, sheet: StyleSheet): Style {
  const own = typeof style === 'string' ? declarationsOf(style) : NO_STYLE
  if (sheet.size === 0 || className === undefined) return own
  const rules = String(className)
    .split(/\s+/)
    .flatMap((name) => (sheet.get(name) ?? []).filter(({ tag }) => tag === undefined || tag === tagName))
  return rules.length === 0 ? own : new Map([...rules.flatMap((rule) => [...rule.style]), ...own])
}

function declarationsOf(text: string): Style {
  const style = new Map<string, string>()
  for (const declaration of text.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon > 0)
      style.set(
        declaration.slice(0, colon).trim().toLowerCase(),
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

export function raisedBy(style: Style): 'sup' | 'sub' | undefined {
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
