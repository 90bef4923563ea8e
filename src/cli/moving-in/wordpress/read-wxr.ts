/** A WXR file as a stream of what is in it: the site's head first, then item by item. Never more than one item in memory. */
import { Parser } from 'htmlparser2'
import { decodeXml } from '../decode-xml.ts'

/** `domain` is the taxonomy: `category`, `post_tag`, `post_format`, `author` (Co-Authors Plus), or one of the site's own. */
export type WxrTerm = { domain: string; slug: string; name: string }

export type WxrItem = {
  type: 'item'
  line: number
  /** By the element's name: `title`, `wp:post_id`, `content:encoded`. The last of a name. */
  fields: ReadonlyMap<string, string>
  terms: readonly WxrTerm[]
  meta: ReadonlyMap<string, readonly string[]>
  comments: number
  /** What is wrong with it, in a sentence: what it says cannot be trusted. */
  damage?: string
}

/** `wp:author`, `wp:category`, `wp:tag`, `wp:term`: its fields by name. */
export type WxrRecord = { type: 'record'; line: number; name: string; fields: ReadonlyMap<string, string> }
/** A field of the channel: `title`, `link`, `wp:base_blog_url`. */
export type WxrHead = { type: 'head'; name: string; value: string }
/** `why`: a sentence. */
export type WxrDamage = { type: 'damage'; line: number; why: string }
export type WxrPart = WxrItem | WxrRecord | WxrHead | WxrDamage

const RECORDS = new Set(['wp:author', 'wp:category', 'wp:tag', 'wp:term'])

/** Characters of one field. No page could show more, and a file without line ends or tags may not fill the memory. */
const MAX_FIELD = 20_000_000

type OpenItem = {
  line: number
  fields: Map<string, string>
  terms: WxrTerm[]
  meta: Map<string, string[]>
  comments: number
  damage?: string
}

export async function* readWxr(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<WxrPart> {
  const reader = new WxrReader()
  for await (const text of decodeXml(bytes)) {
    reader.write(text)
    yield* reader.take()
  }
  reader.end()
  yield* reader.take()
}

class WxrReader {
  readonly #parser: Parser
  readonly #path: string[] = []
  #done: WxrPart[] = []
  #item: OpenItem | undefined
  #record: { line: number; name: string; fields: Map<string, string> } | undefined
  #text = ''
  #term: { domain: string; slug: string } | undefined
  #metaKey = ''
  /** Of the text that is being parsed: where it begins, and in which line. */
  #at = 0
  #line = 1
  #piece = ''
  #isChannelClosed = false
  #isWxr = false
  #items = 0

  constructor() {
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => {
          if (this.#text.length + text.length <= MAX_FIELD) this.#text += text
          else if (this.#item) this.#item.damage = 'One of its fields is longer than 20 million characters.'
        },
        onclosetag: (name, isImplied) => this.#close(name, isImplied),
      },
      { xmlMode: true },
    )
  }

  write(text: string) {
    this.#piece = text
    this.#parser.write(text)
    this.#at += text.length
    this.#line += countLines(text, text.length)
  }

  end() {
    this.#piece = ''
    this.#parser.end()
    if (!this.#isWxr) this.#damage('This is no WordPress export: it has no <rss> with a <channel>.')
    else if (!this.#isChannelClosed)
      this.#damage(`The file ends early, after ${this.#items.toLocaleString('en')} whole items: it was cut off. Export it again.`)
  }

  *take() {
    const done = this.#done
    this.#done = []
    yield* done
  }

  #lineNow = () => this.#line + countLines(this.#piece, Math.max(0, this.#parser.startIndex - this.#at))
  #damage = (why: string) => this.#done.push({ type: 'damage', line: this.#lineNow(), why })

  #open(name: string, attributes: Record<string, string>) {
    this.#path.push(name)
    this.#text = ''
    if (name === 'channel') this.#isWxr = true
    if (name === 'item') return this.#openItem()
    if (this.#item) this.#checkNesting(this.#item, name)
    if (this.#item && name === 'category') this.#term = { domain: detached(attributes.domain ?? 'category'), slug: detached(attributes.nicename ?? '') }
    if (this.#item && name === 'wp:comment') this.#item.comments++
    if (!this.#item && RECORDS.has(name)) this.#record = { line: this.#lineNow(), name, fields: new Map() }
  }

  /** Only these have elements in them. Where another has, an end is missing: of a CDATA section, or of the element. */
  #checkNesting(item: OpenItem, name: string) {
    const parent = this.#path.at(-2)
    if (parent === 'item' || parent === 'wp:postmeta' || parent?.startsWith('wp:comment')) return
    item.damage ??= `Its XML is broken: <${name}> begins within <${parent}>, which doesn’t end before.`
  }

  #openItem() {
    const line = this.#lineNow()
    if (this.#item) {
      this.#item.damage = `Its XML is broken: the next item begins in line ${line}, before this one ends.`
      this.#finishItem()
    }
    this.#item = { line, fields: new Map(), terms: [], meta: new Map(), comments: 0 }
  }

  #close(name: string, isImplied: boolean) {
    if (this.#path.at(-1) === name) this.#path.pop()
    const text = detached(this.#text)
    this.#text = ''
    if (name === 'channel') this.#isChannelClosed = !isImplied
    if (name === 'item') return isImplied ? this.#breakItem() : this.#finishItem()
    if (this.#item) return this.#closeInItem(this.#item, name, text)
    if (this.#record?.name === name) return this.#finishRecord()
    if (this.#record) return void this.#record.fields.set(name, text)
    if (name === 'wp:post_id') return void this.#damage(`Its XML is broken: the item with the id ${text.trim()} has no beginning.`)
    if (this.#path.at(-1) === 'channel') this.#done.push({ type: 'head', name, value: text.trim() })
  }

  #closeInItem(item: OpenItem, name: string, text: string) {
    const parent = this.#path.at(-1)
    if (name === 'category' && this.#term) {
      item.terms.push({ ...this.#term, name: text.trim() })
      this.#term = undefined
    } else if (name === 'wp:meta_key') this.#metaKey = text
    else if (name === 'wp:meta_value') item.meta.set(this.#metaKey, [...(item.meta.get(this.#metaKey) ?? []), text])
    else if (parent === 'item') {
      if (name === 'wp:post_id' && item.fields.has(name))
        item.damage = `Its XML is broken: it runs into the item with the id ${text}, which is not filed either.`
      item.fields.set(name, text)
    }
  }

  #finishItem() {
    if (!this.#item) return
    this.#items++
    this.#done.push({ type: 'item', ...this.#item })
    this.#item = undefined
  }

  /** The end of the file, or of what is around the item, came first. */
  #breakItem() {
    if (this.#item) this.#item.damage = 'It is not whole: the file ends within it.'
    this.#finishItem()
    this.#items--
  }

  #finishRecord() {
    if (this.#record) this.#done.push({ type: 'record', ...this.#record })
    this.#record = undefined
  }
}

/** Names outlive their item. A piece of a long text would keep all of it: V8 cuts strings without copying them. */
const detached = (text: string) => (text.length > 2000 ? text : ` ${text}`.slice(1))

function countLines(text: string, end: number) {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
