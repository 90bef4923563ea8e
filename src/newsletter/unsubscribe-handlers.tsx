/**
 * Unsubscribing. Mail programs do it with one POST (RFC 8058): no cookie, no login, no page before it. A link only shows a button, because
 * mail scanners follow links.
 */
import type { AppContext } from '../edge/app-context.ts'
import { askList, awayAnswer, formOf, isFromTokenPage, newslettersOf, pageAnswer, privately, textIn } from './answers.tsx'
import { PREFERENCES_PATH } from './preferences-page.tsx'
import { namesOf } from './sign-up-handlers.tsx'
import { preferencesPath } from './subscribers/letter-links.ts'
import { noTokenAnswer } from './token-page.tsx'

const PATH = '/newsletters/unsubscribe'

/** From an email in a mailbox that the reader moved away from: the form that emails the link to their present address. */
const settingsPath = ({ preferences }: { preferences?: string }) => (preferences === undefined ? PREFERENCES_PATH : preferencesPath(preferences))

export async function showUnsubscription(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, newsletter, words } = found
  const token = c.req.query('t') ?? ''
  const opened = await askList(c, (list) => list.unsubscription(token))
  if (!opened) return awayAnswer(c, site, words, PATH)
  if (!opened.ok) return noTokenAnswer(c, site, opened.reason, token)
  const name = namesOf(newsletter.lists, [opened.list])
  return pageAnswer(
    c,
    site,
    { title: opened.isOn ? words.leaveTitle : words.leftTitle, path: PATH },
    <>
      {opened.isOn ? (
        <form action={PATH} method="post">
          <input type="hidden" name="t" value={token} />
          <p>{words.leaveAsk(name)}</p>
          <p class="sign-up-line">
            <button>{words.leaveButton}</button>
          </p>
        </form>
      ) : (
        <p>{words.left(name)}</p>
      )}
      <p>
        <a href={settingsPath(opened)}>{words.toSettings}</a>
      </p>
    </>,
  )
}

/** A token works any number of times, for as long as the email is kept. */
export async function unsubscribe(c: AppContext) {
  const found = await newslettersOf(c)
  if (!found) return c.notFound()
  const { site, newsletter, words } = found
  const form = await formOf(c)
  const isOneClick = form !== undefined && textIn(form, 'List-Unsubscribe') === 'One-Click'
  if (!form || !(isOneClick || isFromTokenPage(c.req.raw))) return noTokenAnswer(c, site, 'foreign', '')
  const token = textIn(form, 't') || (c.req.query('t') ?? '')
  const left = await askList(c, (list) => list.unsubscribe(token))
  if (!left) return awayAnswer(c, site, words, PATH)
  if (!left.ok) return noTokenAnswer(c, site, left.reason, token)
  privately(c)
  if (isOneClick) return c.text(words.left(namesOf(newsletter.lists, [left.list])))
  return pageAnswer(
    c,
    site,
    { title: words.leftTitle, path: PATH },
    <>
      <p role="status">{words.left(namesOf(newsletter.lists, [left.list]))}</p>
      <p>
        <a href={settingsPath(left)}>{words.toSettings}</a>
      </p>
    </>,
  )
}
