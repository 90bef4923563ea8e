/** A live article's event is over, or goes on after all. */
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Conditions, Outcome } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import type { Ledger } from '../ledger/sql.ts'
import { amendEvent, type Event, eventOf } from './live-updates.ts'
import { articleFor, successOf } from './outcome.ts'

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
  recordAudit(ledger, actor, now, { what: 'resume-event', slug, revision: it.revision + 1 })
  return successOf(ledger, slug, { before: it })
}

function eventFor(ledger: Ledger, slug: string, actor: Actor, deed: string, expect: Conditions['expect']): Event | Exclude<ReturnType<typeof eventOf>, Event> {
  const found = articleFor(ledger, slug, actor, deed, expect)
  return 'refusal' in found ? found : eventOf(ledger, slug)
}
