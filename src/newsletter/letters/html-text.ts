/** Sanitised HTML as plain text. Struck-out text is left out; links become notes. */
import type { BlockHtml, Inline } from '../../copy/text/inline.ts'
import { type Whereabouts, wholeAddress } from './mail-html.ts'
import { type Links, paragraphs, wrap } from './text.ts'

const TAG = /<(\/?)([a-z][a-z\d]*)((?: [^<>]*)?)>/g

/** In one run of text; `br` ends a line. */
export function inlineText(html: Inline | BlockHtml, links: Links, where: Whereabouts): string {
  const said = new InlineWriter(links, where)
  eachPiece(html, (piece) => said.take(piece))
  return tidy(said.text)
}

type Piece = { text: string } | { tag: string; closes: boolean; attributes: string }

function eachPiece(html: string, take: (piece: Piece) => void) {
  let at = 0
  for (const { 0: whole, 1: slash, 2: tag = '', 3: attributes = '', index } of html.matchAll(TAG)) {
    if (index > at) take({ text: plainOf(html.slice(at, index)) })
    take({ tag, closes: slash === '/', attributes })
    at = index + whole.length
  }
  if (at < html.length) take({ text: plainOf(html.slice(at)) })
}

const plainOf = (text: string) => text.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' }

const tidy = (text: string) =>
  text
    .replace(/[ \t\r]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()

class InlineWriter {
  text = ''
  #struck = 0
  #raised = 0
  #open: { href: string; from: number } | undefined
  readonly #links: Links
  readonly #where: Whereabouts

  constructor(links: Links, where: Whereabouts) {
    this.#links = links
    this.#where = where
  }

  take(piece: Piece) {
    if ('text' in piece) {
      // A line end in HTML is a space.
      if (this.#struck === 0) this.text += piece.text.replace(/\s+/g, ' ')
      return
    }
    const { tag, closes, attributes } = piece
    if (tag === 's') this.#struck += closes ? -1 : 1
    else if (this.#struck > 0) return
    else if (tag === 'sup') this.#raised += closes ? -1 : 1
    else if (tag === 'br') this.text += '\n'
    else if (tag === 'q') this.text += closes ? '”' : '“'
    else if (tag === 'a') this.#link(closes, attributes)
  }

  #link(closes: boolean, attributes: string) {
    if (!closes) {
      this.#open = { href: plainOf(/ href="([^"]*)"/.exec(attributes)?.[1] ?? ''), from: this.text.length }
      return
    }
    const { href = '', from = 0 } = this.#open ?? {}
    this.#open = undefined
    const words = this.text.slice(from).trim()
    // A footnote mark would look like part of the word or number before it.
    if (href.startsWith('#') && this.#raised > 0) this.text = `${this.text.slice(0, from)} (${words})`
    // Links within the story, and addresses that are written out anyway.
    if (href === '' || href.startsWith('#') || words === '' || href.replace(/^(?:mailto|tel|sms):/, '') === words) return
    this.text += ` ${this.#links.note(wholeAddress(href, this.#where))}`
  }
}

/** An html block: each of its blocks on lines of its own, with a prefix for what it is nested in. */
export function blockHtmlText(html: BlockHtml, links: Links, where: Whereabouts): string {
  const writer = new BlockWriter(links, where)
  eachPiece(html, (piece) => writer.take(piece))
  return writer.end()
}

type Holder = { prefix: string; number?: number; step?: number }

class BlockWriter {
  readonly #done: string[] = []
  readonly #holders: Holder[] = []
  readonly #links: Links
  readonly #where: Whereabouts
  #inline: InlineWriter
  #mark = ''
  #pre = 0

  constructor(links: Links, where: Whereabouts) {
    this.#links = links
    this.#where = where
    this.#inline = new InlineWriter(links, where)
  }

  take(piece: Piece) {
    if ('text' in piece) {
      if (this.#pre > 0) this.#inline.text += piece.text
      else this.#inline.take(piece)
      return
    }
    const { tag, closes, attributes } = piece
    switch (tag) {
      case 'ul':
      case 'ol':
      case 'blockquote':
      case 'dd':
        this.#endLine()
        if (closes) this.#holders.pop()
        else this.#holders.push(holderOf(tag, attributes))
        return
      case 'li':
        this.#endLine()
        if (!closes) this.#mark = markOf(this.#holders.at(-1), attributes)
        return
      case 'td':
      case 'th':
        if (!closes && this.#inline.text.trim() !== '') this.#inline.text += ' | '
        return
      case 'pre':
        this.#endLine()
        this.#pre += closes ? -1 : 1
        return
      case 'hr':
        this.#endLine()
        this.#done.push('* * *')
        return
      default:
        if (BLOCKS.has(tag)) this.#endLine()
        else this.#inline.take(piece)
    }
  }

  end() {
    this.#endLine()
    return paragraphs(this.#done)
  }

  #endLine() {
    const text = this.#pre > 0 ? this.#inline.text.replace(/(?<!\n)\n+$/, '') : tidy(this.#inline.text)
    this.#inline = new InlineWriter(this.#links, this.#where)
    if (text.trim() === '') return
    const before = this.#holders.map(({ prefix }) => prefix).join('')
    const first = this.#mark === '' ? before : before.slice(0, Math.max(0, before.length - this.#mark.length)) + this.#mark
    this.#mark = ''
    this.#done.push(
      this.#pre > 0
        ? text
            .split('\n')
            .map((line) => before + line)
            .join('\n')
        : wrap(text, { first, rest: before }),
    )
  }
}

const BLOCKS = new Set([
  'p',
  'div',
  'h2',
  'h3',
  'h4',
  'dl',
  'dt',
  'table',
  'caption',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'figure',
  'figcaption',
  'details',
  'summary',
])

function holderOf(tag: string, attributes: string): Holder {
  if (tag === 'blockquote') return { prefix: '> ' }
  if (tag !== 'ol') return { prefix: '  ' }
  const start = Number(/ start="(-?\d+)"/.exec(attributes)?.[1] ?? 1)
  return { prefix: '    ', number: start, step: / reversed/.test(attributes) ? -1 : 1 }
}

function markOf(holder: Holder | undefined, attributes: string) {
  if (holder?.number === undefined) return '* '
  const own = / value="(-?\d+)"/.exec(attributes)?.[1]
  const number = own === undefined ? holder.number : Number(own)
  holder.number = number + (holder.step ?? 1)
  return `${number}. `
}
