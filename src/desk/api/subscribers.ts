/** The list's owner's duties: who subscribed and by which consent, who is brought in, and forgetting someone on request. */
import { csvCell } from '../../copy/text/csv.ts'
import { readText } from '../../edge/request-body.ts'
import { sha256 } from '../../edge/sha256.ts'
import { type ImportResult, mailingListOf, type Subscriber } from '../../newsletter/calls.ts'
import { type Actor, pressOf } from '../../press/calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { siteOf } from './newsletters.ts'
import { mediaTypeOf, readJsonBody, readQuery } from './request-inputs.ts'
import { ErasedAddressBody, RowsQuery, SubscribersQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'
import { lineOf, subscriberRows } from './subscriber-rows.ts'

/** All that an import reads is among them. */
const COLUMNS = [
  'email',
  'list',
  'state',
  'at',
  'consent_version',
  'consent_country',
  'consent_at',
  'confirmed_at',
  'left_at',
  'consent_words',
  'consent_notice',
  'consent_source',
] as const
const encoder = new TextEncoder()
const MAX_IMPORT_BYTES = 5_000_000
/** What the list takes in one step, so that nobody who signs up meanwhile waits for long. */
const ROWS_A_STEP = 500

export async function listSubscribers(c: ApiContext) {
  const query = readQuery(c, SubscribersQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  await recordPage(c, 'export-subscribers', query.value.cursor)
  return jsonResponse(c, await mailingListOf(c.env).subscribers(query.value.cursor))
}

export async function listConsents(c: ApiContext) {
  const query = readQuery(c, RowsQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  await recordPage(c, 'export-consents', query.value.cursor)
  return jsonResponse(c, await mailingListOf(c.env).consents(query.value.cursor))
}

/** Each page, because a cursor can be made up: nobody gets addresses without a trace. */
const recordPage = (c: ApiContext, what: string, cursor: string | undefined) =>
  press(c).recordAudit({ what, ...(cursor !== undefined && { detail: 'next page' }) }, c.get('actor'))

export async function exportSubscribers(c: ApiContext) {
  const { hostname } = new URL((await siteOf(c)).url)
  await press(c).recordAudit({ what: 'export-subscribers' }, c.get('actor'))
  let cursor: string | undefined
  let isHeadSent = false
  const rows = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const page = await mailingListOf(c.env).subscribers(cursor)
        const head = isHeadSent ? [] : [COLUMNS.join(',')]
        isHeadSent = true
        const lines = [...head, ...page.items.map((subscriber) => csvRow(subscriber, hostname))]
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.map((line) => `${line}\r\n`).join('')))
        cursor = page.nextCursor
        if (cursor === undefined) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return c.body(rows, 200, { 'Content-Type': 'text/csv; charset=utf-8; header=present', 'Content-Disposition': 'attachment; filename="subscribers.csv"' })
}

/** Rows without proof of consent are refused, each by its line; the others come in. Sent again, nothing is done twice. */
export async function importSubscribers(c: ApiContext) {
  if (mediaTypeOf(c) !== 'text/csv')
    return problemResponse(c, { status: 415, detail: 'Send the rows with "Content-Type: text/csv".', headers: { Accept: 'text/csv' } })
  const text = await readText(c.req.raw, MAX_IMPORT_BYTES)
  if (!text.ok) return problemResponse(c, text.problem)
  const { newsletter } = await siteOf(c)
  if (!newsletter) return problemResponse(c, { status: 409, detail: 'This site has no newsletters yet. Set them up in the site first.' })
  const read = subscriberRows(text.value, newsletter, Date.now())
  if (!read.ok) return problemResponse(c, { status: 422, detail: read.message, flaws: [{ pointer: '', message: read.message }] })
  const results: ImportResult[] = []
  for (let at = 0; at < read.rows.length; at += ROWS_A_STEP)
    results.push(...(await mailingListOf(c.env).importSubscribers(read.rows.slice(at, at + ROWS_A_STEP))))
  const items = [...read.refused, ...results.map(lineOf)].sort((a, b) => a.line - b.line)
  const added = results.filter(({ result }) => result === 'added').length
  const refused = items.filter(({ ok }) => !ok).length
  await press(c).recordAudit({ what: 'import-subscribers', detail: `${added} added, ${refused} refused` }, c.get('actor'))
  return jsonResponse(c, { added, already: items.length - added - refused, refused, items })
}

/** The address is in the body, because requests' URLs are logged by whatever they pass through. */
export async function eraseSubscriber(c: ApiContext) {
  const body = await readJsonBody(c, ErasedAddressBody)
  return body.ok ? erase(c, body.value.email) : problemResponse(c, body.problem)
}

/** 26 November 2026 (RFC 9745). */
const DEPRECATED_SINCE = '@1795651200'

/** Deprecated: its URL has the address. Kept for one version, and says in each answer what to use instead. */
export async function eraseSubscriberByPath(c: ApiContext) {
  const response = await erase(c, c.req.param('email') ?? '')
  response.headers.set('Deprecation', DEPRECATED_SINCE)
  response.headers.set('Link', '</api/subscribers/erase>; rel="successor-version"')
  return response
}

async function erase(c: ApiContext, email: string) {
  const isErased = await eraseAddress(c.env, email, c.get('actor'))
  return isErased ? c.body(null, 204) : problemResponse(c, { status: 404, detail: 'This address isn’t on any newsletter list.' })
}

/** False where it is on no list. Noted before it's done: cut off in between and ordered again, there would be nobody left to note. */
export async function eraseAddress(env: Env, email: string, actor: Actor) {
  const list = mailingListOf(env)
  const note = async () => pressOf(env).recordAudit({ what: 'erase-subscriber', detail: await erasureTrace(email) }, actor)
  const isListed = (await list.findSubscriber(email)).length > 0
  if (isListed) await note()
  const isErased = await list.forget(email)
  if (isErased && !isListed) await note()
  return isErased
}

/** For when the key may have leaked, such as with a copy of the list's storage. */
export async function renewNewsletterKey(c: ApiContext) {
  const renewed = await mailingListOf(c.env).renewKey()
  if (!renewed.ok) return problemResponse(c, { status: 409, detail: 'An issue is being sent. Wait until it has been sent, or stop it.' })
  await press(c).recordAudit({ what: 'renew-newsletter-key' }, c.get('actor'))
  return c.body(null, 204)
}

/** Who knows the address can find its erasure in the trail; the trail itself tells nobody. */
const erasureTrace = async (email: string) => `sha256 ${(await sha256(email.trim().toLowerCase())).slice(0, 16)}…`

function csvRow({ email, list, state, at, consent, confirmedAt, leftAt }: Subscriber, hostname: string) {
  const proof = [consent?.version, consent?.country, consent?.at, confirmedAt, leftAt, consent?.words, consent?.notice, consent && sourceOf(consent, hostname)]
  return [email, list, state, at, ...proof].map((cell) => csvCell(cell ?? '')).join(',')
}

/** Where the consent was given, for whoever imports it elsewhere. */
function sourceOf({ how, source }: NonNullable<Subscriber['consent']>, hostname: string) {
  switch (how) {
    case 'form':
      return `form on ${hostname}, confirmed by email`
    case 'page':
      return `reader’s own page on ${hostname}`
    case 'import':
      return source ?? ''
  }
}
