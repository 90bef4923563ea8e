/** A reader's search, parsed once: `?q=&section=&from=&to=&page=`. */

import { isDay } from '../copy/calendar.ts'
import type { Site } from '../copy/shapes/site.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'

/** Longer searches are cut, and the page says so. */
export const MAX_QUERY = 200
/** Nobody types this much; the page says so instead of searching. */
export const MAX_QUERY_SENT = 2000
/** Deeper results are of no use to anybody but robots. */
export const MAX_SEARCH_PAGE = 50

export type SearchQuery = {
  q: string
  wasCut: boolean
  section: string | undefined
  /** Days of the newsroom's calendar, as typed. */
  from: string | undefined
  to: string | undefined
  flaw: 'no-date' | 'crossed' | undefined
}

export function parseSearchQuery(query: URLSearchParams, site: Site): SearchQuery {
  const whole = normalizeSpaces(query.get('q') ?? '')
  const q = [...whole].slice(0, MAX_QUERY).join('').trim()
  const section = query.get('section') ?? ''
  const from = query.get('from')?.trim() || undefined
  const to = query.get('to')?.trim() || undefined
  const isKnown = isSlug(section) && (site.sections.length === 0 || site.sections.some(({ slug }) => slug === section))
  return { q, wasCut: q.length < whole.length, section: isKnown ? section : undefined, from, to, flaw: dateFlawOf(from, to) }
}

/** One spelling for one search, so that caches store it once. Control characters and lone surrogates are left out. */
const normalizeSpaces = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\uFFFD\s]+/gu, ' ')
    .trim()

function dateFlawOf(from: string | undefined, to: string | undefined): SearchQuery['flaw'] {
  if ((from && !isDay(from)) || (to && !isDay(to))) return 'no-date'
  return from && to && from > to ? 'crossed' : undefined
}

/** The address of a search; what was not asked is left out. */
export function searchPath({ q, section, from, to }: Pick<SearchQuery, 'q' | 'section' | 'from' | 'to'>) {
  const query = new URLSearchParams({ q, ...(section && { section }), ...(from && { from }), ...(to && { to }) })
  return `/search?${query}`
}
