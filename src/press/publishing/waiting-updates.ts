/** The tray of an event: what reporters sent, until an editor approves, changes or refuses it. */

import { isTold } from '../../copy/shapes/live.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, Refusal } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import { recordAudit } from '../ledger/audit.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import type { Ledger } from '../ledger/sql.ts'
import {
  authorsOfUpdates,
  changeWaiting,
  countWaiting,
  deleteWaiting,
  MAX_WAITING,
  readWaiting,
  refuseWaiting,
  saveWaiting,
} from '../ledger/waiting-updates.ts'
import type { NewUpdate, UpdateChange, UpdateConditions, UpdateOutcome, WaitingUpdate } from '../live-calls.ts'
import { alreadyTold, changedUpdate, changeTold, type Event, eventOf, isEmpty, openEventOf, takeBack, tellUpdate } from './live-updates.ts'
import { wrongStateRefusal } from './outcome.ts'

export function addUpdate(ledger: Ledger, now: number, slug: string, { id, update }: { id: string; update: NewUpdate }, actor: Actor): UpdateOutcome {
  const event = openEventOf(ledger, slug)
  if ('refusal' in event) return event.refusal
  const used = usedIdRefusal(ledger, event, id)
  if (used) return used
  if (mayPublish(actor)) return tellUpdate(ledger, now, event, { id, update, by: actor.name, what: 'update' }, actor)
  const { it } = event
  if (countWaiting(ledger, it.id) >= MAX_WAITING)
    return wrongStateRefusal(slug, it.state, `${MAX_WAITING} updates are waiting already. Ask an editor to look at them.`)
  saveWaiting(ledger, it.id, id, update, actor, now)
  recordAudit(ledger, actor, now, { what: 'send-update', slug, detail: id })
  return waitingOutcome(ledger, event, id)
}

/** Readers link to an update by its id, and what was taken back stays so. */
function usedIdRefusal(ledger: Ledger, { it, article }: Event, id: string): Refusal | undefined {
  const told = article.updates?.find((update) => update.id === id)
  if (!told && !readWaiting(ledger, it.id, id) && !authorsOfUpdates(ledger, it.id).has(id)) return undefined
  const isThere = told ? isTold(told) : readWaiting(ledger, it.id, id) !== undefined
  return wrongStateRefusal(
    it.slug,
    it.state,
    isThere
      ? `There’s already an update with the id "${id}". To change it, use PATCH; to add another, give it another id.`
      : `The update "${id}" was taken back, and its id can’t be used again. Give this one another id.`,
  )
}

function waitingOutcome(ledger: Ledger, { it }: Event, id: string): UpdateOutcome {
  const { tag } = readWaiting(ledger, it.id, id) as WaitingUpdate // It was just written.
  return { ok: true, waiting: { id, tag } }
}

export function changeUpdate(
  ledger: Ledger,
  now: number,
  slug: string,
  { id, change }: { id: string; change: UpdateChange },
  actor: Actor,
  { expect }: UpdateConditions = {},
): UpdateOutcome {
  const event = eventOf(ledger, slug)
  if ('refusal' in event) return event.refusal
  const waiting = readWaiting(ledger, event.it.id, id)
  if (!waiting) return changeTold(ledger, now, event, id, change, actor, expect)
  const refusal = trayRefusal(waiting, actor, expect)
  if (refusal) return refusal
  if (change.correction !== undefined)
    return wrongStateRefusal(slug, event.it.state, 'Readers haven’t seen this update, so it can’t have a correction. Change its text instead.')
  const { id: _, by: __, sentAt: ___, tag: ____, refused: _____, ...update } = waiting
  const changed = changedUpdate(update, change, now)
  if (isEmpty(changed)) return wrongStateRefusal(slug, event.it.state, 'An update needs a headline or some text.')
  changeWaiting(ledger, event.it.id, id, changed)
  recordAudit(ledger, actor, now, { what: 'change-update', slug, detail: id })
  return waitingOutcome(ledger, event, id)
}

/** A reporter’s own, or an editor’s to decide; and as it was seen. */
function trayRefusal({ id, by, tag }: WaitingUpdate, actor: Actor, expect: UpdateConditions['expect']): Refusal | undefined {
  if (!mayPublish(actor) && by !== actor.name)
    return { ok: false, reason: 'not-allowed', needs: 'editor', message: `${by} wrote this update. Only they or an editor can change it.` }
  return tagPreconditionRefusal(expect, `update "${id}"`, tag)
}

export function removeUpdate(
  ledger: Ledger,
  now: number,
  slug: string,
  id: string,
  actor: Actor,
  options: UpdateConditions & { reason?: string } = {},
): UpdateOutcome {
  const event = eventOf(ledger, slug)
  if ('refusal' in event) return event.refusal
  const waiting = readWaiting(ledger, event.it.id, id)
  if (!waiting) return takeBack(ledger, now, event, id, actor, options)
  const refusal = trayRefusal(waiting, actor, options.expect)
  if (refusal) return refusal
  const isOwn = waiting.by === actor.name
  const { reason } = options
  if (isOwn) deleteWaiting(ledger, event.it.id, id)
  else refuseWaiting(ledger, event.it.id, id, { by: actor.name, at: instantOf(now), ...(reason && { reason }) })
  recordAudit(ledger, actor, now, { what: isOwn ? 'drop-update' : 'refuse-update', slug, detail: reason ? `${id}: ${reason}` : id })
  return { ok: true, waiting: { id, tag: tagOf([id, 'gone']) } }
}

/** Told at this moment, unless its writer said when it happened. Approving it once more changes nothing. */
export function approveUpdate(ledger: Ledger, now: number, slug: string, id: string, actor: Actor, { expect }: UpdateConditions = {}): UpdateOutcome {
  if (!mayPublish(actor)) return { ok: false, reason: 'not-allowed', needs: 'editor', message: 'Reporters’ updates wait for an editor. Ask one to approve it.' }
  const event = openEventOf(ledger, slug)
  if ('refusal' in event) return event.refusal
  const waiting = readWaiting(ledger, event.it.id, id)
  if (!waiting) return alreadyTold(ledger, event, id) ?? { ok: false, reason: 'unknown-update', slug, id }
  const refusal = tagPreconditionRefusal(expect, `update "${id}"`, waiting.tag)
  if (refusal) return refusal
  const { id: _, by, sentAt: __, tag: ___, refused: ____, ...update } = waiting
  deleteWaiting(ledger, event.it.id, id)
  return tellUpdate(ledger, now, event, { id, update, by, what: 'approve-update' }, actor)
}
