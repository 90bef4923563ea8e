/** The page of all newsletters, and the answers to the sign-up form on any page. */

import type { Flaw } from '../copy/parse.ts'
import type { NewsletterList, Newsletters, Site } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { decideOffer } from '../edge/newsletter-gate.ts'
import { isOffered, isSignUpOpen, type NewsletterOffer, newsletterOffer, turnstileKey } from '../edge/newsletter-offer.ts'
import { isFromThisSite } from '../edge/origin.ts'
import { type Place, placeOf } from '../edge/place.ts'
import { tagOf } from '../edition/fingerprint.ts'
import type { Child } from '../markup/markup.ts'
import { renderPage } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { askList, BRAKE_SECONDS, formOf, isBraked, newslettersOf, pageAnswer, privately, type Status, senderOf } from './answers.tsx'
import type { ArchivedIssue } from './calls.ts'
import { NewsletterPage } from './newsletter-page.tsx'
import { PREFERENCES_PATH } from './preferences-page.tsx'
import { headingOf, type Issue, type Meant, NotOffered, noticeOf, SignUpForm } from './sign-up-form.tsx'
import { type Given, givenIn, isFilledByProgram, parseSignUp } from './sign-up-request.ts'
import { TURNSTILE_ORIGIN, TurnstileWidget, verifyTurnstile } from './turnstile.tsx'
import type { Words } from './words/en.ts'
import { wordsFor } from './words/words.ts'

export async function showNewsletters(c: AppContext) {
  const { value: site, tag } = await editionOf(c).site()
  const { newsletter } = site
  if (!newsletter) return c.notFound()
  const offer = newsletterOffer(c, site)
  const lists = listsOfferedAt(placeOf(c.req.raw, c.env), newsletter)
  const [phrases, words] = [phrasesFor(site.lang), wordsFor(site.lang)]
  const check = isOffered(offer) && lists.length > 0 ? turnstileKey(c.env) : undefined
  // The page works without them.
  const latest = isOffered(offer) ? ((await askList(c, (mailingList) => mailingList.latestIssues())) ?? []) : []
  return respond(c, {
    tags: [tag, offer, tagOf(latest), check ?? '', ...(isOffered(offer) && lists.length < newsletter.lists.length ? lists.map(({ slug }) => slug) : [])],
    cacheControl: CACHE_CONTROL.page,
    ignoresQuery: true,
    headers: { 'Content-Security-Policy': pageCsp('article', check && TURNSTILE_ORIGIN) },
    render: () =>
      pageOfAll(
        site,
        lists.length > 0 ? offer : 'withheld',
        <>
          {isOffered(offer) && lists.length > 0 ? (
            <SignUpForm
              newsletter={newsletter}
              lists={lists}
              invitation={newsletter.invitation}
              phrases={phrases}
              issues={issuesOf(lists, words, latest)}
              {...checkedBy(check, site)}
              all
            />
          ) : (
            <NotOffered newsletter={newsletter} offer={offer === 'closed' ? 'closed' : 'withheld'} phrases={phrases} />
          )}
          <p class="to-settings">
            <a href="/newsletters/preferences">{words.toSettings}</a>
          </p>
        </>,
      ),
  })
}

const checkedBy = (key: string | undefined, site: Site) =>
  key === undefined ? {} : { isChecked: true, check: <TurnstileWidget siteKey={key} lang={site.lang} words={wordsFor(site.lang)} /> }

/** The newsletters that are offered to this reader. A list's own gate can only withhold it in more places. */
export const listsOfferedAt = (place: Place, { lists, gate }: Newsletters) => lists.filter((list) => decideOffer(place, gate, list.gate).offer)

/** An issue of each newsletter to look at before choosing: its latest, or the site's sample if it has none yet. */
const issuesOf = (lists: readonly NewsletterList[], words: Words, latest: readonly ArchivedIssue[] = []): ReadonlyMap<string, Issue> =>
  new Map(
    lists.flatMap(({ slug, sample }): [string, Issue][] => {
      const last = latest.find(({ list }) => list === slug)
      if (last) return [[slug, { href: `/newsletters/${slug}/${last.slug}`, words: words.latestIssue }]]
      return sample === undefined ? [] : [[slug, { href: sample, words: words.sampleIssue }]]
    }),
  )

