/** Addresses as people pass them on: with a full stop, a bracket, a capital. Loaded when such a one is asked for. */

import { decodePiece } from '../copy/shapes/address-pieces.ts'
import { encodeLetters, isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, executionContextOf } from './app-context.ts'
import { redirectPermanently } from './caching.ts'

/** What chats, mails and sentences leave at the end of an address, escaped or not. */
const TRAILING = [
  ...'.,;:!\'")]}>*|\\&/',
  ...['%22', '%3E', '%5D', '%7D', '%7C', '%5C', '%20'],
  // Scripts written without spaces end a sentence right behind the address.
  ...'\u00A0\u200B\u200E\u200F»›’”…。、，．；：！？）］｝】〕〉》」』｡､･،؛؟۔।॥'.split('').map(encodeURIComponent),
]
/** Paths of readers' pages and feeds: words in lower case, joined by hyphens. */
const OURS = /^\/(?:[a-z\d]+(?:-[a-z\d]+)*(?:\/[a-z\d]+(?:-[a-z\d]+)*)*(?:\.(?:xml|json|md|txt))?)?$/
/** Letters count there, or nobody types them. */
const CASE_SENSITIVE = /^\/(?:api|cdn-cgi|desk|fragments|pictures|preview|static)(?:\/|$)/

/** Answered by other doors, or not by the pages: there the spelling alone is put right. */
const ELSEWHERE = /^\/(?:api|cdn-cgi|desk|static)(?:\/|$)/

/**
 * One step to where the page is, whatever else it was called on the way; nobody is sent to where nothing is. What is missing or
 * withdrawn there says so here.
 */
export async function answerStray(c: AppContext, pages: { fetch: Pages }): Promise<Response | undefined> {
  const meant = findIntendedPath(c.req.path)
  if (meant === undefined) return undefined
  const to = meant + new URL(c.req.url).search
  if (ELSEWHERE.test(meant) || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return redirectPermanently(c, to)
  const found = await pages.fetch(unrendered(new URL(to, c.req.url), c.req.raw), c.env, executionContextOf(c))
  if (!found.ok && found.status !== 304) return found
  const tags = found.headers.get('Cache-Tag')
  if (tags) c.header('Cache-Tag', tags)
  return redirectPermanently(c, to)
}

type Pages = (request: Request, env: AppContext['env'], context: ReturnType<typeof executionContextOf>) => Response | Promise<Response>

/** Asks whether there is something, and for nothing of it (RFC 9110 section 13.1.2). */
function unrendered(url: URL, asked: Request) {
  const headers = new Headers(asked.headers)
  headers.delete('Range')
  headers.set('If-None-Match', '*')
  return new Request(url, { headers })
}

/** Where the address leads that was meant; undefined where that is nowhere of ours. */
export function findIntendedPath(path: string): string | undefined {
  // Slashes go wherever they lead, at the front too: `//elsewhere.example/` must never become an address of another host.
  const bare = `/${path.slice(slashesBefore(path), endBefore(path, ['/']))}`
  if (CASE_SENSITIVE.test(bare)) return unlessSame(path, bare)
  const lower = path.replace(/%[\dA-F]{2}|[A-Z]+/g, (piece) => (piece.startsWith('%') ? piece : piece.toLowerCase()))
  const meant = `/${lower.slice(0, endBefore(lower, TRAILING)).split('/').filter(Boolean).map(spellPiece).join('/')}`
  return unlessSame(path, OURS.test(meant) || isOfSlugs(meant) ? meant : bare)
}

/** Of letters beyond ASCII there are many spellings: in parts (NFD), of full width, with marks of direction, in capitals. */
function spellPiece(piece: string) {
  const spelled = decodePiece(piece)
  return spelled !== undefined && isSlug(spelled.replace(EXTENSION, '')) ? encodeLetters(spelled) : piece
}
const EXTENSION = /\.(?:xml|json|md|txt)$/

/** An escape that is left is none of a letter's: a slash, a quotation mark. */
const isOfSlugs = (path: string) =>
  path
    .replace(EXTENSION, '')
    .slice(1)
    .split('/')
    .every((piece) => isSlug(decodePiece(piece) ?? ''))

const unlessSame = (path: string, meant: string) => (meant === path ? undefined : meant)

function slashesBefore(path: string) {
  let at = 0
  while (path[at] === '/') at++
  return at
}

function endBefore(path: string, trailing: string[]) {
  let end = path.length
  for (let last = trailingAt(path, end, trailing); last; last = trailingAt(path, end, trailing)) end -= last.length
  return end
}

const trailingAt = (path: string, end: number, trailing: string[]) => trailing.find((piece) => path.endsWith(piece, end))
