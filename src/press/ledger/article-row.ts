import type { State } from '../calls.ts'
import { type Ledger, row } from './sql.ts'

/**
 * An article's row. `live` is the revision readers see, `ready` the one that comes out at `until`: beside the live one where
 * there is one. `until` is the last of what holds it back: its own date, the embargo, and `out_at`, a moment ordered for it.
 */
export type ArticleRow = {
  id: number
  slug: string
  section: string
  headline: string
  published_at: string
  state: State
  revision: number
  live: number | null
  ready: number | null
  until: string | null
  embargo_until: string | null
  withdraw_at: string | null
  withdrawn_at: string | null
  /** The agency's item on whose order to stop it was withdrawn; null where the desk withdrew it. */
  withdrawn_for: string | null
  came_out: number
  path: string
  agency_uri: string | null
  at: string
  by: string
  /** Whether somebody with the right published what waits; an embargo alone is no such order. Older ledgers do not say. */
  ordered: number | null
  out_at: string | null
  /** Whether `published_corrections` has all of this story's. */
  corrections_known: number | null
  /** When the state of the story was last decided, here or where it was imported from. Never twice the same. */
  decided_at: number | null
  /** What it was first out under, where it was renamed since: feeds call it so for ever. */
  first_slug: string | null
  /** What feeds call it for ever, made of its first address. Those that came out before there were such ids have none. */
  feed_id: string | null
  /** The role of who filed the newest revision. Older ledgers do not say. */
  by_role: string | null
}

export const articleRowOf = (ledger: Ledger, id: number) => row<ArticleRow>(ledger, 'SELECT * FROM articles WHERE id = ?', id)

export const articleRow = (ledger: Ledger, slug: string) => row<ArticleRow>(ledger, 'SELECT * FROM articles WHERE slug = ?', slug)
