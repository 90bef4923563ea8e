/** The newsletter box on articles, the front page and /newsletters: the form, or why newsletters aren't offered. */

import type { Flaw } from '../copy/parse.ts'
import type { NewsletterList, Newsletters } from '../copy/shapes/site.ts'
import { isOffered, type NewsletterOffer } from '../edge/newsletter-offer.ts'
import type { Child } from '../markup/markup.ts'
import type { Phrases } from '../page/phrases/en.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'

type Props = { newsletter: Newsletters; offer: NewsletterOffer; phrases: Phrases; section?: string; siteLanguage?: LanguageAttributes }

/** An `aside`, so that programs that extract an article's text leave it out. */
export function NewsletterBox({ newsletter, offer, phrases, section, siteLanguage }: Props) {
  const list = listFor(newsletter, section)
  const isOfSection = list?.sections !== undefined
  return (
    <aside class="newsletter" id="newsletter" aria-labelledby="newsletter-title" {...siteLanguage}>
      <h2 id="newsletter-title">{isOffered(offer) && isOfSection ? list.name : headingOf(newsletter, offer, phrases)}</h2>
      {!isOffered(offer) ? (
        <NotOffered newsletter={newsletter} offer={offer} phrases={phrases} />
      ) : list ? (
        <SignUpForm
          newsletter={newsletter}
          lists={[list]}
          invitation={isOfSection ? list.description : newsletter.invitation}
          phrases={phrases}
          isChecked={offer === 'checked'}
        />
      ) : (
        <p>
          <a href="/newsletters">{phrases.allNewsletters}</a>
        </p>
      )}
    </aside>
  )
}

/** What a newsletter promises isn't said above the words that it can't be had. */
export const headingOf = ({ title }: Newsletters, offer: NewsletterOffer, phrases: Phrases) => (isOffered(offer) && title) || phrases.newsletters

/**
 * The newsletter that a box offers: of the section, or else the first that is of none. Pages with a box are cached for everybody who is
 * offered newsletters at all, so what is withheld in more places than the others is chosen on the page of all newsletters alone.
 */
export function listFor({ lists }: Newsletters, section?: string): NewsletterList | undefined {
  const everywhere = lists.filter(({ gate }) => gate === undefined)
  const ofSection = section !== undefined && everywhere.find(({ sections }) => sections?.includes(section))
  return ofSection || (everywhere.find(({ sections }) => sections === undefined) ?? everywhere[0])
}

type NotOfferedProps = { newsletter: Newsletters; offer: NewsletterOffer; phrases: Phrases }

export const NotOffered = ({ newsletter, offer, phrases }: NotOfferedProps) => (
  <p class="withheld">{offer === 'withheld' ? newsletter.withheld : phrases.signUpClosed}</p>
)

/**
 * `lists`: those to choose from; one alone is not asked about. `all` is the form of the page of all newsletters, and says so when it is
 * sent. `said` stands above the fields. `meant` is the address that was probably meant: asked about, never demanded.
 */
type FormProps = {
  newsletter: Newsletters
  lists: readonly NewsletterList[]
  phrases: Phrases
  invitation?: string | undefined
  all?: boolean
  email?: string
  chosen?: readonly string[]
  flaws?: readonly Flaw[]
  said?: string | undefined
  meant?: Meant | undefined
  /** The form goes to the page of all newsletters, which alone may show the widget that looks at it. */
  isChecked?: boolean
  /** That widget, on that page. */
  check?: Child
  /** Where an issue of each can be looked at, by the newsletter's slug. */
  issues?: ReadonlyMap<string, Issue> | undefined
}

export type Issue = { href: string; words: string }

export type Meant = { address: string; question: string; take: string; asTyped: string }

/**
 * `consent` carries the version of the words that the reader saw when they pressed the button, `stamp` when they began. `subject` is a
 * field that only programs fill in. The first thing to mend has the focus.
 */
