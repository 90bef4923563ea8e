/**
 * Posts of social networks that were pasted into a text as code: their address stands in an attribute, or in the last link, and a script makes
 * a player of it. They are cards here, as all players are.
 */
import { embedHtml } from './embeds.ts'
import { plainText } from './plain-text.ts'

/** No element is looked through further than one of these is long. */
const MOST_CHARS = 60_000

type Kind = { className: RegExp; attribute?: string; link?: RegExp; hasText?: boolean }

const KINDS: readonly Kind[] = [
  { className: /^twitter-(?:tweet|video)$/, link: /^(?:https?:)?\/\/(?:mobile\.|www\.)?(?:twitter|x)\.com\/\w+\/status(?:es)?\/\d+/, hasText: true },
  { className: /^instagram-media$/, attribute: 'data-instgrm-permalink', link: /^(?:https?:)?\/\/(?:www\.)?instagram\.com\// },
  { className: /^fb-(?:post|video|comment-embed)$/, attribute: 'data-href' },
  { className: /^tiktok-embed$/, attribute: 'cite' },
  { className: /^text-post-media$/, attribute: 'data-text-post-permalink' },
  { className: /^bluesky-embed$/, link: /^https:\/\/bsky\.app\/profile\/[^/]+\/post\//, hasText: true },
  { className: /^reddit-(?:embed-bq|card)$/, link: /^https:\/\/(?:www\.)?reddit\.com\/r\// },
  { className: /^imgur-embed-pub$/, link: /^(?:https?:)?\/\/imgur\.com\// },
  { className: /^mastodon-embed$/, attribute: 'data-embed-url', link: /^https:\/\/[^/]+\/@/, hasText: true },
]

const OPEN = /<(blockquote|div)\b([^<>]{0,4000}\bclass\s*=\s*["'][^"'<>]{0,300}["'][^<>]{0,4000})>/gi
/** Scripts that would have made the players, and what they need. */
const SCRIPTS =
  /<script\b[^<>]{0,500}\bsrc\s*=\s*["'](?:https?:)?\/\/(?:platform\.(?:twitter|x|instagram)\.com|www\.(?:instagram|tiktok|threads)\.(?:com|net)|connect\.facebook\.net|embed\.(?:bsky\.app|reddit\.com|redditmedia\.com)|s\.imgur\.com)\/[^<>]{0,500}>\s*<\/script>|<div\s+id=["']fb-root["']>\s*<\/div>/gi

export function embedPastedPosts(html: string): string {
  if (!/class\s*=\s*["'][^"'<>]{0,300}(?:twitter|instagram|\bfb-|tiktok|text-post|bluesky|reddit|imgur|mastodon)/i.test(html)) return html
  let result = ''
  let at = 0
  for (const { 0: open, index, 1: tag = '', 2: attributes = '' } of html.matchAll(OPEN)) {
    const kind = index < at ? undefined : kindOf(attributes)
    const end = kind && endOf(html, index + open.length, tag.toLowerCase())
    if (!kind || !end) continue
    const card = cardOf(kind, attributes, html.slice(index + open.length, end.inner))
    if (card === undefined) continue
    result += `${html.slice(at, index)}\n${card}\n`
    at = end.outer
  }
  return (result + html.slice(at)).replace(SCRIPTS, '')
}

function kindOf(attributes: string): Kind | undefined {
  const names = (attributeIn(attributes, 'class') ?? '').split(/\s+/)
  return KINDS.find(({ className }) => names.some((name) => className.test(name)))
}

function cardOf({ attribute, link, hasText }: Kind, attributes: string, inner: string): string | undefined {
  const named = attribute && attributeIn(attributes, attribute)
  const links = [...inner.matchAll(/<a\b[^<>]{0,4000}>/gi)].flatMap(([tag]) => attributeIn(tag, 'href') ?? [])
  const address = named || links.findLast((href) => link?.test(href))
  if (!address || !/^(?:https?:)?\/\//i.test(address)) return undefined
  const words = hasText ? plainText(/<p\b[^<>]*>([\s\S]*?)<\/p>/i.exec(inner)?.[1] ?? '').slice(0, 2000) : ''
  return embedHtml(withoutCounting(address), '', words)
}

/** What only tells the network where a reader came from. */
function withoutCounting(address: string) {
  const url = address.replace(/^\/\//, 'https://')
  if (!URL.canParse(url)) return address
  const plain = new URL(url)
  for (const name of [...plain.searchParams.keys()]) if (/^(?:utm_\w+|ref_src|ref_url|igsh|igshid|refer)$/.test(name)) plain.searchParams.delete(name)
  return plain.href
}

function attributeIn(attributes: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes) ?? []
  return (double ?? single)?.replace(/&(?:amp|#0?38);/g, '&').trim()
}

/** Where the element ends that begins before `from`. */
function endOf(html: string, from: number, tag: string): { inner: number; outer: number } | undefined {
  const tags = new RegExp(`<(/?)${tag}\\b[^<>]{0,4000}>`, 'gi')
  const text = html.slice(from, from + MOST_CHARS)
  let depth = 1
  for (const { 0: found, index, 1: closes } of text.matchAll(tags)) {
    depth += closes ? -1 : 1
    if (depth === 0) return { inner: from + index, outer: from + index + found.length }
  }
  return undefined
}
