/** Links that no longer do what they say: each page says why, and what helps. */
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { pageAnswer, type Status } from './answers.tsx'
import type { NoToken } from './calls.ts'
import { type Words, wordsFor } from './words/words.ts'

/** `token`, where it is one of ours, asks for a fresh letter; any of ours will do for that. */
export function noTokenAnswer(c: AppContext, site: Site, reason: NoToken['reason'], token: string) {
  const words = wordsFor(site.lang)
  const { title, text } = wordsOf(reason, words)
  return pageAnswer(
    c,
    site,
    { title, path: '/newsletters/confirm', status: STATUSES[reason] },
    <>
      <p>{text}</p>
      {(reason === 'expired' || reason === 'used') && <SendAgain words={words} token={token} />}
      {reason === 'foreign' && <LinkForm site={site} />}
      {reason === 'gone' && (
        <p>
          <a href="/newsletters">{phrasesFor(site.lang).allNewsletters}</a>
        </p>
      )}
    </>,
  )
}

// An editor who tries a test's links, or whose mailbox does, is told so, and nothing is wrong.
const STATUSES = { foreign: 400, expired: 410, used: 410, gone: 410, test: 200 } as const satisfies Record<NoToken['reason'], Status>

function wordsOf(reason: NoToken['reason'], words: Words) {
  switch (reason) {
    case 'expired':
      return { title: words.expiredTitle, text: words.expired }
    case 'used':
      return { title: words.usedTitle, text: words.used }
    case 'foreign':
      return { title: words.foreignTitle, text: words.foreign }
    case 'gone':
      return { title: words.goneTitle, text: words.gone }
    case 'test':
      return { title: words.testTitle, text: words.test }
  }
}

const SendAgain = ({ words, token }: { words: Words; token: string }) => (
  <form class="sign-up-line" action="/newsletters/resend" method="post">
    <input type="hidden" name="t" value={token} />
    <button>{words.sendAgain}</button>
  </form>
)

/** Mails the way to a reader's own page to them; for whoever has an address and no link. */
export function LinkForm({ site, flaw }: { site: Site; flaw?: string }) {
  const words = wordsFor(site.lang)
  return (
    <form action="/newsletters/link" method="post">
      <p>{words.linkIntro}</p>
      <div class="sign-up-line">
        <label for="link-email">{phrasesFor(site.lang).email}</label>
        <input
          id="link-email"
          type="email"
          name="email"
          required
          maxlength={254}
          autocomplete="email"
          {...(flaw !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'link-flaw', autofocus: true })}
        />
        <button>{words.linkButton}</button>
      </div>
      {flaw !== undefined && (
        <p class="flaw" id="link-flaw" role="alert">
          {flaw}
        </p>
      )}
    </form>
  )
}
