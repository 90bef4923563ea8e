/** Markdown as Ghost writes it: GitHub's, with lines that end where they end, `#Headings` without a space, footnotes, ~sub~, ^sup^ and ==marks==. */
import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked'
import { tokenise } from '../../../copy/markdown/lexer.ts'
import { escapeText } from '../../../copy/text/escape.ts'

/**
 * `nextNote`: the number of the document's next footnote; it may have several cards of Markdown. `undefined` where it nests more than anybody
 * writes, or would cost more than it is worth.
 */
export function markdownHtml(markdown: string, nextNote: () => number): string | undefined {
  if (!tokenise(markdown).ok) return undefined
  try {
    return htmlOf(markdown, nextNote)
  } catch (error) {
    // The parser calls itself for what nests, and throws nothing else.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function htmlOf(markdown: string, nextNote: () => number): string {
  const footnotes = new Footnotes(nextNote)
  const marked = new Marked({ gfm: true, breaks: true, extensions: [...SPANS, LAZY_HEADING, ...footnotes.extensions] })
  // One tilde is a subscript there, or nothing; only two strike out.
  marked.use({ tokenizer: { del: (src: string) => (src.startsWith('~~') ? false : undefined) } })
  const html = marked.parse(markdown, { async: false })
  return html + footnotes.html((text) => marked.parse(text, { async: false }))
}

const span = (name: string, mark: string, pattern: RegExp): TokenizerAndRendererExtension => ({
  name,
  level: 'inline',
  start: (src) => src.indexOf(mark),
  tokenizer(src) {
    const [raw, text] = pattern.exec(src) ?? []
    return raw && text ? { type: name, raw, text, tokens: this.lexer.inlineTokens(text) } : undefined
  },
  renderer({ tokens = [] }) {
    return `<${name}>${this.parser.parseInline(tokens)}</${name}>`
  },
})

const SPANS = [
  span('sub', '~', /^~(?!~)([^~\s]{1,200})~(?!~)/),
  span('sup', '^', /^\^(?!\[)([^^\s]{1,200})\^/),
  span('mark', '==', /^==(?!\s)([^=\n]{1,2000})==/),
]

const LAZY_HEADING: TokenizerAndRendererExtension = {
  name: 'lazyHeading',
  level: 'block',
  start: (src) => /^ {0,3}#{1,6}(?![#\s])/m.exec(src)?.index,
  tokenizer(src) {
    const [raw, marks = '', text = ''] = /^ {0,3}(#{1,6})(?![#\s])([^\n]+)(?:\n|$)/.exec(src) ?? []
    if (raw === undefined) return undefined
    return { type: 'lazyHeading', raw, depth: marks.length, tokens: this.lexer.inline(text.replace(/#+\s*$/, '')) }
  },
  renderer({ depth, tokens = [] }) {
    return `<h${depth}>${this.parser.parseInline(tokens)}</h${depth}>\n`
  },
}

type Note = Tokens.Generic & { label: string; tokens?: Token[] }

/** They become links there and back, as Word's do. */
class Footnotes {
  readonly #texts = new Map<string, string>()
  readonly #numbers = new Map<string, number>()
  readonly #nextNote: () => number

  constructor(nextNote: () => number) {
    this.#nextNote = nextNote
  }

  get extensions(): TokenizerAndRendererExtension[] {
    return [
      {
        name: 'footnoteText',
        level: 'block',
        start: (src) => /^ {0,3}\[\^[^\]\s]+\]:/m.exec(src)?.index,
        tokenizer: (src) => {
          const [raw, label, text] =
            /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n(?! {0,3}\[\^[^\]\s]+\]:)[^\n]*\S[^\n]*|\n+(?: {4}|\t)[^\n]+)*)(?:\n|$)/.exec(src) ?? []
          if (raw === undefined || label === undefined) return undefined
          if (!this.#texts.has(label)) this.#texts.set(label, (text ?? '').replace(/^(?: {4}|\t)/gm, ''))
          return { type: 'footnoteText', raw }
        },
        renderer: () => '',
      },
      {
        name: 'footnote',
        level: 'inline',
        start: (src) => /\[\^|\^\[/.exec(src)?.index,
        tokenizer: (src) => {
          const [raw, named, written] = /^(?:\[\^([^\]\s]+)\]|\^\[([^\]\n]+)\])/.exec(src) ?? []
          if (raw === undefined) return undefined
          const label = named ?? ` ${this.#texts.size}`
          if (written !== undefined) this.#texts.set(label, written)
          return this.#texts.has(label) ? { type: 'footnote', raw, label } : undefined
        },
        renderer: (token) => this.#call((token as Note).label),
      },
    ]
  }

  #call(label: string): string {
    const known = this.#numbers.get(label)
    const number = known ?? this.#nextNote()
    this.#numbers.set(label, number)
    return `<sup><a href="#_ftn${number}"${known === undefined ? ` id="_ftnref${number}"` : ''}>${number}</a></sup>`
  }

  /** Those that the text calls; their own texts may call more. */
  html(render: (markdown: string) => string): string {
    const list: string[] = []
    for (const [label, number] of this.#numbers) {
      const mark = `<a href="#_ftnref${number}" id="_ftn${number}">${escapeText(String(number))}</a> `
      const text = render(this.#texts.get(label) ?? '')
      list.push(/^<p>/.test(text) ? text.replace('<p>', () => `<p>${mark}`) : `<p>${mark}</p>${text}`)
    }
    return list.length === 0 ? '' : `\n<hr>\n${list.join('\n')}`
  }
}
