/** What the pages of signing in say. */
import type { Child } from '../../../markup/markup.ts'
import type { SignInLink } from '../../../press/access-calls.ts'
import { withArticle } from '../../role-words.ts'

/** One column, one heading, one thing to do. */
export const SignInPage = ({ title, children }: { title: string; children: Child }) => (
  <div class="sign-in">
    <h1>{title}</h1>
    {children}
  </div>
)

/** The script shows the button where the browser can use passkeys, and says what went wrong in `data-passkey-status`. */
export const PasskeyButton = ({ then, words = 'Sign in with a passkey' }: { then: string; words?: string }) => (
  <form data-passkey-sign-in={then} hidden>
    <button type="submit">{words}</button>
    <p data-passkey-status role="status" />
  </form>
)

/** Over http, browsers keep no such cookie, but for localhost; Safari not even there. */
export const CookieNotKept = () => (
  <p role="alert">
    You signed in, but your browser didn’t keep it. The desk needs an address with https, and cookies must be allowed; on your own machine, use localhost in a
    browser other than Safari.
  </p>
)

export const SignInBody = ({ then, signedInAs }: { then: string; signedInAs: string | undefined }) => (
  <>
    {signedInAs !== undefined && (
      <p>
        You’re signed in as {signedInAs}. <a href={then}>Continue to the desk</a>
      </p>
    )}
    <PasskeyButton then={then} />
    <p data-no-passkey>This browser can’t use passkeys here. Passkeys need JavaScript and an address with https, or localhost.</p>
    <h2>Without a passkey</h2>
    <p>
      Open a sign-in link. An admin can make one for you on the People page, or with “newsdesk invite”. If you have an admin’s token, run “newsdesk open desk”.
    </p>
  </>
)

/** Opening a link does nothing yet: chats and mail scanners open every link that passes by. */
export const LinkBody = ({ link, siteName, until, then, token }: { link: SignInLink; siteName: string; until: string; then: string; token: string }) => (
  <>
    <p>
      {link.kind === 'invite'
        ? `You’re invited to the newsroom of ${siteName} as ${withArticle(link.person.role)}.`
        : `You’re ${withArticle(link.person.role)} at ${siteName}.`}
    </p>
    <form method="post" action={`/desk/sign-in/${token}`} data-once="">
      <input type="hidden" name="then" value={then} />
      <button type="submit">Sign in as {link.person.name}</button>
    </form>
    <p>This link works once, until {until}.</p>
  </>
)

export const LINK_REFUSALS = {
  'unknown-link': 'We don’t know this sign-in link. Check that you copied the whole address.',
  'used-link': 'This link was used already. Each link works once.',
  'expired-link': 'This link has expired, or a newer one was made for you.',
} as const

export const SpentLinkBody = ({ why, signedInAs }: { why: string; signedInAs: string | undefined }) => (
  <>
    <p>{why}</p>
    {signedInAs !== undefined && (
      <p>
        You’re signed in as {signedInAs}. <a href="/desk">Continue to the desk</a>
      </p>
    )}
    <PasskeyButton then="/desk" />
    <h2>Get a new link</h2>
    <ul>
      <li>Ask an admin to make one on the People page, or with “newsdesk invite”.</li>
      <li>If you have an admin’s token, run “newsdesk open desk”.</li>
      <li>If the site runs on your own machine, restart it with “npm start”.</li>
    </ul>
  </>
)
