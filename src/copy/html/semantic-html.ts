/**
 * What foreign HTML means, written with tags alone: text that only a style strikes out, hides or makes bold, lists that are
 * paragraphs, links that are nearly addresses. What is not for readers is removed here, and reported.
 */
import type { Element, ElementContent, Root } from 'hast'
import { INLINE_TAGS } from '../text/inline.ts'
import type { ReportOmission } from '../text/omissions.ts'
import { NON_TEXT_ELEMENTS } from './hast.ts'
import { repairHref } from './href.ts'
import { normaliseRuby } from './ruby.ts'
import {
  isBoldBy,
  isHiddenBy,
  isItalicBy,
  isStruckBy,
  isUnderlinedBy,
  type Style,
  type StyleSheet,
  styleOf,
  styleSheetOf,
  verticalPositionOf,
} from './style.ts'
import { textContentOf } from './tree.ts'
import { convertLists } from './word-processor-lists.ts'

/** `page`: the path of the article whose own copy this is, from which relative links are read. */
type Conversion = { sheet: StyleSheet; report: ReportOmission; page: string | undefined; open: ReadonlySet<string>; parent: string | undefined }

/** Elements of foreign HTML that from-html.ts or the sanitiser know. All others are replaced by their content. */
const KNOWN_ELEMENTS = new Set<string>([
  ...INLINE_TAGS,
  ...['html', 'body', 'body.content', 'body.end', 'body.head', 'docdata', 'nitf', 'block', 'p', 'div', 'section', 'article', 'main', 'header', 'footer'],
  ...['aside', 'address', 'center', 'figure', 'figcaption', 'media', 'media-reference', 'media-caption', 'media-producer', 'img', 'iframe', 'video', 'audio'],
  ...['source', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hl1', 'hl2', 'blockquote', 'ul', 'ol', 'menu', 'dir', 'li', 'dl', 'dt', 'dd', 'details', 'summary'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'pre', 'hr', 'nav', 'form', 'button', 'input'],
])

/** What readers of HTML take the one for the other. */
const EQUIVALENT_TAGS: Record<string, string> = { del: 's', strike: 's', 'w:del': 's', 'w:movefrom': 's', acronym: 'abbr' }

/** Inline elements that say how their text looks, and nothing where there is none. */
const MARK_TAGS = new Set(['strong', 'em', 'b', 'i', 'u', 's', 'sub', 'sup', 'mark', 'small'])

export const toSemanticHtml = (nodes: Root['children'], report: ReportOmission, page?: string): ElementContent[] =>
  convertNodes(nodes, { sheet: styleSheetOf(nodes), report, page, open: new Set(), parent: undefined })

const convertNodes = (nodes: Root['children'], conversion: Conversion): ElementContent[] =>
  convertLists(nodes, conversion.sheet).flatMap((node) => (node.type === 'element' ? convertElement(node, conversion) : node.type === 'text' ? [node] : []))

function convertElement(element: Element, conversion: Conversion): ElementContent[] {
  const style = styleOf(element, conversion.sheet)
  if (isHidden(element, style)) return omitHidden(element, conversion)
  if (NON_TEXT_ELEMENTS.has(element.tagName) && element.tagName !== 'iframe') return omitNonText(element, conversion)
  const tag = tagOf(element, style, conversion)
  const link = tag === 'a' ? linkOf(element, conversion) : undefined
  const own = tag === 'a' && !link ? undefined : tag
  const styled = marksOf(style, classesOf(element), own, conversion)
  const open = new Set([...conversion.open, ...styled, ...(own ? [own] : [])])
  const children = styled.reduceRight(
    (inner, mark): ElementContent[] => [{ type: 'element', tagName: mark, properties: {}, children: inner }],
    convertNodes(element.children, { ...conversion, open, parent: styled.at(-1) ?? own ?? conversion.parent }),
  )
  if (styled.length > 0 && isBlank(children)) return own === undefined ? blanksOf(children) : [{ ...element, tagName: own, children: blanksOf(children) }]
  if (own === undefined || (MARK_TAGS.has(own) && children.every(isBlankText))) return children
  const named: Element = { ...element, tagName: own, properties: link ?? element.properties, children }
  return own === 'ruby' ? normaliseRuby(named, isBlank) : [named]
}

const isBlankText = (node: ElementContent) => node.type === 'text' && node.value.trim() === ''
const isBlank = (nodes: readonly ElementContent[]): boolean =>
  nodes.every((node) => isBlankText(node) || (node.type === 'element' && MARK_TAGS.has(node.tagName) && isBlank(node.children)))
const blanksOf = (nodes: readonly ElementContent[]): ElementContent[] => [{ type: 'text', value: nodes.map(textContentOf).join('') }]

const classesOf = ({ properties: { className } }: Element) => String(className ?? '').split(/\s+/)

/** For screen readers only, or the remarks of editors. */
const UNSEEN_CLASS = /^(?:sr-only|screen-reader-text|visually-?hidden|MsoCommentReference|MsoCommentText|msocomanchor|msocomtxt)$/i

const isHidden = (element: Element, style: Style) =>
  'hidden' in element.properties ||
  isHiddenBy(
    style,
    element.children.every(({ type }) => type === 'text'),
  ) ||
  classesOf(element).some((name) => UNSEEN_CLASS.test(name)) ||
  (element.tagName === 'dialog' && !('open' in element.properties)) ||
  (element.tagName === 'a' && /^#(?:cmnt|_msocom)/.test(String(element.properties.href ?? '')))

function omitHidden(element: Element, { report }: Conversion): ElementContent[] {
  const words = element.children.map(textContentOf).join(' ').trim()
  if (words !== '') report({ what: 'hidden', words })
  return []
}

/** What no reader was to read anyway is removed without a note. */
function omitNonText(element: Element, conversion: Conversion): ElementContent[] {
  const { tagName: tag, properties } = element
  if (tag === 'style' || tag === 'head' || tag === 'title' || tag === 'xml') return []
  if (tag === 'template' || tag === 'noscript' || tag === 'noembed' || tag === 'noframes') return omitHidden(element, conversion)
  const address = [properties.src, properties.data].find((value): value is string => typeof value === 'string' && value !== '')
  conversion.report({ what: 'element', tag, address, ...(tag !== 'script' && { words: element.children.map(textContentOf).join(' ') }) })
  return []
}

/** The element's name if it is known; `undefined` if it is replaced by its content. */
function tagOf(element: Element, style: Style, { open, parent = '' }: Conversion): string | undefined {
  const written = EQUIVALENT_TAGS[element.tagName] ?? element.tagName
  if (written === 'p') return headingOf(element, style) ?? written
  if (written === 'span' && open.has('figcaption') && classesOf(element).includes('credit')) return 'small'
  if ((written === 'b' || written === 'strong') && isBoldBy(style) === false) return undefined
  if ((written === 'i' || written === 'em') && isItalicBy(style) === false) return undefined
  if (written === 's' && open.has('s')) return undefined
  // A conversion without its word is a word.
  if (RUBY_PARTS.has(written)) return parent === 'ruby' || RUBY_PARTS.has(parent) ? written : undefined
  return KNOWN_ELEMENTS.has(written) ? written : undefined
}

const RUBY_PARTS = new Set(['rt', 'rp', 'rb', 'rbc', 'rtc'])

function headingOf(element: Element, style: Style): string | undefined {
  const [, named] = /(?:^|\s)(?:MsoHeading|Heading)([1-6])(?:\s|$)/.exec(String(element.properties.className ?? '')) ?? []
  const [, styled] = /^"?heading ([1-6])"?$/.exec(style.get('mso-style-name') ?? '') ?? []
  const [, outlined] = /^([1-6])$/.exec(style.get('mso-outline-level') ?? '') ?? []
  if (classesOf(element).includes('MsoTitle')) return 'h1'
  const level = named ?? styled ?? outlined
  return level && `h${level}`
}

/** What editors on the web call struck text, where their style sheet stayed behind: `line-through`, `editor-text-strikethrough`. */
const STRUCK_CLASS = /^(?:[\w-]*(?:-|_|text))?(?:line-?through|strike(?:-?through|d|out)?|struck(?:-?out)?)$/i

/** The elements that a style, or a class named after it, means, outermost first. */
function marksOf(style: Style, classes: readonly string[], tag: string | undefined, { open }: Conversion): string[] {
  const isNamedStruck = classes.some((name) => STRUCK_CLASS.test(name))
  if (style.size === 0 && tag !== undefined && !isNamedStruck) return []
  const raised = verticalPositionOf(style)
  const isHeading = tag !== undefined && /^h[l\d]/.test(tag)
  const marks = [
    (isNamedStruck || isStruckBy(style)) && 's',
    isBoldBy(style) === true && !isHeading && !open.has('b') && tag !== 'b' && tag !== 'th' && 'strong',
    isItalicBy(style) === true && !open.has('i') && tag !== 'i' && 'em',
    isUnderlinedBy(style) && tag === undefined && !open.has('a') && 'u',
    raised !== undefined && (tag === undefined || INLINE_TAG_SET.has(tag)) && !open.has('sup') && !open.has('sub') && raised,
  ]
  return marks.filter((mark): mark is string => typeof mark === 'string' && mark !== tag && !open.has(mark))
}

const INLINE_TAG_SET = new Set<string>(INLINE_TAGS)

/** The link's attributes with an address that copy may hold; `undefined` where only its words stay. */
function linkOf({ properties }: Element, { report, page, open }: Conversion): Element['properties'] | undefined {
  const { href: written, name, id = name, ...others } = properties
  if (typeof written !== 'string') return undefined
  const note = footnoteIdOf(written.replace(/^#/, ''))
  const repaired = open.has('a') ? { reason: 'it’s inside another link.' } : written.startsWith('#') && note ? { href: `#${note}` } : repairHref(written, page)
  if ('reason' in repaired) {
    report({ what: 'link', href: written, reason: repaired.reason })
    return undefined
  }
  const own = footnoteIdOf(String(id ?? '')) ?? id
  return { href: repaired.href, ...others, ...(typeof own === 'string' && { id: own }) }
}

/** Footnotes as Word (`_ftn1`, `_ednref2`), Google Docs (`ftnt1`, `ftnt_ref1`) and LibreOffice (`sdfootnote1sym`, `…anc`) name them. */
function footnoteIdOf(id: string): string | undefined {
  const [, kind = '', ref, number] = /^_?(ftnt?|edn)(_?ref)?(\d{1,4})$/.exec(id) ?? []
  if (number) return `fn${ref ? 'ref' : ''}-${kind === 'edn' ? 'e' : ''}${number}`
  const [, note, at, end] = /^sd(foot|end)note(\d{1,4})(sym|anc)$/.exec(id) ?? []
  return at && `fn${end === 'anc' ? 'ref' : ''}-${note === 'end' ? 'e' : ''}${at}`
}