/** When the reader began the form. Fetched by script, so that pages with the form can be cached. */
export async function stampForm(c: AppContext) {
  privately(c)
  const stamp = await askList(c, (list) => list.stamp())
  return c.html(stamp === undefined ? '' : String(<input type="hidden" name="stamp" value={stamp} />))
}

export async function signUp(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, newsletter, words } = found
  const phrases = phrasesFor(site.lang)
  const place = placeOf(c.req.raw, c.env)
  const lists = listsOfferedAt(place, newsletter)
  if (lists.length === 0) return sayNotOffered(c, site, newsletter, 'withheld')
  if (!isSignUpOpen(c.env, site)) return sayNotOffered(c, site, newsletter, 'closed')

  const check = turnstileKey(c.env)
  const refuse = (status: Status, given: Partial<Given>, more: { flaws?: readonly Flaw[]; said?: string; meant?: Meant }) =>
    say(c, site, status, <FormAgain newsletter={newsletter} lists={lists} site={site} given={given} isPart={isPart(c)} check={check} {...more} />, check)
  // Without it a page elsewhere could sign its visitors up, and call that their consent.
  if (!isFromThisSite(c.req.raw)) return refuse(403, {}, { said: words.fromElsewhere })
  const form = await formOf(c)
  if (!form) return refuse(415, {}, { said: words.formOnly })
  const given = givenIn(form, lists)
  const parsed = parseSignUp(form, { offered: lists, all: newsletter.lists, consentVersion: newsletter.consentVersion, words })
  if (!parsed.ok) return refuse(422, given, { flaws: parsed.flaws })
  const { meant, ...asked } = parsed.value
  if (meant) return refuse(200, given, { meant: questionOf(meant, words) })

  const sender = await senderOf(c)
  // Bots get the same answer as readers, so that they learn nothing.
  if (isFilledByProgram(form)) return recorded(c, site, lists, asked.lists)
  if (await isBraked(c, sender)) return tooMany(c, BRAKE_SECONDS, () => refuse(429, given, { said: words.tooMany }))
  if (check !== undefined) {
    const result = await verifyTurnstile(c.env, form, c.get('requestId'))
    if (result === 'away') return tooMany(c, 60, () => refuse(503, given, { flaws: checkFlaw(words.checkAway) }))
    if (result !== 'passed') return refuse(422, given, { flaws: checkFlaw(result === 'missing' ? words.checkMissing : words.checkFailed) })
  }
  const wording = { version: newsletter.consentVersion, words: newsletter.consent, notice: noticeOf(newsletter, phrases) }
  const answered = await askList(c, (list) => list.signUp({ ...asked, wording, country: place.country, sender }))
  if (!answered) return tooMany(c, 60, () => refuse(503, given, { said: words.away }))
  if (!answered.ok) return tooMany(c, answered.retryAfterSeconds, () => refuse(429, given, { said: words.tooMany }))
  return recorded(c, site, lists, asked.lists)
}

/** A form that is larger than any of ours: nothing of it was read. */
export async function tooLarge(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, newsletter, words } = found
  if (c.req.path === '/newsletters') return tooLargeSignUp(c, site, newsletter, words)
  return pageAnswer(
    c,
    site,
    { title: words.yourSettings, path: c.req.path, status: 413 },
    <>
      <p role="alert">{words.tooLarge}</p>
      <p>
        <a href={PREFERENCES_PATH}>{words.toSettings}</a>
      </p>
    </>,
  )
}

function tooLargeSignUp(c: AppContext, site: Site, newsletter: Newsletters, words: Words) {
  const lists = listsOfferedAt(placeOf(c.req.raw, c.env), newsletter)
  if (lists.length === 0) return sayNotOffered(c, site, newsletter, 'withheld')
  const check = turnstileKey(c.env)
  const again = <FormAgain newsletter={newsletter} lists={lists} site={site} given={{}} isPart={isPart(c)} check={check} said={words.tooLarge} />
  return say(c, site, 413, again, check)
}

const checkFlaw = (message: string): readonly Flaw[] => [{ pointer: '/check', message }]

