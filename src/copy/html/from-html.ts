/**
 * Foreign HTML → blocks: whole documents of agencies, NITF leftovers, malformed tags, exports of other systems.
 * What comes out is input for `parseArticle`, which has the last word. A picture without its size comes out without it,
 * so that whoever imports can measure it, leave it out, or be refused with the picture's place.
 */
import type { ElementContent } from 'hast'
import type { BlockInput } from '../shapes/block.ts'
import { cleanSource } from '../text/characters.ts'
import { escapeText } from '../text/escape.ts'
import { ignoreOmissions, type ReportOmission } from '../text/omissions.ts'
import { drawingFromFigure } from './drawing.ts'
import { parseHtml } from './hast.ts'
import type { HtmlReader } from './html-reader.ts'
import { moveInlineIntoBlocks } from './inline-around-blocks.ts'
import { inlineFromNodes } from './inline-from-nodes.ts'
import { listOf } from './list.ts'
import { embedOf, figureOf, pictureOf } from './media.ts'
import { MAX_FOREIGN_DEPTH, sanitiseBlockNodes } from './sanitise.ts'
import { scoreboardOf } from './scoreboard-of.ts'
import { toSemanticHtml } from './semantic-html.ts'
import { tableOf } from './table.ts'
import { allTextOf, findAll, hasClass, isElement, isPhrase, isText, type Node, type NodeElement, plainTextOf, rawTextOf } from './tree.ts'

/** `report` hears of what readers will not get. `page`: see `toSemanticHtml`. */
export function blocksFromHtml(html: string, report: ReportOmission = ignoreOmissions, page?: string): BlockInput[] {
  const reader: HtmlReader = { report, readBlocks: (nodes, loose) => blocksFromNodes(nodes, loose, reader) }
  return blocksFromNodes(moveInlineIntoBlocks(toSemanticHtml(parseHtml(cleanSource(html), MAX_FOREIGN_DEPTH).children, report, page), report), true, reader)
}

/** `loose`: where a blank line parts paragraphs, as it does in other systems' exports. */
function blocksFromNodes(nodes: readonly Node[], loose: boolean, reader: HtmlReader): BlockInput[] {
  const blocks: BlockInput[] = []
  let run: ElementContent[] = []
  const endRun = () => {
    for (const text of inlineTextsOf(run, loose, reader)) blocks.push({ type: 'paragraph', text })
    run = []
  }
  for (const node of nodes) {
    if (isElement(node) && !isPhrase(node)) {
      if (omitsElement(node, reader)) continue
      endRun()
      blocks.push(...blocksOf(node, reader))
    } else if (node.type !== 'doctype') run.push(node)
  }
  endRun()
  return blocks
}

/** Controls, menus, and the head of an NITF body, which repeats headline and byline: copy has them in fields of their own. */
function omitsElement(element: NodeElement, { report }: HtmlReader): boolean {
  const { tagName: tag } = element
  const isOmitted = OMITTED_TAGS.has(tag) || (tag === 'form' && findAll(element.children, 'p', 'h1', 'h2', 'ul', 'table').length === 0)
  if (isOmitted && tag !== 'docdata' && tag !== 'source') report({ what: 'element', tag, words: allTextOf(element.children) })
  return isOmitted
}

const OMITTED_TAGS = new Set(['body.head', 'docdata', 'button', 'input', 'nav', 'source'])

function blocksOf(element: NodeElement, reader: HtmlReader): BlockInput[] {
  const { readBlocks, report } = reader
  switch (element.tagName) {
    case 'h1':
    case 'h2':
    case 'hl1':
    case 'hl2':
      return headingOf(element, 2, reader)
    case 'h3':
      return headingOf(element, 3, reader)
    case 'h4':
    case 'h5':
    case 'h6':
      return headingOf(element, 4, reader)
    case 'p':
      return readBlocks(element.children, false)
    case 'blockquote':
      return quotesOf(element, hasClass(element, 'pullquote') ? 'pullquote' : 'quote', reader)
    case 'aside':
      if (hasClass(element, 'pullquote')) return quotesOf(element, 'pullquote', reader)
      return (
        (hasClass(element, 'embed') && embedOf(element)) || (hasClass(element, 'scoreboard') && scoreboardOf(element)) || readBlocks(element.children, true)
      )
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return listOf(element, reader)
    case 'table':
      return tableOf(element, reader)
    case 'pre':
      return codeOf(element, reader)
    case 'hr':
      return [{ type: 'divider' }]
    case 'img':
      return pictureOf(element, report)
    case 'figure':
      return drawingFromFigure(element) ?? figureOf(element, reader)
    case 'media':
      return figureOf(element, reader)
    case 'iframe':
    case 'video':
    case 'audio':
      return embedOf(element) ?? omitMedia(element, reader)
    case 'dl':
    case 'details':
      return htmlOf([element], reader)
    case 'div':
      return hasClass(element, 'html') ? htmlOf(element.children, reader) : readBlocks(element.children, true)
    default:
      return readBlocks(element.children, true)
  }
}

