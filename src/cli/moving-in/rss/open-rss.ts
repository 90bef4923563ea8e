/** A feed, from a file or an address: what it still has of the old site, page by page where it has pages. */
import { EXIT, ExitError } from '../../exit-error.ts'
import type { LeftOut, OldItem } from '../old-item.ts'
import type { OpenOldSystem, Source } from '../old-system.ts'
import { plainText } from '../plain-text.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childrenOf, textIn } from '../xml-tree.ts'
import { type Feed, storyOf } from './entry.ts'
import { type Pages, pagesOf } from './pages.ts'
import { readFeed } from './read-feed.ts'

export const openRss: OpenOldSystem = async (source, { files, now }) => {
  const feed = await feedOf(source, files.site, now)
  const pages = await pagesOf(source)
  return {
    title: `Feed of ${feed.name}`,
    ...(URL.canParse(feed.url) && { siteUrl: new URL(feed.url).origin }),
    ...(feed.lang && { lang: feed.lang }),
    items: () => itemsOf(pages, feed),
  }
}

async function feedOf(source: Source, site: string | undefined, now: number): Promise<Feed> {
  if (source.isFolder) throw new ExitError(EXIT.refused, `${source.name} is a folder. Name the feed’s file or address.`)
  const head: XmlElement[] = []
  let isFeed = false
  for await (const part of readFeed(source)) {
    if (part.type === 'head') head.push(part.element)
    isFeed ||= part.type !== 'damage'
    if (part.type === 'entry' && head.length > 0) break
  }
  if (!isFeed) throw new ExitError(EXIT.refused, `${source.name} is no feed: it is neither RSS nor Atom.`)
  const text = (...names: string[]) => textIn(head.find((element) => names.includes(element.name) && textIn(element).trim() !== '')).trim()
  const link =
    text('link') || head.find(({ name, attributes }) => name === 'link' && attributes.href && (attributes.rel ?? 'alternate') === 'alternate')?.attributes.href
  const url = [site, link, source.url].find((address) => address !== undefined && URL.canParse(address)) ?? 'https://old-site.invalid/'
  const lang = text('language', 'dc:language')
  return { url, name: plainText(text('title')) || source.name, ...(lang && { lang }), now }
}

async function* itemsOf({ sources, isShort }: Pages, feed: Feed): AsyncGenerator<OldItem> {
  for (const [page, source] of sources.entries()) {
    const place = (line: number) => `${page === 0 ? '' : `page ${page + 1}, `}line ${line.toLocaleString('en')}`
    for await (const part of readFeed(source)) {
      if (part.type === 'head') continue
      if (part.type === 'damage') yield leftOut('damage', '', place(part.line), part.why)
      else if (part.damage !== undefined) yield leftOut('entry', titleOf(part.element), place(part.line), part.damage)
      else if (isBlogsOwn(part.element))
        yield { ...leftOut('blog’s own entry', titleOf(part.element), place(part.line), 'It’s a comment, a setting or a template.'), isLoss: false }
      else yield { ...storyOf(part.element, feed, part.line), place: place(part.line) }
    }
  }
  if (isShort) yield leftOut('damage', '', `page ${sources.length}`, isShort)
}

const titleOf = (entry: XmlElement) => plainText(textIn(childrenOf(entry, 'title')[0]))

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
  childrenOf(entry, 'category').some(({ attributes }) => /#kind$/.test(attributes.scheme ?? '') && !/#(?:post|page)$/.test(attributes.term ?? ''))
