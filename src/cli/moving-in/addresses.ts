/** Addresses of the old site, as they are compared: whatever was typed, pasted or linked finds its story. */

/** Of a query, WordPress's numbers tell one page from another; the rest is campaigns' and readers'. */
const TELLING = ['p', 'page_id', 'attachment_id', 'cat', 'category_name', 'tag', 'author', 'author_name', 'm', 'feed', 'post_type', 'id']

/** Host without `www.`, path without its last slash, decoded. `undefined` for what is no address of the web. */
export function addressKey(address: string, base?: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  if (!/^https?:$/.test(url.protocol)) return undefined
  const query = TELLING.flatMap((name) => (url.searchParams.has(name) ? [`${name}=${url.searchParams.get(name)}`] : []))
  const path = decoded(url.pathname)
    .normalize('NFC')
    .replace(/\/+/g, '/')
    .replace(/\/(?:index\.(?:php|html?))?$/, '')
  return `${hostKey(url)}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

export const hostKey = (url: URL) => url.host.replace(/^www\./, '')

/** A path, or a file's name in one. With a plain % it is meant as it stands. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // It throws for what is no escape; that is the answer.
    return path
  }
}

/** What of an old address our own site is asked for: path and query. */
export function pathAndQuery(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { pathname, search } = new URL(address)
  return `${pathname}${search}`
}
