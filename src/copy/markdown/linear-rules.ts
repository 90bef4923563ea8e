/** Rules of the lexer's that look further than they need to, at every line or every mark, in a form that doesn't. */
import { Tokenizer, type Tokens } from 'marked'
import { EMPHASIS_RULES } from './emphasis.ts'

export const FOOTNOTE_OPENING = String.raw`\[\^([^\]\s\\]{1,60})\]:`

/** What may end an emphasis is told by eight patterns, of scripts and of punctuation. */
const LOOKS_FOR_EMPHASIS = 15
/** What is read already is copied once for each line that joins it. */
const LOOKS_TO_JOIN = 0.1
const LOOKS_FOR_UNDERLINE = 5
/** A row that is shorter than its table's head is filled up with empty cells, each of which is read. */
const LOOKS_TO_FILL_CELL = 60

export class LinearTokenizer extends Tokenizer {
  #look: (looks: number, passage?: string) => void = () => {}

  /** `look` hears of work that nobody knows beforehand, in characters looked at, and may throw. */
  useLinearRules(look: (looks: number, passage?: string) => void) {
    this.#look = look
    const { block, inline, other } = this.rules
    const emphasis = { ...EMPHASIS_RULES, emStrongRDelimUnd: inline.emStrongRDelimUnd }
    const counted = ENDS.map((name) => [name, new CountedPattern(emphasis[name] as RegExp, (characters) => look(characters * LOOKS_FOR_EMPHASIS))] as const)
    this.rules = {
      other,
      block: { ...block, paragraph: paragraphIn(block) },
      inline: { ...inline, text: textIn(inline), url: addressIn(inline), ...emphasis, ...Object.fromEntries(counted) },
    }
  }

  /** Its first two lines say whether it is one; all rows are read for that otherwise, at each line that might begin a table. */
  override table(src: string): Tokens.Table | undefined {
    const head = /^[^\n]*\n[^\n]*/.exec(src)?.[0]
    if (head === undefined) return undefined
    const { inlineQueue } = this.lexer
    const { length } = inlineQueue
    const isTable = super.table(head) !== undefined
    inlineQueue.length = length
    if (!isTable) return undefined
    this.#countFilled(src)
    return super.table(src)
  }

  #countFilled(src: string) {
    const [whole, , underline = '', rows = ''] = this.rules.block.table.exec(src) ?? []
    const filled = countOf('|', underline) * countOf('\n', `${rows}\n`) - countOf('|', rows)
    if (filled > 0) this.#look(filled * LOOKS_TO_FILL_CELL, whole)
  }

  /** The first that is tried wherever a block begins. */
  override space(src: string) {
    this.#look(0)
    return super.space(src)
  }

  override paragraph(src: string) {
    this.#countJoined()
    return super.paragraph(src)
  }

  /** A line of an item, at which the underline of a heading was looked for to the end of the item. */
  override text(src: string) {
    this.#look(src.length * LOOKS_FOR_UNDERLINE)
    this.#countJoined()
    return super.text(src)
  }

  #countJoined() {
    this.#look((this.lexer.inlineQueue.at(-1)?.src.length ?? 0) * LOOKS_TO_JOIN)
  }
}

const countOf = (character: string, text: string) => text.split(character).length - 1

const ENDS = ['emStrongRDelimAst', 'emStrongRDelimUnd', 'delRDelim'] as const

/** A paragraph ends before a footnote, and before a table: for that a table's head is enough. */
const paragraphIn = once((block: Tokenizer['rules']['block']) => {
  const table = block.table.source.slice(1)
  const head = `${table.slice(0, table.indexOf('(?:\\n(('))}(?:\\n|$)`
  return new RegExp(block.paragraph.source.replace(table, () => `${head}|${FOOTNOTE_OPENING}`))
})

/** Text ends before an email address, whose part before the @ has up to 64 characters (RFC 5321 section 4.5.3.1.1). */
const textIn = once((inline: Tokenizer['rules']['inline']) => new RegExp(inline.text.source.replaceAll('~-]+@', '~-]{1,64}@')))

/** An email address is looked for at every mark that may be part of one. */
const addressIn = once((inline: Tokenizer['rules']['inline']) => new RegExp(inline.url.source.replace('^[A-Za-z0-9._+-]+(@)', '^[A-Za-z0-9._+-]{1,64}(@)')))

/** The lexer has one set of rules for all texts of a flavour. */
function once<Rules extends object>(make: (rules: Rules) => RegExp) {
  const made = new WeakMap<Rules, RegExp>()
  return (rules: Rules) => {
    const pattern = made.get(rules) ?? make(rules)
    made.set(rules, pattern)
    return pattern
  }
}

class CountedPattern extends RegExp {
  readonly #count: (characters: number) => void
  constructor(pattern: RegExp, count: (characters: number) => void) {
    super(pattern)
    this.#count = count
  }
  override exec(text: string) {
    const from = this.lastIndex
    const found = super.exec(text)
    this.#count((found ? this.lastIndex : text.length) - from)
    return found
  }
}
