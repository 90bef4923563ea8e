/**
 * How many calls an alarm has left. The platform lets a Worker make so many in one go and breaks those beyond; a letter would then be
 * uncertain that never went out. So an alarm ends in time, and the next goes on.
 */
import type { Mailer } from '../delivery/mailer.ts'

/** What every paid plan allows; many allow ten times as much. A free plan allows 50. */
const CALLS_PER_ALARM = 1000
/** For confirmations and digests that are made in the same alarm. */
const SPARE_CALLS = 10
/** Before each batch the site and the press are asked. */
const CALLS_BEFORE_BATCH = 2

export class CallBudget {
  readonly #all: number
  #left: number

  constructor(perAlarm = CALLS_PER_ALARM) {
    this.#all = Math.max(perAlarm - SPARE_CALLS, SPARE_CALLS)
    this.#left = this.#all
  }

  /** Whether another batch may be looked at. */
  get hasRoom() {
    return this.#left > CALLS_BEFORE_BATCH
  }

  spendBeforeBatch() {
    this.#left -= CALLS_BEFORE_BATCH
  }

  spend(mailer: Mailer, letters: number) {
    this.#left -= callsFor(mailer, letters)
  }

  spendAll() {
    this.#left = 0
  }

  /** How many letters there is room for, at most what the mailer takes at once. */
  lettersLeft(mailer: Mailer): number {
    let letters = mailer.maxBatch
    while (letters > 0 && callsFor(mailer, letters) > this.#left) letters--
    return letters
  }

  /** A batch that was claimed before goes out whole. One that no alarm has room for is tried by itself. */
  fits(mailer: Mailer, letters: number): boolean {
    return callsFor(mailer, letters) <= this.#left || this.#left === this.#all - CALLS_BEFORE_BATCH
  }
}

const callsFor = ({ callsFor }: Mailer, letters: number) => callsFor?.(letters) ?? 1
