/** Redirects in an export: editors', and where stories were in other sections. What was renamed or merged is told by the lines of that. */
import * as v from 'valibot'
import { Instant, Line } from '../../copy/shapes/field.ts'
import { deleteOldAddress, type OldAddressRow, oldAddressRow, saveAutomatic, storyAt, storyOf } from '../ledger/old-addresses.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { restoreRedirect } from '../publishing/redirecting.ts'
import type { RedirectRefusal } from '../redirect-calls.ts'

const REDIRECTS_A_PAGE = 2000
const Address = v.pipe(v.string(), v.maxLength(8192))

/** `to`: null where nothing is any more. `made`: the story that is at `to` was at `from` before it moved to another section. */
export const RedirectLine = v.object({
  type: v.literal('redirect'),
  from: Address,
  to: v.nullable(Address),
  made: v.optional(v.literal('section')),
  at: Instant,
  by: Line,
})

/** Where an export goes on among the redirects; undefined for any other cursor. */
export const redirectInCursor = (cursor: string | undefined) => (cursor?.startsWith('redirects.') ? cursor.slice('redirects.'.length) : undefined)

export function redirectLines(ledger: Ledger, after: string): { lines: string[]; nextCursor?: string } {
  const found = rows<OldAddressRow>(
    ledger,
    "SELECT * FROM old_addresses WHERE address > ? AND (made IS NULL OR made = 'section') ORDER BY address LIMIT ?",
    ...[after, REDIRECTS_A_PAGE],
  )
  const last = found.at(-1)
  return { lines: found.map((it) => lineOf(ledger, it)), ...(found.length === REDIRECTS_A_PAGE && last && { nextCursor: `redirects.${last.address}` }) }
}

const lineOf = (ledger: Ledger, { address: from, article, target, made, at, by }: OldAddressRow) =>
  JSON.stringify({ type: 'redirect', from, to: article === null ? target : (storyOf(ledger, article)?.path ?? null), ...(made && { made }), at, by })

/** What was changed here since then stays. */
export function importRedirectLine(
  ledger: Ledger,
  { from, to, made, at, by }: v.InferOutput<typeof RedirectLine>,
  now: number,
): { ok: true } | RedirectRefusal {
  const here = oldAddressRow(ledger, from)
  if (here && here.at > at) return { ok: true }
  if (made === undefined) return restoreRedirect(ledger, { from, to }, { at, by }, now)
  const story = to === null ? undefined : storyAt(ledger, to)
  // A page is there, or it was another site's story.
  if (!story?.came_out || story.path === from) return { ok: true }
  if (here) deleteOldAddress(ledger, here.address)
  saveAutomatic(ledger, from, { article: story.id, target: null }, { made, at, by })
  return { ok: true }
}
