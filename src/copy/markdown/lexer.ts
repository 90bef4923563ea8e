/** Markdown → tokens: GitHub's flavour with footnotes, emphasis as in emphasis.ts, and no more work than the text is worth. */
import { Lexer, Marked, type Token, type Tokens, type TokensList } from 'marked'
import { FOOTNOTE_OPENING, LinearTokenizer } from './linear-rules.ts'

export type Footnote = Tokens.Generic & { label: string; tokens: Token[] }

export type TokeniseResult = { ok: true; tokens: Token[] } | { ok: false; reason: 'too-deep' | 'too-long' | 'too-costly' | 'too-many'; line: number }

export function tokenise(text: string): TokeniseResult {
  const lexer = new BoundedLexer(text)
  const worthless = worthlessFrom(text)
  if (worthless) return { ok: false, reason: worthless.reason, line: text.slice(0, worthless.at).split('\n').length - 1 }
  try {
    return { ok: true, tokens: lexer.lex(text) }
  } catch (error) {
    if (error instanceof RefusedText) return { ok: false, reason: error.reason, line: lexer.lineOf(error.passage) }
    // The lexer calls itself for what nests; hostile text meets the end of the stack, and nothing else throws a RangeError here.
    if (error instanceof RangeError) return { ok: false, reason: 'too-deep', line: 0 }
    throw error
  }
}

/**
 * Found before anything is read. Where a line begins an item or a quote to which more lines belong than a block can hold: each of them is
 * copied with all before it. And where the items are more than there can be, since a list is cut into all of them before the first is read.
 */
function worthlessFrom(text: string): { at: number; reason: 'too-long' | 'too-costly' } | undefined {
  let run: number | undefined
  let items = 0
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1 || text.length + 1) {
    const start = text.slice(at, at + 30)
    const markers = ITEM_MARKERS.exec(start)?.[0]
    if (markers !== undefined) {
      run = at
      items += markers.match(/[-+*.)]/g)?.length ?? 0
      if (items > MAX_ITEMS) return { at, reason: 'too-costly' }
    } else if (/^[ \t>]*\n/.test(start)) run = undefined
    else if (run === undefined && /^[ \t]*>/.test(start)) run = at
    else if (run !== undefined && at - run > MAX_RUN) return { at: run, reason: 'too-long' }
  }
  return undefined
}

/** One line may begin several, each in the one before it. A divider is none. */
const ITEM_MARKERS = /^(?![ \t>]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)(?:\n|$))(?:[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t])+/

class RefusedText extends Error {
  readonly reason: 'too-long' | 'too-costly' | 'too-many'
  readonly passage: string
  constructor(reason: RefusedText['reason'], passage: string) {
    super('This text is not worth reading on.')
    this.reason = reason
    this.passage = passage
  }
}

/**
 * The lexer looks for the other end of every mark and bracket to the end of its passage, and reads what nests once a level. For brackets and
 * levels that is counted beforehand, for emphasis while it happens, in characters looked at; real copy of the greatest size that is
 * filed stays far below.
 */
class BoundedLexer extends Lexer {
  #looks = 0
  #parts = 0
  #passage = ''
  readonly #text: string

