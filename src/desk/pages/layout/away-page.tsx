/** What an editor sees when something behind the desk failed or said nothing in time: what is known of it, and all that they had typed. */
import { defaultSite } from '../../../copy/shapes/site.ts'
import { ownOrigin } from '../../../edge/app-context.ts'
import { logFor } from '../../../edge/log.ts'
import type { Child } from '../../../markup/markup.ts'
import { isAway, isOutcomeUnknown, RETRY_SECONDS } from '../../away.ts'
import type { DeskContext } from '../desk-context.ts'
import { DESK_HEADERS, deskResponse } from './desk-page.tsx'
import { FormAgain, fieldsStillUnread } from './form-again.tsx'
import { typedInFields } from './typed-in-fields.ts'
import { TypedText } from './typed-text.tsx'

const TITLE = 'The desk isn’t responding'

/** An order may have been carried out, or may yet be. */
export function awayResponse(c: DeskContext, error: Error) {
  logAway(c, error)
  if (!isOutcomeUnknown(c.req.method)) return respond(c, 'Part of the desk isn’t responding. Nothing was changed. Load this page again in a moment.')
  const fields = c.get('sent') ?? []
  return respond(c, unknownWords(fields), fields)
}

/** Orders are refused until all is there, so that what was typed can be sent again. */
export function restoringResponse(c: DeskContext) {
  const text = 'A backup is being restored here. Nothing was changed, and nothing can be until that’s done.'
  return respond(c, text, c.get('sent') ?? [], 'A backup is being restored')
}

/** Whoever isn't known yet has ordered nothing. What is no failure of others goes on as it came. */
export async function awayBeforeSignIn(c: DeskContext, error: Error) {
  if (!isAway(error)) throw error
  logAway(c, error)
  if (!isOutcomeUnknown(c.req.method)) return respond(c, 'We can’t check who you are right now. Load this page again in a moment.')
  const fields = await fieldsStillUnread(c)
  return respond(c, 'We can’t check who you are right now, so nothing was saved. Send your form again in a moment.', fields)
}

/** By its key a form that arrives twice is carried out once. */
function unknownWords(fields: [string, string][]) {
  const start = 'Part of the desk didn’t respond in time, so we don’t know yet whether this was carried out.'
  if (fields.some(([name]) => name === 'request')) return `${start} Send your form again in a moment: it’s carried out once, even if it arrives twice.`
  return `${start} Open the page you came from in another tab to see. If it wasn’t, ${fields.length > 0 ? 'send your form again here.' : 'go back and send your form again.'}`
}

async function respond(c: DeskContext, text: string, fields: [string, string][] = [], title = TITLE) {
  c.header('Retry-After', String(RETRY_SECONDS))
  // What a page asks for by itself must not become a page within a page.
  if (c.req.header('hx-request')) return c.html(String(<p role="alert">{text}</p>), 503, DESK_HEADERS)
  if (!c.get('site')) c.set('site', defaultSite(ownOrigin(c.req.url)))
  const { pathname, search } = new URL(c.req.url)
  const texts = await typedInFields(fields)
  const children = (
    <Plain title={title} text={text}>
      {fields.length > 0 && <FormAgain fields={fields} action={`${pathname}${search}`} />}
      <TypedText texts={texts} />
    </Plain>
  )
  return deskResponse(c, { title, children }, 503)
}

const Plain = ({ title, text, children }: { title: string; text: string; children: Child }) => (
  <>
    <h1>{title}</h1>
    <p role="alert">{text}</p>
    {children}
  </>
)

function logAway(c: DeskContext, error: Error) {
  logFor(c.get('requestId'))({ event: 'press-away', path: withoutSecret(c.req.path), error: error.stack ?? String(error) })
}

/** A link that signs in, or approves, is for one person and not for the log. */
export const withoutSecret = (path: string) => path.replace(/^(\/desk\/(?:sign-in|approve)\/).+/, '$1…')
