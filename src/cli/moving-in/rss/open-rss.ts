/** A feed, from a file or an address: what it still has of the old site, page by page where it has pages. */
import { EXIT, ExitError } from '../../exit-error.ts'
import type { LeftOut, OldItem } from '../old-item.ts'
import type { OpenOldSystem, Source } from '../old-system.ts'
import { plainText } from '../plain-text.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childrenOf, descendantsOf, textIn } from '../xml-tree.ts'
import { type Feed, isBloggersKind, storyOf, UNKNOWN_SITE } from './entry.ts'
import { noFeed } from './no-feed.ts'
import { type Pages, pagesOf } from './pages.ts'
import { readFeed } from './read-feed.ts'

export const openRss: OpenOldSystem = async (source, { files, now }) => {
  const head = await headOf(source)
  const pages = await pagesOf(source)
  const feed = feedOf(head, source, { site: files.site, now, sharedIds: pages.sharedIds })
  return {
    title: `Feed of ${feed.name}`,
    ...(URL.canParse(feed.url) && { siteUrl: new URL(feed.url).origin }),
    ...(feed.lang && { lang: feed.lang }),
    items: () => itemsOf(pages, feed),
  }
}

async function headOf(source: Source): Promise<XmlElement[]> {
  if (source.isFolder) throw new ExitError(EXIT.refused, `${source.name} is a folder. Name the feed’s file or address.`)
  const head: XmlElement[] = []
  let isFeed = false
  for await (const part of readFeed(source)) {
    if (part.type === 'head') head.push(part.element)
    isFeed ||= part.type === 'entry' || (part.type === 'head' && part.element.name !== 'author')
    if (part.type === 'entry' && head.length > 0) break
  }
  if (!isFeed) throw new ExitError(EXIT.refused, await noFeed(source))
  return head
}

type Beside = { site: string | undefined; now: number; sharedIds: ReadonlySet<string> }

function feedOf(head: readonly XmlElement[], source: Source, { site, now, sharedIds }: Beside): Feed {
  const text = (...names: string[]) => textIn(head.find((element) => names.includes(element.name) && textIn(element).trim() !== '')).trim()
  const link =
    text('link') || head.find(({ name, attributes }) => name === 'link' && attributes.href && (attributes.rel ?? 'alternate') === 'alternate')?.attributes.href
  const url = [site, link, source.url].find((address) => address !== undefined && URL.canParse(address)) ?? UNKNOWN_SITE
  const lang = text('language', 'dc:language')
  const authors = head.filter(({ name }) => name === 'author')
  return { url, name: plainText(text('title')) || source.name, ...(lang && { lang }), now, authors, sharedIds }
}

async function* itemsOf({ sources, isShort }: Pages, feed: Feed): AsyncGenerator<OldItem> {
  let isEmptyFeed = true
  for (const [page, source] of sources.entries()) {
    const place = (line: number) => `${page === 0 ? '' : `page ${page + 1}, `}line ${line.toLocaleString('en')}`
    for await (const part of readFeed(source)) {
      if (part.type === 'head') continue
      isEmptyFeed = false
      if (part.type === 'damage') yield leftOut('damage', '', place(part.line), part.why)
      else if (part.damage !== undefined) yield leftOut('entry', titleOf(part.element), place(part.line), part.damage)
      else if (isBlogsOwn(part.element))
        yield { ...leftOut('blog’s own entry', titleOf(part.element), place(part.line), 'It’s a comment, a setting or a template.'), isLoss: false }
      else if (isEmpty(part.element)) yield { ...leftOut('entry', '', place(part.line), 'It has neither a title nor a text.'), isLoss: false }
      else yield { ...storyOf(part.element, feed, part.line), place: place(part.line) }
    }
  }
  if (isEmptyFeed) yield leftOut('feed', feed.name, 'line 1', 'It has no entries.')
  if (isShort) yield leftOut('damage', '', `page ${sources.length}`, isShort)
}

const titleOf = (entry: XmlElement) => plainText(textIn(childrenOf(entry, 'title')[0]))

/** Neither words nor a recording. */
const isEmpty = (entry: XmlElement) =>
  !childrenOf(entry, 'enclosure', 'media:group', 'media:content').length &&
  ['title', 'description', 'summary', 'content', 'content:encoded', 'xhtml:body', 'xhtml:div', 'media:title'].every((name) =>
    childrenOf(entry, name).every((child) => textIn(child).trim() === '' && child.attributes.src === undefined && !descendantsOf(child, 'img').length),
  )

const leftOut = (what: string, title: string, place: string, why: string): LeftOut => ({
  kind: 'left-out',
  id: `${what} at ${place}`,
  what,
  title,
  place,
  why,
  isLoss: true,
})

/** Blogger's backup is a feed with everything in it. */
const isBlogsOwn = (entry: XmlElement) =>
  childrenOf(entry, 'category').some(({ attributes }) => isBloggersKind(attributes.scheme) && !/#(?:post|page)$/.test(attributes.term ?? ''))