  constructor(text: string) {
    const tokenizer = new LinearTokenizer()
    super({ ...ourFlavour.defaults, tokenizer })
    this.#text = text
    tokenizer.useLinearRules((looks) => this.#look(this.#passage, looks))
  }

  lineOf(passage: string) {
    const at = this.#text.indexOf(passage.slice(0, passage.indexOf('\n', 1) + 1 || undefined).slice(0, 200))
    return this.#text.slice(0, Math.max(0, at)).split('\n').length - 1
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[]
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped?: boolean): Token[] {
    this.#beginPart(src, src.length * LOOKS_PER_LEVEL)
    return super.blockTokens(src, tokens, lastParagraphClipped)
  }

  override inlineTokens(src: string, tokens?: Token[]): Token[] {
    if (src.length > MAX_RUN) throw new RefusedText('too-long', src)
    const looks = src.length * estimateLooks(src)
    if (looks > MAX_LOOKS) throw new RefusedText('too-costly', src)
    this.#beginPart(src, looks)
    const outer = this.#passage
    this.#passage = src
    const read = super.inlineTokens(src, tokens)
    this.#passage = outer
    return read
  }

  #beginPart(passage: string, looks: number) {
    if (++this.#parts > MAX_PARTS) throw new RefusedText('too-costly', passage)
    this.#look(passage, looks)
  }

  #look(passage: string, looks: number) {
    this.#looks += looks
    if (this.tokens.length > MAX_TOP_LEVEL) throw new RefusedText('too-many', this.tokens.at(-1)?.raw ?? '')
    if (this.#looks > MAX_LOOKS + this.#text.length * LOOKS_PER_CHARACTER) throw new RefusedText('too-costly', passage)
  }
}

/** Marks, which mostly find their other end nearby, and the runs of stops at which an address is trimmed one by one. */
const RARELY_FAR = /[`<~&@\\]|[.,:;?'")]{2}/g

/**
 * How often a passage is looked at to its end: by each bracket without an end of its own and each of a run of exclamation
 * marks; by others in the share that was measured.
 */
function estimateLooks(passage: string) {
  let [square, round, exclaimed] = [0, 0, 0]
  for (let at = 0; at < passage.length; at++) {
    const character = passage[at]
    if (character === '[') square++
    else if (character === ']') square = Math.max(0, square - 1)
    else if (character === '(') round++
    else if (character === ')') round = Math.max(0, round - 1)
    else if (character === '!' && passage[at + 1] === '!') exclaimed++
  }
  return square + round + exclaimed + (passage.match(RARELY_FAR)?.length ?? 0) / 8
}

const LOOKS_PER_LEVEL = 5
/** A passage may be dense with marks; a text of such passages only is none. */
const MAX_LOOKS = 8_000_000
const LOOKS_PER_CHARACTER = 60
/** Paragraphs, items and cells cost something however little is in them. The largest table has 100,000 cells. */
const MAX_PARTS = 150_000
/** Ten for each block that a body can have: what is between them, notes and definitions count, too. */
const MAX_TOP_LEVEL = 20_000
/** Twelve lists of the greatest length, or six items in each block that a body can have. */
const MAX_ITEMS = 12_000
/** A block holds 20,000 characters (shapes/block.ts); in Markdown no text of that length is this long. */
const MAX_RUN = 60_000

const ourFlavour = new Marked({
  extensions: [
    {
      name: 'footnote',
      level: 'block',
      tokenizer(src) {
        const found = footnoteAt(src)
        if (!found) return undefined
        const wasTop = this.lexer.state.top
        this.lexer.state.top = true
        const tokens = this.lexer.blockTokens(found.text, [])
        this.lexer.state.top = wasTop
        return { type: 'footnote', raw: found.raw, label: found.label, tokens }
      },
    },
    {
      name: 'footnoteMark',
      level: 'inline',
      // Text ends at every bracket anyway, and no search for another goes beyond the next.
      start: (src) => src.indexOf('['),
      tokenizer(src) {
        const found = /^\[\^([^\]\s\\]{1,60})\]/.exec(src)
        return found ? { type: 'footnoteMark', raw: found[0], label: found[1] } : undefined
      },
    },
    {
      name: 'spacedLink',
      level: 'inline',
      tokenizer(src) {
        const found = spacedLinkAt(src)
        if (!found) return undefined
        const { raw, words, href, title } = found
        if (raw.startsWith('!')) return { type: 'image', raw, href, title, text: words, tokens: this.lexer.inlineTokens(words) }
        const { state } = this.lexer
        const wasInLink = state.inLink
        state.inLink = true
        const tokens = this.lexer.inlineTokens(words)
        state.inLink = wasInLink
        return { type: 'link', raw, href, title, text: words, tokens }
      },
    },
  ],
})

/**
 * CommonMark wants an address with spaces in angle brackets and takes `[Ring us](tel:+49 30 1234)` for text; its writer meant
 * a link. What may as well be a remark in brackets stays text.
 */
function spacedLinkAt(src: string): { raw: string; words: string; href: string; title: string | null } | undefined {
  const [raw, words = '', between = ''] = /^!?\[((?:\\.|[^[\]\\\n]){0,1000})\]\(([^()<>\n]{1,2000})\)/.exec(src) ?? []
  if (raw === undefined) return undefined
  const [, address = '', title] = /^([^"]*[^\s"])(?:\s+"([^"]*)")?\s*$/.exec(between.trimStart()) ?? []
  const isAddress = raw.startsWith('!') || /^(?:https?:|mailto:|tel:|sms:|www\.|\.{0,2}\/|#)/i.test(address)
  return /\s/.test(address) && isAddress && !/\s'[^']*'$/.test(address) ? { raw, words, href: address, title: title ?? null } : undefined
}

/** Lines go on with a footnote that are indented, also after a blank one, or that follow at once and begin nothing of their own. */
function footnoteAt(src: string): { raw: string; label: string; text: string } | undefined {
  const opening = OPENING.exec(src)
  if (!opening) return undefined
  let end = 0
  let isAfterBlank = false
  for (let at = 0; at < src.length; ) {
    const next = (src.indexOf('\n', at) + 1 || src.length + 1) - 1
    const line = src.slice(at, next)
    const isBlank = line.trim() === ''
    if (at > 0 && !isBlank && !(isAfterBlank ? /^(?: {2}|\t)/ : CONTINUES_FOOTNOTE).test(line)) break
    if (!isBlank) end = next
    isAfterBlank = isBlank
    at = next + 1
  }
  const [first = '', ...others] = src.slice(opening[0].length, end).split('\n')
  return { raw: src.slice(0, end + 1), label: opening[1] ?? '', text: [first, ...others.map((line) => line.replace(/^(?:\t| {1,4})/, ''))].join('\n') }
}

const OPENING = new RegExp(`^ {0,3}${FOOTNOTE_OPENING}[ \\t]*`)
const CONTINUES_FOOTNOTE = /^[ \t]|^(?!\[\^|#{1,6}[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|[|<]|(?:[-*_][ \t]*){3,}$)/
