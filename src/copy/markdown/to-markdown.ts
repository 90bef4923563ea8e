/**
 * An article → Markdown with front matter. `fromMarkdown` reads back what this writes. What Markdown has no form for
 * is written as HTML: always legal in Markdown, and read by the same parser that reads foreign HTML.
 */
import type { ElementContent } from 'hast'
import { drawingTable } from '../drawings/drawing-table.ts'
import { fenceInfo, fenceText, isDrawingFence } from '../drawings/fence.ts'
import { drawingWordsFor } from '../drawings/words.ts'
import { parseHtml } from '../html/hast.ts'
import { absoluteAddress, htmlFromBlock } from '../html/to-html.ts'
import { Article, allCorrections, pathOf } from '../shapes/article.ts'
import type { Block, ListItem, ListOfItems, Table } from '../shapes/block.ts'
import type { Chart, WorldMap } from '../shapes/drawing.ts'
import { bodyWithUpdates } from '../shapes/live.ts'
import type { Picture } from '../shapes/picture.ts'
import { keyMoments } from '../shapes/update-order.ts'
import { escapeAttribute } from '../text/escape.ts'
import { writeFrontMatter } from './front-matter.ts'
import { numberingFrom, numbersOf } from './list-numbering.ts'
import { groupNumbers } from './lists.ts'
import { markdownFromScoreboard, SCOREBOARD } from './scoreboard.ts'

/**
 * With `siteUrl`, an origin: the copy for readers and their tools, with absolute addresses and only the fields that readers see.
 * Without: the editors' own, with every field the article has.
 */
export function toMarkdown(article: Article, { siteUrl }: { siteUrl?: string } = {}): string {
  if (siteUrl === undefined) {
    const { v: _, body, ...fields } = article
    return `${writeFrontMatter(orderFields(fields))}\n${markdownFromBlocks(body)}\n`
  }
  return `${writeFrontMatter(publicFields(article, siteUrl))}\n${markdownFromBlocks(bodyWithUpdates(article), siteUrl)}\n`
}

/** The article's own fields in the order of its schema, then what else was filed with it. */
function orderFields(fields: Record<string, unknown>) {
  const known = Object.keys(Article.entries).filter((name) => name in fields)
  return Object.fromEntries([...new Set([...known, ...Object.keys(fields)])].map((name) => [name, fields[name]]))
}

const publicFields = (article: Article, siteUrl: string) => ({
  url: `${siteUrl}${pathOf(article)}`,
  slug: article.slug,
  lang: article.lang,
  kind: article.kind,
  section: article.section,
  kicker: article.kicker,
  headline: article.headline,
  standfirst: article.standfirst,
  dateline: article.dateline,
  byline: article.byline?.map(({ name, slug, role }) => ({ name, slug, role })),
  source: article.source && { name: article.source.name, credit: article.source.credit },
  publishedAt: article.publishedAt,
  updatedAt: article.updatedAt,
  developing: article.developing,
  picture: article.picture && publicPicture(article.picture, siteUrl),
  topics: article.topics?.map(({ slug, name }) => ({ slug, name })),
  ended: article.ended,
  keyMoments: unlessEmpty(keyMoments(article.updates ?? []).map(({ at, headline }) => ({ at, headline }))),
  corrections: unlessEmpty(allCorrections(article).map(({ at, text }) => ({ at, text }))),
  canonical: article.canonical,
})

const unlessEmpty = <T>(list: T[]) => (list.length > 0 ? list : undefined)

const publicPicture = ({ src, alt, width, height, caption, credit }: Picture, siteUrl: string) => ({
  src: absoluteAddress(src, siteUrl),
  alt,
  width,
  height,
  caption,
  credit,
})

export function markdownFromBlocks(body: readonly Block[], siteUrl = ''): string {
  let lists = 0
  return body
    .map((block, at) => {
      // Lists that follow each other take turns in their markers, or they would be read as one.
      lists = block.type === 'list' && body[at - 1]?.type === 'list' ? lists + 1 : 0
      return markdownFromBlock(block, siteUrl, lists % 2 === 1)
    })
    .join('\n\n')
}

