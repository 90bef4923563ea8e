/** What feeds call a story: a `tag:` URI (RFC 4151) of the address and the day it first came out at. Nothing changes it later: not its slug, its section, nor the site's host. */
import { instantOf } from '../../copy/text/instant.ts'
import type { Ledger } from './sql.ts'
import { readSite } from './stored-values.ts'

/** Null while the site has no address of its own. */
export function newFeedId(ledger: Ledger, path: string, now: number) {
  const url = readSite(ledger)?.url
  return url && URL.canParse(url) ? `tag:${new URL(url).hostname},${instantOf(now).slice(0, 10)}:${path}` : null
}
