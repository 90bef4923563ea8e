/** One order for many stories, each in a transaction of its own: what one of them refuses says nothing of the others. */
import type { Article } from '../../copy/shapes/article.ts'
import type { Actor, Outcome } from '../calls.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { copyOfRevision, textOfArticle } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { withAddress } from '../ledger/topic-addresses.ts'
import type { BulkOrder, BulkStory } from '../newsroom-calls.ts'
import { amend } from './amendment.ts'
import { withdraw } from './orders.ts'
import { articleFor, liveCopyOf, successOf, wrongStateRefusal } from './outcome.ts'
import { makeLive } from './release.ts'
import { publishUndoably, undoPublication } from './undo-publication.ts'

/** As many as an article may have. */
const MAX_TOPICS = 50

export function orderOne(ledger: Ledger, now: number, order: BulkOrder, { slug, expect }: BulkStory, actor: Actor): Outcome {
  const conditions = expect === undefined ? {} : { expect }
  switch (order.order) {
    case 'publish':
      return publishUndoably(ledger, now, slug, actor, conditions)
    case 'undo-publish':
      return undoPublication(ledger, now, slug, actor, conditions)
    case 'withdraw':
      if (order.onlyOut && articleRow(ledger, slug)?.state === 'draft')
        return wrongStateRefusal(slug, 'draft', 'It’s a draft: readers don’t have it, so there’s nothing to withdraw.')
      return withdraw(ledger, now, slug, actor, { ...conditions, ...(order.reason && { reason: order.reason }) })
    case 'section': {
      const { section } = order
      return refile(ledger, now, slug, actor, conditions, { note: `moved to section ${section}`, change: (article) => ({ ...article, section }) })
    }
    case 'add-topic': {
      const topic = withAddress(ledger, order.topic)
      const change = (article: Article) =>
        article.topics?.some((other) => other.slug === topic.slug) ? article : { ...article, topics: [...(article.topics ?? []), topic] }
      return refile(ledger, now, slug, actor, conditions, { note: `topic "${topic.name}" added`, change })
    }
  }
}

/** Of a section that got another slug: no news to anybody whom the newsroom tells of its stories. */
export const moveToSection = (ledger: Ledger, now: number, slug: string, { from, to }: { from: string; to: string }, actor: Actor) =>
  refile(
    ledger,
    now,
    slug,
    actor,
    {},
    { note: `section ${from} renamed to ${to}`, change: (article) => (article.section === from ? { ...article, section: to } : article), bulk: 'section' },
  )

type Refiling = { note: string; change: (article: Article) => Article; bulk?: 'section' }

/**
 * Files the change on top of what readers see, what waits and what is newest, each of which stays what it is: nothing that no editor has
 * published comes out by this.
 */
function refile(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Pick<BulkStory, 'expect'>, { note, change, bulk }: Refiling): Outcome {
  const found = articleFor(ledger, slug, actor, 'change it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  const copies = [it.live, it.ready, it.revision].flatMap((revision) => (revision === null ? [] : (copyOfRevision(ledger, it.id, revision) ?? [])))
  if (copies.some((article) => (change(article).topics?.length ?? 0) > MAX_TOPICS))
    return wrongStateRefusal(slug, it.state, `This article already has ${MAX_TOPICS} topics. Remove one first.`)
  if (copies.every((article) => textOfArticle(change(article)) === textOfArticle(article))) return successOf(ledger, slug, { before: it })
  const live = liveCopyOf(ledger, it)
  const { revision, ready } = amend(ledger, it, it.live ?? it.ready ?? it.revision, actor, now, note, change)
  run(ledger, 'UPDATE articles SET ready = ? WHERE id = ?', ready, it.id)
  if (live) makeLive(ledger, it, revision, change(live), now, bulk)
  const after = articleRow(ledger, slug) as ArticleRow // It was just refiled.
  recordAudit(ledger, actor, now, { what: 'file', slug, revision: after.revision, detail: note })
  return successOf(ledger, slug, { before: it })
}
