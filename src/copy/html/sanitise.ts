/** Sanitising. Runs when copy is filed, or when hand-put copy is first read; canonical copy passes straight through. */

import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { mendWords } from '../text/characters.ts'
import { type BlockHtml, INLINE_TAGS, type Inline, isCanonicalInline, isSafeHref } from '../text/inline.ts'
import { type Report, unheard } from '../text/omissions.ts'
import { installSanitiser } from '../text/sanitiser.ts'
import { parseHtml, SILENT, writeHtml } from './hast.ts'
import { spread } from './inline-around-blocks.ts'
import { meaningOf } from './semantic-html.ts'
import { wordsOf } from './tree.ts'

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

/**
 * Any HTML → inline HTML. Tags outside the inline set go, their text stays; scripts and styles go with their text.
 * `page`: see `meaningOf`.
 */
export function cleanInline(html: string, report: Report = unheard, page?: string): Inline {
  if (isCanonicalInline(html)) return html
  return mendWords(cleanInlineNodes(apart(meaningOf(parseHtml(html, FOREIGN_DEPTH).children, report, page)), report)) as Inline
}

/** Any HTML → block HTML without classes, styles, scripts, pictures or forms. */
export const cleanBlock = (html: string, report: Report = unheard, page?: string): BlockHtml =>
  mendWords(cleanBlockNodes(spread(meaningOf(parseHtml(html, FOREIGN_DEPTH).children, report, page), report), report)) as BlockHtml

/** What a style says becomes some elements more: see MAX_INLINE_DEPTH. */
export const FOREIGN_DEPTH = 50

/** Of nodes whose meaning was read. */
export const cleanInlineNodes = (nodes: Root['children'], report: Report = unheard): Inline =>
  writeHtml(withGoodLinks(sanitize({ type: 'root', children: allowed(nodes, INLINE_SET, report) }, INLINE))) as Inline

export const cleanBlockNodes = (nodes: Root['children'], report: Report = unheard): BlockHtml =>
  writeHtml(withGoodLinks(sanitize({ type: 'root', children: allowed(nodes, BLOCK_SET, report) }, BLOCK))) as BlockHtml

const INLINE_SET = new Set<string>(INLINE_TAGS)
const BLOCK_SET = new Set<string>(BLOCK.tagNames)
/** Nothing of them is text. */
const MEDIA = new Set(['img', 'iframe', 'video', 'audio', 'source', 'input'])
/** What parts a text into more than words, which is a loss. */
const STRUCTURE = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hl1',
  'hl2',
  'blockquote',
  'ul',
  'ol',
  'menu',
  'dir',
  'dl',
  'table',
  'pre',
  'hr',
  'details',
  'button',
  'form',
  'nav',
])
/** In a block of HTML, headings are the body's. */
const LEVELS: Record<string, string> = { h1: 'h2', hl1: 'h2', hl2: 'h2', h5: 'h4', h6: 'h4', menu: 'ul', dir: 'ul' }

/** What the sanitiser would throw out in silence is thrown out here. */
function allowed(nodes: Root['children'], tags: ReadonlySet<string>, report: Report): Root['children'] {
  return nodes.flatMap((node): Root['children'] => {
    if (node.type !== 'element') return [node]
    const level = LEVELS[node.tagName]
    const tagName = level !== undefined && tags.has(level) ? level : node.tagName
    const children = () => allowed(node.children, tags, report) as typeof node.children
    if (tags.has(tagName)) return [{ ...node, tagName, children: children() }]
    if (MEDIA.has(tagName)) {
      const { src } = node.properties
      if (tagName !== 'source') report({ what: 'element', tag: tagName, ...(typeof src === 'string' && { address: src }), words: wordsOf(node.children) })
      return []
    }
    if (STRUCTURE.has(tagName)) report({ what: 'tag', tag: tagName })
    return children()
  })
}

/** Blocks within inline text lose their tags, but their words must not run together. */
function apart(nodes: Root['children']): Root['children'] {
  return nodes.flatMap((node, at): Root['children'] => {
    if (node.type !== 'element') return [node]
    const inner = { ...node, children: apart(node.children) as typeof node.children }
    if (!BREAKING.has(node.tagName)) return [inner]
    return [...(nodes[at - 1]?.type === 'text' ? [SPACE] : []), inner, ...(at < nodes.length - 1 ? [SPACE] : [])]
  })
}

const SPACE = { type: 'text' as const, value: ' ' }
const BREAKING = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ul',
  'ol',
  'td',
  'th',
  'tr',
  'blockquote',
  'section',
  'article',
  'pre',
  'hr',
  'dt',
  'dd',
])

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

installSanitiser({ cleanInline: (html) => cleanInline(html), cleanBlock: (html) => cleanBlock(html) })
