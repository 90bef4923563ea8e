/** Redirects as editors see them. */
import { spellOldAddress } from '../../copy/old-address.ts'
import { countOldAddresses, type OldAddressRow, oldAddressRow, storyOf } from '../ledger/old-addresses.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import type { Redirect, RedirectQuery } from '../redirect-calls.ts'
import { pageAt } from './page-at.ts'

const USUAL = 100
const MOST = 1000

export function listRedirects(ledger: Ledger, { q, cursor, limit = USUAL }: RedirectQuery): { items: Redirect[]; total: number; nextCursor?: string } {
  const most = Math.min(limit, MOST)
  const part =
    q
      ?.trim()
      .toLowerCase()
      .replace(/^https?:\/\/[^/]+/, '') ?? ''
  const found = rows<OldAddressRow>(
    ledger,
    "SELECT * FROM old_addresses WHERE address > ? AND (instr(address, ?) > 0 OR instr(coalesce(target, ''), ?) > 0) ORDER BY address LIMIT ?",
    ...[cursor ?? '', part, part, most + 1],
  )
  const total = countOldAddresses(ledger)
  const items = found.slice(0, most).map((it) => redirectOf(ledger, it))
  const last = items.at(-1)
  return { items, total, ...(found.length > most && last && { nextCursor: last.from }) }
}

export function findRedirect(ledger: Ledger, typed: string): Redirect | undefined {
  const address = spellOldAddress(typed)
  const found = address === undefined ? undefined : oldAddressRow(ledger, address)
  return found && redirectOf(ledger, found)
}

export function redirectOf(ledger: Ledger, it: OldAddressRow): Redirect {
  const { address: from, article, target, at, by, made } = it
  const beside = { at, by, ...(made ? { made } : pageAt(ledger, from) !== undefined && { shadowed: true as const }) }
  if (article === null) return { from, to: target, status: target === null ? 410 : 301, ...beside }
  // It is deleted only after what leads to it was told.
  const story = storyOf(ledger, article)
  return { from, to: story?.path ?? null, status: 301, ...beside, ...(story && { slug: story.slug, ...(!story.came_out && { waits: true as const }) }) }
}
