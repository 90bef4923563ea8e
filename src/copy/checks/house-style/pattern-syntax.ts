/**
 * The patterns of house style: a part of JavaScript's regular expressions that can be run in linear time (pattern-run.ts).
 *
 * There are characters, `.`, `[…]`, `\d \w \s \b` and their capitals, `\p{…}`, `^ $`, groups `( )` and `(?: )`, `|`, and `? * + {n,m}`,
 * greedy or, with `?` behind, not. Letters of every script count as `\w`. There are no backreferences and nothing that looks ahead or behind.
 */

/** One step of a program. `to`, `first` and `second` are places in it. */
export type Instruction =
  | { do: 'read'; test: (character: string) => boolean }
  | { do: 'split'; first: number; second: number }
  | { do: 'jump'; to: number }
  | { do: 'save'; slot: number }
  | { do: 'assert'; what: 'start' | 'end' | 'edge' | 'no-edge' }
  | { do: 'match' }

export type Program = readonly Instruction[]
export type CompiledPattern = { ok: true; program: Program } | { ok: false; message: string }

/** A pattern that counts to a hundred is a hundred steps. */
const MAX_INSTRUCTIONS = 400
const MAX_DEPTH = 20
export const MAX_GROUPS = 9

/** Places to be filled in are relative to where a piece begins. */
type Piece = Instruction[]

class PatternFault extends Error {}

export function compilePattern(source: string): CompiledPattern {
  try {
    return { ok: true, program: new PatternReader(source).program() }
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, message: error.message }
    throw error
  }
}

class PatternReader {
  readonly #characters: readonly string[]
  #at = 0
  #groups = 0
  #depth = 0

  constructor(source: string) {
    this.#characters = Array.from(source)
  }

  program(): Program {
    const piece = this.#alternatives()
    if (this.#at < this.#characters.length) throw new PatternFault('A group closes here that was not opened.')
    return limited([{ do: 'save', slot: 0 }, ...shifted(piece, 1), { do: 'save', slot: 1 }, { do: 'match' }])
  }

  get #next() {
    return this.#characters[this.#at]
  }

  #take(expected: string) {
    if (
      !this.#characters
        .slice(this.#at, this.#at + expected.length)
        .join('')
        .startsWith(expected)
    )
      return false
    this.#at += expected.length
    return true
  }