export function SignUpForm({ newsletter, lists, phrases, invitation, all, email, chosen, flaws = [], said, meant, issues, isChecked, check }: FormProps) {
  const at = (pointer: string) => flaws.find((flaw) => flaw.pointer.startsWith(pointer))
  const [listFlaw, emailFlaw, consentFlaw, checkFlaw] = [at('/lists'), at('/email'), at('/consent'), at('/check')]
  const buttonFlaw = consentFlaw ? 'consent' : checkFlaw && 'check'
  const isTicked = (slug: string, place: number) => (chosen ? chosen.includes(slug) : place === 0)
  return (
    <form class="sign-up" action="/newsletters" method="post" {...(!isChecked && { 'data-hx-post': '/newsletters', 'data-hx-swap': 'outerHTML' })}>
      {invitation && <p>{invitation}</p>}
      {said && <FlawLine id="said" message={said} />}
      {listFlaw && <FlawLine id="list" message={listFlaw.message} />}
      {all && <input type="hidden" name="all" value="1" />}
      {lists.length > 1 ? (
        <fieldset>
          <legend>{phrases.chooseList}</legend>
          {lists.map((list, place) => (
            <ListChoice list={list} checked={isTicked(list.slug, place)} flawed={place === 0 && listFlaw !== undefined} issue={issues?.get(list.slug)} />
          ))}
        </fieldset>
      ) : (
        lists.map(({ slug }) => <input type="hidden" name="list" value={slug} />)
      )}
      <div class="sign-up-line" data-hx-get="/newsletters/stamp" data-hx-trigger="focusin once" data-hx-target="find span">
        <label for="sign-up-email">{phrases.email}</label>
        <input
          id="sign-up-email"
          type="email"
          name="email"
          value={email}
          required
          maxlength={254}
          autocomplete="email"
          {...(emailFlaw && { 'aria-invalid': 'true', 'aria-describedby': 'sign-up-email-flaw', autofocus: !listFlaw })}
        />
        <button {...(buttonFlaw && { 'aria-describedby': `sign-up-${buttonFlaw}-flaw`, autofocus: !listFlaw && !emailFlaw })}>{phrases.subscribe}</button>
        <span hidden />
      </div>
      {emailFlaw && <FlawLine id="email" message={emailFlaw.message} />}
      {meant && <MeantQuestion meant={meant} typed={email} />}
      <div class="unseen" inert>
        <input type="text" name="subject" autocomplete="off" aria-label={phrases.email} />
      </div>
      {checkFlaw && <FlawLine id="check" message={checkFlaw.message} />}
      {check}
      <input type="hidden" name="consent" value={newsletter.consentVersion} />
      {consentFlaw && <FlawLine id="consent" message={consentFlaw.message} />}
      <p class="consent">
        {newsletter.consent} {noticeOf(newsletter, phrases)}
      </p>
    </form>
  )
}

/** The sentence beside the words of consent, recorded with them. */
export const noticeOf = ({ euNotice }: Newsletters, phrases: Phrases) => euNotice ?? phrases.euNotice

const FlawLine = ({ id, message }: { id: string; message: string }) => (
  <p class="flaw" id={`sign-up-${id}-flaw`} role="alert">
    {message}
  </p>
)

type ChoiceProps = { list: NewsletterList; checked: boolean; flawed: boolean; issue: Issue | undefined }

const ListChoice = ({ list: { slug, name, description }, checked, flawed, issue }: ChoiceProps) => (
  <div>
    <label class="list-choice">
      <input
        type="checkbox"
        name="list"
        value={slug}
        checked={checked}
        {...(flawed && { 'aria-invalid': 'true', 'aria-describedby': 'sign-up-list-flaw', autofocus: true })}
      />
      <span>
        <b>{name}</b> {description}
      </span>
    </label>
    {issue && (
      <a class="list-issue" href={issue.href}>
        {issue.words}
        <span class="unseen">: {name}</span>
      </a>
    )}
  </div>
)

/** The address stays as it was typed; sent once more, it is taken so. */
const MeantQuestion = ({ meant, typed }: { meant: Meant; typed: string | undefined }) => (
  <div class="sign-up-meant" role="alert">
    <p id="sign-up-meant">{meant.question}</p>
    <button name="email" value={meant.address} aria-describedby="sign-up-meant" autofocus>
      {meant.take}
    </button>
    <p>{meant.asTyped}</p>
    <input type="hidden" name="typed" value={typed} />
  </div>
)
