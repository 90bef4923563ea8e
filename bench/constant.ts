/** What every figure is measured against: Workers beside the site in the same workerd that do nothing but answer. */
import { pageCsp } from '../src/edge/headers.ts'
import { FRAGMENT_HEADERS, NON_PAGE_CSP, SECURITY_HEADERS } from '../src/edge/security-headers.ts'

/** What an article's answer has beside: it costs, too. */
const DRESS = {
  'Content-Security-Policy': `${pageCsp('article')}`,
  Vary: 'Accept',
  Link: '</world/story-0.md>; rel="alternate"; type="text/markdown"',
  'Last-Modified': 'Thu, 26 Nov 2026 00:00:00 GMT',
  'Speculation-Rules': '"/static/speculation.00000000.json"',
  ...SECURITY_HEADERS,
}

/** And a fragment's. */
const FRAGMENT = { 'Content-Security-Policy': NON_PAGE_CSP, 'X-Robots-Tag': 'noindex', ...FRAGMENT_HEADERS }

/** An answer of so many bytes with such a status, made once for each address. It parses nothing and looks at no header. */
const ANSWER = `
const DRESSES = ${JSON.stringify({ dressed: DRESS, fragment: FRAGMENT })}
const made = new Map()
function make(url) {
  const [status, size] = url.split('/').slice(-2).map(Number)
  const plain = { 'Content-Type': 'text/html; charset=utf-8', ETag: '"constant"', 'Cache-Control': 'private, max-age=30' }
  const dress = DRESSES[url.split('/')[3]]
  const headers = dress ? new Headers({ ...plain, ...dress }) : plain
  const answer = { body: size === 0 ? null : new Uint8Array(size).fill(97), init: { status, headers } }
  made.set(url, answer)
  return answer
}
function constant(url) {
  const { body, init } = made.get(url) ?? make(url)
  return new Response(body, init)
}`

const CONSTANT = `${ANSWER}
export default { fetch: (request) => constant(request.url) }`

/** One bulk read of as many keys as an article needs, with what KV has beside them, then the constant. The address names the article. */
const READ_AND_CONSTANT = `${ANSWER}
export default {
  async fetch(request, env) {
    const [slug, status, size] = request.url.split('/').slice(-3)
    await env.EDITION.getWithMetadata(['en:article:' + slug, 'site'], { type: 'text', cacheTtl: 30 })
    return constant(status + '/' + size)
  },
}`

const shared = { compatibilityDate: '2026-10-20', unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] }

/** `constant` answers `/{status}/{bytes}`, after `/dressed` with an article's headers, after `/fragment` with a fragment's; `read` answers `/{slug}/{status}/{bytes}` from the namespace that the site reads. */
export const constantWorkers = (kv: string) => [
  { ...shared, name: 'constant', modules: [{ type: 'ESModule' as const, path: 'constant.js', contents: CONSTANT }] },
  { ...shared, name: 'read', modules: [{ type: 'ESModule' as const, path: 'read.js', contents: READ_AND_CONSTANT }], kvNamespaces: { EDITION: kv } },
]
