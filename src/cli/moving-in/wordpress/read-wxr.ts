/** A WXR file as a stream of what is in it: the site's head first, then item by item. Never more than one item in memory. */
import { Parser } from 'htmlparser2'
import { decodeXml } from '../decode-xml.ts'
import { ItemFlaws, ONCE } from './item-flaws.ts'
import { WxrNames } from './wxr-names.ts'
import type { WxrPart, WxrTerm } from './wxr-parts.ts'

const RECORDS = new Set(['wp:author', 'wp:category', 'wp:tag', 'wp:term'])
/** Only these have elements in them, and no text of their own. */
const CONTAINERS = new Set(['item', 'wp:postmeta', 'wp:comment', 'wp:commentmeta'])
/** What stands in items alone. */
const ITEMS_ONLY = new Set([...ONCE, 'wp:postmeta', 'wp:comment', 'wp:meta_key', 'wp:meta_value', 'wp:attachment_url', 'wp:is_sticky', 'wp:menu_order'])
const HEADS_TOO = new Set(['title', 'link', 'pubDate'])

/** Characters of one field. No page could show more, and a file without line ends or tags may not fill the memory. */
const MAX_FIELD = 20_000_000

type OpenItem = {
  line: number
  fields: Map<string, string>
  terms: WxrTerm[]
  meta: Map<string, string[]>
  comments: number
  damage?: string
  /** What tells which items it is made of: more than one if another has run into it. */
  marks: Mark[]
}

type Mark = { name: string; text: string }

/** What tells one item from another, and how that is said. */
const MARKS: Record<string, (text: string) => string> = {
  'wp:post_id': (id) => `the id ${id}`,
  guid: (guid) => `the guid ${guid}`,
  'wp:post_name': (name) => `the name “${name}”`,
  title: (title) => `the title “${title.slice(0, 100)}”`,
}
const said = (marks: readonly Mark[]) => [...new Set(marks.map(({ name, text }) => MARKS[name]?.(text) ?? ''))].join(', ')

