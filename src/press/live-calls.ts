/**
 * What can be asked of the press while an event is told live: one call for each update, so that two reporters never collide; and
 * of the front and the banner above every page. Beside `PressCalls`, and with the same rules.
 */

import type { LiveUpdate } from '../copy/shapes/article.ts'
import type { Block } from '../copy/shapes/block.ts'
import type { Front } from '../copy/shapes/listing.ts'
import type { Site } from '../copy/shapes/site.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { Actor, Conditions, Entry, ExpectedTag, Outcome, Refusal, Success } from './calls.ts'

/** What a reporter or an editor tells. Without `at` it happened when readers get it. */
export type NewUpdate = {
  at?: string | undefined
  headline?: string | undefined
  body: Block[]
  pinned?: boolean | undefined
  key?: boolean | undefined
}

/** What of an update is to be otherwise. `headline: null` takes it away; `correction` says to readers what was wrong, and stays. */
export type UpdateChange = {
  at?: string | undefined
  headline?: string | null | undefined
  body?: Block[] | undefined
  pinned?: boolean | undefined
  key?: boolean | undefined
  correction?: string | undefined
}

/** `tag` changes when the update does; `by` wrote it, where the ledger knows. */
export type ToldUpdate = LiveUpdate & { by?: string; tag: string }

/** In the tray: sent by a reporter, and nothing of the article until an editor approves it. */
export type WaitingUpdate = NewUpdate & { id: string; by: string; sentAt: string; tag: string; refused?: RefusedUpdate }
export type RefusedUpdate = { by: string; at: string; reason?: string }

/** All that whoever tells the event has to see. Updates come newest first, what waits oldest first. */
export type LiveDesk = { ok: true; entry: Entry; isLive: boolean; ended?: string; updates: ToldUpdate[]; waiting: WaitingUpdate[] }

/** What became of an update: it is in the article (`told`), or in the tray (`waiting`). Answers hold no text of it. */
export type UpdateOutcome = (Success & { update: { id: string; tag: string } }) | { ok: true; waiting: { id: string; tag: string } } | Refusal

/** The condition is of the update itself: the tag that it had. */
export type UpdateConditions = Pick<Conditions, 'idempotency'> & { expect?: ExpectedTag }

/** Stands above every page until `until`. */
export type Banner = NonNullable<Site['breaking']>

/** `changed`: who pinned last, where the ledger knows. */
export type FrontDesk = { pins: string[]; tag: string; changed?: { at: string; by: string } }

export interface LiveCalls {
  liveDesk(slug: string): Promise<LiveDesk | Refusal>
  /** An editor's is told, a reporter's waits. `id` is the sender's own, and not used in this article yet. */
  addUpdate(slug: string, update: NewUpdate & { id?: string | undefined }, actor: Actor, conditions?: UpdateConditions): Promise<UpdateOutcome>
  /** One that was told, by an editor; one that waits, by who wrote it or by an editor. */
  changeUpdate(slug: string, id: string, change: UpdateChange, actor: Actor, conditions?: UpdateConditions): Promise<UpdateOutcome>
  /** Takes back what was told; refuses what waits, or where its writer asks, takes it out of the tray. */
  removeUpdate(slug: string, id: string, actor: Actor, options?: UpdateConditions & { reason?: string }): Promise<UpdateOutcome>
  /** What waits is told now. */
  approveUpdate(slug: string, id: string, actor: Actor, conditions?: UpdateConditions): Promise<UpdateOutcome>
  /** The event is over: nothing more is told of it. */
  endEvent(slug: string, actor: Actor, options?: Conditions & { at?: string }): Promise<Outcome>
  resumeEvent(slug: string, actor: Actor, conditions?: Conditions): Promise<Outcome>

  frontDesk(): Promise<FrontDesk>
  /** The front as it would be with these pins. */
  frontWith(pins: string[]): Promise<Front>
  /** In the same order, without those that nobody filed. */
  entriesOf(slugs: string[]): Promise<Entry[]>
  /** The banner as editors set it, also where its time is over. */
  banner(): Promise<Banner | null>
  /** `null` ends it. `'no-site'`: there is nothing yet to show it on. */
  setBanner(banner: Banner | null, actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; stale: string[] } | Refusal | 'no-site'>
}

/** The same press as `pressOf`'s. */
export const livePressOf = (env: Env) => pressStub(env) as LiveCalls
