/** What a call of the press comes to, and the few ways to say so. The core carries it out. */
import type { Actor, Conditions, Deleted, Outcome, Refusal, Role } from './calls.ts'
import type { PrintJob } from './ledger/outbox.ts'
import type { Ledger } from './ledger/sql.ts'
import type { PressContext } from './printing/press-context.ts'
import { doOnce } from './publishing/idempotency.ts'

export type Step<T> = (ledger: Ledger, now: number, context: PressContext) => T

/** Callers check first, and answer in words; a caller that forgot to check gets no further. */
export type Permission = { actor: Actor; needs: Role }

/** What a call comes to, for the core to carry out. */
export type Task<T> =
  /** Answered as it is. */
  | { kind: 'read'; run: Step<T> }
  /** One transaction. What it made due is printed or purged before the answer; `print`: as far as that can be done at once. */
  | { kind: 'change'; run: Step<T>; permission: Permission | undefined; then: PrintJob | 'print' | 'purge' | undefined }
  /** A change of an article: done once, however often it is sent under one key, and printed. */
  | { kind: 'order'; run: Step<Outcome>; actor: Actor; conditions: Conditions }
  /** All of an order, and then as if nothing had been. */
  | { kind: 'dry-run'; run: Step<Outcome> }
  /** In steps of its own. */
  | { kind: 'work'; run: (context: PressContext) => Promise<T>; permission: Permission }
  /** One transaction of a backup’s restoring, during which nothing else changes. The API asks who may. */
  | { kind: 'restore'; run: Step<T> }

export const read = <T>(run: Step<T>): Task<T> => ({ kind: 'read', run })
export const change = <T>(permission: Permission | undefined, run: Step<T>, then?: PrintJob | 'print' | 'purge'): Task<T> => ({
  kind: 'change',
  run,
  permission,
  then,
})
export const order = (actor: Actor, conditions: Conditions = {}, run: Step<Outcome>): Task<Outcome> => ({ kind: 'order', run, actor, conditions })
/** However often it is sent under one key. Whether it may be done is a refusal of its own. */
export const changeOnce = (actor: Actor, conditions: Conditions = {}, run: (ledger: Ledger, now: number) => Deleted | Refusal): Task<Deleted | Refusal> =>
  change(undefined, (ledger, now) => doOnce(ledger, actor, conditions.idempotency, now, () => run(ledger, now)))
export const dryRun = (run: Step<Outcome>): Task<Outcome> => ({ kind: 'dry-run', run })
