/** What the press is asked while an event is told live, in memory: enough to see what the API makes of its answers. */
import type { Front } from '../../src/copy/shapes/listing.ts'
import { tagOf } from '../../src/edition/fingerprint.ts'
import type { Actor, Conditions, Entry, ExpectedTag, Outcome, Refusal } from '../../src/press/calls.ts'
import { tagPreconditionRefusal } from '../../src/press/ledger/preconditions.ts'
import type { Banner, FrontDesk, LiveCalls, LiveDesk, NewUpdate, UpdateChange, UpdateConditions, UpdateOutcome } from '../../src/press/live-calls.ts'
import type { MostReadCalls } from '../../src/press/most-read-calls.ts'
import { FakePeople } from './fake-people.ts'
import { AT } from './fake-publication.ts'

const ENTRY: Entry = {
  slug: 'cup-final',
  revision: 3,
  state: 'published',
  live: 3,
  url: '/sport/cup-final',
  section: 'sport',
  headline: 'Cup final',
  publishedAt: AT,
  at: AT,
  by: 'x',
}

/** The one event of this press, `cup-final`. */
export class FakeLive extends FakePeople implements LiveCalls {
  event = { updates: [] as (NewUpdate & { id: string; by: string })[], waiting: [] as (NewUpdate & { id: string; by: string })[] }
  done: unknown[] = []

  async liveDesk(slug: string): Promise<LiveDesk | Refusal> {
    if (slug !== ENTRY.slug) return { ok: false, reason: 'unknown-article', slug }
    return {
      ok: true,
      entry: ENTRY,
      isLive: true,
      updates: this.event.updates.map((update) => ({ ...update, at: update.at ?? AT, tag: tagOf(update) })),
      waiting: this.event.waiting.map((update) => ({ ...update, sentAt: AT, tag: tagOf(update) })),
    }
  }

  async addUpdate(slug: string, update: NewUpdate & { id?: string }, actor: Actor, conditions?: UpdateConditions): Promise<UpdateOutcome> {
    if (slug !== ENTRY.slug) return { ok: false, reason: 'unknown-article', slug }
    this.done.push(['add', update, conditions])
    const list = actor.role === 'reporter' ? this.event.waiting : this.event.updates
    const added = { ...update, id: `update-${list.length + 1}`, by: actor.name }
    list.push(added)
    const answer = { id: added.id, tag: tagOf(added) }
    return actor.role === 'reporter'
      ? { ok: true, waiting: answer }
      : { ok: true, entry: ENTRY, created: false, changed: true, stale: [ENTRY.url], update: answer }
  }

  async changeUpdate(slug: string, id: string, change: UpdateChange, actor: Actor, conditions?: UpdateConditions): Promise<UpdateOutcome> {
    return this.#order(slug, id, ['change', change], actor, conditions)
  }
  async removeUpdate(slug: string, id: string, actor: Actor, options?: UpdateConditions & { reason?: string }): Promise<UpdateOutcome> {
    return this.#order(slug, id, ['remove', options?.reason], actor, options)
  }
  async approveUpdate(slug: string, id: string, actor: Actor, conditions?: UpdateConditions): Promise<UpdateOutcome> {
    return this.#order(slug, id, ['approve'], actor, conditions)
  }

  #order(slug: string, id: string, order: unknown[], _: Actor, conditions?: UpdateConditions): UpdateOutcome {
    const update = slug === ENTRY.slug ? this.event.updates.find((told) => told.id === id) : undefined
    if (!update) return slug === ENTRY.slug ? { ok: false, reason: 'unknown-update', slug, id } : { ok: false, reason: 'unknown-article', slug }
    const refusal = tagPreconditionRefusal(conditions?.expect, `update "${id}"`, tagOf(update))
    if (refusal) return refusal
    this.done.push(order)
    return { ok: true, entry: ENTRY, created: false, changed: true, stale: [ENTRY.url], update: { id, tag: tagOf(update) } }
  }

  async endEvent(slug: string, _: Actor, options?: Conditions & { at?: string }): Promise<Outcome> {
    return this.#ending(slug, ['end', options?.at])
  }
  async resumeEvent(slug: string): Promise<Outcome> {
    return this.#ending(slug, ['resume'])
  }
  #ending(slug: string, order: unknown[]): Outcome {
    if (slug !== ENTRY.slug) return { ok: false, reason: 'unknown-article', slug }
    this.done.push(order)
    return { ok: true, entry: ENTRY, created: false, changed: true, stale: [ENTRY.url] }
  }

  pinned: string[] = []

  async frontDesk(): Promise<FrontDesk> {
    return { pins: this.pinned, tag: tagOf(this.pinned) }
  }
  async frontWith(): Promise<Front> {
    return { v: 1, name: 'front', cards: [], latest: [], rows: [], updatedAt: AT }
  }
  async entriesOf(slugs: string[]): Promise<Entry[]> {
    return slugs.includes(ENTRY.slug) ? [ENTRY] : []
  }

  async mostRead(): ReturnType<MostReadCalls['mostRead']> {
    return { items: [] }
  }
  async leaveOutOfMostRead(slug: string): Promise<boolean> {
    return slug === ENTRY.slug
  }
  async popularTopics(): Promise<[]> {
    return []
  }

  async banner(): Promise<Banner | null> {
    return this.site?.breaking ?? null
  }

  async setBanner(banner: Banner | null, _: Actor, expect?: ExpectedTag): ReturnType<LiveCalls['setBanner']> {
    if (!this.site) return 'no-site'
    const { breaking, ...rest } = this.site
    const refusal = tagPreconditionRefusal(expect, 'banner', breaking && tagOf(breaking))
    if (refusal) return refusal
    this.site = { ...rest, ...(banner && { breaking: banner }) }
    return { ok: true, stale: ['/'] }
  }
}
