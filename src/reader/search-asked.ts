/** What a reader asked of the search, parsed once: `?q=&section=&from=&to=&page=`. */

import { isDay } from '../copy/calendar.ts'
import { isSlug } from '../copy/shapes/field.ts'
import type { Site } from '../copy/shapes/site.ts'

/** Longer questions are cut, and the reader is told. */
export const MAX_QUESTION = 200
/** Nobody types this much; the page says so instead of searching. */
export const MAX_QUESTION_SENT = 2000
/** Deeper results are of no use to anybody but robots. */
export const MAX_SEARCH_PAGE = 50

export type Asked = {
  q: string
  wasCut: boolean
  section: string | undefined
  /** Days of the newsroom's calendar, as typed. */
  from: string | undefined
  to: string | undefined
  flaw: 'no-date' | 'crossed' | undefined
}

export function searchAsked(query: URLSearchParams, site: Site): Asked {
  const whole = spaced(query.get('q') ?? '')
  const q = [...whole].slice(0, MAX_QUESTION).join('').trim()
  const section = query.get('section') ?? ''
  const from = query.get('from')?.trim() || undefined
  const to = query.get('to')?.trim() || undefined
  const isKnown = isSlug(section) && (site.sections.length === 0 || site.sections.some(({ slug }) => slug === section))
  return { q, wasCut: q.length < whole.length, section: isKnown ? section : undefined, from, to, flaw: flawOf(from, to) }
}

/** One spelling for one question, so that caches keep it once. Control characters and lone surrogates ask for nothing. */
const spaced = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\uFFFD\s]+/gu, ' ')
    .trim()

function flawOf(from: string | undefined, to: string | undefined): Asked['flaw'] {
  if ((from && !isDay(from)) || (to && !isDay(to))) return 'no-date'
  return from && to && from > to ? 'crossed' : undefined
}

/** The address of a search; what was not asked is left out. */
export function searchPath({ q, section, from, to }: Pick<Asked, 'q' | 'section' | 'from' | 'to'>) {
  const query = new URLSearchParams({ q, ...(section && { section }), ...(from && { from }), ...(to && { to }) })
  return `/search?${query}`
}
