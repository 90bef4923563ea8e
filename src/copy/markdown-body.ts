/** Markdown → blocks. GitHub's flavour, with footnotes and with sizes of pictures: `![alt](src "caption"){width=1600 height=1067}`. */
import { Marked, type Token, type Tokens } from 'marked'
import type { BlockInput } from './block.ts'
import { cleanInline } from './clean.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { decoded } from './hast.ts'
import { blocksFromHtml } from './html.ts'
import { textOf } from './inline.ts'
import type { Flaw } from './parse.ts'

/** `lines` says for each block on which line of the text it begins, from 0; `title` is the text of a first-level heading that opens it. */
export type MarkdownBody = { blocks: BlockInput[]; lines: number[]; title?: string }

export function blocksFromMarkdown(text: string): { ok: true; value: MarkdownBody } | { ok: false; flaws: (Flaw & { line?: number })[] } {
  const deep = [...text.matchAll(TOO_DEEP)].find(([line]) => !RULE.test(line))
  if (deep) return refused('Quotes and lists nest at most 20 deep.', text, deep.index)
  const costly = tooCostly(text)
  if (costly !== undefined)
    return refused(
      'There are too many brackets, marks or quoted lines in this passage to be read as Markdown; part it into paragraphs, or escape them.',
      text,
      costly,
    )
  const reading: Reading = { notes: new Map(), order: [], flaws: [] }
  const tokens = lexed(text)
  if (!tokens) return refused('This text nests too deeply to be read; write it more plainly.', text, 0)
  for (const token of tokens) if (token.type === 'footnote') reading.notes.set(String((token as Footnote).label), (token as Footnote).tokens)
  const blocks: BlockInput[] = []
  const lines: number[] = []
  let line = 0
  for (const token of tokens) {
    const start = line + (/^\n*/.exec(token.raw)?.[0].length ?? 0)
    reading.line = start
    for (const block of blocksOf(token, reading)) {
      blocks.push(block)
      lines.push(start)
    }
    line += token.raw.split('\n').length - 1
  }
  const notes = notesOf(reading)
  if (reading.flaws.length > 0) return { ok: false, flaws: reading.flaws }
  const first = tokens.find((token) => token.type !== 'space')
  const title = first?.type === 'heading' && first.depth === 1 ? textOf(String(blocks[0]?.text ?? '')) : undefined
  return { ok: true, value: { blocks: [...blocks, ...notes], lines: [...lines, ...notes.map(() => line)], ...(title && { title }) } }
}

/** One line of markers within markers is how a small text nests without end. */
const TOO_DEEP = /^[ \t]*(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)){20,}.*/gm
/** A divider looks like a list in a list. */
const RULE = /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/

/**
 * The lexer looks for the other end of every open bracket and mark to the end of its passage: the square of their number.
 * As many as real texts have take a fraction of a second; the place where hostile ones begin is answered.
 */
