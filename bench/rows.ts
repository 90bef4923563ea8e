/** The requests that are measured, each with what it is measured against. */
import { benchSite } from './edition.ts'

/** Far more articles than an isolate remembers: asked in turn, each is cold again. */
export const COLD_ARTICLES = 1500
/** As many forms as are sent at a time: an hour takes 2,000. */
const FORMS_AT_ONCE = 60

/** `against`: a constant of the same size and status, or one after a KV read. Statuses that say where a thing went are measured against 200. `of`: whose answer it is, if not the site's. */
export type Row = { name: string; status: number; requests: string[]; against: 'constant' | 'read'; most?: number; of?: 'constant' }
/** What is asked of one port, in turn. */
export type Asked = { port: number; status: number; requests: string[]; most?: number }

/** What a browser on the way from page to page sends. */
export const BROWSER = {
  'CF-IPCountry': 'SG',
  'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
}
export const HTMX = { ...BROWSER, Accept: 'text/html', 'HX-Request': 'true' }

export type Known = { etag: string; live: string }

export function rowsOf({ etag, live }: Known): Row[] {
  const page = (path: string, status = 200, headers: Record<string, string> = BROWSER): Omit<Row, 'name'> => ({
    status,
    requests: [get(path, headers)],
    against: 'constant',
  })
  const many = (path: (at: number) => string) => Array.from({ length: COLD_ARTICLES }, (_, at) => get(path(at), BROWSER))
  return [
    { name: 'article, hot', ...page('/world/story-0') },
    { name: 'article, 304', ...page('/world/story-0', 304, { ...BROWSER, 'If-None-Match': etag }) },
    { name: 'the constant, with an article’s headers', ...page('/dressed/200/44000'), of: 'constant' },
    { name: 'the constant, with a fragment’s headers', ...page('/fragment/200/1300'), of: 'constant' },
    { name: 'article, cold ÷ KV read', status: 200, against: 'read', requests: many((at) => `/world/cold-${at}`) },
    { name: '“Also worth reading”', ...page('/fragments/also/story-0', 200, HTMX) },
    { name: 'ad slot', ...page('/fragments/ads/rail?section=world&slug=story-0', 200, HTMX) },
    { name: 'live fragment, nothing new', ...page(live, 204, HTMX) },
    { name: 'front page', ...page('/') },
    { name: 'section', ...page('/world') },
    { name: 'search', ...page('/search?q=market') },
    { name: '404, unknown slug', ...page('/world/not-there', 404) },
    { name: '404, another slug each time ÷ KV read', status: 404, against: 'read', requests: many((at) => `/world/not-there-${at}`) },
    { name: '404, unknown section', ...page('/nowhere', 404) },
    { name: '301, moved to another section', ...page('/asia/story-0', 301) },
    { name: '410, withdrawn', ...page('/world/withdrawn', 410) },
    { name: 'RSS feed', ...page('/feed.xml') },
    { name: 'sitemap', ...page('/sitemap-news.xml') },
    { name: 'sign-up form', status: 303, against: 'constant', most: FORMS_AT_ONCE, requests: forms() },
  ]
}

/** What the constant is asked for `row`, whose body is so large. */
export function constantFor({ against, status: ours, requests }: Row, bytes: number): Omit<Asked, 'port'> {
  const status = ours === 301 || ours === 303 ? 200 : ours
  const slugOf = (request: string) => /^GET \/world\/(\S+)/.exec(request)?.[1]
  const paths = against === 'constant' ? [''] : requests.map((request) => `/${slugOf(request)}`)
  return { status, requests: paths.map((path) => get(`${path}/${status}/${bytes}`, BROWSER)) }
}

/** Of thirteen requests of a crowd, twelve for what everybody reads, one for an old story or one that is not there. */
export const crowdOf = (known: Known): string[] => {
  const rows = rowsOf(known)
  const of = (name: string) => rows.find((row) => row.name === name)?.requests ?? []
  const hot = ['article, hot', 'front page', '“Also worth reading”', 'ad slot'].flatMap(of)
  const tail = [...of('article, cold ÷ KV read'), ...of('404, another slug each time ÷ KV read')]
  return tail.flatMap((request) => [...hot, ...hot, request, ...hot])
}

/** Each from another network, or the first would be told to wait. */
const forms = () =>
  Array.from({ length: 2000 }, (_, at) => {
    const list = benchSite.newsletter.lists[0]?.slug ?? ''
    const body = `${new URLSearchParams({ email: `reader-${at}@example.org`, list, consent: benchSite.newsletter.consentVersion })}`
    const network = `10.${at >> 8}.${at & 255}.1`
    return request('POST', '/newsletters', { ...BROWSER, 'CF-Connecting-IP': network, 'Content-Type': 'application/x-www-form-urlencoded' }, body)
  })

export const get = (path: string, headers: Record<string, string>) => request('GET', path, headers)

function request(method: string, path: string, headers: Record<string, string>, body?: string) {
  const all = { Host: '127.0.0.1', ...headers, ...(body !== undefined && { 'Content-Length': String(body.length) }) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}
