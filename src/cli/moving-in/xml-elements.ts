/**
 * An XML file as a stream of the elements in it that are asked for, each whole, and never more than one in memory. Entities that a document
 * defines itself stay as they are written: nothing expands. Names have the prefixes of this table, whatever the document calls them.
 */
import { Parser } from 'htmlparser2'
import { decodeXml } from './decode-xml.ts'

const PREFIXES: Record<string, string> = {
  'http://purl.org/atom/ns#': '',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://iptc.org/std/nar/2006-10-01/': '',
  'http://www.w3.org/1999/xhtml': 'xhtml:',
  'http://iptc.org/std/NITF/2006-10-18/': 'nitf:',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://search.yahoo.com/mrss/': 'media:',
  'http://search.yahoo.com/mrss': 'media:',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes:',
  'http://www.w3.org/2007/app': 'app:',
  'http://purl.org/atom/app#': 'app:',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner:',
}
const ATOM = 'http://www.w3.org/2005/Atom'

export type XmlElement = { name: string; attributes: Readonly<Record<string, string>>; children: XmlNode[] }
export type XmlNode = XmlElement | string

/** `damage`: a sentence; what such an element says cannot be trusted. `path`: names from the root to the element. */
export type XmlPart =
  | { type: 'element'; path: readonly string[]; element: XmlElement; line: number; damage?: string }
  | { type: 'damage'; line: number; why: string }

/** Characters of one element, its tags counted. */
const MAX_ELEMENT = 20_000_000
/** Elements within each other. */
const MAX_DEPTH = 200

export async function* xmlElements(bytes: AsyncIterable<Uint8Array>, isWanted: (path: readonly string[]) => boolean): AsyncGenerator<XmlPart> {
  const reader = new XmlReader(isWanted)
  for await (const text of decodeXml(bytes)) {
    reader.write(text)
    yield* reader.take()
  }
  reader.end()
  yield* reader.take()
}

type Capture = { path: string[]; root: XmlElement; open: XmlElement[]; line: number; size: number; written: string; damage?: string }
type Scope = ReadonlyMap<string, string>

class XmlReader {
  readonly #isWanted: (path: readonly string[]) => boolean
  readonly #parser: Parser
  /** As written, as called here, and the namespaces that hold within. */
  readonly #stack: { written: string; name: string; scope: Scope; inherited: Readonly<Record<string, string>> }[] = []
  #done: XmlPart[] = []
  #capture: Capture | undefined
  #at = 0
  #line = 1
  #piece = ''
  #hasRoot = false
  /** Where a tag outside of what is asked for doesn't end: what follows it lies within it, and isn't found. */
  #broken: { line: number; name: string } | undefined
  /** In which elements those stand that are asked for: these have no text of their own. */
  readonly #parents = new Set<string>()
  /** In Atom its own elements have no prefix; elsewhere they are `atom:link`. */
  #isAtom = false
  #isRootClosed = false
  #isEnding = false
  /** Where the last tag that opened ends: one that closes there is `<br/>`. */
  #openedAt = -1

