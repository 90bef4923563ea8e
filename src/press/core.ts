/**
 * The press: one serial line, so that two editors never publish at once. KV is disposable; the ledger is the truth.
 *
 * Every change is one transaction of ledger and outbox. What comes after (KV, listings, the front cache) is done at once
 * where it can be, and by alarm until it holds.
 */
import type { Article } from '../copy/shapes/article.ts'
import type { Campaign } from '../copy/shapes/campaign.ts'
import type { Site } from '../copy/shapes/site.ts'
import { editionLang } from '../edition/keys.ts'
import type { KvWriter } from '../edition/kv-entry.ts'
import { exportLines } from './backup/export.ts'
import { importLines } from './backup/import.ts'
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
  type StopOrder,
} from './calls.ts'
import { doWhatIsDue, nextDueMoment } from './due-work.ts'
import { readAudit, recordAudit } from './ledger/audit.ts'
import { listEntries, readRevision, revisionsOf } from './ledger/entries.ts'
import { dueAtOf, nextUrgent, type PrintJob } from './ledger/outbox.ts'
import { createTables } from './ledger/schema.ts'
import { isoOf, type Ledger } from './ledger/sql.ts'
import { readPins, readSite } from './ledger/stored-values.ts'
import { addToken, listTokens, revokeToken, tokenHolder } from './ledger/tokens.ts'
import { archiveDayOf, archiveMonthOf, archiveMonthsOf } from './listings/days-and-months.ts'
import { listingOf, topicsByTotal } from './listings/listings.ts'
import { changesOf, correctionsPage, publicStateOf } from './listings/public-history.ts'
import { publishedSince, sitemapMonthOf } from './listings/sitemaps.ts'
import { lastGoodCopy } from './printing/malformed-copy.ts'
import type { PressContext } from './printing/press-context.ts'
import { printBatch, yieldToEventLoop } from './printing/printing.ts'
import { type Purge, purgeWhatIsDue } from './printing/purging.ts'
import { isRebuilding, rebuildStep } from './printing/rebuilding.ts'
import { reprint } from './printing/reprint.ts'
import { sweep } from './printing/sweep.ts'
import { deleteArticle } from './publishing/deleting.ts'
import { eraseRevision } from './publishing/erasing.ts'
import { file } from './publishing/filing.ts'
import { doOnce } from './publishing/idempotency.ts'
import * as orders from './publishing/orders.ts'
import { recordPictureAllowed, recordPictureWithdrawn } from './publishing/picture-orders.ts'
import { readPreview, savePreview } from './publishing/previews.ts'
import { rename } from './publishing/renaming.ts'
import { changeCampaign, changePins, changeSite, listCampaigns, removeCampaign } from './publishing/site-settings.ts'
import { obeyStopOrder } from './publishing/stop-orders.ts'
import { search } from './search/search.ts'

/** How long a call waits for its own article to stand in the edition: a little more than KV wants between two writes of a key. */
const PATIENCE_MS = 2500
/** One alarm prints so long, then lets others in. */
const ALARM_MS = 10_000
/** An invocation has a thousand operations on KV. */
const MAX_KEYS_PER_ALARM = 800
/** After something we did not foresee. */
const PAUSE_MS = 5000

/** What the object holds, set before the fields that are made of it. */
class CoreState {
  ctx: DurableObjectState
  env: Env
  constructor(ctx: DurableObjectState, env: Env) {
    this.ctx = ctx
    this.env = env
  }
}

export class PressCore extends CoreState implements PressCalls {
  /** Tests put others in place of these. */
  kv: KvWriter = this.env.EDITION
  clock = () => Date.now()
  patienceMs = PATIENCE_MS

