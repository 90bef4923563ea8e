/** What a crowd asks for, each kind with its share and the statuses that are right for it. */
import { benchArticle, benchSite } from '../edition.ts'
import { BROWSER, get, HTMX } from '../rows.ts'

export const TAIL_ARTICLES = 12_000
const HOT_STORIES = 20
const UNKNOWN_SLUGS = 20_000
const SEARCHES = 3000
/** What a bystander answers, beside the site. */
export const BYSTANDER = 'a constant answer of another process'
/** The kind that is asked as the newest open page would. */
export const LIVE = 'live fragment'

/** `share`: of a hundred requests. `isZipf`: the first is asked most, the nth an nth as often; otherwise all alike. */
export type Kind = { name: string; share: number; statuses: number[]; requests: string[]; isZipf?: true }

/** `live`: the address that an open page of the live story asks. */
export function kindsOf(live: string): Kind[] {
  const many = (count: number, path: (at: number) => string) => Array.from({ length: count }, (_, at) => get(path(at), BROWSER))
  const sections = benchSite.sections.map(({ slug }) => slug)
  const sectionOf = (at: number) => sections[at % sections.length]
  return [
    { name: 'article, hot', share: 59, statuses: [200], requests: many(HOT_STORIES, (at) => `/${sectionOf(at)}/story-${at}`), isZipf: true },
    { name: 'front page', share: 12, statuses: [200], requests: [get('/', BROWSER)] },
    { name: 'section', share: 8, statuses: [200], requests: sections.map((section) => get(`/${section}`, BROWSER)) },
    { name: 'article, tail', share: 15, statuses: [200], requests: many(TAIL_ARTICLES, (at) => `/world/tail-${at}`), isZipf: true },
    { name: '“Also worth reading”', share: 1, statuses: [200], requests: many(HOT_STORIES, (at) => `/fragments/also/story-${at}`).map(asHtmx), isZipf: true },
    { name: 'ad slot', share: 1, statuses: [200], requests: many(HOT_STORIES, (at) => `/fragments/ads/rail?section=world&slug=story-${at}`).map(asHtmx) },
    { name: LIVE, share: 1, statuses: [200, 204], requests: [liveRequest(live)] },
    { name: '404', share: 1, statuses: [404], requests: many(UNKNOWN_SLUGS, (at) => `/world/not-there-${at}`) },
    { name: BYSTANDER, share: 1, statuses: [200], requests: [get('/', BROWSER)] },
    { name: 'search', share: 1, statuses: [200], requests: many(SEARCHES, searchFor) },
  ]
}

export const liveRequest = (path: string) => get(path, HTMX)

const asHtmx = (request: string) => request.replace('\r\n', '\r\nHX-Request: true\r\n')

const WORDS = [...new Set(benchArticle('words', 1).body.flatMap((block) => ('text' in block ? (block.text.match(/[a-z]{4,}/g) ?? []) : [])))]

function searchFor(at: number) {
  const [one, other] = [WORDS[at % WORDS.length], WORDS[Math.floor(at / WORDS.length) % WORDS.length]]
  return `/search?q=${one}+${other}&from=2001-01-${String(1 + (at % 28)).padStart(2, '0')}`
}
