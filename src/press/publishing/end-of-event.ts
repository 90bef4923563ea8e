/** A live article's event is over, or goes on after all. */
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Conditions, Outcome } from '../calls.ts'
import { PRESS_ACTOR } from '../ledger/actors.ts'
import { articleRowOf } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { forgetEvent, hoursUntilEnd, lastToldAt, openEvent, staleEvents } from '../ledger/open-events.ts'
import { enqueue } from '../ledger/outbox.ts'
import type { Ledger } from '../ledger/sql.ts'
import { amendEvent, type Event, eventOf } from './live-updates.ts'
import { articleFor, liveCopyOf, successOf } from './outcome.ts'

export function endEvent(ledger: Ledger, now: number, slug: string, actor: Actor, { at, expect }: Conditions & { at?: string } = {}): Outcome {
  const event = eventFor(ledger, slug, actor, 'end the event', expect)
  if ('refusal' in event) return event.refusal
  const { it, article } = event
  const ended = at === undefined ? instantOf(now) : instantOf(Date.parse(at))
  if (article.ended === ended || (article.ended && at === undefined)) return successOf(ledger, slug, { before: it })
  amendEvent(ledger, now, it, actor, 'event ended', (story) => ({ ...story, ended }))
  recordAudit(ledger, actor, now, { what: 'end-event', slug, revision: it.revision + 1, detail: `at ${ended}` })
  return successOf(ledger, slug, { before: it })
}

export function resumeEvent(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Conditions = {}): Outcome {
  const event = eventFor(ledger, slug, actor, 'go on with the event', expect)
  if ('refusal' in event) return event.refusal
  const { it, article } = event
  if (!article.ended) return successOf(ledger, slug, { before: it })
  amendEvent(ledger, now, it, actor, 'event goes on', ({ ended: _, ...story }) => story)
  openEvent(ledger, it.id, now)
  recordAudit(ledger, actor, now, { what: 'resume-event', slug, revision: it.revision + 1 })
  return successOf(ledger, slug, { before: it })
}

function eventFor(ledger: Ledger, slug: string, actor: Actor, deed: string, expect: Conditions['expect']): Event | Exclude<ReturnType<typeof eventOf>, Event> {
  const found = articleFor(ledger, slug, actor, deed, expect)
  return 'refusal' in found ? found : eventOf(ledger, slug)
}

/**
 * Nobody says of every event that it is over. Those of which nothing was told for so long ended with their last update. In the
 * transaction of the alarm: whatever stops us, the next one finds them.
 */
export function endStaleEvents(ledger: Ledger, now: number, most: number) {
  const hours = hoursUntilEnd(ledger)
  if (hours === 0) return
  for (const { article: id } of staleEvents(ledger, hours, now, most)) {
    forgetEvent(ledger, id)
    const it = articleRowOf(ledger, id)
    const article = it && liveCopyOf(ledger, it)
    if (!it || article?.kind !== 'live') continue
    // It was ended when cards didn't say so yet.
    if (article.ended) enqueue(ledger, { kind: 'article', name: it.slug }, now, { bulk: true })
    else endStaleEvent(ledger, now, { it, article }, hours)
  }
}

function endStaleEvent(ledger: Ledger, now: number, { it, article }: Event, hours: number) {
  const ended = lastToldAt(article, now)
  amendEvent(ledger, now, it, PRESS_ACTOR, 'event ended', (story) => ({ ...story, ended }))
  recordAudit(ledger, PRESS_ACTOR, now, { what: 'end-event', slug: it.slug, revision: it.revision + 1, detail: `at ${ended}: no update for ${hours} hours` })
}