export function markdownFromBlock(block: Block, siteUrl = '', otherMarker = false): string {
  switch (block.type) {
    case 'paragraph':
      return lineFrom(block.text, siteUrl)
    case 'heading':
      return `${'#'.repeat(block.level)} ${lineFrom(block.text, siteUrl).replace(/(?<!\\)#$/, '\\#')}`
    case 'picture':
      return pictureFrom(block, siteUrl)
    case 'quote':
      return block.text === '' || BREAK_TWICE.test(block.text)
        ? htmlLineFrom(block, siteUrl)
        : `> ${lineFrom(block.text, siteUrl)}${block.cite ? `\n>\n> — ${escapeMarkdown(joinLines(block.cite))}` : ''}`
    case 'list':
      return listFrom(block, siteUrl, '', otherMarker) ?? htmlLineFrom(block, siteUrl)
    case 'table':
      return tableFrom(block, siteUrl)
    case 'chart':
    case 'map':
      return siteUrl ? drawingForReaders(block) : fenced(fenceInfo(block), fenceText(block))
    case 'code':
      return (block.language === SCOREBOARD ? undefined : codeFrom(block.text, block.language)) ?? htmlLineFrom(block, siteUrl)
    case 'scoreboard':
      return codeFrom(markdownFromScoreboard(block), SCOREBOARD) ?? htmlLineFrom(block, siteUrl)
    case 'divider':
      return '***'
    case 'pullquote':
    case 'embed':
    case 'html':
      return htmlLineFrom(block, siteUrl)
  }
}

const BREAK_TWICE = /<br>\s*<br>/

/** One line, for a blank one would end it. */
const htmlLineFrom = (block: Block, siteUrl: string) => htmlFromBlock(block, siteUrl).replace(/\n/g, '&#10;')

const joinLines = (text: string) => text.replace(/\s+/g, ' ').trim()

function pictureFrom(picture: Picture, siteUrl: string): string {
  const { src, alt, width, height, caption, credit, focus } = picture
  const title = caption ? ` "${joinLines(caption).replace(/[\\"]/g, '\\$&').replace(REFERENCE, '&amp;')}"` : ''
  const value = (text: string) => escapeAttribute(joinLines(text)).replace(/[{}\\]/g, (brace) => `&#${brace.charCodeAt(0)};`)
  const more = `${credit ? ` credit="${value(credit)}"` : ''}${focus ? ` focus="${focus.x} ${focus.y}"` : ''}`
  // Marked resolves escaped brackets before it reads what is between them.
  const shown = escapeMarkdown(joinLines(alt)).replace(/\\([[\]])/g, (_, bracket: string) => `&#${bracket.charCodeAt(0)};`)
  return `![${shown}](<${absoluteAddress(src, siteUrl).replace(/</g, '%3C').replace(/>/g, '%3E').replace(REFERENCE, '&amp;')}>${title}){width=${width} height=${height}${more}}`
}

/** An ampersand that would be read as the start of a character reference. */
const REFERENCE = /&(?=#?\w+;?)/g

/** Numbers stand as they count. Where they would be read otherwise, there is no form for the list. */
function listFrom(list: ListOfItems, siteUrl: string, indent: string, otherMarker: boolean): string | undefined {
  const { ordered, items } = list
  const numbers = numbersOf(list)
  if (ordered && !isReadBackAs(numbers, list)) return undefined
  const sign = indent === '' && items.length === 1 && /^\d/.test(textOfItem(items[0] ?? '')) ? '*' : '-'
  if (sign === '*' && otherMarker) return undefined
  const lines = items.map((item, at) => {
    const marker = ordered ? `${numbers[at]}${otherMarker ? ')' : '.'}` : otherMarker ? '*' : sign
    const text = lineFrom(textOfItem(item), siteUrl)
    if (typeof item === 'string' || !item.list) return `${indent}${marker} ${text}`
    const inner = listFrom(item.list, siteUrl, `${indent}${' '.repeat(marker.length + 1)}`, false)
    // Right below text only a list that begins at 1 is one.
    const gap = numbersOf(item.list)[0] === 1 || !item.list.ordered ? '\n' : '\n\n'
    return inner && `${indent}${marker} ${text}${gap}${inner}`
  })
  return lines.includes(undefined) ? undefined : lines.join('\n')
}

const textOfItem = (item: ListItem | '') => (typeof item === 'string' ? item : item.text)

function isReadBackAs(numbers: readonly number[], { start, reversed, items }: ListOfItems) {
  const groups = groupNumbers(numbers)
  if (numbers.some((number) => number < 0 || number > 999_999_999) || groups.length > 1 || groups[0]?.isText) return false
  const { values, ...counting } = numberingFrom(numbers)
  const ownValues = items.map((item) => (typeof item === 'string' ? undefined : item.value))
  return counting.start === start && counting.reversed === reversed && values.every((value, at) => value === ownValues[at])
}

function tableFrom(table: Table, siteUrl: string): string {
  const { caption, head, rows, rowHeads } = table
  const columns = head?.length ?? rows[0]?.length ?? 0
  if (caption || rowHeads || columns === 0 || rows.some((row) => row.length !== columns) || (head ?? ['x']).every((cell) => cell === ''))
    return htmlLineFrom(table, siteUrl)
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => inlineFrom(cell, siteUrl).replace(/\|/g, '\\|')).join(' | ')} |`
  return [line(head ?? rows[0]?.map(() => '') ?? []), `|${' --- |'.repeat(columns)}`, ...rows.map(line)].join('\n')
}

/** Readers' tools know tables. */
function drawingForReaders(block: Chart | WorldMap): string {
  const { caption, head, rows } = drawingTable(block, drawingWordsFor('en'))
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escapeMarkdown(joinLines(cell)).replace(/\|/g, '\\|')).join(' | ')} |`
  const below = [block.alt, block.note, block.source && `Source: ${block.source}`].filter((text) => text !== undefined)
  return [
    `**${escapeMarkdown(joinLines(caption))}**`,
    [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n'),
    ...below.map((text) => escapeMarkdown(joinLines(text))),
  ].join('\n\n')
}

