/** Links between the old site's stories lead to where these are now; those that lead to nothing of the import are counted. */
import type { BlockInput } from '../../copy/shapes/block.ts'
import { escapeAttribute } from '../../copy/text/escape.ts'
import { decoded, hostKey } from './addresses.ts'

export type Links = {
  siteUrl: string | undefined
  /** More hosts of the old site: where its files are. */
  hosts: { has(host: string): boolean }
  /** Where an old address is now. */
  pathAt(address: string): string | undefined
  /** Where the picture is now whose file was at an old address. */
  pictureAt(address: string): string | undefined
  /** A file that this site can't hold: where it is to be, be it where it was. */
  fileAt(address: string): string
  /** A link to the old site that nothing of the import answers. */
  countDead(address: string): void
}

/** By its name; what is a page has none of these endings. */
const FILE =
  /\.(?:pdf|docx?|xlsx?|pptx?|od[tspg]|rtf|csv|tsv|txt|epub|mobi|zip|gz|tgz|rar|7z|mp3|m4a|ogg|oga|opus|wav|flac|aac|mp4|m4v|mov|webm|ogv|avi|wmv|kml|kmz|gpx|geojson|ics|vtt|srt|svg|eps|ai|psd)$/i
export const PICTURE_FILE = /\.(?:jpe?g|jpe|png|webp|avif|gif|heic|tiff?|bmp)$/i
/** What importers call a site whose export doesn't say where it was. */
const UNKNOWN_HOST = 'old-site.invalid'

const HREF = /(<a\b[^>]*?\bhref=")([^"]*)(")/g

/** Changes every text of the blocks that may hold a link. */
export function withLinksHere(blocks: readonly BlockInput[], links: Links): BlockInput[] {
  return blocks.map((block) => {
    if (block.type === 'embed') return embedHere(block, links)
    return block.type === 'code' || block.type === 'picture' ? block : (withLinks(block, links) as BlockInput)
  })
}

function withLinks(value: unknown, links: Links): unknown {
  if (typeof value === 'string')
    return value.includes('href="') ? value.replace(HREF, (_, before: string, href: string, after: string) => before + hrefHere(href, links) + after) : value
  if (Array.isArray(value)) return value.map((inner) => withLinks(inner, links))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLinks(inner, links)]))
  return value
}

function hrefHere(escaped: string, links: Links): string {
  const href = escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const address = onOldSite(href, links)
  if (!address) return escaped
  const path = links.pathAt(address.href)
  // Encoded or not, it leads there already.
  if (path !== undefined) return decoded(href) === decoded(path + address.hash) ? escaped : escapeAttribute(path + address.hash)
  const picture = links.pictureAt(address.href)
  if (picture !== undefined) return escapeAttribute(picture)
  if (FILE.test(address.pathname)) return escapeAttribute(links.fileAt(address.href))
  links.countDead(address.href)
  // Of a site that nobody named, the path is all that is known: where this site has its name now, it is asked for that.
  return address.hostname === UNKNOWN_HOST ? escapeAttribute(address.pathname + address.search + address.hash) : escaped
}

/** A player or a file that still comes from there. */
function embedHere(block: BlockInput, links: Links): BlockInput {
  const address = typeof block.url === 'string' ? onOldSite(block.url, links) : undefined
  if (!address) return block
  if (FILE.test(address.pathname)) return { ...block, url: links.fileAt(address.href) }
  links.countDead(address.href)
  return block
}

function onOldSite(href: string, { siteUrl, hosts }: Links): URL | undefined {
  if (!siteUrl || !/^(?:https?:\/\/|\/(?!\/))/i.test(href) || !URL.canParse(href, siteUrl)) return undefined
  const url = new URL(href, siteUrl)
  return hostKey(url) === hostKey(new URL(siteUrl)) || hosts.has(hostKey(url)) ? url : undefined
}
