/**
 * Whether a request that changes something was sent by a page of ours, where it is a cookie or Access that says who is calling: another
 * site's page, or one of a sister domain, could otherwise send a form here in an editor's name.
 * By `Sec-Fetch-Site` (Fetch Metadata), which no page can forge; by `Origin` where that header is absent. With neither it is not ours.
 */
export function isSentByOurPage(request: Request) {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  const fetchSite = request.headers.get('sec-fetch-site')
  if (fetchSite !== null) return fetchSite === 'same-origin'
  return request.headers.get('origin') === new URL(request.url).origin
}