/** `flaws`: what earlier readings have learned of this site. */
export async function* readWxr(bytes: AsyncIterable<Uint8Array>, flaws = new ItemFlaws()): AsyncGenerator<WxrPart> {
  const reader = new WxrReader(flaws)
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
  readonly #names = new WxrNames()
  readonly #flaws: ItemFlaws
  #done: WxrPart[] = []
  #item: OpenItem | undefined
  #record: { line: number; name: string; fields: Map<string, string> } | undefined
  /** Parts of items between the items. */
  #stray: { line: number; marks: Mark[] } | undefined
  #text = ''
  #term: { domain: string; slug: string } | undefined
  #metaKey = ''
  /** Of the text that is being parsed: where it begins, and in which line. */
  #at = 0
  #line = 1
  #piece = ''
  #isChannelClosed = false
  #isEnding = false
  #isWxr = false
  #items = 0
  /** Where the last tag that opened ends: one that closes there is `<br/>`. */
  #openedAt = -1

  constructor(flaws: ItemFlaws) {
    this.#flaws = flaws
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(this.#names.opened(name, attributes), attributes),
        ontext: (text) => {
          if (this.#text.length + text.length <= MAX_FIELD) this.#text += text
          else if (this.#item) this.#item.damage = 'One of its fields is longer than 20 million characters.'
        },
        onclosetag: (name, isImplied) => this.#close(this.#names.of(name), isImplied),
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
    this.#isEnding = true
    this.#parser.end()
    this.#endStray()
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
  #damage = (why: string, line = this.#lineNow()) => this.#done.push({ type: 'damage', line, why })

  #open(name: string, attributes: Record<string, string>) {
    this.#checkText(this.#path.at(-1))
    this.#openedAt = this.#parser.endIndex
    this.#path.push(name)
    this.#text = ''
    if (name === 'channel') this.#isWxr = true
    if (name === 'item') return this.#openItem()
    if (this.#record) this.#checkRecord(name)
    if (this.#item) this.#checkNesting(this.#item, name)
    const swallowed = this.#item && Object.entries(attributes).find(isSwallowing)
    if (this.#item && swallowed) {
      this.#item.damage ??= `Its XML is broken: an attribute of <${name}> doesn’t end.`
      for (const [, id = ''] of swallowed.join('').matchAll(/<wp:post_id>(\d{1,20})</g)) this.#item.marks.push({ name: 'wp:post_id', text: id })
    }
    if (this.#item && name === 'category') this.#term = { domain: detached(attributes.domain ?? 'category'), slug: detached(attributes.nicename ?? '') }
    if (this.#item && name === 'wp:comment') this.#item.comments++
    if (!this.#item && RECORDS.has(name)) this.#record = { line: this.#lineNow(), name, fields: new Map() }
    if (!this.#item && !this.#record && ITEMS_ONLY.has(name) && !(HEADS_TOO.has(name) && this.#items === 0)) this.#strayed()
  }

  /** Where another element than these has one in it, an end is missing: of a CDATA section, or of the element. */
  #checkNesting(item: OpenItem, name: string) {
    const parent = this.#path.at(-2) ?? ''
    if (!CONTAINERS.has(parent)) item.damage ??= `Its XML is broken: <${name}> begins within <${parent}>, which doesn’t end before.`
  }

  #checkText(parent: string | undefined) {
    if (parent === undefined || !/\S/.test(this.#text)) return
    if (this.#item && CONTAINERS.has(parent)) this.#item.damage ??= 'Its XML is broken: it has text outside of its fields.'
    else if (!this.#item && parent === 'channel') this.#strayed()
  }

  #checkRecord(name: string) {
    const record = this.#record
    const parent = this.#path.at(-2)
    if (!record || parent === 'wp:termmeta' || (parent === record.name && !ITEMS_ONLY.has(name))) return
    this.#record = undefined
    this.#damage(`Its XML is broken: <${record.name}> doesn’t end before <${name}> begins.`, record.line)
  }

  #strayed(mark?: Mark) {
    this.#stray ??= { line: this.#lineNow(), marks: [] }
    if (mark) this.#stray.marks.push(mark)
  }

  #endStray() {
    if (!this.#stray) return
    const { line, marks } = this.#stray
    this.#stray = undefined
    this.#damage(`Its XML is broken: an item ${marks.length > 0 ? `with ${said(marks)} ` : ''}has no beginning.`, line)
  }

  #openItem() {
    const line = this.#lineNow()
    if (this.#record) this.#checkRecord('item')
    this.#endStray()
    if (this.#item) {
      this.#item.damage = `Its XML is broken: the next item begins in line ${line}, before this one ends.`
      this.#finishItem()
    }
    this.#item = { line, fields: new Map(), terms: [], meta: new Map(), comments: 0, marks: [] }
  }

  #close(name: string, isImplied: boolean) {
    if (this.#path.at(-1) === name) this.#path.pop()
    const text = detached(this.#text)
    const isUnclosed = isImplied && this.#parser.endIndex !== this.#openedAt
    if (CONTAINERS.has(name) || name === 'channel') this.#checkText(name)
    this.#text = ''
    const mark = name in MARKS && text.trim() !== '' ? { name, text: text.trim().slice(0, 300) } : undefined
    if (name === 'channel') this.#isChannelClosed = !isImplied
    if (name === 'item') return isImplied ? this.#breakItem() : this.#finishItem()
    if (this.#item) {
      if (isUnclosed && !this.#isEnding) this.#item.damage ??= `Its XML is broken: <${name}> doesn’t end.`
      if (mark) this.#item.marks.push(mark)
      return this.#closeInItem(this.#item, name, text)
    }
    if (this.#record?.name === name) return isUnclosed ? this.#checkRecord('/channel') : this.#finishRecord()
    if (this.#record) return void this.#record.fields.set(name, text)
    if (mark && this.#stray) return this.#strayed(mark)
    if (this.#path.at(-1) === 'channel' && this.#items === 0) this.#head(name, text.trim())
  }

  #head(name: string, value: string) {
    this.#done.push({ type: 'head', name, value })
    if (name === 'wp:base_blog_url' || (name === 'link' && !this.#flaws.site)) this.#flaws.site = value
    if (name === 'generator') this.#flaws.isWordPress = /\bwordpress\.(?:org|com)\b/.test(value)
  }

  #closeInItem(item: OpenItem, name: string, text: string) {
    const parent = this.#path.at(-1)
    if (name === 'category' && this.#term) {
      item.terms.push({ ...this.#term, name: text.trim() })
      this.#term = undefined
    } else if (name === 'wp:meta_key') this.#metaKey = text
    else if (name === 'wp:meta_value') item.meta.set(this.#metaKey, [...(item.meta.get(this.#metaKey) ?? []), text])
    else if (parent === 'item' && !CONTAINERS.has(name)) {
      if (ONCE.has(name) && item.fields.has(name)) item.damage ??= `Its XML is broken: it has ${name} twice, as if another item ran into it.`
      else item.fields.set(name, text)
    }
  }

  #finishItem() {
    const item = this.#item
    if (!item) return
    this.#items++
    this.#item = undefined
    const { marks, ...rest } = item
    const damage = item.damage ?? this.#flaws.find(item.fields)
    this.#done.push({ type: 'item', ...rest, ...(damage !== undefined && { damage }) })
    if (damage === undefined) return
    const others = marks.filter(({ name, text }) => item.fields.get(name)?.trim().slice(0, 300) !== text)
    if (others.length > 0)
      this.#damage(`Something with ${said(others)} runs into the item of line ${item.line.toLocaleString('en')}. It isn’t filed.`, item.line)
  }

  /** The end of the file, or of what is around the item, came first. */
  #breakItem() {
    if (!this.#item) return
    this.#item.damage = this.#isEnding ? 'It is not whole: the file ends within it.' : 'It is not whole: what is around it ends first.'
    this.#finishItem()
    this.#items--
  }

  #finishRecord() {
    if (this.#record) this.#done.push({ type: 'record', ...this.#record })
    this.#record = undefined
  }
}

/** Without its last quotation mark an attribute goes on until the next one in the file. */
const isSwallowing = ([name, value]: [string, string]) => /["'<[]/.test(name) || /<\/[\w:]+>|<!\[CDATA\[/.test(value)

/** Names outlive their item. A piece of a long text would keep all of it: V8 cuts strings without copying them. */
const detached = (text: string) => (text.length > 2000 ? text : ` ${text}`.slice(1))

function countLines(text: string, end: number) {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
