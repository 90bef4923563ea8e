/** What webhooks are told of stories: in the transaction that changes what readers have, or will have. */
import { type Article, allCorrections } from '../../copy/shapes/article.ts'
import type { WebhookEventName } from '../../copy/shapes/webhook.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { publishedCorrectionsOf } from '../ledger/corrections.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { isListenedTo, recordEvent, scrubEvents } from '../ledger/webhook-events.ts'

type Story = Pick<ArticleRow, 'id' | 'slug' | 'section' | 'path'>

/** Before corrections are noted as published: `it` is as it was. */
export function tellOfRelease(ledger: Ledger, it: ArticleRow, { revision, copy, path }: { revision: number; copy: Article; path: string }, now: number) {
  const corrections = newCorrections(ledger, it, copy)
  const type = it.live === null ? 'article.published' : corrections.length > 0 ? 'article.corrected' : 'article.updated'
  const { headline, section, publishedAt } = copy
  tell(ledger, type, { ...it, section, path }, now, { revision, headline, publishedAt, ...(type === 'article.corrected' && { corrections }) })
}

/** The story's and its live updates', as `/corrections` has them: those that readers haven't had. */
function newCorrections(ledger: Ledger, it: ArticleRow, copy: Article) {
  const corrections = allCorrections(copy)
  if (corrections.length === 0) return corrections
  const live = it.live === null ? undefined : copyOfRevision(ledger, it.id, it.live)
  const known = new Set([...publishedCorrectionsOf(ledger, it), ...(live ? allCorrections(live) : [])].map(({ at, text }) => `${at} ${text}`))
  return corrections.filter(({ at, text }) => !known.has(`${at} ${text}`))
}

/** What was given to readers by mistake and taken back is in no delivery that is still to come. */
export function tellOfOlderVersion(ledger: Ledger, it: ArticleRow, { revision, copy, path }: { revision: number; copy: Article; path: string }, now: number) {
  if (it.live !== null) scrubEvents(ledger, it.id, it.live)
  tellOfRelease(ledger, it, { revision, copy, path }, now)
}

/** `reason` is no word of an editor's: `withdrawn`, `held-back` for a new date or an embargo, `undone` within seconds of publishing. */
export function tellOfWithdrawal(ledger: Ledger, it: ArticleRow, now: number, reason: 'withdrawn' | 'held-back' | 'undone') {
  scrubEvents(ledger, it.id)
  tell(ledger, 'article.withdrawn', it, now, { reason, at: instantOf(now) })
}

/** Nothing of what it says: it isn't out. */
export const tellOfSchedule = (ledger: Ledger, it: Story, { revision, until }: { revision: number; until: string }, now: number) =>
  tell(ledger, 'article.scheduled', it, now, { revision, until })

export const tellOfNoSchedule = (ledger: Ledger, it: Story, now: number) => tell(ledger, 'article.unscheduled', it, now, {})

/** `at`: when readers lose it; null where that was called off. */
export const tellOfWithdrawalAhead = (ledger: Ledger, it: Story, now: number, at: string | null) =>
  at === null ? tell(ledger, 'article.withdrawal_unscheduled', it, now, {}) : tell(ledger, 'article.withdrawal_scheduled', it, now, { at })

export function tellOfRename(ledger: Ledger, before: Story, after: Story, now: number) {
  const formerUrl = urlOf(ledger, before.path)
  tell(ledger, 'article.renamed', after, now, { formerSlug: before.slug, formerUrl })
}

function tell(ledger: Ledger, type: WebhookEventName, { id, slug, section, path }: Story, now: number, more: Record<string, unknown> & { revision?: number }) {
  if (!isListenedTo(ledger, type)) return
  const data = { slug, url: urlOf(ledger, path), section, ...more }
  recordEvent(ledger, now, { type, data, article: id, ...(more.revision !== undefined && { revision: more.revision }) })
}

const urlOf = (ledger: Ledger, path: string) => `${readSite(ledger)?.url ?? ''}${path}`
