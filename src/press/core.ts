/**
 * The press: one serial line, so that two editors never publish at once. KV is disposable; the ledger is the truth.
 *
 * Every change is one transaction of ledger and outbox. What comes after (KV, listings, the front cache) is done at once
 * where it can be, and by alarm until it holds.
 */
import { BEING_RESTORED } from '../backup/calls.ts'
import { restoringOf } from '../backup/restoring.ts'
import { editionLang } from '../edition/keys.ts'
import type { KvWriter } from '../edition/kv-entry.ts'
import { patientBinding } from '../edition/patient-binding.ts'
import { websubHub } from '../edition/websub-hub.ts'
import { Unavailable, within } from '../edition/within.ts'
import { type SearchCalls, searchOf } from '../search/calls.ts'
import { CALLS, type Calls } from './call-table.ts'
import { type Outcome, ROLES } from './calls.ts'
import { nextDueMoment, runDueWork } from './due-work.ts'
import { dueAtOf, nextUrgent, type PrintJob } from './ledger/outbox.ts'
import { createTables } from './ledger/schema.ts'
import type { Ledger } from './ledger/sql.ts'
import type { Outside } from './outside.ts'
import { tellFiles } from './pictures/telling-files.ts'
import type { PressContext } from './printing/press-context.ts'
import { printBatch, yieldToEventLoop } from './printing/printing.ts'
import { type Purge, purgeDue } from './printing/purging.ts'
import { isRebuilding, rebuildStep } from './printing/rebuilding.ts'
import { tellSearch } from './printing/telling-search.ts'
import { doOnce } from './publishing/idempotency.ts'
import type { Permission, Step, Task } from './task.ts'
import { Courier } from './webhooks/courier.ts'
import { Presence } from './writing/presence.ts'

/** How long a call waits for its own article to be in the edition: a little more than KV wants between two writes of a key. */
const PATIENCE_MS = 2500
/** KV answers within a second as a rule. What hangs is tried again, and holds nothing else up. */
const KV_PATIENCE_MS = 15_000
/** No editor waits longer for KV; the alarm prints then. */
const CALLER_PATIENCE_MS = 5000
/** How long the front cache waits for search, so that one call purges for both. */
const SEARCH_PATIENCE_MS = 1000
/** A picture's file is read and written whole. */
const FILES_PATIENCE_MS = 30_000
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

export class PressCore extends CoreState {
  /** Everything that can be asked of the press, by name. */
  readonly calls = Object.fromEntries(
    Object.entries(CALLS).map(([name, taskOf]) => [
      name,
      async (...asked: never[]) => this.#perform((taskOf as (...asked: never[]) => Task<unknown>)(...asked)),
    ]),
  ) as unknown as Calls // `CallTable` says that each call comes to a task with its answer.

  /** Tests put others in place of these. */
  kv: KvWriter = this.env.EDITION
  search: Pick<SearchCalls, 'tell'> = searchOf(this.env)
  pictureFiles: R2Bucket = patientBinding(this.env.PICTURES, FILES_PATIENCE_MS)
  clock = () => Date.now()
  patienceMs = PATIENCE_MS
  outside: Outside = {
    fetch: (url, init) => fetch(url, init),
    mayBeLocal: (this.env as { DATELINE_ENV?: unknown }).DATELINE_ENV === 'development',
    hub: websubHub(this.env),
    random: () => Math.random(),
  }
  courier = new Courier()

