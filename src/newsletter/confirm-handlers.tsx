/** The page that an email's button leads to. Opening it confirms nothing: mail scanners follow links, but press no buttons. */
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { askList, awayAnswer, newslettersOf, pageAnswer } from './answers.tsx'
import type { Confirmation } from './calls.ts'
import { noticeOf } from './sign-up-form.tsx'
import { namesOf } from './sign-up-handlers.tsx'
import { preferencesPath } from './subscribers/letter-links.ts'
import { noTokenAnswer, postedToken } from './token-page.tsx'
import type { Words } from './words/en.ts'

const PATH = '/newsletters/confirm'

export async function showConfirmation(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, words } = found
  const token = c.req.query('t') ?? ''
  const opened = await askList(c, (list) => list.confirmation(token))
  if (!opened) return awayAnswer(c, site, words, PATH)
  if (!opened.ok) return noTokenAnswer(c, site, opened.reason, token)
  const isChange = opened.purpose === 'change-address'
  return pageAnswer(c, site, { title: isChange ? words.changeTitle : words.confirmTitle, path: PATH }, <Question {...{ site, words, opened, token }} />)
}

export async function confirm(c: AppContext) {
  const posted = await postedToken(c)
  if (posted instanceof Response) return posted
  const { site, words, token } = posted
  const confirmed = await askList(c, (list) => list.confirm(token))
  if (!confirmed) return awayAnswer(c, site, words, PATH)
  if (!confirmed.ok) return noTokenAnswer(c, site, confirmed.reason, token)
  const isChange = confirmed.purpose === 'change-address'
  return pageAnswer(
    c,
    site,
    { title: isChange ? words.changedTitle : words.confirmedTitle, path: PATH },
    <>
      <p role="status">
        {isChange ? words.changed(confirmed.email) : words.confirmed(confirmed.email, namesOf(site.newsletter?.lists ?? [], confirmed.lists))}
      </p>
      <p>
        <a href={preferencesPath(confirmed.preferences)}>{words.toSettings}</a>
      </p>
    </>,
  )
}

/** Emails a new link to a reader who has an old one. */
export async function resend(c: AppContext) {
  const posted = await postedToken(c)
  if (posted instanceof Response) return posted
  const { site, words, token } = posted
  const queued = await askList(c, (list) => list.resend(token))
  if (!queued) return awayAnswer(c, site, words, PATH)
  if (!queued.ok) return noTokenAnswer(c, site, queued.reason, token)
  return pageAnswer(c, site, { title: words.recordedTitle, path: PATH }, <p role="status">{words.sentAgain}</p>)
}

type QuestionProps = { site: Site; words: Words; opened: Confirmation; token: string }

function Question({ site, words, opened: { purpose, email, lists }, token }: QuestionProps) {
  const { newsletter } = site
  return (
    <form action={PATH} method="post">
      <input type="hidden" name="t" value={token} />
      <p>{purpose === 'change-address' ? words.changeAsk(email) : words.confirmAsk(email, namesOf(newsletter?.lists ?? [], lists))}</p>
      <p class="sign-up-line">
        <button>{words.confirmButton}</button>
      </p>
      {purpose === 'confirm' && newsletter && (
        <p class="consent">
          {newsletter.consent} {noticeOf(newsletter, phrasesFor(site.lang))}
        </p>
      )}
    </form>
  )
}
