/** Markdown → blocks. GitHub's flavour, with footnotes and with sizes of pictures: `![alt](src "caption"){width=1600 height=1067}`. */
import type { Token, Tokens } from 'marked'
import { drawingFromFence, isDrawingFence } from '../drawings/fence.ts'
import { blocksFromHtml } from '../html/from-html.ts'
import { decodeReferences } from '../html/hast.ts'
import type { BlockInput } from '../shapes/block.ts'
import { textOf } from '../text/inline.ts'
import { childTokens, inlineFromTokens } from './inline.ts'
import { type Footnote, tokenise } from './lexer.ts'
import { ListReader } from './lists.ts'
import { addFlaw, type MarkdownFlaw, type ReadingState, reporterFor } from './reading-state.ts'
import { SCOREBOARD, scoreboardFromMarkdown } from './scoreboard.ts'

/** `lines` says for each block on which line of the text it begins, from 0; `title` is the text of a first-level heading that opens it. */
export type MarkdownBody = { blocks: BlockInput[]; lines: number[]; title?: string }

/** `page` is the path of the article; `notes` collects what was left out or repaired. */
export function blocksFromMarkdown(
  text: string,
  { page, notes = [] }: { page?: string; notes?: string[] } = {},
): { ok: true; value: MarkdownBody } | { ok: false; flaws: MarkdownFlaw[] } {
  const deep = [...text.matchAll(DEEP_NESTING)].find(([line]) => !DIVIDER.test(line))
  if (deep) return refuse('Quotes and lists can be nested up to 20 levels deep.', text.slice(0, deep.index).split('\n').length - 1)
  const read = tokenise(text)
  if (!read.ok) return refuse(REFUSALS[read.reason], read.line)
  return new BodyReader(text, read.tokens, page, notes).body()
}

/** One line of markers within markers is how a small text nests without end. */
const DEEP_NESTING = /^[ \t]*(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)){20,}.*/gm
/** A divider looks like a list in a list. */
const DIVIDER = /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/

const REFUSALS = {
  'too-deep': 'This text is nested too deeply. Simplify its structure.',
  'too-long': 'A block can have up to 20,000 characters. Split it into several.',
  'too-many': 'A body can have up to 2,000 blocks. Split it into several articles.',
  'too-costly': 'This text has too many list items, brackets or marks to read as Markdown. Split it into shorter paragraphs or articles.',
}

const refuse = (message: string, line: number) => ({ ok: false as const, flaws: [{ pointer: '/body', message, line }] })

class BodyReader {
  readonly #tokens: readonly Token[]
  readonly #reading: ReadingState
  readonly #lists = new ListReader((token) => this.#blocksOf(token))

  constructor(text: string, tokens: readonly Token[], page: string | undefined, notes: string[]) {
    this.#tokens = tokens
    this.#reading = { footnotes: footnotesIn(tokens, notes), called: new Map(), firstFootnote: lastFootnoteIn(text) + 1, flaws: [], notes, page }
  }

