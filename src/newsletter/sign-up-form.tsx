/** The newsletter box: the form where it is offered, the sentence where it is not, in the same space. */

import type { Flaw } from '../copy/parse.ts'
import type { Newsletters } from '../copy/shapes/site.ts'
import type { Phrases } from '../page/phrases/en.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'

type Props = { newsletter: Newsletters; offered: boolean; phrases: Phrases; siteLanguage?: LanguageAttributes }

/** An `aside`: what an article's page offers is not the article, for programs that look for its text. */
export const NewsletterBox = ({ newsletter, offered, phrases, siteLanguage }: Props) => (
  <aside class="newsletter" id="newsletter" aria-labelledby="newsletter-title" {...siteLanguage}>
    <h2 id="newsletter-title">{newsletter.title ?? phrases.newsletterTitle}</h2>
    {offered ? <SignUpForm newsletter={newsletter} phrases={phrases} /> : <p class="withheld">{newsletter.withheld}</p>}
  </aside>
)

/** `notice` is shown above the fields; `all` is the form with every list to choose from, which says so when it is sent. */
type FormProps = {
  newsletter: Newsletters
  phrases: Phrases
  email?: string
  chosen?: readonly string[]
  flaws?: readonly Flaw[]
  notice?: string
  all?: boolean
}

/** `consent` carries the version of the words the reader saw when they pressed the button. */
export function SignUpForm({ newsletter, phrases, email, chosen, flaws = [], notice, all }: FormProps) {
  const emailFlaw = flaws.find(({ pointer }) => pointer === '/email')
  const others = [...(notice ? [notice] : []), ...flaws.filter(({ pointer }) => pointer !== '/email').map(({ message }) => message)]
  const [first] = newsletter.lists
  return (
    <form class="sign-up" action="/newsletters" method="post" data-hx-post="/newsletters" data-hx-swap="outerHTML">
      {newsletter.invitation && <p>{newsletter.invitation}</p>}
      {others.map((message) => (
        <p class="flaw" role="alert">
          {message}
        </p>
      ))}
      {all && <input type="hidden" name="all" value="1" />}
      {all && newsletter.lists.length > 1 ? (
        <fieldset>
          <legend>{phrases.chooseList}</legend>
          {newsletter.lists.map(({ slug, name, description }, at) => (
            <label class="list-choice">
              <input type="checkbox" name="list" value={slug} checked={chosen ? chosen.includes(slug) : at === 0} />
              <span>
                <b>{name}</b> {description}
              </span>
            </label>
          ))}
        </fieldset>
      ) : (
        first && <input type="hidden" name="list" value={first.slug} />
      )}
      <div class="sign-up-line">
        <label for="sign-up-email">{phrases.email}</label>
        <input
          id="sign-up-email"
          type="email"
          name="email"
          value={email}
          required
          maxlength={254}
          autocomplete="email"
          {...(emailFlaw && { 'aria-invalid': 'true', 'aria-describedby': 'sign-up-flaw', autofocus: true })}
        />
        <button>{phrases.subscribe}</button>
      </div>
      {emailFlaw && (
        <p class="flaw" id="sign-up-flaw" role="alert">
          {emailFlaw.message}
        </p>
      )}
      <input type="hidden" name="consent" value={newsletter.consentVersion} />
      <p class="consent">{newsletter.consent}</p>
    </form>
  )
}
