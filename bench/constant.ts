/** What every figure is measured against: Workers beside the site in the same workerd that do nothing but answer. */

/** An answer of so many bytes with such a status, made once for each address. It parses nothing and looks at no header. */
const ANSWER = `
const made = new Map()
function make(url) {
  const [status, size] = url.split('/').slice(-2).map(Number)
  const headers = { 'Content-Type': 'text/html; charset=utf-8', ETag: '"constant"', 'Cache-Control': 'private, max-age=30' }
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

/** `constant` answers `/{status}/{bytes}`; `read` answers `/{slug}/{status}/{bytes}` from the namespace that the site reads. */
export const constantWorkers = (kv: string) => [
  { ...shared, name: 'constant', modules: [{ type: 'ESModule' as const, path: 'constant.js', contents: CONSTANT }] },
  { ...shared, name: 'read', modules: [{ type: 'ESModule' as const, path: 'read.js', contents: READ_AND_CONSTANT }], kvNamespaces: { EDITION: kv } },
]