function codeFrom(text: string, language: string | undefined): string | undefined {
  if (language && (/[`&\\]|\s{2}/.test(language) || isDrawingFence(language))) return undefined
  return fenced(language ?? '', text)
}

function fenced(info: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${fence}${info}\n${text}\n${fence}`
}

/** Inline text as a line of its own: nothing at its start reads as a list, a heading or a table. */
const lineFrom = (html: string, siteUrl: string) =>
  inlineFrom(html, siteUrl)
    .replace(/^(?:[#+=|:-]|\d{1,9}(?=[.)]))/, (mark) => (/\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')

function inlineFrom(html: string, siteUrl = ''): string {
  if (!/[<&]/.test(html)) return escapeMarkdown(joinLines(html))
  return inlineNodes(parseHtml(html).children as ElementContent[], siteUrl).trim()
}

function inlineNodes(nodes: readonly ElementContent[], siteUrl: string): string {
  let line = ''
  nodes.forEach((node, at) => {
    if (node.type === 'text') line += escapeMarkdown(node.value.replace(/\s+/g, ' '))
    if (node.type !== 'element') return
    const inner = inlineNodes(node.children, siteUrl)
    const next = nodes[at + 1]
    // Readers' tools get the reading between its brackets: 漢字（かんじ）.
    const marked = siteUrl && RUBY.test(node.tagName) ? inner : markFor(node.tagName, node.properties, inner, siteUrl)
    const stands =
      marked !== undefined &&
      ((node.tagName === 'a' && !line.endsWith('!')) ||
        node.tagName === 'code' ||
        RUBY.test(node.tagName) ||
        (MARK_MAY_OPEN.test(line) && (next === undefined || (next.type === 'text' && MARK_MAY_CLOSE.test(next.value)))))
    line += stands ? marked : tagFrom(node, inner, siteUrl)
  })
  return line
}

const RUBY = /^(?:ruby|rt|rp)$/

/** Where marks are read as marks whatever the flavour: after a space or an opening, before a space or a stop, and in scripts without spaces. */
const MARK_MAY_OPEN = /(?:^|[\s("“‘«—–「『（《\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])$/u
const MARK_MAY_CLOSE = /^[\s.,;:!?)"”’»—–」』）》。，、：；！？\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u
const MARKABLE = /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/su

function markFor(tag: string, { href, title, ...others }: Record<string, unknown>, inner: string, siteUrl: string): string | undefined {
  if (Object.keys(others).length > 0) return undefined
  if (tag === 'a') return linkFrom(String(href), title, inner, siteUrl)
  if (title !== undefined) return undefined
  if (tag === 'code') return codeSpan(inner)
  if (!MARKABLE.test(inner)) return undefined
  return tag === 'strong' ? `**${inner}**` : tag === 'em' ? `*${inner}*` : tag === 's' ? `~~${inner}~~` : undefined
}

function linkFrom(href: string, title: unknown, inner: string, siteUrl: string): string | undefined {
  if (title !== undefined || inner.trim() !== inner || inner === '' || inner.startsWith('^') || /[<>[\]\\`]/.test(`${href}${inner}`)) return undefined
  const address = absoluteAddress(href, siteUrl).replace(REFERENCE, '&amp;')
  return `[${inner}](${/[()*_~&]/.test(address) ? `<${address}>` : address})`
}

/** Only what needs no escaping at all. */
const codeSpan = (inner: string) => (/^[\w.,:;/()=+ "'-]+$/.test(inner) && inner.trim() === inner ? `\`${inner}\`` : undefined)

function tagFrom({ tagName, properties }: Extract<ElementContent, { type: 'element' }>, inner: string, siteUrl: string): string {
  if (tagName === 'br') return '<br>'
  const attributes = Object.entries(properties).map(
    ([name, value]) => ` ${name.toLowerCase()}="${escapeAttribute(name === 'href' ? absoluteAddress(String(value), siteUrl) : joinLines(String(value)))}"`,
  )
  return `<${tagName}${attributes.join('')}>${inner}</${tagName}>`
}

/** Every mark that Markdown could read in plain text, bare addresses included. */
const escapeMarkdown = (text: string) =>
  text
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(?<=www)\./gi, '\\.')
    .replace(/@/g, '\\@')
