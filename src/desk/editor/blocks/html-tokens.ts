/**
 * Canonical HTML (as the sanitiser writes it) in pieces: no parser of the browser's is needed, which would have to be trusted
 * by the page's policy.
 */
export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'open'; tag: string; attributes: Record<string, string>; from: number; to: number }
  | { kind: 'close'; tag: string; from: number; to: number }

const TAG = /<(\/?)([a-z][a-z\d]*)((?:\s[^<>]*)?)>/gi
const ATTRIBUTE = /([^\s"=]+)(?:="([^"]*)")?/g

export function tokensOf(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = []
  let at = 0
  for (const { 0: written, 1: slash, 2: tag = '', 3: rest = '', index } of html.matchAll(TAG)) {
    if (index > at) tokens.push({ kind: 'text', text: decode(html.slice(at, index)) })
    at = index + written.length
    const place = { tag: tag.toLowerCase(), from: index, to: at }
    tokens.push(slash ? { kind: 'close', ...place } : { kind: 'open', ...place, attributes: attributesOf(rest) })
  }
  if (at < html.length) tokens.push({ kind: 'text', text: decode(html.slice(at)) })
  return tokens
}

const attributesOf = (written: string) => Object.fromEntries(Array.from(written.matchAll(ATTRIBUTE), ([, name = '', value = '']) => [name, decode(value)]))

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', '#39': "'" }
const decode = (text: string) => text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