  #ledger: Ledger = { sql: this.ctx.storage.sql, lang: editionLang(this.env) }
  #presence = new Presence()
  #printing: Promise<number> | undefined
  #purging: Promise<number> | undefined
  #telling: Promise<number> | undefined
  #armedFor: number | undefined
  #isRestoring = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    createTables(ctx.storage.sql)
    this.#isRestoring = restoringOf(ctx.storage.sql) !== undefined
    // An alarm lost with whatever stopped us is set again.
    this.#arm()
  }

  async #perform<T>(task: Task<T>): Promise<T | Outcome> {
    if (this.#isRestoring && task.kind !== 'read' && task.kind !== 'restore') throw new Error(BEING_RESTORED)
    switch (task.kind) {
      case 'read':
        return task.run(this.#ledger, this.clock(), this.#context)
      case 'change':
        return this.#changeAndPublish(task)
      case 'order':
        return this.#order(task)
      case 'dry-run':
        return this.#dryRun(task.run)
      case 'work':
        requireRole(task.permission)
        return task.run(this.#context).finally(() => this.#arm())
      case 'restore':
        return this.#restore(task.run)
    }
  }

  /** Never throws: an alarm that throws six times is given up by the platform, and this one must hold. */
  async alarm() {
    this.#armedFor = undefined
    if (this.#isRestoring) return
    try {
      this.#change(runDueWork)
      this.courier.beginAlarm()
      this.#startCourier()
      const stopAt = Date.now() + ALARM_MS
      await this.#printUntil(stopAt)
      while (Date.now() < stopAt && (await this.#tellSearch()) > 0);
      while (Date.now() < stopAt && (await tellFiles({ ...this.#context, pictures: this.pictureFiles })));
      while (Date.now() < stopAt && (await this.#purgeDue()) > 0);
      // What was printed meanwhile can be told.
      this.#startCourier()
      this.#arm()
    } catch (error) {
      this.#context.log({ event: 'bug', at: 'alarm', error: error instanceof Error ? error.stack : String(error) })
      this.#arm(PAUSE_MS)
    }
  }

  /** Nobody waits for it. */
  #startCourier() {
    this.courier.start(this.#context, () => this.#arm())
  }

  async #printUntil(stopAt: number) {
    for (let printed = 0, count = 1; count > 0 && printed < MAX_KEYS_PER_ALARM && Date.now() < stopAt; printed += count) {
      // Neither waits for the other.
      void this.#tellSearch().catch(() => 0)
      count = await this.#workOn()
    }
  }

  get #context(): PressContext {
    return {
      ledger: this.#ledger,
      kv: patientBinding(this.kv, KV_PATIENCE_MS),
      transact: (step) => this.ctx.storage.transactionSync(step),
      clock: this.clock,
      presence: this.#presence,
      outside: this.outside,
      log: (line) => console.log(JSON.stringify(line)),
    }
  }

  /** One change is one transaction; the alarm is set with it or not at all. */
  #change<T>(run: Step<T>): T {
    const answer = this.ctx.storage.transactionSync(() => run(this.#ledger, this.clock(), this.#context))
    this.#arm()
    return answer
  }

  async #changeAndPublish<T>({ permission, run, then }: Extract<Task<T>, { kind: 'change' }>): Promise<T> {
    if (permission) requireRole(permission)
    const answer = this.#change(run)
    if (then === 'purge') await this.#purgeDue().then(() => this.#arm())
    else if (then === 'print') await this.#printIfFree()
    else if (then) await this.#settle(then)
    return answer
  }

  async #order({ actor, conditions, run }: Extract<Task<Outcome>, { kind: 'order' }>): Promise<Outcome> {
    const outcome = this.#change((ledger, now, context) => doOnce(ledger, actor, conditions.idempotency, now, () => run(ledger, now, context)))
    if (outcome.ok && outcome.changed) await this.#settle({ kind: 'article', name: outcome.entry.slug })
    return outcome
  }

  /** Until a backup is whole, nothing falls due. */
  #restore<T>(run: Step<T>): T {
    const answer = this.ctx.storage.transactionSync(() => run(this.#ledger, this.clock(), this.#context))
    this.#isRestoring = restoringOf(this.#ledger.sql) !== undefined
    if (!this.#isRestoring) this.#arm()
    return answer
  }

  #dryRun(run: Step<Outcome>): Outcome {
    let outcome: Outcome | undefined
    try {
      this.#change((...given) => {
        outcome = run(...given)
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
    // What is gone leaves search while it leaves KV.
    const told = this.#tellSearch().catch(() => 0) // The alarm tells it again.
    for (;;) {
      if (!(await this.#printForCaller())) break
      const now = this.clock()
      const due = (nextUrgent(this.#ledger) ?? Infinity) <= now ? now : dueAtOf(this.#ledger, awaited)
      if (due === undefined || Date.now() + due - now > stopAt) break
      if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now))
    }
    this.ctx.waitUntil(this.#tellAndPurge(told))
    this.#arm()
  }

  /** What comes faster than KV may be written is taken at once, and printed together when the key's next second begins. */
  async #printIfFree() {
    if (this.#printing) return
    await this.#printForCaller()
    this.ctx.waitUntil(this.#tellAndPurge())
    this.#arm()
  }

  /** What a person waits for first, then what readers' tables need, then the rest. */
  async #workOn(): Promise<number> {
    if (!isRebuilding(this.#ledger) || (nextUrgent(this.#ledger) ?? Infinity) <= this.clock()) return this.#print()
    await rebuildStep(this.#context)
    await yieldToEventLoop()
    return 1
  }

  /** Whether it is done; KV may keep us waiting for longer than anybody waits. */
  async #printForCaller(): Promise<boolean> {
    const printing = this.#print()
    return within(CALLER_PATIENCE_MS, printing).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Unavailable && error.late === printing) return false
        throw error
      },
    )
  }

  /** One batch at a time, whoever asks. */
  #print(): Promise<number> {
    this.#printing ??= printBatch(this.#context).finally(() => {
      this.#printing = undefined
    })
    return this.#printing
  }

  /** Search first, if it answers at once. */
  async #tellAndPurge(before: Promise<number> = Promise.resolve(0)) {
    const told = before.then(() => this.#tellSearch())
    await within(SEARCH_PATIENCE_MS, told).catch(() => undefined) // The alarm tells it, and purges its pages by themselves.
    await this.#purgeDue()
    this.#arm()
  }

  /** One telling at a time, in order. */
  #tellSearch(): Promise<number> {
    this.#telling ??= tellSearch(this.#context, this.search).finally(() => {
      this.#telling = undefined
    })
    return this.#telling
  }

  /** One call at a time: what becomes due meanwhile is part of the next. */
  #purgeDue(): Promise<number> {
    this.#purging ??= purgeDue(this.#context, this.#purge).finally(() => {
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
    if (this.#isRestoring) return
    const due = Math.min(nextDueMoment(this.#ledger, this.clock()), this.courier.nextDue(this.#context) ?? Infinity)
    const next = Math.max(due, atLeastMs && this.clock() + atLeastMs)
    if (next === Infinity || next === this.#armedFor) return
    this.#armedFor = next
    void this.ctx.storage.setAlarm(next)
  }
}

function requireRole({ actor: { name, role }, needs }: Permission) {
  if (ROLES.indexOf(role) < ROLES.indexOf(needs)) throw new Error(`${name} is ${role}, and this needs ${needs}.`)
}

class DryRunOver extends Error {}
