/**
 * Reads JSON too large for the memory: the values at the places that are asked for come one by one, the rest is passed over. Several values
 * after each other, as in JSON Lines, are each a root.
 */

/** Keys and places in lists from the root: `['db', '0', 'data', 'posts', '17']`. */
export type JsonPath = readonly string[]
/** `damage`: a sentence. Without a path it is the file's, and nothing comes after it. */
export type JsonPart = { line: number } & ({ path: JsonPath; value: unknown } | { path: JsonPath; damage: string } | { damage: string; path?: undefined })

/** Characters of one value; no story is longer, and one may not fill the memory. */
export const MAX_VALUE = 20_000_000
/** Objects and lists within each other. Nobody writes more, and what reads them must come back. */
const MAX_DEPTH = 300

/** `isWanted`: of the value that begins there, and of its first character. What lies in a wanted value is not asked for. */
export async function* jsonValues(texts: AsyncIterable<string>, isWanted: (path: JsonPath, first: string) => boolean): AsyncGenerator<JsonPart> {
  const scanner = new JsonScanner(isWanted)
  for await (const text of texts) {
    scanner.write(text)
    yield* scanner.take()
    if (scanner.isBroken) return
  }
  scanner.end()
  yield* scanner.take()
}

/** `at`: the key or place that the next value has. `expects`: what may stand there. */
type Frame = { isList: boolean; at: string; expects: 'key' | 'value' | 'colon' | 'comma' }
type Capture = { path: string[]; depth: number; line: number; pieces: string[]; length: number; damage?: string }

class JsonScanner {
  readonly #isWanted: (path: JsonPath, first: string) => boolean
  readonly #stack: Frame[] = []
  #done: JsonPart[] = []
  #capture: Capture | undefined
  #string: 'key' | 'value' | undefined
  #isEscaped = false
  #isInWord = false
  #key = ''
  #line = 1
  #roots = 0
  isBroken = false

  constructor(isWanted: (path: JsonPath, first: string) => boolean) {
    this.#isWanted = isWanted
  }

  *take() {
    const done = this.#done
    this.#done = []
    yield* done
  }

  write(text: string) {
    let from = 0
    for (let at = 0; at < text.length && !this.isBroken; at++) {
      if (this.#string) {
        at = this.#readString(text, at)
        if (this.#string) break
        if (this.#endsCapture()) from = this.#finish(text, from, at + 1)
        continue
      }
      const char = text[at] as string
      if (this.#isInWord && /[\s,\]}:"[{]/.test(char)) {
        this.#isInWord = false
        if (this.#endsCapture()) from = this.#finish(text, from, at)
      }
      if (char === '\n') this.#line++
      if (this.#isInWord || char === ' ' || char === '\n' || char === '\r' || char === '\t' || char === '\ufeff') continue
      if (this.#begins(char, () => (from = at))) continue
      this.#mark(char)
      if ((char === '}' || char === ']') && this.#endsCapture()) from = this.#finish(text, from, at + 1)
    }
    if (this.#capture) this.#keep(text.slice(from))
  }

  end() {
    if (this.isBroken) return
    if (this.#isInWord && this.#stack.length === 0 && this.#capture) this.#finish('', 0, 0)
    if (this.#capture) this.#done.push({ path: this.#capture.path, line: this.#capture.line, damage: 'It is not whole: the file ends within it.' })
    this.#capture = undefined
    if (this.#stack.length > 0 || this.#string) this.#break('The file ends early: it was cut off. Export it again.')
    else if (this.#roots === 0) this.#break('The file is empty.')
  }

  /** Up to the quote that ends it, or the end of what there is. */
  #readString(text: string, from: number): number {
    let at = from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.#isEscaped) this.#isEscaped = false
      else if (code === 92) this.#isEscaped = true
      else if (code === 34) break
      else if (code === 10) this.#line++
    }
    if (this.#string === 'key' && !this.#capture && this.#key.length < 1000) this.#key += text.slice(from, at)
    if (at === text.length) return at
    const top = this.#stack.at(-1)
    if (this.#string === 'key' && top) {
      top.at = keyOf(this.#key)
      top.expects = 'colon'
    }
    this.#string = undefined
    return at
  }

  /** Whether a value or a key begins with this character. `mark` remembers where a captured one does. */
  #begins(char: string, mark: () => void): boolean {
    if (char === '}' || char === ']' || char === ',' || char === ':') return false
    const top = this.#stack.at(-1)
    if (top?.expects === 'key') {
      if (char !== '"') this.#break('The file is no JSON from here on: a name in quotes should stand here.')
      this.#string = 'key'
      this.#key = ''
      return true
    }
    if (top && top.expects !== 'value') {
      this.#break(`The file is no JSON from here on: a ${top.expects} should stand here.`)
      return true
    }
    if (!top) this.#roots++
    else top.expects = 'comma'
    this.#startCapture(char, mark)
    if (char === '"') this.#string = 'value'
    else if (char === '{' || char === '[') this.#push(char === '[')
    else if (/[-\w]/.test(char)) this.#isInWord = true
    else this.#break('The file is no JSON from here on.')
    return true
  }

  #startCapture(char: string, mark: () => void) {
    if (this.#capture) return
    const path = this.#stack.map(({ at }) => at)
    if (!this.#isWanted(path, char)) return
    this.#capture = { path, depth: this.#stack.length, line: this.#line, pieces: [], length: 0 }
    mark()
  }

  #push(isList: boolean) {
    const isDeep = this.#stack.length >= MAX_DEPTH
    if (isDeep && this.#capture) this.#capture.damage = `It has more than ${MAX_DEPTH} lists within each other.`
    if (this.#stack.length >= MAX_DEPTH * 100) return this.#break('The file has too many lists within each other.')
    this.#stack.push({ isList, at: isList ? '0' : '', expects: isList ? 'value' : 'key' })
  }

  #mark(char: string) {
    const top = this.#stack.at(-1)
    if (char === ':' && top?.expects === 'colon') top.expects = 'value'
    else if (char === ',' && top?.expects === 'comma') {
      top.expects = top.isList ? 'value' : 'key'
      if (top.isList) top.at = String(Number(top.at) + 1)
    } else if ((char === ']') === top?.isList && (char === ']' || char === '}')) this.#stack.pop()
    else this.#break(`The file is no JSON from here on: “${char}” is out of place.`)
  }

  #endsCapture = () => this.#capture !== undefined && this.#stack.length === this.#capture.depth

  #keep(text: string) {
    const capture = this.#capture
    if (!capture) return
    capture.length += text.length
    if (capture.length <= MAX_VALUE) capture.pieces.push(text)
    else {
      capture.damage = 'It is longer than 20 million characters.'
      capture.pieces = []
    }
  }

  #finish(text: string, from: number, to: number): number {
    this.#keep(text.slice(from, to))
    const capture = this.#capture as Capture // Only called while there is one.
    this.#capture = undefined
    const { path, line, damage, pieces } = capture
    this.#done.push({ path, line, ...(damage === undefined ? parsed(pieces.join('')) : { damage }) })
    return to
  }

  #break(damage: string) {
    this.isBroken = true
    if (this.#capture) this.#done.push({ path: this.#capture.path, line: this.#capture.line, damage: 'It is broken.' })
    this.#capture = undefined
    this.#done.push({ line: this.#line, damage })
  }
}

function keyOf(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    // A name that is none is nobody's.
    return written
  }
}

function parsed(text: string): { value: unknown } | { damage: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { damage: `It is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : error}` }
  }
}