function tooCostly(text: string): number | undefined {
  let cost = 0
  let at = 0
  for (const passage of text.split(/(?<=\n[ \t]*\n)/)) {
    const brackets = passage.split('[').length - 1
    const marks = passage.match(/[*_~`<!]/g)?.length ?? 0
    const quoted = passage.match(/^ {0,3}>/gm)?.length ?? 0
    cost += brackets ** 2 + quoted ** 2 + marks ** 2 / 8
    if (cost > MAX_COST) return at
    at += passage.length
  }
  return undefined
}

const MAX_COST = 8_000_000

const refused = (message: string, text: string, index: number) => ({
  ok: false as const,
  flaws: [{ pointer: '/body', message, line: text.slice(0, index).split('\n').length - 1 }],
})

type Footnote = Tokens.Generic & { label: string; tokens: Token[] }
type Reading = { notes: Map<string, Token[]>; order: string[]; flaws: (Flaw & { line?: number })[]; line?: number }

const marked = new Marked({
  extensions: [
    {
      name: 'footnote',
      level: 'block',
      start: (src) => /(?<=\n)\[\^/.exec(src)?.index,
      tokenizer(src) {
        const found = /^ {0,3}\[\^([^\]\s\\]{1,60})\]:[ \t]*([^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n|$)/.exec(src)
        return found ? { type: 'footnote', raw: found[0], label: found[1], tokens: this.lexer.inline(found[2] ?? '') } : undefined
      },
    },
    {
      name: 'footnoteMark',
      level: 'inline',
      start: (src) => src.indexOf('[^'),
      tokenizer(src) {
        const found = /^\[\^([^\]\s\\]{1,60})\]/.exec(src)
        return found ? { type: 'footnoteMark', raw: found[0], label: found[1] } : undefined
      },
    },
  ],
})

function lexed(text: string): Token[] | undefined {
  try {
    return marked.lexer(text)
  } catch (error) {
    // The lexer calls itself for what nests; hostile text meets the end of the stack, and nothing else throws a RangeError here.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function blocksOf(token: Token, reading: Reading): BlockInput[] {
  switch (token.type) {
    case 'heading': {
      const { text, pictures } = inline(within(token), reading)
      return [...(text ? [{ type: 'heading' as const, level: Math.min(4, Math.max(2, token.depth)), text }] : []), ...pictures]
    }
    case 'paragraph':
    case 'text':
      return paragraphOf(token as Tokens.Paragraph, reading)
    case 'blockquote':
      return quoteOf(token as Tokens.Blockquote, reading)
    case 'list':
      return listOf(token as Tokens.List, reading)
    case 'table':
      return [tableOf(token as Tokens.Table, reading)]
    case 'code':
      // A code that ends in empty lines comes with one too many.
      return [{ type: 'code', text: String(token.text).replace(/\n$/, ''), ...(token.lang && { language: decoded(token.lang) }) }]
    case 'hr':
      return [{ type: 'divider' }]
    case 'html':
      return blocksFromHtml(token.text)
    default:
      return []
  }
}

/** Pictures that stand alone in a paragraph are pictures; those amid text follow their paragraph. */
function paragraphOf(token: Tokens.Paragraph, reading: Reading): BlockInput[] {
  const { text, pictures } = inline(token.tokens, reading)
  return [...(text ? [{ type: 'paragraph' as const, text }] : []), ...pictures]
}

/** A last paragraph that begins with a dash says whose words they were. */
function quoteOf(token: Tokens.Blockquote, reading: Reading): BlockInput[] {
  const inner = token.tokens.flatMap((part) => blocksOf(part, reading))
  const last = inner.at(-1)
  const cite = inner.length > 1 && last?.type === 'paragraph' ? /^[—–] ?(.+)$/.exec(textOf(String(last.text)))?.[1] : undefined
  if (cite) inner.pop()
  const blocks: BlockInput[] = []
  for (const block of inner) {
    const before = blocks.at(-1)
    if (block.type !== 'paragraph') blocks.push(block)
    else if (before?.type === 'quote') before.text = `${before.text}<br><br>${block.text}`
    else blocks.push({ type: 'quote', text: block.text })
  }
  const quote = blocks.findLast((block) => block.type === 'quote')
  if (quote && cite) quote.cite = cite
  return blocks
}

type Item = string | { text: string; list: { ordered?: true; items: Item[] } }

function listOf(token: Tokens.List, reading: Reading): BlockInput[] {
  const after: BlockInput[] = []
  const items = itemsOf(token, 1, reading, after)
  return [...(items.length > 0 ? [{ type: 'list' as const, ...(token.ordered && { ordered: true }), items }] : []), ...after]
}

function itemsOf(list: Tokens.List, depth: number, reading: Reading, after: BlockInput[]): Item[] {
  return list.items.flatMap((item): Item[] => {
    const nested = item.tokens.filter((token): token is Tokens.List => token.type === 'list')
    const inner = item.tokens.filter((token) => token.type !== 'list').flatMap((token) => blocksOf(token, reading))
    const told = inner.flatMap((block) => (block.type !== 'code' && typeof block.text === 'string' ? [block.text] : [])).join('<br>')
    const text = item.task ? `${item.checked ? '☑' : '☐'} ${told}` : told
    after.push(...inner.filter((block) => block.type === 'code' || typeof block.text !== 'string'))
    const items = nested.flatMap((child) => itemsOf(child, Math.min(depth + 1, MAX_LIST_DEPTH), reading, after))
    if (items.length === 0) return [text]
    if (depth >= MAX_LIST_DEPTH) return [text, ...items]
    return [{ text, list: { ...(nested[0]?.ordered && { ordered: true }), items } }]
  })
}

/** See block.ts: an item at this depth is text. */
const MAX_LIST_DEPTH = 4

function tableOf(token: Tokens.Table, reading: Reading): BlockInput {
  const cells = (row: Tokens.TableCell[]) => row.map((cell) => inline(cell.tokens, reading).text)
  const head = cells(token.header)
  const rows = token.rows.map(cells)
  if (rows.length === 0) return { type: 'table', rows: [head] }
  return { type: 'table', ...(head.some((cell) => cell !== '') && { head }), rows }
}

/** Notes in the order in which the text calls them, as a numbered list that leads back. */
function notesOf(reading: Reading): BlockInput[] {
  const items: string[] = []
  // Notes may call further notes, which then join the end.
  for (let at = 0; at < reading.order.length; at++) {
    const tokens = reading.notes.get(reading.order[at] ?? '') ?? []
    items.push(`${inline(tokens, reading).text} <a href="#fnref-${at + 1}" id="fn-${at + 1}">↩</a>`)
  }
  return items.length > 0 ? [{ type: 'divider' }, { type: 'list', ordered: true, items }] : []
}

function inline(tokens: readonly Token[], reading: Reading): { text: string; pictures: BlockInput[] } {
  const pictures: BlockInput[] = []
  const html = htmlOf(tokens, reading, pictures)
  return { text: cleanInline(html.replace(/^\s+|\s+$/g, '').replace(/\s*\n\s*/g, ' ')), pictures }
}

function htmlOf(tokens: readonly Token[], reading: Reading, pictures: BlockInput[]): string {
  let html = ''
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    const inner = () => htmlOf(within(token), reading, pictures)
    switch (token.type) {
      case 'strong':
      case 'em':
        html += `<${token.type}>${inner()}</${token.type}>`
        break
      case 'del':
        html += `<s>${inner()}</s>`
        break
      case 'codespan':
        html += `<code>${escapeText(token.text)}</code>`
        break
      case 'br':
        html += '<br>'
        break
      case 'html':
        html += token.text
        break
      case 'escape':
        html += escapeText(token.text)
        break
      case 'link':
        html += linkOf(token as Tokens.Link, inner())
        break
      case 'image':
        pictures.push(pictureOf(token as Tokens.Image, attributesAfter(tokens, at), reading))
        at += attributesAfter(tokens, at).tokens
        break
      case 'footnoteMark':
        html += markOf(String((token as Footnote).label), token.raw, reading)
        break
      default:
        html += within(token).length > 0 ? inner() : referencesOnly(String((token as Tokens.Text).text ?? ''))
    }
  }
  return html
}

/** Text as HTML: character references stay, and Markdown knows only those with their semicolon. */
const referencesOnly = (text: string) =>
  text
    .replace(/&(?!#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')

const within = (token: Token): Token[] => ('tokens' in token ? (token.tokens ?? []) : [])

/** Character references in a written address are resolved when the result is cleaned; those of a bare address are literal. */
function linkOf({ href, title, autolink }: Tokens.Link, inner: string) {
  const attribute = (text: string) => (autolink ? escapeAttribute(text) : text.replace(/"/g, '&quot;').replace(/</g, '&lt;'))
  return `<a href="${attribute(href)}"${title ? ` title="${attribute(title)}"` : ''}>${inner}</a>`
}

function markOf(label: string, raw: string, reading: Reading) {
  if (!reading.notes.has(label)) {
    reading.flaws.push({
      pointer: '/body',
      message: `The footnote ${raw} has no text; write "${raw}: …" on a line of its own, or \\${raw} for the characters themselves.`,
      ...(reading.line !== undefined && { line: reading.line }),
    })
    return ''
  }
  const known = reading.order.indexOf(label)
  const number = known < 0 ? reading.order.push(label) : known + 1
  return `<sup${known < 0 ? ` id="fnref-${number}"` : ''}><a href="#fn-${number}">${number}</a></sup>`
}

type Attributes = { tokens: number; values: Record<string, string> }

/** `{width=1600 height=1067 credit="…"}` right after a picture. Markdown has parted it into tokens; their source is whole. */
function attributesAfter(tokens: readonly Token[], image: number): Attributes {
  let source = ''
  for (let at = image + 1; at < tokens.length; at++) {
    source += tokens[at]?.raw ?? ''
    if (!source.startsWith('{') || source.includes('\n')) break
    if (!source.endsWith('}')) continue
    const values = Object.fromEntries(
      [...source.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"{}]+))/g)].map(([, name = '', quoted, bare = '']) => [
        name,
        decoded((quoted ?? bare).replace(/\\(.)/g, '$1')),
      ]),
    )
    return { tokens: at - image, values }
  }
  return { tokens: 0, values: {} }
}

function pictureOf({ href, title, tokens }: Tokens.Image, { values }: Attributes, reading: Reading): BlockInput {
  const { width, height, caption = title ? decoded(title) : undefined, credit, focus } = values
  const [x, y] = (focus ?? '').split(/[\s,]+/).map(Number)
  if (!width || !height) {
    const message = `The picture ${href.slice(0, 200)} needs its size in pixels, so that its space can be kept free: ![what it shows](address "caption"){width=1600 height=1067}.`
    reading.flaws.push({ pointer: '/body', message, ...(reading.line !== undefined && { line: reading.line }) })
  }
  return {
    type: 'picture',
    src: decoded(href),
    alt: textOf(cleanInline(htmlOf(tokens, reading, []))),
    width: Number(width),
    height: Number(height),
    ...(caption && { caption }),
    ...(credit && { credit }),
    ...(focus && { focus: { x, y } }),
  }
}