/** The page after a form that was sent without script; it can be reloaded safely. Its address names newsletters, and no reader. */
export async function showRecorded(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, newsletter, words } = found
  const asked = c.req.queries('list') ?? []
  if (!newsletter.lists.some(({ slug }) => asked.includes(slug))) return c.redirect('/newsletters', 303)
  return pageAnswer(c, site, { title: words.recordedTitle, path: '/newsletters/requested' }, <Recorded lists={newsletter.lists} asked={asked} words={words} />)
}

function recorded(c: AppContext, site: Site, lists: readonly NewsletterList[], asked: readonly string[]) {
  if (isPart(c)) return say(c, site, 200, <Recorded lists={lists} asked={asked} words={wordsFor(site.lang)} />)
  privately(c)
  return c.redirect(`/newsletters/requested?${new URLSearchParams(asked.map((list) => ['list', list]))}`, 303)
}

const Recorded = ({ lists, asked, words }: { lists: readonly NewsletterList[]; asked: readonly string[]; words: Words }) => (
  <div class="sign-up-done" role="status">
    <p>{words.recorded(namesOf(lists, asked))}</p>
    <p>{words.recordedHint}</p>
  </div>
)

export const namesOf = (lists: readonly NewsletterList[], slugs: readonly string[]) =>
  slugs.map((slug) => lists.find((list) => list.slug === slug)?.name ?? slug).join(', ')

type AgainProps = {
  newsletter: Newsletters
  lists: readonly NewsletterList[]
  site: Site
  given: Partial<Given>
  isPart: boolean
  check: string | undefined
  flaws?: readonly Flaw[]
  said?: string
  meant?: Meant
}

/** The form as it was filled in. A box that offers one newsletter shows that one again; otherwise all are shown. */
function FormAgain({ newsletter, lists, site, given, isPart, check, flaws = [], said, meant }: AgainProps) {
  const offered = lists.filter(({ slug }) => given.chosen?.includes(slug))
  const all = given.all || !isPart || offered.length !== 1
  return (
    <SignUpForm
      newsletter={newsletter}
      lists={all ? lists : offered}
      invitation={newsletter.invitation}
      phrases={phrasesFor(site.lang)}
      issues={issuesOf(lists, wordsFor(site.lang))}
      // The page that a fragment goes into may not load the widget: its form, sent again, comes back as a page that may.
      {...(isPart ? { isChecked: check !== undefined } : checkedBy(check, site))}
      all={all}
      {...given}
      flaws={flaws}
      said={said}
      meant={meant}
    />
  )
}

const questionOf = (address: string, words: Words): Meant => ({
  address,
  question: words.didYouMean(address),
  take: words.takeMeant(address),
  asTyped: words.asTyped,
})

function tooMany(c: AppContext, retryAfterSeconds: number, refuse: () => Response | Promise<Response>) {
  c.header('Retry-After', String(retryAfterSeconds))
  return refuse()
}

const isPart = (c: AppContext) => c.req.header('hx-request') !== undefined

/** A fragment for htmx, a whole page for everyone else. */
function say(c: AppContext, site: Site, status: Status, words: Child, check?: string) {
  c.header('Cache-Control', CACHE_CONTROL.never)
  if (isPart(c)) return c.html(String(words), status)
  c.header('Content-Security-Policy', pageCsp('article', check && TURNSTILE_ORIGIN))
  return c.html(pageOfAll(site, 'offered', words), status)
}

function sayNotOffered(c: AppContext, site: Site, newsletter: Newsletters, offer: 'withheld' | 'closed') {
  c.header('Cache-Control', CACHE_CONTROL.never)
  const status = offer === 'withheld' ? 451 : 503
  const words = <NotOffered newsletter={newsletter} offer={offer} phrases={phrasesFor(site.lang)} />
  if (isPart(c)) return c.html(String(words), status)
  c.header('Content-Security-Policy', pageCsp('article'))
  return c.html(pageOfAll(site, offer, words), status)
}

/** What the newsletters promise is said to those who can have them: in the heading, the browser's tab and the description alike. */
function pageOfAll(site: Site, offer: NewsletterOffer, children: Child) {
  const { newsletter } = site
  const title = newsletter ? headingOf(newsletter, offer, phrasesFor(site.lang)) : phrasesFor(site.lang).newsletters
  return renderPage(
    <NewsletterPage site={site} title={title} description={isOffered(offer) ? newsletter?.invitation : undefined} now={Date.now()}>
      {children}
    </NewsletterPage>,
  )
}