  #alternatives(): Piece {
    if (++this.#depth > MAX_DEPTH) throw new PatternFault(`Groups can be up to ${MAX_DEPTH} levels deep.`)
    let piece = this.#sequence()
    while (this.#take('|')) piece = either(piece, this.#sequence())
    this.#depth--
    return piece
  }

  #sequence(): Piece {
    let piece: Piece = []
    while (this.#next !== undefined && this.#next !== '|' && this.#next !== ')') piece = limited([...piece, ...shifted(this.#repeated(), piece.length)])
    return piece
  }

  #repeated(): Piece {
    const piece = this.#single()
    const bounds = this.#bounds()
    if (!bounds) return piece
    const isLazy = this.#take('?')
    if (this.#bounds()) throw new PatternFault('Two repetitions stand side by side.')
    return repeat(piece, bounds, isLazy)
  }

  #bounds(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Number.POSITIVE_INFINITY }
    if (this.#take('+')) return { min: 1, max: Number.POSITIVE_INFINITY }
    if (this.#take('?')) return { min: 0, max: 1 }
    if (this.#next !== '{') return undefined
    const written = /^\{(\d{1,3})(?:(,)(\d{0,3}))?\}/.exec(this.#characters.slice(this.#at, this.#at + 10).join(''))
    if (!written) throw new PatternFault('A repetition is written {2}, {2,} or {2,5}. Write \\{ for the mark itself.')
    this.#at += written[0].length
    const min = Number(written[1])
    const max = written[2] ? (written[3] ? Number(written[3]) : Number.POSITIVE_INFINITY) : min
    if (max < min) throw new PatternFault(`{${min},${max}} repeats more than it ends with.`)
    return { min, max }
  }

  #single(): Piece {
    const character = this.#next as string
    this.#at++
    switch (character) {
      case '(':
        return this.#group()
      case '[':
        return [this.#characterClass()]
      case '.':
        return [{ do: 'read', test: (it) => it !== '\n' }]
      case '^':
        return [{ do: 'assert', what: 'start' }]
      case '$':
        return [{ do: 'assert', what: 'end' }]
      case '\\':
        return [this.#escape()]
      case '*':
      case '+':
      case '?':
      case '{':
        throw new PatternFault(`Nothing stands before this ${character}. Write \\${character} for the mark itself.`)
      default:
        return [{ do: 'read', test: (it) => it === character }]
    }
  }

  #group(): Piece {
    const isPlain = this.#take('?:')
    if (!isPlain && this.#next === '?') throw new PatternFault('Patterns can’t look ahead or behind, and groups have no names: use ( ) or (?: ).')
    const number = isPlain ? undefined : ++this.#groups
    if (this.#groups > MAX_GROUPS) throw new PatternFault(`A pattern can have up to ${MAX_GROUPS} groups. Use (?: ) for those that “right” doesn’t need.`)
    const inner = this.#alternatives()
    if (!this.#take(')')) throw new PatternFault('A group opens and does not close.')
    if (number === undefined) return inner
    return [{ do: 'save', slot: 2 * number }, ...shifted(inner, 1), { do: 'save', slot: 2 * number + 1 }]
  }

  #characterClass(): Instruction {
    let written = '['
    for (; ; this.#at++) {
      const character = this.#next
      if (character === undefined) throw new PatternFault('A class [ opens and does not close.')
      if (character === '\\') written += this.#escapeInClass()
      else written += character === '[' ? '\\[' : character
      if (character === ']') break
    }
    this.#at++
    return readClass(written)
  }

  #escapeInClass() {
    this.#at++
    return this.#next === 'w' ? WORD : this.#next === 'b' ? '\\b' : `\\${this.#next ?? ''}`
  }

  #escape(): Instruction {
    const character = this.#next
    this.#at++
    if (character === undefined) throw new PatternFault('A pattern can’t end with \\.')
    if (character === 'b') return { do: 'assert', what: 'edge' }
    if (character === 'B') return { do: 'assert', what: 'no-edge' }
    if (character === 'w') return readClass(`[${WORD}]`)
    if (character === 'W') return readClass(`[^${WORD}]`)
    if (character === 'p' || character === 'P') return readClass(`[\\${character}${this.#property()}]`)
    if (/[dDsSnt]/.test(character)) return readClass(`[\\${character}]`)
    if (/[\p{L}\p{N}]/u.test(character)) throw new PatternFault(`\\${character} isn’t known here.`)
    return { do: 'read', test: (it) => it === character }
  }

  #property() {
    const end = this.#characters.indexOf('}', this.#at)
    const written = this.#characters.slice(this.#at, end + 1).join('')
    this.#at += written.length
    return written
  }
}

const WORD = '\\p{L}\\p{M}\\p{N}_'

/** One character is asked at a time, so JavaScript's own class takes no longer for any. */
function readClass(written: string): Instruction {
  try {
    const pattern = new RegExp(`^${written}$`, 'u')
    return { do: 'read', test: (character) => pattern.test(character) }
  } catch {
    // What JavaScript says names our wrapping, not the editor's words.
    throw new PatternFault(`The class ${written} isn’t valid.`)
  }
}

const shifted = (piece: Piece, by: number): Piece =>
  piece.map((it) => {
    if (it.do === 'split') return { ...it, first: it.first + by, second: it.second + by }
    return it.do === 'jump' ? { ...it, to: it.to + by } : it
  })

const either = (one: Piece, other: Piece): Piece =>
  limited([
    { do: 'split', first: 1, second: one.length + 2 },
    ...shifted(one, 1),
    { do: 'jump', to: one.length + 2 + other.length },
    ...shifted(other, one.length + 2),
  ])

function repeat(piece: Piece, { min, max }: { min: number; max: number }, isLazy: boolean): Piece {
  let repeated: Piece = []
  const add = (more: Piece) => {
    repeated = limited([...repeated, ...shifted(more, repeated.length)])
  }
  for (let count = 0; count < min; count++) add(piece)
  if (max === Number.POSITIVE_INFINITY) {
    add([split(1, piece.length + 2, isLazy), ...shifted(piece, 1), { do: 'jump', to: 0 }])
    return repeated
  }
  let optional: Piece = []
  for (let count = min; count < max; count++) {
    const inner = [...shifted(piece, 1), ...shifted(optional, piece.length + 1)]
    optional = limited([split(1, inner.length + 1, isLazy), ...inner])
  }
  add(optional)
  return repeated
}

const split = (take: number, leave: number, isLazy: boolean): Instruction =>
  isLazy ? { do: 'split', first: leave, second: take } : { do: 'split', first: take, second: leave }

function limited(piece: Piece): Piece {
  if (piece.length > MAX_INSTRUCTIONS) throw new PatternFault('The pattern repeats too much. Split it into several rules.')
  return piece
}
