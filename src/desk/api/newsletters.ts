/** The newsletters at a glance: who could sign up, and how many did. No address is among it. */
import type { Site } from '../../copy/shapes/site.ts'
import { ownOrigin } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { isSignUpOpen } from '../../edge/newsletter-offer.ts'
import { openEdition } from '../../edition/edition.ts'
import { mailingListOf } from '../../newsletter/calls.ts'
import type { ApiContext } from './api-context.ts'
import { jsonResponse } from './responses.ts'

const NOBODY = { confirmed: 0, pending: 0, unsubscribed: 0, growth: [] }

export const readNewsletters = async (c: ApiContext) => jsonResponse(c, await newslettersReport(c.env, await siteOf(c)))

/** The site's newsletters in its order, then removed ones that still have subscribers. */
export async function newslettersReport(env: Env, site: Site) {
  const { lists, suppressed, mailsWaiting } = await mailingListOf(env).counts()
  const offered = site.newsletter?.lists ?? []
  const gone = lists.filter(({ list }) => !offered.some(({ slug }) => slug === list))
  return {
    signUp: isSignUpOpen(env, site) ? ('open' as const) : site.newsletter?.from ? ('no-mailer' as const) : ('no-sender' as const),
    lists: [
      ...offered.map(({ slug, name, kind }) => ({ list: slug, name, kind, ...NOBODY, ...lists.find(({ list }) => list === slug) })),
      ...gone.map((counts) => ({ ...counts, isGone: true })),
    ],
    suppressed,
    mailsWaiting,
  }
}

export const siteOf = async (c: ApiContext) =>
  (await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()).value
