/** The reader's own page. The link in an email opens it; only its buttons change anything. */
import { addDays, isDay, rangeOfDay } from '../copy/calendar.ts'
import type { Newsletters, Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { isBraked as isGuessBraked } from '../edge/brake.ts'
import { placeOf } from '../edge/place.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { dayOf } from '../page/time.ts'
import { askList, awayAnswer, BRAKE_SECONDS, formOf, isBraked, isFromTokenPage, newslettersOf, pageAnswer, privately, senderOf, textIn } from './answers.tsx'
import type { NoToken, ReaderChange } from './calls.ts'
import { PREFERENCES_PATH, type PreferenceFlaw, Preferences } from './preferences-page.tsx'
import { noticeOf } from './sign-up-form.tsx'
import { listsOfferedAt } from './sign-up-handlers.tsx'
import { parseAddress } from './subscribers/address.ts'
import { preferencesPath } from './subscribers/letter-links.ts'
import { brakedAnswer, LinkForm, noTokenAnswer, postedToken } from './token-page.tsx'
import { type Words, wordsFor } from './words/words.ts'

const MAX_PAUSE_DAYS = 366

const CHANGES = ['lists', 'pause', 'resume', 'address', 'erase'] as const
type Asked = (typeof CHANGES)[number]

export async function showPreferences(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, words } = found
  const token = c.req.query('t')
  if (!token) return pageAnswer(c, site, { title: words.linkTitle, path: PREFERENCES_PATH }, <LinkForm site={site} />)
  return settingsAnswer(c, site, token, { said: saidOf(c.req.query('done'), words) })
}

export async function changePreferences(c: AppContext) {
  const posted = await postedToken(c)
  if (posted instanceof Response) return posted
  const { site, words, form, token } = posted
  const asked = CHANGES.find((change) => change === textIn(form, 'change'))
  if (!asked) return noTokenAnswer(c, site, 'foreign', '')
  const parsed = await changeIn(c, asked, posted)
  if ('flaw' in parsed) return settingsAnswer(c, site, token, { flaw: parsed.flaw })
  const { change } = parsed
  if (change.change === 'address' && (await isBraked(c, change.sender))) return tooManyChanges(c, site, token, BRAKE_SECONDS)
  const changed = await askList(c, (list) => list.change(token, change))
  if (!changed) return awayAnswer(c, site, words, PREFERENCES_PATH)
  if (!changed.ok) {
    if (changed.reason === 'too-many') return tooManyChanges(c, site, token, changed.retryAfterSeconds)
    if (changed.reason === 'same-address') return settingsAnswer(c, site, token, { flaw: { field: 'email', message: words.sameAddress } })
    return changed.reason === 'no-address' ? settingsAnswer(c, site, token, { flaw: emailFlaw(words) }) : linkAnswer(c, site, changed.reason)
  }
  if (change.change === 'erase') return pageAnswer(c, site, { title: words.erasedTitle, path: PREFERENCES_PATH }, <p role="status">{words.erased}</p>)
  privately(c)
  return c.redirect(`${preferencesPath(token)}&done=${asked}`, 303)
}

export async function exportPreferences(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, words } = found
  const held = await askList(c, (list) => list.exportReader(c.req.query('t') ?? ''))
  if (!held) return awayAnswer(c, site, words, PREFERENCES_PATH)
  if (!held.ok) return linkAnswer(c, site, held.reason)
  privately(c)
  return c.body(JSON.stringify(held.held, null, 2), 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="newsletters.json"',
  })
}

/** The answer is the same for every address, so that nobody learns who is on the lists. */
export async function mailLink(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, words } = found
  const again = (flaw: string, status: 400 | 422 | 429) =>
    pageAnswer(c, site, { title: words.linkTitle, path: PREFERENCES_PATH, status }, <LinkForm site={site} flaw={flaw} />)
  const form = isFromTokenPage(c.req.raw) ? await formOf(c) : undefined
  if (!form) return again(words.formOnly, 400)
  const email = textIn(form, 'email')
  if (!parseAddress(email)) return again(words.emailFlaw, 422)
  const sender = await senderOf(c)
  const tooMany = (seconds: number) => {
    c.header('Retry-After', String(seconds))
    return again(words.tooMany, 429)
  }
  if (await isBraked(c, sender)) return tooMany(BRAKE_SECONDS)
  const mailed = await askList(c, (list) => list.mailLink({ email, sender }))
  if (!mailed) return awayAnswer(c, site, words, PREFERENCES_PATH)
  if (!mailed.ok) return tooMany(mailed.retryAfterSeconds)
  return pageAnswer(c, site, { title: words.recordedTitle, path: PREFERENCES_PATH }, <p role="status">{words.linkSent}</p>)
}

