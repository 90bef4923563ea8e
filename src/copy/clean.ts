/** Sanitising. Runs when copy is filed, or when hand-put copy is first read; canonical copy passes straight through. */

import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { parseHtml, writeHtml } from './hast.ts'
import { INLINE_TAGS, type Inline, isCanonicalInline, isSafeHref } from './inline.ts'

declare const clean: unique symbol
/** Sanitised HTML of an `html` block. Only `cleanBlock` makes one. */
export type BlockHtml = string & { readonly [clean]: true }

const INLINE: Schema = {
  tagNames: [...INLINE_TAGS],
  attributes: { a: ['href'], time: ['dateTime'], '*': ['title', 'lang', ['dir', 'ltr', 'rtl', 'auto'], ['id', /^fn[\w-]*$/]] },
  protocols: { href: ['http', 'https', 'mailto'] },
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'head', 'title', 'textarea', 'select'],
  clobberPrefix: '',
  clobber: [],
}

const BLOCK: Schema = {
  ...INLINE,
  tagNames: [
    ...INLINE_TAGS,
    'p',
    'div',
    'h2',
    'h3',
    'h4',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'blockquote',
    'pre',
    'hr',
    'table',
    'caption',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'th',
    'td',
    'figure',
    'figcaption',
    'details',
    'summary',
  ],
  attributes: { ...INLINE.attributes, td: ['colSpan', 'rowSpan'], th: ['colSpan', 'rowSpan', ['scope', 'row', 'col']], ol: ['start'] },
  ancestors: { li: ['ul', 'ol'], tr: ['table'], td: ['table'], th: ['table'], thead: ['table'], tbody: ['table'], tfoot: ['table'], caption: ['table'] },
}

/** Any HTML → inline HTML. Tags outside the inline set go, their text stays; scripts and styles go with their text. */
export const cleanInline = (html: string): Inline => (isCanonicalInline(html) ? html : (writeHtml(cleanTree(html, INLINE)) as Inline))

/** Any HTML → block HTML without classes, styles, scripts, pictures or forms. */
export const cleanBlock = (html: string): BlockHtml => writeHtml(cleanTree(html, BLOCK)) as BlockHtml

export const cleanInlineNodes = (nodes: Root['children']): Inline => writeHtml(withoutDeadLinks(sanitize({ type: 'root', children: nodes }, INLINE))) as Inline

function cleanTree(html: string, schema: Schema) {
  return withoutDeadLinks(sanitize(parseHtml(html), schema))
}

/** A link whose address was thrown out is only its text. */
function withoutDeadLinks(tree: ReturnType<typeof sanitize>): Root['children'] {
  const nodes: Root['children'] = tree.type === 'root' ? tree.children : [tree as Root['children'][number]]
  return nodes.flatMap((node): Root['children'] => {
    if (node.type !== 'element') return [node]
    const children = withoutDeadLinks({ type: 'root', children: node.children }) as typeof node.children
    const href = node.properties.href
    if (node.tagName === 'a' && !(typeof href === 'string' && isSafeHref(href))) return children
    return [{ ...node, children }]
  })
}
