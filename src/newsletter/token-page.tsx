/** Pages for links that don't work: why, and what to do. Also reads the forms that such links lead to. */
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { BRAKED_SECONDS, isBraked } from '../edge/brake.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { formOf, isFromTokenPage, newslettersOf, pageAnswer, type Status, textIn } from './answers.tsx'
import type { NoToken } from './calls.ts'
import { type Words, wordsFor } from './words/words.ts'

/** A form with a token, posted from a page of ours; or the answer to everything else. */
export async function postedToken(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const form = isFromTokenPage(c.req.raw) ? await formOf(c) : undefined
  return form ? { ...found, form, token: textIn(form, 't') } : noTokenAnswer(c, found.site, 'foreign', '')
}

/** `token` is sent back by the button that asks for a new email. */
export async function noTokenAnswer(c: AppContext, site: Site, reason: NoToken['reason'], token: string) {
  if (reason === 'foreign' && token && (await isBraked(c.req.raw, c.env, 'letter-link'))) return brakedAnswer(c, site)
  const words = wordsFor(site.lang)
  const { title, text } = wordsOf(reason, words)
  return pageAnswer(
    c,
    site,
    { title, path: '/newsletters/confirm', status: STATUSES[reason] },
    <>
      <p>{text}</p>
      {(reason === 'expired' || reason === 'used') && <SendAgain words={words} token={token} />}
      {(reason === 'foreign' || reason === 'moved') && <LinkForm site={site} />}
      {(reason === 'gone' || reason === 'left') && (
        <p>
          <a href="/newsletters">{phrasesFor(site.lang).allNewsletters}</a>
        </p>
      )}
    </>,
  )
}

/** What a network sees that tries one made-up link after another. */
export function brakedAnswer(c: AppContext, site: Site) {
  const words = wordsFor(site.lang)
  c.header('Retry-After', String(BRAKED_SECONDS))
  return pageAnswer(c, site, { title: words.tooManyLinksTitle, path: '/newsletters/confirm', status: 429 }, <p role="alert">{words.tooManyLinks}</p>)
}

// An editor who tries a test's links, or whose mailbox does, is told so, and nothing is wrong.
const STATUSES = {
  foreign: 400,
  expired: 410,
  used: 410,
  gone: 410,
  left: 410,
  moved: 410,
  suppressed: 410,
  test: 200,
} as const satisfies Record<NoToken['reason'], Status>

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
    case 'left':
      return { title: words.leftSinceTitle, text: words.leftSince }
    case 'moved':
      return { title: words.movedTitle, text: words.moved }
    case 'suppressed':
      return { title: words.suppressedTitle, text: words.suppressed }
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

/** Asks for an address and emails the link to the reader's own page. */
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
