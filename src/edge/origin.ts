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
