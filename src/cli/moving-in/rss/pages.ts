/** Further pages of a feed that was named by its address: those it links to (RFC 5005), or WordPress's `?paged=2`. */
import type { Source } from '../old-system.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childOf, childText, textIn } from '../xml-tree.ts'
import { ownIdOf } from './entry.ts'
import { readFeed } from './read-feed.ts'

/** No feed has more; a site that always has a next page must not be read for ever. */
const MOST_PAGES = 1000

export type Pages = {
  sources: Source[]
  /** Why there may be more, in a sentence. */
  isShort?: string
  /** Ids that entries of different addresses have: some sites give all entries one. */
  sharedIds: ReadonlySet<string>
}

export async function pagesOf(source: Source): Promise<Pages> {
  const ids = new EntryIds()
  return { ...(await pagesAfter(source, ids)), sharedIds: ids.shared }
}

async function pagesAfter(source: Source, ids: EntryIds): Promise<Omit<Pages, 'sharedIds'>> {
  const sources = [source]
  const seen = new Set([source.url])
  const firstEntries = new Set<string>()
  for (let page = source; ; ) {
    const { head, first } = await beginningOf(page, ids)
    // Asked for a page that isn't there, some sites answer with the first.
    if (page !== source && (first === '' || firstEntries.has(first))) {
      sources.pop()
      break
    }
    firstEntries.add(first)
    const next = nextOf(head, source, sources.length)
    if (next === undefined || seen.has(next.address)) break
    if (sources.length >= MOST_PAGES) return { sources, isShort: `The feed has more than ${MOST_PAGES.toLocaleString('en')} pages: the rest was not read.` }
    if (!source.more)
      return { sources, ...(next.isSaid && { isShort: `The feed goes on at ${next.address}. Name its address instead of a file, and all of it is read.` }) }
    seen.add(next.address)
    const followed = await follow(source.more, next.address)
    if (typeof followed === 'string') {
      // Where the feed doesn't say that there is a next page, its absence is the end.
      const isEnd = followed === '' && !next.isSaid
      return { sources, ...(!isEnd && { isShort: `The feed goes on at ${next.address}, which can’t be had: ${followed || 'nothing is there.'}` }) }
    }
    page = followed
    sources.push(page)
  }
  return { sources }
}

/** Or why it can't be had; nothing where there is none. */
async function follow(more: NonNullable<Source['more']>, address: string): Promise<Source | string> {
  try {
    return (await more(address)) ?? ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The address of each id's first entry, or its title where it has none. */
class EntryIds {
  readonly shared = new Set<string>()
  readonly #addresses = new Map<string, string>()

  add(entry: XmlElement) {
    const [id, address] = [ownIdOf(entry), childText(entry, 'link') || childOf(entry, 'link', 'atom:link')?.attributes.href || childText(entry, 'title')]
    if (!id || !address) return
    const known = this.#addresses.get(id)
    if (known === undefined) this.#addresses.set(id, address)
    else if (withoutQuery(known) !== withoutQuery(address)) this.shared.add(id)
  }
}

/** Campaigns add theirs. */
const withoutQuery = (address: string) =>
  address
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')

async function beginningOf(source: Source, ids: EntryIds): Promise<{ head: XmlElement[]; first: string }> {
  const head: XmlElement[] = []
  let first = ''
  for await (const part of readFeed(source)) {
    if (part.type === 'head') head.push(part.element)
    else if (part.type === 'entry') {
      first ||= textIn(part.element).slice(0, 2000)
      ids.add(part.element)
    }
  }
  return { head, first }
}

function nextOf(head: readonly XmlElement[], source: Source, pages: number): { address: string; isSaid: boolean } | undefined {
  const link = head.find(({ name, attributes }) => (name === 'link' || name === 'atom:link') && attributes.rel === 'next')?.attributes.href
  if (link && URL.canParse(link, source.url)) return { address: new URL(link, source.url).href, isSaid: true }
  const generator = head.find(({ name }) => name === 'generator')
  if (!source.url || !/wordpress/i.test(`${textIn(generator)}${generator?.attributes.uri ?? ''}`)) return undefined
  const address = new URL(source.url)
  address.searchParams.set('paged', String(pages + 1))
  return { address: address.href, isSaid: false }
}
