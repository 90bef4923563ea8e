/** One spelling of every address (RFC 3986 section 6.2.2), before it is routed and before it is cached. */

/** Nothing of ours is half as long; routing and the front cache shall not work on more. */
const MAX_PATH = 2048
/** As the edge itself cuts off. A question in Chinese is nine characters for each. */
export const MAX_URL = 16_384

/** The path of every address that names nothing: no section, and no API call, begins so. */
const UNROUTED = '-'

/** The path as it is routed: what needs no escape has none, and is unescaped once. What cannot be read is routed nowhere. */
export function routingPath({ url }: { url: string }): string {
  const path = new URL(url).pathname
  const plain = path.length <= MAX_PATH ? unescapePath(path) : undefined
  return plain ?? (path.startsWith('/api/') ? `/api/${UNROUTED}` : `/${UNROUTED}`)
}

/** The same request under the one spelling of its address; a URL that is too long stays as it is, and is refused later (414). */
export function normalizeAddress(request: Request): Request {
  if (request.url.length > MAX_URL) return request
  const url = new URL(request.url)
  const path = routingPath(request)
  if (path === url.pathname) return request
  url.pathname = path
  return new Request(url, request)
}

/** Undefined for what is no text: broken escapes, control characters, bytes that are not UTF-8. */
function unescapePath(path: string): string | undefined {
  if (!path.includes('%')) return path
  if (/%(?![\da-f]{2})|%[01][\da-f]|%7f/i.test(path)) return undefined
  try {
    decodeURIComponent(path)
  } catch {
    // It throws for bytes that are not UTF-8; that is the answer.
    return undefined
  }
  return path.replace(/%[\da-f]{2}/gi, (escaped) => {
    const letter = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return /[\w.~-]/.test(letter) ? letter : escaped.toUpperCase()
  })
}

/** Whether a path is not spelled as ours are: with capitals, escapes, doubled slashes, or what a sentence left hanging at its end. */
export const isStrayAddress = (path: string) => /[A-Z%]|\/\/|[^a-z\d]$/.test(path) && path !== '/'
