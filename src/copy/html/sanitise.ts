/** Sanitising. Runs when copy is filed, or when hand-put copy is first read; canonical copy passes straight through. */

import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { cleanText } from '../text/characters.ts'
import { type BlockHtml, INLINE_TAGS, type Inline, isCanonicalInline, isSafeHref } from '../text/inline.ts'
import { ignoreOmissions, type ReportOmission } from '../text/omissions.ts'
import { installSanitiser } from '../text/sanitiser.ts'
import { NON_TEXT_ELEMENTS, parseHtml, writeHtml } from './hast.ts'
import { moveInlineIntoBlocks } from './inline-around-blocks.ts'
import { toSemanticHtml } from './semantic-html.ts'
import { allTextOf } from './tree.ts'

const INLINE_SCHEMA: Schema = {
  tagNames: [...INLINE_TAGS],
  attributes: { a: ['href'], time: ['dateTime'], '*': ['title', 'lang', ['dir', 'ltr', 'rtl', 'auto'], ['id', /^fn[\w-]*$/]] },
  protocols: { href: ['http', 'https', 'mailto', 'tel', 'sms'] },
  strip: [...NON_TEXT_ELEMENTS],
  clobberPrefix: '',
  clobber: [],
}

const BLOCK_SCHEMA: Schema = {
  ...INLINE_SCHEMA,
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
    ...INLINE_SCHEMA.attributes,
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', ['scope', 'row', 'col']],
    ol: ['start', 'reversed'],
    li: ['value'],
  },
  ancestors: { li: ['ul', 'ol'], tr: ['table'], td: ['table'], th: ['table'], thead: ['table'], tbody: ['table'], tfoot: ['table'], caption: ['table'] },
}

/**
 * Any HTML → inline HTML. Tags outside the inline set go, their text stays; scripts and styles go with their text.
 * `page`: see `toSemanticHtml`.
 */
export function sanitiseInline(html: string, report: ReportOmission = ignoreOmissions, page?: string): Inline {
  if (isCanonicalInline(html)) return html
  return cleanText(sanitiseInlineNodes(separateBlocks(toSemanticHtml(parseHtml(html, MAX_FOREIGN_DEPTH).children, report, page)), report)) as Inline
}

/** Any HTML → block HTML without classes, styles, scripts, pictures or forms. */
export const sanitiseBlock = (html: string, report: ReportOmission = ignoreOmissions, page?: string): BlockHtml =>
  cleanText(sanitiseBlockNodes(moveInlineIntoBlocks(toSemanticHtml(parseHtml(html, MAX_FOREIGN_DEPTH).children, report, page), report), report)) as BlockHtml

/** What a style says becomes some elements more: the inline depth in text/inline.ts leaves room for them. */
export const MAX_FOREIGN_DEPTH = 50

/** Of nodes whose meaning was read. */
export const sanitiseInlineNodes = (nodes: Root['children'], report: ReportOmission = ignoreOmissions): Inline =>
  writeHtml(removeBadLinks(sanitize({ type: 'root', children: removeDisallowed(nodes, INLINE_TAG_SET, report) }, INLINE_SCHEMA))) as Inline

export const sanitiseBlockNodes = (nodes: Root['children'], report: ReportOmission = ignoreOmissions): BlockHtml =>
  writeHtml(removeBadLinks(sanitize({ type: 'root', children: removeDisallowed(nodes, BLOCK_TAG_SET, report) }, BLOCK_SCHEMA))) as BlockHtml

const INLINE_TAG_SET = new Set<string>(INLINE_TAGS)
const BLOCK_TAG_SET = new Set<string>(BLOCK_SCHEMA.tagNames)
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
const EQUIVALENT_TAGS: Record<string, string> = { h1: 'h2', hl1: 'h2', hl2: 'h2', h5: 'h4', h6: 'h4', menu: 'ul', dir: 'ul' }

/** What the sanitiser would throw out in silence is thrown out here. */
function removeDisallowed(nodes: Root['children'], tags: ReadonlySet<string>, report: ReportOmission): Root['children'] {
  return nodes.flatMap((node): Root['children'] => {
    if (node.type !== 'element') return [node]
    const level = EQUIVALENT_TAGS[node.tagName]
    const tagName = level !== undefined && tags.has(level) ? level : node.tagName
    const children = () => removeDisallowed(node.children, tags, report) as typeof node.children
    if (tags.has(tagName)) return [{ ...node, tagName, children: children() }]
    if (MEDIA.has(tagName)) {
      const { src } = node.properties
      if (tagName !== 'source') report({ what: 'element', tag: tagName, ...(typeof src === 'string' && { address: src }), words: allTextOf(node.children) })
      return []
    }
    if (STRUCTURE.has(tagName)) report({ what: 'tag', tag: tagName })
    return children()
  })
}

/** Blocks within inline text lose their tags, but their words must not run together. */
function separateBlocks(nodes: Root['children']): Root['children'] {
  return nodes.flatMap((node, at): Root['children'] => {
    if (node.type !== 'element') return [node]
    const inner = { ...node, children: separateBlocks(node.children) as typeof node.children }
    if (!BLOCK_LIKE.has(node.tagName)) return [inner]
    return [...(nodes[at - 1]?.type === 'text' ? [SPACE] : []), inner, ...(at < nodes.length - 1 ? [SPACE] : [])]
  })
}

const SPACE = { type: 'text' as const, value: ' ' }
const BLOCK_LIKE = new Set([
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
function removeBadLinks(tree: ReturnType<typeof sanitize>, inLink = false): Root['children'] {
  const nodes: Root['children'] = tree.type === 'root' ? tree.children : [tree as Root['children'][number]]
  return nodes.flatMap((node): Root['children'] => {
    if (node.type !== 'element') return [node]
    const { href: written, ...properties } = node.properties
    const href = node.tagName === 'a' && !inLink && typeof written === 'string' && isSafeHref(written) ? written : undefined
    const children = removeBadLinks({ type: 'root', children: node.children }, inLink || href !== undefined) as typeof node.children
    if (node.tagName !== 'a') return [{ ...node, children }]
    return href === undefined ? children : [{ ...node, properties: { href, ...properties }, children }]
  })
}

installSanitiser({ sanitiseInline: (html) => sanitiseInline(html), sanitiseBlock: (html) => sanitiseBlock(html) })
