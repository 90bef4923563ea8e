/**
 * How many calls an alarm has left. The platform limits the calls of one invocation and fails those beyond; a letter that was never sent
 * would then be uncertain. So an alarm ends in time, and the next one continues.
 */
import type { Mailer } from '../delivery/mailer.ts'

/** What every paid plan allows; many allow ten times as much. A free plan allows 50. */
const CALLS_PER_ALARM = 1000
/** For digests that are made in the same alarm. */
const SPARE_CALLS = 10
/** One to the site and one to the press. */
const CALLS_BEFORE_BATCH = 2

export class CallBudget {
  readonly #all: number
  #left: number

  constructor(perAlarm = CALLS_PER_ALARM) {
    this.#all = Math.max(perAlarm - SPARE_CALLS, SPARE_CALLS)
    this.#left = this.#all
  }

  /** Whether another batch can be started. */
  get hasRoom() {
    return this.#left > CALLS_BEFORE_BATCH
  }

  spendBeforeBatch() {
    this.#left -= CALLS_BEFORE_BATCH
  }

  spend(mailer: Mailer, letters: number) {
    this.#left -= callsFor(mailer, letters)
  }

  /** At most one call for each, and one to the site. */
  spendOnConfirmations(emails: number) {
    if (emails > 0) this.#left -= emails + 1
  }

  spendAll() {
    this.#left = 0
  }

  /** How many letters can still be sent, at most what the mailer accepts at once. */
  lettersLeft(mailer: Mailer): number {
    let letters = mailer.maxBatch
    while (letters > 0 && callsFor(mailer, letters) > this.#left) letters--
    return letters
  }

  /** A batch that was claimed before is sent as a whole; if it is too large for any alarm, it is sent in an alarm of its own. */
  fits(mailer: Mailer, letters: number): boolean {
    return callsFor(mailer, letters) <= this.#left || this.#left === this.#all - CALLS_BEFORE_BATCH
  }
}

const callsFor = ({ callsFor }: Mailer, letters: number) => callsFor?.(letters) ?? 1
