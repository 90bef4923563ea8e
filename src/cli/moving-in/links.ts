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
  /** A link to the old site that nothing of the import answers. */
  countDead(address: string): void
}

const HREF = /(<a\b[^>]*?\bhref=")([^"]*)(")/g

/** Changes every text of the blocks that may hold a link. */
export function withLinksHere(blocks: readonly BlockInput[], links: Links): BlockInput[] {
  return blocks.map((block) => {
    if (block.type === 'embed') {
      countOldEmbed(block, links)
      return block
    }
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
  links.countDead(address.href)
  return escaped
}

/** A player or a file that still comes from there. */
function countOldEmbed({ url }: BlockInput, links: Links) {
  const address = typeof url === 'string' ? onOldSite(url, links) : undefined
  if (address) links.countDead(address.href)
}

function onOldSite(href: string, { siteUrl, hosts }: Links): URL | undefined {
  if (!siteUrl || !/^(?:https?:\/\/|\/(?!\/))/i.test(href) || !URL.canParse(href, siteUrl)) return undefined
  const url = new URL(href, siteUrl)
  return hostKey(url) === hostKey(new URL(siteUrl)) || hosts.has(hostKey(url)) ? url : undefined
}
