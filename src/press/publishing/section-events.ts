/** What webhooks are told when a section got another slug: once for all of its stories, whose addresses are others by then. */
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Ledger } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { recordEvent } from '../ledger/webhook-events.ts'

/** The last of them may still be on its way into KV. */
const PRINTED_MS = 60_000

/** `articles`: how many of them readers have. */
export function tellOfMovedSection(ledger: Ledger, { from, to, articles }: { from: string; to: string; articles: number }, now: number) {
  const urlOf = (section: string) => `${readSite(ledger)?.url ?? ''}${encodeLetters(`/${section}`)}`
  const data = { from, to, formerUrl: urlOf(from), url: urlOf(to), articles, at: instantOf(now) }
  recordEvent(ledger, now, { type: 'section.renamed', data, dueAt: now + PRINTED_MS })
}
