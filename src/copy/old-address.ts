/**
 * Addresses that readers ask for and no page has: one spelling for each, and what they lead to. The press, the site and the
 * editors' tools spell them by the same rules.
 */
import { isSlug } from './shapes/slug-spelling.ts'

/** Nothing longer is routed, nor was ever a link. */
const MAX_CHARS = 2048

/** As WordPress numbers and names its pages, at `/` and `/index.php`; the first that is there counts. A story is told by the first three. */
const FRONT_QUERIES: readonly (readonly [name: string, value: RegExp])[] = [
  ['p', /^\d{1,10}$/],
  ['page_id', /^\d{1,10}$/],
  ['attachment_id', /^\d{1,10}$/],
  ['name', /^[^\p{Cc}]{1,200}$/u],
  ['pagename', /^[^\p{Cc}]{1,200}$/u],
  ['cat', /^\d{1,10}$/],
  ['category_name', /^[^\p{Cc}]{1,200}$/u],
  ['tag', /^[^\p{Cc}]{1,200}$/u],
  ['author', /^\d{1,10}$/],
  ['author_name', /^[^\p{Cc}]{1,200}$/u],
  ['m', /^\d{4}(?:\d\d){0,2}$/],
  ['feed', /^(?:feed|rss2?|atom|rdf|comments-(?:rss2|atom))$/],
]
/** Of an old program's address the whole query says which page it was. */
const PROGRAM = /\.(?:aspx?|cfm|cgi|do|jsp|php\d?|pl)$/
/** What links from letters and networks carry, which says nothing of the page. */
const PASSING = /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref|amp|_.*)$/
const MAX_PARAMETERS = 8

/**
 * Whatever of a query can belong to an old address, in one order; '' where nothing can. `path` in lower case.
 */
export function oldQuery(path: string, query: URLSearchParams): string {
  if (path === '/' || path === '/index.php') {
    const found = FRONT_QUERIES.map(([name, form]) => [name, spelledValue(query.get(name)), form] as const).find(([, value, form]) => form.test(value))
    if (found) return `?${new URLSearchParams({ [found[0]]: found[1] })}`
  }
  if (!PROGRAM.test(path)) return ''
  const kept = [...query].filter(([name, value]) => !PASSING.test(name) && name.length + value.length <= 200).slice(0, MAX_PARAMETERS)
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : Number(a > b))))}`
}

/** As paths are: small, as Unicode composes it, and without a slash at either end. */
const spelledValue = (value: string | null) =>
  (value ?? '')
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replace(/^\/+|\/+$/g, '')

/** Whether the front's query is the number of one page, and no parameter of whoever linked to the front. */
export const isNumberOfPage = (spelled: string) => /^\/\?(?:p|page_id|attachment_id)=/.test(spelled)

/**
 * The one spelling of an old address, with or without its old site before it: `/2019/05/harvest`, `/?p=123`. Letters are small
 * and as Unicode composes them (NFC), nothing is escaped, and what only names another form of the same page is gone: a slash at
 * the end, `.html`, `/index.html`, and, below two names, `/amp`, `/feed`, `/page/2` and the like. Undefined for what is no address of a page.
 */
export function spellOldAddress(text: string): string | undefined {
  const address = text.trim().replace(/^https?:\/\/[^/?#\\]*/i, '')
  const [path = '', query = ''] = (address.startsWith('?') ? `/${address}` : address).split('#', 1)[0]?.split(/\?(.*)/s, 2) ?? []
  if (!/^[/\\]/.test(path) || address.length > MAX_CHARS * 3) return undefined
  const plain = unescaped(path)
  if (plain === undefined) return undefined
  const lower = joined(plain)
  const spelled = oldQuery(lower, new URLSearchParams(query))
  // What a program answered without its query was another page.
  if (spelled) return within(`${lower === '/index.php' && FRONT_QUERIES.some(([name]) => spelled.startsWith(`?${name}=`)) ? '/' : lower}${spelled}`)
  const bare = lower.replace(
    /(?:(?:\/index)?\.(?:html?|php)|\/index|(?<=\/[^/]+\/[^/]+)\/(?:amp|trackback|(?:comment-page-|page\/)\d{1,6}|feed(?:\/(?:rss2?|atom|rdf))?))$/,
    '',
  )
  return within(bare || '/')
}

const within = (address: string) => (address.length <= MAX_CHARS ? address : undefined)

const joined = (path: string) =>
  `/${path
    .split(/[/\\]+/)
    .filter(Boolean)
    .join('/')}`

function unescaped(path: string) {
  try {
    const plain = decodeURIComponent(path).normalize('NFC').toLowerCase()
    return /[\p{Cc}\p{Cs}\ufffd]|(?:^|[/\\])\.{1,2}(?:[/\\]|$)/u.test(plain) ? undefined : plain
  } catch {
    // It throws for what is no UTF-8; that is the answer.
    return undefined
  }
}

/** Pages of our own, which no other address is made of. */
const OURS =
  /^\/(?:(?:api|cdn-cgi|corrections|desk|fragments|health|latest|most-read|newsletters|offline|pictures|preview|saved|search|sitemap|static|\.well-known)(?:\/|$)|(?:archive|author|topic|feed|rss|sitemap[^/]*|robots|ads|llms|site)(?:\.[a-z]+)?$|(?:[^/]+\/|(?:topic|author)\/[^/]+\/)?feed\.(?:json|xml)$|[^/]+\/[^/]+\/changes$)/

/** Whether readers can be sent on from there: not from the front, nor from where the site's own pages are. */
export const isFreeAddress = (spelled: string) => spelled !== '/' && !OURS.test(spelled)

/** An address's bucket: so many share one value. */
const BUCKETS = 256

/**
 * Where the edition keeps what an old address leads to: with the article, topic or author that is looked for there anyway, so that
 * nothing more is read; else in one of a few values that many addresses share.
 */
export type OldPlace = { kind: 'article' | 'listing' | 'old'; name: string }
export function placeOfOld(spelled: string): OldPlace {
  const [first = '', second, ...more] = spelled.slice(1).split('/')
  const last = second ?? first
  if (more.length === 0 && isSlug(first) && isSlug(last))
    return second !== undefined && /^(?:topic|author)$/.test(first) ? { kind: 'listing', name: `${first}/${last}` } : { kind: 'article', name: last }
  let hash = 0
  for (let at = 0; at < spelled.length; at++) hash = (Math.imul(hash, 31) + spelled.charCodeAt(at)) >>> 0
  return { kind: 'old', name: (hash % BUCKETS).toString(16).padStart(2, '0') }
}

/** What made a redirect that no editor made: a story, a topic or an author got another name; two became one; a story moved to another section. */
export type MadeBy = 'rename' | 'merger' | 'section'

export const MADE_BY = { rename: 'by a rename', merger: 'by a merger', section: 'by a move to another section' } as const satisfies Record<MadeBy, string>
