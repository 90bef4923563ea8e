/** Sanitising. Runs when copy is filed, or when hand-put copy is first read; canonical copy passes straight through. */

import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { parseHtml, SILENT, writeHtml } from './hast.ts'
import { INLINE_TAGS, type Inline, isCanonicalInline, isSafeHref } from './inline.ts'
import { takePost } from './sanitiser.ts'

declare const clean: unique symbol
/** Sanitised HTML of an `html` block. Only `cleanBlock` makes one. */
export type BlockHtml = string & { readonly [clean]: true }

const INLINE: Schema = {
  tagNames: [...INLINE_TAGS],
  attributes: { a: ['href'], time: ['dateTime'], '*': ['title', 'lang', ['dir', 'ltr', 'rtl', 'auto'], ['id', /^fn[\w-]*$/]] },
  protocols: { href: ['http', 'https', 'mailto', 'tel', 'sms'] },
  strip: [...SILENT],
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
  attributes: {
    ...INLINE.attributes,
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', ['scope', 'row', 'col']],
    ol: ['start', 'reversed'],
    li: ['value'],
  },
  ancestors: { li: ['ul', 'ol'], tr: ['table'], td: ['table'], th: ['table'], thead: ['table'], tbody: ['table'], tfoot: ['table'], caption: ['table'] },
}

/** Any HTML → inline HTML. Tags outside the inline set go, their text stays; scripts and styles go with their text. */
export const cleanInline = (html: string): Inline => (isCanonicalInline(html) ? html : cleanInlineNodes(apart(parseHtml(html).children)))

/** Any HTML → block HTML without classes, styles, scripts, pictures or forms. */
export const cleanBlock = (html: string): BlockHtml => cleanBlockNodes(parseHtml(html).children)

export const cleanInlineNodes = (nodes: Root['children']): Inline => writeHtml(withGoodLinks(sanitize({ type: 'root', children: nodes }, INLINE))) as Inline

export const cleanBlockNodes = (nodes: Root['children']): BlockHtml => writeHtml(withGoodLinks(sanitize({ type: 'root', children: nodes }, BLOCK))) as BlockHtml

/** Blocks within inline text lose their tags, but their words must not run together. */
function apart(nodes: Root['children']): Root['children'] {
  return nodes.flatMap((node, at): Root['children'] => {
    if (node.type !== 'element') return [node]
    const inner = { ...node, children: apart(node.children) as typeof node.children }
    return BREAKING.has(node.tagName) && at < nodes.length - 1 ? [inner, { type: 'text', value: ' ' }] : [inner]
  })
}

const BREAKING = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'td', 'th', 'tr', 'blockquote', 'section', 'article', 'pre', 'hr'])

/** A link whose address was thrown out, or within another link, is only its text. Addresses stand first, as `isCanonicalInline` wants them. */
function withGoodLinks(tree: ReturnType<typeof sanitize>, inLink = false): Root['children'] {
  const nodes: Root['children'] = tree.type === 'root' ? tree.children : [tree as Root['children'][number]]
  return nodes.flatMap((node): Root['children'] => {
    if (node.type !== 'element') return [node]
    const { href: written, ...properties } = node.properties
    const href = node.tagName === 'a' && !inLink && typeof written === 'string' && isSafeHref(written) ? written : undefined
    const children = withGoodLinks({ type: 'root', children: node.children }, inLink || href !== undefined) as typeof node.children
    if (node.tagName !== 'a') return [{ ...node, children }]
    return href === undefined ? children : [{ ...node, properties: { href, ...properties }, children }]
  })
}

takePost({ cleanInline, cleanBlock })