  body(): ReturnType<typeof blocksFromMarkdown> {
    const blocks: BlockInput[] = []
    const lines: number[] = []
    let line = 0
    for (const token of this.#tokens) {
      const start = line + (/^\n*/.exec(token.raw)?.[0].length ?? 0)
      this.#reading.line = start
      for (const block of this.#blocksOf(token)) {
        blocks.push(block)
        lines.push(start)
      }
      line += token.raw.split('\n').length - 1
    }
    const footnotes = this.#footnotes()
    if (this.#reading.flaws.length > 0) return { ok: false, flaws: this.#reading.flaws }
    const first = this.#tokens.find((token) => token.type !== 'space')
    const title = first?.type === 'heading' && first.depth === 1 ? textOf(String(blocks[0]?.text ?? '')) : undefined
    return { ok: true, value: { blocks: [...blocks, ...footnotes], lines: [...lines, ...footnotes.map(() => line)], ...(title && { title }) } }
  }

  #blocksOf(token: Token): BlockInput[] {
    switch (token.type) {
      case 'heading': {
        const { text, pictures } = inlineFromTokens(childTokens(token), this.#reading)
        return [...(text ? [{ type: 'heading' as const, level: Math.min(4, Math.max(2, token.depth)), text }] : []), ...pictures]
      }
      case 'paragraph':
      case 'text':
        return this.#paragraphOf(token)
      case 'blockquote':
        return this.#quoteOf(token as Tokens.Blockquote)
      case 'list':
        return this.#lists.listOf(token as Tokens.List)
      case 'table':
        return this.#tableOf(token as Tokens.Table)
      case 'code': {
        const language = token.lang ? decodeReferences(token.lang) : ''
        if (isDrawingFence(language)) return [drawingFromFence(language, token.text)]
        if (language === SCOREBOARD) return this.#scoreboardOf(String(token.text))
        // A code that ends in empty lines comes with one too many.
        return [{ type: 'code', text: String(token.text).replace(/\n$/, ''), ...(language && { language }) }]
      }
      case 'hr':
        return [{ type: 'divider' }]
      case 'html':
        return blocksFromHtml(token.text, reporterFor(this.#reading), this.#reading.page)
      default:
        return []
    }
  }

  #scoreboardOf(text: string): BlockInput[] {
    const read = scoreboardFromMarkdown(text)
    if ('board' in read) return [read.board]
    addFlaw({ ...this.#reading, line: (this.#reading.line ?? 0) + 1 + read.line }, read.message)
    return []
  }

  /** Pictures that stand alone in a paragraph are pictures; those amid text follow their paragraph. */
  #paragraphOf(token: Token): BlockInput[] {
    const { text, pictures } = inlineFromTokens(childTokens(token), this.#reading)
    return [...(text ? [{ type: 'paragraph' as const, text }] : []), ...pictures]
  }

  /** A last paragraph that begins with a dash says whose words they were. */
  #quoteOf(token: Tokens.Blockquote): BlockInput[] {
    const inner = token.tokens.flatMap((part) => this.#blocksOf(part))
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

  /** Pictures in cells follow their table. */
  #tableOf(token: Tokens.Table): BlockInput[] {
    const pictures: BlockInput[] = []
    const cells = (row: Tokens.TableCell[]) =>
      row.map((cell) => {
        const read = inlineFromTokens(cell.tokens, this.#reading)
        pictures.push(...read.pictures)
        return read.text
      })
    const head = cells(token.header)
    const rows = token.rows.map(cells)
    if (rows.length === 0) return [{ type: 'table', rows: [head] }, ...pictures]
    return [{ type: 'table', ...(head.some((cell) => cell !== '') && { head }), rows }, ...pictures]
  }

  /** Footnotes in the order in which the text calls them, as a numbered list that leads back. What is no text stands below its own note. */
  #footnotes(): BlockInput[] {
    const { called, footnotes, firstFootnote, notes } = this.#reading
    const blocks: BlockInput[] = []
    let items: ReturnType<ListReader['itemOf']> = []
    let start = firstFootnote
    // Notes may call further notes, which then join the end.
    for (const [label, at] of called) {
      const number = firstFootnote + at
      const tail = ` <a href="#fnref-${number}" id="fn-${number}">↩</a>`
      const after: BlockInput[] = []
      items.push(...this.#lists.itemOf(footnotes.get(label) ?? [], after, { tail }))
      if (after.length === 0 && at < called.size - 1) continue
      blocks.push({ type: 'list', ordered: true, ...(start > 1 && { start }), items }, ...after)
      items = []
      start = number + 1
    }
    for (const label of footnotes.keys()) if (!called.has(label)) notes.push(`The footnote [^${label}] isn’t used in the text and was left out.`)
    return blocks.length === 0 ? [] : [{ type: 'divider' }, ...blocks]
  }
}

function footnotesIn(tokens: readonly Token[], notes: string[]) {
  const footnotes = new Map<string, readonly Token[]>()
  for (const token of tokens) {
    if (token.type !== 'footnote') continue
    const { label, tokens: text } = token as Footnote
    if (footnotes.has(label)) notes.push(`The footnote [^${label}] is defined twice. The first definition was used.`)
    else footnotes.set(label, text)
  }
  return footnotes
}

/** The last footnote that an article which was exported and filed again has as HTML. */
const lastFootnoteIn = (text: string) => Math.max(0, ...Array.from(text.matchAll(/\bid=["']?fn-(\d{1,6})\b/g), ([, number]) => Number(number)).slice(-2000))