function omitMedia({ tagName, properties: { src }, children }: NodeElement, { report }: HtmlReader): BlockInput[] {
  report({ what: 'element', tag: tagName, ...(typeof src === 'string' && { address: src }), words: allTextOf(children) })
  return []
}

function codeOf(element: NodeElement, { report }: HtmlReader): BlockInput[] {
  const text = rawTextOf(element.children).replace(/^\n/, '')
  const holder = element.children.find(isElement) ?? element
  const language = /(?:^|\s)lang(?:uage)?-(\S+)/.exec(String(holder.properties.className ?? ''))?.[1]
  for (const struck of findAll(element.children, 's')) report({ what: 'element', tag: 's', words: allTextOf(struck.children) })
  const pictures = findAll(element.children, 'img').flatMap((image) => pictureOf(image, report))
  return [...(text.trim() === '' ? [] : [{ type: 'code' as const, text, ...(language && { language }) }]), ...pictures]
}

function headingOf(element: NodeElement, level: 2 | 3 | 4, { readBlocks }: HtmlReader): BlockInput[] {
  const inner = readBlocks(element.children, false)
  return inner.map((block) => (block.type === 'paragraph' ? { type: 'heading', level, text: block.text } : block))
}

/** Paragraphs of a quotation are one quote; what else stood in it follows as itself. */
function quotesOf(element: NodeElement, type: 'quote' | 'pullquote', { readBlocks, report }: HtmlReader): BlockInput[] {
  const isCite = (node: Node) =>
    isElement(node) && (node.tagName === 'footer' || (node.tagName === 'cite' && element.children.every((other) => other === node || !isText(other))))
  const cite = plainTextOf(element.children.filter(isCite), report).replace(/^[—–-]\s*/, '')
  const blocks: BlockInput[] = []
  for (const block of readBlocks(
    element.children.filter((node) => !isCite(node)),
    true,
  )) {
    const last = blocks.at(-1)
    if (block.type !== 'paragraph') blocks.push(block)
    else if (last?.type === type) last.text = `${last.text}<br><br>${block.text}`
    else blocks.push({ type, text: block.text })
  }
  const first = blocks.find((block) => block.type === type)
  if (!first && cite) return [...blocks, { type, text: escapeText(cite) }]
  if (first && cite) first.cite = cite
  return blocks
}

const htmlOf = (nodes: readonly Node[], { report }: HtmlReader): BlockInput[] => {
  const html = sanitiseBlockNodes([...nodes], report).trim()
  return html ? [{ type: 'html', html }] : []
}

/** A run of inline nodes → inline texts, parted at doubled `<br>`s (and blank lines, in loose text). */
function inlineTextsOf(run: readonly ElementContent[], loose: boolean, { report }: HtmlReader): string[] {
  const parts: ElementContent[][] = [[]]
  let breaks = 0
  for (const node of run.flatMap((node) => (loose ? splitAtBlankLines(node) : [node]))) {
    if (isElement(node) && node.tagName === 'br') breaks++
    else if (isText(node)) breaks = 0
    else if (node.type === 'element') breaks = 0
    if (breaks === 2) parts.push([])
    else parts.at(-1)?.push(node)
  }
  return parts.map((part) => inlineFromNodes(part, report)).filter((text) => text !== '')
}

function splitAtBlankLines(node: ElementContent): ElementContent[] {
  if (node.type !== 'text' || !/\n[ \t\r]*\n/.test(node.value)) return [node]
  const br: ElementContent = { type: 'element', tagName: 'br', properties: {}, children: [] }
  return node.value
    .split(/\n[ \t\r]*\n\s*/)
    .flatMap((value, at): ElementContent[] => (at === 0 ? [{ type: 'text', value }] : [br, br, { type: 'text', value }]))
}
