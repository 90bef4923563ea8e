/** Articles as readers have them in this moment. The ledger knows at once what came out and what was withdrawn; KV learns of it. */
import type { LiveArticle } from '../calls.ts'
import { asPrinted } from './as-printed.ts'
import { formerSlugsOf, storyCalled } from './former-slugs.ts'
import { copyOfRevision } from './revisions.ts'
import type { Ledger } from './sql.ts'

/** Null of what is unknown, not out yet, embargoed or withdrawn. */
export function liveArticleCalled(ledger: Ledger, slug: string): LiveArticle | null {
  const it = storyCalled(ledger, slug)
  if (it?.state !== 'published' || it.live === null) return null
  const article = copyOfRevision(ledger, it.id, it.live)
  return article && { article: asPrinted(ledger, article), formerSlugs: formerSlugsOf(ledger, it.id).map((former) => former.slug) }
}
