/** Choosing newsletters, and the gate enforced once more where the form is posted. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Child } from 'hono/jsx'
import type { Flaw } from '../copy/parse.ts'
import type { Newsletters, Site } from '../copy/shapes/site.ts'
import { type AppContext, type AppEnv, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { decideOffer } from '../edge/newsletter-gate.ts'
import { isFromThisSite } from '../edge/origin.ts'
import { networkOf, placeOf } from '../edge/place.ts'
import { sha256 } from '../edge/sha256.ts'
import { renderPage } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { type MailingListCalls, mailingListOf } from './mailing-list-calls.ts'
import { NewsletterPage } from './newsletter-page.tsx'
import { SignUpForm } from './sign-up-form.tsx'
import { parseSignUp, submittedFields } from './sign-up-request.ts'

/** An address and some list names; no form of ours is larger. */
const MAX_FORM_BYTES = 10_000

export const newsletters = new Hono<AppEnv>()
  .get('/newsletters', async (c) => {
    const { value: site, tag } = await editionOf(c).site()
    if (!site.newsletter) return c.notFound()
    const { newsletter } = site
    const allowed = decideOffer(placeOf(c.req.raw, c.env), newsletter.gate)
    return respond(c, {
      tags: [tag, allowed.offer ? 'o' : 'w'],
      cacheControl: CACHE_CONTROL.page,
      headers: { 'Content-Security-Policy': pageCsp('article') },
      render: () =>
        renderNewsletterPage(
          site,
          allowed.offer ? <SignUpForm newsletter={newsletter} phrases={phrasesFor(site.lang)} all /> : <p class="withheld">{newsletter.withheld}</p>,
        ),
    })
  })
  .post('/newsletters', bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.text('This form is too large.', 413) }), async (c) => {
    const { value: site } = await editionOf(c).site()
    const { newsletter } = site
    if (!newsletter) return c.notFound()
    const phrases = phrasesFor(site.lang)
    const place = placeOf(c.req.raw, c.env)
    if (!decideOffer(place, newsletter.gate).offer) return respondWith(c, site, 451, <p class="withheld">{newsletter.withheld}</p>)

    // Without it a page elsewhere could sign its visitors up, and call that their consent.
    if (!isFromThisSite(c.req.raw))
      return respondWith(c, site, 403, <SignUpForm newsletter={newsletter} phrases={phrases} notice={phrases.signUpFromElsewhere} all />)

    const form = await readForm(c)
    if (!form) return respondWith(c, site, 415, <SignUpForm newsletter={newsletter} phrases={phrases} notice={phrases.formOnly} all />)
    const given = submittedFields(form, newsletter)
    const formAgain = ({ flaws = [], notice }: { flaws?: readonly Flaw[]; notice?: string }) => (
      <SignUpForm
        newsletter={newsletter}
        phrases={phrases}
        {...given}
        flaws={flaws}
        {...(notice && { notice })}
        // Who shall choose sees what there is to choose from.
        all={given.all || !c.req.header('hx-request') || flaws.some(({ pointer }) => pointer.startsWith('/lists'))}
      />
    )
    const parsed = parseSignUp(form, newsletter, phrases)
    if (!parsed.ok) return respondWith(c, site, 422, formAgain({ flaws: parsed.flaws }))

    const recorded = await recordSubscription(mailingListOf(c.env), {
      ...parsed.value,
      consent: { version: newsletter.consentVersion, words: newsletter.consent, country: place.country },
      sender: (await sha256(`${networkOf(c.req.header('cf-connecting-ip'))} ${new Date().toISOString().slice(0, 13)}`)).slice(0, 24),
    })
    switch (recorded) {
      case 'away':
        c.header('Retry-After', '60')
        return respondWith(c, site, 503, formAgain({ notice: phrases.signUpAway }))
      case 'recorded':
        return respondWith(c, site, 200, <SubscriptionRecorded newsletter={newsletter} lists={parsed.value.lists} words={phrases.signUpRecorded} />)
      default:
        c.header('Retry-After', String(recorded.retryAfterSeconds))
        return respondWith(c, site, 429, formAgain({ notice: phrases.signUpTooMany }))
    }
  })

const SubscriptionRecorded = ({ newsletter, lists, words }: { newsletter: Newsletters; lists: string[]; words: (names: string) => string }) => (
  <p class="sign-up-done" role="status">
    {words(newsletter.lists.flatMap(({ slug, name }) => (lists.includes(slug) ? [name] : [])).join(', '))}
  </p>
)

async function recordSubscription(list: MailingListCalls, subscription: Parameters<MailingListCalls['request']>[0]) {
  try {
    const recorded = await list.request(subscription)
    return recorded.ok ? 'recorded' : recorded
  } catch (error) {
    console.error(JSON.stringify({ event: 'mailing-list-away', error: String(error) }))
    return 'away'
  }
}

/** A fragment for htmx, a whole page for everyone else. */
function respondWith(c: AppContext, site: Site, status: 200 | 403 | 415 | 422 | 429 | 451 | 503, words: Child) {
  c.header('Cache-Control', CACHE_CONTROL.never)
  if (c.req.header('hx-request')) return c.html(String(words), status)
  c.header('Content-Security-Policy', pageCsp('article'))
  return c.html(renderNewsletterPage(site, words), status)
}

const renderNewsletterPage = (site: Site, words: Child) =>
  renderPage(
    <NewsletterPage site={site} now={Date.now()}>
      {words}
    </NewsletterPage>,
  )

async function readForm(c: AppContext) {
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(c.req.header('content-type') ?? '')) return undefined
  try {
    return await c.req.formData()
  } catch {
    // A body that is not the form its header says: the same answer as for no form.
    return undefined
  }
}