  #ledger: Ledger = { sql: this.ctx.storage.sql, lang: editionLang(this.env) }
  #printing: Promise<number> | undefined
  #purging: Promise<number> | undefined
  #armedFor: number | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    createTables(ctx.storage.sql)
    // An alarm lost with whatever stopped us is set again.
    this.#arm()
  }

  async file(filing: Filing) {
    if (filing.validateOnly) return this.#dryRun((ledger, now) => file(ledger, now, filing))
    return this.#order(filing.actor, filing, (ledger, now) => file(ledger, now, filing))
  }
  async stop(stopOrder: StopOrder) {
    const act = (ledger: Ledger, now: number) => obeyStopOrder(ledger, now, stopOrder)
    return stopOrder.validateOnly ? this.#dryRun(act) : this.#order(stopOrder.actor, {}, act)
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

  async recordPictureWithdrawn(id: string, actor: Actor, reason?: string) {
    requireRole(actor, 'editor')
    const shown = this.#change((ledger, now) => recordPictureWithdrawn(ledger, id, actor, now, reason))
    await this.#purgeDue()
    this.#arm()
    return shown
  }
  async recordPictureAllowed(id: string, actor: Actor) {
    requireRole(actor, 'admin')
    this.#change((ledger, now) => recordPictureAllowed(ledger, id, actor, now))
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
    return readAudit(this.#ledger, cursor, limit)
  }
  async recordAudit(deed: { what: string; detail?: string }, actor: Actor) {
    requireRole(actor, 'editor')
    this.#change((ledger, now) => recordAudit(ledger, actor, now, deed))
  }

  async setSite(site: Site, actor: Actor, expect?: ExpectedTag) {
    requireRole(actor, 'admin')
    return this.#changeAndPrint({ kind: 'site', name: 'site' }, (ledger, now) => changeSite(ledger, site, actor, now, expect))
  }
  async readSite() {
    return readSite(this.#ledger) ?? null
  }
  async setPins(slugs: string[], actor: Actor, expect?: ExpectedTag) {
    requireRole(actor, 'editor')
    return this.#changeAndPrint({ kind: 'listing', name: 'front' }, (ledger, now) => changePins(ledger, slugs, actor, now, expect))
  }
  async pins() {
    return readPins(this.#ledger)
  }
  async setCampaign(campaign: Campaign, actor: Actor, expect?: ExpectedTag) {
    requireRole(actor, 'editor')
    return this.#changeAndPrint({ kind: 'campaigns', name: 'campaigns' }, (ledger, now) => changeCampaign(ledger, campaign, actor, now, expect))
  }
  async campaigns() {
    return listCampaigns(this.#ledger)
  }
  async removeCampaign(id: string, actor: Actor, expect?: ExpectedTag) {
    requireRole(actor, 'editor')
    return this.#changeAndPrint({ kind: 'campaigns', name: 'campaigns' }, (ledger, now) => removeCampaign(ledger, id, actor, now, expect))
  }

  async addToken(token: { name: string; role: Role; hash: string; expiresAt?: string }, actor: Actor) {
    requireRole(actor, 'admin')
    return this.#change((ledger, now) => addToken(ledger, { id: crypto.randomUUID(), ...token }, actor, now))
  }
  async tokens() {
    return listTokens(this.#ledger)
  }
  async revokeToken(id: string, actor: Actor) {
    requireRole(actor, 'admin')
    return this.#change((ledger, now) => revokeToken(ledger, id, actor, now))
  }
  async tokenHolder(hash: string) {
    return tokenHolder(this.#ledger, hash, this.clock())
  }

  async listingPage(name: string, page: number) {
    return listingOf(this.#ledger, name, page) ?? null
  }
  async archiveDay(date: string, page: number) {
    return archiveDayOf(this.#ledger, date, page, this.clock())
  }
  async archiveMonth(month: string) {
    return archiveMonthOf(this.#ledger, month, this.clock())
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
  async archiveMonths() {
    return archiveMonthsOf(this.#ledger, this.clock())
  }
  async sitemapMonth(month: string) {
    return sitemapMonthOf(this.#ledger, month, this.clock())
  }
  async publishedSince(at: string, limit: number) {
    return publishedSince(this.#ledger, at, limit, this.clock())
  }
  async savePreview(article: Article) {
    const id = crypto.randomUUID()
    return { id, until: isoOf(this.#change((ledger, now) => savePreview(ledger, id, article, now))) }
  }
  async readPreview(id: string) {
    return readPreview(this.#ledger, id, this.clock())
  }
  async publicState(slug: string) {
    return publicStateOf(this.#ledger, slug)
  }

  async reprint(actor: Actor) {
    requireRole(actor, 'admin')
    return this.#change((ledger, now) => reprint(ledger, actor, now))
  }
  async exportPage(cursor?: string) {
    return exportLines(this.#ledger, cursor)
  }
  async importLines(lines: string[], actor: Actor) {
    requireRole(actor, 'admin')
    return this.#change((ledger, now) => importLines(ledger, lines, actor, now))
  }
  async sweep(actor: Actor) {
    requireRole(actor, 'editor')
    const report = await sweep(this.#context, actor)
    this.#arm()
    return report
  }

  async lastGoodCopy(key: string, message: string) {
    return this.#change(() => lastGoodCopy(this.#context, key, message))
  }

  /** Never throws: an alarm that throws six times is given up by the platform, and this one must hold. */
  async alarm() {
    this.#armedFor = undefined
    try {
      this.#change(doWhatIsDue)
      const stopAt = Date.now() + ALARM_MS
      for (let printed = 0, count = 1; count > 0 && printed < MAX_KEYS_PER_ALARM && Date.now() < stopAt; printed += count) count = await this.#work()
      while (Date.now() < stopAt && (await this.#purgeDue()) > 0);
      this.#arm()
    } catch (error) {
      this.#context.log({ event: 'bug', at: 'alarm', error: error instanceof Error ? error.stack : String(error) })
      this.#arm(PAUSE_MS)
    }
  }

  get #context(): PressContext {
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

  async #changeAndPrint<T>(awaited: PrintJob, act: (ledger: Ledger, now: number) => T): Promise<T> {
    const answer = this.#change(act)
    await this.#settle(awaited)
    return answer
  }

  /** However often it is sent under one key. */
  #once<T extends { ok: boolean }>(actor: Actor, { idempotency }: Conditions, act: (ledger: Ledger, now: number) => T | Refusal): T | Refusal {
    return this.#change((ledger, now) => doOnce(ledger, actor, idempotency, now, () => act(ledger, now)))
  }

  /** Done once, and printed. */
  async #order(actor: Actor, conditions: Conditions, act: (ledger: Ledger, now: number) => Outcome): Promise<Outcome> {
    const outcome: Outcome = this.#once(actor, conditions, act)
    if (outcome.ok && outcome.changed) await this.#settle({ kind: 'article', name: outcome.entry.slug })
    return outcome
  }

  /** All of it, and then as if nothing had been. */
  #dryRun(act: (ledger: Ledger, now: number) => Outcome): Outcome {
    let outcome: Outcome | undefined
    try {
      this.ctx.storage.transactionSync(() => {
        outcome = act(this.#ledger, this.clock())
        throw new DryRunOver()
      })
    } catch (error) {
      if (!(error instanceof DryRunOver)) throw error
    }
    return outcome as Outcome // Set before the throw.
  }

  /** Prints until this is in the edition and nothing urgent is due, within the call's patience; the alarm does the rest. */
  async #settle(awaited: PrintJob) {
    const stopAt = Date.now() + this.patienceMs
    for (;;) {
      await this.#print()
      const now = this.clock()
      const due = (nextUrgent(this.#ledger) ?? Infinity) <= now ? now : dueAtOf(this.#ledger, awaited)
      if (due === undefined || Date.now() + due - now > stopAt) break
      if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now))
    }
    this.ctx.waitUntil(this.#purgeDue().then(() => this.#arm()))
    this.#arm()
  }

  /** What a person waits for first, then what readers' tables need, then the rest. */
  async #work(): Promise<number> {
    if (!isRebuilding(this.#ledger) || (nextUrgent(this.#ledger) ?? Infinity) <= this.clock()) return this.#print()
    await rebuildStep(this.#context)
    await yieldToEventLoop()
    return 1
  }

  /** One batch at a time, whoever asks. */
  #print(): Promise<number> {
    this.#printing ??= printBatch(this.#context).finally(() => {
      this.#printing = undefined
    })
    return this.#printing
  }

  /** One call at a time: what is due meanwhile goes in the next. */
  #purgeDue(): Promise<number> {
    this.#purging ??= purgeWhatIsDue(this.#context, this.#purge).finally(() => {
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
    const next = Math.max(nextDueMoment(this.#ledger), atLeastMs && this.clock() + atLeastMs)
    if (next === Infinity || next === this.#armedFor) return
    this.#armedFor = next
    void this.ctx.storage.setAlarm(next)
  }
}

/** Callers check first, and answer in words; a caller that forgot to check gets no further. */
function requireRole({ name, role }: Actor, least: Role) {
  if (ROLES.indexOf(role) < ROLES.indexOf(least)) throw new Error(`${name} is ${role}, and this needs ${least}.`)
}

class DryRunOver extends Error {}