  constructor(isWanted: (path: readonly string[]) => boolean) {
    this.#isWanted = isWanted
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => this.#text(text),
        onclosetag: (name, isImplied) => this.#close(name, isImplied),
      },
      { xmlMode: true },
    )
  }

  *take() {
    const done = this.#done
    this.#done = []
    yield* done
  }

  write(text: string) {
    this.#piece = text
    this.#parser.write(text)
    this.#at += text.length
    this.#line += linesIn(text, text.length)
  }

  end() {
    this.#piece = ''
    this.#isEnding = true
    this.#parser.end()
    if (this.#broken)
      this.#done.push({
        type: 'damage',
        line: this.#broken.line,
        why: `Its XML is broken: something within <${this.#broken.name}> doesn’t begin or end as it should, and may be lost.`,
      })
    if (!this.#hasRoot) this.#done.push({ type: 'damage', line: this.#line, why: 'The file is no XML.' })
    else if (!this.#isRootClosed) this.#done.push({ type: 'damage', line: this.#line, why: 'The file ends early: it was cut off. Fetch or export it again.' })
  }

  #lineNow = () => this.#line + linesIn(this.#piece, Math.max(0, this.#parser.startIndex - this.#at))

  #pathNow = () => this.#stack.map(({ name }) => name).join('/')

  #open(written: string, attributes: Record<string, string>) {
    // One of these never stands in another: the end of the first is missing.
    if (this.#capture?.written === written) this.#restart(written)
    this.#openedAt = this.#parser.endIndex
    const scope = scopeOf(attributes, this.#stack.at(-1)?.scope ?? new Map())
    if (!this.#hasRoot) this.#isAtom = scope.get(/^([^:]+):/.exec(written)?.[1] ?? '') === ATOM
    this.#hasRoot = true
    const name = nameIn(scope, written, this.#isAtom)
    const outer = this.#stack.at(-1)?.inherited ?? {}
    this.#stack.push({ written, name, scope, inherited: this.#capture ? outer : inheritedFrom(outer, attributes) })
    if (this.#capture) return this.#openWithin(this.#capture, name, attributes)
    const path = this.#stack.map((element) => element.name)
    if (!this.#isWanted(path)) return
    this.#parents.add(path.slice(0, -1).join('/'))
    const root: XmlElement = { name, attributes: { ...attributes, ...inheritedFrom(outer, attributes) }, children: [] }
    this.#capture = { path, root, open: [root], line: this.#lineNow(), size: 0, written }
  }

  #openWithin(capture: Capture, name: string, attributes: Record<string, string>) {
    const parent = capture.open.at(-1)
    const element: XmlElement = { name, attributes, children: [] }
    capture.size += name.length + Object.values(attributes).reduce((sum, value) => sum + value.length, 16)
    if (capture.open.length > MAX_DEPTH) capture.damage ??= `It has more than ${MAX_DEPTH} elements within each other.`
    else if (capture.size <= MAX_ELEMENT) parent?.children.push(element)
    capture.open.push(element)
  }

  #text(text: string) {
    const capture = this.#capture
    if (!capture) {
      if (text.trim() !== '' && this.#parents.has(this.#pathNow())) this.#broken ??= { line: this.#lineNow(), name: this.#stack.at(-1)?.written ?? '' }
      return
    }
    capture.size += text.length
    if (capture.size > MAX_ELEMENT) {
      capture.damage ??= 'It is longer than 20 million characters.'
      return
    }
    const siblings = capture.open.at(-1)?.children
    const last = siblings?.at(-1)
    if (siblings && typeof last === 'string') siblings[siblings.length - 1] = last + text
    else siblings?.push(text)
    // A CDATA section that does not end swallows what follows.
    if (text.includes(`</${capture.written}>`)) capture.damage ??= 'Its XML is broken: the next begins within its text.'
  }

  #close(written: string, isImplied: boolean) {
    const at = this.#stack.findLastIndex((element) => element.written === written)
    if (at === -1) return
    this.#stack.length = at
    if (at === 0) this.#isRootClosed = !this.#isEnding
    const capture = this.#capture
    if (!capture && isImplied && !this.#isEnding && this.#parser.endIndex !== this.#openedAt) this.#broken ??= { line: this.#lineNow(), name: written }
    if (!capture) return
    if (isImplied && this.#isEnding) capture.damage ??= 'It is not whole: the file ends within it.'
    else if (isImplied && this.#parser.endIndex !== this.#openedAt) capture.damage ??= `Its XML is broken: <${written}> doesn’t end.`
    capture.open.length = Math.max(1, at - capture.path.length + 1)
    if (at < capture.path.length) this.#finish()
  }

  #restart(written: string) {
    const capture = this.#capture
    if (!capture) return
    capture.damage = `Its XML is broken: the next <${written}> begins in line ${this.#lineNow().toLocaleString('en')}, before this one ends.`
    this.#stack.length = capture.path.length - 1
    this.#finish()
  }

  #finish() {
    if (!this.#capture) return
    const { path, root, line, damage } = this.#capture
    this.#capture = undefined
    this.#done.push({ type: 'element', path, element: root, line, ...(damage !== undefined && { damage }) })
  }
}

/** Language and base of addresses hold for all that is within (XML 1.0, 2.12; XML Base). */
function inheritedFrom(outer: Readonly<Record<string, string>>, { 'xml:lang': lang, 'xml:base': base }: Readonly<Record<string, string>>) {
  if (lang === undefined && base === undefined) return outer
  const outerBase = outer['xml:base']
  const resolved = base !== undefined && URL.canParse(base, outerBase) ? new URL(base, outerBase).href : base
  return { ...outer, ...(lang !== undefined && { 'xml:lang': lang }), ...(resolved !== undefined && { 'xml:base': resolved }) }
}

function scopeOf(attributes: Readonly<Record<string, string>>, outer: Scope): Scope {
  const own = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  return own.length === 0 ? outer : new Map([...outer, ...own.map(([name, uri]) => [name.slice(6), uri.trim()] as const)])
}

/** What is not declared keeps the prefix it has. */
function nameIn(scope: Scope, written: string, isAtom: boolean): string {
  const [prefix = '', local = ''] = written.includes(':') ? written.split(':', 2) : ['', written]
  const uri = scope.get(prefix)
  if (uri === ATOM) return isAtom ? local : `atom:${local}`
  const known = uri === undefined ? undefined : PREFIXES[uri]
  return known === undefined ? written : `${known}${local}`
}

function linesIn(text: string, end: number) {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
