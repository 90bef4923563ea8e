/** The list's owner's duties: who subscribed, and forgetting someone on request. */

import { sha256 } from '../../edge/sha256.ts'
import { mailingListOf, type Subscriber } from '../../newsletter/mailing-list-calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { problemResponse } from './responses.ts'

const COLUMNS = ['email', 'list', 'state', 'at', 'consent_version', 'consent_country', 'consent_at'] as const
const encoder = new TextEncoder()

export async function exportSubscribers(c: ApiContext) {
  await press(c).recordAudit({ what: 'export-subscribers' }, c.get('actor'))
  let cursor: string | undefined
  let isHeadSent = false
  const rows = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const page = await mailingListOf(c.env).subscribers(cursor)
        const head = isHeadSent ? [] : [COLUMNS.join(',')]
        isHeadSent = true
        const lines = [...head, ...page.items.map(csvRow)]
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.map((line) => `${line}\r\n`).join('')))
        cursor = page.nextCursor
        if (cursor === undefined) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return c.body(rows, 200, { 'Content-Type': 'text/csv; charset=utf-8; header=present', 'Content-Disposition': 'attachment; filename="subscribers.csv"' })
}

export async function eraseSubscriber(c: ApiContext) {
  const email = c.req.param('email') ?? ''
  if (!(await mailingListOf(c.env).forget(email))) return problemResponse(c, { status: 404, detail: 'This address isn’t on any newsletter list.' })
  await press(c).recordAudit({ what: 'erase-subscriber', detail: await erasureTrace(email) }, c.get('actor'))
  return c.body(null, 204)
}

/** Who knows the address can find its erasure in the trail; the trail itself tells nobody. */
const erasureTrace = async (email: string) => `sha256 ${(await sha256(email.trim().toLowerCase())).slice(0, 16)}…`

const csvRow = ({ email, list, state, at, consent }: Subscriber) =>
  [email, list, state, at, consent?.version, consent?.country, consent?.at].map((cell) => csvCell(cell ?? '')).join(',')

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvCell(text: string) {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}
