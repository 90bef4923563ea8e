/** What a file is that is no feed, and where the feed is, for whoever named a page. */
import type { Source } from '../old-system.ts'
import { beginningOf } from '../what-file.ts'

const MOST_NAMED = 5

export async function noFeed(source: Source): Promise<string> {
  const text = await beginningOf(source)
  if (!/<(?:!doctype\s+html|html|head|body)\b/i.test(text)) return `${source.name} is no feed: it is neither RSS nor Atom, nor a JSON feed.`
  const feeds = feedsIn(text, source.url)
  if (feeds.length === 0) return `${source.name} is a page, and links to no feed. Name the feed’s own address.`
  const list = feeds.map((address) => `\n  newsdesk import ${address} --from rss --dry-run`).join('')
  return `${source.name} is a page. ${feeds.length === 1 ? 'The feed that it links to' : 'Feeds that it links to'}:${list}`
}

function feedsIn(html: string, base: string | undefined): string[] {
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  const value = (tag: string, name: string) => {
    const [, double, single, bare] = attribute(tag, name) ?? []
    return (double ?? single ?? bare ?? '').replaceAll('&amp;', '&').trim()
  }
  const addresses = [...html.matchAll(/<link\b[^<>]{0,2000}>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => /\balternate\b/i.test(value(tag, 'rel')) && /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)$/i.test(value(tag, 'type')))
    .map((tag) => value(tag, 'href'))
    .filter((href) => URL.canParse(href, base))
    .map((href) => new URL(href, base).href)
    .filter((address) => /^https?:/.test(address))
  return [...new Set(addresses)].slice(0, MOST_NAMED)
}
