/** What can be asked of the press about old addresses. Spellings are those of `spellOldAddress`. */
import type { MadeBy } from '../copy/old-address.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { TagRefusal } from './reference-calls.ts'
import type { Actor } from './roles.ts'

/** `to`: a path of this site or an address elsewhere; null where nothing is any more (410). */
export type NewRedirect = { from: string; to: string | null }

/**
 * `to` is where readers are sent now, whatever the story, topic or author was called when the redirect was made. `slug`: of the story that it
 * follows. `waits`: that story isn't out. `shadowed`: readers find a page there, so nobody is sent on. `made`: by what, where no editor made it.
 */
export type Redirect = {
  from: string
  to: string | null
  status: 301 | 410
  at: string
  by: string
  slug?: string
  waits?: true
  shadowed?: true
  made?: MadeBy
}

export type RedirectRefusal = { ok: false; reason: 'bad-redirect'; field: 'from' | 'to'; message: string }

/** `note`: what somebody should look at. */
export type RedirectSaved = { ok: true; redirect: Redirect; result: 'added' | 'changed' | 'same'; note?: string }

export type RedirectQuery = { q?: string; cursor?: string; limit?: number }

export interface RedirectCalls {
  /** By address. `q`: what its address has in it. */
  redirects(query: RedirectQuery): Promise<{ items: Redirect[]; total: number; nextCursor?: string }>
  /** Of one spelled address; null where there is none. */
  redirect(from: string): Promise<Redirect | null>
  /** Of these spelled addresses, those that lead nowhere: no redirect is there, and no page. */
  leadingNowhere(addresses: readonly string[]): Promise<string[]>
  saveRedirect(redirect: NewRedirect, actor: Actor, expect?: readonly string[] | 'any' | 'none'): Promise<RedirectSaved | RedirectRefusal | TagRefusal>
  /** Whether there was one. */
  removeRedirect(from: string, actor: Actor, expect?: readonly string[] | 'any' | 'none'): Promise<boolean | RedirectRefusal | TagRefusal>
  /** Up to 250 at once, so that no editor waits for long; each for itself: one that is refused holds no other back. In the order of the rows. */
  importRedirects(rows: NewRedirect[], actor: Actor): Promise<(RedirectSaved | RedirectRefusal)[]>
}

export const MAX_IMPORTED_AT_ONCE = 250

export const redirectPressOf = (env: Env) => pressStub(env) as RedirectCalls
