/**
 * The press: one serial line, so that two editors never publish at once. KV is disposable; the ledger is the truth.
 *
 * Every change is one transaction of ledger and outbox. What comes after (KV, listings, the front cache) is done at once
 * where it can be, and by alarm until it holds.
 */
import type { Article } from '../copy/shapes/article.ts'
import type { Campaign } from '../copy/shapes/campaign.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { Plate } from '../edition/imprint.ts'
import { editionLang } from '../edition/keys.ts'
import { exportLines, importLines } from './archive/archive.ts'
import {
  type Actor,
  type Conditions,
  type ExpectedTag,
  type Filing,
  type ListQuery,
  type Outcome,
  type PressCalls,
  type Refusal,
  ROLES,
  type Role,
  type SearchQuery,
  type Stopping,
} from './calls.ts'
import { auditTrail, note } from './ledger/audit.ts'
import { listEntries, readRevision, revisionsOf } from './ledger/ledger.ts'
import { addToken, holderOf, revokeToken, tokensOf } from './ledger/tokens.ts'
import { dayPage, monthPage, monthsOf } from './listings/dates.ts'
import { listingOf, topicsByTotal } from './listings/listings.ts'
import { changesOf, correctionsPage, fateOf } from './listings/reading.ts'
import { monthOf, publishedSince } from './listings/sitemaps.ts'
import { lastGood } from './printing/last-good.ts'
import { type Errand, isWaiting, nextUrgent } from './printing/outbox.ts'
import { type Desk, letOthersIn, printBatch } from './printing/printing.ts'
import { type Purge, purgeDue } from './printing/purging.ts'
import { isRebuilding, rebuildStep } from './printing/rebuilding.ts'
import { reprint } from './printing/reprint.ts'
import { sweep } from './printing/sweep.ts'
import { deleteArticle } from './publishing/deleting.ts'
import { eraseRevision } from './publishing/erasing.ts'
import { file } from './publishing/filing.ts'
import * as orders from './publishing/orders.ts'
import { pictureAllowed, pictureTakenDown } from './publishing/picture-orders.ts'
import { allCampaigns, changeCampaign, changePins, changeSite, keptPins, keptSite, removeCampaign } from './publishing/publication.ts'
import { rename } from './publishing/renaming.ts'
import { keepPreview, onlyOnce, previewOf } from './publishing/shelf.ts'
import { stop } from './publishing/stopping.ts'
import { isoOf, type Ledger } from './rows.ts'
import { layTables } from './schema.ts'
import { search } from './search/search.ts'
import { keepTime, nextMoment } from './timetable.ts'

/** How long a call waits for its own article to stand in the edition: a little more than KV wants between two writes of a key. */
const PATIENCE_MS = 2500
/** One alarm prints so long, then lets others in. */
const ALARM_MS = 10_000
/** An invocation has a thousand operations on KV. */
const MAX_KEYS_PER_ALARM = 800
/** After something we did not foresee. */
const PAUSE_MS = 5000

/** What the object holds, set before the fields that are made of it. */
class Held {
  ctx: DurableObjectState
  env: Env
  constructor(ctx: DurableObjectState, env: Env) {
    this.ctx = ctx
    this.env = env
  }
}

export class PressCore extends Held implements PressCalls {
  /** Tests put others in place of these. */
  kv: Plate = this.env.EDITION
  clock = () => Date.now()
  patienceMs = PATIENCE_MS

