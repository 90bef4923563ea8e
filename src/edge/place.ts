/** Where the reader is, as far as the edge can tell. */

/** `country` is an ISO 3166-1 code; undefined when nobody knows (Tor, satellite, no `cf`). */
export type Place = { country: string | undefined; inEu: boolean | undefined }

/** Cloudflare's codes for "no country": unknown, and Tor. */
const NO_COUNTRY = new Set(['XX', 'T1', ''])

/**
 * The network a reader comes from: an IPv4 address, or the 64 bits of an IPv6 address that a household or a server has for
 * itself (RFC 6177), so that nobody has billions of addresses to come from.
 */
export function networkOf(address: string | undefined) {
  if (!address) return 'unknown'
  if (!address.includes(':')) return address
  // As the URL standard writes an IPv6 host: lower case, without leading zeros, IPv4 in its tail as hexadecimal.
  const host = URL.parse(`http://[${address.split('%')[0]}]`)?.hostname.slice(1, -1)
  if (host === undefined) return 'unknown'
  if (host.startsWith('::ffff:')) return host
  const [head = '', tail] = host.split('::')
  const groups = head === '' ? [] : head.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...(tail ? tail.split(':') : [])].slice(0, 4).join(':')
}

/** From `request.cf` alone; in development the header `CF-IPCountry` replaces it, so that the gate can be tried. */
export function placeOf(request: Request, env: object): Place {
  if (isDevelopment(env)) {
    const country = request.headers.get('cf-ipcountry')
    if (country) return knownPlace(country.toUpperCase(), undefined)
  }
  const cf = request.cf as Partial<IncomingRequestCfProperties> | undefined
  return knownPlace(typeof cf?.country === 'string' ? cf.country : '', cf?.isEUCountry === '1')
}

export const isDevelopment = (env: object) => 'DATELINE_ENV' in env && env.DATELINE_ENV === 'development'

const knownPlace = (country: string, inEu: boolean | undefined): Place =>
  NO_COUNTRY.has(country) || !/^[A-Z]{2}$/.test(country) ? { country: undefined, inEu } : { country, inEu }
