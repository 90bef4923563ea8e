/**
 * Whether a request that changes something was sent by a page of this site: by `Sec-Fetch-Site` (Fetch Metadata), which no
 * page can forge; by `Origin` where a browser or proxy leaves it out. What bears neither comes from no page that could
 * have been made to send it, and passes.
 */
export function isFromThisSite(request: Request) {
  const fetchSite = request.headers.get('sec-fetch-site')
  if (fetchSite !== null) return fetchSite === 'same-origin'
  const origin = request.headers.get('origin')
  return origin === null || origin === new URL(request.url).origin
}

/**
 * The same of a request that a cookie lets in, which a browser sends along with whatever page asks it to. What bears neither header is
 * refused: every browser of ours sends one with what changes something, and what is no browser has a token to send instead.
 */
export const isFromOwnPage = (request: Request) => isFromThisSite(request) && (request.headers.has('sec-fetch-site') || request.headers.has('origin'))

/** Methods that change nothing (RFC 9110, 9.2.1). */
export const isSafe = ({ method }: Request) => method === 'GET' || method === 'HEAD'