  #ledger: Ledger = { sql: this.ctx.storage.sql, lang: editionLang(this.env) }
  #printing: Promise<number> | undefined
  #purging: Promise<number> | undefined
  #armedFor: number | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    layTables(ctx.storage.sql)
    // An alarm lost with whatever stopped us is set again.
    this.#arm()
  }

  async file(filing: Filing) {
    if (filing.validateOnly) return this.#rehearse((ledger, now) => file(ledger, now, filing))
    return this.#order(filing.actor, filing, (ledger, now) => file(ledger, now, filing))
  }
  async stop(stopping: Stopping) {
    const act = (ledger: Ledger, now: number) => stop(ledger, now, stopping)
    return stopping.validateOnly ? this.#rehearse(act) : this.#order(stopping.actor, {}, act)
  }
  async publish(slug: string, actor: Actor, options: { at?: string } & Conditions = {}) {
    return this.#order(actor, options, (ledger, now) => orders.publish(ledger, now, slug, actor, options))
  }
  async withdraw(slug: string, actor: Actor, options: { at?: string; reason?: string } & Conditions = {}) {
    return this.#order(actor, options, (ledger, now) => orders.withdraw(ledger, now, slug, actor, options))
  }
  async embargo(slug: string, until: string, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => orders.embargo(ledger, now, slug, until, actor, conditions))
  }
  async liftEmbargo(slug: string, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => orders.liftEmbargo(ledger, now, slug, actor, conditions))
  }
  async unschedule(slug: string, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => orders.unschedule(ledger, now, slug, actor, conditions))
  }
  async liftWithdrawal(slug: string, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => orders.liftWithdrawal(ledger, now, slug, actor, conditions))
  }
  async correct(slug: string, text: string, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => orders.correct(ledger, now, slug, text, actor, conditions))
  }
  async restore(slug: string, revision: number, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => orders.restore(ledger, now, slug, revision, actor, conditions))
  }
  async rename(slug: string, to: string, actor: Actor, conditions: Conditions = {}) {
    return this.#order(actor, conditions, (ledger, now) => rename(ledger, now, slug, to, actor, conditions))
  }
  async deleteArticle(slug: string, actor: Actor, conditions: Conditions = {}) {
    return this.#once(actor, conditions, (ledger, now) => deleteArticle(ledger, now, slug, actor, conditions))
  }
  async eraseRevision(slug: string, revision: number, reason: string, actor: Actor, conditions: Conditions = {}) {
    return this.#once(actor, conditions, (ledger, now) => eraseRevision(ledger, now, slug, { revision, reason }, actor, conditions))
  }

  async pictureTakenDown(id: string, actor: Actor, reason?: string) {
    demand(actor, 'editor')
    const shown = this.#change((ledger, now) => pictureTakenDown(ledger, id, actor, now, reason))
    await this.#purgeDue()
    this.#arm()
    return shown
  }
  async pictureAllowed(id: string, actor: Actor) {
    demand(actor, 'admin')
    this.#change((ledger, now) => pictureAllowed(ledger, id, actor, now))
  }

  async read(slug: string, revision?: number) {
    return readRevision(this.#ledger, slug, revision)
  }
  async list(query: ListQuery) {
    return listEntries(this.#ledger, query)
  }
  async revisions(slug: string) {
    return revisionsOf(this.#ledger, slug)
  }
  async audit(cursor?: string, limit?: number) {
    return auditTrail(this.#ledger, cursor, limit)
  }
  async record(deed: { what: string; detail?: string }, actor: Actor) {
    demand(actor, 'editor')
    this.#change((ledger, now) => note(ledger, actor, now, deed))
  }

  async setSite(site: Site, actor: Actor, expect?: ExpectedTag) {
    demand(actor, 'admin')
    return this.#changeAndPrint({ kind: 'site', name: 'site' }, (ledger, now) => changeSite(ledger, site, actor, now, expect))
  }
  async keptSite() {
    return keptSite(this.#ledger) ?? null
  }
  async setPins(slugs: string[], actor: Actor, expect?: ExpectedTag) {
    demand(actor, 'editor')
    return this.#changeAndPrint({ kind: 'listing', name: 'front' }, (ledger, now) => changePins(ledger, slugs, actor, now, expect))
  }
  async pins() {
    return keptPins(this.#ledger)
  }
  async setCampaign(campaign: Campaign, actor: Actor, expect?: ExpectedTag) {
    demand(actor, 'editor')
    return this.#changeAndPrint({ kind: 'campaigns', name: 'campaigns' }, (ledger, now) => changeCampaign(ledger, campaign, actor, now, expect))
  }
  async campaigns() {
    return allCampaigns(this.#ledger)
  }
  async removeCampaign(id: string, actor: Actor, expect?: ExpectedTag) {
    demand(actor, 'editor')
    return this.#changeAndPrint({ kind: 'campaigns', name: 'campaigns' }, (ledger, now) => removeCampaign(ledger, id, actor, now, expect))
  }

  async addToken(token: { name: string; role: Role; hash: string; expiresAt?: string }, actor: Actor) {
    demand(actor, 'admin')
    return this.#change((ledger, now) => addToken(ledger, { id: crypto.randomUUID(), ...token }, actor, now))
  }
  async tokens() {
    return tokensOf(this.#ledger)
  }
  async revokeToken(id: string, actor: Actor) {
    demand(actor, 'admin')
    return this.#change((ledger, now) => revokeToken(ledger, id, actor, now))
  }
  async whoHolds(hash: string) {
    return holderOf(this.#ledger, hash, this.clock())
  }

  async listingPage(name: string, page: number) {
    return listingOf(this.#ledger, name, page) ?? null
  }
  async day(date: string, page: number) {
    return dayPage(this.#ledger, date, page, this.clock())
  }
  async days(month: string) {
    return monthPage(this.#ledger, month, this.clock())
  }
  async search(query: SearchQuery) {
    return search(this.#ledger, query, isoOf(this.clock()))
  }
  async corrections(page: number) {
    return correctionsPage(this.#ledger, page)
  }
  async changes(slug: string) {
    return changesOf(this.#ledger, slug)
  }
  async popularTopics(limit: number) {
    return topicsByTotal(this.#ledger, limit)
  }
  async months() {
    return monthsOf(this.#ledger, this.clock())
  }
  async month(month: string) {
    return monthOf(this.#ledger, month, this.clock())
  }
  async since(at: string, limit: number) {
    return publishedSince(this.#ledger, at, limit, this.clock())
  }
  async keepPreview(article: Article) {
    const id = crypto.randomUUID()
    return { id, until: isoOf(this.#change((ledger, now) => keepPreview(ledger, id, article, now))) }
  }
  async preview(id: string) {
    return previewOf(this.#ledger, id, this.clock())
  }
  async fate(slug: string) {
    return fateOf(this.#ledger, slug)
  }

  async reprint(actor: Actor) {
    demand(actor, 'admin')
    return this.#change((ledger, now) => reprint(ledger, actor, now))
  }
  async exportPage(cursor?: string) {
    return exportLines(this.#ledger, cursor)
  }
  async importLines(lines: string[], actor: Actor) {
    demand(actor, 'admin')
    return this.#change((ledger, now) => importLines(ledger, lines, actor, now))
  }
  async sweep(actor: Actor) {
    demand(actor, 'editor')
    const report = await sweep(this.#desk, actor)
    this.#arm()
    return report
  }

  async lastGood(key: string, message: string) {
    return this.#change(() => lastGood(this.#desk, key, message))
  }

  /** Never throws: an alarm that throws six times is given up by the platform, and this one must hold. */
  async alarm() {
    this.#armedFor = undefined
    try {
      this.#change(keepTime)
      const stopAt = Date.now() + ALARM_MS
      for (let printed = 0, count = 1; count > 0 && printed < MAX_KEYS_PER_ALARM && Date.now() < stopAt; printed += count) count = await this.#work()
      while (Date.now() < stopAt && (await this.#purgeDue()) > 0);
      this.#arm()
    } catch (error) {
      this.#desk.log({ event: 'bug', at: 'alarm', error: error instanceof Error ? error.stack : String(error) })
      this.#arm(PAUSE_MS)
    }
  }

  get #desk(): Desk {
    return {
      ledger: this.#ledger,
      kv: this.kv,
      transact: (step) => this.ctx.storage.transactionSync(step),
      clock: this.clock,
      log: (line) => console.log(JSON.stringify(line)),
    }
  }

  /** One change is one transaction; the alarm stands or falls with it. */
  #change<T>(act: (ledger: Ledger, now: number) => T): T {
    const answer = this.ctx.storage.transactionSync(() => act(this.#ledger, this.clock()))
    this.#arm()
    return answer
  }

  async #changeAndPrint<T>(awaited: Errand, act: (ledger: Ledger, now: number) => T): Promise<T> {
    const answer = this.#change(act)
    await this.#settle(awaited)
    return answer
  }

  /** However often it is sent under one key. */
  #once<T extends { ok: boolean }>(actor: Actor, { idempotency }: Conditions, act: (ledger: Ledger, now: number) => T | Refusal): T | Refusal {
    return this.#change((ledger, now) => onlyOnce(ledger, actor, idempotency, now, () => act(ledger, now)))
  }

  /** Done once, and printed. */
  async #order(actor: Actor, conditions: Conditions, act: (ledger: Ledger, now: number) => Outcome): Promise<Outcome> {
    const outcome: Outcome = this.#once(actor, conditions, act)
    if (outcome.ok && outcome.changed) await this.#settle({ kind: 'article', name: outcome.entry.slug })
    return outcome
  }

  /** All of it, and then as if nothing had been. */
  #rehearse(act: (ledger: Ledger, now: number) => Outcome): Outcome {
    let outcome: Outcome | undefined
    try {
      this.ctx.storage.transactionSync(() => {
        outcome = act(this.#ledger, this.clock())
        throw new Rehearsed()
      })
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error
    }
    return outcome as Outcome // Set before the throw.
  }

  /** Prints until this stands in the edition and nothing urgent is due, within the call's patience; the alarm does the rest. */
  async #settle(awaited: Errand) {
    const stopAt = Date.now() + this.patienceMs
    for (;;) {
      await this.#print()
      const now = this.clock()
      const due = (nextUrgent(this.#ledger) ?? Infinity) <= now ? now : isWaiting(this.#ledger, awaited)
      if (due === undefined || Date.now() + due - now > stopAt) break
      if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now))
    }
    this.ctx.waitUntil(this.#purgeDue().then(() => this.#arm()))
    this.#arm()
  }

  /** What a person waits for first, then what readers' tables need, then the rest. */
  async #work(): Promise<number> {
    if (!isRebuilding(this.#ledger) || (nextUrgent(this.#ledger) ?? Infinity) <= this.clock()) return this.#print()
    await rebuildStep(this.#desk)
    await letOthersIn()
    return 1
  }

  /** One batch at a time, whoever asks. */
  #print(): Promise<number> {
    this.#printing ??= printBatch(this.#desk).finally(() => {
      this.#printing = undefined
    })
    return this.#printing
  }

  /** One call at a time: what is due meanwhile goes in the next. */
  #purgeDue(): Promise<number> {
    this.#purging ??= purgeDue(this.#desk, this.#purge).finally(() => {
      this.#purging = undefined
    })
    return this.#purging
  }

  /** Where there is a front cache. It can only be purged from within the entrypoint that filled it. */
  get #purge(): Purge | undefined {
    const { Pages } = (this.ctx as { exports?: { Pages?: (options: object) => { purge: Purge } } }).exports ?? {}
    return Pages && ((tags) => Pages({ props: { offer: false } }).purge(tags))
  }

  /** Sets the alarm for the next thing to be done, unless it is set for it. */
  #arm(atLeastMs = 0) {
    const next = Math.max(nextMoment(this.#ledger), atLeastMs && this.clock() + atLeastMs)
    if (next === Infinity || next === this.#armedFor) return
    this.#armedFor = next
    void this.ctx.storage.setAlarm(next)
  }
}

/** The doors ask first, and answer in words; who comes past a door that forgot to ask, comes no further. */
function demand({ name, role }: Actor, least: Role) {
  if (ROLES.indexOf(role) < ROLES.indexOf(least)) throw new Error(`${name} is ${role}, and this needs ${least}.`)
}

class Rehearsed extends Error {}
