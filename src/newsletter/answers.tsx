/** What the newsletters' pages have in common: reading forms, answering pages that are never cached, asking the mailing list. */

import type { Newsletters, Site } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { logFor } from '../edge/log.ts'
import { networkOf } from '../edge/network.ts'
import { isFromThisSite } from '../edge/origin.ts'
import { isOverLimit } from '../edge/rate-limit.ts'
import { sha256 } from '../edge/sha256.ts'
import { within } from '../edition/within.ts'
import type { Child } from '../markup/markup.ts'
import { renderPage } from '../page/page.tsx'
import { mailingListOf } from './calls.ts'
import { NewsletterPage } from './newsletter-page.tsx'
import { type Words, wordsFor } from './words/words.ts'

export type Status = 200 | 400 | 403 | 410 | 413 | 415 | 422 | 429 | 451 | 503

/** The site with its newsletters, and the words that its pages say; undefined where it has none. */
export async function newslettersOf(c: AppContext): Promise<{ site: Site; newsletter: Newsletters; words: Words } | undefined> {
  const { value: site } = await editionOf(c).site()
  return site.newsletter && { site, newsletter: site.newsletter, words: wordsFor(site.lang) }
}

/** `path` without the token that it was asked with. */
export function pageAnswer(c: AppContext, site: Site, page: { title: string; path: string; status?: Status }, children: Child) {
  privately(c)
  c.header('Content-Security-Policy', pageCsp('article'))
  return c.html(
    renderPage(
      <NewsletterPage site={site} title={page.title} path={page.path} now={Date.now()}>
        {children}
      </NewsletterPage>,
    ),
    page.status ?? 200,
  )
}

/** These pages have tokens in their addresses: they aren't cached, sent as referrers or indexed. */
export function privately(c: AppContext) {
  c.header('Cache-Control', CACHE_CONTROL.never)
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
}

/** A reader waits for it. */
const PATIENCE_MS = 8000

/** Asks the mailing list; undefined if it can't be reached. The failure is logged, the question isn't. */
export async function askList<T>(c: AppContext, ask: (list: ReturnType<typeof mailingListOf>) => Promise<T>): Promise<T | undefined> {
  try {
    return await within(PATIENCE_MS, ask(mailingListOf(c.env)))
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'mailing-list-away', error: error instanceof Error ? error.name : 'unknown' })
    return undefined
  }
}

export function awayAnswer(c: AppContext, site: Site, words: Words, path: string) {
  c.header('Retry-After', '60')
  return pageAnswer(c, site, { title: words.yourSettings, path, status: 503 }, <p role="alert">{words.away}</p>)
}

/** The fields of a form; undefined if the body isn't one. */
export async function formOf(c: AppContext): Promise<FormData | undefined> {
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(c.req.header('content-type') ?? '')) return undefined
  try {
    return await c.req.formData()
  } catch {
    // A body that is not the form its header says: the same answer as for no form.
    return undefined
  }
}

export const textIn = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/**
 * Whether a form with a token comes from a page of ours. Such a page tells nobody where it is, so that browsers without Fetch Metadata
 * send `Origin: null` from it; the token in the form, which no other site knows, stands for it then.
 */
export const isFromTokenPage = (request: Request) =>
  isFromThisSite(request) || (!request.headers.has('sec-fetch-site') && request.headers.get('origin') === 'null')

/** Which network a form came from. It is kept nowhere as it is: the list keeps a code of it, made with a key of its own, for two hours at most. */
export const senderOf = async (c: AppContext) => (await sha256(networkOf(c.req.header('cf-connecting-ip')))).slice(0, 24)

/** `Retry-After` for requests over the rate limit at the edge. */
export const BRAKE_SECONDS = 60

/** The rate limit at the edge, if one is bound; the mailing list counts for itself in any case. */
export const isBraked = (c: AppContext, sender: string) => isOverLimit((c.env as Partial<Env>).SIGN_UPS, sender)