function tooManyChanges(c: AppContext, site: Site, token: string, retryAfterSeconds: number) {
  c.header('Retry-After', String(retryAfterSeconds))
  return settingsAnswer(c, site, token, { flaw: { field: 'email', message: wordsFor(site.lang).tooManyChanges }, status: 429 })
}

type More = { said?: string | undefined; flaw?: PreferenceFlaw; status?: 429 }

async function settingsAnswer(c: AppContext, site: Site, token: string, { status, ...more }: More) {
  const words = wordsFor(site.lang)
  const settings = await askList(c, (list) => list.settings(token))
  if (!settings) return awayAnswer(c, site, words, PREFERENCES_PATH)
  if (!settings.ok) return linkAnswer(c, site, settings.reason)
  const offered = site.newsletter ? listsOfferedAt(placeOf(c.req.raw, c.env), site.newsletter) : []
  return pageAnswer(
    c,
    site,
    { title: words.yourSettings, path: PREFERENCES_PATH, status: status ?? (more.flaw ? 422 : 200) },
    <Preferences site={site} token={token} settings={settings} offered={offered} {...more} />,
  )
}

/** Instead of an expired or broken link, readers can have a new one emailed. */
async function linkAnswer(c: AppContext, site: Site, reason: NoToken['reason']) {
  if (reason !== 'expired' && reason !== 'foreign') return noTokenAnswer(c, site, reason, '')
  if (reason === 'foreign' && (await isGuessBraked(c.req.raw, c.env, 'letter-link'))) return brakedAnswer(c, site)
  const words = wordsFor(site.lang)
  const title = reason === 'expired' ? words.expiredTitle : words.foreignTitle
  return pageAnswer(c, site, { title, path: PREFERENCES_PATH, status: reason === 'expired' ? 410 : 400 }, <LinkForm site={site} />)
}

type ChangeRead = { change: ReaderChange } | { flaw: PreferenceFlaw }

type Posted = { site: Site; newsletter: Newsletters; words: Words; form: FormData; token: string }

async function changeIn(c: AppContext, asked: Asked, posted: Posted): Promise<ChangeRead> {
  const { site, words, form } = posted
  switch (asked) {
    case 'lists':
      return { change: await listsIn(c, posted) }
    case 'pause':
      return pauseIn(textIn(form, 'until'), site, words)
    case 'resume':
      return { change: { change: 'pause', until: null } }
    case 'address':
      return parseAddress(textIn(form, 'email'))
        ? { change: { change: 'address', email: textIn(form, 'email'), sender: await senderOf(c) } }
        : { flaw: emailFlaw(words) }
    case 'erase':
      return { change: { change: 'erase' } }
  }
}

/**
 * Where a newsletter is withheld, readers can unsubscribe but not subscribe. An outdated wording is consent to nothing new. `had` is what the page
 * showed as subscribed: what was confirmed or left since, by a link in an email, stays as it is unless its box was changed.
 */
async function listsIn(c: AppContext, { form, token, site, newsletter }: Posted): Promise<ReaderChange> {
  const place = placeOf(c.req.raw, c.env)
  const settings = await askList(c, (list) => list.settings(token))
  const own = settings?.ok ? settings.lists.filter(({ state }) => state !== 'unsubscribed').map(({ list }) => list) : []
  const joinable = textIn(form, 'consent') === newsletter.consentVersion ? listsOfferedAt(place, newsletter).map(({ slug }) => slug) : []
  const ticked = form.getAll('list')
  const had = form.has('had') ? textIn(form, 'had').split(' ') : undefined
  // Ticking a pending newsletter confirms it, if it is offered here.
  const lists = joinable.filter((list) => ticked.includes(list) && !had?.includes(list))
  return {
    change: 'lists',
    lists,
    offered: [...lists, ...own.filter((list) => !ticked.includes(list) && (had?.includes(list) ?? true))],
    wording: { version: newsletter.consentVersion, words: newsletter.consent, notice: noticeOf(newsletter, phrasesFor(site.lang)) },
    country: place.country,
  }
}

function pauseIn(day: string, site: Site, words: Words): ChangeRead {
  const today = dayOf(new Date().toISOString(), site.timeZone)
  const isAhead = isDay(day) && day > today && day <= addDays(today, MAX_PAUSE_DAYS)
  return isAhead ? { change: { change: 'pause', until: rangeOfDay(day, site.timeZone)[0] } } : { flaw: { field: 'until', message: words.pauseFlaw } }
}

const emailFlaw = (words: Words): PreferenceFlaw => ({ field: 'email', message: words.emailFlaw })

function saidOf(done: string | undefined, words: Words): string | undefined {
  switch (done) {
    case 'lists':
      return words.listsSaved
    case 'pause':
      return words.paused
    case 'resume':
      return words.resumed
    case 'address':
      return words.addressAsked
  }
  return undefined
}
