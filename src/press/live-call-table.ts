/** The calls of those who tell an event live, and of the banner above every page. */

import type { Actor } from './calls.ts'
import { entryCalled } from './ledger/entries.ts'
import { readSite } from './ledger/stored-values.ts'
import { frontOf } from './listings/listings.ts'
import type { LiveCalls, UpdateConditions, UpdateOutcome } from './live-calls.ts'
import { endEvent, resumeEvent } from './publishing/end-of-event.ts'
import { doOnce } from './publishing/idempotency.ts'
import { readLiveDesk } from './publishing/live-updates.ts'
import { changeBanner, readFrontDesk } from './publishing/site-settings.ts'
import { addUpdate, approveUpdate, changeUpdate, removeUpdate } from './publishing/waiting-updates.ts'
import { change, order, read, type Step, type Task } from './task.ts'

type LiveCallTable = { [Name in keyof LiveCalls]: (...asked: Parameters<LiveCalls[Name]>) => Task<Awaited<ReturnType<LiveCalls[Name]>>> }

/** Done once under one key. An event is told faster than its page can be printed: nobody waits for the page. */
const updateOnce = (actor: Actor, conditions: UpdateConditions = {}, run: Step<UpdateOutcome>): Task<UpdateOutcome> =>
  change<UpdateOutcome>(
    undefined,
    (ledger, now, context) => doOnce<Exclude<UpdateOutcome, { ok: false }>>(ledger, actor, conditions.idempotency, now, () => run(ledger, now, context)),
    'print',
  )

/** Readers link to an update by it. */
const newId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 12)

export const LIVE_CALLS: LiveCallTable = {
  liveDesk: (slug) => read((ledger) => readLiveDesk(ledger, slug)),
  addUpdate(slug, { id = newId(), ...update }, actor, conditions) {
    return updateOnce(actor, conditions, (ledger, now) => addUpdate(ledger, now, slug, { id, update }, actor))
  },
  changeUpdate: (slug, id, change, actor, conditions) =>
    updateOnce(actor, conditions, (ledger, now) => changeUpdate(ledger, now, slug, { id, change }, actor, conditions)),
  removeUpdate: (slug, id, actor, options) => updateOnce(actor, options, (ledger, now) => removeUpdate(ledger, now, slug, id, actor, options)),
  approveUpdate: (slug, id, actor, conditions) => updateOnce(actor, conditions, (ledger, now) => approveUpdate(ledger, now, slug, id, actor, conditions)),
  endEvent: (slug, actor, options) => order(actor, options, (ledger, now) => endEvent(ledger, now, slug, actor, options)),
  resumeEvent: (slug, actor, conditions) => order(actor, conditions, (ledger, now) => resumeEvent(ledger, now, slug, actor, conditions)),

  frontDesk: () => read(readFrontDesk),
  frontWith: (pins) => read((ledger) => frontOf(ledger, pins)),
  entriesOf: (slugs) => read((ledger) => slugs.flatMap((slug) => entryCalled(ledger, slug) ?? [])),
  banner: () => read((ledger) => readSite(ledger)?.breaking ?? null),
  setBanner: (banner, actor, expect) =>
    change({ actor, needs: 'editor' }, (ledger, now) => changeBanner(ledger, banner, actor, now, expect), { kind: 'site', name: 'site' }),
}
