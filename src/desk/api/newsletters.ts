/** The newsletters at a glance: who could sign up, and how many did. No address is among it. */
import { ownOrigin } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { isSignUpOpen } from '../../edge/newsletter-offer.ts'
import { openEdition } from '../../edition/edition.ts'
import { mailingListOf } from '../../newsletter/calls.ts'
import type { ApiContext } from './api-context.ts'
import { jsonResponse } from './responses.ts'

const NOBODY = { confirmed: 0, pending: 0, unsubscribed: 0, growth: [] }

/** The site's newsletters in its order, then removed ones that still have subscribers. */
export async function readNewsletters(c: ApiContext) {
  const site = await siteOf(c)
  const { lists, suppressed, mailsWaiting } = await mailingListOf(c.env).counts()
  const offered = site.newsletter?.lists ?? []
  const gone = lists.filter(({ list }) => !offered.some(({ slug }) => slug === list))
  return jsonResponse(c, {
    signUp: isSignUpOpen(c.env, site) ? 'open' : site.newsletter?.from ? 'no-mailer' : 'no-sender',
    lists: [
      ...offered.map(({ slug, name, kind }) => ({ list: slug, name, kind, ...NOBODY, ...lists.find(({ list }) => list === slug) })),
      ...gone.map((counts) => ({ ...counts, isGone: true })),
    ],
    suppressed,
    mailsWaiting,
  })
}

export const siteOf = async (c: ApiContext) =>
  (await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()).value
