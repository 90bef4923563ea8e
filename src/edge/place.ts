/** Where the reader is, as far as the edge can tell. */

/** `country` is an ISO 3166-1 code; undefined when nobody knows (Tor, satellite, no `cf`). */
export type Place = { country: string | undefined; inEu: boolean | undefined }

/** Cloudflare's codes for "no country": unknown, and Tor. */
const NO_COUNTRY = new Set(['XX', 'T1', ''])

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
